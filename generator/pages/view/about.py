"""About this page: source, dates, numbers, papers, data sharing; all that is not above."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.pages.view.documents import DocumentsView, documents_view
from generator.pages.view.facts import Fact, Named, Value, date_fact, facts, named
from generator.pages.view.noted import Noted, noted
from generator.pages.view.runs import kind_of_body
from generator.plain.amounts import say_date
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.records import Form, Record
from generator.trial import Trial
from generator.trial.partial_date import PartialDate
from generator.vocabulary import IpdSharing

_DATES = (
    "status_verified_date",
    "study_first_submit_date",
    "study_first_submit_qc_date",
    "study_first_post_date",
    "results_first_submit_date",
    "results_first_submit_qc_date",
    "results_first_post_date",
    "disp_first_submit_date",
    "disp_first_submit_qc_date",
    "disp_first_post_date",
    "last_update_submit_date",
    "last_update_post_date",
)
_BROWSE = ("derived.condition_browse", "derived.intervention_browse")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, how it is linked to the trial, and notices that it was taken back."""

    citation: Quote | None
    kind: Sentence | None
    pmid: Quote | None
    retractions: tuple[tuple[Quote, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A web page that the record names: its label, its address, more about it."""

    label: Quote | None
    url: Quote | None
    more: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """Where the page comes from, and everything of the record that has no place above.

    `keywords` are the team's, `terms` the registry's, with a word of care before them. `grades` say
    how hard the page is to read, which is known when all of it is there.
    """

    sentences: tuple[Sentence, ...]
    grades: tuple[Sentence, ...]
    numbers: tuple[Fact, ...]
    dates: tuple[Fact, ...]
    keywords: tuple[Fact, ...]
    terms_note: tuple[Sentence, ...]
    terms: tuple[Fact, ...]
    sharing: tuple[Sentence, ...]
    sharing_words: tuple[Fact, ...]
    papers_count: tuple[Sentence, ...]
    papers: tuple[Paper, ...]
    links: tuple[Link, ...]
    shared: tuple[Link, ...]
    documents: DocumentsView | None
    noted: tuple[Noted, ...]


def about_view(record: Record, voice: Voice, quotes: Quotes, as_of: datetime.date) -> AboutView:
    """Build the view."""
    trial, terms = record.trial, _terms(voice, quotes)
    return AboutView(
        sentences=tuple(_sentences(record, voice, as_of)),
        grades=(),
        numbers=_numbers(trial, voice, quotes),
        dates=_dates(trial, voice),
        keywords=facts([("about.keywords", quotes.each("conditions.keywords"))], voice),
        terms_note=(voice.say("about.terms_note", *_BROWSE),) if terms else (),
        terms=terms,
        sharing=tuple(_sharing(trial, voice)),
        sharing_words=_sharing_words(trial, voice, quotes),
        papers_count=tuple(_papers_count(trial, voice)),
        papers=_papers(trial, voice, quotes),
        links=_links(trial, quotes),
        shared=_shared(trial, quotes),
        documents=documents_view(trial, voice, quotes),
        noted=noted(trial, voice, quotes),
    )


def _sentences(record: Record, voice: Voice, as_of: datetime.date) -> Iterator[Sentence]:
    version = record.trial.derived.misc_info.version_holder
    rule = "about.ctgov" if record.form is Form.CTGOV else "about.native"
    yield voice.say(rule, "identification.registry_id")
    if version:
        date = say_date(version, voice.wording)
        yield voice.say("about.ctgov_version", "derived.misc_info.version_holder", date=date)
    today = PartialDate(year=as_of.year, month=as_of.month, day=as_of.day)
    yield voice.explain("about.built", date=say_date(today, voice.wording))
    yield voice.explain("about.changes")
    if record.trial.has_results is False and record.trial.results is None:
        yield voice.say("about.no_results", "has_results", "results")


def _numbers(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Fact, ...]:
    part = "identification"
    secondary = [
        value
        for index, number in enumerate(trial.identification.secondary_ids)
        for value in _number(f"{part}.secondary_ids[{index}]", number.type, voice, quotes)
    ]
    own, organization = trial.identification.org_study_id, trial.identification.organization
    agency = organization.agency_class if organization else None
    return facts(
        [
            ("about.official_title", (quotes.at(f"{part}.official_title"),)),
            ("about.aliases", quotes.each(f"{part}.registry_id_aliases")),
            (
                "about.org_number",
                _number(f"{part}.org_study_id", own.type if own else None, voice, quotes),
            ),
            ("about.secondary", tuple(secondary)),
            (
                "about.organization",
                (
                    named(
                        quotes.at(f"{part}.organization.full_name"),
                        kind_of_body(agency, f"{part}.organization.agency_class", voice),
                    ),
                ),
            ),
        ],
        voice,
    )


def _number(
    path: str, code: str | None, voice: Voice, quotes: Quotes
) -> tuple[Value | Named | None, ...]:
    """Return a number with its kind, and where to look it up."""
    kind = voice.name_code(code, f"{path}.type")
    number = named(quotes.at(f"{path}.id"), kind, quotes.at(f"{path}.domain"))
    return number, quotes.at(f"{path}.link")


def _dates(trial: Trial, voice: Voice) -> tuple[Fact, ...]:
    rows: list[tuple[str, tuple[Value | Named | None, ...]]] = [
        (f"date.{name}", (date_fact(getattr(trial.status, name), f"status.{name}", voice),))
        for name in _DATES
    ]
    return facts(rows, voice)


def _terms(voice: Voice, quotes: Quotes) -> tuple[Fact, ...]:
    rows: list[tuple[str, tuple[Value | Named | None, ...]]] = []
    for part in ("condition", "intervention"):
        for kind in ("meshes", "ancestors"):
            path = f"derived.{part}_browse.{kind}"
            rows.append((f"about.{part}_{kind}", quotes.under(path, "term")))
    return facts(rows, voice)


def _sharing(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    plan, path = trial.ipd_sharing_statement, "ipd_sharing_statement"
    if plan.ipd_sharing:
        yield voice.say_code(plan.ipd_sharing, f"{path}.ipd_sharing")


def _sharing_words(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Fact, ...]:
    path = "ipd_sharing_statement"
    kinds = enumerate(trial.ipd_sharing_statement.info_types)
    types = tuple(voice.name(kind, f"{path}.info_types[{index}]") for index, kind in kinds)
    # "What will be shared" over words such as "Nothing will be shared" would say the opposite.
    is_shared = trial.ipd_sharing_statement.ipd_sharing == IpdSharing.YES
    words = "about.sharing_what" if is_shared else "about.sharing_plan"
    return facts(
        [
            ("about.sharing_types", types),
            (words, (quotes.at(f"{path}.description"),)),
            ("about.sharing_when", (quotes.at(f"{path}.time_frame"),)),
            ("about.sharing_who", (quotes.at(f"{path}.access_criteria"),)),
            ("about.sharing_url", (quotes.at(f"{path}.url"),)),
        ],
        voice,
    )


def _papers_count(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    if papers := trial.references.references:
        yield voice.say("about.papers_count", "references.references", n=len(papers))


def _papers(trial: Trial, voice: Voice, quotes: Quotes) -> tuple[Paper, ...]:
    papers = []
    for index, paper in enumerate(trial.references.references):
        path = f"references.references[{index}]"
        notices = (f"{path}.retractions[{n}]" for n in range(len(paper.retractions)))
        papers.append(
            Paper(
                citation=quotes.at(f"{path}.citation"),
                kind=voice.name_code(paper.type, f"{path}.type"),
                pmid=quotes.at(f"{path}.pmid"),
                retractions=tuple(_some(quotes, notice, "source", "pmid") for notice in notices),
            )
        )
    return tuple(papers)


def _links(trial: Trial, quotes: Quotes) -> tuple[Link, ...]:
    paths = (f"references.see_also_links[{n}]" for n in range(len(trial.references.see_also_links)))
    return tuple(Link(quotes.at(f"{p}.label"), quotes.at(f"{p}.url"), ()) for p in paths)


def _shared(trial: Trial, quotes: Quotes) -> tuple[Link, ...]:
    paths = (f"references.avail_ipds[{n}]" for n in range(len(trial.references.avail_ipds)))
    return tuple(
        Link(quotes.at(f"{p}.type"), quotes.at(f"{p}.url"), _some(quotes, p, "id", "comment"))
        for p in paths
    )


def _some(quotes: Quotes, path: str, *names: str) -> tuple[Quote, ...]:
    found = (quotes.at(f"{path}.{name}") for name in names)
    return tuple(quote for quote in found if quote)
