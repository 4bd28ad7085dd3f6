"""`python -m tests.independent RECORDS SITE`: check built pages of results against raw records."""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from tests.independent.checking import check


def main(records: Path, site: Path) -> int:
    """Print every fault, then how much was checked; returns 1 if there was a fault."""
    opened = gzip.open if records.suffix == ".gz" else open
    numbers, count, bad = Counter[str](), 0, 0
    with opened(records, "rt", encoding="utf-8") as lines:
        for line in lines:
            study = json.loads(line)
            if "resultsSection" not in study:
                continue
            name = study["protocolSection"]["identificationModule"]["nctId"]
            folder = site / "trials" / name
            paths = [folder / part / "index.html" for part in ("", "results", "health-problems")]
            sheet = check(study, [path.read_text("utf-8") for path in paths if path.exists()])
            numbers += sheet.numbers
            count, bad = count + 1, bad + bool(sheet.faults)
            for fault in sheet.faults:
                print(f"{name}: {fault}")
    print(f"{count} records, {bad} with faults; {dict(numbers)}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
