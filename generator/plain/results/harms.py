"""Health problems that people had during a trial, whatever the cause: deaths, totals, lists."""

from collections.abc import Iterator, Sequence

from generator.plain.amounts import say_number
from generator.plain.results.numbers import Share, as_decimal, percents
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.events import AdverseEvent, AdverseEvents, EventCount, EventGroup

EVENTS = "results.adverse_events"
GROUPS = f"{EVENTS}.event_groups"
TOTALS = {
    "deaths": "harms.no_deaths",
    "serious": "harms.no_serious",
    "other": "harms.no_other",
}
"""What is counted for each group, as the registry names it, and what to say where it is not."""
_ALL = 100
_COUNTS = {"serious": "harms.serious_count", "other": "harms.other_count"}
_LINES = {"serious": "harms.serious_lines", "other": "harms.other_lines"}
_UNLISTED = {"serious": "harms.serious_unlisted", "other": "harms.other_unlisted"}


def lead_sentences(events: AdverseEvents, voice: Voice) -> Iterator[Sentence]:
    """Yield what the numbers are, or that the record has none."""
    if events == AdverseEvents():
        yield voice.say("harms.absent", EVENTS)
        return
    has_deaths = "deaths" in totals_given(events)
    yield voice.say("harms.lead" if has_deaths else "harms.lead_problems", EVENTS)
    yield voice.say("harms.cause", EVENTS)


def gap_sentences(events: AdverseEvents, voice: Voice) -> Iterator[Sentence]:
    """Yield which of the totals the record gives for no group."""
    given = totals_given(events)
    yield from (voice.say(rule, GROUPS) for kind, rule in TOTALS.items() if kind not in given)


def totals_given(events: AdverseEvents) -> tuple[str, ...]:
    """Return what the record counts for at least one group."""
    return tuple(
        kind
        for kind in TOTALS
        if any(_total(group, kind) != (None, None) for group in events.event_groups)
    )


def total_sentences(events: AdverseEvents, kind: str, voice: Voice) -> tuple[Sentence, ...]:
    """Say for each group how many of its people died or had a problem."""
    totals = [_total(group, kind) for group in events.event_groups]
    shares = percents([Share(count or 0, of or 0) for count, of in totals], voice.wording)
    return tuple(
        _people(count, of, percent, voice, f"{GROUPS}[{index}].{kind}_num")
        for index, ((count, of), percent) in enumerate(zip(totals, shares, strict=True))
    )


def _total(group: EventGroup, kind: str) -> tuple[int | None, int | None]:
    return getattr(group, f"{kind}_num_affected"), getattr(group, f"{kind}_num_at_risk")


def _people(
    count: int | None, of: int | None, percent: str | None, voice: Voice, path: str
) -> Sentence:
    rule = _rule(count, of, percent, "harms.some", "harms.few")
    # The other groups decide how many decimals a percentage has.
    sources = (f"{path}_affected", f"{path}_at_risk", GROUPS)
    said = _numbers(count, of, voice)
    return voice.say(rule, *sources, count=said[0], people=said[1], percent=percent or "")


def _rule(count: int | None, of: int | None, percent: str | None, some: str, few: str) -> str:
    """Return the pattern for so many of so many people."""
    if count is None:
        return "harms.missing" if of is None else "harms.missing_of"
    if of is None:
        return "harms.of_unknown"
    if of == 0 == count:
        return "harms.nobody"
    if count == 0:
        return "harms.none"
    if count == of:
        return "harms.all"
    return some if percent else few


def _numbers(count: int | None, of: int | None, voice: Voice) -> tuple[str, str]:
    return say_number(count or 0, voice.wording), say_number(of or 0, voice.wording)


def event_counts(event: AdverseEvent, voice: Voice) -> tuple[str, ...]:
    """Say how many people had a problem, once for each number of its row, without a sentence each.

    There are thousands. `tests/telling/results/harms.py` works out every one of them again.
    """
    row = [Share(one.num_affected or 0, one.num_at_risk or 0) for one in event.stats]
    shares = percents(row, voice.wording)
    return tuple(_cell(one, share, voice) for one, share in zip(event.stats, shares, strict=True))


def _cell(one: EventCount, percent: str | None, voice: Voice) -> str:
    rule = _rule(one.num_affected, one.num_at_risk, percent, "events.some", "events.few")
    count, people = _numbers(one.num_affected, one.num_at_risk, voice)
    text = voice.phrase(rule, count=count, people=people, percent=percent or "")
    if one.num_events is None or one.num_events == one.num_affected:
        return text
    return voice.phrase("events.times", one.num_events, cell=text)


def list_sentences(
    events: Sequence[AdverseEvent], kind: str, threshold: str | None, voice: Voice
) -> Iterator[Sentence]:
    """Yield how many problems of a kind (`serious`, `other`) are listed, and which are."""
    path = f"{EVENTS}.{kind}_events"
    if kind == "serious":
        yield voice.explain("harms.serious_means")
    names = [" ".join((event.term or "").split()).casefold() for event in events]
    named = {name for name in names if name}
    if not events:
        yield voice.say(_UNLISTED[kind], path)
    else:
        # One name can stand there twice, for two parts of the body or two ways of asking.
        rule = _COUNTS if len(named) == len(events) else _LINES
        yield voice.say(rule[kind], path, n=len(events))
    if len(named) < len([name for name in names if name]):
        yield voice.say("harms.repeated", path)
    if kind == "other":
        yield _threshold(threshold, voice)


def finding_sentences(
    events: Sequence[AdverseEvent], kind: str, voice: Voice
) -> Iterator[Sentence]:
    """Yield how listed problems were counted, and how the team found them."""
    path = f"{EVENTS}.{kind}_events"
    if len(events) > 1:
        yield voice.say("harms.once", path)
    if events:
        yield voice.say(_times(events), path)
    code, *more = assessments(events) or (None,)
    if code and not more:
        yield voice.say("harms.found", path, how=voice.code_label(code))


def _threshold(threshold: str | None, voice: Voice) -> Sentence:
    """Say which other problems are listed.

    The registry's definition: those that more than so many percent had, in any one group.
    """
    path, text = f"{EVENTS}.frequency_threshold", (threshold or "").strip()
    if not text:
        return voice.say("harms.threshold_missing", path)
    number = as_decimal(text)
    if number is None or not 0 <= number <= _ALL:
        return voice.say("harms.threshold_unknown", path, value=text)
    if number == 0:
        return voice.say("harms.threshold_none", path)
    return voice.say("harms.threshold", path, share=text)


def _times(events: Sequence[AdverseEvent]) -> str:
    """Return the sentence on how often problems came up: for all, some or none of the numbers."""
    counts = [one for event in events for one in event.stats]
    given = {one.num_events is not None for one in counts}
    if given == {True}:
        is_same = all(one.num_events == one.num_affected for one in counts)
        return "harms.times_same" if is_same else "harms.times"
    return "harms.times_some" if True in given else "harms.times_none"


def order_sentence(shown: int, count: int, path: str, voice: Voice) -> Sentence | None:
    """Say which problems come first; None where there are not two."""
    if shown < count:
        return voice.say("harms.top", path, n=shown, all=say_number(count, voice.wording))
    return voice.say("harms.most_first", path) if count > 1 else None


def assessments(events: Sequence[AdverseEvent]) -> tuple[str | None, ...]:
    """Return the ways in which problems were found, each once."""
    return tuple(dict.fromkeys(event.assessment_type for event in events))


def organ(name: str | None, path: str, voice: Voice) -> Sentence | None:
    """Say a part of the body in plain words; one that we have no words for is quoted."""
    text = " ".join((name or "").split())
    if not text:
        return None
    label = voice.wording.labels.get(f"organ.{text.lower()}")
    if label is None:
        return voice.say("code.unknown_label", path, value=text)
    return voice.say("harms.organ", path, part=label)
