"""Signs inside a line that may begin a member of a list: `(i)`, `a)`, `2.`, `②`, `•`, ` - A`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lines import trim
from .markers import circled, roman_value
from .node import Span
from .words import brackets

NEARBY = 16
DOTS = "•●▪■○◦➢"

VALUE = r"[ivx]{1,5}|[IVX]{1,5}|[a-zA-Z]|[0-9]{1,2}"
TOKEN = re.compile(
    r"(?<![^\s:;,.)\]：；，。）])(?:"
    r"[(（](?P<round>[ivx]{1,5}|[a-z]|[0-9]{1,2})[)）]"
    rf"|(?P<half>{VALUE})\\?[)）]"
    rf"|(?P<dot>{VALUE})\\?\.(?=\s|\Z|(?<=[0-9a-z]\.)[A-Z][a-z]))"
    r"|(?P<circle>[①-⑳])|(?<![^\s:;,.)])(?P<bullet>[•●▪■○◦➢])"
    r"|(?:(?<=\s)|(?<=[a-z.):;,]))(?P<dash>\\?-)\s+(?=[A-Z≥≤<>])"
)
# What stands behind the value is found fast; what is before it is looked at only then.
BEFORE = r"[\s:;,.)\]：；，。）(（]"
VALUES = (
    "[a-zA-Z0-9]",
    "[0-9]{2}",
    *(f"[{i}]{{{n}}}" for n in range(2, 6) for i in ("ivx", "IVX")),
)
# Most lines hold none of these.
HINT = re.compile(
    r"[.)）①-⑳•●▪■○◦➢-](?:(?<=[①-⑳•●▪■○◦➢])|(?<=-)(?=\s+[A-Z≥≤<>])|(?<=\\[.)）])|"
    + "|".join(f"(?<={BEFORE}{value}[.)）])" for value in VALUES)
    + ")"
)
# "section a)": the number of something, not of the list.
NUMBERED = frozenset(
    """grade grades type stage phase cohort part group arm class visit day week section criterion
    criteria appendix table version figure level""".split()
)
# "one (1) or two (2)".
NUMBERS = frozenset("zero one two three four five six seven eight nine ten".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A sign that may begin a member: its style, and its place in the series (0 for bullets).

    `spoken`: it may belong to the word before it, as in `grade 1)`, or any word before `1.`.
    """

    start: int
    end: int
    style: str
    ordinal: int
    spoken: bool


def may_hold_list(source: str, spans: list[Span]) -> bool:
    """Whether the words hold a sign that every inline list has behind its first member."""
    return any(HINT.search(source, start, end) for start, end in spans)


def read_tokens(source: str, spans: list[Span]) -> Iterator[Token]:
    """The tokens outside brackets, and those that show that a bracket was never closed."""
    depth, last = 0, dict[str, int]()
    for start, end in spans:
        at = start
        for match in TOKEN.finditer(source, start, end):
            depth, at = brackets(source, at, match.start(), depth), match.start()
            before = _word_before(source, spans[0][0], match)
            if before in NUMBERS:
                continue
            tokens = list(_styled(match, before))
            if depth and not any(_goes_on(token, last, before) for token in tokens):
                continue
            if depth:
                depth, at = 0, match.end()
            last |= {token.style: token.ordinal for token in tokens}
            yield from tokens
        depth = brackets(source, at, end, depth)


def _goes_on(token: Token, last: dict[str, int], before: str) -> bool:
    """Whether `; and c)` inside a bracket goes on from the `b)` before the bracket."""
    apart = before in ("and", "or") or before[-1:] in (",", ";", ".")
    return apart and token.ordinal > 1 and last.get(token.style) == token.ordinal - 1


def _styled(match: re.Match[str], before: str) -> Iterator[Token]:
    form = str(match.lastgroup)
    value = match[form]
    plain = len(value) == 1 or value.isdigit()  # "ii." ends no sentence
    spoken = before in NUMBERED or (form == "dot" and plain and before[-1:].isalnum())
    start, end = match.start(), match.start(form) + len(value) if form == "dash" else match.end()
    if form in ("bullet", "dash"):
        yield Token(start, end, form + value.lstrip("\\"), 0, False)
    elif form == "circle":
        yield Token(start, end, form, circled(value), False)
    elif value.isdigit():
        yield Token(start, end, f"{form} number", int(value), spoken)
    else:
        small = value.lower()
        case = "small" if value == small else "capital"
        if len(small) == 1:
            yield Token(start, end, f"{form} letter {case}", ord(small) - ord("a") + 1, spoken)
        if roman_value(small):
            yield Token(start, end, f"{form} roman {case}", roman_value(small), spoken)


def _word_before(source: str, first: int, match: re.Match[str]) -> str:
    _, end = trim(source, first, match.start())
    before = source[max(first, end - NEARBY) : end].split()
    return before[-1].lower() if before else ""
