"""Invented records for tests: the one that holds every field, and how to change it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.records import Record
from generator.records.folder import read
from generator.trial.part import Part

CASES = Path(__file__).parent / "cases" / "pages"


def everything() -> Record:
    """Return the invented record that holds every field of the model."""
    return case("everything")


def case(name: str) -> Record:
    """Return the record of a case of tests/cases/pages."""
    found = list(read([CASES / name]))
    assert len(found) == 1, f"expected one record in {name}, found {found}"
    assert isinstance(found[0], Record), found[0]
    return found[0]


def put(whole: Any, path: str, value: Any) -> Any:
    """Return a trial, or a part of one, with another value at a path such as `design.phases[0]`."""
    return _put(whole, re.findall(r"\w+", path), value)


def with_texts(whole: Any, change: Callable[[str], str]) -> Any:
    """Return a trial, or a part of one, with every text and every code of it changed."""
    if isinstance(whole, str):
        return change(whole)
    if isinstance(whole, tuple):
        return tuple(with_texts(item, change) for item in whole)
    if isinstance(whole, Part):
        names = type(whole).model_fields
        return whole.model_copy(update={n: with_texts(getattr(whole, n), change) for n in names})
    return whole


def _put(whole: Any, steps: list[str], value: Any) -> Any:
    if not steps:
        return value
    first, rest = steps[0], steps[1:]
    if isinstance(whole, tuple):
        index = int(first)
        return (*whole[:index], _put(whole[index], rest, value), *whole[index + 1 :])
    assert isinstance(whole, Part)
    return whole.model_copy(update={first: _put(getattr(whole, first), rest, value)})
