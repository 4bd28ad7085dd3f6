"""Heads inside a line. A missed one turns the meaning of every rule behind it around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .headings import BLOCKERS, Head, at_start
from .node import Polarity
from .words import ADJECTIVES, COLONS, SQUARE_TOO, WORD, brackets, key, words

REACH = 80
MOST_WORDS_IN_FRONT = 4
LINE_END = 14
NEAR = 4

OTHER = {Polarity.INCLUDE: Polarity.EXCLUDE, Polarity.EXCLUDE: Polarity.INCLUDE}
NAMES = ("clu", "lus", "elig")
NAMED = r"[^\W\d_]{0,8}(?:clu|lus|elig)[^\W\d_]{0,8}"
GAP = r"[\s_\\-]{1,12}"
CANDIDATE = re.compile(
    rf"(?<![^\W_])(?:(?:non[-\s]?)?(?:{NAMED}{GAP}crit\w{{2,8}}|(?:in|ex)clusions?\s*[:：])"
    r"|crit\w{2,6}\s+(?:d['’]|d[ei]\s+)(?:non[-\s]?)?(?:in|e[xs])clus\w{2,4}"
    r"|(?:ein|aus)schlu(?:ss|ß)kriterien|(?:in|ex)clus(?:ion|ie)criteria)",
    re.IGNORECASE,
)
LIKELY = re.compile(r"crit|krit|clusions?\s*[:：]", re.IGNORECASE)
BOUNDARY = re.compile(r"[.;!?。；•]\s*|[):]\s+")
# What may still be a head where none was found: key words with a colon or at the end of the line,
# or set with capitals.
CLOSED = r"[.\s\"”\])]*(?:[:：]|\Z)"
LEFT_OVER = re.compile(
    rf"(?<![^\W_])(?:(?i:(?P<non>non[-\s]?)?(?P<key>{NAMED}){GAP}crit[^\W\d_]{{2,8}}"
    rf"(?:\s+(?:are|were|is|includes?|will\s+be)\b[^.;:：]{{0,40}}[:：]|{CLOSED}))"
    rf"|(?i:(?:criteria|reasons?|grounds?)\s+(?:for|of)\s+(?P<for>(?:in|ex)clusion){CLOSED})"
    r"|(?P<title>(?:In|Ex)clusion\s+Criteria|(?:IN|EX)CLUSION\s+CRITERIA)(?![^\W_])"
    rf"|(?P<lone>(?:In|Ex)clusion|(?:IN|EX)CLUSION)(?:[^:：.;]{{0,60}}[:：]|s?[.\s]*(?:\Z|\\?[*•●])))"
)
SENTENCE_END = re.compile(r"[.;!?。；]\s+")
BULLET = re.compile(r"\s*\\?[*•●]")
# Behind one of these the key words are spoken of, not set as a head.
REFERRING = frozenset(
    """the in of per see meet meets meeting met all any these those this each following to under by
    from with and or for as defined listed both satisfy fulfill fulfil violate against on at than
    above below previous her his their no not a an study protocol described specified screening
    also""".split()
)
# "... during the study Exclusion Criteria" can be a head glued to a rule.
NOUNS = frozenset("study protocol screening".split())
# "No Exclusion Criteria:" is no head, whatever it is.
DENYING = frozenset("no any without".split())
LEADING = frozenset("key main major other additional general specific further".split())


def heads(source: str, start: int, end: int) -> Iterator[Head]:
    """Find the heads that begin behind `start`, in order."""
    if not LIKELY.search(source, start, end):
        return
    unclosed = None
    done, depth, at = start, 0, start
    for match in CANDIDATE.finditer(source, start, end):
        if unclosed is None:
            unclosed = brackets(source, start, end, signs=SQUARE_TOO)
        depth = brackets(source, at, match.start(), depth, SQUARE_TOO)
        at = match.start()
        if depth > unclosed or at < done:
            continue
        head = _head(source, done, at, end)
        if head:
            done = head.end
            yield head


def left_over(source: str, start: int, end: int, polarity: Polarity) -> int | None:
    """Where the words begin to hold what reads like a head of the other polarity (rule ELI-04).

    That is mostly the start of its sentence; None where there is no such head.
    """
    other = OTHER.get(polarity)
    if other is None or not any(map(source[start:end].lower().__contains__, NAMES)):
        return None
    for match in LEFT_OVER.finditer(source, start, end):
        if _says(match) is not other or _aside(source, start, match, end):
            continue
        plain = (match["key"] or "").lower() not in ADJECTIVES
        if (plain and match[0][-1] in COLONS) or not _talks(source, start, match.start()):
            # A lone `Exclusion` behind a rule does not make the rule itself doubtful.
            lone = match["lone"] and match[0][-1] not in COLONS
            return match.start() if lone else _sentence_start(source, start, match.start())
    return None


def _says(match: re.Match[str]) -> Polarity | None:
    word = (match["key"] or match["for"] or match["title"] or match["lone"]).lower().split()[0]
    return Polarity.EXCLUDE if match["non"] else ADJECTIVES.get(word) or key(word)


def cut_by_line_end(source: str, end: int, start: int) -> bool:
    """Whether a line end cuts a head: `... exclusion` / `criteria: ...`."""
    joined = source[max(0, end - LINE_END) : end] + " " + source[start : start + LINE_END]
    match = LEFT_OVER.search(joined)
    return match is not None and bool(match["key"]) and match[0][-1] in COLONS


def _aside(source: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether brackets that open and close nearby hold the words, and more than them."""
    at = match.start()
    first, last = max(start, at - REACH), min(end, at + REACH)
    opened = brackets(source, first, at, signs=SQUARE_TOO)
    alone = source[at - 1] in "([" and match[0].rstrip(" .:：")[-1] in ")]"
    return not alone and opened > brackets(source, first, last, signs=SQUARE_TOO)


def _sentence_start(source: str, start: int, at: int) -> int:
    ends = [match.end() for match in SENTENCE_END.finditer(source, start, at)]
    return ends[-1] if ends else start


def _front(source: str, start: int, at: int) -> tuple[list[str], bool]:
    """The words of the same sentence nearby, in small letters; and whether it begins nearby."""
    first = max(start, at - REACH)
    begin = _sentence_start(source, first, at)
    return [word.lower() for word in WORD.findall(source, begin, at)], begin > first


def _refers(source: str, start: int, at: int) -> bool:
    """Whether the word before makes the key words part of its sentence."""
    front, begun = _front(source, start, at)
    if not front:
        return not begun
    return front[-1] in REFERRING or key(front[-1]) is not None


def _talks(source: str, start: int, at: int) -> bool:
    """Whether the words before the key words are a sentence about the criteria."""
    front, _ = _front(source, start, at)
    if BLOCKERS.intersection(front[-NEAR:]):
        return True
    capitals = source[at].isupper() and bool(NOUNS.intersection(front[-1:]))
    return not capitals and _refers(source, start, at)


def _head(source: str, start: int, at: int, end: int) -> Head | None:
    first = max(start, at - REACH)
    boundary = max((match.end() for match in BOUNDARY.finditer(source, first, at)), default=-1)
    near = boundary > start and len(words(source, boundary, at)) <= MOST_WORDS_IN_FRONT
    head = at_start(source, boundary, end) if near else None
    if head and head.end > at:
        return head if _is_clear(source, head, at) else None
    return _glued(source, first, at, end)


def _is_clear(source: str, head: Head, at: int) -> bool:
    """Whether a head behind a sentence is none itself; to let people in it must be closed."""
    out = head.polarity is Polarity.EXCLUDE
    plain = head.plain and head.closed and out
    set_apart = source[at].isupper() or plain or source[head.end - 1] in COLONS
    return set_apart and (head.closed or out)


def _glued(source: str, first: int, at: int, end: int) -> Head | None:
    """Find `... consent Exclusion Criteria: ...`: set with a capital, and not spoken of.

    With a colon or a bullet behind it, an exclusion head is one behind any word. An inclusion
    head must have a colon, a list or the end of the line behind it.
    """
    start = at
    for match in reversed(list(WORD.finditer(source, first, at))):
        if match.group().lower() not in LEADING or not match.group()[0].isupper():
            break
        start = match.start()
    head = at_start(source, start, end) if source[start].isupper() and start > first else None
    if head is None or head.end <= at:
        return None
    if DENYING.intersection(_front(source, first, start)[0][-1:]):
        return None
    out = head.polarity is Polarity.EXCLUDE
    long = "rit" in source[at : head.end].lower()
    colon = source[head.end - 1] in COLONS
    if out and long and (colon or BULLET.match(source, head.end, end)):
        return head
    sure = (long or colon) if out else (long and head.closed)
    return head if sure and not _refers(source, first, start) else None
