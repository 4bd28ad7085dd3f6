"""The words that people wrote for one trial, who answers for them, and whether a check holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.plain.amounts import say_date
from generator.plain.languages import spoken
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.records import PlainWords, Record
from generator.records.signoff import Standing, standing
from generator.records.word_types import Day
from generator.trial.partial_date import PartialDate

PEOPLE = "words"
"""The rule of what people wrote."""
_HASH = "words.reviewed.hash"


@dataclass(frozen=True, slots=True)
class WordsView:
    """The parts that people wrote; a part that nobody wrote is None or empty.

    `criteria` and `outcomes` map what the record says, word for word, to its plain words.
    `byline` says who wrote and who checked, and stands with each part. `badge` is there only while
    a check holds that is bound to the words.
    """

    title: Sentence | None = None
    key_messages: tuple[Sentence, ...] = ()
    why: Sentence | None = None
    what_happens: Sentence | None = None
    benefits: Sentence | None = None
    risks: Sentence | None = None
    criteria: tuple[tuple[str, Sentence], ...] = ()
    outcomes: tuple[tuple[str, Sentence], ...] = ()
    byline: tuple[Sentence, ...] = ()
    badge: Sentence | None = None
    about: tuple[Sentence, ...] = ()

    def written(self) -> set[str]:
        """Name the parts that people wrote, which close a gap in the record."""
        return {part for part in ("benefits", "risks", "what_happens") if getattr(self, part)}


def words_view(record: Record, voice: Voice) -> WordsView:
    """Build the view; it is empty where nobody wrote anything."""
    words = record.words
    if words is None:
        return WordsView()
    held = standing(words, record.trial, record.path)
    language = spoken(words.language, voice.wording)

    def said(text: str, path: str) -> Sentence:
        return Sentence(text, (f"words.{path}",), PEOPLE, language=language)

    def part(name: str) -> Sentence | None:
        text = getattr(words, name)
        return said(text, name) if text else None

    return WordsView(
        title=part("title"),
        key_messages=tuple(
            said(text, f"key_messages[{number}]") for number, text in enumerate(words.key_messages)
        ),
        why=part("why"),
        what_happens=part("what_happens"),
        benefits=part("benefits"),
        risks=part("risks"),
        criteria=tuple(
            (one.quote, said(one.plain, f"criteria[{number}].plain"))
            for number, one in enumerate(words.criteria)
        ),
        outcomes=tuple(
            (one.measure, said(one.plain, f"outcomes[{number}].plain"))
            for number, one in enumerate(words.outcomes)
        ),
        byline=tuple(_byline(words, voice, held)),
        badge=voice.say("words.badge", _HASH) if held is Standing.BOUND else None,
        about=tuple(_about(words, voice, held)),
    )


def _byline(words: PlainWords, voice: Voice, held: Standing) -> Iterator[Sentence]:
    """Who wrote the words and who checked them; or that the check does not hold any more."""
    yield _author(words, voice)
    if held is not Standing.NONE:
        yield _checked(words, voice, held)


def _about(words: PlainWords, voice: Voice, held: Standing) -> Iterator[Sentence]:
    yield from _byline(words, voice, held)
    if held is Standing.BOUND:
        yield voice.say("words.bound", _HASH)


def _author(words: PlainWords, voice: Voice) -> Sentence:
    date = _day(words.written, voice)
    sources = ("words.author", "words.written")
    return voice.say("words.author", *sources, author=words.author, date=date)


def _checked(words: PlainWords, voice: Voice, held: Standing) -> Sentence:
    review = words.reviewed
    assert review is not None
    date, sources = _day(review.date, voice), [f"words.reviewed.{name}" for name in ("by", "date")]
    if held is Standing.LAPSED:
        sources.append(_HASH)
    if not review.role:
        rule = "words.lapsed" if held is Standing.LAPSED else "words.reviewer"
        return voice.say(rule, *sources, reviewer=review.by, date=date)
    rule = "words.lapsed_role" if held is Standing.LAPSED else "words.reviewer_role"
    sources.append("words.reviewed.role")
    return voice.say(rule, *sources, reviewer=review.by, role=review.role, date=date)


def _day(date: Day, voice: Voice) -> str:
    day = PartialDate(year=date.year, month=date.month, day=date.day)
    return say_date(day, voice.wording)
