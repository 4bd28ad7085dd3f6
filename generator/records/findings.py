"""Findings: what is wrong with one value, said by whoever knows the value but not the file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from generator.problems import Place, Problem, Severity

Steps = tuple[str | int, ...]
"""A field path in pieces: `("design", "phases", 0)`."""

_LONGEST = 60


class Spot(NamedTuple):
    """A line and a column, counted from 1."""

    line: int
    column: int


class Spots(NamedTuple):
    """Where a field stands: its name, and its value."""

    key: Spot
    value: Spot


Locate = Callable[[set[Steps]], Mapping[Steps, Spots]]
"""Finds fields in the text of one record; fields that are not in the text are left out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem without its place. `spot` is set only where there is no field to look for."""

    steps: Steps
    message: str
    code: str
    severity: Severity = Severity.ERROR
    at_key: bool = False
    spot: Spot | None = None


def placed(
    findings: Iterable[Finding], locate: Locate, place: Place, registry_id: str = ""
) -> list[Problem]:
    """Give every finding its line and column, in the order of the text.

    `place` is where the record starts. A field that is missing is placed at its nearest parent.
    """
    found = list(dict.fromkeys(findings))
    if not found:
        return []
    wanted = {f.steps[:n] for f in found if not f.spot for n in range(len(f.steps) + 1)}
    spots = locate(wanted) if wanted else {}
    problems = [
        Problem(
            at(place, _spot(finding, spots)),
            dotted(finding.steps),
            finding.message,
            finding.code,
            finding.severity,
            registry_id,
        )
        for finding in found
    ]
    return sorted(problems, key=_reading_order)


def _reading_order(problem: Problem) -> tuple[int, int, str, str]:
    return problem.place.line, problem.place.column, problem.field, problem.message


def at(place: Place, spot: Spot) -> Place:
    """Return the place of `spot`, which is counted from where the record starts."""
    line = max(place.line, 1) + spot.line - 1
    shift = max(place.column, 1) - 1 if spot.line == 1 else 0
    return replace(place, line=line, column=spot.column + shift)


def spot_in(spots: Mapping[Steps, Spots], steps: Steps, at_key: bool = False) -> Spot:
    """Return where a field stands; one that is missing stands at its nearest parent."""
    if exact := spots.get(steps):
        return exact.key if at_key else exact.value
    parents = (spots.get(steps[:n]) for n in range(len(steps) - 1, -1, -1))
    nearest = next(filter(None, parents), None)
    return nearest.key if nearest else Spot(1, 1)


def dotted(steps: Steps) -> str:
    """Return the steps as people write them: `design.phases[0]`."""
    return "".join(_written(steps))


def shorten(text: str) -> str:
    """Return the text on one line, without control characters, cut at 60 characters."""
    cut = text[: _LONGEST * 20]
    if not cut.isprintable():
        cut = "".join(character if character.isprintable() else " " for character in cut)
    line = " ".join(cut.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def found(value: Any) -> str:
    """Return what a value is, in words that fit behind "found"."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{shorten(value)}'" if value.strip() else "an empty text"
    if isinstance(value, list):
        return _counted("a list", len(value), "value")
    if isinstance(value, dict):
        return _counted("a group", len(value), "field")
    return shorten(_number(value))


def _number(value: Any) -> str:
    if value in (float("inf"), float("-inf")):
        return "a number that is too large"
    try:
        return repr(value)
    except ValueError:  # Python writes no integer of more than 4,300 digits
        return "a very long number"


def _counted(what: str, count: int, unit: str) -> str:
    if not count:
        return what.replace("a ", "an empty ")
    return f"{what} of {count} {unit}{'' if count == 1 else 's'}"


def _spot(finding: Finding, spots: Mapping[Steps, Spots]) -> Spot:
    if finding.spot:
        return finding.spot
    return spot_in(spots, finding.steps, finding.at_key)


def _written(steps: Steps) -> Iterator[str]:
    for number, step in enumerate(steps):
        if isinstance(step, int):
            yield f"[{step}]"
        else:
            yield ("." if number else "") + shorten(step)
