"""What all rules about the words of records, and the reading of a page, take by themselves."""

import datetime
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.build import view_of
from generator.checks import findings
from generator.content import load_content
from generator.pages.reading import page_reading
from generator.pages.view import sentences_by_section
from generator.records import Record
from generator.records.folder import read

_AS_OF = datetime.date(2026, 1, 1)
_EVERY = 10
"""Of so many pages, one is read."""


def checks_cpu(file: Path) -> tuple[int, float]:
    """Return how many records there are, and the seconds of CPU that all rules take for one."""
    used, count = 0.0, 0
    for record in _records(file):
        used += _cpu(lambda: findings(record.trial, _AS_OF))  # noqa: B023
        count += 1
    return count, used / max(1, count)


def reading_cpu(file: Path) -> float:
    """Return the seconds of CPU that the readability of a page takes."""
    content, used, count = load_content(()), 0.0, 0
    for number, record in enumerate(_records(file)):
        if number % _EVERY:
            continue
        said = [said for _, said in sentences_by_section(view_of(record, content, _AS_OF))]
        rules = content.wording.reading
        used += _cpu(lambda: page_reading(said, record.trial, rules))  # noqa: B023
        count += 1
    return used / max(1, count)


def _records(file: Path) -> Iterator[Record]:
    return (item for item in read([file]) if isinstance(item, Record))


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
