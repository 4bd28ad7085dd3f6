"""Registration numbers: which text can be one, and so become part of a web address."""

import re
from typing import Any

from generator.records.findings import Finding, Steps, found

_NCT = re.compile(r"NCT\d{8}", re.ASCII)
_OTHER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,38}[A-Za-z0-9]", re.ASCII)
_RESERVED = re.compile(r"index|page-.*", re.IGNORECASE)
_SHAPE = "a registration number of 4 to 40 letters, digits, '.', '_' and '-', with a digit"


def fault(registry_id: str, *, nct_only: bool) -> str | None:
    """Return what is wrong with a registration number, or nothing.

    NCT numbers are "NCT" and 8 digits (ClinicalTrials.gov). Every other number becomes part of a
    web address, so it is made of what is safe there, and cannot be the name of another page.
    """
    if nct_only or registry_id[:3].upper() == "NCT":
        return None if _NCT.fullmatch(registry_id) else _not_nct(registry_id)
    if not _OTHER.fullmatch(registry_id) or ".." in registry_id:
        return f"expected {_SHAPE}, found {found(registry_id)}"
    if not re.search(r"\d", registry_id) or _RESERVED.fullmatch(registry_id):
        return f"expected {_SHAPE} that is not the name of another page, found {found(registry_id)}"
    return None


def claimed(tree: Any, steps: Steps) -> str:
    """Return the number that a record gives at `steps`, whatever it looks like; or nothing."""
    value = _value(tree, steps)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, str) else ""


def findings(tree: Any, steps: Steps, *, nct_only: bool) -> list[Finding]:
    """Return what is wrong with the number that a record gives at `steps`, if it gives one."""
    number = _value(tree, steps)
    wrong = fault(number, nct_only=nct_only) if isinstance(number, str) else None
    return [Finding(steps, wrong, "REC-ID")] if wrong else []


def id_in(text: str) -> str | None:
    """Return the NCT number that stands in a text such as a file's name, if there is one."""
    match = re.search(r"(?<![A-Z0-9])NCT\d{8}(?!\d)", text.upper(), re.ASCII)
    return match[0] if match else None


def near(registry_id: str, others: list[str]) -> list[str]:
    """Return the numbers among `others` that start or end like this one: few enough to compare."""
    one = registry_id.casefold()
    return [o for o in others if o[:7].casefold() == one[:7] or o[-5:].casefold() == one[-5:]]


def _value(tree: Any, steps: Steps) -> Any:
    for step in steps:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def _not_nct(registry_id: str) -> str:
    tidy = re.sub(r"[^A-Z0-9]", "", registry_id.upper())
    guess = f". Did you mean '{tidy}'?" if _NCT.fullmatch(tidy) else ""
    return f"expected NCT and 8 digits, found {found(registry_id)}{guess}"
