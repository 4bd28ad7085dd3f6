"""Lists typed inside one line: `(i) ... (ii) ...`, `a) ... b) ...`, `• A • B`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .lines import slices
from .markers import Mark, Rank, circled, roman_value
from .node import Span
from .words import COLONS, brackets

DEEPEST = 3
SHORTEST_MEMBER = 2
NEARBY = 16
REACH = 60
FIRM = 3
DOTS = "•●▪■○◦➢"

VALUE = r"[ivx]{1,5}|[IVX]{1,5}|[a-zA-Z]|[0-9]{1,2}"
TOKEN = re.compile(
    r"(?<![^\s:;,.)\]：；，。）])(?:"
    r"[(（](?P<round>[ivx]{1,5}|[a-z]|[0-9]{1,2})[)）]"
    rf"|(?P<half>{VALUE})\\?[)）]"
    rf"|(?P<dot>{VALUE})\\?\.(?=\s|\Z|(?<=[0-9a-z]\.)[A-Z][a-z]))"
    r"|(?P<circle>[①-⑳])|(?<![^\s:;,.)])(?P<bullet>[•●▪■○◦➢]|o(?=[A-Z][a-z]))"
    r"|(?:(?<=\s)|(?<=[a-z.):;,]))(?P<dash>\\?-)\s+(?=[A-Z≥≤<>])"
)
# Every inline list holds one of these behind its first member; most lines do not.
HINT = re.compile(
    rf"[\s:;,.)\]：；，。）][(（]?(?:{VALUE})\\?[.)）]|[①-⑳•●▪■○◦➢]|\so[A-Z]|[\sa-z.):;,]\\?-\s+[A-Z≥≤<>]"
)
# "section a)": the number of something, not of the list.
NUMBERED = frozenset(
    """grade grades type stage phase cohort part group arm class visit day week section criterion
    criteria appendix table version figure level""".split()
)

# "(a) or (b)" refers to a list.
REFERENCES = frozenset(["and/or", "through", "and", "or", "to"])
STYLES = {
    Rank.NUMBER: "number",
    Rank.LETTER: "letter small",
    Rank.CAPITAL: "letter capital",
    Rank.ROMAN: "roman small",
    Rank.ROMAN_CAPITAL: "roman capital",
}
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
    if not depth or not any(HINT.search(source, start, end) for start, end in spans):
        return None
    tokens = list(_tokens(source, spans))
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


def _tokens(source: str, spans: list[Span]) -> Iterator[Token]:
    """The tokens outside brackets, and those that show that a bracket was never closed."""
    depth, last = 0, dict[str, int]()
    for start, end in spans:
        at = start
        for match in TOKEN.finditer(source, start, end):
            depth, at = brackets(source, at, match.start(), depth), match.start()
            before = _word_before(source, start, match)
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
    before = source[max(first, match.start() - NEARBY) : match.start()].split()
    return before[-1].lower() if before else ""


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
    series = _series(
        source, [token for token in tokens if token.style == style], mark.ordinal + 1, end
    )
    # "2. Grade of at most 3. Age": behind a first member, a second one alone is less sure.
    sure = mark.ordinal == 1 or len(series) >= FIRM - 1 or not any(t.spoken for t in series)
    return series if sure else []


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
