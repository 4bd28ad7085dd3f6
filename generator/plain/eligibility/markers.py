"""Bullets and numbers at the start of a line, and what only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

NEARBY = 16
LONGEST_RULER = 64
SURE_ROMANS = 3
# No marker begins with so many letters.
LONGER_THAN_MARKS = 6
# How many numbers of a list may stand in one line, of which only the first is read here.
MOST_IN_A_LINE = 6


class Rank(IntEnum):
    """Classes of markers. At one indent, a class further down can nest below one further up."""

    SECTION_NUMBER = 0
    CODED = 1
    ROMAN_CAPITAL = 2
    CAPITAL = 3
    NUMBER = 4
    SUBNUMBER = 5
    CIRCLED = 6
    LETTER = 7
    ROMAN = 8
    BULLET = 9
    RULER = 10


class Mark(NamedTuple):
    """A marker: where it is, its class, and its place in the series (1 for `a.`).

    `sign` is the bullet, or the bracket or dot of a number: `()`, `)` or `.`.
    """

    start: int
    end: int
    rank: Rank
    ordinal: int = 0
    sign: str = ""


RULER = re.compile(r"(?:<!--\s*-->|(?:\\?[-_=*~#–—]){3,})\Z")
STAR = re.compile(r"\\?\*(?=\s|\Z)")
DASH = re.compile(r"\\?-{1,4}(?=\s|\Z|[^\W\d_a-z])|[–—](?=\s|\Z|[^\W\d_a-z])")
DOT = re.compile("[•●○◦▪■□◆‣∙⁃➢·✓]")
O_BULLET = re.compile(r"o\s+(?=[^\W\d_a-z])")
BULLET = re.compile("|".join(f"(?:{part.pattern})" for part in (STAR, DASH, DOT, O_BULLET)))
CIRCLED = re.compile("[①-⑳❶-❿]")
CODED = re.compile(r"(?:inc?|exc?|[ie]c?)[-#]?([0-9]{1,2})[.:)](?=\s|\Z)", re.IGNORECASE)
SECTION_NUMBER = re.compile(r"(?:[IVX]{1,4}|[0-9]{1,2}\.[0-9]{1,2})\.[0-9]{1,2}\.?(?=\s)")
SUBNUMBER = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})(\\?[.)])?(?=\s|\Z)")
SINGLE = re.compile(r"([(（])?([0-9]{1,2}|[a-z]{1,5}|[A-Z]{1,5})\\?([.)）、])")
# Full-width signs and the comma of Chinese lists, as what they stand for.
PLAIN_SIGN = {"）": ")", "、": "."}
ROMAN = re.compile(r"(?=.)x{0,3}(?:ix|iv|v?i{0,3})\Z")
ROMAN_VALUE = {"i": 1, "v": 5, "x": 10}
# "E. coli", "e. g.", "i. v."
AFTER_AN_INITIAL = frozenset(
    "coli pylori difficile aureus albicans baumannii cloacae freundii g e v".split()
)


@dataclass(slots=True)
class Series:
    """Reads the markers of one text in order, and remembers the last number of each class."""

    last: dict[Rank, int] = field(default_factory=dict)

    def read(self, source: str, start: int, end: int) -> Mark | None:
        """The marker at `start`, or None."""
        mark = self._any(source, start, end)
        if mark:
            self.last[mark.rank] = mark.ordinal
        return mark

    def _any(self, source: str, start: int, end: int) -> Mark | None:
        if source[start : start + LONGER_THAN_MARKS].isalpha():  # most lines without one
            return None
        if end - start <= LONGEST_RULER and RULER.match(source, start, end):
            return Mark(start, end, Rank.RULER)
        bullet = _bullet(source, start, end)
        if bullet:
            return self._double(source, bullet, end)
        return (
            _coded(source, start, end)
            or self._subnumber(source, start, end)
            or self._single(source, start, end)
        )

    def _double(self, source: str, mark: Mark, end: int) -> Mark:
        """A bullet that the registry put before the writer's own bullet or number: `* 2)`."""
        start = mark.end
        while start < end and source[start].isspace():
            start += 1
        if source[start : start + 2].isalpha():  # a word, as behind most bullets
            return mark
        second = _bullet(source, start, end) or self._single(source, start, end)
        if second is None or second.rank not in (Rank.BULLET, Rank.NUMBER, Rank.CIRCLED):
            return mark
        return Mark(mark.start, second.end, Rank.BULLET, 0, mark.sign)

    def _subnumber(self, source: str, start: int, end: int) -> Mark | None:
        """`1.2 Age`, but not `1.5 x ULN`: without a last dot it must follow `1.` or `1.1`."""
        match = SECTION_NUMBER.match(source, start, end)
        if match:
            return Mark(start, match.end(), Rank.SECTION_NUMBER)
        match = SUBNUMBER.match(source, start, end)
        if not match or not int(match[2]):
            return None
        whole, part = int(match[1]), int(match[2])
        place = 100 * whole + part
        follows = self.last.get(Rank.SUBNUMBER, 0) + 1 == place
        opens = part == 1 and self.last.get(Rank.NUMBER) == whole
        closed = match[3] and source[match.end() : match.end() + NEARBY].lstrip()[:1].isupper()
        return (
            Mark(start, match.end(), Rank.SUBNUMBER, place) if follows or opens or closed else None
        )

    def _single(self, source: str, start: int, end: int) -> Mark | None:
        match = SINGLE.match(source, start, end)
        if not match or (match[1] and match[3] in ".、"):
            return None
        ranked, sign = self._rank(match[2]), PLAIN_SIGN.get(match[3], match[3])
        if ranked is None or not _may_follow(source, match.end(), end, match[2], sign):
            return None
        rank, ordinal = ranked
        behind = ordinal - self.last.get(rank, ordinal)
        lone = sign == "." and not 0 < behind <= MOST_IN_A_LINE
        if rank is Rank.ROMAN_CAPITAL and ordinal > SURE_ROMANS and lone:  # "IV. antibiotics"
            return None
        return Mark(start, match.end(), rank, ordinal, "(" * bool(match[1]) + sign)

    def _rank(self, word: str) -> tuple[Rank, int] | None:
        if word.isdigit():
            return Rank.NUMBER, int(word)
        small = word.lower()
        capital = word != small
        letter = Rank.CAPITAL if capital else Rank.LETTER
        roman = Rank.ROMAN_CAPITAL if capital else Rank.ROMAN
        value = roman_value(small)
        place = ord(small) - ord("a") + 1 if len(small) == 1 else 0
        if value and not (place and self._is_letter(place, value, letter, roman)):
            return roman, value
        return (letter, place) if place else None

    def _is_letter(self, place: int, value: int, letter: Rank, roman: Rank) -> bool:
        """Whether `i`, `v`, `x` is a letter: behind h, u, w; v and x also unless iv or ix came."""
        if self.last.get(letter) == place - 1:
            return True
        return value > 1 and self.last.get(roman) != value - 1


def roman_value(word: str) -> int:
    """The value of a small roman numeral up to 39; 0 if the word is none."""
    if not ROMAN.match(word):
        return 0
    values = [ROMAN_VALUE[sign] for sign in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def circled(sign: str) -> int:
    """The number in a circled number sign."""
    return ord(sign) - (ord("①") if sign <= "⑳" else ord("❶")) + 1


def _bullet(source: str, start: int, end: int) -> Mark | None:
    match = BULLET.match(source, start, end)
    if match:
        sign = match.group().strip()
        return Mark(start, start + len(sign), Rank.BULLET, 0, sign.lstrip("\\"))
    match = CIRCLED.match(source, start, end)
    return Mark(start, start + 1, Rank.CIRCLED, circled(match.group())) if match else None


def _coded(source: str, start: int, end: int) -> Mark | None:
    match = CODED.match(source, start, end)
    return Mark(start, match.end(), Rank.CODED, int(match[1])) if match else None


def _may_follow(source: str, at: int, end: int, word: str, closer: str) -> bool:
    """Whether what comes behind `1.` or `a)` lets it be a marker; `1.5` and `E. coli` do not."""
    nearby = source[at : min(end, at + NEARBY)]
    if not nearby:
        return True
    if not nearby[0].isspace():
        glued = nearby[0].isalpha() and (closer == ")" or not nearby[0].islower())
        return (glued and word.isdigit()) or nearby[0] in "≥≤<>"
    if closer == ")" or word.isdigit():
        return True
    after = nearby.split(maxsplit=1)[0] if nearby.strip() else ""
    if after.rstrip(".,;").lower() in AFTER_AN_INITIAL:
        return False
    return word.islower() or not after[:1].islower()
