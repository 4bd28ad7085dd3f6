"""Words of a line, and the key words of heads. A head is judged word by word, not by a pattern."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .node import Polarity

# How much of a line is looked at for a head: enough for the longest, and a bound on the cost.
WINDOW = 400
# How many words the answers are kept for: the words of a language come again and again.
CACHED = 4096
OPENING, CLOSING = "(（[", ")）]"
COLONS = ":："

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[0-9]+")
BRACKET = re.compile("[()（）]")
SQUARE_TOO = re.compile(r"[()（）\[\]]")
WORD_OR_BRACKET = re.compile(f"{WORD.pattern}|{BRACKET.pattern}")

KEYS = {
    "inclusion": Polarity.INCLUDE,
    "exclusion": Polarity.EXCLUDE,
    "eligibility": Polarity.UNSTATED,
    "ineligibility": Polarity.EXCLUDE,
    "noninclusion": Polarity.EXCLUDE,
    "preinclusion": Polarity.INCLUDE,
    # French, Spanish, Portuguese, Italian
    "d'inclusion": Polarity.INCLUDE,
    "d'exclusion": Polarity.EXCLUDE,
    "inclusión": Polarity.INCLUDE,
    "exclusión": Polarity.EXCLUDE,
    "inclusão": Polarity.INCLUDE,
    "exclusão": Polarity.EXCLUDE,
    "inclusione": Polarity.INCLUDE,
    "esclusione": Polarity.EXCLUDE,
}
# One word that says criteria, too: written together, or German, Dutch, Chinese, Japanese.
WHOLE_KEYS = {
    "inclusioncriteria": Polarity.INCLUDE,
    "exclusioncriteria": Polarity.EXCLUDE,
    "einschlusskriterien": Polarity.INCLUDE,
    "einschlußkriterien": Polarity.INCLUDE,
    "ausschlusskriterien": Polarity.EXCLUDE,
    "ausschlußkriterien": Polarity.EXCLUDE,
    "inclusiecriteria": Polarity.INCLUDE,
    "exclusiecriteria": Polarity.EXCLUDE,
    "入选标准": Polarity.INCLUDE,
    "纳入标准": Polarity.INCLUDE,
    "排除标准": Polarity.EXCLUDE,
    "選択基準": Polarity.INCLUDE,
    "除外基準": Polarity.EXCLUDE,
}
# Key words only right before `criteria`: "18 to 65, inclusive" is none.
ADJECTIVES = {
    "inclusive": Polarity.INCLUDE,
    "inclusionary": Polarity.INCLUDE,
    "exclusive": Polarity.EXCLUDE,
    "exclusionary": Polarity.EXCLUDE,
}
OFTEN_MISSPELLED = ("inclusion", "exclusion")
CRITERIA = frozenset(
    """criteria criterion criterium criterias requirements requirement critères critère criterios
    critérios criteri kriterien""".split()
)


class Word(NamedTuple):
    """A word in small letters, its offsets, and how many round brackets are open around it."""

    text: str
    start: int
    end: int
    depth: int = 0


def words(source: str, start: int, end: int) -> list[Word]:
    """The words of the first `WINDOW` characters of a span."""
    found, depth = [], 0
    for match in WORD_OR_BRACKET.finditer(source, start, min(end, start + WINDOW)):
        text = match.group()
        if text in OPENING:
            depth += 1
        elif text in CLOSING:
            depth = max(0, depth - 1)
        else:
            found.append(Word(text.lower(), match.start(), match.end(), depth))
    return found


def brackets(
    source: str, start: int, end: int, depth: int = 0, signs: re.Pattern[str] = BRACKET
) -> int:
    """How many brackets are open at `end`; one that closes nothing does not count."""
    for match in signs.finditer(source, start, end):
        depth = depth + 1 if match.group() in OPENING else max(0, depth - 1)
    return depth


@lru_cache(CACHED)
def key(word: str) -> Polarity | None:
    """What a key word says: `exclusion` keeps out, `eligibility` says neither; None if it is none.

    A word one letter away from both (`enclusion`) is a key word too, but it says neither.
    """
    word = word.replace("’", "'").removesuffix("s")
    known = KEYS.get(word) or WHOLE_KEYS.get(word)
    if known is not None:
        return known
    near = [KEYS[right] for right in OFTEN_MISSPELLED if word.endswith(right) or _typo(word, right)]
    if word.startswith("non") and near:
        return Polarity.EXCLUDE
    if len(near) > 1:
        return Polarity.UNSTATED
    return near[0] if near else None


def says_criteria(word: str) -> bool:
    """Whether a key word says `criteria` by itself: `Ausschlusskriterien`."""
    return word in WHOLE_KEYS


@lru_cache(CACHED)
def is_criteria(word: str) -> bool:
    """Whether the word is `criteria`, one of its forms, or one letter away from it."""
    return word in CRITERIA or _typo(word, "criteria") or _typo(word, "criterion")


def _typo(word: str, right: str) -> bool:
    """Whether one letter is missing, added, changed, or swapped with its neighbor."""
    if abs(len(word) - len(right)) > 1 or not {word[:1], word[-1:]} & {right[:1], right[-1:]}:
        return False
    while word and right and word[0] == right[0]:
        word, right = word[1:], right[1:]
    while word and right and word[-1] == right[-1]:
        word, right = word[:-1], right[:-1]
    return max(len(word), len(right)) == 1 or (len(word) == 2 and word[::-1] == right)
