"""Tests that compare groups: that there was one, its p-value as given, or that there is none."""

import re
from collections.abc import Iterator

from generator.plain.amounts import say_list
from generator.plain.results.numbers import as_decimal
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.measures import MeasureAnalysis, MeasuredOutcome

_P_VALUE = re.compile(r"([<>=]?)\s*([\d.]+)", re.ASCII)
_SIGNS = {"<": "outcome.p_below", ">": "outcome.p_above", "=": "outcome.p", "": "outcome.p"}


def test_sentences(outcome: MeasuredOutcome, path: str, voice: Voice) -> Iterator[Sentence]:
    """Yield whether groups were compared, and the p-value if there is one test and it has one."""
    tests = outcome.analyses
    if not tests:
        rule = "outcome.one_group" if len(outcome.groups) == 1 else "outcome.no_test"
        yield voice.say(rule, path)
        return
    p_value = _P_VALUE.fullmatch((tests[0].p_value or "").strip())
    if len(tests) > 1 or not p_value or as_decimal(p_value[2]) is None:
        yield voice.say("outcome.tests", path, n=len(tests))
        return
    yield voice.say("outcome.compared" if _compares(tests[0], outcome) else "outcome.tested", path)
    yield voice.say(_SIGNS[p_value[1]], f"{path}.analyses[0].p_value", path, number=p_value[2])


def groups_sentence(
    test: MeasureAnalysis, outcome: MeasuredOutcome, path: str, where: str, voice: Voice
) -> Sentence | None:
    """Return which groups a test is about; the record's own ids where they are not in the table."""
    if not test.group_ids:
        return None
    sources = (f"{where}.group_ids", path)
    titles = {group.id: (group.title or "").strip() for group in outcome.groups}
    names = [titles.get(id_) or id_ for id_ in test.group_ids]
    if len(names) > 1 and set(test.group_ids) == set(titles):
        return voice.say("outcome.test_all", *sources)
    return voice.say("outcome.test_groups", *sources, names=say_list(names, voice.wording))


def _compares(test: MeasureAnalysis, outcome: MeasuredOutcome) -> bool:
    return len(set(test.group_ids) & {group.id for group in outcome.groups}) > 1
