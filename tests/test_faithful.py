"""No word without a source: each page says exactly what its record asks for, and names the fields.

The gates F1 to F5 and F7 of the design. The second telling (tests/telling) works out from the raw
record what has to be said; here every page of every record is held against it.
"""

import datetime
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from generator.build import trial_pages
from generator.content import Content, load_content
from generator.pages.markdown import page_html
from generator.pages.page import Page
from generator.pages.parts import parts_of
from generator.pages.quote import Quotes
from generator.pages.view import sentences_by_section, trial_view
from generator.pages.view.who import who_view
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice, voice_for
from generator.records import Record
from generator.records.folder import read
from generator.trial import Trial
from generator.trial.paths import Leaf, leaves
from tests.changing import another, is_named
from tests.invented import everything, put
from tests.reading import Reading, fold, read_page
from tests.telling.notes import words_of_record, wrong_notes
from tests.telling.results.harms import event_rows
from tests.telling.results.people import drawn
from tests.telling.sections import tell
from tests.telling.words import Teller
from tests.test_ledger import broken_on, joined, more_than_marks

AS_OF = datetime.date(2026, 1, 15)
SLICES = 8
MOST_CHANGED = 3
MOST_CHANGED_OF_RESULTS = 1
NEEDED = {"identification.registry_id", "identification.brief_title"}


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([], marked=True)


@pytest.mark.parametrize("part", range(SLICES))
def test_real_pages_say_what_their_records_ask_and_lose_nothing(
    part: int, content: Content, shared_data: Path, tmp_path: Path, step: int
) -> None:
    """The promises of the ledger (tests/test_ledger.py) are held here too: a page is made once.

    Every fifteenth record is read each time, and with `--all-records` each one.
    """
    records = [
        record
        for record in _some(shared_data, tmp_path, lambda number: number % SLICES == part)
        if record.place.line % step == 0
    ]
    assert len(records) > 12
    wrong, plain = [], load_content([])
    for number, record in enumerate(records):
        pages = trial_pages(record, content, AS_OF)
        shown = read_page(page_html(joined(pages), str).html)
        wrong += [*_unfaithful(record, content, pages, shown), *broken_on(record, shown, content)]
        wrong += more_than_marks(record, joined(pages), plain) if number % 10 == 0 else []
    said = "\n".join(wrong)
    assert not said


def test_page_of_every_field_says_what_its_record_asks(content: Content) -> None:
    pages = trial_pages(everything(), content, AS_OF)
    shown = read_page(page_html(joined(pages), str).html)
    assert not "\n".join(_unfaithful(everything(), content, pages, shown))


@pytest.mark.parametrize("part", range(4))
def test_sentences_name_the_fields_that_change_them(
    part: int, content: Content, shared_data: Path, tmp_path: Path
) -> None:
    """Change or delete one field, and only sentences that name it change, come or go."""
    drawn = set(random.Random(20).sample(range(2214), 12))
    records = [everything(), *_some(shared_data, tmp_path, drawn.__contains__)]
    assert len(records) == 13
    records = records[part::4]
    wrong = {
        (leaf.field, how, said.rule)
        for record in records
        for leaf, how, said in _unnamed(record, content)
    }
    assert sorted(wrong) == []


def _some(folder: Path, scratch: Path, wanted: Any) -> list[Record]:
    with gzip.open(folder / "ctgov.jsonl.gz") as stream:
        lines = [line for number, line in enumerate(stream) if wanted(number)]
    (scratch / "some.jsonl").write_bytes(b"".join(lines))
    return [item for item in read([scratch]) if isinstance(item, Record)]


def _unfaithful(
    record: Record, content: Content, pages: Sequence[Page], shown: Reading
) -> Iterator[str]:
    """Yield what a page says that its record does not ask for, and the other way round."""
    study, number = json.loads(record.raw), record.trial.registry_id
    rows = json.loads(dict(pages[0].files)["sentences.json"])
    said = defaultdict(list)
    for row in rows:
        if not row["rule"].startswith("about.grade"):  # tests/test_readable.py counts again
            said[row["section"]].append((row["rule"], row["text"]))
    notes = {row["rule"]: row for row in rows if row["section"] == "checks"}
    yield from (f"{number} {wrong}" for wrong in wrong_notes(record, content.wording, notes, AS_OF))
    for section, expected in tell(study, AS_OF).items():
        if said[section] != expected:
            more, less = Counter(said[section]), Counter(expected)
            yield f"{number} {section}: not asked for {more - less}, missing {less - more}"
    quoted = set(words_of_record(record.trial, content.wording, AS_OF))
    if wrong := quoted ^ set(map(fold, shown.evidence)):
        yield f"{number}: notes do not quote what was found, or quote more: {wrong}"
    told = list(event_rows(Teller(study)))
    events = [[fold(cell) for cell in row] for row in shown.events]
    yield from (
        f"{number}: a row of health problems is {row}, not {asked}"
        for row, asked in zip_longest(events, told)
        if row != asked
    )
    texts = {row["text"] for row in rows} | {page.title for page in pages[1:]}
    if untold := _untold(record, shown, texts, content):
        yield f"{number}: words without a source: {untold[:12]}"
    if "".join("".join(shown.flow).split()) != "".join("".join(drawn(Teller(study))).split()):
        yield f"{number}: the drawings of who left say {shown.flow}"
    yield from (f"{number}: {wrong}" for row in rows for wrong in _nowhere(study, row))
    if strange := _undrawable(record, shown, {row["text"] for row in rows}, content):
        yield f"{number}: a picture of time says more than its sentences: {strange}"


def _undrawable(record: Record, shown: Reading, texts: set[str], content: Content) -> list[str]:
    """Return words of pictures of time that are in no sentence or label, and no year or 0."""
    voice = voice_for(record.trial, content.wording)
    known = {_letters(text) for text in (*texts, *_labels(voice))}
    drawn = [text for text in shown.track if not re.fullmatch(r"\d{4}|0", text)]
    return [text for text in drawn if not any(_letters(text) in one for one in known)]


def _untold(record: Record, shown: Reading, texts: set[str], content: Content) -> list[str]:
    """Return words of the page that are no sentence with a source, no quote and no fixed label."""
    voice = voice_for(record.trial, content.wording)
    rest = fold(" ".join(shown.composed.values()))
    known = {fold(text) for text in texts} | set(_labels(voice)) | _groups(record.trial, voice)
    known |= set(_jumps(record.trial, voice, content))
    # Each of them was held against the record, row by row.
    known |= {fold(cell) for row in shown.events for cell in row}
    known |= set(_part_titles(record, voice))
    for text in sorted(known, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", " ", rest) if text in rest else rest
    return re.findall(r"\w+", rest)


def _labels(voice: Voice) -> Iterator[str]:
    for name, pattern in voice.wording.labels.items():
        if not set(re.findall(r"\{(\w+)\}", pattern)) - {"trial"}:
            yield fold(voice.label(name.removesuffix(".native")))


def _part_titles(record: Record, voice: Voice) -> Iterator[str]:
    """The heads of pages that parts of the trial have to themselves."""
    title = record.trial.identification.brief_title
    yield from (fold(voice.label(f"part.{part}", title=title)) for part in parts_of(record.trial))


def _groups(trial: Trial, voice: Voice) -> set[str]:
    """The names of groups of people that a head of our own repeats, each as the record has it."""
    sections = who_view(trial, voice, Quotes(trial), {}).criteria
    names = {fold(name) for section in sections for name in section.within.split(": ") if name}
    source = _letters(trial.eligibility.eligibility_criteria or "")
    return {name for name in names if _letters(name) in source}


def _jumps(trial: Trial, voice: Voice, content: Content) -> Iterator[str]:
    """Links to rules by theme; tests/test_themes.py holds that each rule names its theme."""
    for jump in who_view(trial, voice, Quotes(trial), {}, content.themes).jumps:
        numbers = range(1, len(jump.anchors) + 1) if len(jump.anchors) > 1 else ()
        yield " ".join([jump.label, *map(str, numbers)])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _nowhere(study: dict[str, Any], row: dict[str, Any]) -> Iterator[str]:
    """Yield sources of a published sentence that do not lead into the record as published."""
    for source in row["sources"]:
        if not source.startswith("wording:") and not _leads(study, re.findall(r"\w+", source)):
            yield f"{row['rule']} names {source}, which leads nowhere"


def _leads(value: Any, steps: list[str]) -> bool:
    """True if a path leads to a value, or to a gap in a group that is there or missing whole."""
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list):
            if not step.isdigit() or int(step) >= len(value):
                return not value or not step.isdigit()
            value = value[int(step)]
        else:
            return value is None
    return True


def _unnamed(record: Record, content: Content) -> Iterator[tuple[Leaf, str, Sentence]]:
    before = _said(record, content)
    for leaf in _drawn_leaves(record.trial):
        for how, trial in (
            ("changed", _with(record, leaf, another)),
            ("deleted", _cut(record, leaf)),
        ):
            after = _said(Record(trial, record.form, record.place, record.raw), content)
            for said in (before - after) + (after - before):
                if not is_named(said, leaf):
                    yield leaf, how, said


def _drawn_leaves(trial: Trial) -> Iterator[Leaf]:
    """Yield the values; of a field that has many, such as of 110 outcomes, some drawn ones."""
    by_field = defaultdict(list)
    for leaf in leaves(trial):
        if leaf.field not in NEEDED:
            by_field[leaf.field].append(leaf)
    for field, found in by_field.items():
        most = MOST_CHANGED_OF_RESULTS if field.startswith("results.") else MOST_CHANGED
        yield from random.Random(3).sample(found, most) if len(found) > most else found


def _said(record: Record, content: Content) -> Counter[Sentence]:
    """The sentences of a page. The grade of our words rests on all of them, so it may change."""
    view = trial_view(record, content.wording, AS_OF)
    return Counter(said for _, said in sentences_by_section(view) if said.rule != "about.grade")


def _with(record: Record, leaf: Leaf, other: Any) -> Any:
    return put(record.trial, leaf.path, other(leaf.value))


def _cut(record: Record, leaf: Leaf) -> Any:
    """Return the trial without a value; an item of a list goes, and those behind it move up."""
    head, bracket, index = leaf.path.rpartition("[")
    if bracket and index == index.partition("]")[0] + "]":
        value: Any = record.trial
        for step in re.findall(r"\w+", head):
            value = value[int(step)] if step.isdigit() else getattr(value, step)
        at = int(index[:-1])
        return put(record.trial, head, value[:at] + value[at + 1 :])
    return put(record.trial, leaf.path, None)
