"""Rules about the numbers and titles of a trial."""

import datetime
import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.titles import BRIEF, OFFICIAL
from generator.trial import Trial

_ALIASES = "identification.registry_id_aliases"
_SIGNS = re.compile(r"[\W_]+")


def has_older_number(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ID-03: the trial has had another registration number."""
    if aliases := trial.identification.registry_id_aliases:
        yield Finding("ID-03", (_ALIASES,), ", ".join(aliases))


def no_short_title(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """CON-05: the title for the public is the one for experts, word for word."""
    named = trial.identification
    if named.official_title and _fold(named.official_title) == _fold(named.brief_title):
        yield Finding("CON-05", (BRIEF, OFFICIAL), named.brief_title)


def _fold(text: str) -> str:
    return _SIGNS.sub(" ", text.lower()).strip()
