"""The sheet to print: two pages of paper with what one takes to a doctor, and room to write.

What goes on it is chosen so that it fits A4 and US Letter. Room is counted in lines of the sheet's
own text, on the careful side: fonts differ. What finds no room is on the trial's page, and the
sheet says so.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.pages.diagram import Svg
from generator.pages.qr import qr_code
from generator.pages.quote import Quote
from generator.pages.view import TrialView
from generator.pages.view.facts import Fact, Named, Value
from generator.pages.view.places import Person
from generator.plain.sentence import Sentence

_WIDE, _NARROW = 82, 38
"""Letters in a line of the sheet, and in one of its two columns."""
_FIRST, _SECOND = 34, 36
"""Lines that are free on the first page below its head, and on the second for questions."""
_LONGEST_VALUE = 110
_MOST_PEOPLE = 2
_TITLE_LINE = 48
_LONG_TITLE = _TITLE_LINE * 4
_TITLE_HEIGHT = 1.6


@dataclass(frozen=True, slots=True)
class SheetFact:
    """A fact as far as it has room; `more` tells how many of its values have none."""

    label: str
    values: tuple[Value | Named, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet says. `address` and `code` are empty where the site has no address yet."""

    title: Quote | Sentence
    is_long: bool
    address: str
    code: Svg | None
    short: tuple[Sentence, ...]
    facts: tuple[SheetFact, ...]
    people: tuple[Person, ...]
    questions: tuple[Sentence, ...]


def sheet(view: TrialView, address: str) -> Sheet:
    """Choose what goes on the sheet of a trial. `address` is that of its page, or empty."""
    title = view.words.title or view.title
    lines = len(title.text) / _TITLE_LINE
    is_long = len(title.text) > _LONG_TITLE
    room = _Room(_FIRST - math.ceil(lines if is_long else lines * _TITLE_HEIGHT))
    people = tuple(one for one in view.join.contacts if one.name or one.phone or one.email)
    people = tuple(one for one in people[:_MOST_PEOPLE] if room.takes(_height(_person(one), _WIDE)))
    short = room.filled(view.words.key_messages or view.short)
    asks = (question.ask for question in (*view.questions.gaps, *view.questions.asks))
    return Sheet(
        title=title,
        is_long=is_long,
        address=address,
        code=qr_code(address, view.voice.label("sheet.code")) if address else None,
        short=short,
        facts=tuple(_facts(view, room)),
        people=people,
        questions=_Room(_SECOND).filled(asks),
    )


@dataclass(slots=True)
class _Room:
    """Lines that are still free."""

    lines: int

    def takes(self, lines: int) -> bool:
        """Take lines if they are free."""
        fits = lines <= self.lines
        self.lines -= lines if fits else 0
        return fits

    def filled(self, said: Iterable[Sentence]) -> tuple[Sentence, ...]:
        """Return the sentences that find room."""
        return tuple(one for one in said if self.takes(_height(one.text, _WIDE)))


def _facts(view: TrialView, room: _Room) -> Iterator[SheetFact]:
    """Yield facts in two columns: two that stand side by side need the room of the longer one."""
    beside = 0
    for fact in view.facts:
        if fact.label == view.voice.label("fact.number"):
            continue  # it stands large at the top
        short = _fact(fact, view)
        height = 1 + _height(" ".join(map(_text, short.values)) + short.more, _NARROW)
        if not room.takes(max(0, height - beside)):
            continue
        beside = 0 if beside else height
        yield short


def _fact(fact: Fact, view: TrialView) -> SheetFact:
    shown, length = list(fact.values[:1]), len(_text(fact.values[0]))
    for value in fact.values[1:]:
        length += len(_text(value)) + 2
        if length > _LONGEST_VALUE:
            break
        shown.append(value)
    left = len(fact.values) - len(shown)
    more = view.voice.label("sheet.more_values", n=str(left)) if left else ""
    return SheetFact(fact.label, tuple(shown), more)


def _person(one: Person) -> str:
    parts = (one.name, one.role, one.phone, one.email)
    return " ".join(part.text for part in parts if part)


def _text(value: Value | Named) -> str:
    if isinstance(value, Named):
        return " ".join(one.text for one in (value.value, *value.more))
    return value.text


def _height(text: str, width: int) -> int:
    return max(1, math.ceil(len(text) / width))
