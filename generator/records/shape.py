"""Shape: the names, kinds and codes that a record can have, worked out from its model."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from generator.problems import Severity, did_you_mean
from generator.records.findings import Finding, Steps, dotted, found
from generator.trial.partial_date import PartialDate

DATE = "a date that exists, such as 2024, 2024-03 or 2024-03-31"
_KINDS: Mapping[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    dict: "a group of fields",
    datetime.date: "a day such as 2024-03-31",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What can stand in one place of a record.

    `names` are the fields of a group, `others` what the same fields are called elsewhere,
    `codes` the registry's list, `many` says that it is a list of such things.
    """

    kind: str
    many: bool = False
    names: Mapping[str, "Shape"] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    watched: bool = False


@cache
def shape_of(model: type[BaseModel], by_alias: bool) -> Shape:
    """Return the shape of a model's records, with the registry's names or with our own."""
    names: dict[str, Shape] = {}
    others: dict[str, str] = {}
    for name, info in model.model_fields.items():
        alias = info.alias or name
        here, there = (alias, name) if by_alias else (name, alias)
        names[here] = _field(info.annotation, by_alias)
        others[there] = here
    needed = {n for n, info in model.model_fields.items() if info.is_required()}
    aliases = {model.model_fields[n].alias or n for n in needed}
    return Shape(
        "a group of fields",
        names=names,
        others=others,
        needed=frozenset(aliases if by_alias else needed),
        watched=True,
    )


def group(names: Mapping[str, Shape]) -> Shape:
    """Return the shape of a group with these fields."""
    return Shape("a group of fields", names=names, watched=True)


_FEW = 7
_LONG = 100
_GUESSES = 50  # a file with more strangers than this is no record at all
ANYTHING = Shape("a group of fields")
"""A part that is kept as it is."""


def named(shape: Shape) -> str:
    """Return the names of a group's fields, if they are few enough to be read."""
    return ", ".join(sorted(shape.names)) if len(shape.names) <= _FEW else ""


def inside(shape: Shape, steps: Steps) -> tuple[Shape, bool]:
    """Return the shape at `steps`, and whether the whole list (not one item of it) is meant."""
    whole = False
    for step in steps:
        if isinstance(step, int):
            whole = False
        else:
            shape = shape.names.get(step, ANYTHING)
            whole = shape.many
    return shape, whole


def strangers(tree: Any, shape: Shape, severity: Severity) -> list[Finding]:
    """Return every field that the shape does not know (with `severity`), and every unknown code."""
    strange: list[_Stranger] = []
    _look(tree, shape, (), strange)
    return [_finding(one, shape, severity, number < _GUESSES) for number, one in enumerate(strange)]


class _Stranger(NamedTuple):
    """A field or a code that is not known. `beside` are the fields of its group."""

    steps: Steps
    shape: Shape
    beside: Mapping[str, Any] | None
    value: str


def _look(value: Any, shape: Shape, steps: Steps, strange: list[_Stranger]) -> None:
    kind = type(value)
    if kind is dict:
        if shape.names:
            _look_in(value, shape, steps, strange)
    elif kind is list:
        if steps and not isinstance(steps[-1], int):
            for index, item in enumerate(value):
                _look(item, shape, (*steps, index), strange)
    elif kind is str and shape.codes and value not in shape.codes:
        strange.append(_Stranger(steps, shape, None, value))


def _look_in(group: dict[str, Any], shape: Shape, steps: Steps, strange: list[_Stranger]) -> None:
    for key, item in group.items():
        child = shape.names.get(key)
        if child is None:
            strange.append(_Stranger((*steps, key), shape, group, key))
        elif child.watched:
            _look(item, child, (*steps, key), strange)


def _finding(one: _Stranger, top: Shape, severity: Severity, guess: bool) -> Finding:
    if one.beside is None:
        near = _near(one.value.replace(" ", "_"), one.shape.codes) if guess else ""
        message = f"expected a value of the registry's list, found {found(one.value)}{near}"
        return Finding(one.steps, message, "REC-UNKNOWN-CODE", Severity.WARNING)
    names = named(one.shape)
    expected = f"one of {names}" if names else "a field that exists"
    near = _near_field(one.value, one.shape, one.beside, top) if guess else ""
    message = f"expected {expected}, found {found(one.value)}{near}"
    return Finding(one.steps, message, "REC-UNKNOWN-FIELD", severity, at_key=True)


def _near_field(name: str, shape: Shape, beside: Mapping[str, Any], top: Shape) -> str:
    """The same field in the other spelling, a free name beside it, or the same name elsewhere."""
    if name in shape.others:
        return f". Did you mean '{shape.others[name]}'?"
    if near := _near(name, shape.names.keys() - beside.keys()):
        return near
    if named(shape):  # they are all named in the message
        return ""
    path = next((path for path in _paths(top, ()) if path[-1] == name), None)
    return f". Did you mean '{dotted(path)}'?" if path else ""


def _near(name: str, known: Iterable[str]) -> str:
    guess = did_you_mean(name[:_LONG], sorted(known))
    return f".{guess}" if guess else ""


def _paths(shape: Shape, steps: Steps) -> Iterator[Steps]:
    for name, child in shape.names.items():
        yield (*steps, name)
        yield from _paths(child, (*steps, name))


def _field(annotation: Any, by_alias: bool) -> Shape:
    """Return the shape of one field, from its annotation."""
    types = list(_plain_types(annotation))
    many = any(get_origin(t) is tuple for t in types)
    inner = [t for t in types if get_origin(t) is not tuple]
    inner += [i for t in types if get_origin(t) is tuple for i in _plain_types(get_args(t)[0])]
    one = _one(inner, by_alias)
    return Shape(one.kind, many, one.names, one.others, one.codes, one.needed, one.watched)


def _one(types: list[Any], by_alias: bool) -> Shape:
    enum = next((t for t in types if isinstance(t, type) and issubclass(t, StrEnum)), None)
    if enum and str in types:  # a list of the registry's, open to codes that nobody has seen yet
        return Shape("text", codes=frozenset(enum), watched=True)
    model = next((t for t in types if isinstance(t, type) and issubclass(t, BaseModel)), None)
    if model is PartialDate:
        return _date()
    if model:
        return shape_of(model, by_alias)
    return Shape(next((_KINDS[k] for k in map(_origin, types) if k in _KINDS), "a value"))


def _date() -> Shape:
    kind = _field(PartialDate.model_fields["kind"].annotation, by_alias=False)
    return Shape(DATE, names={"date": Shape(DATE), "type": kind}, watched=True)


def _origin(annotation: Any) -> Any:
    return get_origin(annotation) or annotation


def _plain_types(annotation: Any) -> Iterator[Any]:
    """Yield the types that an annotation allows, without Annotated, unions and None."""
    if get_origin(annotation) is Annotated:
        yield from _plain_types(get_args(annotation)[0])
    elif get_origin(annotation) is tuple or get_origin(annotation) is dict:
        yield annotation
    elif get_args(annotation):
        for part in get_args(annotation):
            yield from _plain_types(part)
    elif annotation is not NoneType:
        yield annotation
