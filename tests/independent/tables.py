"""Tables of numbers against the record: columns by order and title, rows by order and name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.independent.numbers import as_shown, shares, whole
from tests.independent.reading import Block, Row, flat, letters
from tests.independent.sheet import Sheet

PEOPLE = "Participants"
NO_NUMBER, NOT_GIVEN = "no number", "not given"
_CELL = re.compile(
    r"(?P<value>.*?)(?: ± (?P<spread>.*?))?(?: \((?P<limits>[^()]*(?:\bto\b|\bfrom\b)[^()]*)\))?"
    r"(?: \((?P<share>(?:less than |more than )?[\d.]+%)\))?(?: note (?P<note>\d+))?"
)

Raw = dict[str, Any]


@dataclass(frozen=True)
class Due:
    """A row that the record asks for: its name, and for each number its group, path and share.

    `name` is empty where the record has none, and the page has words of its own. `unit` may stand
    beside it.
    """

    name: str
    unit: str = ""
    numbers: tuple[tuple[str, str, Raw, str], ...] = ()
    is_head: bool = False


def measures(
    sheet: Sheet, where: str, block: Block, key: dict[str, str], whole_: Raw, path: str,
    things: Sequence[tuple[Raw, str]], notes: dict[str, str], has_heads: bool = False,
) -> None:  # fmt: skip
    """Check a table: `whole_` has its groups and people, `things` its rows, `notes` by number."""
    groups = whole_.get("groups", [])
    columns(sheet, where, block, key, [flat(group.get("title")) for group in groups])
    due = list(_rows(whole_, path, things, has_heads, sheet))
    if len(due) != len(block.rows):
        sheet.fault(where, f"has {len(block.rows)} rows, the record {len(due)}")
    ids = [group.get("id") for group in groups]
    for row, one in zip(block.rows, due, strict=False):
        _check(sheet, where, row, one, ids, notes)


def columns(sheet: Sheet, where: str, block: Block, key: dict[str, str], titles: list[str]) -> None:
    """Check that the columns have the titles of the groups, in order, or letters that name them."""
    names = [key.get(head, head) for head in block.head] if key else list(block.head)
    if names[: len(titles)] != titles and (titles or names):
        sheet.fault(where, f"has the columns {names}, the record the groups {titles}")
    for row in block.rows:
        for label, name in zip(row.labels, names, strict=False):
            if label and flat(label) != name:
                sheet.fault(where, f"calls a cell of {name!r} {label!r}")


def _rows(
    whole_: Raw, path: str, things: Sequence[tuple[Raw, str]], has_heads: bool, sheet: Sheet
) -> Iterator[Due]:
    yield from _counted(whole_.get("denoms", []), f"{path}.denoms", "People counted")
    for thing, at in things:
        if has_heads:
            yield Due(flat(thing.get("title")), flat(thing.get("unitOfMeasure")), is_head=True)
        own = thing.get("denoms", []) if thing is not whole_ else whole_.get("denoms", [])
        if thing is not whole_:
            yield from _unless_same(
                own, f"{at}.denoms", whole_.get("denoms", []), "People counted", sheet
            )
        own = own or whole_.get("denoms", [])
        cells = [c for k in thing.get("classes", []) for r in k.get("categories", [])
                 for c in r.get("measurements", [])]  # fmt: skip
        is_shared = thing.get("paramType") == "COUNT_OF_PARTICIPANTS" and len(cells) <= 60
        for number, one in enumerate(thing.get("classes", [])):
            yield from _class(one, f"{at}.classes[{number}]", own, is_shared, sheet)


def _class(one: Raw, at: str, whole_: list[Raw], is_shared: bool, sheet: Sheet) -> Iterator[Due]:
    rows, title = one.get("categories", []), flat(one.get("title"))
    own = one.get("denoms", [])
    people = {
        count.get("groupId"): whole(count.get("value"))
        for denom in own or whole_
        if denom.get("units") == PEOPLE
        for count in denom.get("counts", [])
    }
    is_plain = len(rows) == 1 and not flat(rows[0].get("title"))
    if title and not is_plain:
        yield Due(title, is_head=True)
    for number, row in enumerate(rows):
        cells = row.get("measurements", [])
        pairs = [(whole(cell.get("value")), people.get(cell.get("groupId"))) for cell in cells]
        said = shares(pairs) if is_shared else [""] * len(cells)
        paths = [f"{at}.categories[{number}].measurements[{place}]" for place in range(len(cells))]
        yield Due(
            flat(row.get("title")) or (title if is_plain else ""),
            numbers=tuple(
                (cell.get("groupId", ""), where, cell, share)
                for cell, where, share in zip(cells, paths, said, strict=True)
            ),
        )
    yield from _unless_same(own, f"{at}.denoms", whole_, "People counted for this part", sheet)


def _unless_same(
    own: list[Raw], at: str, other: list[Raw], name: str, sheet: Sheet
) -> Iterator[Due]:
    """Yield rows of people, unless the same numbers stand above: then they are met there."""
    if _numbers(own) != _numbers(other):
        yield from _counted(own, at, name)
    else:
        sheet.met.update(
            f"{at}[{index}].counts[{place}].value"
            for index, denom in enumerate(own)
            for place in range(len(denom.get("counts", [])))
        )


def _numbers(denoms: list[Raw]) -> set[tuple[Any, Any, Any]]:
    return {(d.get("units"), c.get("groupId"), c.get("value")) for d in denoms for c in d["counts"]}


def _counted(denoms: list[Raw], at: str, name: str) -> Iterator[Due]:
    for index, denom in enumerate(denoms):
        units = denom.get("units")
        yield Due(
            name if units == PEOPLE else f"Counted: {flat(units)}",
            numbers=tuple(
                (count.get("groupId", ""), f"{at}[{index}].counts[{place}]", count, "")
                for place, count in enumerate(denom.get("counts", []))
            ),
        )


def _check(
    sheet: Sheet, where: str, row: Row, due: Due, ids: list[Any], notes: dict[str, str]
) -> None:
    at = f"{where}, row {due.name or row.head!r}"
    _head(sheet, at, row, due)
    cells: list[list[tuple[str, Raw, str]]] = [[] for _ in row.cells]
    for group, path, raw, share in due.numbers:
        place = ids.index(group) if group in ids else len(cells) - 1
        if not 0 <= place < len(cells):
            sheet.fault(at, f"has no cell for the group {group}")
            continue
        cells[place].append((path, raw, share))
    for cell, entries in zip(row.cells, cells, strict=True):
        if not entries:
            sheet.same(at, cell, NOT_GIVEN)
        parts = cell.split("; ") if len(entries) > 1 else [cell]
        if len(parts) != max(len(entries), 1):
            sheet.fault(at, f"shows {cell!r} for {len(entries)} numbers")
        for part, (path, raw, share) in zip(parts, entries, strict=False):
            _entry(sheet, at, part, path, raw, share, notes)


def _head(sheet: Sheet, at: str, row: Row, due: Due) -> None:
    if row.spans != due.is_head:
        sheet.fault(at, f"has {len(row.cells)} cells")
    if not due.name or due.is_head:
        sheet.strange(at, row.head.removeprefix(due.name).replace(f"· {due.unit}", ""))
    if due.name and row.head != due.name and not row.head.startswith(f"{due.name} ·"):
        sheet.fault(at, f"is headed {row.head!r}")


def _entry(
    sheet: Sheet, at: str, text: str, path: str, raw: Raw, share: str, notes: dict[str, str]
) -> None:
    found = _CELL.fullmatch(text)
    if found is None:
        sheet.fault(at, f"cannot be read: {text!r}")
        return
    names = ("value", "spread", "lowerLimit", "upperLimit")
    if all(flat(raw.get(name)) in ("", "NA") for name in names):
        # Said once, not again of its spread and of both ends.
        sheet.met.update(f"{path}.{name}" for name in names)
        raw = {name: raw[name] for name in raw if name == "comment"}
    sheet.same(at, found["value"], _value(raw.get("value")), f"{path}.value")
    spread = _value(raw["spread"]) if flat(raw.get("spread")) else ""
    sheet.same(at, found["spread"] or "", spread, f"{path}.spread")
    low, high = raw.get("lowerLimit"), raw.get("upperLimit")
    limits = f"{_value(low)} to {_value(high)}" if flat(low) and flat(high) else (
        f"from {_value(low)}" if flat(low) else f"up to {_value(high)}" if flat(high) else ""
    )  # fmt: skip
    sheet.same(at, found["limits"] or "", limits, f"{path}.lowerLimit", f"{path}.upperLimit")
    sheet.same(at, found["share"] or "", share)
    note = notes.get(found["note"], "(no such note)") if found["note"] else ""
    sheet.same(at, letters(note), letters(raw.get("comment")))


def _value(text: object) -> str:
    return NO_NUMBER if flat(text) in ("NA", "") else as_shown(text)
