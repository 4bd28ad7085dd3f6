"""How to take part, by status; and what to ask where the record is silent."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.plain.design import has_one_group
from generator.plain.sentence import Sentence
from generator.plain.status import AHEAD, OPEN
from generator.plain.voice import Voice
from generator.plain.wording import Gap
from generator.trial import Trial
from generator.vocabulary import Status

_STATUS = "status.overall_status"
_RULES = {
    Status.RECRUITING: "join.open",
    Status.ENROLLING_BY_INVITATION: "join.invitation",
    Status.NOT_YET_RECRUITING: "join.later",
    Status.COMPLETED: "join.over",
    Status.TERMINATED: "join.over",
    Status.WITHDRAWN: "join.over",
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
    """What the record does not say, and what to ask about it."""

    says: Sentence
    ask: str


def join_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield whether one can take part now."""
    status = trial.status.overall_status
    if status:
        rule = _RULES.get(status, "join.closed") if isinstance(status, Status) else "join.unknown"
        yield voice.say(rule, _STATUS)
    else:
        yield voice.explain("join.unknown")


def can_be_asked(trial: Trial) -> bool:
    """True while one can join, or may be able to."""
    return trial.status.overall_status in _ASKABLE


def join_steps(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield the steps to take, while there is anything to ask for."""
    if not can_be_asked(trial):
        return
    number, source = trial.registry_id, "identification.registry_id"
    yield voice.explain("join.step_doctor")
    if has_contacts(trial):
        yield voice.say("join.step_contact", source, id=number)
        yield voice.explain("join.step_questions")
    else:
        contacts = "contacts_locations.central_contacts"
        yield voice.say("join.no_contact", contacts, source, id=number)


def has_contacts(trial: Trial) -> bool:
    """True if the record names anyone to contact."""
    part = trial.contacts_locations
    return bool(part.central_contacts or any(place.contacts for place in part.locations))


def questions(trial: Trial, voice: Voice, own_words: Collection[str]) -> tuple[Question, ...]:
    """Return a question for each thing that neither the record nor `own_words` gives."""
    gaps = (gap for gap in voice.wording.gaps if _is_open(gap, trial, own_words))
    return tuple(Question(_says(gap), gap.ask) for gap in gaps)


def _says(gap: Gap) -> Sentence:
    return Sentence(gap.says, gap.fields or (f"wording:{gap.rule}",), gap.rule)


def _is_open(gap: Gap, trial: Trial, own_words: Collection[str]) -> bool:
    if gap.words in own_words or gap.kind not in ("", str(trial.design.study_type)):
        return False
    if gap.several_groups and has_one_group(trial):
        return False
    if gap.while_open and not can_be_asked(trial):
        return False
    return not any(_holds(trial, path.split(".")) for path in gap.fields)


def _holds(value: object, names: list[str]) -> bool:
    """True if anything stands at a path; a list on the way counts if any of its items does."""
    if isinstance(value, tuple):
        return any(_holds(item, names) for item in value) if names else bool(value)
    if value is None or not names:
        return value is not None and value != ""
    return _holds(getattr(value, names[0]), names[1:])
