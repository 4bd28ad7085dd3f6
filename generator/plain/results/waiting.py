"""No results, or more to come: what stage it is in, what the registry received, papers."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.plain.amounts import say_date
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.vocabulary import ReferenceType, Status, StudyType, UnpostedEventType

UNPOSTED = "annotations.notes.unposted"
_SENT = "derived.misc_info.submission_tracking.submission_infos"
_ON_THE_WAY = (UNPOSTED, _SENT)
_PAPERS = "references.references"
_ENDED: dict[Status | None, str] = {
    Status.COMPLETED: "found.none_completed",
    Status.TERMINATED: "found.none_terminated",
    Status.UNKNOWN: "found.none_unknown",
}
"""Status with which readers may look for results → what to say where there are none."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of results that are not public, and the fields that hold it."""

    code: str | None
    date: PartialDate | None
    is_unknown: bool
    sources: tuple[str, ...]


def is_waited_for(trial: Trial) -> bool:
    """True if a page without results says so: the trial is over, or results are on their way."""
    if trial.results is not None or trial.design.study_type == StudyType.EXPANDED_ACCESS:
        return False
    return _code(trial) in _ENDED or bool(_steps(trial))


def stage_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield where a trial without results stands. Nobody is blamed, and nothing is foretold."""
    sources = ("results", "has_results", "design.study_type", "status.overall_status", *_ON_THE_WAY)
    if trial.has_results:
        yield voice.say("found.elsewhere", *sources)
    else:
        yield voice.say(_ENDED.get(_code(trial), "found.none"), *sources)
        yield voice.say("found.none_means", *sources)
    if trial.status.results_waived:
        yield voice.say("status.results_waived", "status.results_waived", *sources)
    rules = ("found.later", "found.later_day")
    for name in ("disp_first_submit_date", "disp_first_post_date"):
        if date := getattr(trial.status, name):
            rule, said = rules[date.day is not None], say_date(date, voice.wording)
            fields = ("status.disp_first_submit_date", f"status.{name}")
            yield voice.say(rule, *fields, *sources, date=said)
            return


def received_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield that the registry has received results that are not public, where it notes so."""
    if _steps(trial):
        yield voice.say("found.received", *_ON_THE_WAY)
        yield voice.say("found.received_checks", *_ON_THE_WAY)


def step_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield each step of results that are not public, with its day, in the registry's order."""
    for step in _steps(trial):
        date = say_date(step.date, voice.wording) if step.date else ""
        rule = "found.step" if date else "found.step_bare"
        if step.is_unknown:
            rule = "found.step_doubtful" if date else "found.step_unknown"
        label = voice.code_label(step.code) if step.code else voice.label("found.step_unnamed")
        yield voice.say(rule, *step.sources, label=label, date=date)


def paper_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield how many papers the team lists as results, and how many of them were taken back."""
    papers = [one for one in trial.references.references if one.type == ReferenceType.RESULT]
    if papers:
        yield voice.say("found.papers", _PAPERS, n=len(papers))
    if taken_back := sum(bool(one.retractions) for one in papers):
        yield voice.say("found.papers_back", _PAPERS, n=taken_back)


def _code(trial: Trial) -> Status | None:
    code = trial.status.overall_status
    return code if isinstance(code, Status) else None


def _steps(trial: Trial) -> tuple[_Step, ...]:
    """Return the steps by the registry's own note, or else by the dates that it keeps of them."""
    note = trial.annotations.notes.unposted
    if note is None:
        return tuple(_kept(trial))
    steps = []
    for index, event in enumerate(note.unposted_events):
        path = f"{UNPOSTED}.unposted_events[{index}]"
        sources = tuple(f"{path}.{name}" for name in ("type", "date", "date_unknown"))
        steps.append(_Step(event.type, event.date, bool(event.date_unknown), sources))
    return tuple(steps)


def _kept(trial: Trial) -> Iterator[_Step]:
    tracking = trial.derived.misc_info.submission_tracking
    for index, sent in enumerate(tracking.submission_infos if tracking else ()):
        path, kinds = f"{_SENT}[{index}]", UnpostedEventType
        is_unknown = bool(sent.unrelease_date_unknown)
        if sent.release_date:
            yield _Step(kinds.RELEASE, sent.release_date, False, (f"{path}.release_date",))
        if sent.unrelease_date or is_unknown:
            sources = (f"{path}.unrelease_date", f"{path}.unrelease_date_unknown")
            yield _Step(kinds.UNRELEASE, sent.unrelease_date, is_unknown, sources)
        if sent.reset_date:
            yield _Step(kinds.RESET, sent.reset_date, False, (f"{path}.reset_date",))
