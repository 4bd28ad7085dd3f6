"""Sign-off: a check by a person, bound by a hash to the words and to the fields they rest on."""

import hashlib
import json
import re
import unicodedata
from enum import StrEnum
from typing import Any

from generator.records.overlay import PlainWords, Review
from generator.records.resting import Path, resting
from generator.trial import Trial

_LENGTH = 16
_INDEX = re.compile(r"\[\d+\]")
_NAMED = {"criteria": "quote", "outcomes": "measure", "medicines": "name"}
"""Lists of words beside something of the record → what names it."""
_FIRST = ("criteria", "outcomes")
_PARAGRAPH = re.compile(r"\n\s*\n")


class Standing(StrEnum):
    """How far a check by a person still holds."""

    NONE = "NONE"
    """Nobody is named who checked the words."""
    UNBOUND = "UNBOUND"
    """Somebody checked them, but it cannot be seen whether they are the same still."""
    BOUND = "BOUND"
    """Somebody checked them, and neither they nor the fields they rest on have changed."""
    LAPSED = "LAPSED"
    """Somebody checked them, and they or the fields they rest on have changed since."""


def standing(words: PlainWords, trial: Trial, path: Path) -> Standing:
    """Tell how far the check of some words holds for a trial."""
    review = words.reviewed
    if review is None:
        return Standing.NONE
    if review.hash is None:
        return Standing.UNBOUND
    same = review.hash == fingerprint(words, trial, path, review)
    return Standing.BOUND if same else Standing.LAPSED


def fingerprint(words: PlainWords, trial: Trial, path: Path, review: Review) -> str:
    """Return the 16 signs that stand for all that was checked, by whom and when.

    The SHA-256 of JSON with sorted names, of the words, their author, the fields that each part
    rests on with what stands there, and the review without its hash. Spaces, line breaks, comments
    and the order of fields, rules and outcomes make no difference; a blank line between paragraphs
    does.
    """
    whole = {
        "words": _words(words),
        "rests": _rests(words, trial, path),
        "review": {"by": review.by, "role": review.role, "date": review.date.isoformat()},
    }
    text = json.dumps(_normal(whole), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:_LENGTH]


def _words(words: PlainWords) -> dict[str, Any]:
    # JSON names only what was written: a field that a later version adds must not end a sign-off.
    said = words.model_dump(
        mode="json",
        exclude={"written", "reviewed", "sources", "lint_ignore", "profile"},
        exclude_defaults=True,
    )
    for many, name in _NAMED.items():
        if many in said:
            said[many] = {item[name]: item["plain"] for item in said[many]}
    if "exceptions" in said:
        said["exceptions"] = sorted(said["exceptions"], key=lambda item: sorted(item.items()))
    return {"language": words.language, **said}


def _rests(words: PlainWords, trial: Trial, path: Path) -> dict[str, Any]:
    """Return the fields of each part; a rule or an outcome is named by its own quote."""
    parts = resting(words, trial, path)
    named: dict[str, Any] = {part: fields for part, fields in parts.items() if "[" not in part}
    for many in _NAMED:
        values = [fields for part, fields in parts.items() if part.startswith(f"{many}[")]
        # As with the words: a list that a later version adds must not end a sign-off.
        if values or many in _FIRST:
            named[many] = sorted(sorted(_texts(fields)) for fields in values)
    return named


def _texts(fields: Any) -> list[str]:
    """Return fields without their indices: an outcome that moves in its list is the same still."""
    return [f"{_INDEX.sub('[]', path)} = {value}" for path, value in fields.items()]


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        parts = (" ".join(part.split()) for part in _PARAGRAPH.split(value.strip()))
        return unicodedata.normalize("NFC", "\n\n".join(parts))
    if isinstance(value, dict):
        return {_normal(name): _normal(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_normal(item) for item in value]
    return value
