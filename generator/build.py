"""The story of a build: read records, judge them, say them, show them. No site engine in here."""

import datetime
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.collection import Collection, Entry
from generator.content import Content
from generator.lint.across import Across, judged_among
from generator.lint.found import CodeCount, find
from generator.lint.judging import judged
from generator.lint.lay_summaries import CODE, Meter, meter_of
from generator.lint.meanings import Meanings
from generator.pages.card import card_html, card_of
from generator.pages.catalog import rules_page
from generator.pages.cities import Cities, city_files
from generator.pages.findings import CodeRow, findings_pages
from generator.pages.lay_summary import lay_sentences, lay_summary
from generator.pages.listings import listing_pages
from generator.pages.markdown import slug
from generator.pages.meters import meter_pages
from generator.pages.page import Page
from generator.pages.parts import LAY_SUMMARY, part_path, parts_of
from generator.pages.reference import glossary_page, ledger_page, problems_page
from generator.pages.render import lay_markdown, part_markdown, sheet_html, trial_markdown
from generator.pages.sentence_map import sentence_map
from generator.pages.summary import Summary, summary_of
from generator.pages.term_uses import Uses, used_in
from generator.pages.view import TrialView, sentences_by_section, trial_view
from generator.problems import Problem
from generator.records import Record
from generator.records.claims import ClaimsByLanguage
from generator.records.folder import read
from generator.records.profile import Profile
from generator.report.tables import csv_lines, json_lines
from generator.workers import Tick

_SHEET, _MAP = "sheet/index.html", "sentences.json"


def gather(
    paths: Sequence[Path],
    content: Content,
    as_of: datetime.date,
    spool: Path,
    tick: Callable[[], None] = lambda: None,
    base: Path | None = None,
    profile: Profile | None = None,
) -> Collection:
    """Read every record under `paths` into the spool; `tick` is called after each.

    Files are named as seen from `base` (default: where we are). `profile` is that of the site.
    """
    entries, problems, uses = [], [], Uses()
    across, cities, meters = Across(), Cities(), list[Meter]()
    with spool.open("wb") as out:
        for item in read(paths, base, content.claims, profile):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            problems.extend(item.doubts)
            if meter := meter_of(item):
                meters.append(meter)
                problems.extend(meter.problems)
            start, size = out.tell(), out.write(pickle.dumps(item))
            row = summary_of(item, content.wording, as_of)
            entries.append(Entry(row, item.edit_path, start, size))
            across.meet(item)
            cities.add(item.trial, content.wording)
            uses.add(row.registry_id, used_in(item.trial, content.explainer.glossary))
            tick()
    entries.sort(key=lambda entry: entry.summary.registry_id)
    return Collection(
        tuple(entries),
        tuple(sorted(problems)),
        spool,
        uses=uses.all(),
        across=across.found,
        cities=cities.all(),
        meters=tuple(sorted(meters, key=lambda meter: meter.registry_id)),
    )


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
    profile: Profile | None = None,
) -> tuple[int, list[Problem], list[Meter]]:
    """Read and judge every record, keep only what is wrong, and how far lay summaries are filled.

    Returns the number of good records before that. `profile` is that of the site.
    """
    count, problems, meters, met = 0, list[Problem](), list[Meter](), Across()
    for item in read(paths, claims=claims, profile=profile):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            problems += [*item.doubts, *judged(item, as_of, meanings, across=met.meet(item))]
            if meter := meter_of(item):
                meters.append(meter)
                problems += meter.problems
            count += 1
            tick()
    return count, sorted(problems), meters


def trial_page(
    record: Record, content: Content, as_of: datetime.date, others: Sequence[Summary] = ()
) -> Page:
    """Return the page of one trial, without its parts, as of a day; `others` look alike."""
    return trial_pages(record, content, as_of, others)[0]


def trial_pages(
    record: Record,
    content: Content,
    as_of: datetime.date,
    others: Sequence[Summary] = (),
    site_url: str = "",
) -> tuple[Page, ...]:
    """Return the page of one trial and those of its parts, as of a day; `others` look alike.

    Beside it lies the sheet to print, which names the page's address, if `site_url` tells where the
    site will be.
    """
    view = view_of(record, content, as_of, others)
    address = f"{site_url.rstrip('/')}/trials/{view.registry_id}/" if site_url else ""
    page = Page(
        path=f"trials/{record.trial.registry_id}/index.md",
        title=(record.words and record.words.title) or record.trial.identification.brief_title,
        description=" ".join(sentence.text for sentence in view.short),
        markdown=trial_markdown(view, record, content.env, address),
        edit_path=record.edit_path,
        card=card_html(card_of(record, content.wording, as_of)),
        files=(
            (_MAP, sentence_map(sentences_by_section(view), record)),
            (_SHEET, sheet_html(view, content.env, as_of, address).encode()),
        ),
    )
    parts = part_texts(view, record, content, as_of, address)
    return (page, *(_part(page, text, view) for text in parts))


@dataclass(frozen=True, slots=True)
class PartText:
    """A part of a trial that has a page to itself: its name, its Markdown, files beside it."""

    part: str
    markdown: str
    files: tuple[tuple[str, bytes], ...] = ()


def part_texts(
    view: TrialView, record: Record, content: Content, as_of: datetime.date, address: str = ""
) -> Iterator[PartText]:
    """Yield the parts of a trial; `address` is that of the trial's own page, if it is known."""
    for part in parts_of(record.trial, record.profile):
        if part == LAY_SUMMARY:
            lay = lay_summary(record, view, as_of)
            here = address and f"{address}{part}/"
            text = lay_markdown(lay, view, record, content.env, here)
            yield PartText(part, text, ((_MAP, sentence_map(lay_sentences(lay), record)),))
        else:
            yield PartText(part, part_markdown(part, view, record, content.env))


def _part(page: Page, text: PartText, view: TrialView) -> Page:
    """Return the page of a part; the search leads to the trial's own page."""
    return replace(
        page,
        path=part_path(view.registry_id, text.part),
        title=view.voice.label(f"part.{text.part}", title=page.title),
        markdown=text.markdown,
        card="",
        files=text.files,
    )


def view_of(
    record: Record, content: Content, as_of: datetime.date, others: Sequence[Summary] = ()
) -> TrialView:
    """Return the ready words of a trial's page, as of a day; `others` look alike."""
    return trial_view(record, content.wording, as_of, content.themes, others, content.world)


def other_pages(collection: Collection, content: Content, site_name: str) -> Iterator[Page]:
    """Yield every page that is not one trial's: home, listings, glossary, pages for operators."""
    rows = [entry.summary for entry in collection.entries]
    env, wording = content.env, content.wording
    cities = {"countries/index.md": city_files(collection.cities)}
    for page in listing_pages(rows, env, wording, site_name):
        yield replace(page, files=cities.get(page.path, ()))
    yield glossary_page(content.terms, collection.uses, env, wording)
    yield ledger_page(content.ledger, env, wording)
    yield rules_page(env, wording)
    trials = {row.registry_id: row for row in rows}
    of_files = [problem for problem in collection.problems if not problem.code.startswith(CODE)]
    yield problems_page(of_files, bool(collection.meters), env, wording)
    yield from meter_pages(collection.meters, trials, env, wording)
    codes = [_code_row(row, content) for row in collection.found.codes]
    yield from findings_pages(
        codes, collection.found.trials, trials, collection.findings, env, wording
    )


def _code_row(row: CodeCount, content: Content) -> CodeRow:
    meaning = content.meanings[row.code]
    severity = str(meaning.severity)
    rule = f"rules.md#{slug(row.code)}" if row.code in content.wording.checks else ""
    return CodeRow(row.code, rule, meaning.message, severity, row.count, row.trials, row.aside)
