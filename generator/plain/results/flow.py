"""How people went through a trial: how many of each group started, finished and left."""

from collections.abc import Iterator

from generator.plain.amounts import say_number
from generator.plain.results.numbers import as_count
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results import Results
from generator.trial.results.flow import FlowCount, FlowPeriod, ParticipantFlow

STARTED, COMPLETED, NOT_COMPLETED = "STARTED", "COMPLETED", "NOT COMPLETED"
MILESTONES = {
    STARTED: "found.started",
    COMPLETED: "found.finished",
    NOT_COMPLETED: "found.not_finished",
}
"""The registry's own milestones → how a row of numbers is headed; all others are the team's."""
REASONS = {
    "Adverse Event": "found.left_event",
    "Death": "found.left_death",
    "Lack of Efficacy": "found.left_efficacy",
    "Lost to Follow-up": "found.left_lost",
    "Physician Decision": "found.left_doctor",
    "Pregnancy": "found.left_pregnancy",
    "Protocol Violation": "found.left_plan",
    "Withdrawal by Subject": "found.left_choice",
}
"""The registry's own reasons to leave → how a row is headed; all others are the team's.

They say in which box people were put, and never what a treatment did.
"""
FLOW = "results.participant_flow"
_MOST_SPOKEN = 4
"""With more groups than that, sentences one behind the other help nobody; the table has them."""
_LONGEST_NAME = 60


def finish_sentences(results: Results, voice: Voice) -> Iterator[Sentence]:
    """Yield what the registry means by "finished", where people are counted so."""
    for index, period in enumerate(results.participant_flow.periods):
        if any(row.type == COMPLETED for row in period.milestones):
            yield voice.say("found.finish_means", f"{FLOW}.periods[{index}].milestones")
            return


def head_of(value: str | None, known: dict[str, str], path: str, voice: Voice) -> Sentence | None:
    """Return our words for one of the registry's own milestones or reasons; None for others."""
    rule = known.get(value or "")
    return voice.say(rule, path) if rule else None


def flow_sentences(results: Results, voice: Voice) -> Iterator[Sentence]:
    """Yield for each group how many started, finished and did not, in the first period it is in.

    What does not add up is left to the table; so is a group whose id another has, too.
    """
    flow = results.participant_flow
    if not flow.periods or len(flow.groups) > _MOST_SPOKEN:
        return
    places = range(len(flow.groups))
    said = [one for index in places for one in _group_sentences(flow, index, voice)]
    if said and len(flow.periods) > 1:
        yield voice.say("found.flow_parts", f"{FLOW}.periods", n=len(flow.periods))
    yield from said


def _group_sentences(flow: ParticipantFlow, index: int, voice: Voice) -> Iterator[Sentence]:
    """Yield nothing where a count is missing before the group comes to a period."""
    group = flow.groups[index]
    name = " ".join((group.title or "").split())
    if not name or len(name) > _LONGEST_NAME or not is_one_group(flow, group.id):
        return
    sources = [f"{FLOW}.groups[{index}].title", f"{FLOW}.groups", f"{FLOW}.periods"]
    for number, period in enumerate(flow.periods):
        counts = _counts(period, f"{FLOW}.periods[{number}]", group.id)
        if len(counts) != len(MILESTONES):
            return
        if any(count for count, _ in counts):
            sources = [*(source for _, source in counts), *sources]
            started, finished, left = (count for count, _ in counts)
            yield _started(flow, number, started, name, sources, voice)
            if started and started == finished + left:
                yield voice.say(
                    _ending(started, finished, left),
                    *sources,
                    finished=say_number(finished, voice.wording),
                    left=say_number(left, voice.wording),
                )
            return
    yield voice.say("found.flow_nobody", *sources, name=name)


def _started(
    flow: ParticipantFlow, at: int, count: int, name: str, sources: list[str], voice: Voice
) -> Sentence:
    """Say how many started a period, by its name or number where there are several."""
    if len(flow.periods) == 1:
        return voice.say("found.flow_started", *sources, n=count, name=name)
    title = " ".join((flow.periods[at].title or "").split())
    rule = "found.flow_started_part" if title else "found.flow_started_number"
    number = say_number(at + 1, voice.wording)
    return voice.say(rule, *sources, n=count, name=name, quoted=title, number=number)


def is_one_group(flow: ParticipantFlow, group_id: str | None) -> bool:
    """True if no two groups have this id, so that its numbers are of one group."""
    return [group.id for group in flow.groups].count(group_id) == 1


def _ending(started: int, finished: int, left: int) -> str:
    if (finished, left) == (started, 0):
        return "found.flow_all"
    return "found.flow_none" if (finished, left) == (0, started) else "found.flow_ended"


def _counts(period: FlowPeriod, path: str, group_id: str | None) -> list[tuple[int, str]]:
    """How many of a group started, finished and did not, with their fields; as far as counted."""
    found = []
    for type_ in MILESTONES:
        rows = [(at, row) for at, row in enumerate(period.milestones) if row.type == type_]
        cells = [
            (count, f"{path}.milestones[{at}]", number)
            for at, row in rows
            for number, count in enumerate(row.achievements)
            if count.group_id == group_id
        ]
        if len(cells) == 1 and (number := people_in(cells[0][0])) is not None:
            found.append((number, f"{cells[0][1]}.achievements[{cells[0][2]}].num_subjects"))
    return found


def people_in(count: FlowCount) -> int | None:
    """Return the number of people in a cell of the flow; None where there is none."""
    return as_count(count.num_subjects)
