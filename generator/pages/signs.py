"""Signs in a text that need a word: comparisons, codes for a sign, signs that may be lost."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.checks.signs import BARE_POWER, LOST_POWER, lost_comparisons
from generator.plain.terms import Hit, Term

_SIGNS = frozenset("≥≤><")
ENTITY = re.compile(r"&#?\w+;")
# Signs that are entities in HTML stand four times or more in a row in the text that is searched.
_MORE, _LESS = "(?:>{4,}|[＞˃])", "(?:<{4,}|[＜˂])"
_EQUAL = " ?(?:/+|or)? ?(?:=+|＝)"
_COMPARISON = re.compile(
    f"(?:(?P<least>{_MORE}{_EQUAL}|(?:=+|＝){_MORE}|[≥≧⩾])|(?P<most>{_LESS}{_EQUAL}|(?:=+|＝){_LESS}|[≤≦⩽])"
    f"|(?P<more>{_MORE})|(?P<less>{_LESS}))(?=\\s?\\d)"
)
_SIGN = re.compile("[<>≥≤≧≦⩾⩽＞＜˃˂]")  # a look at one sign is much faster than at the whole
_MEANT = {"least": "≥", "most": "≤", "more": ">", "less": "<"}
_AND = "&" * len("&amp;")
_CODE = re.compile(
    _AND + r"(?:amp;)*(?:#+(\d{2,5}|x[0-9a-fA-F]{2,4})|([a-zA-Z]{2,8}));(=(?=\s?\d))?"
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is said of signs: the terms of comparisons by their sign, and three notes.

    `power` is about a power of ten that may have lost its raised digit, `lost` about a sign that
    may be lost, `code` about a sign that the record shows as a code (`&lt;`); it holds `{sign}`.
    """

    terms: Mapping[str, Term]
    power: str
    lost: str
    code: str

    def find(self, plain: str) -> Iterator[Hit]:
        """Yield the signs of a text in which an entity is its sign, as often as it is long."""
        if _AND in plain:
            yield from self._codes(plain)
        if first := _SIGN.search(plain):
            yield from self._comparisons(plain, first.start())
        if "10" in plain:
            for pattern in (LOST_POWER, BARE_POWER):
                yield from _noted(pattern.finditer(plain), self.power)
        if "?" in plain:
            yield from _noted(lost_comparisons(plain), self.lost)

    def _comparisons(self, plain: str, start: int) -> Iterator[Hit]:
        for sign in _COMPARISON.finditer(plain, max(0, start - 1)):
            name = _MEANT[str(sign.lastgroup)]
            if name in self.terms:
                yield Hit(sign.start(), sign.end(), self.terms[name])

    def _codes(self, plain: str) -> Iterator[Hit]:
        for code in _CODE.finditer(plain):
            sign = html.unescape(f"&{code[2] or '#' + code[1]};")
            if len(sign) == 1 and sign.isprintable() and not sign.isspace():
                meant = {">": "≥", "<": "≤"}.get(sign, sign) if code[3] else sign
                note = self.code.format(sign=sign)
                more = self.terms.get(meant)
                yield Hit(*code.span(), _note(f"{note} {more.plain}" if more else note))


def signs_of(terms: Sequence[Term], power: str, lost: str, code: str) -> Signs:
    """Return what is said of signs, with the terms of a glossary that are signs."""
    return Signs({term.term: term for term in terms if term.term in _SIGNS}, power, lost, code)


def as_text(page: str) -> str:
    """Return the text of HTML with each sign of an entity as often as the entity is long.

    So places in it are places in the HTML.
    """
    return ENTITY.sub(_stand_in, page) if "&" in page else page


def _stand_in(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])[:1] * len(entity[0])


def _noted(found: Iterator[re.Match[str]], note: str) -> Iterator[Hit]:
    for match in found:
        yield Hit(*match.span(), _note(note))


def _note(text: str) -> Term:
    """Return a note as a term that stands in no glossary."""
    return Term("", text, (), "")
