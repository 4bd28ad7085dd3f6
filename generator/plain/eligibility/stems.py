"""Lines that end with a colon, torn from the list that completes them.

A list goes below the line before it only where the lines themselves show where it begins and ends:
by numbers that start again, by another kind of marker, by `or` at their ends. Else all stays as it
is. No side changes: what moves keeps the section that it stands in.
"""

from __future__ import annotations

import re
from itertools import takewhile

from . import sentences
from .draft import Draft
from .markers import Rank
from .node import Kind
from .words import COLONS, WINDOW

# "Methods include:", "is defined as:". It explains a word, and is no head of rules.
EXPLAINS = re.compile(
    r"\bdefinitions?\b|\bdefined\b|\bas follows\W*\Z|\bconsidered\b"
    r"|\b(?:methods?|examples?|options?|forms?)\b[^.;]*\b(?:includes?|including|are)\b[^.;]*\Z"
    r"|\b(?:includes?|including)\b(?:\W+but\W+(?:are\W+|is\W+)?not\W+limited\W+to)?\W*\Z",
    re.IGNORECASE,
)
# "Patients who ... are not eligible:" leads rules of its own, whatever else it says.
LEADS_RULES = re.compile(
    r"\b(?:in)?eligib|\b(?:in|ex)clu(?:sion|d(?:ed?|ing)\b(?=.*\b(?:from|study|trial)\b))"
    r"|\benrol|\bparticipat|\bmust\b",
    re.IGNORECASE,
)
# What cannot end a rule: "defined as either:", "one of the following conditions:".
UNFINISHED = re.compile(
    r"\b(?:either|both|(?:defined|determined|shown|proven|demonstrated|confirmed|documented)"
    r"(?:\s+(?:as|by))?(?:\s+(?:either|both))?|following(?:\s+[\w/-]+){0,3})\W*\Z",
    re.IGNORECASE,
)
JOINED_ON = re.compile(r"(?:\A|[\s,;])(?:or|and)(?:\s*/\s*(?:or|and))?\s*[,;:]?\Z", re.IGNORECASE)
# A bound on the cost: a longer list stays where it is.
MOST = 60
STEMS = (Kind.ITEM, Kind.PARA, Kind.NOTE)


def adopt(source: str, root: Draft) -> None:
    """Give each such line its list."""
    waiting = [root]
    while waiting:
        place = waiting.pop()
        # From the end: a list inside a list is whole before the outer one is looked at.
        for at in reversed(range(len(place.kids))):
            if count := _belonging(source, place.kids, at):
                place.kids[at].kids += place.kids[at + 1 : at + 1 + count]
                del place.kids[at + 1 : at + 1 + count]
        waiting += place.kids


def _belonging(source: str, row: list[Draft], at: int) -> int:
    """How many of the lines behind a line belong to it; none where more than `MOST` could."""
    stem = row[at]
    if not stem.spans or source[stem.spans[-1][1] - 1] not in COLONS:
        return 0
    behind = row[at + 1 : at + 1 + MOST]
    if stem.kind not in STEMS or stem.kids or not behind:
        return 0
    words = _end(source, stem)
    if stem.kind is not Kind.ITEM:
        near = row[max(0, at - MOST) : at]
        before = next((one for one in reversed(near) if one.kind is Kind.ITEM), None)
        count = _apart(before, behind) if before and _explains(source, stem, words) else 0
    elif behind[0].kind is Kind.PARA:
        count = _paragraphs(source, words, stem, behind)
    else:
        count = _numbered(stem, behind) or _joined(source, words, behind)
    return count if count < MOST else 0


def _explains(source: str, stem: Draft, words: str) -> bool:
    if not EXPLAINS.search(words) or LEADS_RULES.search(words):
        return False
    return sentences.head(source, stem.spans[0][0], stem.spans[-1][1]) is None


def _end(source: str, draft: Draft) -> str:
    start, end = draft.spans[-1]
    return source[max(start, end - WINDOW) : end]


def _apart(before: Draft, behind: list[Draft]) -> int:
    """How many items of a list begin behind a line and are not the list before it going on."""
    kind = _class(behind[0])
    if kind is None or _class(before) is None:
        return 0
    if kind == _class(before):
        return _numbered(before, behind)
    return len(_like(kind, behind)) if _ordinal(behind[0]) <= 1 else 0


def _numbered(outer: Draft, behind: list[Draft]) -> int:
    """How many items count from 1 again, where the outer list cannot have gone on among them."""
    kind = _class(outer)
    if kind is None or not _ordinal(outer):
        return 0
    same, count = _like(kind, behind), 0
    while count < len(same) and _ordinal(same[count]) == count + 1:
        count += 1
    if count < len(same):
        return count if _ordinal(same[count]) == _ordinal(outer) + 1 else 0
    return count if count <= _ordinal(outer) else 0


def _joined(source: str, words: str, behind: list[Draft]) -> int:
    """How many items are joined by `or` or `and` at their ends, with the one that ends the row."""
    kind = _class(behind[0])
    if kind is None or kind[0] is not Rank.BULLET or JOINED_ON.search(words.rstrip(COLONS)):
        return 0
    bullets = _like(kind, behind)
    on = list(takewhile(lambda one: bool(JOINED_ON.search(_end(source, one))), bullets))
    return min(len(on) + 1, len(bullets)) if on else 0


def _paragraphs(source: str, words: str, stem: Draft, behind: list[Draft]) -> int:
    """How many paragraphs complete an item: all up to the next item, or the only one."""
    if not UNFINISHED.search(words):
        return 0
    paras = list(takewhile(lambda one: one.kind is Kind.PARA and bool(one.spans), behind))
    if any(one.kids or _end(source, one)[-1] in COLONS for one in paras):
        return 0
    kind = _class(stem)
    goes_on = kind is not None and bool(_like(kind, behind[len(paras) :]))
    return len(paras) if goes_on or len(paras) == 1 else 0


def _like(kind: tuple[Rank, str], row: list[Draft]) -> list[Draft]:
    """The items at the start of a row that have such a marker."""
    return list(takewhile(lambda one: _class(one) == kind, row))


def _class(draft: Draft) -> tuple[Rank, str] | None:
    """The marker of an item that holds words, as far as it tells lists apart."""
    if draft.kind is not Kind.ITEM or draft.mark is None or not draft.spans:
        return None
    return draft.mark.rank, draft.mark.sign if draft.mark.rank is Rank.BULLET else ""


def _ordinal(draft: Draft) -> int:
    return draft.mark.ordinal if draft.mark else 0
