"""Rules about wording in free text: spaces, capitals, and short forms."""

import re
from collections.abc import Collection, Iterator

from generator.checks.finding import Finding
from generator.checks.free_text import FreeText, Hit

_GLUED = re.compile(r"[,;).](?=[A-Za-z]{2})")
_SMALL_WORD = re.compile(
    r".(?:is|are|was|were|and|or|of|in|with|to|for|which|that|who|the|will|has|have|by|at|on|as)\b"
)
_NEW_SENTENCE = re.compile(r".[A-Z][a-z]")
_WORD_BEFORE = re.compile(r"(?<![\w./@-])(?:[a-z]{3,}|[A-Za-z0-9]{2,}(?=\Z))\Z")
_WORD_BEHIND = re.compile(r"[A-Za-z]+")
# A hint of a line in capitals: a long run without small letters.
_RUN_OF_CAPITALS = re.compile(r"[A-Z][A-Z ,()/'-]{24,}")
_MOST_CAPITALS, _LONG_LINE = 0.6, 40
# A short form and what stands behind it; a word sign there means that it is part of a word.
_CAPITALS = re.compile(r"([A-Z][A-Z0-9]{1,5})( ?[(:=]|[\w/-]?)")
_EXPLAINS = frozenset(("(", ":", "=", " (", " :", " ="))
_IN_ROUND = re.compile(r"\(([A-Z][A-Z0-9]{1,5})[)\],;]")
_IN_SQUARE = re.compile(r"\[([A-Z][A-Z0-9]{1,5})[)\],;]")
_COMMON = re.compile(r"[IVXLC]+\d*|[A-Z]\d+|AND|OR|NOT|NO|ALL|II[AB]|US|UK|EU|USA|OK|AM|PM")
# `AUCt,ss` is one sign of pharmacology.
_SUBSCRIPTS = frozenset(("ss", "inf", "max", "min"))
_NEAR = 30


def no_space(texts: FreeText) -> Iterator[Finding]:
    """TXT-08: a space is missing behind a bracket, a comma or a full stop."""
    last = ""
    for hit in texts.every(_GLUED):
        if hit.path != last and (glued := _glued(texts, hit)):
            last = hit.path
            yield Finding("TXT-08", (hit.path,), glued)


def _glued(texts: FreeText, hit: Hit) -> str:
    """The words around a sign that are glued together, or nothing if they may belong so."""
    before = texts.joined[max(0, hit.start - _NEAR) : hit.start]
    fits = {")": _SMALL_WORD, ".": _NEW_SENTENCE}.get(hit.text)
    if fits and not fits.match(texts.joined, hit.start):
        return ""
    word = _WORD_BEFORE.search(before)
    if hit.text != ")" and (word is None or (hit.text == "." and not word[0].islower())):
        return ""
    behind = _WORD_BEHIND.match(texts.joined, hit.end)
    if behind and behind[0] in _SUBSCRIPTS:
        return ""
    return (word[0] if word else before[-10:]) + hit.text + (behind[0] if behind else "")


def all_capitals(texts: FreeText) -> Iterator[Finding]:
    """TXT-09: a long line that is for the most part in capitals and is no head."""
    for hit in texts.first_in_each(_RUN_OF_CAPITALS):
        line = _line(texts.joined, hit.start)
        letters = [sign for sign in line if sign.isalpha()]
        capitals = sum(1 for sign in letters if sign.isupper())
        long = len(letters) > _LONG_LINE and not line.endswith(":")
        if long and capitals >= _MOST_CAPITALS * len(letters):
            yield Finding("TXT-09", (hit.path,), line[:80])


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)].strip()


def short_forms(texts: FreeText, known: Collection[str]) -> Iterator[Finding]:
    """TXT-10: short forms that neither the glossary nor the record itself explains.

    The record does so as `long words (LW)`, or as `LW (long words)`.
    """
    found = dict.fromkeys(_CAPITALS.findall(texts.joined))
    explained = {form for form, behind in found if behind in _EXPLAINS}
    for brackets in (_IN_ROUND, _IN_SQUARE):
        explained.update(brackets.findall(texts.joined))
    forms = [form for form, behind in found if not behind and form not in explained]
    unknown = [form for form in forms if form not in known and not _COMMON.fullmatch(form)]
    first = {form: at for form in unknown if (at := _whole_word(form, texts.joined)) >= 0}
    if first:
        fields = dict.fromkeys(map(texts.path_at, first.values()))
        yield Finding("TXT-10", tuple(fields), ", ".join(first))


def _whole_word(form: str, text: str) -> int:
    """Where a short form first stands as a word of its own; -1 if it never does (`mRNA`)."""
    at = text.find(form)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] in "-/."):
        at = text.find(form, at + 1)
    return at
