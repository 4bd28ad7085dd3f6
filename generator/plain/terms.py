"""Hard words in a text, and their plain meaning: looked up word by word, longest first."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
SHORT = 5
"""Keys of so many signs or fewer match with case, as whole words: EGFR is not eGFR."""


@dataclass(frozen=True, slots=True)
class Term:
    """A hard word, its plain meaning, other ways it is written, and its anchor in the glossary.

    `ambiguous` are those of its short forms that mean other things as well; they count only where
    the record spells the word out. `near` are ways to write it that mean nearly the same, or are
    plain enough: such a word is never explained by this term where it stands. `other` are phrases
    in which one of its words means something else: a median nerve is no middle value. `ours` is
    false for a word that our own sentences explain wherever they use it.
    """

    term: str
    plain: str
    also: tuple[str, ...]
    anchor: str
    ambiguous: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    ours: bool = True


SpelledOut = Callable[[Term, str], bool]
"""Tells whether a record gives a short form the long form of a term."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text: from `start` to `end`."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class _Key:
    """A way to write a term: its words as they are compared, and whether capitals count.

    Without a term it is a phrase that nothing explains.
    """

    words: tuple[str, ...]
    text: str
    exact: bool
    term: Term | None


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms that can be explained where they stand, by the first word of each way to write."""

    keys: Mapping[str, Sequence[_Key]] = field(default_factory=dict)

    def find(self, text: str, spelled_out: SpelledOut) -> Iterator[Hit]:
        """Yield the terms of a text in order; none overlaps another, and the longest wins.

        `spelled_out` tells whether the record gives an ambiguous short form this long form.
        """
        keys, words = self.keys, _words(text)
        tokens: list[re.Match[str]] = []
        free = 0
        for at in [at for at, word in enumerate(words) if word in keys]:
            if at < free:
                continue
            for key in keys[words[at]]:
                if len(key.words) > 1 and not _goes_on_as(key.words, words, at):
                    continue
                tokens = tokens or list(_TOKEN.finditer(text))
                if _stands(key, tokens, at, text) and _counts(key, spelled_out):
                    free = at + len(key.words)
                    if key.term:
                        yield Hit(tokens[at].start(), tokens[free - 1].end(), key.term)
                    break


def glossary_of(terms: Sequence[Term]) -> Glossary:
    """Return the glossary of the terms that are explained where they stand."""
    keys: dict[str, list[_Key]] = defaultdict(list)
    for term in terms:
        ways = [text for text in (term.term, *term.also) if text not in term.near]
        for text, meant in [*((way, term) for way in ways), *((way, None) for way in term.other)]:
            words = tuple(match[0].lower() for match in _TOKEN.finditer(text))
            for first in (*words[:1], *(f"{word}s" for word in words if len(words) == 1)):
                keys[first].append(_Key(words, text, len(text) <= SHORT, meant))
    for row in keys.values():
        row.sort(key=lambda key: (-len(key.text), key.text))
    return Glossary(dict(keys))


def is_spelled_out(term: Term, short: str, texts: str) -> bool:
    """True if texts give a short form in brackets behind a long form of a term, and no other.

    "Progressive disease (PD)" does; where "pharmacodynamics (PD)" stands too, nobody can tell.
    """
    forms = tuple(_folded(text) for text in (term.term, *term.also) if len(text) > SHORT)
    uses = re.finditer(rf"\(\s*{re.escape(short)}s?\s*[);,:]", texts)
    before = [_folded(texts[max(0, use.start() - 80) : use.start()]) for use in uses]
    return bool(before) and all(
        one.endswith(forms) or _singular(one).endswith(forms) for one in before
    )


def _words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    if text.isascii():
        return _TOKEN.findall(text.lower())
    return [word.lower() for word in _TOKEN.findall(text)]  # small letters can be more than one


def _goes_on_as(wanted: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    """True if the words behind the first are those of a key; a quick look before the exact one."""
    end = at + len(wanted)
    if end > len(words) or words[end - 1] not in (wanted[-1], f"{wanted[-1]}s"):
        return False
    return len(wanted) == 2 or tuple(words[at + 1 : end - 1]) == wanted[1:-1]


def _counts(key: _Key, spelled_out: SpelledOut) -> bool:
    """True unless a key can mean other things, and the record does not spell it out."""
    term = key.term
    return term is None or key.text not in term.ambiguous or spelled_out(term, key.text)


def _stands(key: _Key, tokens: Sequence[re.Match[str]], at: int, text: str) -> bool:
    """True if the words of a key stand here, joined as in the key and not tied to others."""
    end = at + len(key.words)
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
    return text[:-1] if len(text) > SHORT and text.endswith("s") else text
