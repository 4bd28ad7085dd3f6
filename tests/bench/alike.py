"""`python -m tests.bench.alike [N ...]`: what it costs to find the trials that look alike.

Takes the rows of the real trials, and the same rows again under other numbers until there are N of
them (default: as many as there are, and 100,000): a term is then used by more trials as well.
"""

import datetime
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build import gather
from generator.content import load_content
from generator.pages.alike import alike_among
from generator.pages.summary import Summary
from tests.bench.material import load

_AS_OF = datetime.date(2026, 1, 15)
_ASKED, _MANY = 2_000, 100_000


@dataclass(frozen=True)
class AlikeCost:
    """Seconds of CPU to make the index of all, and to find the neighbors of one trial."""

    index: float
    one: float


def alike_cost(rows: Sequence[Summary]) -> AlikeCost:
    """Measure both; the neighbors for a draw of the trials."""
    start = time.process_time()
    alike = alike_among(rows)
    index = time.process_time() - start
    drawn = random.Random(1).sample(rows, min(len(rows), _ASKED))
    start = time.process_time()
    for row in drawn:
        alike.to(row)
    return AlikeCost(index, (time.process_time() - start) / len(drawn))


def rows_of(lines: Sequence[str]) -> list[Summary]:
    """Return the row of each record."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.jsonl"
        file.write_text("".join(lines), "utf-8")
        collection = gather([file], load_content(()), _AS_OF, Path(folder) / "spool")
        return [entry.summary for entry in collection.entries]


def copied(rows: Sequence[Summary], count: int) -> list[Summary]:
    """Return so many rows, each with a number of its own."""
    some = itertools.islice(itertools.cycle(rows), count)
    return [replace(row, registry_id=f"NCT{number:08}") for number, row in enumerate(some)]


def show(lines: Sequence[str], counts: Sequence[int] = ()) -> None:
    """Print a line for each number of trials."""
    rows = rows_of(lines)
    for count in counts or [len(rows), _MANY]:
        cost = alike_cost(copied(rows, count))
        one = f"{cost.one * 1000:.2f} ms of CPU a trial"
        print(f"  alike among {count:,} trials: index {cost.index:.2f} s, {one}")


def main() -> None:
    """Print the cost for the numbers of trials that were asked for."""
    what, lines = load()
    print(f"{len(lines):,} {what}")
    show(lines, [int(one) for one in sys.argv[1:]])


if __name__ == "__main__":
    main()
