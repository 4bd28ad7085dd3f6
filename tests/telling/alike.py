"""Which trials look like each other, and what each page must say of them: told from raw records.

Nothing is looked up in an index here: every trial is held against every other.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tests.telling.sections import OPEN, Said, ages, doubted, land, limits, some
from tests.telling.words import Teller, file, get

_PROTOCOL = "protocolSection"
SHOWN, RAREST, FIRST = 5, 8, 50


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def distinct(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def number_of(study: dict[str, Any]) -> str:
    return str(get(study, "protocolSection.identificationModule.nctId"))


def terms(study: dict[str, Any]) -> dict[str, str]:
    """Return the registry's terms for the health problems, or else the health problems."""
    meshes = get(study, "derivedSection.conditionBrowseModule.meshes") or []
    names = [mesh["term"] for mesh in meshes if mesh.get("term")]
    names = names or get(study, "protocolSection.conditionsModule.conditions") or []
    return {folded(name): name for name in names if folded(name)}


class Collection:
    """Every trial, in the order in which trials that look alike are shown."""

    def __init__(self, studies: list[dict[str, Any]], as_of: datetime.date) -> None:
        self.as_of = as_of
        by_number = sorted(studies, key=number_of)
        newest = sorted(by_number, key=_updated, reverse=True)
        self.studies = sorted(newest, key=lambda study: not takes_people(study, as_of))
        self.terms = [terms(study) for study in self.studies]
        self.uses = Counter(term for held in self.terms for term in held)

    def alike(self, study: dict[str, Any]) -> list[dict[str, Any]]:
        mine = terms(study)
        rarest = sorted(mine, key=lambda term: (self.uses[term], term))[:RAREST]
        places: set[int] = set()
        for term in rarest:
            holders = [place for place, held in enumerate(self.terms) if term in held]
            places.update(holders[:FIRST])
        order = sorted(
            places,
            key=lambda place: (
                not takes_people(self.studies[place], self.as_of),
                -len(mine.keys() & self.terms[place].keys()),
                place,
            ),
        )
        found = [self.studies[place] for place in order]
        return [other for other in found if number_of(other) != number_of(study)][:SHOWN]


def _updated(study: dict[str, Any]) -> str:
    return str(get(study, "protocolSection.statusModule.lastUpdateSubmitDate") or "")


def takes_people(study: dict[str, Any], as_of: datetime.date) -> bool:
    one = Teller(study)
    return one.status in OPEN and not list(doubted(one, as_of))


def tell_alike(
    study: dict[str, Any], others: list[dict[str, Any]], as_of: datetime.date
) -> Iterator[Said]:
    """Yield what a page must say of the trials that look like its own."""
    if not others:
        return
    one = Teller(study)
    yield one.say("alike.lead")
    yield one.say("alike.order")
    for other in others:
        yield one.say(
            "alike.title", name=get(other, f"{_PROTOCOL}.identificationModule.briefTitle")
        )
        yield one.say("alike.number", id=number_of(other))
        yield one.say("alike.standing", label=_standing(other, as_of))
        shared = [name for term, name in terms(study).items() if term in terms(other)]
        matched = all(get(s, "derivedSection.conditionBrowseModule.meshes") for s in (study, other))
        yield one.say("alike.terms" if matched else "alike.conditions", names=some(one, shared))
        different = list(_different(one, study, other, as_of))
        yield from different or [one.say("alike.same")]


def _different(
    one: Teller, study: dict[str, Any], other: dict[str, Any], as_of: datetime.date
) -> Iterator[Said]:
    ours, theirs = _compared(study, as_of), _compared(other, as_of)
    for what, values in theirs.items():
        if {folded(v) for v in values} == {folded(v) for v in ours[what]}:
            continue
        if what == "phase" and not values and ours["kind"] != theirs["kind"]:
            continue
        if not values:
            yield one.say("alike.silent")
        elif what in ("tested", "countries"):
            shown = map(land, values) if what == "countries" else values
            yield one.say("alike.names", names=some(one, list(shown)))
        else:
            yield one.say("alike.label", label=some(one, values))


def _compared(study: dict[str, Any], as_of: datetime.date) -> dict[str, list[str]]:
    one = Teller(study)
    kind, sex = one.at("designModule.studyType"), one.at("eligibilityModule.sex")
    phases = one.at("designModule.phases") or []
    things = one.at("armsInterventionsModule.interventions") or []
    places = one.at("contactsLocationsModule.locations") or []
    return {
        "status": [_standing(study, as_of)],
        "kind": [one.label("StudyType", kind)] if kind else [],
        "phase": [one.label("Phase", phase) for phase in phases],
        "tested": distinct(thing.get("name") for thing in things),
        "ages": list(_ages(one)),
        "sex": [one.label("Sex", sex)] if sex else [],
        "countries": distinct(place.get("country") for place in places),
    }


def _standing(study: dict[str, Any], as_of: datetime.date) -> str:
    one = Teller(study)
    status = one.at("statusModule.overallStatus")
    if not status:
        return one.say("status.missing")[1]
    label = one.label("Status", status)
    doubtful = status != "UNKNOWN" and list(doubted(one, as_of))
    return file()["labels"]["list.doubtful"].format(status=label) if doubtful else label


def _ages(one: Teller) -> Iterator[str]:
    low = one.at("eligibilityModule.minimumAge") or ""
    high = one.at("eligibilityModule.maximumAge") or ""
    if low or high:
        yield limits(*(ages(one) or (low, high)))
