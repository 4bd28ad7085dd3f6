"""A rule about phases: those that a title names, and those of the field."""

import datetime
import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.titles import OTHER_TRIAL, titles
from generator.trial import Trial
from generator.vocabulary import Phase

_PHASES = "design.phases"
_ONE = r"(?:[1-4]|IV|I{1,3})(?:\s?[abAB])?"
_JOIN = r"\s?(?:/|-|–|and|to|or|,|&)\s?"
_NAMED = re.compile(
    rf"\b(?<!-)[Pp](?:hase|HASE)s?[- ]?({_ONE}(?:{_JOIN}(?:[Pp]hase\s)?{_ONE})?)(?![\w/-]?\w)"
)
_HINTS = ("hase", "HASE")
_NUMBER = re.compile(r"IV|I{1,3}|[1-4]")
# `Phase 2 of the project`, `phase 1 dose`: a part of this trial or of something else.
_BEHIND = re.compile(
    r"\s*(?:of\b|dose|portion|part|component|reaction|insulin|response|extension|[:.)(\]]|$)", re.I
)
_ARABIC = {"I": 1, "II": 2, "III": 3, "IV": 4}
_OF_FIELD = {Phase.PHASE1: 1, Phase.PHASE2: 2, Phase.PHASE3: 3, Phase.PHASE4: 4}


def title_has_other_phase(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """DES-09: a title names phases, and none or not all of them are those of the field.

    Early phase 1 is close to phase 1. A field without a phase is left alone, for what it does not
    say it does not contradict.
    """
    phases = trial.design.phases
    known = {number for phase, number in _OF_FIELD.items() if phase in phases}
    if not known or Phase.EARLY_PHASE1 in phases:
        return
    for path, title in titles(trial):
        if not any(hint in title for hint in _HINTS):
            continue
        for match in _NAMED.finditer(title):
            if not _numbers(match[1]) <= known and not _BEHIND.match(title, match.end()):
                if not OTHER_TRIAL.search(title):
                    yield Finding("DES-09", (path, _PHASES), match[0])
                break


def _numbers(said: str) -> set[int]:
    return {_ARABIC.get(one) or int(one) for one in _NUMBER.findall(said)}
