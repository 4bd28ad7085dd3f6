"""How to take part, by status; and what to ask where the record is silent."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.plain.design import has_one_group
from generator.plain.sentence import Sentence
from generator.plain.status import AHEAD, OPEN, doubt_sources
from generator.plain.voice import Voice
from generator.plain.wording import Gap
from generator.trial import Trial
from generator.vocabulary import Status

_STATUS, _NUMBER = "status.overall_status", "identification.registry_id"
_LAST_KNOWN = "status.last_known_status"
_CONTACTS, _LOCATIONS = "contacts_locations.central_contacts", "contacts_locations.locations"
_RULES = {
    Status.RECRUITING: "join.open",
    Status.ENROLLING_BY_INVITATION: "join.invitation",
    Status.NOT_YET_RECRUITING: "join.later",
    Status.COMPLETED: "join.over",
    Status.TERMINATED: "join.over",
    Status.WITHDRAWN: "join.withdrawn",
    Status.SUSPENDED: "join.paused",
    Status.UNKNOWN: "join.unknown",
    Status.AVAILABLE: "join.access",
    Status.TEMPORARILY_NOT_AVAILABLE: "join.access_closed",
    Status.NO_LONGER_AVAILABLE: "join.access_closed",
    Status.APPROVED_FOR_MARKETING: "join.access_closed",
}
_ASKABLE = OPEN | AHEAD | {Status.SUSPENDED, Status.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Question:
    """What the record does not say, and what to ask about it.

    Without `says`: records have no part for it at all.
    """

    says: Sentence | None
    ask: Sentence


@dataclass(frozen=True, slots=True)
class Questions:
    """What the record is silent about; and what no record tells, with a lead above it."""

    gaps: tuple[Question, ...]
    lead: tuple[Sentence, ...]
    asks: tuple[Question, ...]


def join_sentences(trial: Trial, voice: Voice, doubtful: bool) -> Iterator[Sentence]:
    """Yield whether one can take part now; `doubtful`: the status may no longer hold."""
    status = trial.status.overall_status
    rule = _RULES.get(status, "join.closed") if isinstance(status, Status) else "join.unknown"
    if rule == "join.later" and doubtful:
        rule = "join.later_doubtful"
    sources = tuple(doubt_sources(trial)) if status in AHEAD else (_STATUS,)
    if rule == "join.unknown":
        sources = (_STATUS, _LAST_KNOWN)
        if trial.status.last_known_status == Status.ACTIVE_NOT_RECRUITING:
            rule = "join.unknown_closed"
    yield voice.say(rule, *sources)


def can_be_asked(trial: Trial) -> bool:
    """True while one can join, or may be able to."""
    return trial.status.overall_status in _ASKABLE


def join_steps(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield the steps to take, while there is anything to ask for."""
    if not can_be_asked(trial):
        return
    number, sources = trial.registry_id, (_CONTACTS, _LOCATIONS, _STATUS)
    yield voice.say("join.step_doctor", _STATUS)
    if has_contacts(trial):
        yield voice.say("join.step_contact", _NUMBER, *sources, id=number)
        yield voice.say("join.step_questions", *sources)
    else:
        yield voice.say("join.no_contact", *sources, _NUMBER, id=number)


def has_contacts(trial: Trial) -> bool:
    """True if the record names anyone to contact."""
    part = trial.contacts_locations
    return bool(part.central_contacts or any(place.contacts for place in part.locations))


def questions(trial: Trial, voice: Voice, own_words: Collection[str]) -> Questions:
    """Return a question for each thing that neither the record nor `own_words` gives."""
    some = [
        _question(gap, trial, voice)
        for gap in voice.wording.gaps
        if _is_open(gap, trial, own_words)
    ]
    asks = tuple(one for one in some if one.says is None)
    lead = (voice.say("questions.lead", _STATUS, "design.study_type"),) if asks else ()
    return Questions(tuple(one for one in some if one.says), lead, asks)


def _question(gap: Gap, trial: Trial, voice: Voice) -> Question:
    sources = [*gap.fields]
    sources += ["design.study_type"] if gap.kinds else []
    sources += [_STATUS] if gap.when else []
    if gap.several_groups:
        sources += ["arms_interventions.arms", "design.design_info.intervention_model"]
    sources = sources or [f"wording:{gap.rule}"]
    says = voice.fill(gap.rule, gap.says, sources) if gap.says else None
    if gap.closed and not can_be_asked(trial):
        return Question(says, voice.fill(f"{gap.rule}.closed", gap.closed, [*sources, _STATUS]))
    status = [_STATUS] if gap.closed else []
    return Question(says, voice.fill(f"{gap.rule}.ask", gap.ask, [*sources, *status]))


def _is_open(gap: Gap, trial: Trial, own_words: Collection[str]) -> bool:
    kind = trial.design.study_type or "(missing)"
    if gap.words in own_words or (gap.kinds and kind not in gap.kinds):
        return False
    if gap.several_groups and has_one_group(trial):
        return False
    if gap.when == "open" and not can_be_asked(trial):
        return False
    if gap.when == "held" and trial.status.overall_status == Status.WITHDRAWN:
        return False
    return not any(_holds(trial, path.split(".")) for path in gap.fields)


def _holds(value: object, names: list[str]) -> bool:
    """True if anything stands at a path; a list on the way counts if any of its items does."""
    if isinstance(value, tuple):
        return any(_holds(item, names) for item in value) if names else bool(value)
    if value is None or not names:
        return value is not None and value != ""
    return _holds(getattr(value, names[0]), names[1:])
