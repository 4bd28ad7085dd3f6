"""Catalog of rules about records: how much each matters, for whom, and what to say about it."""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any


class Weight(StrEnum):
    """How much it matters that a rule has found something."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


class Audience(StrEnum):
    """Who is told: readers on the page of a trial, or only the people who run the site."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Check:
    """The entry of one rule.

    `message` is for operators. `head`, `text` and `ask` are for readers, and unused if the audience
    is editors; {places} in `text` are filled with what was found. `section` is the part of the page
    that it is about. `fires` and `quiet` are parts of a record: one that the rule must find, and
    one that it must not; `fires` is empty where an example would be too long. `together` maps the
    code of another rule to what is said in the place of both texts if both have found something.
    """

    severity: Weight
    audience: Audience
    message: str
    reason: str
    source: str
    section: str
    quiet: Mapping[str, Any]
    fires: Mapping[str, Any]
    head: str = ""
    text: str = ""
    ask: str = ""
    together: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_for_readers(self) -> bool:
        """True if a page may say it."""
        return self.audience is Audience.READER

    @property
    def places(self) -> frozenset[str]:
        """The names in braces of what readers see."""
        return frozenset(
            name
            for said in (self.head, self.text, self.ask, *self.together.values())
            for _, name, _, _ in string.Formatter().parse(said)
            if name is not None
        )


Catalog = Mapping[str, Check]
"""Code of a rule → its entry, in the order of the files."""


def catalog_from(tree: Any) -> Catalog:
    """Build a part of the catalog from the tree of its file.

    Raises ValueError, with the code and what was expected there, if an entry is not whole.
    """
    if not isinstance(tree, Mapping):
        raise ValueError("expected an entry for each code")
    return {str(code): _check(str(code), entry) for code, entry in tree.items()}


def _check(code: str, entry: Any) -> Check:
    if not isinstance(entry, Mapping):
        raise ValueError(f"{code}: expected fields such as 'message', found {entry!r}")
    values = {"fires": {}, **entry}
    values["severity"] = _one_of(Weight, code, "severity", entry)
    values["audience"] = _one_of(Audience, code, "audience", entry)
    for name in _wanted(values["audience"]):
        if not values.get(name):
            raise ValueError(f"{code}: {name} is missing")
    if unknown := sorted(set(map(str, values)) - {one.name for one in fields(Check)}):
        raise ValueError(f"{code}: there is no field '{unknown[0]}'")
    check = Check(**values)
    try:
        _ = check.places
    except ValueError as error:
        raise ValueError(f"{code}: {error}") from error
    return check


def _wanted(audience: Audience) -> tuple[str, ...]:
    always = ("message", "reason", "source", "section", "quiet")
    return (*always, "head", "text", "ask") if audience is Audience.READER else always


def _one_of(kind: type[Weight] | type[Audience], code: str, name: str, entry: Any) -> Any:
    found = entry.get(name)
    if found not in list(kind):
        raise ValueError(f"{code}: {name}: expected {' or '.join(kind)}, found {found!r}")
    return kind(found)
