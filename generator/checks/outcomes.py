"""Rules about what is measured, and when."""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.durations import at_most, durations, longest
from generator.checks.excerpt import STATUS, is_excerpt
from generator.checks.finding import Finding
from generator.trial import Trial
from generator.trial.design import OutcomeMeasure
from generator.vocabulary import Status, StudyType

_LISTS = ("primary_outcomes", "secondary_outcomes", "other_outcomes")
# A tenth longer is no mismatch: 1 year is 12 months, and 52 weeks.
_LONGER = Decimal("1.1")
# A time frame that can be longer than its numbers say.
_OPEN_ENDED = re.compile(
    r"complet|progress|death|discharge|event|\bend\b|cycle|visit|until|follow|average|expected"
    r"|surviv|relapse|recur|deliver|through|duration|last|final|minimum|at least|every|each",
    re.I,
)
# What makes a number in the text the time of the check.
_CUE = re.compile(
    r"\b(?:at|after|up to|until|through|to)\s(?:the\s|about\s|approximately\s)?\Z", re.I
)
_CUE_BEHIND = re.compile(r"\s(?:after|following|post)\b|-post", re.I)
# How long something goes on, but not how long people are followed.
_LASTS = re.compile(r"\bfor\s(?:the\s|up to\s)?\Z", re.I)
_FOLLOWED = re.compile(r"follow|monitor|observ|watch", re.I)
# How a score is made up, not when it is asked for.
_SUM = re.compile(r"\b(?:added|summed|averaged?|mean of|sum of)\b", re.I)
# A time before the check, an age, a rhythm, or the time of something else.
_OTHER_TIME = re.compile(
    r"\b(?:within|prior|past|history|previous|preceding|last|before|every|each|per|ages?|aged"
    r"|from|least|recall|interval)\b",
    re.I,
)
_NOT_BEHIND = re.compile(
    r"\s{0,2}(?:prior|before|ago|of age|old|interval|earlier|apart|period|\(?recall)", re.I
)
# A time that is told by what happens: `at the end of treatment`.
_EVENT = re.compile(
    r"\b(?:(?:at|until|by)\s+the\s+end|before|after|during|pre-?\s+(?:and|to)\s+post)\b", re.I
)
_NEAR = 40
_LONGEST_NO_TIME = 60
_AGE = re.compile(r"\bages?\b|\baged\b|birth|\bold\b", re.I)
# Only what cannot be a time at all. A word that we do not know may be an event to wait for.
_WHEN = r"(?:minute|hour|day|week|month|year)s?"
_NO_TIME = re.compile(
    rf"{_WHEN}(?:\s?(?:,|/|and|or|to)\s?{_WHEN}){{0,5}}|\d{{1,6}}(?:\.\d{{1,4}})?|[\s._?*/-]+"
    r"|n\.?\s?/?\s?a\.?|none|nil|unknown|tbd|to be (?:determined|defined|decided)|yes|no"
    r"|not (?:applicable|available|known|specified|defined|stated)|time\s?frame"
    r"|(?:questionnaires?|surveys?|scores?|scales?|interviews?|spirometry|ultrasound|mri|percent"
    r"|percentage|numbers?|mg|ml|mm|cm|kg|%)",
    re.I,
)
_VAGUE = frozenset(
    """safety efficacy tolerability effectiveness feasibility acceptability and or of the
    effectivity toxicity outcome outcomes endpoint primary secondary clinical overall
    assessment""".split()
)
_SAME = re.compile(r"[^\w%<>=]+")


def no_primary_outcome(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """OUT-01: a trial of a treatment names no main thing that it checks."""
    if trial.design.study_type == StudyType.INTERVENTIONAL and not trial.outcomes.primary_outcomes:
        yield Finding("OUT-01", ("outcomes.primary_outcomes", "design.study_type"))


def no_time_frame(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """OUT-02: a main thing is named, but not when it is checked: in no field, and in no words."""
    for index, outcome in enumerate(trial.outcomes.primary_outcomes):
        told = (outcome.time_frame or "").strip() or _names_a_time(outcome)
        if not told and not is_excerpt(trial):
            path = f"outcomes.primary_outcomes[{index}]"
            names = ("time_frame", "measure", "description")
            fields = (*(f"{path}.{name}" for name in names), STATUS)
            yield Finding("OUT-02", fields, outcome.measure or "")


def _names_a_time(outcome: OutcomeMeasure) -> bool:
    texts = " ".join(filter(None, (outcome.measure, outcome.description)))
    return any(durations(texts)) or _EVENT.search(texts) is not None


def no_other_outcomes(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """OUT-03: a trial of a treatment lists only main things, nothing else that it checks.

    A study that only watches often has one question; one that was called off checks nothing.
    """
    if trial.status.overall_status == Status.WITHDRAWN:
        return
    listed = trial.outcomes
    other = listed.secondary_outcomes or listed.other_outcomes
    is_trial = trial.design.study_type == StudyType.INTERVENTIONAL
    if listed.primary_outcomes and not other and is_trial:
        yield Finding("OUT-03", ("outcomes.secondary_outcomes", "design.study_type"))


def text_is_longer_than_frame(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """OUT-04: the text speaks of a check at a later time than the time frame allows."""
    for path, outcome in _outcomes(trial):
        for name in ("measure", "description"):
            if later := _later(getattr(outcome, name) or "", outcome.time_frame or ""):
                yield Finding("OUT-04", (f"{path}.{name}", f"{path}.time_frame"), later)
                break


def _later(text: str, frame: str) -> str:
    """The longest time of a check in a text if it is beyond the frame; empty if all fits.

    A text that also names the time of the frame tells of more than one check, and is left alone.
    """
    named = durations(text)
    checks = [one for one in named if _is_check(text, one.start, one.end)]
    limit = at_most(frame) if checks and not _OPEN_ENDED.search(frame) else None
    if limit is None:
        return ""
    if any(limit.days / _LONGER <= one.days <= limit.days * _LONGER for one in named):
        return ""
    later = [
        one for one in checks if one.family == limit.family and one.days > limit.days * _LONGER
    ]
    last = max(later, key=lambda one: one.days, default=None)
    return text[last.start : last.end] if last else ""


def _is_check(text: str, start: int, end: int) -> bool:
    """Whether a time is that of a check: `at 6 months`, `6 months after the operation`."""
    if "-" in text[start:end] or _NOT_BEHIND.match(text, end):
        return False
    before = text[max(0, start - _NEAR) : start]
    if not _CUE.search(before) and not _CUE_BEHIND.match(text, end):
        return False
    if _LASTS.search(before) and not _FOLLOWED.search(before):
        return False
    return not _OTHER_TIME.search(before) and not _SUM.search(text[end : end + 2 * _NEAR])


def frame_is_no_time(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """OUT-05: a time frame that names no time: a unit alone, a number alone, `N/A`, a test."""
    for path, outcome in _outcomes(trial):
        frame = (outcome.time_frame or "").strip()
        if frame and len(frame) <= _LONGEST_NO_TIME and _NO_TIME.fullmatch(frame.rstrip(".:")):
            yield Finding("OUT-05", (f"{path}.time_frame",), frame)


def frame_is_longer_than_trial(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """OUT-06: the latest check is to come later than the whole trial lasts."""
    start, end = trial.status.start_date, trial.status.completion_date
    if not start or not end or trial.status.overall_status == Status.WITHDRAWN:
        return
    lasts = Decimal((end.last_day() - start.first_day()).days)
    if lasts < 0:
        return
    path, frame = max(
        ((path, outcome.time_frame or "") for path, outcome in _outcomes(trial)),
        key=lambda one: longest(one[1]),
        default=("", ""),
    )
    if longest(frame) > lasts * _LONGER and not _AGE.search(frame):
        fields = (f"{path}.time_frame", "status.start_date", "status.completion_date")
        yield Finding("OUT-06", fields, frame)


def same_outcome_twice(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """OUT-07: the same thing, described the same way, is listed twice for the same time."""
    measures = [(outcome.measure or "").strip().lower() for _, outcome in _outcomes(trial)]
    if len(set(measures)) == len(measures):
        return
    seen: dict[tuple[str, ...], str] = {}
    for path, outcome in _outcomes(trial):
        texts = (outcome.measure, outcome.description, outcome.time_frame)
        key = tuple((text or "").strip().lower() for text in texts)
        if key[0] and key in seen:
            fields = (f"{path}.measure", f"{seen[key]}.measure")
            yield Finding("OUT-07", fields, outcome.measure or "")
        seen.setdefault(key, path)


def measure_says_nothing(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """OUT-08: only `safety`, `efficacy` or the like, and no description."""
    for path, outcome in _outcomes(trial):
        words = [] if outcome.description else _fold(outcome.measure).split()
        if words and set(words) <= _VAGUE:
            yield Finding("OUT-08", (f"{path}.measure",), outcome.measure or "")


def measures_in_one_line(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """OUT-09: a measure with 2 or more semicolons holds several measures."""
    for path, outcome in _outcomes(trial):
        if (outcome.measure or "").count(";") > 1:
            yield Finding("OUT-09", (f"{path}.measure",), outcome.measure or "")


def _outcomes(trial: Trial) -> Iterator[tuple[str, OutcomeMeasure]]:
    for name in _LISTS:
        for index, outcome in enumerate(getattr(trial.outcomes, name)):
            yield f"outcomes.{name}[{index}]", outcome


def _fold(text: str | None) -> str:
    return _SAME.sub(" ", text.lower()).strip() if text else ""
