"""Health problems, worked out again from the raw record: sentences, and every row of numbers."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from tests.telling.words import Teller, file, number

Said = tuple[str, str]
KINDS = {"seriousEvents": "serious", "otherEvents": "other"}
TOTALS = ("deaths", "serious", "other")
LONG = 10


def harms(one: Teller) -> Iterator[Said]:
    """Yield the sentences on health problems, in the order of the page and then of its part."""
    module = one.study["resultsSection"].get("adverseEventsModule")
    if not module:
        yield one.say("harms.absent")
        return
    died = any(name.startswith("deathsNum") for g in module.get("eventGroups", []) for name in g)
    yield one.say("harms.lead" if died else "harms.lead_problems")
    yield one.say("harms.cause")
    yield from totals(one, module)
    for field in KINDS:
        yield from listed(one, module, field)


def totals(one: Teller, module: dict[str, Any]) -> Iterator[Said]:
    groups = module.get("eventGroups", [])
    given = [
        kind
        for kind in TOTALS
        if any(f"{kind}Num{what}" in group for group in groups for what in ("Affected", "AtRisk"))
    ]
    columns = [
        people(one, [(g.get(f"{k}NumAffected"), g.get(f"{k}NumAtRisk")) for g in groups])
        for k in given
    ]
    count = len(groups) + bool(strangers(module))
    for index in range(count):
        if count > 1:
            yield one.say("table.letter", letter="ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index])
        if index < len(groups):
            if title := " ".join(groups[index].get("title", "").split()):
                yield one.say("table.group", name=title)
            yield from (column[index] for column in columns)
    yield from (one.say(f"harms.no_{kind}") for kind in TOTALS if kind not in given)


def people(one: Teller, pairs: list[tuple[int | None, int | None]]) -> Iterator[Said]:
    said = []
    for (count, of), percent in zip(pairs, percents(pairs), strict=True):
        numbers = {"count": number(count or 0), "people": number(of or 0)}
        if count is None:
            rule = "harms.missing" if of is None else "harms.missing_of"
            said.append(one.say(rule, **numbers))
        elif of is None:
            said.append(one.say("harms.of_unknown", **numbers))
        elif count == 0:
            said.append(one.say("harms.none" if of else "harms.nobody", **numbers))
        elif count == of:
            said.append(one.say("harms.all", **numbers))
        elif percent:
            said.append(one.say("harms.some", percent=percent, **numbers))
        else:
            said.append(one.say("harms.few", **numbers))
    return said


def percents(pairs: list[tuple[int | None, int | None]]) -> list[str]:
    exact = [
        100 * Decimal(count) / Decimal(of) if count and of and of >= 20 and count < of else None
        for count, of in pairs
    ]
    known = {value for value in exact if value is not None}
    whole = {value.quantize(Decimal(1), ROUND_HALF_UP) for value in known}
    step = Decimal(1) if len(whole) == len(known) else Decimal("0.1")
    said = []
    for value in exact:
        if value is None:
            said.append("")
        elif value < 1:
            said.append("less than 1%")
        elif value > 99:
            said.append("more than 99%")
        else:
            said.append(f"{value.quantize(step, ROUND_HALF_UP)}%")
    return said


def listed(one: Teller, module: dict[str, Any], field: str) -> Iterator[Said]:
    kind, events = KINDS[field], module.get(field, [])
    if kind == "serious":
        yield one.say("harms.serious_means")
    names = [name for e in events if (name := " ".join(e.get("term", "").lower().split()))]
    if events:
        is_clear = len(set(names)) == len(events)
        yield one.say(f"harms.{kind}_{'count' if is_clear else 'lines'}", len(events))
        if len(set(names)) != len(names):
            yield one.say("harms.repeated")
    else:
        yield one.say(f"harms.{kind}_unlisted")
    if kind == "other":
        yield threshold(one, module.get("frequencyThreshold", "").strip())
    if len(events) > 1:
        yield one.say("harms.once")
    stats = [stat for event in events for stat in event.get("stats", [])]
    if events:
        given = [stat for stat in stats if "numEvents" in stat]
        differ = any(stat["numEvents"] != stat.get("numAffected") for stat in given)
        if given and len(given) == len(stats):
            yield one.say("harms.times" if differ else "harms.times_same")
        else:
            yield one.say("harms.times_some" if given else "harms.times_none")
    ways = {event.get("assessmentType") for event in events}
    if len(ways) == 1 and (way := ways.pop()):
        yield one.say("harms.found", how=one.label("EventAssessment", way))
        ways = set()
    yield from rows(one, module, field, bool(ways - {None}))


def rows(one: Teller, module: dict[str, Any], field: str, mixed: bool) -> Iterator[Said]:
    events = module.get(field, [])
    shown = most_first(events)
    if has_page(module):
        shown = shown[:LONG]
    if len(shown) < len(events):
        yield one.say("harms.top", len(shown), all=number(len(events)))
    elif len(events) > 1:
        yield one.say("harms.most_first")
    for event in shown:
        if has_page(module) and (term := " ".join(event.get("term", "").split())):
            yield one.say("table.group", name=term)
        yield from organ(one, event)
        yield from way_of(one, event, mixed and not has_page(module))
    for part in by_organ(events) if has_page(module) else ():
        yield from organ(one, part[0])
        for event in part:
            yield from way_of(one, event, mixed)


def way_of(one: Teller, event: dict[str, Any], mixed: bool) -> Iterator[Said]:
    """How this one was found, where not all were found in one way."""
    if mixed and (way := event.get("assessmentType")):
        yield one.name("EventAssessment", way)


def threshold(one: Teller, text: str) -> Said:
    if not text:
        return one.say("harms.threshold_missing")
    try:
        is_none = Decimal(text) == 0
        if not 0 <= Decimal(text) <= 100:
            return one.say("harms.threshold_unknown", value=text)
    except InvalidOperation:
        return one.say("harms.threshold_unknown", value=text)
    return one.say("harms.threshold_none") if is_none else one.say("harms.threshold", share=text)


def organ(one: Teller, event: dict[str, Any]) -> Iterator[Said]:
    name = " ".join(event.get("organSystem", "").split())
    label = file()["labels"].get(f"organ.{name.lower()}")
    if name:
        known = label and one.say("harms.organ", part=label)
        yield known or one.say("code.unknown_label", value=name)


def has_page(module: dict[str, Any]) -> bool:
    return any(len(module.get(field, [])) > LONG for field in KINDS)


def most_first(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    def most(event: dict[str, Any]) -> int:
        return max((stat.get("numAffected", 0) for stat in event.get("stats", [])), default=0)

    return sorted(events, key=lambda event: -most(event))


def by_organ(events: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    keys = [" ".join(event.get("organSystem", "").split()).lower() for event in events]
    pairs = list(zip(keys, events, strict=True))
    return [[event for key, event in pairs if key == one] for one in dict.fromkeys(keys)]


def strangers(module: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the numbers of groups that the record does not describe."""
    known = [group.get("id") for group in module.get("eventGroups", [])]
    events = [event for field in KINDS for event in module.get(field, [])]
    stats = [stat for event in events for stat in event.get("stats", [])]
    return [stat for stat in stats if stat.get("groupId") not in known]


def event_rows(one: Teller) -> Iterator[list[str]]:
    """Yield every row of numbers, on the page and then on its part: name, a cell for each group."""
    module = (one.study.get("resultsSection") or {}).get("adverseEventsModule") or {}
    for field in KINDS:
        shown = most_first(module.get(field, []))
        yield from (row(one, module, e) for e in (shown[:LONG] if has_page(module) else shown))
    if has_page(module):
        for field in KINDS:
            for part in by_organ(module.get(field, [])):
                yield from (row(one, module, event) for event in part)


def row(one: Teller, module: dict[str, Any], event: dict[str, Any]) -> list[str]:
    stats = event.get("stats", [])
    shares = percents([(stat.get("numAffected"), stat.get("numAtRisk")) for stat in stats])
    ids = list(dict.fromkeys(group.get("id") for group in module.get("eventGroups", [])))
    if strangers(module):
        ids.append("(another)")
    said: dict[Any, list[str]] = {id: [] for id in ids}
    for stat, share in zip(stats, shares, strict=True):
        where = stat.get("groupId")
        said[where if where in ids else "(another)"].append(cell(one, stat, share))
    missing = file()["labels"]["table.not_given"]
    term = " ".join(event.get("term", "").split())
    return [
        term or file()["labels"]["harms.no_name"],
        *("; ".join(texts) or missing for texts in said.values()),
    ]


def cell(one: Teller, stat: dict[str, Any], share: str) -> str:
    [(rule, text)] = people(one, [(stat.get("numAffected"), stat.get("numAtRisk"))])
    if rule in ("harms.some", "harms.few"):
        count, of = number(stat["numAffected"]), number(stat["numAtRisk"])
        text = f"{count} of {of} ({share})" if share else f"{count} of {of}"
    times = stat.get("numEvents")
    if times is None or times == stat.get("numAffected"):
        return text
    return f"{text}; {number(times)} time{'' if times == 1 else 's'}"
