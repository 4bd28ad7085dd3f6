"""The story of a build: read records, judge them, say them, show them. No site engine in here."""

import datetime
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.content import Content
from generator.pages.listings import listing_pages
from generator.pages.page import Page
from generator.pages.reference import glossary_page, ledger_page, problems_page
from generator.pages.render import trial_markdown
from generator.pages.summary import Summary, summary_of
from generator.pages.view import trial_view
from generator.problems import Problem
from generator.records import Record
from generator.records.folder import read


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

    Records wait in a file, because 500,000 of them do not fit into memory.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    spool: Path

    def record(self, entry: Entry) -> Record:
        """Return the record of an entry."""
        with self.spool.open("rb") as spool:
            spool.seek(entry.start)
            record: Record = pickle.loads(spool.read(entry.size))  # noqa: S301 - our own file
        return record


def gather(
    paths: Sequence[Path], content: Content, spool: Path, tick: Callable[[], None] = lambda: None
) -> Collection:
    """Read every record under `paths` into the spool; `tick` is called after each."""
    entries, problems = [], []
    with spool.open("wb") as out:
        for item in read(paths):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            problems.extend(item.doubts)
            start, size = out.tell(), out.write(pickle.dumps(item))
            entries.append(Entry(summary_of(item, content.wording), item.edit_path, start, size))
            tick()
    entries.sort(key=lambda entry: entry.summary.registry_id)
    return Collection(tuple(entries), tuple(sorted(problems)), spool)


def trial_page(record: Record, content: Content, as_of: datetime.date) -> Page:
    """Return the page of one trial, as of a day."""
    view = trial_view(record, content.wording, as_of)
    title = (record.words and record.words.title) or record.trial.identification.brief_title
    return Page(
        path=f"trials/{record.trial.registry_id}/index.md",
        title=title,
        description=" ".join(sentence.text for message in view.short for sentence in message),
        markdown=trial_markdown(view, record, content.env),
        edit_path=record.edit_path,
        searched=True,
    )


def other_pages(collection: Collection, content: Content, site_name: str) -> Iterator[Page]:
    """Yield every page that is not one trial's: home, listings, glossary, pages for operators."""
    rows = [entry.summary for entry in collection.entries]
    env, wording = content.env, content.wording
    yield from listing_pages(rows, env, wording, site_name)
    yield glossary_page(content.terms, env, wording)
    yield ledger_page(content.ledger, env, wording)
    yield problems_page(collection.problems, env, wording)
