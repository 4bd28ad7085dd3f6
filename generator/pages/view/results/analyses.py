"""Tests that compare groups, for experts: every field of each, under its name."""

from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.plain.results.analyses import groups_sentence
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.measures import MeasureAnalysis, MeasuredOutcome


@dataclass(frozen=True, slots=True)
class AnalysisField:
    """A field of a test: its name in our words, and what stands there.

    `upper` is the other end of a range.
    """

    label: str
    value: Quote | Sentence
    upper: Quote | None = None


@dataclass(frozen=True, slots=True)
class AnalysisView:
    """A test, field by field."""

    fields: tuple[AnalysisField, ...]


def analysis_views(
    outcome: MeasuredOutcome, path: str, voice: Voice, quotes: Quotes
) -> tuple[AnalysisView, ...]:
    """Return every test of something that was measured, in the registry's order."""
    return tuple(
        AnalysisView(
            tuple(_fields(test, outcome, path, f"{path}.analyses[{index}]", voice, quotes))
        )
        for index, test in enumerate(outcome.analyses)
    )


def _fields(
    test: MeasureAnalysis,
    outcome: MeasuredOutcome,
    path: str,
    where: str,
    voice: Voice,
    quotes: Quotes,
) -> list[AnalysisField]:
    kind, spread = test.non_inferiority_type, test.dispersion_type
    asked = test.tested_non_inferiority
    said: dict[str, Sentence | None] = {
        "group_ids": groups_sentence(test, outcome, path, where, voice),
        "non_inferiority_type": voice.say_code(kind, f"{where}.non_inferiority_type")
        if kind
        else None,
        "tested_non_inferiority": None
        if asked is None
        else voice.say(
            "outcome.not_worse" if asked else "outcome.not_worse_no",
            f"{where}.tested_non_inferiority",
        ),
        "dispersion_type": voice.name_code(spread, f"{where}.dispersion_type"),
        "ci_num_sides": voice.name_code(test.ci_num_sides, f"{where}.ci_num_sides"),
    }
    found = []
    lower, upper = (quotes.at(f"{where}.{name}") for name in _ENDS)
    for name in _ORDER:
        value = said.get(name) or quotes.at(f"{where}.{name}")
        if lower and upper and name in _ENDS:
            if name == _ENDS[0]:
                found.append(AnalysisField(voice.label("test.range"), lower, upper))
        elif value:
            found.append(AnalysisField(voice.label(f"test.{name}"), value))
    return found


_ENDS = ("ci_lower_limit", "ci_upper_limit")
_ORDER = (
    "group_ids",
    "group_description",
    "non_inferiority_type",
    "tested_non_inferiority",
    "non_inferiority_comment",
    "statistical_method",
    "p_value",
    "p_value_comment",
    "statistical_comment",
    "param_type",
    "param_value",
    "ci_pct_value",
    "ci_num_sides",
    "ci_lower_limit",
    "ci_upper_limit",
    "ci_lower_limit_comment",
    "ci_upper_limit_comment",
    "dispersion_type",
    "dispersion_value",
    "estimate_comment",
    "other_analysis_description",
)
