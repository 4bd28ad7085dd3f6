"""Who took part: sentences, drawings and tables, against the raw record."""

import re
from typing import Any

from tests.independent.numbers import shares, whole
from tests.independent.reading import Block, Row, flat
from tests.independent.sheet import Sheet
from tests.independent.tables import columns

Raw = dict[str, Any]
AT = "participantFlowModule"
START = "baselineCharacteristicsModule"
HEADS = {
    "STARTED": "Started",
    "COMPLETED": "Finished",
    "NOT COMPLETED": "Did not finish",
    "Adverse Event": "Left with a health problem",
    "Death": "Died",
    "Lack of Efficacy": "Left for lack of effect",
    "Lost to Follow-up": "Could not be reached any more",
    "Physician Decision": "A doctor decided so",
    "Pregnancy": "Became pregnant",
    "Protocol Violation": "The plan of the {} was not followed",
    "Withdrawal by Subject": "Chose to leave",
}
_STARTED = re.compile(
    r"In the group “(?P<name>.+?)”, (?P<n>[\d,]+) (?:person|people) started"
    r"(?: the part “(?P<part>.+?)”| part (?P<number>\d+))?\."
    r"(?: Of these, (?P<done>[\d,]+) finished this part and (?P<left>[\d,]+) did not\."
    r"| (?P<all>All|None) of them finished this part\.)?"
)
_NOBODY = re.compile(r"In the group “(?P<name>.+?)”, no one started\.")
_PART = re.compile(
    r"The record counts people in (?P<n>\d+) parts of the (?:trial|study)\."
    r" Here is the first part that each group was in\."
    r" More people may have left in later parts\."
)
_SEX = re.compile(
    r"(?:All (?P<all>[\d,]+)|(?P<n>[\d,]+) of (?P<of>[\d,]+)) people were (?P<sex>female|male)"
    r"(?: \((?P<share>[^()]+)\))?\."
)
_AGE = re.compile(r"The (?P<kind>average|middle) age was (?P<value>\S+) years\.")
_HALF = re.compile(r"Half were older and half were younger\.")
_AGES = re.compile(r"Ages went from (?P<low>\S+) to (?P<high>\S+) years\.")
_CELL = re.compile(r"(?P<n>[^ ()]+)?(?: ?\(units: (?P<units>[^)]*)\))?(?: (?P<note>.*))?")


def period_table(sheet: Sheet, block: Block, index: int) -> None:
    """Check the table of a period: groups, milestones, then reasons to leave."""
    flow = sheet.results.get(AT, {})
    period, path = flow["periods"][index], f"{AT}.periods[{index}]"
    where = f"table of period {index + 1}"
    titles = [flat(group.get("title")) for group in flow.get("groups", [])]
    columns(sheet, where, block, {}, titles)
    rows = [row for row in block.rows if not row.spans]
    due = [
        (row, f"{path}.{part}[{place}].{cells}[{{}}]", cells)
        for part, cells in (("milestones", "achievements"), ("dropWithdraws", "reasons"))
        for place, row in enumerate(period.get(part, []))
    ]
    if len(rows) != len(due):
        sheet.fault(where, f"has {len(rows)} rows, the record {len(due)}")
    for row, (raw, at, cells) in zip(rows, due, strict=False):
        _row(sheet, where, row, raw, at, cells)


def _row(sheet: Sheet, where: str, row: Row, raw: Raw, at: str, name: str) -> None:
    ids = [group.get("id") for group in sheet.results[AT].get("groups", [])]
    label = head_of(raw.get("type"))
    comment = flat(raw.get("comment"))
    if not _is_head(row.head, label, comment):
        sheet.fault(where, f"has a row {row.head!r}, the record {label!r}")
    for place, count in enumerate(raw.get(name, [])):
        path = at.format(place)
        cell = row.cells[ids.index(count["groupId"])] if count.get("groupId") in ids else ""
        found = _CELL.fullmatch(cell)
        if found is None:
            sheet.fault(where, f"cell {cell!r} cannot be read")
            continue
        sheet.same(
            f"{where}, {label}", found["n"] or "", flat(count.get("numSubjects")),
            f"{path}.numSubjects",
        )  # fmt: skip
        sheet.same(
            f"{where}, {label}", found["units"] or "", flat(count.get("numUnits")),
            f"{path}.numUnits",
        )  # fmt: skip
        if found["note"] or count.get("comment"):
            sheet.quoted(f"{where}, {label}", found["note"] or "(no note)")


def _is_head(shown: str, label: str, comment: str) -> bool:
    pattern = re.escape(label).replace(re.escape("{}"), "(?:trial|study)")
    return re.fullmatch(pattern + (".*" if comment else ""), shown) is not None


def head_of(type_: object) -> str:
    """Return the words of a row; those of the record where they are the team's own."""
    return HEADS.get(str(type_), flat(type_))


def drawing(sheet: Sheet, text: str, index: int) -> None:
    """Check the drawing of a group: each number beside its words, and no other number."""
    flow = sheet.results[AT]
    drawn = [group for group in flow.get("groups", []) if _lines(flow, group.get("id"))]
    where = f"drawing {index + 1}"
    if index >= len(drawn):
        sheet.fault(where, "is of no group of the record")
        return
    group = drawn[index]
    # A long word is cut where the box ends, so spaces do not count.
    left = re.sub(r"\s+", "", text)
    for title in [group.get("title"), *(period.get("title") for period in flow["periods"])]:
        left = left.replace(re.sub(r"\s+", "", str(title or "")), " ", 1)
    lines = [re.sub(r"\s+", "", line) for line in _lines(flow, group.get("id"))]
    for line in sorted(lines, key=len, reverse=True):
        pattern = re.escape(line).replace(re.escape("{}"), "(?:trial|study)") + r"(?![\d,])"
        left, times = re.subn(pattern, " ", left, count=1)
        if not times:
            sheet.fault(where, f"lacks {line!r}")
        sheet.numbers["checked"] += 1
    sheet.strange(where, left)


def _lines(flow: Raw, id_: object) -> list[str]:
    lines = []
    for period in flow.get("periods", []):
        reached = _of(period.get("milestones", []), "achievements", id_)
        if not any(number for _, number in reached):
            continue
        has_ends = any(type_ == "COMPLETED" for type_, _ in reached)
        for type_, number in reached:
            if type_ != "NOT COMPLETED" or has_ends:
                lines.append(f"{head_of(type_)}: {number:,}")
        if any(type_ == "NOT COMPLETED" for type_, _ in reached) and has_ends:
            left = _of(period.get("dropWithdraws", []), "reasons", id_)
            lines += [f"{head_of(type_)}: {number:,}" for type_, number in left if number]
    return lines


def _of(rows: list[Raw], name: str, id_: object) -> list[tuple[Any, int]]:
    return [
        (row.get("type"), number)
        for row in rows
        for count in row.get(name, [])
        if count.get("groupId") == id_ and (number := whole(count.get("numSubjects"))) is not None
    ]


def sentence(sheet: Sheet, text: str) -> bool:
    """Check a paragraph on who took part; False if some of it is of no form that is known here."""
    forms = (
        (_STARTED, _started),
        (_NOBODY, _nobody),
        (_PART, _part),
        (_AGE, _age),
        (_AGES, _ages),
        (_SEX, _sex),
        (_HALF, _nothing),
    )
    for form, check in forms:
        if found := form.match(text):
            check(sheet, found)
            rest = text[found.end() :].strip()
            return not rest or sentence(sheet, rest)
    return False


def _first(flow: Raw, id_: object) -> Raw:
    """Return the first part with anybody of a group in it; else the first of all."""
    met = [
        period
        for period in flow["periods"]
        if any(number for _, number in _of(period["milestones"], "achievements", id_))
    ]
    return met[0] if met else flow["periods"][0]


def _nobody(sheet: Sheet, found: re.Match[str]) -> None:
    flow = sheet.results[AT]
    for group in flow["groups"]:
        if flat(group.get("title")) == found["name"]:
            reached = _of(_first(flow, group["id"])["milestones"], "achievements", group["id"])
            if not any(number for _, number in reached):
                return
    sheet.fault("who started", f"says {found[0]!r}")


def _part(sheet: Sheet, found: re.Match[str]) -> None:
    """Check how many parts there are."""
    periods = sheet.results[AT]["periods"]
    if found["n"] != str(len(periods)) or len(periods) < 2:
        sheet.fault("who started", f"says {found[0]!r}, the record has {len(periods)}")


def _nothing(sheet: Sheet, found: re.Match[str]) -> None:
    """A sentence without a number."""


def _started(sheet: Sheet, found: re.Match[str]) -> None:
    flow = sheet.results[AT]
    groups = [g for g in flow["groups"] if flat(g.get("title")) == found["name"]]
    due = []
    for group in groups:
        met = _first(flow, group["id"])
        named = (flat(met.get("title")), str(flow["periods"].index(met) + 1))
        if (found["part"] or named[0], found["number"] or named[1]) != named:
            sheet.fault("who started", f"says {found[0]!r}, the part is {named}")
        period = met
        reached = dict(_of(period["milestones"], "achievements", group["id"]))
        due.append((reached.get("STARTED"), reached.get("COMPLETED"), reached.get("NOT COMPLETED")))
    start = whole(found["n"])
    done, left = whole(found["done"]), whole(found["left"])
    if found["all"]:
        done, left = (start, 0) if found["all"] == "All" else (0, start)
    sheet.numbers["checked"] += 3 if found["done"] else 1
    if (start, done, left) not in due:
        sheet.fault("who started", f"says {(start, done, left)} of {found['name']!r}, not {due}")


def _total(sheet: Sheet) -> str | None:
    groups = sheet.results[START]["groups"]
    total = [g["id"] for g in groups if g.get("title") == "Total"]
    return groups[0]["id"] if len(groups) == 1 else total[0] if len(total) == 1 else None


def _cells(sheet: Sheet, *titles: str) -> list[tuple[Raw, Raw, Raw]]:
    """Return the numbers of all people in the measures of these titles."""
    id_ = _total(sheet)
    return [
        (measure, category, cell)
        for measure in sheet.results[START].get("measures", [])
        if measure.get("title") in titles
        for one in measure.get("classes", [])
        for category in one.get("categories", [])
        for cell in category.get("measurements", [])
        if cell.get("groupId") == id_
    ]


def _age(sheet: Sheet, found: re.Match[str]) -> None:
    kinds = {"average": "MEAN", "middle": "MEDIAN"}
    for measure, _, cell in _cells(sheet, "Age, Continuous", "Age Continuous"):
        if (
            measure.get("paramType") == kinds[found["kind"]]
            and measure.get("unitOfMeasure", "").lower() == "years"
        ):
            sheet.same("age", found["value"], flat(cell.get("value")))
            return
    sheet.fault("age", f"is not in the record: {found[0]}")


def _ages(sheet: Sheet, found: re.Match[str]) -> None:
    for measure, _, cell in _cells(sheet, "Age, Continuous", "Age Continuous"):
        if measure.get("dispersionType") == "FULL_RANGE":
            sheet.same("ages", found["low"], flat(cell.get("lowerLimit")))
            sheet.same("ages", found["high"], flat(cell.get("upperLimit")))
            return
    sheet.fault("ages", f"are not in the record: {found[0]}")


def _sex(sheet: Sheet, found: re.Match[str]) -> None:
    cells = _cells(sheet, "Sex: Female, Male")
    start = sheet.results[START]
    counts = {c.get("title", "").lower(): whole(v.get("value")) for _, c, v in cells}
    measure = cells[0][0] if cells else {}
    own = measure.get("classes", [{}])[0].get("denoms") or measure.get("denoms")
    sizes = [
        whole(count["value"])
        for denom in own or start.get("denoms", [])
        if denom.get("units") == "Participants"
        for count in denom["counts"]
        if count["groupId"] == _total(sheet)
    ]
    size = sizes[0] if sizes else None
    shown = (whole(found["all"] or found["n"]), whole(found["all"] or found["of"]))
    if shown != (counts.get(found["sex"]), size):
        sheet.fault("sex", f"says {found[0]!r}, the record {counts} of {size}")
    every = [counts.get("female"), counts.get("male")]
    said = dict(zip(("female", "male"), shares([(one, size) for one in every]), strict=True))
    if not found["all"]:
        sheet.same("sex", found["share"] or "", said[found["sex"]])
    sheet.numbers["checked"] += 2
