"""Words that claim more than a record can back up. The lists are `templates/claims.yml`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Claims:
    """What may not be said in one language; each is None where the list is empty.

    `never` is wrong anywhere. `open` is right in a sentence that leaves it open, with one of
    `open_signs`. `results` is wrong in a sentence about results, which has one of `results_signs`.
    """

    never: re.Pattern[str] | None = None
    open: re.Pattern[str] | None = None
    open_signs: re.Pattern[str] | None = None
    results: re.Pattern[str] | None = None
    results_signs: re.Pattern[str] | None = None

    def within(self, sentence: str) -> Iterator[str]:
        """Yield each claim in a sentence, as it stands there."""
        yield from _found(self.never, sentence)
        if not _any(self.open_signs, sentence):
            yield from _found(self.open, sentence)
        if _any(self.results_signs, sentence):
            yield from _found(self.results, sentence)


ClaimsByLanguage = Mapping[str, Claims]
"""Language tag → what may not be said in it."""
_LISTS = ("never", "open", "open_signs", "results", "results_signs")


def claims_from(tree: Any) -> ClaimsByLanguage:
    """Build the claims from the tree of their file.

    Raises KeyError, TypeError or AttributeError if it is malformed.
    """
    return {
        language: Claims(**{name: _pattern(lists[name]) for name in _LISTS})
        for language, lists in tree.items()
    }


def _pattern(phrases: Sequence[str]) -> re.Pattern[str] | None:
    """One pattern for all phrases; `*` stands for the rest of a word."""
    if not isinstance(phrases, list):
        raise TypeError("expected a list of phrases")
    joined = "|".join(map(_whole, sorted(phrases, key=len, reverse=True)))
    return re.compile(joined, re.IGNORECASE) if joined else None


def _whole(phrase: str) -> str:
    inner = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    return rf"(?<!\w){inner}(?!\w)" if phrase[:1].isalnum() else inner


def _found(pattern: re.Pattern[str] | None, sentence: str) -> Iterator[str]:
    return (match[0] for match in pattern.finditer(sentence)) if pattern else iter(())


def _any(pattern: re.Pattern[str] | None, sentence: str) -> bool:
    return bool(pattern and pattern.search(sentence))
