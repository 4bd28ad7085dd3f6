"""A progress bar on long work; nothing where nobody looks."""

import sys
from types import TracebackType

import click


class Progress:
    """Counts steps under a label. Writes to a terminal only, and only to standard error."""

    def __init__(self, label: str, total: int | None = None) -> None:
        """`total` is the number of steps, if it is known beforehand."""
        self._label, self._total, self._done = label, total, 0
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown and self._done:
            click.echo(err=True)

    def tick(self, steps: int = 1) -> None:
        """Count steps that are done."""
        before, self._done = self._done, self._done + steps
        if self._shown and (before // 20 != self._done // 20 or self._done == self._total):
            whole = f" of {self._total:,}" if self._total is not None else ""
            click.echo(f"\r{self._label}: {self._done:,}{whole}", nl=False, err=True)
