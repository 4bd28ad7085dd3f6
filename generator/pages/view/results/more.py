"""Around the numbers: what is still to come, who may speak about results, and whom to ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.pages.view.places import Person
from generator.pages.view.results.waiting import NewsView, news_view
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.results.more import MoreInfo

_MORE = "results.more_info"
_AGREEMENT, _CONTACT = f"{_MORE}.certain_agreement", f"{_MORE}.point_of_contact"


@dataclass(frozen=True, slots=True)
class MoreView:
    """News of results, the agreement on what may be made public, and whom to ask."""

    news: NewsView
    agreement: tuple[Sentence, ...]
    agreement_words: Quote | None
    contact: Person | None


def more_view(trial: Trial, voice: Voice, quotes: Quotes) -> MoreView:
    """Build the view."""
    more = trial.results.more_info if trial.results else MoreInfo()
    return MoreView(
        news=news_view(trial, voice, quotes),
        agreement=tuple(_agreement(more, voice)),
        agreement_words=quotes.at(f"{_AGREEMENT}.other_details"),
        contact=_contact(quotes),
    )


def _agreement(more: MoreInfo, voice: Voice) -> Iterator[Sentence]:
    """Yield who may make results public, as far as the record says."""
    agreement = more.certain_agreement
    if agreement is None:
        return
    for name, yes, no in (
        ("pi_sponsor_employee", "found.employed_true", "found.employed_false"),
        ("restrictive_agreement", "found.agreement_true", "found.agreement_false"),
    ):
        if (value := getattr(agreement, name)) is not None:
            yield voice.say(yes if value else no, f"{_AGREEMENT}.{name}")
    if agreement.restriction_type:
        yield voice.say_code(agreement.restriction_type, f"{_AGREEMENT}.restriction_type")


def _contact(quotes: Quotes) -> Person | None:
    names = ("title", "organization", "phone", "phone_ext", "email")
    title, organization, phone, extension, email = (quotes.at(f"{_CONTACT}.{n}") for n in names)
    person = Person(title, None, organization, phone, extension, email)
    return person if any((title, organization, phone, extension, email)) else None
