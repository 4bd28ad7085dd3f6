"""Rules about the form of the criteria: marks, numbers and rules that look cut, lost or doubled."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.checks.criteria import FIELD, Criteria, Line, quote
from generator.checks.finding import Finding
from generator.plain.eligibility import Kind, Node, Polarity

_STRAY_AT_END = re.compile(r"(?:\s[-–*]|\s?[•●▪◦·■□►])\s?\Z")
_BULLET_ONLY = re.compile(r"[-–*•●▪◦·\\\s]{1,4}\Z")
_LONE_NUMBER = re.compile(r"\(?\d{1,3}[.)]?\Z")
# Words that something must follow.
_OPEN_END = re.compile(r"(?<![;,])\s(?:of|with|to|the|for|by|in|a|an)\Z")
_NUMBER = re.compile(r"\D{0,2}(\d{1,3})[.):\\]*\Z")
_LONGEST_OPEN_END = 8
_MARKS = frozenset("-–*•●▪◦·■□►")
_SHORT = 8
_MOST_WORDS = 60
_MOST_RULES = 20
_SHORTEST_TWIN = 12


def stray_mark(criteria: Criteria) -> Iterator[Finding]:
    """ELI-10: an empty bullet, a number alone, or a bullet at the end of a rule."""
    for node in criteria.nodes:
        if node.marker and not node.spans and not node.kids:
            mark = criteria.source[slice(*node.marker)].strip()
            if _BULLET_ONLY.match(mark) or _LONE_NUMBER.match(mark):
                yield Finding("ELI-10", (FIELD,), mark)
    for line in criteria.lines:
        if line.text[-1] in _MARKS and _STRAY_AT_END.search(line.text):
            yield Finding("ELI-10", (FIELD,), quote(line.text[-40:]))
        elif len(line.text) < _SHORT and _LONE_NUMBER.match(line.text):
            yield Finding("ELI-10", (FIELD,), line.text)


def cut_in_two(criteria: Criteria) -> Iterator[Finding]:
    """ELI-11: a rule ends where a sentence cannot, and the next one stands at the same level."""
    for one, other in pairwise(criteria.lines):
        beside = one.above is other.above and one.node.kind is other.node.kind is Kind.ITEM
        if not beside or not one.text[-1].isalpha():
            continue
        if _OPEN_END.search(one.text, max(0, len(one.text) - _LONGEST_OPEN_END)):
            yield Finding("ELI-11", (FIELD,), quote(one.text[-80:]))


def numbers_skip(criteria: Criteria) -> Iterator[Finding]:
    """ELI-12: the numbers of a list leave one out, or come twice."""
    for node in criteria.nodes:
        numbers = [number for kid in node.kids if (number := _number_of(criteria, kid)) is not None]
        for one, other in pairwise(numbers):
            if other not in (one + 1, 1):
                yield Finding("ELI-12", (FIELD,), f"{one}, {other}")
                break


def _number_of(criteria: Criteria, node: Node) -> int | None:
    if node.kind is not Kind.ITEM or node.marker is None:
        return None
    start, end = node.marker
    if end - start == 1:  # a bullet
        return None
    match = _NUMBER.match(criteria.source[start:end].strip())
    return int(match[1]) if match else None


def very_long(criteria: Criteria) -> Iterator[Finding]:
    """ELI-14: a rule of more than 60 words, or a list of more than 20 rules without sub-heads."""
    for line in criteria.lines:
        if len(line.text) > _MOST_WORDS * 4 and len(line.text.split()) > _MOST_WORDS:
            yield Finding("ELI-14", (FIELD,), quote(line.text, 80))
    for node in criteria.sections(*Polarity):
        if len(node.kids) > _MOST_RULES and all(kid.kind is Kind.ITEM for kid in node.kids):
            yield Finding("ELI-14", (FIELD,), quote(criteria.words(node), 80))


def same_rule_in_both(criteria: Criteria) -> Iterator[Finding]:
    """ELI-19: the same rule is in the list of who can join and in the list of who cannot."""
    outs = list(criteria.of(Polarity.EXCLUDE))
    ins = {_fold(line) for line in criteria.of(Polarity.INCLUDE)} if outs else set()
    for line in outs:
        if (folded := _fold(line)) and folded in ins:
            yield Finding("ELI-19", (FIELD,), quote(line.text))


def _fold(line: Line) -> str:
    """The words alone; nothing for a lead-in, which both lists may well share."""
    if line.node.kids or line.text.rstrip().endswith((":", "：")):
        return ""
    folded = " ".join(line.text.lower().split()).strip(" .,;")
    return folded if len(folded) >= _SHORTEST_TWIN else ""
