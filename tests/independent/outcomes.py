"""What was measured against the raw record: sentences, pictures, tests for experts."""

import calendar
import re
from typing import Any

from tests.independent.numbers import DIGITS, as_shown, exact, shares, whole
from tests.independent.reading import Block, flat, letters
from tests.independent.sheet import Sheet

Raw = dict[str, Any]
AT = "outcomeMeasuresModule.outcomeMeasures"
_NUMBER = r"[-+−]?[\d.,]*\d\.?"
_COUNT = re.compile(
    r"it was (?:none \(0 of (?P<none>[\d,]+) people\)"
    r"|all \((?P<all>[\d,]+) of (?P<every>[\d,]+) people\)"
    r"|(?P<n>[\d,]+) of (?P<of>[\d,]+) people(?: \((?P<share>[^()]+)\))?)\."
)
_PERCENT = re.compile(
    rf"it was (?P<value>{_NUMBER})%\. (?P<people>[\d,]+) (?:people were|person was) counted\."
)
_AVERAGE = re.compile(
    rf"(?:(?P<kind>the average|the adjusted average|the middle value) was (?P<value>{_NUMBER})"
    rf"|the value went (?P<way>up|down) by (?P<by>{_NUMBER}))"
    r"(?P<unit> \(“.*?”\)| [a-z]+)?(?: on average(?P<adjusted> \(adjusted\))?)?\."
    r"(?: (?P<range>The values went|The middle half of the values went"
    r"|The [\d.]+% range \(confidence interval\) was)"
    rf"(?: from)? (?P<low>{_NUMBER}) to (?P<high>{_NUMBER})\.)?"
)
_KINDS = {
    "the average": "MEAN",
    "the adjusted average": "LEAST_SQUARES_MEAN",
    "the middle value": "MEDIAN",
}
_RANGES = {
    "The values went": ("Full Range", "FULL_RANGE"),
    "The middle half of the values went": ("Inter-Quartile Range", "INTER_QUARTILE_RANGE"),
}
_TESTS = re.compile(r"The team made (?P<n>\d+) tests? for this\.")
_P = re.compile(r"The p-value was (?P<sign>less than |more than )?(?P<number>[\d.]+)\.$")
_SURE = re.compile(r"The range is a confidence interval \((?P<sure>[\d.]+)%\)\.")
_EXPECTED = re.compile(r"The date that the record gives for them is (?P<date>\w+ \d{4})\.")
_MONTHS = list(calendar.month_name)[1:]
_TEST_FIELDS = {
    "More about these groups": "groupDescription",
    "More about this question": "nonInferiorityComment",
    "Kind of test": "statisticalMethod",
    "P-value": "pValue",
    "More about the p-value": "pValueComment",
    "More about the test": "statisticalComment",
    "What was worked out": "paramType",
    "Its number": "paramValue",
    "How sure the range is, in percent": "ciPctValue",
    "Lower end of the range": "ciLowerLimit",
    "Upper end of the range": "ciUpperLimit",
    "About the lower end": "ciLowerLimitComment",
    "About the upper end": "ciUpperLimitComment",
    "Its spread": "dispersionValue",
    "More about this number": "estimateComment",
    "Another way of looking at it": "otherAnalysisDescription",
}


def cells_of(outcome: Raw) -> list[Raw]:
    """Return the numbers of something that has one row."""
    classes = outcome.get("classes", [])
    rows = classes[0].get("categories", []) if len(classes) == 1 else []
    return list(rows[0].get("measurements", [])) if len(rows) == 1 else []


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
        if exact(cell.get("value")) is not None:
            sheet.fault(where, f"{text!r}, but there is {cell.get('value')!r}")
        return
    lead = f"In the group “{name}”, "
    if not text.startswith(lead):
        sheet.fault(where, f"{text!r} is not of the group {name!r}")
        return
    rest = text.removeprefix(lead)
    if found := _COUNT.fullmatch(rest):
        _count(sheet, where, found, outcome, place)
    elif found := _PERCENT.fullmatch(rest):
        if outcome.get("paramType") != "NUMBER" or not re.search(
            "%|percent", outcome.get("unitOfMeasure", ""), re.IGNORECASE
        ):
            sheet.fault(where, f"is no percent: {rest!r}")
        sheet.same(where, found["value"], as_shown(cell.get("value")))
        sheet.same(where, str(whole(found["people"])), str(_people(outcome).get(cell["groupId"])))
    elif found := _AVERAGE.fullmatch(rest):
        _average(sheet, where, found, outcome, cell)
    else:
        sheet.fault(where, f"is of no form that is known: {rest!r}")


def _people(outcome: Raw) -> dict[Any, int | None]:
    denoms = outcome["classes"][0].get("denoms") or outcome.get("denoms", [])
    return {
        count.get("groupId"): whole(count.get("value"))
        for denom in denoms
        if denom.get("units") == "Participants"
        for count in denom.get("counts", [])
    }


def _count(sheet: Sheet, where: str, found: re.Match[str], outcome: Raw, place: int) -> None:
    people, cells = _people(outcome), cells_of(outcome)
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


def _average(sheet: Sheet, where: str, found: re.Match[str], outcome: Raw, cell: Raw) -> None:
    value = as_shown(cell.get("value"))
    if found["way"]:
        number = exact(value) or 0
        kind = "LEAST_SQUARES_MEAN" if found["adjusted"] else "MEAN"
        if found["way"] != ("up" if number > 0 else "down"):
            sheet.fault(where, f"goes the wrong way: {found[0]!r} for {value}")
        sheet.same(where, found["by"], value.lstrip("−+"))
        if "change" not in outcome.get("title", "").lower():
            sheet.fault(where, f"is no change: {found[0]!r}")
    else:
        kind = _KINDS[found["kind"]]
        sheet.same(where, found["value"], value)
    if outcome.get("paramType") != kind:
        sheet.fault(where, f"is called {kind}, the record says {outcome.get('paramType')}")
    unit = flat(outcome.get("unitOfMeasure"))
    if found["unit"]:
        shown = found["unit"].strip().removeprefix("(“").removesuffix("”)")
        sheet.same(where, shown.lower(), unit.lower())
    if found["range"]:
        sheet.same(where, found["low"], as_shown(cell.get("lowerLimit")))
        sheet.same(where, found["high"], as_shown(cell.get("upperLimit")))
        spread = flat(outcome.get("dispersionType"))
        sure = DIGITS.search(found["range"])
        good = spread == f"{sure[0]}% Confidence Interval" if sure else (
            spread in _RANGES.get(found["range"], ())
        )  # fmt: skip
        if not good:
            sheet.fault(where, f"calls {spread!r} {found['range']!r}")


def line(sheet: Sheet, where: str, text: str, outcome: Raw) -> bool:
    """Check a paragraph below a thing that was measured; False if no form is known."""
    return _of_tests(sheet, where, text, outcome) or _of_numbers(sheet, where, text, outcome)


def _of_tests(sheet: Sheet, where: str, text: str, outcome: Raw) -> bool:
    tests, groups = outcome.get("analyses", []), outcome.get("groups", [])
    if found := _TESTS.match(text):
        sheet.same(where, found["n"], str(len(tests)))
    elif found := _P.search(text):
        sign = {"less than ": "<", "more than ": ">"}.get(found["sign"] or "", "")
        given = re.sub(r"[\s=]", "", tests[0].get("pValue", "")) if len(tests) == 1 else ""
        sheet.same(where, sign + found["number"], given)
    elif text == "The record gives no test that compares the groups.":
        if tests or len(groups) == 1:
            sheet.fault(where, f"{text!r}, but there are {len(tests)} tests")
    elif text == "There was one group, so nothing was compared.":
        if tests or len(groups) != 1:
            sheet.fault(where, f"{text!r}, but there are {len(groups)} groups")
    else:
        return False
    return True


def _of_numbers(sheet: Sheet, where: str, text: str, outcome: Raw) -> bool:
    """Check what is said of the numbers of a table: their unit, their range, when they come."""
    rest = text.removesuffix(f"Unit: {flat(outcome.get('unitOfMeasure'))}")
    if found := _SURE.search(rest):
        sheet.same(where, f"{found['sure']}% Confidence Interval", flat(outcome["dispersionType"]))
        rest = rest.replace(found[0], "")
    if found := _EXPECTED.search(rest):
        year, _, month = outcome.get("anticipatedPostingDate", "").partition("-")
        sheet.same(where, found["date"], f"{_MONTHS[int(month or 1) - 1]} {year}")
        rest = rest.replace(found[0], "")
    for name in ("dispersionType", "unitOfMeasure"):
        rest = rest.replace(f"“{flat(outcome.get(name))}”", "")
    return not DIGITS.search(rest)


def test(sheet: Sheet, where: str, block: Block, outcome: Raw, index: int, path: str) -> None:
    """Check every field of a test of an outcome, under its name."""
    tests = outcome.get("analyses", [])
    if index >= len(tests):
        sheet.fault(where, f"shows a test more than the record: {block.pairs}")
        return
    raw, at = tests[index], f"{path}.analyses[{index}]"
    titles = {g["id"]: flat(g.get("title")) for g in outcome.get("groups", [])}
    for name, value in block.pairs:
        if field := _TEST_FIELDS.get(name):
            sheet.same(f"{where}, {name}", letters(value), letters(raw.get(field)), f"{at}.{field}")
            if exact(raw.get(field)) is not None:
                sheet.same(f"{where}, {name}", value, as_shown(raw.get(field)))
        elif name == "Range (confidence interval)":
            both = f"{as_shown(raw.get('ciLowerLimit'))} to {as_shown(raw.get('ciUpperLimit'))}"
            sheet.same(where, value, both, f"{at}.ciLowerLimit", f"{at}.ciUpperLimit")
        elif name == "Groups":
            names = [titles.get(one, one) for one in raw.get("groupIds", [])]
            if value == "All groups of this table":
                if set(raw["groupIds"]) != set(titles):
                    sheet.fault(where, f"says all groups, the record {raw['groupIds']}")
            elif letters(value) not in {
                letters(", ".join(names)), letters(" and ".join(names)),
                letters(", ".join(names[:-1]) + " and " + names[-1]),
            }:  # fmt: skip
                sheet.fault(where, f"names the groups {value!r}, the record {names}")
        else:
            sheet.strange(f"{where}, {name}", value)


def picture(sheet: Sheet, where: str, text: str, outcome: Raw) -> None:
    """Check that the lines of a picture are the groups and their numbers, in order."""
    titles = {g["id"]: flat(g.get("title")) for g in outcome.get("groups", [])}
    left = " ".join(text.split())
    people, cells = _people(outcome), cells_of(outcome)
    pairs = [(whole(cell.get("value")), people.get(cell.get("groupId"))) for cell in cells]
    said = shares(pairs)
    for cell, (count, of), share in zip(cells, pairs, said, strict=True):
        title = titles.get(cell.get("groupId"), "")
        if outcome.get("paramType") == "COUNT_OF_PARTICIPANTS":
            words = f"{count or 0:,} of {of or 0:,} people" + (f" ({share})" if share else "")
        else:
            words = as_shown(cell.get("value"))
            ends = (as_shown(cell.get(name)) for name in ("lowerLimit", "upperLimit"))
            both = f"{words} ({' to '.join(ends)})"
            words = both if both in left else words
        before, found, after = left.partition(title)
        if not found or not after.strip().startswith(words):
            sheet.fault(where, f"picture lacks {words!r} below {title!r}: {left!r}")
            return
        sheet.strange(where, before.replace(" 0 ", " "))
        left = after.strip().removeprefix(words)
        sheet.numbers["checked"] += len(DIGITS.findall(words))
    sheet.strange(where, re.sub(r"(?<![\d.,])0(?![\d.,])", "", left))
