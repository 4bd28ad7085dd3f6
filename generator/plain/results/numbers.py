"""Numbers of results: read exactly, printed as given; only shares of people are worked out here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.plain.amounts import say_number
from generator.plain.wording import Wording

FEWEST = 20
"""Below so many people a share in percent misleads: counts only (lay summary guidance, CTEG)."""
_NUMBER = re.compile(
    r"[-+−]?(?:(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{0,15})?|\.\d{1,15})", re.ASCII
)
_WHOLE, _TENTH, _ALL = Decimal(1), Decimal("0.1"), Decimal(100)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many people."""

    count: int
    of: int


def as_decimal(text: str | None) -> Decimal | None:
    """Read a number of the registry exactly; None for anything else, such as `NA` or `<0.001`."""
    text = (text or "").strip()
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", "").replace("−", "-"))


def as_count(text: str | None) -> int | None:
    """Read a whole number that is not below 0; None for anything else."""
    number = as_decimal(text)
    whole = number is not None and number >= 0 and number == number.to_integral_value()
    return int(number) if number is not None and whole else None


def percents(row: Sequence[Share], wording: Wording) -> tuple[str | None, ...]:
    """Say the shares of a row in percent, `13%`, with no sign before; None where none may be said.

    Half is rounded up, to a whole number. Where two that differ would read the same, the whole row
    has one decimal. `less than 1%` and `more than 99%` where there is someone, but not everyone.
    None below 20 people, for no one and for everyone (the count says it), and for more than all.
    """
    known = [_exact(share) for share in row]
    apart = {number for number in known if number is not None}
    step = _WHOLE if len({_round(number, _WHOLE) for number in apart}) == len(apart) else _TENTH
    return tuple(None if n is None else _say(n, step, wording) for n in known)


def _exact(share: Share) -> Decimal | None:
    if share.of < FEWEST or not 0 < share.count < share.of:
        return None
    return Decimal(share.count) * _ALL / Decimal(share.of)


def _round(number: Decimal, step: Decimal) -> Decimal:
    return number.quantize(step, rounding=ROUND_HALF_UP)


def _say(number: Decimal, step: Decimal, wording: Wording) -> str:
    if number < 1:
        return wording.label("percent.less")
    if number > _ALL - 1:
        return wording.label("percent.more")
    return wording.label("percent").format(n=_digits(_round(number, step), wording))


def _digits(number: Decimal, wording: Wording) -> str:
    whole, point, rest = f"{number:f}".partition(".")
    sign = wording.locale.number_symbols["latn"]["decimal"] if point else ""
    return f"{say_number(int(whole), wording)}{sign}{rest}"
