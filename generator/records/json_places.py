"""Where the fields of a JSON text stand. Only looked for when a problem needs its place."""

import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]

from generator.records.findings import Finding, Spot, Spots, Steps, dotted

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.S)
"""One token of a valid JSON text."""


def locate(text: str, wanted: set[Steps]) -> dict[Steps, Spots]:
    """Return where the wanted fields stand in a valid JSON text. Reads no further than needed."""
    found: dict[Steps, Spots] = {}
    spot, before = Spot(1, 1), 0
    missing = set(wanted)
    for steps, key, value in _walk(text):
        if steps in wanted:
            name = further(text, spot, before, key)
            spot, before = further(text, name, key, value), value
            found.setdefault(steps, Spots(name, spot))
            missing.discard(steps)
            if not missing:
                break
    return found


def spot_of(text: str, offset: int) -> Spot:
    """Return line and column of an offset."""
    return Spot(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def further(text: str, spot: Spot, start: int, end: int) -> Spot:
    """Return the spot of `end`, counted on from `spot`, which is that of `start`."""
    lines = text.count("\n", start, end)
    column = end - text.rfind("\n", start, end) if lines else spot.column + end - start
    return Spot(spot.line + lines, column)


def duplicates(text: str) -> Iterator[Finding]:
    """Yield every field that is in its group a second time."""
    first: dict[Steps, Spot] = {}
    twice: set[Steps] = set()
    spot, before = Spot(1, 1), 0
    for steps, key, _ in _walk(text):
        spot, before = further(text, spot, before, key), key
        if any(steps[:n] in twice for n in range(len(steps))):
            continue  # inside a group that is there twice as a whole
        if steps not in first:
            first[steps] = spot
            continue
        twice.add(steps)
        message = f"expected '{dotted(steps[-1:])}' once, found it again"
        message += f" (first on line {first[steps].line})"
        yield Finding(steps, message, "REC-KEY", spot=spot)


def _walk(text: str) -> Iterator[tuple[Steps, int, int]]:
    """Yield every field of a valid JSON text: its steps, where its name and its value start."""
    parents: list[Steps] = []
    keys: list[str | int | None] = []  # of each open container: index, or name that waits
    key_at = 0
    for token in TOKEN.finditer(text):
        mark = token[0]
        if mark in "]}":
            parents.pop()
            keys.pop()
        elif mark == ",":
            key = keys[-1]
            keys[-1] = key + 1 if isinstance(key, int) else None
        elif keys and keys[-1] is None:
            key_at = token.start()
            keys[-1] = scanstring(text, key_at + 1)[0]
        elif mark != ":":
            steps = (*parents[-1], keys[-1]) if parents else ()
            named = isinstance(keys[-1], str) if keys else False
            yield steps, key_at if named else token.start(), token.start()  # type: ignore[misc]
            if mark in "[{":
                parents.append(steps)  # type: ignore[arg-type]
                keys.append(0 if mark == "[" else None)
