"""Numbers of the record, and the shares of people that the page works out from them."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

DIGITS = re.compile(r"\d(?:[\d,.]*\d)?", re.ASCII)
FEWEST = 20


def exact(text: object) -> Fraction | None:
    """Read a number as it stands, `1,234` and a minus of either kind too; None for all else."""
    plain = str(text if text is not None else "").strip().replace(",", "").replace("−", "-")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return Fraction(number) if number.is_finite() else None


def whole(text: object) -> int | None:
    """Read a number of people; None for anything that cannot be one."""
    number = exact(text)
    good = number is not None and number >= 0 and number.denominator == 1
    return int(number) if number is not None and good else None


def as_shown(text: object) -> str:
    """Return how a value of the record is printed: as it is, with a real minus."""
    return " ".join(str(text or "").split()).replace("-", "−")


def shares(row: Sequence[tuple[int | None, int | None]]) -> list[str]:
    """Return the share of each (people, of all) as it must be said; nothing where none may be.

    None under 20 people, for nobody, for all, for more than all. One decimal where two that differ
    would read the same as whole numbers.
    """
    known = [
        Fraction(100 * count, of)
        if count is not None and of is not None and of >= FEWEST and 0 < count < of
        else None
        for count, of in row
    ]
    values = {one for one in known if one is not None}
    places = 0 if len({_rounded(one, 0) for one in values}) == len(values) else 1
    said = []
    for one in known:
        if one is None:
            said.append("")
        elif one < 1:
            said.append("less than 1%")
        elif one > 99:
            said.append("more than 99%")
        else:
            said.append(f"{_rounded(one, places)}%")
    return said


def _rounded(number: Fraction, places: int) -> Decimal:
    """Round half up."""
    value = Decimal(number.numerator) / Decimal(number.denominator)
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
