"""What people wrote for a lay summary, ready for its page."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.view.facts import Value
from generator.pages.view.words import PEOPLE
from generator.plain.amounts import say_number
from generator.plain.languages import spoken
from generator.plain.lay_summary import follow_up_sentence
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.records import PlainWords, Record

_WAYS = {
    "name": "",
    "address": "",
    "phone": "join.phone",
    "email": "join.email",
    "web": "lay.web",
}
"""Parts of a contact → the label before each, if there is one."""


@dataclass(frozen=True, slots=True)
class Reactions:
    """Adverse reactions: what people wrote, and rows of what, in which group, how many."""

    text: Sentence
    rows: tuple[tuple[Sentence, Sentence, Sentence], ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Whether more trials are planned, which, and more about them."""

    planned: Sentence
    trials: tuple[Sentence, ...]
    text: Sentence | None


@dataclass(frozen=True, slots=True)
class LayWords:
    """The parts; one that nobody wrote is None or empty.

    `contact` has a label and a text for each way to reach the sponsor, `countries` a name and a
    number, `medicines` the name that the record has and the plain words.
    """

    eu_number: Sentence | None = None
    contact: tuple[tuple[str, Sentence], ...] = ()
    countries: tuple[tuple[Value, Value | None], ...] = ()
    medicines: tuple[tuple[str, Sentence], ...] = ()
    reactions: Reactions | None = None
    comments: Sentence | None = None
    follow_up: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class _Author:
    """Makes sentences of what people wrote, in the language they wrote in."""

    language: str

    def says(self, text: str, path: str) -> Sentence:
        return Sentence(text, (f"words.{path}",), PEOPLE, language=self.language)

    def may_say(self, text: str | None, path: str) -> Sentence | None:
        return self.says(text, path) if text else None


def lay_words(record: Record, voice: Voice) -> LayWords:
    """Build the parts; they are empty where nobody wrote anything."""
    words = record.words
    if words is None:
        return LayWords()
    author = _Author(spoken(words.language, voice.wording))
    return LayWords(
        eu_number=author.may_say(words.eu_number, "eu_number"),
        contact=tuple(_contact(words, author, voice)),
        countries=tuple(
            (
                author.says(one.country, f"people_by_country[{number}].country"),
                author.says(
                    say_number(one.people, voice.wording), f"people_by_country[{number}].people"
                ),
            )
            for number, one in enumerate(words.people_by_country)
        ),
        medicines=tuple(
            (one.name, author.says(one.plain, f"medicines[{number}].plain"))
            for number, one in enumerate(words.medicines)
        ),
        reactions=_reactions(words, author),
        comments=author.may_say(words.comments, "comments"),
        follow_up=_follow_up(words, author, voice),
    )


def _contact(words: PlainWords, author: _Author, voice: Voice) -> Iterator[tuple[str, Sentence]]:
    contact = words.sponsor_contact
    for name, label in _WAYS.items() if contact else ():
        if said := author.may_say(getattr(contact, name), f"sponsor_contact.{name}"):
            yield voice.label(label) if label else "", said


def _reactions(words: PlainWords, author: _Author) -> Reactions | None:
    part, path = words.adverse_reactions, "adverse_reactions"
    if part is None:
        return None
    rows = []
    for number, row in enumerate(part.frequencies):
        at = f"{path}.frequencies[{number}]"
        reaction, group, people = (
            author.says(getattr(row, name), f"{at}.{name}")
            for name in ("reaction", "group", "people")
        )
        rows.append((reaction, group, people))
    return Reactions(author.says(part.text, f"{path}.text"), tuple(rows))


def _follow_up(words: PlainWords, author: _Author, voice: Voice) -> FollowUp | None:
    part = words.follow_up
    if part is None:
        return None
    return FollowUp(
        follow_up_sentence(part.planned, voice),
        tuple(
            author.says(one, f"follow_up.trials[{number}]")
            for number, one in enumerate(part.trials)
        ),
        author.may_say(part.text, "follow_up.text"),
    )
