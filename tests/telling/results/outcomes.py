"""What was measured: what must be said, from the raw record."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.telling.results.shares import percent_row, whole
from tests.telling.results.tables import PEOPLE, flat, numbers_of, table
from tests.telling.words import Teller, date_words, listed, number

Said = tuple[str, str]
SPREADS = {
    "Standard Deviation": "STANDARD_DEVIATION",
    "Standard Error": "STANDARD_ERROR",
    "Inter-Quartile Range": "INTER_QUARTILE_RANGE",
    "Full Range": "FULL_RANGE",
    "Geometric Coefficient of Variation": "GEOMETRIC_COEFFICIENT",
    "Not Applicable": "NA",
}
VALUES = {
    "MEAN": "mean",
    "LEAST_SQUARES_MEAN": "adjusted_mean",
    "MEDIAN": "median",
    "GEOMETRIC_MEAN": "geometric_mean",
    "GEOMETRIC_LEAST_SQUARES_MEAN": "adjusted_geometric_mean",
    "LOG_MEAN": "log_mean",
    "NUMBER": "number",
    "COUNT_OF_UNITS": "number",
}


def outcomes(one: Teller) -> Iterator[Said]:
    module = one.study["resultsSection"].get("outcomeMeasuresModule", {})
    things = module.get("outcomeMeasures", [])
    main = [thing for thing in things if thing.get("type") == "PRIMARY"]
    others = [thing for thing in things if thing.get("type") != "PRIMARY"]
    told: set[tuple[str, str]] = set()
    for rule, part in (("main_count", main), ("others_count", others)):
        if part:
            yield one.say(f"outcome.{rule}", len(part))
        for thing in part:
            yield from outcome(one, thing, told)


def outcome(one: Teller, thing: dict[str, Any], told: set[tuple[str, str]]) -> Iterator[Said]:
    if thing.get("type") == "PRIMARY" and flat(thing.get("title")):
        yield one.say("outcome.name", quoted=thing["title"])
    if thing.get("type") == "PRIMARY" and flat(thing.get("timeFrame")):
        yield one.say("outcome.when", quoted=flat(thing["timeFrame"]))
    yield from status(one, thing)
    yield from numbers(one, thing)
    yield from reading(one, thing)
    if numbers_of(thing) or thing.get("analyses"):
        yield from compared(one, thing)
    if thing.get("paramType"):
        yield one.code("MeasureParam", thing["paramType"])
    yield from spread(one, thing)
    yield from table(one, thing, told)
    for test in thing.get("analyses", []):
        yield from expert(one, thing, test)


def status(one: Teller, thing: dict[str, Any]) -> Iterator[Said]:
    if thing.get("type") in ("OTHER_PRE_SPECIFIED", "POST_HOC"):
        yield one.code("OutcomeMeasureType", thing["type"])
    if thing.get("reportingStatus") == "NOT_POSTED":
        yield one.code("ReportingStatus", "NOT_POSTED")
    elif not numbers_of(thing):
        yield one.say("outcome.no_numbers")
    if thing.get("anticipatedPostingDate"):
        is_there = numbers_of(thing) and thing.get("reportingStatus") != "NOT_POSTED"
        rule = "outcome.expected_posted" if is_there else "outcome.expected"
        yield one.say(rule, date=date_words(thing["anticipatedPostingDate"]))


def is_number(text: str | None) -> bool:
    return re.fullmatch(r"\s*[-+]?(\d[\d,]*\.?\d*|\.\d+)\s*", text or "") is not None


def shown(text: str) -> str:
    return text.strip().replace("-", "\N{MINUS SIGN}")


def value(text: str) -> Decimal:
    return Decimal(text.strip().replace(",", ""))


def lines_of(thing: dict[str, Any]) -> list[tuple[list[str], dict[str, Any], list[Any]]]:
    """The rows that have a number: names of class and row, the class, the numbers."""
    return [
        ([name for name in (flat(row.get("title")), flat(line.get("title"))) if name], row, cells)
        for row in thing.get("classes", [])
        for line in row.get("categories", [])
        if (cells := line.get("measurements", []))
    ]


def numbers(one: Teller, thing: dict[str, Any]) -> Iterator[Said]:
    """Only a table of one row, with at most one name, and of 4 groups or fewer."""
    lines, groups = lines_of(thing), thing.get("groups", [])
    titles = {group["id"]: flat(group.get("title")) for group in groups}
    if len(lines) != 1 or len(lines[0][0]) > 1 or len(groups) > 4 or len(titles) < len(groups):
        return
    _, row, cells = lines[0]
    by_group = {cell["groupId"]: cell for cell in cells}
    if len(by_group) < len(cells) or set(by_group) - set(titles) or not all(titles.values()):
        return
    denoms = row.get("denoms") or thing.get("denoms", [])
    sizes: dict[str, int | None] = {}
    if {denom["units"] for denom in denoms} == {PEOPLE}:
        counts = [count for denom in denoms for count in denom["counts"]]
        sizes = {count["groupId"]: whole(count["value"]) for count in counts}
    full = [*by_group, *(id_ for id_ in titles if id_ not in by_group)]
    rows = [(titles[id_], by_group.get(id_, {}), sizes.get(id_)) for id_ in full]
    given = [found for found in rows if is_number(found[1].get("value"))]
    said = list(said_of(one, thing, given))
    if thing.get("paramType") not in {*VALUES, "COUNT_OF_PARTICIPANTS"} or len(said) < len(given):
        return
    for name, cell, _ in rows:
        text = flat(cell.get("value"))
        if is_number(text):
            yield from said.pop(0)
        elif text in ("", "NA"):
            yield one.say("outcome.none", name=name)
        else:
            yield one.say("outcome.given", name=name, quoted=text)


def said_of(one: Teller, thing: dict[str, Any], rows: list[Any]) -> Iterator[list[Said]]:
    """What is said of each number; nothing where no pattern fits."""
    kind, unit = thing.get("paramType"), flat(thing.get("unitOfMeasure")).lower()
    percent = r"(%|percent|percentage)( of (the )?(participants|patients|people|subjects))?"
    people = r"(number of )?(participants?|patients?|people|subjects?)"
    shares = [0 <= value(cell["value"]) <= 100 and size is not None for _, cell, size in rows]
    if kind == "COUNT_OF_PARTICIPANTS":
        yield from ([said] for said in counts_of_people(one, rows))
    elif kind == "NUMBER" and re.fullmatch(percent, unit) and all(shares):
        for name, cell, size in rows:
            said = one.say("outcome.percent", size, name=name, number=shown(cell["value"]))
            yield [said, *ends(one, thing.get("dispersionType") or "", cell)]
    elif kind == "NUMBER" and re.fullmatch(people, unit):
        known = [(whole(cell["value"]), size) for _, cell, size in rows]
        if all(x is not None and of is not None and x <= of for x, of in known):
            for name, cell, size in rows:
                yield [one.say("outcome.people", size, name=name, number=shown(cell["value"]))]
    elif kind in VALUES:
        for name, cell, size in rows:
            first, *range_ = valued(one, thing, name, cell)
            people_counted = [] if size is None else [one.say("outcome.counted", size)]
            yield [first, *people_counted, *range_]


def reading(one: Teller, thing: dict[str, Any]) -> Iterator[Said]:
    """Several rows, many groups, the name of a row, what a minus means."""
    lines, groups = lines_of(thing), thing.get("groups", [])
    if len(lines) > 1:
        yield one.say("outcome.rows", len(lines))
    elif lines and len(groups) > 4:
        yield one.say("outcome.groups", len(groups))
    elif lines:
        for name in lines[0][0]:
            yield one.say("outcome.row", quoted=name)
    low = [cell.get(name) for cell in numbers_of(thing) for name in ("value", "lowerLimit")]
    kinds = ("MEAN", "LEAST_SQUARES_MEAN", "MEDIAN")
    is_signed = changes(thing) and thing.get("paramType") in kinds
    if is_signed and any(is_number(text) and value(text or "") < 0 for text in low):
        yield one.say("outcome.minus")


def counts_of_people(one: Teller, rows: list[Any]) -> Iterator[Said]:
    pairs = [(whole(cell.get("value")), size) for _, cell, size in rows]
    known = [(x, of) for x, of in pairs if x is not None and of is not None and x <= of]
    if len(known) < len(rows):
        return
    for (name, _, _), (x, of), percent in zip(rows, known, percent_row(known), strict=True):
        rule = "count" if percent else "count_plain"
        rule = "count_none" if x == 0 else "count_all" if x == of else rule
        rule = rule if of else "nobody"
        words = {"x": number(x), "whole": number(of), "percent": percent or ""}
        yield one.say(f"outcome.{rule}", name=name, **words)


def changes(thing: dict[str, Any]) -> bool:
    """Averages that the title calls a change, in the unit of what is measured."""
    title, unit = thing.get("title", "").strip().lower(), flat(thing.get("unitOfMeasure")).lower()
    start = (
        r"(the )?(overall )?((ls|least square|least squares|adjusted|absolute) )?((mean|average) )?"
    )
    words = re.findall(r"\w+", f"{title} {unit}")
    starts, ends = ("log", "relative"), ("fold",)
    is_other = any(word in ("ratio", "ratios") for word in words) or any(
        word.startswith(starts) or word.endswith(ends) for word in words
    )
    parts = any(part in f"{title} {unit}" for part in ("%", "percent"))
    is_named = re.match(start + r"change from baseline\b", title) is not None
    texts = [flat(thing.get(name)) for name in ("title", "description", "populationDescription")]
    is_turned = any(is_loss(text.lower()) for text in texts)
    return is_named and not is_other and not parts and not is_turned


def is_loss(text: str) -> bool:
    """True if the team counts what went down as a number above 0."""
    before, minus, _ = text.partition(" minus ")
    sentence = re.split("[.;]", before)[-1][-39:]
    if minus and re.search(r"(?<!post[ -])(?<!post)\bbaseline\b", sentence):
        return True
    return any(
        re.search(pattern, text)
        for pattern in (
            r"[=(] *baseline( \w+){0,2} *[-–−] ",
            r"subtract\w*\b[^.;]{0,60} from (the )?baseline\b",
            r"\bpositive\b[^.;]{0,40}\b(decrea|redu[ct]|decli|loss|lower|fall|fell)",
            r"\bnegative\b[^.;]{0,40}\b(incre|gain|higher|rise)",
        )
    )


def valued(one: Teller, thing: dict[str, Any], name: str, cell: dict[str, Any]) -> Iterator[Said]:
    kind, unit = thing["paramType"], flat(thing.get("unitOfMeasure"))
    is_time = unit.lower() in "years months weeks days hours minutes seconds".split()
    quoted = f" {unit.lower()}" if is_time else f" (“{unit}”)" if unit else ""
    rule, text = VALUES[kind], shown(cell["value"])
    if changes(thing) and value(cell["value"]) and kind in ("MEAN", "LEAST_SQUARES_MEAN"):
        rule = "up" if value(cell["value"]) > 0 else "down"
        rule += "_adjusted" if kind == "LEAST_SQUARES_MEAN" else ""
        text = text.lstrip("+\N{MINUS SIGN}")
    yield one.say(f"outcome.{rule}", name=name, number=text, quoted=quoted)
    yield from ends(one, thing.get("dispersionType") or "", cell)


def ends(one: Teller, kind: str, cell: dict[str, Any]) -> Iterator[Said]:
    low, high = flat(cell.get("lowerLimit")), flat(cell.get("upperLimit"))
    words = {"lower": shown(low), "upper": shown(high)}
    sure = re.fullmatch(r"([\d.]+)% Confidence Interval", kind)
    rules = {"Full Range": "range_full", "Inter-Quartile Range": "range_half"}
    if is_number(low) and is_number(high):
        if sure or kind in rules:
            rule = "range_confidence" if sure else rules[kind]
            yield one.say(f"outcome.{rule}", percent=sure[1] if sure else "", **words)
    elif sure and is_number(low) and high in ("", "NA"):
        yield one.say("outcome.range_from", percent=sure[1], **words)
    elif sure and is_number(high) and low in ("", "NA"):
        yield one.say("outcome.range_to", percent=sure[1], **words)


def spread(one: Teller, thing: dict[str, Any]) -> Iterator[Said]:
    yield from kind_of_spread(one, thing)
    if any(
        flat(cell.get("spread")) and (flat(cell.get("lowerLimit")) or flat(cell.get("upperLimit")))
        for cell in numbers_of(thing)
    ):
        yield one.say("outcome.range_unnamed")


def kind_of_spread(one: Teller, thing: dict[str, Any]) -> Iterator[Said]:
    kind = thing.get("dispersionType")
    if not kind:
        return
    names = ("spread", "lowerLimit", "upperLimit")
    is_given = any(flat(cell.get(name)) for cell in numbers_of(thing) for name in names)
    sure = re.fullmatch(r"([\d.]+)% Confidence Interval", kind)
    if not is_given and kind != "Not Applicable":
        yield one.say("outcome.spread_absent", value=kind)
    elif sure:
        yield one.say("outcome.spread_confidence", percent=sure[1])
    elif kind in SPREADS and not (is_given and kind == "Not Applicable"):
        yield one.code("MeasureDispersionType", SPREADS[kind])
    else:
        yield one.say("outcome.spread_unknown", value=kind)


def compared(one: Teller, thing: dict[str, Any]) -> Iterator[Said]:
    tests, groups = thing.get("analyses", []), thing.get("groups", [])
    if not tests:
        yield one.say("outcome.one_group" if len(groups) == 1 else "outcome.no_test")
        return
    p_value = re.fullmatch(r"([<>=]?)\s*(\d*\.?\d*)", (tests[0].get("pValue") or "").strip())
    if len(tests) > 1 or not p_value or not p_value[2]:
        yield one.say("outcome.tests", len(tests))
        return
    both = {group["id"] for group in groups} & set(tests[0].get("groupIds", []))
    yield one.say("outcome.compared" if len(both) > 1 else "outcome.tested")
    rule = {"<": "p_below", ">": "p_above"}.get(p_value[1], "p")
    yield one.say(f"outcome.{rule}", number=p_value[2])


def expert(one: Teller, thing: dict[str, Any], test: dict[str, Any]) -> Iterator[Said]:
    titles = {group["id"]: group["title"].strip() for group in thing.get("groups", [])}
    ids = test.get("groupIds", [])
    if len(ids) > 1 and set(ids) == set(titles):
        yield one.say("outcome.test_all")
    elif ids:
        yield one.say("outcome.test_groups", names=listed([titles.get(id_, id_) for id_ in ids]))
    if test.get("nonInferiorityType"):
        yield one.code("NonInferiorityType", test["nonInferiorityType"])
    if test.get("testedNonInferiority") is not None:
        yield one.say(
            "outcome.not_worse" if test["testedNonInferiority"] else "outcome.not_worse_no"
        )
    if test.get("ciNumSides"):
        yield one.name("ConfidenceIntervalNumSides", test["ciNumSides"])
    if test.get("dispersionType"):
        yield one.name("AnalysisDispersionType", test["dispersionType"])
