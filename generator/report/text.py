"""Problems for people: by file, or one a line for editors and terminals to jump to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.problems import Place, Problem


def lines(problems: Sequence[Problem], hints: bool = False) -> str:
    """Return one line a problem: `error: file:line:column: field: message [code]`."""
    return "".join(
        f"{problem.severity}: {problem}{_set_aside(problem)}\n{_hint(problem, hints)}"
        for problem in problems
    )


def grouped(problems: Sequence[Problem], hints: bool = False) -> str:
    """Return each file once with its problems below it, then how often each code is there."""
    files = groupby(sorted(problems, key=_by_file), key=_file)
    parts = ["".join(_block(name, list(group), hints)) for name, group in files]
    return "\n".join([*parts, *_counts(problems)])


def _block(name: str, problems: Sequence[Problem], hints: bool) -> Iterator[str]:
    yield f"{name}\n"
    spots = [_spot(problem.place) for problem in problems]
    wide = max(map(len, spots))
    for spot, problem in zip(spots, problems, strict=True):
        number = problem.registry_id if problem.registry_id not in name else ""
        words = [number, problem.field, f"{problem.message} [{problem.code}]"]
        said = ": ".join(filter(None, words))
        weight = "ignored" if problem.ignored else problem.severity
        yield f"  {spot:{wide}}  {weight:7}  {said}{_set_aside(problem)}\n"
        yield _hint(problem, hints)


def _counts(problems: Sequence[Problem]) -> list[str]:
    counts = Counter(problem.code for problem in problems)
    wide = len(f"{max(counts.values(), default=0):,}")
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return ["".join(f"{count:{wide},}  {code}\n" for code, count in rows)] if rows else []


def _set_aside(problem: Problem) -> str:
    if not problem.ignored:
        return ""
    return f" (set aside until {problem.until}: {problem.ignored})"


def _hint(problem: Problem, hints: bool) -> str:
    return f"    ask about {problem.field}: {problem.ask}\n" if hints and problem.ask else ""


def _by_file(problem: Problem) -> tuple[str, str, int, int]:
    place = problem.place
    return place.file, place.member, place.line, place.column


def _file(problem: Problem) -> str:
    return str(Place(problem.place.file, member=problem.place.member))


def _spot(place: Place) -> str:
    return ":".join(str(number) for number in (place.line, place.column) if number) or "-"
