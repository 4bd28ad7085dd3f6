"""What a lay summary must say beyond the trial's page, worked out again from the raw record.

Source: Regulation (EU) No 536/2014, Annex V. Nothing here imports the program.
"""

import re
from collections.abc import Iterator
from typing import Any

from tests.telling.words import Teller, get

Said = tuple[str, str]
# Member States, as the registry spells them.
EU = set(
    "Austria Belgium Bulgaria Croatia Cyprus Czechia Denmark Estonia Finland France Germany Greece "
    "Hungary Ireland Italy Latvia Lithuania Luxembourg Malta Netherlands Poland Portugal Romania "
    "Slovakia Slovenia Spain Sweden".split()
) | {"Czech Republic"}
EU |= {"Åland Islands", "Canary Islands", "French Guiana", "Guadeloupe", "Martinique", "Mayotte"}
EU |= {"Réunion"}
EEA = {"Iceland", "Liechtenstein", "Norway"}
NO_COUNTRY = {"Asia", "Rest of the World (ROW)"}
EU_NUMBER = r"(?:EUCTR|EU[ -]?CT[ -]?)?\d{4}-\d{6}-\d\d(?:-\d\d)?"
RESULTS, BASELINE = "resultsSection", "resultsSection.baselineCharacteristicsModule"


def tell_lay(study: dict[str, Any], words: dict[str, Any]) -> Iterator[Said]:
    """Yield every sentence of the page whose rule begins with `lay.`, in the order of the page."""
    one = Teller(study)
    for element in (identification, sponsor, general, population, medicines, harms):
        yield from element(one, words)
    for element in (results, comments, follow_up, more):
        yield from element(one, words)


def identification(one: Teller, words: dict[str, Any]) -> Iterator[Said]:
    ids = one.at("identificationModule")
    if not get(ids, "orgStudyIdInfo.id"):
        yield one.say("lay.no_own_number")
    numbers = [ids["nctId"], *(other.get("id") or "" for other in ids.get("secondaryIdInfos", []))]
    if "eu_number" not in words and not any(re.fullmatch(EU_NUMBER, n.strip()) for n in numbers):
        yield one.say("lay.no_eu_number")


def sponsor(one: Teller, words: dict[str, Any]) -> Iterator[Said]:
    if not one.at("sponsorCollaboratorsModule.leadSponsor.name"):
        yield one.say("lay.no_sponsor")
    contacts = list(one.at("contactsLocationsModule.centralContacts") or [])
    contacts.append(get(one.study, f"{RESULTS}.moreInfoModule.pointOfContact") or {})
    is_there = any(who.get("phone") or who.get("email") for who in contacts)
    if "sponsor_contact" not in words and not is_there:
        yield one.say("lay.no_contact")


def general(one: Teller, words: dict[str, Any]) -> Iterator[Said]:
    places = one.at("contactsLocationsModule.locations") or []
    if not any(place.get("country") for place in places):
        yield one.say("lay.no_places")
    ends = [
        one.at(f"statusModule.{name}Struct") for name in ("completionDate", "primaryCompletionDate")
    ]
    if not one.at("statusModule.startDateStruct") or not any(ends):
        yield one.say("lay.no_dates")
    aims = (
        one.at("outcomesModule.primaryOutcomes"),
        one.at("designModule.designInfo.primaryPurpose"),
    )
    if not any(aims):
        yield one.say("lay.no_aims")
    if "why" not in words:
        yield one.say("lay.no_reasons")


def population(one: Teller, words: dict[str, Any]) -> Iterator[Said]:
    rows, whole = by_country(one.study)
    if not rows and words.get("people_by_country"):
        rows = [(row["country"], int(row["people"])) for row in words["people_by_country"]]
        whole = one.at("designModule.enrollmentInfo.count")
    yield from regions(one, rows, whole)
    size = one.at("designModule.enrollmentInfo") or {}
    if size.get("count") is None or size.get("type") == "ESTIMATED":
        yield one.say("lay.no_people")
    if not rows:
        yield one.say("lay.no_countries")
    titles = [row.get("title", "").lower() for row in get(one.study, f"{BASELINE}.measures") or []]
    if not any(title.startswith("age") for title in titles):
        yield one.say("lay.no_ages")
    if not any(title.startswith(("sex", "gender")) for title in titles):
        yield one.say("lay.no_sexes")
    if not (one.at("eligibilityModule.eligibilityCriteria") or "").strip():
        yield one.say("lay.no_rules")


def by_country(study: dict[str, Any]) -> tuple[list[tuple[str, int | None]], int | None]:
    """The rows of the registry's measure for all people, and how many people it counted."""
    groups = get(study, f"{BASELINE}.groups") or []
    total = [g["id"] for g in groups if len(groups) == 1 or g.get("title") == "Total"]
    for measure in get(study, f"{BASELINE}.measures") or []:
        is_it = measure.get("title", "").strip().lower() == "region of enrollment"
        if (
            len(total) != 1
            or not is_it
            or measure.get("unitOfMeasure", "").lower() != "participants"
            or measure.get("paramType") not in ("COUNT_OF_PARTICIPANTS", "NUMBER")
        ):
            continue
        rows: list[tuple[str, int | None]] = []
        for row in measure["classes"]:
            for cell in row.get("categories", []):
                names = [name for name in (row.get("title"), cell.get("title")) if name]
                for value in cell.get("measurements", []):
                    if value["groupId"] == total[0] and names:
                        is_count = len(names) == 1 and re.fullmatch(r"[\d,]+", value["value"])
                        count = int(value["value"].replace(",", "")) if is_count else None
                        rows.append((names[0], count))
        if rows:
            return rows, counted(study, measure, total[0])
    return [], None


def counted(study: dict[str, Any], measure: dict[str, Any], group: str) -> int | None:
    of_class = measure["classes"][0].get("denoms") if measure["classes"] else None
    denoms = of_class or measure.get("denoms") or get(study, f"{BASELINE}.denoms") or []
    found = [
        int(count["value"].replace(",", ""))
        for denom in denoms
        if denom["units"] == "Participants"
        for count in denom["counts"]
        if count["groupId"] == group and re.fullmatch(r"[\d,]+", count["value"])
    ]
    return found[0] if len(found) == 1 else None


def regions(one: Teller, rows: list[tuple[str, int | None]], whole: int | None) -> Iterator[Said]:
    if not rows:
        return
    if any(count is None or name in NO_COUNTRY for name, count in rows):
        yield one.say("lay.not_added")
        return
    sums = {"eu": 0, "eea": 0, "third": 0}
    for name, count in rows:
        sums["eu" if name in EU else "eea" if name in EEA else "third"] += count or 0
    yield one.say("lay.together", sum(sums.values()))
    for region, count in sums.items():
        if count:
            yield one.say(f"lay.{region}", count)
        elif region != "eea" and sum(sums.values()) == whole:
            yield one.say(f"lay.{region}_none")
    yield one.say("lay.members", date="1 January 2026")


def medicines(one: Teller, _: dict[str, Any]) -> Iterator[Said]:
    things = one.at("armsInterventionsModule.interventions") or []
    if not any(thing.get("name") for thing in things):
        yield one.say("lay.no_medicines")


def harms(one: Teller, words: dict[str, Any]) -> Iterator[Said]:
    if "adverse_reactions" not in words:
        yield one.say("lay.no_reactions")


def results(one: Teller, _: dict[str, Any]) -> Iterator[Said]:
    measured = get(one.study, f"{RESULTS}.outcomeMeasuresModule.outcomeMeasures") or []
    main = [each for each in measured if each.get("type") == "PRIMARY"]
    has_rows = [any(row.get("categories") for row in each.get("classes", [])) for each in main]
    if not any(has_rows):
        yield one.say("lay.no_results")
    elif not all(has_rows):
        yield one.say("lay.some_results")


def comments(one: Teller, words: dict[str, Any]) -> Iterator[Said]:
    if RESULTS not in one.study:
        yield one.say("lay.one_study")
    if "comments" not in words:
        yield one.say("lay.no_comments")


def follow_up(one: Teller, words: dict[str, Any]) -> Iterator[Said]:
    plan = words.get("follow_up")
    if plan:
        planned = plan["planned"]
        names = {True: "yes", False: "no", "not known": "unknown"}
        yield one.say(f"lay.follow_up_{names.get(planned, planned)}")
    else:
        yield one.say("lay.no_follow_up")


def more(one: Teller, _: dict[str, Any]) -> Iterator[Said]:
    lists = ("references", "seeAlsoLinks", "availIpds")
    found = [one.at(f"referencesModule.{name}") for name in lists]
    found.append(get(one.study, "documentSection.largeDocumentModule.largeDocs"))
    if not one.at("identificationModule.nctId").startswith("NCT") and not any(found):
        yield one.say("lay.no_more")
