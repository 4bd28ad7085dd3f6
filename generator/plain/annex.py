"""The ten elements of an EU lay summary, and how far a record and the words beside it fill them.

Source: Regulation (EU) No 536/2014, Annex V, content of the summary of results for laypersons.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.plain.regions import counted_countries
from generator.plain.results.baseline import BASELINE
from generator.trial import Trial
from generator.trial.results import Results
from generator.trial.results.events import AdverseEvents
from generator.vocabulary import EnrollmentType, OutcomeMeasureType

_EU_NUMBER = re.compile(r"(?:EUCTR|EU[ -]?CT[ -]?)?\d{4}-\d{6}-\d{2}(?:-\d{2})?", re.ASCII)
_LOOKED_UP = "NCT"
"""Numbers of the registry whose page of a trial we know how to reach begin so."""


class State(StrEnum):
    """How far an element, or a part of it, is filled."""

    RECORD = "record"
    """From the record alone."""
    WRITTEN = "written"
    """With words that people wrote beside the record."""
    PARTLY = "partly"
    """Some of what the element asks for is lacking."""
    MISSING = "missing"
    """All of it is lacking."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that an element asks for.

    `field` is that of `<id>.plain.yml` that fills it, empty where only the record can; `paths` are
    the fields of the trial that do.
    """

    name: str
    state: State
    field: str = ""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One of the ten elements, by its number in Annex V, and the pieces that it asks for."""

    number: int
    name: str
    pieces: tuple[Piece, ...]

    @property
    def state(self) -> State:
        """How far it is filled."""
        states = {piece.state for piece in self.pieces}
        if State.MISSING in states:
            return State.MISSING if len(states) == 1 else State.PARTLY
        return State.WRITTEN if State.WRITTEN in states else State.RECORD

    @property
    def gaps(self) -> tuple[Piece, ...]:
        """The pieces that are lacking."""
        return tuple(piece for piece in self.pieces if piece.state is State.MISSING)


ELEMENTS = (
    *("identification", "sponsor", "general", "population", "medicines", "harms"),
    *("results", "comments", "follow_up", "more"),
)
"""The elements in the order of Annex V, by the names that they have here."""


def elements(trial: Trial, written: Collection[str]) -> tuple[Element, ...]:
    """Return the ten elements; `written` names the fields of plain words that people filled."""
    pieces = (
        *(_identification, _sponsor, _general, _population, _medicines, _harms),
        *(_results, _comments, _follow_up, _more),
    )
    return tuple(
        Element(number, name, tuple(of_element(trial, written)))
        for number, (name, of_element) in enumerate(zip(ELEMENTS, pieces, strict=True), start=1)
    )


def is_eu_number(text: str | None) -> bool:
    """Tell an EU trial number (CTIS) or an EudraCT number."""
    return bool(_EU_NUMBER.fullmatch((text or "").strip()))


def _piece(
    name: str, is_there: object, *paths: str, field: str = "", written: Collection[str] = ()
) -> Piece:
    state = State.MISSING
    if is_there:
        state = State.RECORD
    elif field in written:
        state = State.WRITTEN
    return Piece(name, state, field, paths)


def _identification(trial: Trial, written: Collection[str]) -> Iterator[Piece]:
    ids, path = trial.identification, "identification"
    numbers = [ids.registry_id, *(one.id for one in ids.secondary_ids)]
    own = ids.org_study_id
    yield _piece("title", ids.brief_title, f"{path}.brief_title")
    yield _piece("own_number", own and own.id, f"{path}.org_study_id")
    has_eu = any(map(is_eu_number, numbers))
    yield _piece("eu_number", has_eu, f"{path}.secondary_ids", field="eu_number", written=written)


def _sponsor(trial: Trial, written: Collection[str]) -> Iterator[Piece]:
    lead = trial.sponsor_collaborators.lead_sponsor
    yield _piece("sponsor", lead and lead.name, "sponsor_collaborators.lead_sponsor")
    contact = trial.results and trial.results.more_info.point_of_contact
    ways = [one.phone or one.email for one in trial.contacts_locations.central_contacts]
    ways += [contact.phone or contact.email] if contact else []
    paths = ("results.more_info.point_of_contact", "contacts_locations.central_contacts")
    yield _piece("contact", any(ways), *paths, field="sponsor_contact", written=written)


def _general(trial: Trial, written: Collection[str]) -> Iterator[Piece]:
    places, dates = trial.contacts_locations.locations, trial.status
    yield _piece("places", any(one.country for one in places), "contacts_locations.locations")
    is_dated = dates.start_date and (dates.completion_date or dates.primary_completion_date)
    yield _piece("dates", is_dated, "status.start_date", "status.completion_date")
    info = trial.design.design_info
    aims = trial.outcomes.primary_outcomes or (info and info.primary_purpose)
    yield _piece("aims", aims, "outcomes.primary_outcomes")
    # A summary of the team may hold the reasons or not: only a person can tell.
    yield _piece("reasons", False, field="why", written=written)


def _population(trial: Trial, written: Collection[str]) -> Iterator[Piece]:
    size, measures = trial.design.enrollment, f"{BASELINE}.measures"
    is_counted = size and size.count is not None and size.kind != EnrollmentType.ESTIMATED
    yield _piece("people", is_counted, "design.enrollment")
    where, field = (measures, f"{BASELINE}.groups"), "people_by_country"
    yield _piece("countries", counted_countries(trial), *where, field=field, written=written)
    yield _piece("ages", _has_measure(trial.results, "age"), measures)
    yield _piece("sexes", _has_measure(trial.results, "sex", "gender"), measures)
    rules = (trial.eligibility.eligibility_criteria or "").strip()
    yield _piece("rules", rules, "eligibility.eligibility_criteria")


def _has_measure(results: Results | None, *starts: str) -> bool:
    """True if the table of what people were like has a measure that is called so."""
    measures = results.baseline_characteristics.measures if results else ()
    return any((one.title or "").strip().casefold().startswith(starts) for one in measures)


def _medicines(trial: Trial, _: Collection[str]) -> Iterator[Piece]:
    things = trial.arms_interventions.interventions
    is_named = any(thing.name for thing in things)
    yield _piece("medicines", is_named, "arms_interventions.interventions")


def _harms(trial: Trial, written: Collection[str]) -> Iterator[Piece]:
    """Adverse events of a record are never reactions: they fill this element in part only."""
    field, path = "adverse_reactions", "results.adverse_events"
    yield _piece("reactions", False, field=field, written=written)
    if trial.results and trial.results.adverse_events != AdverseEvents():
        yield _piece("events", True, path)


def _results(trial: Trial, _: Collection[str]) -> Iterator[Piece]:
    outcomes = trial.results.outcome_measures.outcomes if trial.results else ()
    main = [one for one in outcomes if one.type == OutcomeMeasureType.PRIMARY]
    posted = [one for one in main if any(row.categories for row in one.classes)]
    path = "results.outcome_measures.outcomes"
    yield _piece("results", posted, path)
    if posted:
        yield _piece("all_results", len(posted) == len(main), path)


def _comments(trial: Trial, written: Collection[str]) -> Iterator[Piece]:
    yield _piece("comments", False, field="comments", written=written)
    limits = trial.results and trial.results.more_info.limitations_and_caveats
    if (limits and limits.description) or trial.status.why_stopped:
        yield _piece("limits", True)


def _follow_up(_: Trial, written: Collection[str]) -> Iterator[Piece]:
    yield _piece("follow_up", False, field="follow_up", written=written)


def _more(trial: Trial, _: Collection[str]) -> Iterator[Piece]:
    links = trial.references
    found = (
        trial.registry_id.startswith(_LOOKED_UP),
        *(links.references, links.see_also_links, links.avail_ipds),
        trial.documents.large_documents.large_docs,
    )
    yield _piece("more", any(found), "references")
