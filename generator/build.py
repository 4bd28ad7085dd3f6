"""The story of a build: read records, judge them, say them, show them. No site engine in here."""

import datetime
import pickle
import posixpath
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.content import Content, own_templates
from generator.lint.across import Across, FoundAcross, judged_among
from generator.lint.found import NOTHING, CodeCount, Found, find
from generator.lint.judging import judged
from generator.lint.meanings import Meanings
from generator.out_folder import OutFolder
from generator.pages.catalog import rules_page
from generator.pages.findings import CodeRow, findings_pages
from generator.pages.listings import listing_pages
from generator.pages.markdown import slug
from generator.pages.page import Page, page_file
from generator.pages.parts import part_path, parts_of
from generator.pages.reference import glossary_page, ledger_page, problems_page
from generator.pages.render import part_markdown, trial_markdown
from generator.pages.sentence_map import sentence_map
from generator.pages.summary import Summary, summary_of
from generator.pages.term_uses import Use, Uses, used_in
from generator.pages.view import TrialView, trial_view
from generator.problems import Problem
from generator.reader_docs import reader_docs
from generator.records import Record
from generator.records.claims import ClaimsByLanguage
from generator.records.folder import read
from generator.records.source import sources
from generator.report.tables import csv_lines, json_lines
from generator.workers import Tick

_STYLES = "assets/plaintrials.css"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that was read: its row for listings, and where in the spool it lies."""

    summary: Summary
    edit_path: str | None
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Every good record, by registration number; every problem; and the spool with the records.

    Records wait in a file, because 500,000 of them do not fit into memory. `found` is what the
    rules found in them, and `findings` the names and places of files with all of it. `uses` tells
    which records use a word of the glossary, `across` is what was found in records beside others.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    spool: Path
    found: Found = NOTHING
    findings: tuple[tuple[str, Path], ...] = ()
    uses: Mapping[str, Use] = field(default_factory=dict)
    across: FoundAcross = field(default_factory=dict)

    def record(self, entry: Entry) -> Record:
        """Return the record of an entry."""
        with self.spool.open("rb") as spool:
            spool.seek(entry.start)
            record: Record = pickle.loads(spool.read(entry.size))
        return record


def gather(
    paths: Sequence[Path],
    content: Content,
    as_of: datetime.date,
    spool: Path,
    tick: Callable[[], None] = lambda: None,
    base: Path | None = None,
) -> Collection:
    """Read every record under `paths` into the spool; `tick` is called after each.

    Files are named as seen from `base` (default: where we are).
    """
    entries, problems, uses, across = [], [], Uses(), Across()
    with spool.open("wb") as out:
        for item in read(paths, base, content.claims):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            problems.extend(item.doubts)
            start, size = out.tell(), out.write(pickle.dumps(item))
            row = summary_of(item, content.wording, as_of)
            entries.append(Entry(row, item.edit_path, start, size))
            across.meet(item)
            uses.add(row.registry_id, used_in(item.trial, content.explainer.glossary))
            tick()
    entries.sort(key=lambda entry: entry.summary.registry_id)
    told = tuple(sorted(problems))
    return Collection(tuple(entries), told, spool, uses=uses.all(), across=across.found)


def with_findings(
    collection: Collection,
    content: Content,
    as_of: datetime.date,
    workers: int = 1,
    tick: Tick = lambda _: None,
) -> Collection:
    """Judge every record as of a day; what is found lies beside the spool."""
    folder = collection.spool.parent
    judge = partial(judged_among, collection.across, as_of=as_of, meanings=content.meanings)
    found = find(collection.entries, collection.record, judge, folder, workers, tick)
    files = []
    for name, lines in (("findings.csv", csv_lines), ("findings.json", json_lines)):
        path = folder / name
        with path.open("w", encoding="utf-8", newline="") as out:
            out.writelines(lines(found.problems()))
        files.append((name, path))
    return replace(collection, found=found, findings=tuple(files))


def gather_problems(
    paths: Sequence[Path],
    claims: ClaimsByLanguage,
    as_of: datetime.date,
    meanings: Meanings,
    tick: Callable[[], None] = lambda: None,
) -> tuple[int, list[Problem]]:
    """Read and judge every record, keep only what is wrong; returns the number of good ones too."""
    count, problems, met = 0, list[Problem](), Across()
    for item in read(paths, claims=claims):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            problems += [*item.doubts, *judged(item, as_of, meanings, across=met.meet(item))]
            count += 1
            tick()
    return count, sorted(problems)


def trial_page(record: Record, content: Content, as_of: datetime.date) -> Page:
    """Return the page of one trial, without its parts, as of a day."""
    return trial_pages(record, content, as_of)[0]


def trial_pages(record: Record, content: Content, as_of: datetime.date) -> tuple[Page, ...]:
    """Return the page of one trial and those of its parts, as of a day."""
    view = view_of(record, content, as_of)
    title = (record.words and record.words.title) or record.trial.identification.brief_title
    page = Page(
        path=f"trials/{record.trial.registry_id}/index.md",
        title=title,
        description=" ".join(sentence.text for sentence in view.short),
        markdown=trial_markdown(view, record, content.env),
        edit_path=record.edit_path,
        searched=True,
        files=(("sentences.json", sentence_map(view, record)),),
    )
    parts = (_part(part, page, view, record, content) for part in parts_of(record.trial))
    return (page, *parts)


def _part(part: str, page: Page, view: TrialView, record: Record, content: Content) -> Page:
    """Return the page of a part; the search leads to the trial's own page."""
    return replace(
        page,
        path=part_path(record.trial.registry_id, part),
        title=view.voice.label(f"part.{part}", title=page.title),
        markdown=part_markdown(part, view, record, content.env),
        searched=False,
        files=(),
    )


def view_of(record: Record, content: Content, as_of: datetime.date) -> TrialView:
    """Return the ready words of a trial's page, as of a day."""
    return trial_view(record, content.wording, as_of, content.themes)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What `render_to` has written."""

    pages: int
    problems: tuple[Problem, ...]


def render_to(
    out: Path,
    paths: Sequence[Path],
    content: Content,
    as_of: datetime.date,
    site_name: str,
    tick: Callable[[], None] = lambda: None,
    base: Path | None = None,
) -> Rendered:
    """Write every generated page, and ours for readers, as a Markdown file under `out`.

    With the pages for readers every link leads somewhere in any engine, and the style sheet is
    there to be named in its settings. A file that is the same stays; one that people wrote is not
    touched. What an earlier run has written, and this one has not, is removed.
    """
    files, count = OutFolder(out), 0
    with tempfile.TemporaryDirectory() as folder:
        collection = gather(paths, content, as_of, Path(folder) / "records", base=base)
        collection = with_findings(collection, content, as_of)
        for page in _all_pages(collection, content, as_of, site_name):
            count += files.write(page.path, page_file(page).encode())
            for name, data in page.files:
                files.write(f"{posixpath.dirname(page.path)}/{name}", data)
            for name, path in page.copies:
                files.copy(f"{posixpath.dirname(page.path)}/{name}", path)
            tick()
        for entry in collection.entries:
            record = collection.record(entry)
            for name, data in sources(record).items():
                files.write(f"trials/{record.trial.registry_id}/{name}", data)
    for name, path in reader_docs().items():
        # Another engine has a search of its own, on every page.
        if name != "search.md":
            count += files.write(name, path.read_bytes())
    files.write(_STYLES, (own_templates() / "theme" / _STYLES).read_bytes())
    files.finish()
    return Rendered(count, collection.problems)


def _all_pages(
    collection: Collection, content: Content, as_of: datetime.date, site_name: str
) -> Iterator[Page]:
    for entry in collection.entries:
        yield from trial_pages(collection.record(entry), content, as_of)
    yield from other_pages(collection, content, site_name)


def other_pages(collection: Collection, content: Content, site_name: str) -> Iterator[Page]:
    """Yield every page that is not one trial's: home, listings, glossary, pages for operators."""
    rows = [entry.summary for entry in collection.entries]
    env, wording = content.env, content.wording
    yield from listing_pages(rows, env, wording, site_name)
    yield glossary_page(content.terms, collection.uses, env, wording)
    yield ledger_page(content.ledger, env, wording)
    yield rules_page(env, wording)
    yield problems_page(collection.problems, env, wording)
    trials = {row.registry_id: row for row in rows}
    codes = [_code_row(row, content) for row in collection.found.codes]
    yield from findings_pages(
        codes, collection.found.trials, trials, collection.findings, env, wording
    )


def _code_row(row: CodeCount, content: Content) -> CodeRow:
    meaning = content.meanings[row.code]
    severity = str(meaning.severity)
    rule = f"rules.md#{slug(row.code)}" if row.code in content.wording.checks else ""
    return CodeRow(row.code, rule, meaning.message, severity, row.count, row.trials, row.aside)
