"""Synonyms: everyday words for medical ones, as people wrote them (`templates/synonyms.yml`)."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SHORT_FORM = re.compile(r"\s*\([A-Z][A-Za-z0-9-]{0,7}\)\s*$")
_LONGEST = 7
"""Words in the longest phrase that is looked for in a text."""
_ANYWHERE = 5
"""A part of a word that is shorter counts at its start only (`hem` is no part of `them`)."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """Parts of words that are written in two ways, British and American."""

    pairs: tuple[tuple[str, str], ...] = ()

    def usual(self, word: str) -> str:
        """Return a word in its American spelling, by which two spellings are known as one."""
        return _usual(word, self.pairs)

    def others(self, words: Iterable[str]) -> list[str]:
        """Return the other spellings of the words that have one, each once, in order."""
        known = dict.fromkeys(words)
        ways = (*self.pairs, *((theirs, ours) for ours, theirs in self.pairs))
        # Most parts are in no word at all: one look at all words together tells which.
        together = "\n".join(known)
        ways = tuple((part, other) for part, other in ways if part in together)
        found = (_replaced(word, part, other) for word in known for part, other in ways)
        return [word for word in dict.fromkeys(found) if word not in known]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What else a thing is called.

    `names` leads from the key of a medical name to everyday names of that very thing, `helps` from
    the key of any word to words that help to find it. `small` words find nothing.
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    helps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Spellings = Spellings()
    small: frozenset[str] = frozenset()

    def names_of(self, name: str) -> tuple[str, ...]:
        """Return the everyday names of a condition: only where all of its name is the same."""
        for key in self._keys(_SHORT_FORM.sub("", name)):
            if found := self.names.get(key):
                own = set(self._keys(name))
                return tuple(one for one in found if self._key(one) not in own)
        return ()

    def helps_for(self, texts: Iterable[str]) -> list[str]:
        """Return the words that help to find a trial by what stands in some texts, each once."""
        found: dict[str, None] = {}
        for text in texts:
            for key in self._keys(text):
                for phrase in _phrases(key):
                    found.update(dict.fromkeys(self.helps.get(phrase, ())))
        return list(found)

    def _keys(self, text: str) -> list[str]:
        """A text, and the same turned round where it is one (`Dermatitis, Atopic`)."""
        parts = [part.strip() for part in text.split(",")]
        turned = " ".join(reversed(parts)) if 1 < len(parts) < 4 else text
        return list(dict.fromkeys((self._key(text), self._key(turned))))

    def _key(self, text: str) -> str:
        return " ".join(self.spellings.usual(_singular(word)) for word in words_of(text))


NO_SYNONYMS = Synonyms()


def synonyms_from(tree: Any) -> Synonyms:
    """Build the synonyms from the tree of their file. Raises KeyError, TypeError if malformed."""
    pairs = tuple((str(ours), str(theirs)) for ours, theirs in tree["spellings"].items())
    keys = Synonyms(spellings=Spellings(pairs))
    written = {str(name).lower(): str(name) for name in tree.get("capitals", ())}
    names: dict[str, list[str]] = defaultdict(list)
    helps: dict[str, list[str]] = defaultdict(list)
    for plain, medical in _rows(tree["names"]):
        for name in medical:
            names[keys._key(name)].append(written.get(plain, plain))
    for plain, medical in (*_rows(tree["names"]), *_rows(tree["medicines"])):
        for name in (plain, *medical):
            helps[keys._key(name)] += [one for one in (plain, *medical) if one != name]
    for plain, medical in _rows(tree["wider"]):
        for name in medical:
            helps[keys._key(name)].append(plain)
    small = frozenset(map(str, tree["small"]))
    return Synonyms(_unique(names), _unique(helps), keys.spellings, small)


def words_of(text: str) -> list[str]:
    """Return the words of a text, lower-case, without signs."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def _rows(section: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for plain, medical in section.items():
        if not isinstance(medical, list):
            raise TypeError(f"'{plain}': expected a list of medical words")
        yield str(plain), [str(name) for name in medical]


def _unique(rows: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(values)) for key, values in rows.items()}


def _phrases(key: str) -> Iterator[str]:
    words = key.split()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            yield " ".join(words[start:end])


def _singular(word: str) -> str:
    """One key for `allergies`, `allergy` and `allergy's`."""
    word = word.removesuffix("'s").replace("'", "")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=50_000)
def _usual(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for ours, theirs in pairs:
        word = _replaced(word, ours, theirs)
    return word


def _replaced(word: str, part: str, other: str) -> str:
    if len(part) < _ANYWHERE:
        return other + word[len(part) :] if word.startswith(part) else word
    return word.replace(part, other)
