"""`python -m tests.bench.reading`: how hard the records are to read, and our words about them.

For every record of the collection: median and 95th percentile of what the record's team wrote, and
of our sentences on its page; how many of its fields our sentences speak of; and what scoring costs.
Takes about a minute and a half for 2,000 records.
"""

import datetime
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from generator.content import Content, load_content
from generator.lint.pages import PageRow
from generator.page_check import page_row
from generator.pages.reading import our_score, record_score
from generator.pages.view import sentences_by_section, trial_view
from generator.plain.sentence import Sentence
from generator.records import Record
from generator.records.folder import read
from generator.trial.paths import leaves
from tests.bench.material import load

_AS_OF = datetime.date(2026, 1, 15)
_LAST = 95


def main() -> None:
    """Print the table."""
    what, lines = load()
    content = load_content([])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "records.jsonl").write_text("".join(lines), "utf-8")
        records = (item for item in read([Path(folder)]) if isinstance(item, Record))
        measured = [_measured(record, content) for record in records]
    rows, shares, costs = zip(*measured, strict=True)
    print(f"{len(rows):,} {what}\n{'':26}{'records':>16}{'our words':>16}")
    _show("grade, median", rows, _grades, statistics.median)
    _show(f"grade, {_LAST}th percentile", rows, _grades, _last)
    _show("words, median", rows, lambda row: (row.record_words, row.words), statistics.median)
    _show("sentences over 20 words", rows, _long, statistics.mean, "per page")
    print(f"  long only by names, of all our sentences: {_by_names(rows):.2%}")
    print(f"  fields that our sentences speak of, median: {statistics.median(shares):.0%}")
    print(f"  CPU of scoring a page, mean: {statistics.mean(costs) * 1000:.1f} ms")


def _measured(record: Record, content: Content) -> tuple[PageRow, float, float]:
    view = trial_view(record, content.wording, _AS_OF)
    said = [one for _, one in sentences_by_section(view)]
    start = time.process_time()
    our_score(said, content.wording.reading)
    record_score(record.trial, content.wording.reading)
    cost = time.process_time() - start
    return page_row(record, content, _AS_OF), _share(record, said), cost


def _share(record: Record, said: Iterable[Sentence]) -> float:
    """Return the share of a record's fields that a sentence of ours rests on.

    Sentences about how hard the record is to read rest on all of its texts, and count for none.
    """
    sources = {path for one in said if not one.rule.startswith("about.") for path in one.sources}
    paths = [leaf.path for leaf in leaves(record.trial)]
    return sum(_is_told(path, sources) for path in paths) / len(paths)


def _is_told(path: str, sources: set[str]) -> bool:
    """Return whether a field, or a part that it is in, is a source."""
    parts = [path[:end] for end, sign in enumerate(path) if sign in ".["]
    return path in sources or not sources.isdisjoint(parts)


def _show(
    what: str,
    rows: Sequence[PageRow],
    pair: Callable[[PageRow], tuple[float | None, float | None]],
    middle: Callable[[list[float]], float],
    unit: str = "",
) -> None:
    columns = zip(*map(pair, rows), strict=True)
    cells = [middle([one for one in column if one is not None]) for column in columns]
    print(f"  {what:24}" + "".join(f"{cell:16,.1f}" for cell in cells) + f" {unit}".rstrip())


def _grades(row: PageRow) -> tuple[float | None, float | None]:
    return row.record_grade, row.grade


def _long(row: PageRow) -> tuple[float, float]:
    return row.record_long_sentences, row.long_sentences


def _by_names(rows: Sequence[PageRow]) -> float:
    return sum(row.by_names for row in rows) / sum(row.sentences for row in rows)


def _last(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[_LAST - 1]


if __name__ == "__main__":
    main()
