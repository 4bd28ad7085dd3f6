"""How far lay summaries are filled: a row for each trial, a column for each element."""

from collections.abc import Sequence

from generator.lint.lay_summaries import Meter
from generator.plain.annex import ELEMENTS, State

_SIGNS = {State.RECORD: "R", State.WRITTEN: "W", State.PARTLY: "p", State.MISSING: "-"}
_WIDE, _COLUMN = 20, 3
_MEANS = "R from the record, W with written words, p in part, - missing. Elements of Annex V:"


def meter_table(meters: Sequence[Meter]) -> str:
    """Return the table with its key, each line ended; nothing where no trial has a lay summary."""
    if not meters:
        return ""
    numbers = range(1, len(ELEMENTS) + 1)
    names = "; ".join(f"{n} {name}" for n, name in zip(numbers, ELEMENTS, strict=True))
    head = _line("lay summary", [str(n) for n in numbers], "filled")
    rows = (
        _line(
            meter.registry_id,
            [_SIGNS[state] for state in meter.states],
            f"{meter.filled} of {len(ELEMENTS)}",
        )
        for meter in meters
    )
    return "\n".join(["", head, *rows, _MEANS, names, ""])


def _line(name: str, cells: Sequence[str], end: str) -> str:
    return f"{name:{_WIDE}}" + "".join(f"{cell:>{_COLUMN}}" for cell in cells) + f"  {end}"
