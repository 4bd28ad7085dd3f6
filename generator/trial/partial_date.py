"""Dates as a registry knows them: to the year, the month or the day."""

import calendar
import datetime
import re
from typing import Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator.trial.part import Part
from generator.vocabulary import OpenDateType

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SHAPE = "a date that exists, such as 2024, 2024-03 or 2024-03-31"


class PartialDate(Part):
    """A date that keeps its precision, and whether it is past (ACTUAL) or planned (ESTIMATED).

    Made from text (`2024-03`) or from the registry's structure (`{date: 2024-03, type: ACTUAL}`).
    Parts that are missing stay missing: a month is never turned into a day.
    """

    year: int
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = None
    kind: OpenDateType | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_record(cls, value: Any) -> Any:
        if isinstance(value, str):
            return _parts(value)
        if isinstance(value, dict) and "year" not in value:
            rest = {k: v for k, v in value.items() if k not in ("date", "type")}
            return {"kind": value.get("type"), **rest, **_parts(value.get("date"))}
        return value

    @model_validator(mode="after")
    def _exists(self) -> "PartialDate":
        if self.day is not None and self.month is not None:
            datetime.date(self.year, self.month, self.day)
        return self

    def __str__(self) -> str:
        """The date in ISO form at its own precision, as the record has it."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def first_day(self) -> datetime.date:
        """The earliest day that the date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> datetime.date:
        """The latest day that the date can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
        kind = {"enum": ["ACTUAL", "ESTIMATED"]}
        full = {
            "type": "object",
            "properties": {"date": text, "type": kind},
            "required": ["date"],
            "additionalProperties": False,
        }
        return {"anyOf": [text, full], "description": _SHAPE}


def _parts(text: Any) -> dict[str, int | None]:
    match = _ISO.fullmatch(text) if isinstance(text, str) else None
    if match is None or match[1] == "0000":
        raise ValueError(f"expected {_SHAPE}, found {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    return {"year": year, "month": month, "day": day}
