"""Lists typed inside one line: `(i) ... (ii) ...`, `a) ... b) ...`, `• A • B`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from .lines import slices
from .markers import Mark, Rank
from .node import Span
from .tokens import DOTS, Token, may_hold_list, read_tokens
from .words import COLONS

DEEPEST = 3
SHORTEST_MEMBER = 2
REACH = 60
FIRM = 3

# "(a) or (b)" refers to a list.
REFERENCES = frozenset(["and/or", "through", "and", "or", "to"])
STYLES = {
    Rank.NUMBER: "number",
    Rank.LETTER: "letter small",
    Rank.CAPITAL: "letter capital",
    Rank.ROMAN: "roman small",
    Rank.ROMAN_CAPITAL: "roman capital",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an inline list: its marker, its words, and the lists inside it."""

    marker: Span
    spans: list[Span]
    kids: list[Member]


@dataclass(frozen=True, slots=True)
class Split:
    """Words before the list, members below the node, and members beside it (`1. A 2. B`)."""

    spans: list[Span]
    kids: list[Member]
    beside: list[Member]


def split(
    source: str, spans: list[Span], mark: Mark | None, loose: bool = False, depth: int = DEEPEST
) -> Split | None:
    """Cut a node's spans into an inline list; None if they hold none.

    `loose`: the line began with a head, so that a dash behind its own dash begins a new member.
    """
    if not depth or not may_hold_list(source, spans):
        return None
    tokens = list(read_tokens(source, spans))
    beside = _own_series(source, tokens, mark, loose, spans[-1][1])
    if beside:
        own = _inner(source, slices(source, spans, spans[0][0], beside[0].start), depth)
        return Split(own.spans, own.kids, _members(source, spans, beside, depth))
    series = _first_series(source, tokens, spans)
    if not series:
        return None
    lead = slices(source, spans, spans[0][0], series[0].start)
    return Split(lead, _members(source, spans, series, depth), [])


def _inner(source: str, own: list[Span], depth: int) -> Split:
    """The words of one member, with the list inside them, if any."""
    return split(source, own, None, depth=depth - 1) or Split(own, [], [])


def _first_series(source: str, tokens: list[Token], spans: list[Span]) -> list[Token]:
    """The series that starts first. It begins with its first member and has 2 or more in order."""
    best: list[Token] = []
    for style in dict.fromkeys(token.style for token in tokens):
        series = _series(
            source, [token for token in tokens if token.style == style], 1, spans[-1][1]
        )
        if style.startswith("dash") and not _dash_fits(source, series, spans):
            continue
        if len(series) >= 2 and (not best or series[0].start < best[0].start):
            best = series
    return best


def _series(source: str, tokens: list[Token], first: int, end: int) -> list[Token]:
    if tokens and tokens[0].style.startswith(("bullet", "dash")):
        return tokens
    series: list[Token] = []
    for token in tokens:
        if token.ordinal == first + len(series):
            series.append(token)
    while series and not _says_something(source, series[-1].end, end):
        series.pop()
    firm = len(series) >= FIRM or not any(token.spoken for token in series)
    pairs = pairwise(series)
    told = all(_says_something(source, token.end, after.start) for token, after in pairs)
    return series if firm and told else []


def _says_something(source: str, start: int, end: int) -> bool:
    """Whether words belong to the token: `(a) or (b)` refers, `bad (1), good (2)` is a scale."""
    inner = source[start : min(end, start + REACH)].strip()
    words = inner.strip(",;. ")
    return len(words) >= SHORTEST_MEMBER and inner[0] not in ",;" and words not in REFERENCES


def _dash_fits(source: str, series: list[Token], spans: list[Span]) -> bool:
    if len(series) < 2:
        return False
    lead = source[spans[0][0] : series[0].start].rstrip()
    return not lead or lead[-1] in COLONS


def _own_series(
    source: str, tokens: list[Token], mark: Mark | None, loose: bool, end: int
) -> list[Token]:
    """The members that go on from the node's own marker: `2.` in a line that begins with `1.`."""
    if mark is None:
        return []
    if mark.rank is Rank.BULLET:
        return _bullets(tokens, mark, loose) or _circles(source, tokens, end)
    style = _style(mark)
    fitting = [token for token in tokens if token.style == style]
    return _series(source, fitting, mark.ordinal + 1, end)


def _bullets(tokens: list[Token], mark: Mark, loose: bool) -> list[Token]:
    dashes = mark.sign == "-" and loose
    wanted = f"bullet{mark.sign}" if mark.sign in DOTS else "dash-" if dashes else ""
    return [token for token in tokens if token.style == wanted]


def _circles(source: str, tokens: list[Token], end: int) -> list[Token]:
    """`* Tea; ② Cup`: the registry took the first circled number for a bullet."""
    circles = [token for token in tokens if token.style == "circle"]
    first = circles[0].ordinal if circles else 0
    return _series(source, circles, first, end) if first > 1 else []


def _style(mark: Mark) -> str:
    """The style of the tokens that can go on from a marker; empty if none can."""
    if mark.rank is Rank.CIRCLED:
        return "circle"
    form = {"()": "round", ")": "half", ".": "dot"}.get(mark.sign)
    name = STYLES.get(mark.rank)
    return f"{form} {name}" if form and name else ""


def _members(source: str, spans: list[Span], series: list[Token], depth: int) -> list[Member]:
    stops = [token.start for token in series[1:]] + [spans[-1][1]]
    made = []
    for token, stop in zip(series, stops, strict=True):
        own = slices(source, spans, token.end, stop)
        inner = _inner(source, own, depth)
        made.append(Member((token.start, token.end), inner.spans, inner.kids))
    return made
