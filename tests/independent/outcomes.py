"""What was measured against the raw record: what is said below it, pictures, tests for experts."""

import calendar
import re
from typing import Any

from tests.independent.numbers import DIGITS, as_shown, exact, shares, whole
from tests.independent.reading import Block, flat, letters
from tests.independent.sentences import cells_of, people_of, rows_of
from tests.independent.sheet import Sheet

Raw = dict[str, Any]
AT = "outcomeMeasuresModule.outcomeMeasures"
_ROWS = re.compile(r"There are (?P<n>\d+) rows of results for this\. The table shows them all\.")
_GROUPS = re.compile(r"There are (?P<n>\d+) groups\. The table shows the number of each\.")
_ROW = re.compile(r"These numbers are for “(?P<name>.+?)”\.")
_TESTS = re.compile(r"The team made (?P<n>\d+) tests? for this\.")
_P = re.compile(r"The p-value was (?P<sign>less than |more than )?(?P<number>[\d.]+)\.$")
_SURE = re.compile(r"The range is a confidence interval \((?P<sure>[\d.]+)%\)\.")
_EXPECTED = re.compile(
    r"The (?:date that the record gives for them is"
    r"|record says that these numbers were expected to be public in) (?P<date>\w+ \d{4})\."
)
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


def line(sheet: Sheet, where: str, text: str, outcome: Raw) -> bool:
    """Check a paragraph below a thing that was measured; False if no form is known."""
    rows = rows_of(outcome)
    for form, due in ((_ROWS, len(rows)), (_GROUPS, len(outcome.get("groups", [])))):
        if found := form.match(text):
            sheet.same(where, found["n"], str(due))
            text = text[found.end() :].strip()
    while found := _ROW.match(text):
        names = [flat(one.get("title")) for one in (*outcome["classes"], *rows)]
        if len(rows) != 1 or found["name"] not in names:
            sheet.fault(where, f"{found[0]!r}, but the record has {names}")
        text = text[found.end() :].strip()
    text = text.removeprefix("A minus sign means that the value went down.").strip()
    return (
        not text
        or _of_tests(sheet, where, text, outcome)
        or _of_numbers(sheet, where, text, outcome)
    )


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
    people, cells = people_of(outcome), cells_of(outcome)
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
