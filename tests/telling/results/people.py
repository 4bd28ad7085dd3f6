"""Who took part: what must be said, from the raw record; and what the drawings must say."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.telling.results.shares import percent_row, whole
from tests.telling.results.tables import flat, several
from tests.telling.words import Teller, number

Said = tuple[str, str]
HEADS = {
    "STARTED": "found.started",
    "COMPLETED": "found.finished",
    "NOT COMPLETED": "found.not_finished",
    "Adverse Event": "found.left_event",
    "Death": "found.left_death",
    "Lack of Efficacy": "found.left_efficacy",
    "Lost to Follow-up": "found.left_lost",
    "Physician Decision": "found.left_doctor",
    "Pregnancy": "found.left_pregnancy",
    "Protocol Violation": "found.left_plan",
    "Withdrawal by Subject": "found.left_choice",
}
ENDS = ("STARTED", "COMPLETED", "NOT COMPLETED")


def people(one: Teller) -> Iterator[Said]:
    results = one.study["resultsSection"]
    start = results.get("baselineCharacteristicsModule", {})
    flow = results.get("participantFlowModule", {})
    yield from at_start(one, start)
    yield from on_the_way(one, flow)
    yield from finish(one, flow)
    yield from baseline(one, start)
    yield from heads(one, flow)


def at_start(one: Teller, start: dict[str, Any]) -> Iterator[Said]:
    groups = start.get("groups", [])
    ids = [group["id"] for group in groups if group["title"] == "Total" or len(groups) == 1]
    if len(ids) != 1:
        return
    for measure in start.get("measures", []):
        if measure["title"].replace(",", "") == "Age Continuous":
            yield from age(one, measure, ids[0])
        if measure["title"] == "Sex: Female, Male":
            yield from sex(one, start, measure, ids[0])


def age(one: Teller, measure: dict[str, Any], column: str) -> Iterator[Said]:
    rules = {"MEAN": "found.age_mean", "MEDIAN": "found.age_median"}
    cells = [
        [cell for cell in category["measurements"] if cell["groupId"] == column]
        for row in measure.get("classes", [])
        for category in row["categories"]
    ]
    single = len(cells) == 1 and len(cells[0]) == 1
    if not single or measure.get("unitOfMeasure", "").lower() != "years":
        return
    cell = cells[0][0]
    if measure.get("paramType") not in rules:
        return
    if is_number(cell.get("value")):
        yield one.say(rules[measure.get("paramType")], value=cell["value"].strip())
    low, high = cell.get("lowerLimit"), cell.get("upperLimit")
    if measure.get("dispersionType") == "FULL_RANGE" and is_number(low) and is_number(high):
        yield one.say("found.ages", lower=low.strip(), upper=high.strip())


def sex(one: Teller, start: dict[str, Any], measure: dict[str, Any], column: str) -> Iterator[Said]:
    rows = measure.get("classes", [])
    if measure.get("paramType") != "COUNT_OF_PARTICIPANTS" or len(rows) != 1:
        return
    denoms = rows[0].get("denoms") or measure.get("denoms") or start.get("denoms", [])
    sizes = [
        whole(count["value"])
        for denom in denoms
        if denom["units"] == "Participants"
        for count in denom["counts"]
        if count["groupId"] == column
    ]
    if len(sizes) != 1 or sizes[0] is None:
        return
    size = sizes[0]
    found = {
        category.get("title"): whole(cell["value"])
        for category in rows[0]["categories"]
        for cell in category["measurements"]
        if cell["groupId"] == column
    }
    counts = [(kind, found[kind]) for kind in ("Female", "Male") if found.get(kind)]
    if any(count > size for _, count in counts if count is not None):
        return
    shares = percent_row([(count or 0, size) for _, count in counts])
    for (kind, count), share in zip(counts, shares, strict=True):
        rule = f"found.{kind.lower()}"
        if count == size:
            yield one.say(f"{rule}_all", of=number(size))
        elif share is None:
            yield one.say(f"{rule}_few", of=number(size), **{"count": number(count)})
        else:
            yield one.say(rule, of=number(size), share=share, **{"count": number(count)})


def is_number(text: str | None) -> bool:
    try:
        return Decimal((text or "").strip().replace(",", "")).is_finite()
    except ArithmeticError:
        return False


def on_the_way(one: Teller, flow: dict[str, Any]) -> Iterator[Said]:
    groups, periods = flow.get("groups", []), flow.get("periods", [])
    if len(groups) > 4:
        return
    ids = [group["id"] for group in groups]
    alone = [group for group in groups if ids.count(group["id"]) == 1]
    said = [text for group in alone for text in one_group(one, group, periods)]
    if said and len(periods) > 1:
        yield one.say("found.flow_parts", len(periods))
    yield from said


def one_group(one: Teller, group: dict[str, Any], periods: list[dict[str, Any]]) -> Iterator[Said]:
    """The first part with anybody of the group in it; nothing where a number is missing before."""
    name = " ".join(group.get("title", "").split())
    if not 0 < len(name) <= 60 or not periods:
        return
    parts = [ends_of(period, group["id"]) for period in periods]
    met = next((at for at, part in enumerate(parts) if part is None or any(part)), None)
    if met is None:
        yield one.say("found.flow_nobody", name=name)
        return
    if (part := parts[met]) is None:
        return
    started, finished, left = part
    title = " ".join(periods[met].get("title", "").split())
    rule = "" if len(periods) == 1 else "_part" if title else "_number"
    words = {"name": name, "quoted": title, "number": number(met + 1)}
    yield one.say(f"found.flow_started{rule}", started, **words)
    if not started or finished + left != started:
        return
    if not left:
        yield one.say("found.flow_all")
    elif not finished:
        yield one.say("found.flow_none")
    else:
        yield one.say("found.flow_ended", finished=number(finished), left=number(left))


def ends_of(period: dict[str, Any], group: str) -> list[int] | None:
    """How many started, finished and did not; None where one of these is not there once."""
    found = []
    for kind in ENDS:
        cells = [
            whole(cell.get("numSubjects"))
            for row in period.get("milestones", [])
            if row["type"] == kind
            for cell in row.get("achievements", [])
            if cell["groupId"] == group
        ]
        found += cells if len(cells) == 1 else [None]
    known = [count for count in found if count is not None]
    return known if len(known) == len(ENDS) else None


def baseline(one: Teller, start: dict[str, Any]) -> Iterator[Said]:
    """One table for all that was asked: groups, then row by row, then the remarks."""
    measures = start.get("measures", [])
    yield from several(one, start, measures)
    for measure in measures:
        is_told = flat(measure.get("description")) or flat(measure.get("populationDescription"))
        if is_told and flat(measure.get("title")):
            yield one.say("found.group", name=flat(measure["title"]))


def finish(one: Teller, flow: dict[str, Any]) -> Iterator[Said]:
    rows = [row["type"] for part in flow.get("periods", []) for row in part.get("milestones", [])]
    if "COMPLETED" in rows:
        yield one.say("found.finish_means")


def heads(one: Teller, flow: dict[str, Any]) -> Iterator[Said]:
    for index, period in enumerate(flow.get("periods", [])):
        if index:
            for group in flow.get("groups", []):
                if (title := group.get("title", "").strip()) and title:
                    yield one.say("found.group", name=" ".join(title.split()))
        for row in (*period.get("milestones", []), *period.get("dropWithdraws", [])):
            known = HEADS.get(row.get("type"))
            in_place = row in period.get("milestones", []) or row.get("type") not in ENDS
            if known and in_place:
                yield one.say(known)
    for group in flow.get("groups", []) if flow.get("periods") else []:
        if group.get("description", "").strip() and (title := group.get("title", "").strip()):
            yield one.say("found.group", name=" ".join(title.split()))


def drawn(one: Teller) -> list[str]:
    """Return what the drawings must say, group by group: names, heads and numbers, in order."""
    flow = one.study.get("resultsSection", {}).get("participantFlowModule", {})
    groups = flow.get("groups", [])
    said: list[str] = []
    for group in groups if len(groups) <= 20 else []:
        boxes: list[str] = []
        if sum(other["id"] == group["id"] for other in groups) > 1:
            continue
        for period in flow.get("periods", []):
            boxes += period_boxes(one, period, group["id"])
        if boxes:
            said += [group.get("title") or "", *boxes]
    return said


def period_boxes(one: Teller, period: dict[str, Any], group: str) -> Iterator[str]:
    counts = [
        whole(cell.get("numSubjects"))
        for row in period.get("milestones", [])
        for cell in row.get("achievements", [])
        if cell["groupId"] == group
    ]
    if not any(counts):
        return
    title = period.get("title", "")
    left = [row for row in period.get("milestones", []) if row["type"] == "NOT COMPLETED"]
    for row in period.get("milestones", []):
        for cell in row.get("achievements", []):
            count = whole(cell.get("numSubjects"))
            if cell["groupId"] != group or count is None or row["type"] == "NOT COMPLETED":
                continue
            if row["type"] == "COMPLETED":
                yield from gone(one, period, left, group)
            yield f"{headed(one, row['type'])}: {number(count)}"
            if title:
                yield title
            title = ""


def gone(
    one: Teller, period: dict[str, Any], left: list[dict[str, Any]], group: str
) -> Iterator[str]:
    counts = [
        whole(cell.get("numSubjects"))
        for row in left
        for cell in row.get("achievements", [])
        if cell["groupId"] == group
    ]
    if not counts or counts[0] is None:
        return
    yield f"{headed(one, 'NOT COMPLETED')}: {number(counts[0])}"
    for row in period.get("dropWithdraws", []):
        for cell in row.get("reasons", []):
            count = whole(cell.get("numSubjects"))
            if cell["groupId"] == group and count:
                yield f"{headed(one, row['type'])}: {number(count)}"


def headed(one: Teller, kind: str) -> str:
    return one.phrase(HEADS[kind]) if kind in HEADS else kind
