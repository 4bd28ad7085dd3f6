"""Numbers, dates, ages and lists in words, through Babel."""

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Context, localcontext
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from generator.plain.countries import COUNTRIES, LISTED
from generator.plain.wording import Wording
from generator.trial.partial_date import PartialDate

_DURATION = re.compile(r"(\d{1,6}) (Year|Month|Week|Day|Hour|Minute)s?", re.ASCII)
_DIGITS = 28


@dataclass(frozen=True, slots=True)
class Duration:
    """A whole number of units of time (`NormalizedTime` of the ClinicalTrials.gov API v2)."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> "Duration | None":
        """Read text such as `18 Years`; None if it is anything else."""
        match = _DURATION.fullmatch(text.strip())
        return cls(int(match[1]), match[2]) if match else None


def say_duration(duration: Duration, wording: Wording) -> str:
    """`18 Years` → `18 years`."""
    pattern = wording.duration(duration.unit, duration.count)
    return pattern.format(n=say_number(duration.count, wording))


def say_number(number: int, wording: Wording) -> str:
    """1234 → `1,234`; the sign of a number below 0 is one that a screen reader says (U+2212)."""
    return _decimal(number, wording.locale).replace("-", "−")


def room_for(number: int) -> AbstractContextManager[Context]:
    """Let decimals have as many digits as a number has: with fewer, Babel and rounding fail."""
    return localcontext(prec=max(_DIGITS, number.bit_length()))


def say_grade(grade: float, wording: Wording) -> str:
    """A school grade, rounded to a whole number and never below 1: 5.6 → `6`."""
    return say_number(max(1, round(grade)), wording)


def say_date(date: PartialDate, wording: Wording) -> str:
    """A date in words at its own precision: `6 August 2018`, `August 2018` or `2018`."""
    pattern = "y" if date.month is None else "MMMM y" if date.day is None else "d MMMM y"
    return format_date(date.first_day(), pattern, locale=wording.locale)


def say_list(items: Sequence[str], wording: Wording) -> str:
    """`a`, `b`, `c` → `a, b and c`; semicolons where an item has a comma of its own."""
    if len(items) > 2 and any("," in item for item in items):
        return say_list(["; ".join(items[:-1]) + ";", items[-1]], wording)
    # "en" alone puts a comma before the last "and"; plain English style does without it.
    locale = "en_GB" if wording.locale.language == "en" else wording.locale
    return format_list(list(items), locale=locale)


def say_countries(names: Sequence[str], wording: Wording) -> str:
    """Return names of countries as a list in a sentence: `Canada and the United States`."""
    said = (say_country(name, wording) for name in names)
    return say_list([f"the {one}" if one in wording.the else one for one in said], wording)


def say_country(name: str, wording: Wording) -> str:
    """Return the name of a country in the language of the wording; an unknown name as it is.

    In the record's own language only a name that would break a list is turned round:
    `Korea, Republic of` → `South Korea`.
    """
    if wording.locale.language == "en" and "," not in name:
        return name
    code = country_code(name)
    return wording.locale.territories.get(code, name) if code else name


def listed_country(name: str, wording: Wording) -> str:
    """Return the one name that a country is listed by, whichever way a record spells it.

    Records have `Russia` or `Russian Federation`, as the registry wrote it when they were sent in.
    """
    code = country_code(name)
    if code is None:
        return name
    known = LISTED.get(code) if wording.locale.language == "en" else None
    return known or str(wording.locale.territories.get(code, name))


def country_code(name: str) -> str | None:
    """Return the ISO 3166 code of a country by its English name, or the registry's own spelling."""
    return _country_codes().get(name.strip().casefold())


@lru_cache(maxsize=10_000)
def _decimal(number: int, locale: Locale) -> str:
    with room_for(number):
        return format_decimal(number, locale=locale)


@cache
def _country_codes() -> Mapping[str, str]:
    """English names of countries, and the registry's own spellings, to ISO 3166 codes."""
    names = {
        name.casefold(): code for code, name in Locale("en").territories.items() if len(code) == 2
    }
    return names | {name.casefold(): code for name, code in COUNTRIES.items()}
