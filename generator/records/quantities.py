"""Numbers in a text: value, unit and limit, so that two ways to write one quantity are the same."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HALVES = {"½": ".5", "¼": ".25", "¾": ".75"}
_SIGNS = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤", "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤"}
_SIGNS |= {"> or =": "≥", "< or =": "≤", ">/=": "≥", "</=": "≤", "−": "-"}
_CODE = re.compile(r"(?<![\w/^])[A-Za-z]\w*-?\d\w*(?:[-,]\w*\d\w*)*|(?<=/)[A-Za-z]{3,}\d\w*")
_NUMBER = re.compile(
    r"(?<![\w^])(?<!\d\.)"
    r"(\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)(\^[-+]?\d+)?"
)
_WORDS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve".split(),
        range(1, 13),
        strict=True,
    )
)
_SPELLED = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_UNITS = {
    "year": "years year yrs yr y",
    "month": "months month mos mo",
    "week": "weeks week wks wk w",
    "day": "days day d",
    "hour": "hours hour hrs hr h",
    "minute": "minutes minute mins min",
    "second": "seconds second secs sec s",
    "mg": "mg milligram milligrams milligrammes",
    "g": "g gram grams gm grammes",
    "kg": "kg kgs kilogram kilograms kilo kilos",
    "µg": "μg ug mcg microgram micrograms",
    "ng": "ng nanogram nanograms",
    "pg": "pg picogram picograms",
    "ml": "ml milliliter milliliters millilitre millilitres cc",
    "l": "l liter liters litre litres",
    "dl": "dl deciliter deciliters decilitre decilitres",
    "µl": "μl ul mcl microliter microliters microlitre microlitres",
    "mmol": "mmol millimole millimoles",
    "µmol": "μmol umol micromole micromoles",
    "nmol": "nmol nanomole nanomoles",
    "mm": "mm millimeter millimeters millimetre millimetres",
    "cm": "cm centimeter centimeters centimetre centimetres",
    "m": "m meter meters metre metres",
    "mmhg": "mmhg",
    "%": "% percent",
    "iu": "iu",
    "unit": "units unit u",
    "times": "times time x",
    "°c": "°c ℃ celsius",
}
_UNIT_OF = {name: unit for unit, names in _UNITS.items() for name in names.split()}
_NAMES = "|".join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True))
_UNIT = re.compile(rf"[\s-]*(?:({_NAMES})(?![a-z])|per cent\b)(?:\s*(?:/|per)\s*([a-z0-9μ^.]+))?")
TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
"""Units of time."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text: its value, its unit if it is a known one, where it stands.

    `spelled` says that it is a word: "one" need not be a number at all.
    """

    value: str
    unit: str
    start: int
    end: int
    spelled: bool = False


def readable(text: str) -> str:
    """Return a text in one way of writing: signs for limits, digits, and one space."""
    for sign, plain in _HALVES.items():
        text = text.replace(sign, plain)
    text = re.sub(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}\b)", ",", text)
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda raised: "^" + raised[0].translate(_RAISED), text)
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    return " ".join(text.split())


def codes(text: str) -> list[str]:
    """Return the names with digits in a readable text, such as HbA1c and IL-6."""
    return [match[0] for match in _CODE.finditer(text)]


def quantities(text: str) -> list[Quantity]:
    """Return the quantities in a readable text, in order."""
    lower = lowered(text)
    masked = _CODE.sub(lambda code: "~" * len(code[0]), lower)
    return sorted([*_digits(masked), *_spelled(masked)], key=lambda quantity: quantity.start)


def lowered(text: str) -> str:
    """Return a text in small letters, with every letter still in its place."""
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def value_of(number: str) -> str:
    """`1,000`, `1000` and `1000.0` are one value, and so are `0,5`, `.5` and `0.50`."""
    whole, comma, rest = number.partition(",")
    if comma and ((len(rest.partition(".")[0]) != 3 and "," not in rest) or whole == "0"):
        number = f"{whole}.{rest}"
    digits = number.replace(",", "")
    if not digits.isascii():
        digits = "".join(str(unicodedata.digit(sign, sign)) for sign in digits)
    return f"{Decimal(digits).normalize():f}"


def _digits(text: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(text):
        unit, end = _unit(text, match.end())
        yield Quantity(value_of(match[1]) + (match[2] or ""), unit, match.start(), end)


def _spelled(text: str) -> Iterator[Quantity]:
    for match in _SPELLED.finditer(text):
        unit, end = _unit(text, match.end())
        yield Quantity(str(_WORDS[match[0]]), unit, match.start(), end, spelled=True)


def _unit(text: str, start: int) -> tuple[str, int]:
    match = _UNIT.match(text, start)
    if not match:
        return "", start
    first = _UNIT_OF.get(match[1] or "percent", "")
    second = match[2] or ""
    second = _UNIT_OF.get(second, second).replace("^", "")
    return (f"{first}/{second}" if second else first), match.end()
