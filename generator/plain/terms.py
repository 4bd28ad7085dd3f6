"""Hard words in a text, and their plain meaning: looked up word by word, longest first."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SHORT = 5
"""Keys of so many signs or fewer match with case, as whole words: EGFR is not eGFR."""


@dataclass(frozen=True, slots=True)
class Term:
    """A hard word, its plain meaning, other ways it is written, and its anchor in the glossary.

    `ambiguous` are those of its short forms that mean other things as well; they count only where
    the record spells the word out. `near` are ways to write it that mean nearly the same, or are
    plain enough: such a word is never explained by this term where it stands.
    """

    term: str
    plain: str
    also: tuple[str, ...]
    anchor: str
    ambiguous: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text: from `start` to `end`."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class _Key:
    """A way to write a term: its words as they are compared, and whether capitals count."""

    words: tuple[str, ...]
    text: str
    exact: bool
    term: Term


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms that can be explained where they stand, by the first word of each way to write."""

    keys: Mapping[str, Sequence[_Key]] = field(default_factory=dict)

    def find(self, text: str, spelled_out: Callable[[Term], bool]) -> Iterator[Hit]:
        """Yield the terms of a text in order; none overlaps another, and the longest wins.

        `spelled_out` tells whether the record writes an ambiguous term in full anywhere.
        """
        tokens = list(_TOKEN.finditer(text))
        at = 0
        while at < len(tokens):
            key = self._longest(tokens, at, text, spelled_out)
            if key is None:
                at += 1
                continue
            last = tokens[at + len(key.words) - 1]
            yield Hit(tokens[at].start(), last.end(), key.term)
            at += len(key.words)

    def _longest(
        self,
        tokens: Sequence[re.Match[str]],
        at: int,
        text: str,
        spelled_out: Callable[[Term], bool],
    ) -> _Key | None:
        word = tokens[at][0].lower()
        for key in self.keys.get(word, ()) or self.keys.get(_singular(word), ()):
            if _stands(key, tokens, at, text) and not (
                key.text in key.term.ambiguous and not spelled_out(key.term)
            ):
                return key
        return None


def glossary_of(terms: Sequence[Term]) -> Glossary:
    """Return the glossary of the terms that are explained where they stand."""
    keys: dict[str, list[_Key]] = defaultdict(list)
    for term in terms:
        for text in (term.term, *term.also):
            words = tuple(match[0].lower() for match in _TOKEN.finditer(text))
            if words and text not in term.near:
                keys[words[0]].append(_Key(words, text, len(text) <= _SHORT, term))
    for row in keys.values():
        row.sort(key=lambda key: -len(key.text))
    return Glossary(keys)


def long_forms(term: Term) -> tuple[str, ...]:
    """Return the ways to write a term in full, in small letters."""
    return tuple(text.lower() for text in (term.term, *term.also) if len(text) > _SHORT)


def _stands(key: _Key, tokens: Sequence[re.Match[str]], at: int, text: str) -> bool:
    """True if the words of a key stand here, joined as in the key and not tied to others."""
    end = at + len(key.words)
    if end > len(tokens):
        return False
    start, stop = tokens[at].start(), tokens[end - 1].end()
    said = text[start:stop]
    if key.exact:
        same = said == key.text.rstrip(".")
    else:
        folded, wanted = _folded(said), _folded(key.text.rstrip("."))
        same = folded == wanted or _singular(folded) == wanted
    return same and not _goes_on(text, start, stop)


def _goes_on(text: str, start: int, stop: int) -> bool:
    """True where a hyphen, a slash or a sign ties the words to others: "anti-CD20", "IL-6R"."""
    before, after = text[start - 1 : start], text[stop : stop + 1]
    ties = "-/_+&'’"
    return (before in ties and before != "") or (
        after in ties and after != "" and text[stop + 1 : stop + 2].isalnum()
    )


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").split())


def _singular(text: str) -> str:
    return text[:-1] if len(text) > _SHORT and text.endswith("s") else text
