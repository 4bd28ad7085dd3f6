"""Faults that a careless hand could make in the wording, the templates and the code that speaks."""

import ast
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

WORDING = Path("templates/wording/en.yml")
CODE = ("generator/plain", "generator/pages/view")
TEMPLATES = "templates/sections"


@dataclass(frozen=True)
class Fault:
    """One edit of one file: what stood there, and what stands there instead."""

    file: Path
    start: int
    end: int
    new: str
    kind: str

    def applied(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def told(self, text: str) -> str:
        line = text.count("\n", 0, self.start) + 1
        old = text[self.start : self.end]
        return f"{self.file}:{line} {self.kind}: {old[:70]!r} -> {self.new[:70]!r}"


def draw(root: Path, count: int, seed: int, only: str = "") -> list[Fault]:
    """Return so many faults, spread evenly over their kinds, the same for the same seed.

    `only`: in files whose path has this in it.
    """
    pools: dict[str, list[Fault]] = {}
    for fault in _all(root):
        if only not in fault.file.as_posix():
            continue
        pools.setdefault(fault.kind, []).append(fault)
    chance = random.Random(seed)
    for pool in pools.values():
        chance.shuffle(pool)
    drawn: list[Fault] = []
    while len(drawn) < count and any(pools.values()):
        drawn += [pool.pop() for pool in pools.values() if pool]
    return drawn[:count]


def _all(root: Path) -> Iterator[Fault]:
    text = (root / WORDING).read_text(encoding="utf-8")
    yield from _in_words(WORDING, text)
    yield from _swapped_codes(text)
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            if "eligibility" not in path.parts:
                yield from _in_code(path.relative_to(root), path.read_text(encoding="utf-8"))
    for path in sorted((root / TEMPLATES).rglob("*.jinja")):
        yield from _in_template(path.relative_to(root), path.read_text(encoding="utf-8"))


# --- words

WORD_FAULTS: tuple[tuple[str, str, str], ...] = (
    ("not dropped", r"\{(be|is)_not\}", r"{\1}"),
    ("not dropped", r"\{cannot\}", "{can}"),
    ("not dropped", r" (?:does not|cannot) ", " can "),
    ("not dropped", r" not ", " "),
    ("not dropped", r"\bNo one\b", "Someone"),
    ("not dropped", r"\bno (?=[a-z])", "a "),
    ("not dropped", r"\bwithout\b", "with"),
    ("not added", r"\{can\}", "{cannot}"),
    ("not added", r"\{(be|is)\}", r"{\1_not}"),
    ("comparator flipped", r"\bolder\b", "younger"),
    ("comparator flipped", r"\byounger\b", "older"),
    ("comparator flipped", r"\bmore than\b", "less than"),
    ("comparator flipped", r"\bbefore\b", "after"),
    ("comparator flipped", r"\bstarted\b", "ended"),
    ("number swapped", r"(?<= )[1-9](?=[ .)])", "7"),
    ("number swapped", r"\b[Oo]ne (?=group|kind|person)", "Two "),
    ("number swapped", r"\bTwo\b", "Three"),
    ("places swapped", r"\{low\}", "{high}"),
    ("places swapped", r"\{tested\}", "{others}"),
)


def _in_words(file: Path, text: str) -> Iterator[Fault]:
    start = text.index("\nsentences:")
    for kind, pattern, new in WORD_FAULTS:
        for match in re.compile(pattern).finditer(text, start):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            if "#" not in line and ":" in line:
                yield Fault(file, match.start(), match.end(), match.expand(new), kind)


def _swapped_codes(text: str) -> Iterator[Fault]:
    """The words of two codes of one list change places."""
    for block in re.split(r"(?m)^(?=  \w+:$)", text[text.index("\ncodes:") :]):
        offset = text.index(block)
        said = list(re.finditer(r"(?m)^      (?:label|sentence): (.+)$", block))
        for one, other in zip(said, said[2:], strict=False):
            if one[1] != other[1]:
                yield Fault(
                    WORDING,
                    offset + one.start(1),
                    offset + one.end(1),
                    other[1],
                    "wrong code's words",
                )


# --- code

TWINS = {
    "minimum_age": "maximum_age",
    "start_date": "completion_date",
    "tested": "others",
    "low": "high",
    "brief_summary": "detailed_description",
    "city": "country",
    "label": "description",
}
TWINS |= {other: one for one, other in TWINS.items()}
FLIPS: dict[type, str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: ">=", ast.LtE: "<", ast.Gt: "<=", ast.GtE: ">",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip


def _in_code(file: Path, text: str) -> Iterator[Fault]:
    tree = ast.parse(text)
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    rules = sorted(set(re.findall(r'"([a-z]+\.[a-z_]+)"', text)))

    def fault(node: ast.AST, new: str, kind: str) -> Fault:
        start = lines[node.lineno - 1] + _column(text, lines, node.lineno, node.col_offset)
        end = lines[node.end_lineno - 1] + _column(
            text, lines, node.end_lineno, node.end_col_offset
        )
        return Fault(file, start, end, new, kind)

    for node in ast.walk(tree):
        yield from _in_node(node, text, rules, fault)


def _column(text: str, lines: list[int], line: int, offset: int) -> int:
    """Offsets of the tree are bytes, ours are signs."""
    row = text[lines[line - 1] :].split("\n", 1)[0]
    return len(row.encode()[:offset].decode())


def _in_node(
    node: ast.AST, text: str, rules: list[str], fault: Callable[[ast.AST, str, str], Fault]
) -> Iterator[Fault]:
    match node:
        case ast.Constant(value=str(rule)) if rule in rules:
            near = [other for other in rules if other.split(".")[0] == rule.split(".")[0]]
            if len(near) > 1:
                other = near[(near.index(rule) + 1) % len(near)]
                yield fault(node, f'"{other}"', "another rule or field")
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int(number)):
            yield fault(node, str(number + 1), "number of the code")
        case ast.Attribute(attr=name) if name in TWINS:
            source = ast.get_source_segment(text, node.value)
            yield fault(node, f"{source}.{TWINS[name]}", "another field's value")
        case ast.Compare(ops=[op], left=left, comparators=[right]) if type(op) in FLIPS:
            sides = [ast.get_source_segment(text, side) for side in (left, right)]
            yield fault(node, f"{sides[0]} {FLIPS[type(op)]} {sides[1]}", "condition flipped")
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield fault(node, f"bool({ast.get_source_segment(text, operand)})", "condition flipped")
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield fault(node, "yield from ()", "sentence dropped")
        case ast.comprehension(iter=ast.Attribute() | ast.Call() as items):
            source = ast.get_source_segment(text, items)
            yield fault(items, f"reversed(list({source}))", "order turned round")


# --- templates


def _in_template(file: Path, text: str) -> Iterator[Fault]:
    for match in re.finditer(r"\{\{ (?!label|w\.sources|w\.facts)[^}]+ \}\}", text):
        yield Fault(file, match.start(), match.end(), "", "print dropped")
    for match in re.finditer(r"\{% if (?!not )([^%]+) %\}", text):
        yield Fault(
            file, match.start(1), match.end(1), f"not ({match[1]})", "template turned round"
        )
    for match in re.finditer(r"\{% for \w+(?:, \w+)? in (v\.[\w.]+) %\}", text):
        yield Fault(file, match.start(1), match.end(1), f"{match[1]}[1:]", "list cut")
