"""Which problems somebody wants to see, and which of them count."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.problems import Problem, Severity, did_you_mean

FAIL_ON = ("error", "warn", "info", "never")
"""What `--fail-on` can say. See docs/decisions/0016."""


class UnknownCode(ValueError):
    """A code that no check has."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Codes, or beginnings of them, to show and not to show. An empty `select` shows all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def has(self, code: str) -> bool:
        """Return whether problems of a code are shown."""
        chosen = not self.select or any(_matches(code, one) for one in self.select)
        return chosen and not any(_matches(code, one) for one in self.ignore)


def choice_of(select: Sequence[str], ignore: Sequence[str], known: Iterable[str]) -> Choice:
    """Take apart what was written (`STA,OUT-04`). Raises UnknownCode for what matches no code."""
    codes = sorted(known)
    return Choice(tuple(_codes(select, codes)), tuple(_codes(ignore, codes)))


def fails(problems: Iterable[Problem], fail_on: str) -> bool:
    """Return whether any problem counts for the exit code.

    `error` counts what keeps a record, or the words beside it, from being shown: what a record says
    cannot be mended by whoever publishes it. What was set aside never counts.
    """
    weights = {
        "error": {Severity.ERROR},
        "warn": {Severity.ERROR, Severity.WARNING},
        "info": set(Severity),
        "never": set(),
    }[fail_on]
    return any(
        problem.severity in weights and not (problem.judged and fail_on == "error")
        for problem in problems
        if not problem.ignored
    )


def _codes(written: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    for word in (word.strip() for words in written for word in words.split(",")):
        code = word.upper()
        if not code:
            raise UnknownCode("expected a code such as OUT-04, found nothing between commas")
        if not any(_matches(one, code) for one in known):
            near = did_you_mean(code, [*known, *sorted({one.split("-")[0] for one in known})])
            raise UnknownCode(
                f"expected the code of a check, or how it starts, found '{word}'.{near}"
            )
        yield code


def _matches(code: str, start: str) -> bool:
    """`OUT` matches OUT-04; `OUT-0` does not match it, and `OUT-04` does."""
    return code == start or code.startswith(start.removesuffix("-") + "-")
