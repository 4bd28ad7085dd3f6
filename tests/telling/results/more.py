"""No results, news of results, papers, the agreement, documents, notes: from the raw record."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.telling.words import Teller, date_words, get

Said = tuple[str, str]
OVER = {"COMPLETED": "completed", "TERMINATED": "terminated", "UNKNOWN": "unknown"}
NOTE = "annotationSection.annotationModule"
Step = tuple[str | None, str | None, bool]


def waiting(one: Teller) -> Iterator[Said]:
    """Yield what stands in place of results."""
    is_program = one.at("designModule.studyType") == "EXPANDED_ACCESS"
    if one.study.get("resultsSection") is not None or is_program:
        return
    if one.status not in OVER and not steps(one):
        return
    if one.study.get("hasResults"):
        yield one.say("found.elsewhere")
    else:
        yield one.say("found.none" + (f"_{OVER[one.status]}" if one.status in OVER else ""))
        yield one.say("found.none_means")
    if one.at("statusModule.resultsWaived"):
        yield one.say("status.results_waived")
    post = get(one.study, "protocolSection.statusModule.dispFirstPostDateStruct.date")
    if day := one.at("statusModule.dispFirstSubmitDate") or post:
        rule = "found.later_day" if day.count("-") == 2 else "found.later"
        yield one.say(rule, date=date_words(day))
    yield from news(one)


def news(one: Teller) -> Iterator[Said]:
    if found := steps(one):
        yield one.say("found.received")
        yield one.say("found.received_checks")
    for kind, day, is_unknown in found:
        label = one.label("UnpostedEventType", kind) if kind else "Something else"
        if day:
            rule = "found.step_doubtful" if is_unknown else "found.step"
            yield one.say(rule, label=label, date=date_words(day))
        else:
            yield one.say(f"found.step_{'unknown' if is_unknown else 'bare'}", label=label)
    papers = one.at("referencesModule.references") or []
    results = [paper for paper in papers if paper.get("type") == "RESULT"]
    if results:
        yield one.say("found.papers", len(results))
    if back := [paper for paper in results if paper.get("retractions")]:
        yield one.say("found.papers_back", len(back))


def steps(one: Teller) -> list[Step]:
    """The registry's note; where it has none, the rounds that it keeps."""
    note = get(one.study, f"{NOTE}.unpostedAnnotation")
    if note is not None:
        events = note.get("unpostedEvents") or []
        return [(e.get("type"), e.get("date"), bool(e.get("dateUnknown"))) for e in events]
    path = "derivedSection.miscInfoModule.submissionTracking.submissionInfos"
    found: list[Step] = []
    for sent in get(one.study, path) or []:
        if day := sent.get("releaseDate"):
            found.append(("RELEASE", day, False))
        day, is_unknown = sent.get("unreleaseDate"), bool(sent.get("unreleaseDateUnknown"))
        if day or is_unknown:
            found.append(("UNRELEASE", day, is_unknown))
        if day := sent.get("resetDate"):
            found.append(("RESET", day, False))
    return found


def more(one: Teller) -> Iterator[Said]:
    """Yield what stands below the numbers."""
    yield from news(one)
    agreed = get(one.study, "resultsSection.moreInfoModule.certainAgreement") or {}
    for name, rule in (("piSponsorEmployee", "employed"), ("restrictiveAgreement", "agreement")):
        if agreed.get(name) is not None:
            yield one.say(f"found.{rule}_{'true' if agreed[name] else 'false'}")
    if limit := agreed.get("restrictionType"):
        yield one.code("AgreementRestrictionType", limit)


def documents(one: Teller) -> Iterator[Said]:
    """Yield what the page says of each document."""
    given = get(one.study, "documentSection.largeDocumentModule") or {}
    for doc in given.get("largeDocs") or []:
        for name in ("Protocol", "Sap", "Icf"):
            if doc.get(f"has{name}"):
                yield one.say(f"documents.has_{name.lower()}")
        if day := doc.get("date"):
            yield one.say("documents.dated", date=date_words(day))
        if moment := doc.get("uploadDate"):
            yield one.say("documents.uploaded", date=date_words(moment[:10]))
        if (size := doc.get("size")) is not None:
            yield weight(one, size)
    if given.get("noSap"):
        yield one.say("documents.no_plan")


def weight(one: Teller, size: int) -> Said:
    """A million bytes and more with one place behind the point, less in whole thousands."""
    step, unit = (100_000, "mb") if size >= 1_000_000 else (1_000, "kb")
    tens = int((Decimal(size) / step).to_integral_value(ROUND_HALF_UP))
    whole, rest = divmod(tens, 10)
    text = (f"{whole:,}.{rest}" if rest else f"{whole:,}") if unit == "mb" else f"{tens:,}"
    return one.say(f"documents.size_{unit}", number=text)


def noted(one: Teller) -> Iterator[Said]:
    """Yield the steps of the US regulator that the registry notes."""
    events: list[dict[str, Any]]
    events = get(one.study, f"{NOTE}.violationAnnotation.violationEvents") or []
    for event in events:
        if event.get("type"):
            yield one.code("ViolationEventType", event["type"])
        for name in ("creation", "issued", "release", "posted"):
            if day := event.get(f"{name}Date"):
                yield one.say("fact.date", date=date_words(day))
