"""What a field of `<id>.plain.yml` can hold: text, a day, a language, so many people."""

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from generator.records.validation import EXPECTED

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EU_NUMBER = re.compile(r"\d{4}-\d{6}-\d{2}(?:-\d{2})?", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)
EXCEPTABLE = ("OVL-01", "OVL-03", "OVL-04", "OVL-07")
"""Checks that judge words. A person may know better, and has to say why."""


def _day(value: Any) -> datetime.date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return datetime.date.fromisoformat(value)
    raise ValueError("not a day")


def _language(value: str) -> str:
    if _TAG.fullmatch(value):
        return value
    raise PydanticCustomError(EXPECTED, "a language tag such as en or pt-BR")


def _hash(value: str) -> str:
    if _HASH.fullmatch(value):
        return value
    raise PydanticCustomError(EXPECTED, "16 of the signs 0 to 9 and a to f, as 'sign' writes them")


def _check(value: str) -> str:
    if value in EXCEPTABLE:
        return value
    raise PydanticCustomError(EXPECTED, f"one of {', '.join(EXCEPTABLE)}")


def _eu_number(value: str) -> str:
    if _EU_NUMBER.fullmatch(value.strip()):
        return value.strip()
    raise PydanticCustomError(EXPECTED, "a number such as 2023-508083-30-00 or 2015-001234-56")


def _people(value: int) -> int:
    if value >= 0:
        return value
    raise PydanticCustomError(EXPECTED, "a whole number from 0 up")


PlainText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Plain text, never Markdown; a blank line starts a new paragraph."""
Day = Annotated[datetime.date, BeforeValidator(_day)]
"""A day written as 2024-03-31."""
Language = Annotated[str, AfterValidator(_language)]
"""A language tag such as en or pt-BR."""
Paths = tuple[PlainText, ...]
"""Paths of the record's fields, as the record itself calls them."""
Hash = Annotated[str, AfterValidator(_hash)]
"""The 16 signs that stand for all that was checked."""
CheckCode = Annotated[str, AfterValidator(_check)]
"""The code of a check that can have exceptions."""
EuNumber = Annotated[str, AfterValidator(_eu_number)]
"""An EU trial number (CTIS), or the older EudraCT number."""
People = Annotated[int, AfterValidator(_people)]
"""So many people."""


class Words(BaseModel):
    """A group of fields of the file: only those that are known, and none can be changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
