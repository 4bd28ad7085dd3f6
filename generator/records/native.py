"""Our own record, written by hand in YAML → trial. Its names are the trial's own."""

from typing import Any

from generator.problems import Severity
from generator.records import ids
from generator.records.doubts import doubts, gaps
from generator.records.findings import Finding, Steps, found
from generator.records.shape import shape_of, strangers
from generator.records.validation import validate
from generator.trial import Trial

SHAPE = shape_of(Trial, by_alias=False)
"""The shape of our own record."""
ID: Steps = ("identification", "registry_id")
"""Where the registration number stands."""
_USUAL = ("status.overall_status", "design.study_type", "sponsor_collaborators.lead_sponsor")


def record(tree: Any) -> tuple[Trial | None, list[Finding]]:
    """Return the trial in one of our own records, and what is wrong with it.

    A name that no field has is an error here: whoever wrote it meant another one.
    A field without a value counts as not written.
    """
    if not isinstance(tree, dict):
        message = f"expected fields such as 'identification:', found {found(tree)}"
        return None, [Finding((), message, "REC-FORMAT")]
    said = without_blanks(tree)
    trial, errors = validate(Trial, said, SHAPE, by_alias=False)
    findings = [
        *strangers(said, SHAPE, Severity.ERROR),
        *errors,
        *ids.findings(said, ID, nct_only=False),
        *doubts(said, str),
        *gaps(said, _USUAL),
    ]
    bad = any(finding.severity is Severity.ERROR for finding in findings)
    return (None if bad else trial), findings


def without_blanks(tree: Any) -> Any:
    """Return the tree without the fields that have no value."""
    if isinstance(tree, dict):
        return {key: without_blanks(item) for key, item in tree.items() if item is not None}
    if isinstance(tree, list):
        return [without_blanks(item) for item in tree]
    return tree
