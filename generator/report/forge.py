"""Problems as workflow commands: GitHub marks each on its line of a pull request."""

from collections.abc import Sequence

from generator.problems import Problem, Severity


def github(problems: Sequence[Problem], hints: bool = False) -> str:
    """Return one workflow command a problem; what was set aside is a notice."""
    return "".join(_annotation(problem, hints) for problem in problems)


def _annotation(problem: Problem, hints: bool) -> str:
    """A workflow command: properties escape more signs than the message does."""
    place = {"file": problem.place.file, "line": problem.place.line, "col": problem.place.column}
    known = {**{key: value for key, value in place.items() if value}, "title": problem.code}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in known.items())
    text = f"{problem.field}: {problem.message}" if problem.field else problem.message
    if problem.ignored:
        text += f" (set aside until {problem.until}: {problem.ignored})"
    if hints and problem.ask:
        text += f" Ask: {problem.ask}"
    return f"::{_weight(problem)} {properties}::{_data(text)}\n"


def _weight(problem: Problem) -> str:
    if problem.ignored or problem.severity is Severity.INFO:
        return "notice"
    return "warning" if problem.judged else str(problem.severity)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
