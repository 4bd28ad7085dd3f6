"""How problems are printed: for people, for programs, for a forge."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from generator.problems import Problem, Severity


def report(problems: Sequence[Problem], format_: str) -> str:
    """Return the problems in a format of FORMATS, each line ended; nothing for no problems."""
    return FORMATS[format_](problems)


def summary(problems: Sequence[Problem]) -> str:
    """Return one sentence that counts errors and warnings."""
    counts = Counter(problem.severity for problem in problems)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if not problems:
        return "No problems."
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}."


def counted(number: int, noun: str) -> str:
    """Return a number and what it counts: `1 trial`, `2,214 trials`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _text(problems: Sequence[Problem]) -> str:
    return "".join(f"{problem.severity}: {problem}\n" for problem in problems)


def _json(problems: Sequence[Problem]) -> str:
    rows = [
        {
            "file": problem.place.file,
            "member": problem.place.member,
            "line": problem.place.line,
            "column": problem.place.column,
            "registry_id": problem.registry_id,
            "field": problem.field,
            "message": problem.message,
            "code": problem.code,
            "severity": str(problem.severity),
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def _github(problems: Sequence[Problem]) -> str:
    return "".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    """A workflow command: properties escape more signs than the message does."""
    place = {"file": problem.place.file, "line": problem.place.line, "col": problem.place.column}
    known = {**{key: value for key, value in place.items() if value}, "title": problem.code}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in known.items())
    text = f"{problem.field}: {problem.message}" if problem.field else problem.message
    return f"::{problem.severity} {properties}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}
