"""Shape: the names, kinds and codes that a record can have, worked out from its model."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from generator.problems import Severity, did_you_mean
from generator.records.findings import Finding, Steps, dotted, found
from generator.trial.partial_date import PartialDate

DATE = "a date such as 2024, 2024-03 or 2024-03-31"
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
ANYTHING = Shape("a group of fields")
"""A part that is kept as it is."""


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
    findings: list[Finding] = []
    _look(tree, shape, (), severity, findings)
    top = shape
    return [_guess(f, top) if f.code == "REC-UNKNOWN-FIELD" else f for f in findings]


def _look(
    value: Any, shape: Shape, steps: Steps, severity: Severity, findings: list[Finding]
) -> None:
    kind = type(value)
    if kind is dict:
        if not shape.names:
            return
        for key, item in value.items():
            child = shape.names.get(key)
            if child is None:
                findings.append(_unknown_field(shape, value, (*steps, key), severity))
            elif child.watched:
                _look(item, child, (*steps, key), severity, findings)
    elif kind is list:
        if steps and not isinstance(steps[-1], int):
            for index, item in enumerate(value):
                _look(item, shape, (*steps, index), severity, findings)
    elif kind is str and shape.codes and value not in shape.codes:
        findings.append(_unknown_code(shape, steps, value))


def _unknown_field(
    shape: Shape, beside: Mapping[str, Any], steps: Steps, severity: Severity
) -> Finding:
    name = str(steps[-1])
    same = shape.others.get(name)
    free = sorted(shape.names.keys() - beside.keys())
    guess = f". Did you mean '{same}'?" if same else _near(name, free)
    few = len(shape.names) <= _FEW
    expected = f"one of {', '.join(sorted(shape.names))}" if few else "a field that exists"
    message = f"expected {expected}, found {found(name)}{guess}"
    return Finding(steps, message, "REC-UNKNOWN-FIELD", severity, at_key=True)


def _unknown_code(shape: Shape, steps: Steps, value: str) -> Finding:
    guess = _near(value.replace(" ", "_"), sorted(shape.codes))
    message = f"expected a value of the registry's list, found {found(value)}{guess}"
    return Finding(steps, message, "REC-UNKNOWN-CODE", Severity.WARNING)


def _near(name: str, known: Iterable[str]) -> str:
    guess = did_you_mean(name[:_LONG], known)
    return f".{guess}" if guess else ""


def _guess(finding: Finding, top: Shape) -> Finding:
    """Where no field beside it is near, look for the same name elsewhere in the record."""
    if "Did you mean" in finding.message:
        return finding
    name = str(finding.steps[-1])
    path = next((path for path in _paths(top, ()) if path[-1] == name), None)
    if path is None:
        return finding
    message = f"{finding.message}. Did you mean '{dotted(path)}'?"
    return Finding(finding.steps, message, finding.code, finding.severity, finding.at_key)


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
    if enum:
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
