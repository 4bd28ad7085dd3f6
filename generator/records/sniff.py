"""What a file is, judged by what is in it. Formats that are not read are named, with what to do."""

import re
from enum import Enum, auto
from typing import Any

from generator.records import ctgov, native, overlay

AGAIN = "Download the trial again, from the ClinicalTrials.gov API v2, as JSON"
_EITHER = "Take the API's own JSON, or write YAML (see `plaintrials schema`)"
_BY_HAND = "This registry is not read yet. Write the trial as YAML (see `plaintrials schema`)"
EMPTY = ("an empty file", "Write a record in it, or delete it")


class Kind(Enum):
    """What can be read."""

    STUDY = auto()
    """One study of the API v2."""
    STUDIES = auto()
    """A page of the API v2, or an array of studies."""
    NATIVE = auto()
    """Our own record."""
    PLAIN = auto()
    """Plain words for a record."""


_ROOTS = {
    "clinical_study": ("an XML record of the old ClinicalTrials.gov", AGAIN),
    "clinical_studies": ("XML records of the old ClinicalTrials.gov", AGAIN),
    "search_results": ("search results of the old ClinicalTrials.gov, as XML", AGAIN),
    "allTrials": ("an ISRCTN record, as XML", _BY_HAND),
    "fullTrial": ("an ISRCTN record, as XML", _BY_HAND),
    "Trials_downloaded_from_ICTRP": ("records of the WHO search portal (ICTRP), as XML", _BY_HAND),
    "trials": ("records in the WHO's XML form (ICTRP)", _BY_HAND),
    "html": ("a web page", AGAIN),
    "HTML": ("a web page", AGAIN),
}
_STARTS = (
    (b"PK\x03\x04", "a zip archive (or a file of an office program)", "Name an archive .zip"),
    (b"\x1f\x8b", "a packed file", "Name it .json.gz or .jsonl.gz"),
    (b"%PDF", "a PDF document", AGAIN),
    (b"\x28\xb5\x2f\xfd", "a packed file (zstd)", "Pack it with gzip"),
    (b"BZh", "a packed file (bzip2)", "Pack it with gzip"),
    (b"\xfd7zXZ", "a packed file (xz)", "Pack it with gzip"),
    (b"SQLite format 3", "a database", AGAIN),
)
_TABLES = (
    ("TrialID,", "a table of the WHO search portal (ICTRP), as CSV", _BY_HAND),
    ("NCT Number,", "a table of ClinicalTrials.gov search results, as CSV", AGAIN),
    ("Rank,NCT Number", "a table of the old ClinicalTrials.gov, as CSV", AGAIN),
    ("nct_id|", "a table of the AACT database", AGAIN),
)
_KEYS = (
    ("ProtocolSection", "a record of the old ClinicalTrials.gov API (v1)", AGAIN),
    ("Study", "a record of the old ClinicalTrials.gov API (v1)", AGAIN),
    ("FullStudiesResponse", "records of the old ClinicalTrials.gov API (v1)", AGAIN),
    ("StudyFieldsResponse", "an answer of the old ClinicalTrials.gov API (v1)", AGAIN),
    ("clinical_study", "an XML record of the old ClinicalTrials.gov, turned into JSON", AGAIN),
    ("isrctn", "an ISRCTN record, turned into JSON", _BY_HAND),
    ("resourceType", "a FHIR resource", _BY_HAND),
    ("nctId", "some fields of a study, without its structure", AGAIN),
)
_XML_ROOT = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([\w:-]+)", re.S)


def kind(tree: Any) -> Kind | str:
    """Return what a tree is, or what it holds instead of a record and what to do."""
    if isinstance(tree, list):
        ok = tree and isinstance(tree[0], dict) and kind(tree[0]) is Kind.STUDY
        return Kind.STUDIES if ok else _list(tree)
    if not isinstance(tree, dict):
        return refusal("a single value" if tree is not None else "nothing", _EITHER)
    if isinstance(tree.get("studies"), list):
        return Kind.STUDIES if tree["studies"] else refusal("a page without studies", AGAIN)
    if any(name in tree for name in ctgov.SHAPE.names):
        return Kind.STUDY
    return _group(tree)


def refused(head: bytes) -> str | None:
    """Return what the first bytes of a file show, if it is something that is not read."""
    for start, name, advice in _STARTS:
        if head.startswith(start):
            return refusal(name, advice)
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        root = _XML_ROOT.match(text)
        return refusal(*_ROOTS.get(root[1] if root else "", ("XML of an unknown kind", AGAIN)))
    tidy = text.replace('"', "")
    table = next((t for t in _TABLES if tidy.startswith(t[0])), None)
    if table:
        return refusal(*table[1:])
    return None


def unreadable(head: bytes) -> str | None:
    """Return what to say of bytes that are no text at all."""
    return refusal("a file that is not text", AGAIN) if b"\0" in head else None


def refusal(name: str, advice: str) -> str:
    """Return the message for a file that is not read."""
    return (
        f"expected a study of the ClinicalTrials.gov API v2 or our record, found {name}. {advice}"
    )


def _list(tree: list[Any]) -> str:
    if not tree or not isinstance(tree[0], dict):
        return refusal("a list of something else" if tree else "an empty list", _EITHER)
    first = kind(tree[0])
    if isinstance(first, str):
        return first
    return refusal("a list of records", "Keep one of our own records a file")


def _group(tree: dict[str, Any]) -> Kind | str:
    if ctis := _ctis(tree):
        return refusal(ctis, _BY_HAND)
    for key, name, advice in _KEYS:
        if key in tree:
            return refusal(name, advice)
    if "identification" in tree:
        return Kind.NATIVE
    if tree.keys() & {"key_messages", "what_happens", "author", "written"}:
        return Kind.PLAIN
    if tree.keys() & native.SHAPE.names.keys():
        return Kind.NATIVE
    if tree.keys() & overlay.SHAPE.names.keys():
        return Kind.PLAIN
    return refusal("a group of other fields", _EITHER)


def _ctis(tree: dict[str, Any]) -> str | None:
    if "ctNumber" not in tree:
        return None
    if "authorizedPartI" in tree:
        return "an EU trial record (CTIS), as its website gave it before June 2024"
    known = "authorizedApplication" in tree or "ctStatus" in tree
    return "an EU trial record (CTIS), as its website gives it since June 2024" if known else None
