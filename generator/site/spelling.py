"""The words that the search holds against a word which finds nothing: `words-<letter>.json`.

A browser loads the words of one letter, and of letters that sound like it, only when it has such a
word (`assets/search.js`). Each stands with a power of 2: at least so many trials have it.
"""

import json
import re
import string
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.pages.card import fields_in

_NAMED = ("title", "conditions", "also", "tested", "places", "terms")
_COMMON = 5
"""Trials that have a word of the rest of a record, at least, for it to be held against others."""
_WORD = re.compile(r"[^\W\d_]{4,}(?:'[^\W\d_]{2,})?")
_OTHER = "other"
_MOST = 9


def write_words(bundle: Path, cards: Path) -> None:
    """Write a file for each letter that a word of the cards can begin with, be it empty.

    The same cards give the same bytes. A letter beyond a to z, accents aside, is in `other`.
    """
    shelves: dict[str, list[tuple[str, int]]] = defaultdict(list)
    pages = (file.read_text(encoding="utf-8") for file in cards.rglob("*.html"))
    for word, count in sorted(known_words(pages)):
        shelves[_letter(word)].append((word, count))
    for letter in (*string.ascii_lowercase, _OTHER):
        words = " ".join(word for word, _ in shelves[letter])
        powers = "".join(str(min(count.bit_length() - 1, _MOST)) for _, count in shelves[letter])
        text = json.dumps({"words": words, "powers": powers}, ensure_ascii=False)
        (bundle / f"words-{letter}.json").write_text(text, encoding="utf-8")


def known_words(pages: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each word of some cards (as HTML), and how many cards have it.

    These are words of titles, health problems, treatments, places, everyday names and key words; of
    the rest of the records, the common ones. Nothing with a digit: numbers are never mended.
    """
    counts: Counter[str] = Counter()
    named: set[str] = set()
    for page in pages:
        fields = fields_in(page)
        if not fields:
            continue
        names = {word for field in _NAMED for word in _words(fields[field])}
        counts.update(names | set(_words(fields["more"])))
        named |= names
    for word, count in counts.items():
        if word in named or count >= _COMMON:
            yield word, count


def _words(text: str) -> list[str]:
    plain = text.lower().replace("’", "'")
    return [word.removesuffix("'s") for word in _WORD.findall(plain)]


def _letter(word: str) -> str:
    first = unicodedata.normalize("NFD", word)[0]
    return first if first in string.ascii_lowercase else _OTHER
