"""Sentences on what was measured against the raw record: one number of one group each."""

import re
from typing import Any

from tests.independent.numbers import as_shown, exact, shares, whole
from tests.independent.reading import flat
from tests.independent.sheet import Sheet

Raw = dict[str, Any]
_NUMBER = r"[-+−]?[\d.,]*\d\.?"
_COUNT = re.compile(
    r"it was (?:none \(0 of (?P<none>[\d,]+) people\)"
    r"|all \((?P<all>[\d,]+) of (?P<every>[\d,]+) people\)"
    r"|(?P<n>[\d,]+) of (?P<of>[\d,]+) people(?: \((?P<share>[^()]+)\))?)\."
)
_PERCENT = re.compile(
    rf"it was (?P<value>{_NUMBER})%\. (?P<people>[\d,]+) (?:people were|person was) counted\."
)
_PEOPLE = re.compile(
    rf"the number of people was (?P<value>{_NUMBER})\."
    r" (?P<people>[\d,]+) (?:people were|person was) counted\."
)
_VALUE = re.compile(
    r"(?:(?P<kind>the (?:adjusted )?average(?: \(geometric mean\)| on a log scale)?"
    rf"|the middle value|the number) was (?P<value>{_NUMBER})"
    rf"|the value went (?P<way>up|down) by (?P<by>{_NUMBER}))"
    r"(?P<unit> \(“.*?”\)| [a-z]+)?(?: on average(?P<adjusted> \(adjusted\))?)?\."
    r"(?: (?P<people>[\d,]+) (?:people were|person was) counted\.)?"
)
_RANGE = re.compile(
    rf"(?:The lowest value was (?P<lowest>{_NUMBER}) and the highest (?P<highest>{_NUMBER})\."
    rf"|The middle half of the values lay between (?P<from>{_NUMBER}) and (?P<to>{_NUMBER})\."
    r"|The (?P<sure>[\d.]+)% range \(confidence interval\)"
    rf" (?:was (?P<low>{_NUMBER}) to (?P<high>{_NUMBER})\."
    rf"|starts at (?P<start>{_NUMBER})\. The record gives no upper end\."
    rf"|ends at (?P<end>{_NUMBER})\. The record gives no lower end\.))"
)
_KINDS = {
    "the average": ("MEAN",),
    "the adjusted average": ("LEAST_SQUARES_MEAN",),
    "the middle value": ("MEDIAN",),
    "the average (geometric mean)": ("GEOMETRIC_MEAN",),
    "the adjusted average (geometric mean)": ("GEOMETRIC_LEAST_SQUARES_MEAN",),
    "the average on a log scale": ("LOG_MEAN",),
    "the number": ("NUMBER", "COUNT_OF_UNITS"),
}


def rows_of(outcome: Raw) -> list[Raw]:
    """Return the rows that have a number."""
    every = [row for one in outcome.get("classes", []) for row in one.get("categories", [])]
    return [row for row in every if row.get("measurements")]


def cells_of(outcome: Raw) -> list[Raw]:
    """Return the numbers of something that has one row; an empty one for a group without."""
    rows = rows_of(outcome)
    cells = list(rows[0]["measurements"]) if len(rows) == 1 else []
    known = {cell.get("groupId") for cell in cells}
    others = [group["id"] for group in outcome.get("groups", []) if group["id"] not in known]
    return cells + [{"groupId": id_} for id_ in others if cells]


def group_line(sheet: Sheet, where: str, text: str, outcome: Raw, place: int) -> None:
    """Check the sentence on the group that the number at `place` of the row belongs to."""
    cells = cells_of(outcome)
    if place >= len(cells):
        sheet.fault(where, f"there is no number for {text!r}")
        return
    cell = cells[place]
    titles = {g["id"]: flat(g.get("title")) for g in outcome.get("groups", [])}
    name = titles.get(cell.get("groupId"), "")
    if text == f"The record gives no number for the group “{name}”.":
        if flat(cell.get("value")) not in ("", "NA"):
            sheet.fault(where, f"{text!r}, but there is {cell.get('value')!r}")
        return
    lead = f"In the group “{name}”, "
    if not text.startswith(lead):
        sheet.fault(where, f"{text!r} is not of the group {name!r}")
        return
    rest = text.removeprefix(lead)
    if rest == f"the record gives “{flat(cell.get('value'))}”.":
        return
    forms = ((_COUNT, _count), (_PERCENT, _percent), (_PEOPLE, _of_people), (_VALUE, _average))
    for form, check in forms:
        if found := form.match(rest):
            check(sheet, where, found, outcome, place)
            _range(sheet, where, rest[found.end() :].strip(), outcome, cell)
            return
    if rest != "nobody was counted." or people_of(outcome).get(cell["groupId"]) != 0:
        sheet.fault(where, f"is of no form that is known: {rest!r}")


def _percent(sheet: Sheet, where: str, found: re.Match[str], outcome: Raw, place: int) -> None:
    unit = flat(outcome.get("unitOfMeasure"))
    if outcome.get("paramType") != "NUMBER" or not re.search("%|percent", unit, re.IGNORECASE):
        sheet.fault(where, f"is no percent: {found[0]!r}")
    _besidepeople_of(sheet, where, found, outcome, place)


def _of_people(sheet: Sheet, where: str, found: re.Match[str], outcome: Raw, place: int) -> None:
    unit = flat(outcome.get("unitOfMeasure"))
    if not re.search("participant|patient|people|subject", unit, re.IGNORECASE):
        sheet.fault(where, f"are not people: {unit!r}")
    _besidepeople_of(sheet, where, found, outcome, place)


def _besidepeople_of(
    sheet: Sheet, where: str, found: re.Match[str], outcome: Raw, place: int
) -> None:
    cell = cells_of(outcome)[place]
    sheet.same(where, found["value"], as_shown(cell.get("value")))
    sheet.same(where, str(whole(found["people"])), str(people_of(outcome).get(cell["groupId"])))


def _range(sheet: Sheet, where: str, text: str, outcome: Raw, cell: Raw) -> None:
    """Check what is said of the range of a number."""
    if not text:
        return
    found = _RANGE.fullmatch(text)
    if found is None:
        sheet.fault(where, f"is of no form that is known: {text!r}")
        return
    spread = flat(outcome.get("dispersionType"))
    due = ("Full Range", "FULL_RANGE") if found["lowest"] else (
        ("Inter-Quartile Range", "INTER_QUARTILE_RANGE") if found["from"]
        else (f"{found['sure']}% Confidence Interval",)
    )  # fmt: skip
    if spread not in due:
        sheet.fault(where, f"calls {spread!r} {text!r}")
    for name, field in (
        *((name, "lowerLimit") for name in ("lowest", "from", "low", "start")),
        *((name, "upperLimit") for name in ("highest", "to", "high", "end")),
    ):
        if found[name]:
            sheet.same(where, found[name], as_shown(cell.get(field)))
    if found["start"] or found["end"]:
        missing = cell.get("upperLimit" if found["start"] else "lowerLimit")
        sheet.same(where, "NA", flat(missing) or "NA")


def people_of(outcome: Raw) -> dict[Any, int | None]:
    denoms = outcome.get("denoms", [])
    for one in outcome.get("classes", []):
        if any(row.get("measurements") for row in one.get("categories", [])):
            denoms = one.get("denoms") or denoms
            break
    return {
        count.get("groupId"): whole(count.get("value"))
        for denom in denoms
        if denom.get("units") == "Participants"
        for count in denom.get("counts", [])
    }


def _count(sheet: Sheet, where: str, found: re.Match[str], outcome: Raw, place: int) -> None:
    people, cells = people_of(outcome), cells_of(outcome)
    pairs = [(whole(cell.get("value")), people.get(cell.get("groupId"))) for cell in cells]
    shown = (whole(found["n"]), whole(found["of"]))
    if found["none"]:
        shown = (0, whole(found["none"]))
    if found["all"]:
        shown = (whole(found["all"]), whole(found["every"]))
    if outcome.get("paramType") != "COUNT_OF_PARTICIPANTS":
        sheet.fault(where, f"does not count people: {found[0]!r}")
    sheet.same(where, str(shown), str(pairs[place]))
    sheet.same(where, found["share"] or "", shares(pairs)[place])


def _average(sheet: Sheet, where: str, found: re.Match[str], outcome: Raw, place: int) -> None:
    cell = cells_of(outcome)[place]
    value = as_shown(cell.get("value"))
    if found["way"]:
        number = exact(value) or 0
        kinds: tuple[str, ...] = ("LEAST_SQUARES_MEAN" if found["adjusted"] else "MEAN",)
        if found["way"] != ("up" if number > 0 else "down"):
            sheet.fault(where, f"goes the wrong way: {found[0]!r} for {value}")
        sheet.same(where, found["by"], value.lstrip("−+"))
        if "change" not in outcome.get("title", "").lower():
            sheet.fault(where, f"is no change: {found[0]!r}")
    else:
        kinds = _KINDS[found["kind"]]
        sheet.same(where, found["value"], value)
    if found["people"]:
        due = people_of(outcome).get(cell["groupId"])
        sheet.same(where, str(whole(found["people"])), str(due))
    if outcome.get("paramType") not in kinds:
        sheet.fault(where, f"is called {kinds}, the record says {outcome.get('paramType')}")
    shown = (found["unit"] or "").strip().removeprefix("(“").removesuffix("”)")
    sheet.same(where, shown.lower(), flat(outcome.get("unitOfMeasure")).lower())
