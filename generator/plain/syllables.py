"""How many syllables an English word has: by rule, with a list of words that the rules miss."""

import re
from collections.abc import Mapping
from functools import lru_cache

_LETTERS = re.compile(r"[^a-z]")
_VOWELS = re.compile(r"[aeiouy]+")
# A silent e: at the end, before -s and -d, and before an ending that was put behind it.
_SILENT_END = re.compile(r"(?:[^aeiouy]|[aeiouy]l)(?<![^aeiouyl]l)e$")
# "places" and "called", but not "uses", "tested" or "tables".
_SILENT_ENDING = re.compile(r"(?:(?<![sxzcg])(?<!ch)(?<!sh)es|(?<![td])ed)(?<![^aeiouyl]le[sd])$")
_SILENT_INSIDE = re.compile(r"(?<=[aeiouy])[^aeiouyl]+e(?=(?:ly|less|ness|ful|fully|ment|ments)$)")
# Two vowels side by side that are spoken apart: tri-al, peri-od, be-ing, sci-ence, usu-al.
_APART = re.compile(
    r"(?<![ctsgx])(?<!ll)i(?=[ao])|[eiouy](?=ing)|(?<=sc)i(?=e)|(?<=[dnrlx])i(?=e(?:nt|nce|ty|r|st))"
    r"|(?<![gq])u(?=a(?:l|t|r))|(?<![gq])u(?=en)|e(?=o[lms])|i(?=um)|(?<=\br)e(?=act)"
)
NAME = 2
"""What a name counts as: names are hard or easy for reasons that no count of syllables knows."""
_SPOKEN_M = re.compile(r"[sth]m$")


def syllables(word: str, exceptions: Mapping[str, int]) -> int:
    """Count the syllables of a word; `exceptions` knows words (in small letters) that rules miss.

    A short form in capitals (FDA, HbA1c) counts as 2, as a name does: who knows how it is spoken?
    """
    return exceptions.get(word.lower()) or by_rule(word)


@lru_cache(maxsize=50_000)
def by_rule(word: str) -> int:
    """Count the syllables of a word by rule; at least 1."""
    if sum(map(str.isupper, word)) > 1:
        return NAME
    low = _LETTERS.sub("", word.lower())
    low = low[:-1] if _SILENT_ENDING.search(low) else low
    groups = len(_VOWELS.findall(low)) + len(_APART.findall(low))
    groups -= bool(_SILENT_END.search(low)) + bool(_SILENT_INSIDE.search(low))
    groups += bool(_SPOKEN_M.search(low))
    return max(1, groups)
