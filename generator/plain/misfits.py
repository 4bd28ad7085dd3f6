"""Can a wording stand in the place of ours? What it lacks, and braces in it that nothing fills.

Asked once, when it is read: a record that needs the missing entry may only come next year.
"""

import string
from collections.abc import Iterator, Mapping
from typing import Any

_PLURALS = {"zero", "one", "two", "few", "many", "other"}
_NUMBERS = {"n", "count"}
_COMPARED = ("sentences", "labels", "durations", "nouns", "codes")


def misfits(theirs: Any, ours: Any) -> Iterator[str]:
    """Yield what is wrong with the tree of a wording, held against the tree of ours."""
    if not isinstance(theirs, Mapping):
        yield "expected the parts of a wording, found something else"
        return
    # A sentence may use the words of the tense and the noun, whichever of them ours uses.
    voice = {"trial"}.union(*(row["words"] for row in ours["tense"]))
    for part in _COMPARED:
        yield from _compare(
            theirs.get(part), ours[part], part, set() if part == "labels" else voice
        )


def _compare(theirs: Any, ours: Any, path: str, voice: set[str]) -> Iterator[str]:
    if theirs is None:
        yield f"{path} is missing"
    elif _is_pattern(ours):
        yield from _pattern(theirs, ours, path, voice)
    elif not isinstance(theirs, Mapping):
        yield f"{path}: expected entries, found a text"
    else:
        for name, value in ours.items():
            yield from _compare(theirs.get(name), value, f"{path}.{name}", voice)


def _pattern(theirs: Any, ours: Any, path: str, voice: set[str]) -> Iterator[str]:
    if not _is_pattern(theirs):
        yield f"{path}: expected a text, or its forms (one, other …), found something else"
        return
    known = _braces(ours)
    known |= voice | (_NUMBERS if known & _NUMBERS else set())
    try:
        unknown = _braces(theirs) - known
    except ValueError as error:
        yield f"{path}: {error}"
        return
    for name in sorted(unknown):
        yield f"{path}: nothing fills '{{{name}}}'"


def _is_pattern(value: Any) -> bool:
    if isinstance(value, Mapping):
        return "other" in value and value.keys() <= _PLURALS
    return isinstance(value, str)


def _braces(pattern: Any) -> set[str]:
    """Return the names in braces of all forms. Raises ValueError if a brace stays open."""
    texts = pattern.values() if isinstance(pattern, Mapping) else [pattern]
    parts = (part for text in texts for part in string.Formatter().parse(text))
    return {name for _, name, _, _ in parts if name is not None}
