"""A study of the ClinicalTrials.gov API v2 → trial."""

from collections.abc import Iterator
from typing import Any

from generator.problems import Severity
from generator.records import ids
from generator.records.doubts import doubts, gaps
from generator.records.findings import Finding, Steps, found
from generator.records.shape import group, shape_of, strangers
from generator.records.validation import validate
from generator.trial import Trial
from generator.trial.paths import registry_path

_MODEL = shape_of(Trial, by_alias=True)
_BESIDE = (
    "derivedSection",
    "hasResults",
    "resultsSection",
    "documentSection",
    "annotationSection",
)
_PROTOCOL = group({name: s for name, s in _MODEL.names.items() if name not in _BESIDE})
SHAPE = group({"protocolSection": _PROTOCOL} | {name: _MODEL.names[name] for name in _BESIDE})
"""The shape of a study as the API gives it."""
ID: Steps = ("protocolSection", "identificationModule", "nctId")
"""Where the registration number stands."""
# Every one of 2,214 whole studies has these, of every type and age.
_USUAL = (
    "protocolSection.statusModule.overallStatus",
    "protocolSection.statusModule.statusVerifiedDate",
    "protocolSection.sponsorCollaboratorsModule.leadSponsor",
    "protocolSection.descriptionModule.briefSummary",
    "protocolSection.conditionsModule.conditions",
    "protocolSection.designModule.studyType",
    "protocolSection.eligibilityModule.eligibilityCriteria",
    "derivedSection",
)
_CHOICE = ". Was it downloaded with a choice of fields?"


def study(tree: dict[str, Any]) -> tuple[Trial | None, list[Finding]]:
    """Return the trial in a study, and what is wrong with the study.

    Without a trial at least one finding is an error. Names that the API does not have are
    warnings; their values are kept. Source: the study data structure of the API v2.
    """
    if boxed := _boxed(tree):
        return None, [boxed]
    findings = strangers(tree, SHAPE, Severity.WARNING)
    protocol = tree.get("protocolSection")
    if not isinstance(protocol, dict):
        return None, [*findings, _no_protocol(protocol)]
    trial, errors = validate(Trial, _flat(tree, protocol), _MODEL, by_alias=True)
    wrong = ids.findings(tree, ID, nct_only=True)
    findings += [
        *map(_moved, errors),
        *wrong,
        *doubts(tree, registry_path),
        *gaps(tree, (*_USUAL, *_promised(tree)), _CHOICE),
    ]
    return (None if wrong else trial), findings


def _promised(tree: dict[str, Any]) -> Iterator[str]:
    """Yield the part of a study that it says is there."""
    if tree.get("hasResults") is True:
        yield "resultsSection"


def _flat(tree: dict[str, Any], protocol: dict[str, Any]) -> dict[str, Any]:
    """Return the study with the modules of the protocol section at the top, as a trial has them."""
    rest = {name: value for name, value in tree.items() if name != "protocolSection"}
    strange = {name: rest.pop(name) for name in list(rest) if name not in _BESIDE}
    return {**strange, **protocol, **rest}


def _moved(finding: Finding) -> Finding:
    beside = finding.steps[:1] and finding.steps[0] in _BESIDE
    steps = finding.steps if beside else ("protocolSection", *finding.steps)
    return Finding(steps, finding.message, finding.code, finding.severity)


def _no_protocol(value: Any) -> Finding:
    message = f"expected a group of fields, found {found(value)}"
    code = "REC-MISSING" if value is None else "REC-TYPE"
    return Finding(("protocolSection",), message, code)


def _boxed(tree: dict[str, Any]) -> Finding | None:
    """Some tools put every single value into a list of its own: one finding, not hundreds."""
    protocol = tree.get("protocolSection")
    module = protocol.get("identificationModule") if isinstance(protocol, dict) else None
    values = [module.get("nctId"), module.get("briefTitle")] if isinstance(module, dict) else []
    if not values or not all(isinstance(v, list) and len(v) == 1 for v in values):
        return None
    message = (
        "expected single values, found every value in a list of its own. "
        "Take the study from the registry's API, without a tool in between"
    )
    return Finding(ID, message, "REC-TYPE")
