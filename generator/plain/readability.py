"""How hard a text is to read: grades by known formulas, over units of text that know their ends.

A unit is a paragraph, an item of a list or a cell of a table. Its end is the end of a sentence,
with or without a full stop: read as one sentence, four items of a list score 7 grades too high.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.plain.syllables import NAME, syllables

FEWEST_WORDS = 6
"""Formulas say nothing about fewer words."""
FEWEST_SENTENCES_SMOG = 30
"""SMOG was made for samples of 30 sentences."""
LONGEST_SENTENCE = 20
"""Words; source: NHS service manual and UK Health Research Authority, "up to 20 words"."""

LONG_WORD = 3
"""Syllables of a word that SMOG counts."""

_WORD = re.compile(r"[^\W_]+(?:['’.-](?=[^\W_])[^\W_]+|(?<=\d),\d{3}(?!\d))*")
_HAS_LETTER = re.compile(r"[^\W\d_]")
# A full stop that ends no sentence: after a short form, or after one that counts before a number.
_SHORT_FORM = re.compile(
    r"\b(?:e\.g|i\.e|vs|dr|prof|mr|mrs|ms|st|al|incl|cf)\.$",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(
    r"\b(?:no|nos|approx|ca|fig|figs|min|max|vol"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$",
    re.IGNORECASE,
)
# "J. Smith" goes on; "vitamin C. It" does not, and the word behind the letter tells.
_LETTER = re.compile(r"\b[A-Za-z]\.$")
_OPENER = re.compile(
    r"(?:The|It|They|This|These|That|Those|There|People|You|We|He|She|An|If|In|Each|All|Some|Then|When"
    r"|Both|No|Other|Only)\b"
)
_LONGEST_SHORT_FORM = 12
"""Signs to look back from a full stop; more would cost a long text its square."""
_MARK = re.compile(r"\s*(?:\\?[-*•●▪◦○–+]|[(]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Score:
    """How hard a text is. Grades are years of school in the US; None says too little text."""

    words: int
    sentences: int
    long_sentences: int
    longest: str
    longest_words: int
    long_words: int
    grade: float | None
    ease: float | None
    smog: float | None


def score(units: Iterable[str], exceptions: Mapping[str, int], names: Iterable[str] = ()) -> Score:
    """Score a text.

    `units` are its paragraphs, items and cells; `names` are parts of it (a drug, a sponsor), each
    of which counts as one word of two syllables, as does a number. `exceptions` are words with
    their syllables.

    Grade: Kincaid et al. 1975, Navy Research Branch Report 8-75. Ease: Flesch 1948, J Appl Psychol
    32:221. SMOG: McLaughlin 1969, Journal of Reading 12:639.
    """
    hidden = _hider(names)
    sentences = [words for unit in units for words in _sentences(hidden(unit))]
    # A text says the same words over and over: each is looked at once.
    uses = Counter(chain.from_iterable(sentences))
    spoken = {word: _syllables(word, exceptions) for word in uses}
    total = uses.total()
    longest = max(sentences, key=len, default=[])
    enough = total >= FEWEST_WORDS
    pace = total / max(1, len(sentences))
    load = sum(count * spoken[word] for word, count in uses.items()) / max(1, total)
    many = sum(count for word, count in uses.items() if spoken[word] >= LONG_WORD)
    return Score(
        words=total,
        sentences=len(sentences),
        long_sentences=sum(len(words) > LONGEST_SENTENCE for words in sentences),
        longest=" ".join(longest),
        longest_words=len(longest),
        long_words=many,
        grade=0.39 * pace + 11.8 * load - 15.59 if enough else None,
        ease=206.835 - 1.015 * pace - 84.6 * load if enough else None,
        smog=_smog(many, len(sentences)),
    )


def sentences_in(text: str) -> list[str]:
    """Split a paragraph into sentences; a decimal, an initial or "e.g." ends none."""
    parts, start = [], 0
    for end in _END.finditer(text):
        if _is_end(text, start, end):
            parts.append(text[start : end.end()].strip())
            start = end.end()
    rest = text[start:].strip()
    return parts + ([rest] if rest else [])


def units_in(markdown: str) -> list[str]:
    """Return the paragraphs and items of a record's Markdown, each as text on one line.

    A line that begins with a bullet or a number begins an item, and so does one after a blank line.
    """
    units: list[list[str]] = [[]]
    for line in markdown.splitlines():
        mark = _MARK.match(line)
        text = line[mark.end() :].strip() if mark else line.strip()
        if mark or not text:
            units.append([])
        if text:
            units[-1].append(text)
    return [_ESCAPED.sub(r"\1", " ".join(lines)) for lines in units if lines]


def words_in(text: str) -> list[str]:
    """Return the words of a text; a number is a word, a sign or a bullet is none."""
    return _WORD.findall(text)


def _is_end(text: str, start: int, end: re.Match[str]) -> bool:
    """True unless the full stop belongs to a short form or an initial."""
    stop = end.start() + 1
    tail = text[max(start, stop - _LONGEST_SHORT_FORM) : stop]
    if _SHORT_FORM.search(tail):
        return False
    if _LETTER.search(tail):
        return _OPENER.match(text, end.end()) is not None
    return not (_BEFORE_NUMBER.search(tail) and text[end.end()].isdigit())


def _smog(many: int, sentences: int) -> float | None:
    if sentences < FEWEST_SENTENCES_SMOG:
        return None
    return float(1.043 * (many * 30 / sentences) ** 0.5 + 3.1291)


def _sentences(unit: str) -> Iterator[list[str]]:
    for sentence in sentences_in(unit):
        if words := words_in(sentence):
            yield words


def _syllables(word: str, exceptions: Mapping[str, int]) -> int:
    return syllables(word, exceptions) if _HAS_LETTER.search(word) else NAME


def _hider(names: Iterable[str]) -> Callable[[str], str]:
    known = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    if not known:
        return lambda text: text
    options = "|".join(map(re.escape, known))
    pattern = re.compile(rf"(?<!\w)(?:{options})(?!\w)")
    return lambda text: pattern.sub("Nana", text)
