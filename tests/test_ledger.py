"""Nothing is lost: every page keeps what templates/ledger.yml says of each field of its record.

Pages are read as a browser reads them. Each text of the record has to stand there whole, once,
where the ledger says; and our own words around it never show a code. The pages of all 2,214 real
records are held to this in tests/test_faithful.py, where they are made for another reason.
"""

import datetime
import html
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from html.entities import html5
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import pytest

from generator import vocabulary
from generator.build import trial_pages
from generator.content import Content, load_content
from generator.pages.markdown import page_html
from generator.pages.page import Page
from generator.pages.reference import LedgerRow
from generator.plain.voice import voice_for
from generator.plain.wording import Wording
from generator.records import Record
from generator.records.folder import read
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.trial.paths import Leaf, leaves
from tests.conftest import REPOSITORY
from tests.invented import CASES, everything, put
from tests.reading import MARK, Reading, Shown, fold, read_page
from tests.telling.results.people import HEADS
from tests.telling.results.unquoted import unquoted, unquoted_at_start

AS_OF = datetime.date(2026, 1, 15)
CRITERIA = "eligibility.eligibility_criteria"
MOST_BOXES, MOST_DRAWN = 8, 4


@pytest.fixture(scope="module")
def marked() -> Content:
    return load_content([], marked=True)


@pytest.fixture(scope="module")
def plain() -> Content:
    return load_content([])


@pytest.mark.parametrize(("folder", "least"), [(REPOSITORY / "records", 12), (CASES, 10)])
def test_written_records_keep_the_ledger(
    folder: Path, least: int, marked: Content, plain: Content
) -> None:
    records = [item for item in read([folder]) if isinstance(item, Record)]
    assert len(records) >= least
    said = "\n".join(broken_by(records, marked, plain))
    assert not said


# What a careless hand could do to a template → what the tests above say then.
SABOTAGE = {
    "a text is left out": (
        ("why", "{{ w.quote(v.why.detailed) }}", ""),
        "description.detailed_description: is there 0 times, not 1",
    ),
    "a text is there twice": (
        ("join", "## {{ label(", "{{ v.title }}\n\n## {{ label("),
        "identification.brief_title: is there 2 times, not 1",
    ),
    "a text is under another head": (
        ("why", '## {{ label("section.why") }}', "## In a wrong place"),
        "description.brief_summary: stands under 'In a wrong place', not under 'why'",
    ),
    "a list is cut": (
        ("macros/what.jinja", "thing in what.things", "thing in what.things[:2]"),
        "arms_interventions.interventions[2].name: is there 0 times",
    ),
    "a text is cut": (
        ("macros/measured.jinja", "{{ line.measure }}", "{{ line.measure|shortened }}"),
        "outcomes.primary_outcomes[0].measure: ends with 'wak', not with 'waking'",
    ),
    "a number of a list is not shown": (
        ("macros/criteria.jinja", "one.marker|is_number", "false"),
        "eligibility.eligibility_criteria: 'Tired' stands where '1' should",
    ),
    "rules change places": (
        ("macros/criteria.jinja", "in lines|runs", "in lines|reverse|list|runs"),
        "eligibility.eligibility_criteria: '2' stands where '1' should",
    ),
    "a box of the drawing is not filled": (
        ("what", "{{ v.what.diagram }}", "{{ v.what.diagram|replace('Dim', '') }}"),
        "the drawing says",
    ),
    "a code is shown": (
        ("title", "{{ v.status.label }}", "NOT_YET_RECRUITING"),
        "our words say 'NOT_YET_RECRUITING'",
    ),
    "a missing value is shown": (
        ("title", "{{ v.status.label }}", "None"),
        "our words say 'None'",
    ),
    "a tag stays open": (("about", "</details>", ""), "</section>|is not closed"),
}


@pytest.mark.parametrize("name", SABOTAGE)
def test_broken_template_is_noticed(name: str, tmp_path: Path) -> None:
    (piece, old, new), complaint = SABOTAGE[name]
    template = piece if piece.endswith(".jinja") else f"sections/{piece}.md.jinja"
    source = (REPOSITORY / "templates" / template).read_text(encoding="utf-8")
    assert old in source, f"{template} has changed: mend this test"
    (tmp_path / template).parent.mkdir()
    (tmp_path / template).write_text(source.replace(old, new, 1), encoding="utf-8")
    contents = [load_content([tmp_path], marked=marked) for marked in (True, False)]
    for content in contents:
        content.env.filters["shortened"] = lambda quote: replace(quote, text=quote.text[:-3])
    said = "\n".join(broken_by([everything()], *contents))
    assert any(part in said for part in complaint.split("|")), said


def test_every_code_date_and_number_is_said_where_the_ledger_says(plain: Content) -> None:
    """A field that is said in our words cannot change without its part of the page changing."""
    ledger = {row.field: row for row in plain.ledger}
    record = everything()
    # Results that stand in a record are shown, whatever it says of having some.
    without = replace(record, trial=put(record.trial, "results", None))
    whole, flagged = (_composed(one, plain) for one in (record, without))
    unsaid = []
    for leaf in leaves(record.trial):
        if ledger[leaf.field].how == "words":
            is_flag = leaf.path == "has_results"
            before = flagged if is_flag else whole
            changed = _changed(without if is_flag else record, leaf)
            head = _head(ledger[leaf.field].section, changed.trial, plain.wording)
            after = _composed(changed, plain)
            unsaid += [leaf.path] if before.get(head) == after.get(head) else []
    assert not unsaid


def test_each_place_has_the_point_that_its_record_gives(marked: Content) -> None:
    """In the record's own digits, and only where there is one."""
    record = everything()
    points = [place.geo_point for place in record.trial.contacts_locations.locations]
    html_ = page_html(trial_pages(record, marked, AS_OF)[0].markdown, str).html
    shown = [
        tag.attributes["data-at"] for tag in read_page(html_).tags if "data-at" in tag.attributes
    ]
    assert sorted(shown) == sorted(f"{one.lat},{one.lon}" for one in points if one)
    assert shown


def test_hidden_field_changes_nothing(plain: Content) -> None:
    ledger = {row.field: row for row in plain.ledger}
    record = everything()
    before = trial_pages(record, plain, AS_OF)
    hidden = [leaf for leaf in leaves(record.trial) if ledger[leaf.field].how == "hidden"]
    shown = [
        leaf.path for leaf in hidden if trial_pages(_changed(record, leaf), plain, AS_OF) != before
    ]
    assert len(hidden) > 20
    assert not shown


def broken_by(records: list[Any], marked: Content, plain: Content) -> Iterator[str]:
    """Yield every promise that a record's page breaks, with the record's number.

    The pages that are read have marks around quotes; that marks are all they have more than other
    pages is seen on one page in ten.
    """
    for number, record in enumerate(records):
        assert isinstance(record, Record), record
        markdown = _markdown(record, marked)
        yield from broken_on(record, read_page(page_html(markdown, str).html), marked)
        if number % 10 == 0:
            yield from more_than_marks(record, markdown, plain)


def broken_on(record: Record, page: Reading, marked: Content) -> Iterator[str]:
    """Yield every promise that a page breaks which has been read, its parts behind it."""
    yield from (f"{record.trial.registry_id}: {one}" for one in _broken(record, page, marked))


def more_than_marks(record: Record, markdown: str, plain: Content) -> Iterator[str]:
    """Yield a fault if a page with marks differs from that of readers in more than marks."""
    if _markdown(record, plain) != MARK.sub("", markdown):
        yield f"{record.trial.registry_id}: the page without marks differs in more than marks"


def _markdown(record: Record, content: Content) -> str:
    return joined(trial_pages(record, content, AS_OF))


def joined(pages: Sequence[Page]) -> str:
    """Return the Markdown of a trial's page and those of its parts, one behind the other."""
    return "\n\n".join(page.markdown for page in pages)


def _broken(record: Record, page: Reading, marked: Content) -> Iterator[str]:
    yield from page.faults
    yield from _texts(record.trial, page, marked)
    yield from _drawing(record.trial, page, marked.wording)
    yield from _our_words(record, page, marked.wording)


def _texts(trial: Trial, page: Reading, content: Content) -> Iterator[str]:
    """Each text of a record against the ledger; at the end nothing may be left over on the page."""
    ledger = {row.field: row for row in content.ledger}
    quotes: dict[str, list[Shown]] = defaultdict(list)
    for quote in page.quotes:
        quotes[quote.path].append(quote)
    heads: set[str] = set()
    repeats = {*_repeats(trial), *_spoken(trial), *unquoted(trial), *unquoted_at_start(trial)}
    for leaf in _quotable(trial):
        row, found = ledger[leaf.field], quotes.pop(leaf.path, [])
        if leaf.field == CRITERIA:
            source = _as_read(_RULER.sub("", leaf.value))
            yield from _same_words(leaf.path, source, page.criteria)
        elif len(found) != (count := int(leaf.path not in repeats and _count(leaf, row, heads))):
            yield f"{leaf.path}: is there {len(found)} times, not {count} ({row.how})"
        elif found:
            yield from _whole(leaf, found[0].text)
        for quote in found:
            if row.section and quote.section != _head(row.section, trial, content.wording):
                yield f"{leaf.path}: stands under '{quote.section}', not under '{row.section}'"
    yield from (f"{path}: the record has no such text" for path in quotes)


def _quotable(trial: Trial) -> Iterator[Leaf]:
    """Yield every text of a trial that is no code, as far as it says anything."""
    return (leaf for leaf in leaves(trial) if type(leaf.value) is str and leaf.value.strip())


def _repeats(trial: Trial) -> Iterator[str]:
    """Yield the paths of texts that only say again what stands above them on the page."""
    described = trial.description
    if (described.brief_summary or "").split() == (described.detailed_description or "").split():
        yield "description.detailed_description"
    yield from _shared_descriptions(trial)
    labels = {arm.label for arm in trial.arms_interventions.arms}
    for index, thing in enumerate(trial.arms_interventions.interventions):
        groups = thing.arm_group_labels
        if labels.issuperset(group for group in groups if group.strip()):
            path = f"arms_interventions.interventions[{index}].arm_group_labels"
            yield from (f"{path}[{number}]" for number in range(len(groups)))


def _spoken(trial: Trial) -> Iterator[str]:
    """Yield the paths of the registry's own milestones and reasons to leave, said in our words."""
    field = re.compile(r"results\.participant_flow\.periods\.(milestones|drop_withdraws)\.type")
    for leaf in leaves(trial):
        if leaf.field.startswith("results.") and field.fullmatch(leaf.field):
            yield from (leaf.path for _ in range(leaf.value in HEADS))


def _shared_descriptions(trial: Trial) -> Iterator[str]:
    """A group of neighbors has its description once, at its end; a fold ends a group too."""
    for kind in ("primary", "secondary", "other"):
        things = getattr(trial.outcomes, f"{kind}_outcomes")
        texts = [(thing.description or "").split() for thing in things]
        last_open = 4 if kind == "primary" and len(texts) > 10 else None
        for index, (text, following) in enumerate(pairwise(texts)):
            if text == following and index != last_open:
                yield f"outcomes.{kind}_outcomes[{index}].description"


def _count(leaf: Leaf, row: LedgerRow, heads: set[str]) -> int:
    """How often a text should be quoted; the head of a group once for each value in its section."""
    if row.how != "grouped":
        return int(row.how in ("text", "repeated"))
    is_new = (head := f"{row.section}: {leaf.value}") not in heads
    heads.add(head)
    return int(is_new)


def _head(section: str, trial: Trial, wording: Wording) -> str:
    """Return the head of level 2 above a section; what stands before the first has none."""
    return "" if section == "title" else voice_for(trial, wording).label(f"section.{section}")


def _whole(leaf: Leaf, shown: str) -> Iterator[str]:
    if leaf.markup:
        yield from _same_words(leaf.path, _as_read(leaf.value), shown)
    elif (expected := _STEERING.sub("\ufffd", fold(_minus(leaf)))) != fold(shown):
        yield from _same_words(leaf.path, leaf.value, shown)
        yield f"{leaf.path}: reads {fold(shown)!r}, not {expected!r}"


def _minus(leaf: Leaf) -> str:
    """A number of results has a minus that a screen reader says."""
    is_number = leaf.field.startswith("results.") and re.fullmatch(r"-[\d.,]+", leaf.value)
    return leaf.value.replace("-", "−") if is_number else leaf.value


# Control signs and signs that turn the direction of text are shown as a sign of their own.
_STEERING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w+);)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")


def _as_read(markdown: str) -> str:
    """Return a record's Markdown with its escapes and entities read; its signs stay as they are.

    Written here a second time, on purpose: nothing of the library that renders pages is in it.
    """
    unwrapped = _ADDRESS.sub(r"\1", markdown)
    return _ESCAPE.sub(lambda match: match[1] or _entity(match[2]), unwrapped)


def _entity(text: str) -> str:
    is_known = text[1] == "#" or text[1:] in html5
    return html.unescape(text) if is_known else text


_NOTHING = re.compile(r"<!--\s*-->")  # stands between two lists
_RULER = re.compile(r"^[ \t]*={3,}[ \t]*$", re.MULTILINE)  # says nothing, and criteria leave it out
_WORD = re.compile("[①-⓿❶-➓]|(?:(?![①-⓿❶-➓])[^\\W_])+|[<>≤≥=≠]")


def _same_words(path: str, source: str, shown: str) -> Iterator[str]:
    """Letters, digits and signs of comparison, word by word: nothing is lost, added or moved."""
    pairs = zip_longest(_words(source), _words(shown))
    for expected, found in pairs:
        if expected == found:
            continue
        if None in (expected, found) or expected.startswith(found):
            yield f"{path}: ends with {found!r}, not with {expected!r}"
        else:
            yield f"{path}: {found!r} stands where {expected!r} should"
        return


def _words(text: str) -> list[str]:
    return _WORD.findall(_NOTHING.sub(" ", text))


_KIND = re.compile(
    "^(?:Behavioral|Biological|Combination Product|Device|Diagnostic Test|Dietary Supplement|Drug"
    r"|Genetic|Procedure|Radiation|Other): (?=.*\S)",
    re.DOTALL,
)


def _drawing(trial: Trial, page: Reading, wording: Wording) -> Iterator[str]:
    """The drawing says what the table says: each group, and what it gets, as far as it has room."""
    arms, enrollment = trial.arms_interventions.arms, trial.design.enrollment
    if not 0 < len(arms) <= MOST_BOXES or (enrollment and enrollment.count == 0):
        if page.drawing:
            yield "there is a drawing of no groups, of too many or of nobody"
        return
    expected: list[str] = []
    for arm in arms:
        names = [_KIND.sub("", name) for name in arm.intervention_names if name.strip()]
        expected += [arm.label or wording.label("what.no_label"), *names[:MOST_DRAWN]]
        if more := len(names) - len(names[:MOST_DRAWN]):
            expected.append(wording.sentence("what.undrawn", more).format(n=more))
    drawn = "".join("".join(page.drawing[1:]).split())
    if _STEERING.sub("\ufffd", "".join(" ".join(expected).split())) != drawn:
        yield f"the drawing says {drawn!r}, not {' '.join(expected)!r}"


_QUOTED = re.compile("“[^”]*”")
_EMPTY = r"None(?! of (?:these|them)\b)|nan|NaN|null|[Uu]ndefined|Not available|not available"
_ISO_DATE = r"\d{4}-\d\d(?:-\d\d)?"


def _our_words(record: Record, page: Reading, wording: Wording) -> Iterator[str]:
    """Our words never show a code, a date as data or the name of nothing.

    What a sentence takes from the record (a name) or from people's own words is left out first.
    """
    forbidden = _forbidden(tuple(_own_capitals(wording)))
    ours = _QUOTED.sub(" ", fold(" ".join(page.composed.values())))
    if not forbidden.search(ours):
        return
    taken = [leaf.value for leaf in _quotable(record.trial)]
    taken += _strings(record.words.model_dump()) if record.words else []
    for text in sorted(filter(forbidden.search, map(fold, taken)), key=len, reverse=True):
        ours = ours.replace(text, " ")
    for match in forbidden.finditer(ours):
        yield f"our words say {match[0]!r}: …{ours[max(0, match.start() - 40) : match.end() + 40]}…"


@cache
def _forbidden(allowed: tuple[str, ...]) -> re.Pattern[str]:
    enums = [kind for kind in vars(vocabulary).values() if isinstance(kind, type)]
    codes = {str(code) for kind in enums if issubclass(kind, StrEnum) for code in kind}
    bare = "|".join(sorted(codes - set(allowed), key=len, reverse=True))
    return re.compile(rf"\b(?:{_EMPTY}|[A-Z]+[0-9]*(?:_[A-Z0-9]+)+|{bare}|{_ISO_DATE})\b")


def _own_capitals(wording: Wording) -> list[str]:
    """Words in capitals that people wrote into the wording: FDA, NIH, US."""
    said = [words.label for codes in wording.codes.values() for words in codes.values()]
    return sorted(set(re.findall(r"\b[A-Z]{2,}\b", " ".join(said))))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []


def _composed(record: Record, content: Content) -> dict[str, str]:
    return read_page(page_html(_markdown(record, content), str).html).composed


def _changed(record: Record, leaf: Leaf) -> Record:
    return replace(record, trial=put(record.trial, leaf.path, _other(leaf.value)))


def _other(value: Any) -> Any:
    """Return another value of the same kind."""
    if isinstance(value, StrEnum):
        codes = list(type(value))
        return codes[(codes.index(value) + 1) % len(codes)]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value * 2 + 1
    if isinstance(value, PartialDate):
        return value.model_copy(update={"year": value.year - 1})
    if isinstance(value, dict):
        return {**value, "more": 1}
    assert isinstance(value, str)
    other = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), value)
    return other if other != value else f"{value}s"
