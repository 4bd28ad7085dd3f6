"""What all rules about the words of records take, without reading the records."""

import datetime
import time
from pathlib import Path

from generator.checks import findings
from generator.records import Record
from generator.records.folder import read

_AS_OF = datetime.date(2026, 1, 1)


def checks_cpu(file: Path) -> float:
    """Return the seconds of CPU that all rules take, a record; 0 if there are no records."""
    used, count = 0.0, 0
    for item in read([file]):
        if isinstance(item, Record):
            start = time.process_time()
            findings(item.trial, _AS_OF)
            used += time.process_time() - start
            count += 1
    return used / count if count else 0.0
