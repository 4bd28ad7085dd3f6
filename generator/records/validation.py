"""Tree → validated model, and what the validator found, in our words."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.records.findings import Finding, Steps, found
from generator.records.shape import DATE, Shape, inside, named

EXPECTED = "expected"
"""The type of an error that our own validators raise; its message says what is expected."""
_TOLD = {"extra_forbidden", "string_unicode"}  # others have found these, with a better place
M = TypeVar("M", bound=BaseModel)


def validate(
    model: type[M], tree: Any, shape: Shape, *, by_alias: bool
) -> tuple[M | None, list[Finding]]:
    """Return the model made from the tree, or every reason why it cannot be made."""
    try:
        return model.model_validate(tree, by_alias=by_alias, by_name=not by_alias), []
    except ValidationError as error:
        return None, list(_findings(error, tree, shape))


def _findings(error: ValidationError, tree: Any, shape: Shape) -> Iterator[Finding]:
    """One finding for every place: an open code list fails twice, as code and as text."""
    seen: set[Steps] = set()
    for detail in error.errors(include_url=False):
        steps, value = _follow(detail, tree, shape)
        if detail["type"] not in _TOLD and steps not in seen:
            seen.add(steps)
            yield _finding(detail, steps, value, shape)


def _follow(detail: ErrorDetails, tree: Any, shape: Shape) -> tuple[Steps, Any]:
    """Return how far the error's path leads into the tree, and the value there."""
    steps: Steps = ()
    value = tree
    loc = detail["loc"]
    for step in loc:
        if not _has(value, step):
            break
        value = value[step]
        steps = (*steps, step)
    if detail["type"] == "missing":
        return loc, None
    if inside(shape, steps)[0].kind == DATE and isinstance(value, dict):
        name = "type" if loc[len(steps) :][:1] == ("kind",) else "date"
        return (*steps, name), value.get(name)
    return steps, value


def _has(value: Any, step: int | str) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _finding(detail: ErrorDetails, steps: Steps, value: Any, shape: Shape) -> Finding:
    here, whole = inside(shape, steps)
    code = "REC-MISSING" if detail["type"] == "missing" else "REC-TYPE"
    single = whole and isinstance(value, str | int | float)
    hint = ". Did you mean a list with this one value?" if single else ""
    expected = _limit(detail) or ("a list" if whole else _kind(here))
    return Finding(steps, f"expected {expected}, found {found(value)}{hint}", code)


def _kind(shape: Shape) -> str:
    names = "" if shape.kind == DATE else named(shape)
    return f"{shape.kind} ({names})" if names else shape.kind


def _limit(detail: ErrorDetails) -> str | None:
    """Return what a rule of ours expects, or how many values, where the kind is right."""
    if detail["type"] == EXPECTED:
        return detail["msg"]
    limits = detail.get("ctx", {})
    if detail["type"] == "too_short":
        return f"a list of at least {limits['min_length']}"
    return f"a list of at most {limits['max_length']}" if detail["type"] == "too_long" else None
