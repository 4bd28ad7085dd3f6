"""Shares of people in percent, worked out a second time with fractions."""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import floor


def whole(text: str | None) -> int | None:
    """Read `1,204` or `12.0` as a whole number."""
    digits = (text or "").strip().replace(",", "")
    if not re.fullmatch(r"\d+(?:\.0*)?", digits):
        return None
    return int(digits.split(".")[0])


def percent_row(row: Sequence[tuple[int, int]]) -> list[str | None]:
    """Return the words for each share, or None where a count has to do."""
    exact = [
        Fraction(100 * count, size) if size >= 20 and 0 < count < size else None
        for count, size in row
    ]
    different = {share for share in exact if share is not None}
    rounded = {floor(share + Fraction(1, 2)) for share in different}
    return [
        None if share is None else _words(share, len(rounded) < len(different)) for share in exact
    ]


def _words(share: Fraction, with_tenths: bool) -> str:
    if share < 1:
        return "less than 1%"
    if share > 99:
        return "more than 99%"
    if with_tenths:
        tenths = floor(share * 10 + Fraction(1, 2))
        return f"{tenths // 10}.{tenths % 10}%"
    return f"{floor(share + Fraction(1, 2))}%"
