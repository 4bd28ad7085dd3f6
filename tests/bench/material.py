"""The collection of records for a benchmark: real ones where they are, else ours, copied."""

import gzip
import itertools
import json
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parent.parent.parent
REAL = REPOSITORY.parent / "shared" / "data" / "ctgov.jsonl.gz"
_COPIES = 2000


def load() -> tuple[str, list[str]]:
    """Return what the records are, and each as one line of JSON."""
    if REAL.is_file():
        with gzip.open(REAL, "rt", encoding="utf-8") as lines:
            return "real registry records", list(lines)
    return "records made up of one another's parts", [
        json.dumps(_study(number)) + "\n" for number in range(_COPIES)
    ]


def _study(number: int) -> dict[str, Any]:
    """An invented study of ordinary size (about 15 kB), unlike its neighbours."""
    words = itertools.cycle(f"word{number % 97} of the plan that people read".split())

    def text(length: int) -> str:
        return " ".join(itertools.islice(words, length)) + "."

    rules = "\n".join(f"* {text(14)}" for _ in range(24))
    outcomes = [
        {"measure": text(8), "timeFrame": "12 weeks", "description": text(50)} for _ in range(12)
    ]
    return {
        "protocolSection": {
            "identificationModule": {
                "nctId": f"NCT{90000000 + number}",
                "briefTitle": f"Study {number} of {text(6)}",
            },
            "statusModule": {"overallStatus": "COMPLETED"},
            "descriptionModule": {"briefSummary": text(120), "detailedDescription": text(600)},
            "conditionsModule": {"conditions": [f"Condition {number % 300}"]},
            "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2"]},
            "outcomesModule": {"primaryOutcomes": outcomes[:2], "secondaryOutcomes": outcomes[2:]},
            "eligibilityModule": {
                "eligibilityCriteria": f"Inclusion Criteria:\n\n{rules}\n\n"
                f"Exclusion Criteria:\n\n{rules}",
                "minimumAge": "18 Years",
            },
        }
    }
