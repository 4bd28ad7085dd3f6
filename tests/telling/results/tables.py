"""What our words say in a table of numbers, from the raw record: heads, shares, notes."""

from collections.abc import Iterator
from typing import Any

from tests.telling.results.shares import percent_row, whole
from tests.telling.words import Teller

Said = tuple[str, str]
PEOPLE = "Participants"


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


def numbers_of(thing: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [row for one in thing.get("classes", []) for row in one.get("categories", [])]
    return [number for row in rows for number in row.get("measurements", [])]


def table(one: Teller, thing: dict[str, Any], told: set[tuple[str, str]]) -> Iterator[Said]:
    """Yield our words in the table of a thing; groups that it describes join `told`."""
    groups, denoms = thing.get("groups", []), thing.get("denoms", [])
    classes = thing.get("classes", [])
    every = [*denoms, *(denom for row in classes for denom in row.get("denoms", []))]
    used = [count["groupId"] for denom in every for count in denom["counts"]]
    used += [number["groupId"] for number in numbers_of(thing)]
    if not used:
        return
    ids = [group["id"] for group in groups]
    columns = len(groups) + any(id_ not in ids for id_ in used)
    used += [count["groupId"] for denom in denoms for count in denom["counts"]]
    longest = max([len(group.get("title", "")) for group in groups], default=0)
    has_letters = columns > 4 or (columns > 1 and (longest > 60 or len(used) > 120))
    for place in range(columns):
        if place < len(groups):
            yield from named(one, groups[place], told)
        if has_letters:
            yield one.say("table.letter", letter="ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place])
    notes: dict[str, int] = {}
    for row in classes:
        yield from body(one, thing, row, ids, notes)
    for number in notes.values():
        yield one.say("table.note", number)


def several(one: Teller, whole_: dict[str, Any], things: list[dict[str, Any]]) -> Iterator[Said]:
    """Yield our words in one table of several things, each under its name."""
    groups, denoms = whole_.get("groups", []), whole_.get("denoms", [])
    every = list(denoms)
    rows = [row for thing in things for row in thing.get("classes", [])]
    every += [denom for part in (*things, *rows) for denom in part.get("denoms", [])]
    used = [count["groupId"] for denom in every for count in denom["counts"]]
    used += [number["groupId"] for thing in things for number in numbers_of(thing)]
    if not used:
        return
    ids = [group["id"] for group in groups]
    columns = len(groups) + any(id_ not in ids for id_ in used)
    longest = max([len(group.get("title", "")) for group in groups], default=0)
    told: set[tuple[str, str]] = set()
    for place in range(columns):
        if place < len(groups):
            yield from named(one, groups[place], told)
        if columns > 4 or (columns > 1 and (longest > 60 or len(used) > 120)):
            yield one.say("table.letter", letter="ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place])
    notes: dict[str, int] = {}
    for thing in things:
        if kind := thing.get("paramType"):
            yield one.name("MeasureParam", kind)
        if (spread := thing.get("dispersionType", "NA")) != "NA":
            yield one.name("MeasureDispersionType", spread)
        own = {**thing, "denoms": thing.get("denoms") or denoms}
        for row in thing.get("classes", []):
            yield from body(one, own, row, ids, notes)
    for number in notes.values():
        yield one.say("table.note", number)


def named(one: Teller, group: dict[str, Any], told: set[tuple[str, str]]) -> Iterator[Said]:
    key = flat(group.get("title")), flat(group.get("description"))
    if all(key) and key not in told:
        yield one.say("table.group", name=key[0])
    told.add(key)


def body(
    one: Teller, thing: dict[str, Any], row: dict[str, Any], ids: list[str], notes: dict[str, int]
) -> Iterator[Said]:
    lines, kind = row.get("categories", []), thing.get("paramType")
    is_small = len(numbers_of(thing)) <= 60
    denoms = row.get("denoms") or thing.get("denoms", [])
    sizes = {
        count["groupId"]: whole(count["value"])
        for denom in denoms
        if denom["units"] == PEOPLE
        for count in denom["counts"]
    }
    is_inline = flat(row.get("title")) and len(lines) == 1 and not flat(lines[0].get("title"))
    for line in lines:
        if kind and not is_inline and not flat(line.get("title")):
            yield one.name("MeasureParam", kind)
        cells = line.get("measurements", [])
        shares = [
            (whole(cell.get("value")), sizes.get(cell["groupId"]))
            if kind == "COUNT_OF_PARTICIPANTS" and is_small
            else (None, None)
            for cell in cells
        ]
        known = [(count, size) for count, size in shares if count is not None and size is not None]
        percents = iter(percent_row(known))
        said = [next(percents) if None not in share else None for share in shares]
        in_columns = [*ids, None]
        order = sorted(
            range(len(cells)),
            key=lambda at: in_columns.index(
                cells[at]["groupId"] if cells[at]["groupId"] in ids else None
            ),
        )
        for cell in cells:
            if flat(cell.get("comment")):
                notes.setdefault(flat(cell["comment"]), len(notes) + 1)
        for at in order:
            if said[at]:
                yield one.say("table.share", percent=said[at])
            if flat(cells[at].get("comment")):
                yield one.say("table.note", notes[flat(cells[at]["comment"])])
