"""Field paths: where in a trial a value stands, and what the registry calls that place.

A path is written like `design.phases[0]`. The registry's own path for it is
`protocolSection.designModule.phases[0]`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.trial import Trial
from generator.trial.part import MarkupText, Part
from generator.trial.partial_date import PartialDate

_OUTSIDE_PROTOCOL = {"derived", "has_results", "results", "documents", "annotations"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a trial. `path` is the trial's spelling, `field` the same without indices."""

    path: str
    field: str
    value: Any
    markup: bool


def leaves(trial: Trial) -> Iterator[Leaf]:
    """Yield every value that the trial holds, in the order of the model; a date is one value."""
    yield from _leaves(trial, "", "")


def fields() -> dict[str, bool]:
    """Return every field that a trial can hold: path without indices → whether it is Markdown."""
    return dict(_fields(Trial, ""))


@cache
def registry_path(path: str) -> str:
    """Return what the ClinicalTrials.gov API v2 calls the place that the trial calls `path`.

    Inside what a trial keeps as it came, such as results, the names are the registry's already.
    Raises KeyError if the model has no such field.
    """
    names: list[str] = []
    model: type[Part] | None = Trial
    steps = steps_of(path)
    for name, indices in steps:
        info = model.model_fields[name] if model else None
        alias = str(info.alias) if info else name
        names.append(alias + "".join(f"[{index}]" for index in indices))
        model = part_type(info.annotation) if info else None
    inside = steps[0][0] not in _OUTSIDE_PROTOCOL
    return ".".join(["protocolSection", *names] if inside else names)


@cache
def steps_of(path: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Take a path apart: `design.phases[0]` → `(("design", ()), ("phases", (0,)))`."""
    return tuple(
        (step.partition("[")[0], tuple(map(int, re.findall(r"\[(\d+)\]", step))))
        for step in path.split(".")
    )


def part_type(annotation: Any) -> type[Part] | None:
    """Return the Part that a field's annotation holds, alone, optional or in a tuple."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    if get_origin(annotation) in (Union, UnionType, tuple, Annotated):
        return next(filter(None, map(part_type, get_args(annotation))), None)
    return None


def _leaves(part: Part, prefix: str, field: str) -> Iterator[Leaf]:
    for name, markup in _plan(type(part)):
        value = getattr(part, name)
        if value is not None and value != ():
            yield from _values(value, prefix + name, field + name, markup)


def _values(value: Any, path: str, field: str, markup: bool) -> Iterator[Leaf]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, f"{path}[{index}]", field, markup)
    elif isinstance(value, Part) and not isinstance(value, PartialDate):
        yield from _leaves(value, path + ".", field + ".")
    else:
        yield Leaf(path, field, value, markup)


@cache
def _plan(model: type[Part]) -> tuple[tuple[str, bool], ...]:
    """The fields of a part, and whether each is Markdown; asked for every record."""
    return tuple((name, is_markup(info)) for name, info in model.model_fields.items())


def _fields(model: type[Part], prefix: str) -> Iterator[tuple[str, bool]]:
    for name, info in model.model_fields.items():
        part = part_type(info.annotation)
        if part is None or part is PartialDate:
            yield prefix + name, is_markup(info)
        else:
            yield from _fields(part, f"{prefix}{name}.")


def _marked(annotation: Any) -> bool:
    return any(isinstance(arg, MarkupText) or _marked(arg) for arg in get_args(annotation))


def is_markup(info: FieldInfo) -> bool:
    """Whether a field holds Markdown, alone or in a list."""
    return any(isinstance(mark, MarkupText) for mark in info.metadata) or _marked(info.annotation)
