"""A rule across records: a trial that is listed twice, under two registration numbers.

A record leaves marks of 8 bytes, and asks for those that earlier records have left. So each record
is looked at once, and none is kept.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.finding import Finding
from generator.checks.titles import OFFICIAL
from generator.trial import Trial
from generator.vocabulary import SecondaryIdType

CODES = frozenset({"ID-04"})
"""The codes of rules across records."""

_ID, _ALIASES = "identification.registry_id", "identification.registry_id_aliases"
_OWN, _OTHERS = "identification.org_study_id.id", "identification.secondary_ids"
_SPONSOR = "sponsor_collaborators.lead_sponsor.name"
_START, _PEOPLE = "status.start_date", "design.enrollment.count"
# Numbers of registries. A grant, or a sponsor's own number, can belong to many trials.
_REGISTRIES = {SecondaryIdType.EUDRACT_NUMBER, SecondaryIdType.CTIS, SecondaryIdType.REGISTRY}
_NCT = "NCT"
_SIGNS = re.compile(r"[\W_]+")
_FEWEST_WORDS = 5
_MONTH = len("2024-03")


class Mark(NamedTuple):
    """What a record asks of earlier ones, what it leaves for later ones, and the fields of both."""

    asks: bytes
    leaves: bytes
    fields: tuple[str, ...]


class Twins:
    """The trials that were met so far, by their marks. One set of records has one of these."""

    def __init__(self) -> None:
        self._first: dict[bytes, str] = {}

    def meet(self, trial: Trial) -> tuple[Finding, ...]:
        """Take in a trial; return a finding for each trial met before that seems to be the same."""
        found: dict[str, dict[str, None]] = {}
        marks = list(marks_of(trial))
        for mark in marks:
            other = self._first.get(mark.asks)
            if other is not None and other != trial.registry_id:
                found.setdefault(other, {}).update(dict.fromkeys(mark.fields))
        for mark in marks:
            self._first.setdefault(mark.leaves, trial.registry_id)
        return tuple(Finding("ID-04", tuple(fields), other) for other, fields in found.items())


def marks_of(trial: Trial) -> Iterator[Mark]:
    """Yield the marks of a trial.

    Two records are of one trial if one of them gives the number of the other as an older one of its
    own, or as its number in another registry; if they share the organisation's number, and the
    sponsor or the official title; or if official title, start and number of people are the same.
    The same title alone says little: parts of a trial, and a trial that is done again, have it too.
    """
    named = trial.identification
    number = trial.registry_id.casefold()
    yield Mark(_mark("claim", number), _mark("number", number), (_ID,))
    for path, claimed in _claims(trial):
        yield Mark(_mark("number", claimed), _mark("claim", claimed), (path,))
    own = _fold(named.org_study_id.id) if named.org_study_id else ""
    own = own if any(map(str.isdigit, own)) else ""
    sponsor = trial.sponsor_collaborators.lead_sponsor
    if own and sponsor and sponsor.name:
        yield _both(_mark("sponsor", own, _fold(sponsor.name)), _OWN, _SPONSOR)
    title = _fold(named.official_title)
    if len(title.split()) < _FEWEST_WORDS:
        return
    if own:
        yield _both(_mark("own", own, title), _OWN, OFFICIAL)
    start, joined = trial.status.start_date, trial.design.enrollment
    if start and joined and joined.count is not None and len(str(start)) >= _MONTH:
        same = _mark("start", title, str(start)[:_MONTH], str(joined.count))
        yield _both(same, OFFICIAL, _START, _PEOPLE)


def _claims(trial: Trial) -> Iterator[tuple[str, str]]:
    """Numbers in registries that a record gives besides its own, in small letters.

    An NCT number among the other numbers of an NCT record is that of a trial before or around it.
    """
    for alias in trial.identification.registry_id_aliases:
        yield _ALIASES, alias.casefold()
    inside = trial.registry_id.startswith(_NCT)
    for index, other in enumerate(trial.identification.secondary_ids):
        text = (other.id or "").strip()
        if text and other.type in _REGISTRIES and not (inside and text.startswith(_NCT)):
            yield f"{_OTHERS}[{index}].id", text.casefold()


def _both(mark: bytes, *fields: str) -> Mark:
    return Mark(mark, mark, fields)


def _fold(text: str | None) -> str:
    return _SIGNS.sub(" ", text.lower()).strip() if text else ""


def _mark(*parts: str) -> bytes:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).digest()
