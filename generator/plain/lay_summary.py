"""What a lay summary says of itself: what it lacks, plans for more trials, how to read events."""

from collections.abc import Iterator

from generator.plain.annex import Element
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial

_GAPS = {
    "own_number": "lay.no_own_number",
    "eu_number": "lay.no_eu_number",
    "sponsor": "lay.no_sponsor",
    "contact": "lay.no_contact",
    "places": "lay.no_places",
    "dates": "lay.no_dates",
    "aims": "lay.no_aims",
    "reasons": "lay.no_reasons",
    "people": "lay.no_people",
    "countries": "lay.no_countries",
    "ages": "lay.no_ages",
    "sexes": "lay.no_sexes",
    "rules": "lay.no_rules",
    "medicines": "lay.no_medicines",
    "reactions": "lay.no_reactions",
    "results": "lay.no_results",
    "all_results": "lay.some_results",
    "comments": "lay.no_comments",
    "follow_up": "lay.no_follow_up",
    "more": "lay.no_more",
}
"""What an element lacks → what the page says of it."""
_PLANNED = {
    "yes": "lay.follow_up_yes",
    "no": "lay.follow_up_no",
    "not known": "lay.follow_up_unknown",
}
_FOLLOW_UP = "words.follow_up"


def gap_sentences(element: Element, voice: Voice) -> Iterator[Sentence]:
    """Yield what is lacking of an element; what no record can hold rests on no field."""
    for piece in element.gaps:
        rule = _GAPS[piece.name]
        yield voice.say(rule, *piece.paths) if piece.paths else voice.explain(rule)


def follow_up_sentence(planned: str, voice: Voice) -> Sentence:
    """Say whether more trials are planned, as people wrote."""
    return voice.say(_PLANNED[planned], f"{_FOLLOW_UP}.planned")


def one_trial_sentence(trial: Trial, voice: Voice) -> Sentence:
    """Say that these are results of one trial, or that there are none yet to speak of."""
    rule = "found.one_study" if trial.results else "lay.one_study"
    return voice.say(rule, "results")
