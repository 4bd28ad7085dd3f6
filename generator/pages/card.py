"""Card: what the search index knows of a trial. Never shown whole; words are looked up in it.

The whole page would be the larger index and the worse one: rules for joining name illnesses that
keep people out, and our own sentences say the same on every page.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from generator.pages.summary import Summary, summary_of
from generator.plain.synonyms import Synonyms, words_of
from generator.plain.wording import Wording
from generator.records import Record
from generator.trial import Trial

BORDER = "¦"
"""Stands between the fields of a card; the search page knows by it where a word was found."""
FIELDS = {
    "title": 5,
    "numbers": 5,
    "conditions": 7,
    "also": 5,
    "tested": 7,
    "places": 2,
    "people": 1,
    "terms": 2,
    "more": 1,
}
"""Each field of a card, in order, and how much a word in it counts, from 0 to 10.

`more` holds the other words of the record, each once: a place in the index for each time that a
word is used would make the index larger, and find no more.
"""
_FIELD = re.compile(r'<span data-pagefind-weight="\d+">(.*?)</span>', re.DOTALL)
_ESCAPED = re.compile(r"\\([^\w\s])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Card:
    """The fields of a trial to search in, and what a result shows of it."""

    row: Summary
    fields: tuple[str, ...]


def card_of(record: Record, wording: Wording, as_of: datetime.date) -> Card:
    """Return the card of a trial, as of a day."""
    trial, row, synonyms = record.trial, summary_of(record, wording, as_of), wording.synonyms
    tested = _tested(trial)
    named = [*trial.conditions.conditions, *trial.conditions.keywords, row.title, *tested]
    terms, wider = _terms(trial, "meshes"), _terms(trial, "ancestors")
    texts = {
        "title": [row.title],
        "numbers": _numbers(trial),
        "conditions": trial.conditions.conditions,
        "also": synonyms.helps_for([*named, *terms, *wider]),
        "tested": tested,
        "places": _places(trial),
        "people": _people(trial),
        "terms": [*trial.conditions.keywords, *terms],
    }
    for name in ("also", "terms"):
        known = [text for other in ("title", "conditions", "tested") for text in texts[other]]
        known += texts["also"] if name == "terms" else []
        texts[name] = list(_telling(texts[name], known))
    fields = {name: _joined(texts[name]) for name in texts}
    more = [*wider, *_facilities(trial), *_texts(record)]
    fields["more"] = _more(fields.values(), more, synonyms)
    return Card(row, tuple(fields[name] for name in FIELDS))


def card_html(card: Card) -> str:
    """Return a card as the page that Pagefind reads."""
    row = card.row
    meta = {
        "status": row.standing,
        "tone": f"{row.tone.name}|{row.tone.sign}",
        "about": " · ".join(row.phases),
    }
    known = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(text)}">'
        for name, text in meta.items()
    )
    fields = f" {BORDER} ".join(
        f'<span data-pagefind-weight="{weight}">{escape(text)}</span>'
        for text, weight in zip(card.fields, FIELDS.values(), strict=True)
    )
    return f"<html><body data-pagefind-body>{known}<p>{fields}</p></body></html>"


def fields_in(html: str) -> dict[str, str]:
    """Return the fields of a card from the page that Pagefind reads; none of any other page."""
    texts = _FIELD.findall(html)
    return dict(zip(FIELDS, map(unescape, texts), strict=True)) if texts else {}


def names_html(title: str, names: Iterable[str]) -> str:
    """Return a page of many names as the page that Pagefind reads: its names, without the rest."""
    listed = escape(_joined(list(names)))
    return f"<html><body data-pagefind-body><h1>{escape(title)}</h1><p>{listed}</p></body></html>"


def _tested(trial: Trial) -> list[str]:
    things = trial.arms_interventions.interventions
    return [name for thing in things for name in (thing.name or "", *thing.other_names)]


def _terms(trial: Trial, kind: str) -> list[str]:
    parts = (trial.derived.condition_browse, trial.derived.intervention_browse)
    return [mesh.term or "" for part in parts for mesh in getattr(part, kind)]


def _numbers(trial: Trial) -> list[str]:
    part = trial.identification
    own = part.org_study_id
    others = [number.id or "" for number in part.secondary_ids]
    acronym, organization = part.acronym or "", (own and own.id) or ""
    return [trial.registry_id, acronym, *part.registry_id_aliases, organization, *others]


def _places(trial: Trial) -> list[str]:
    places = trial.contacts_locations.locations
    return [name for place in places for name in (place.city or "", place.country or "")]


def _facilities(trial: Trial) -> list[str]:
    places = trial.contacts_locations.locations
    return [name for place in places for name in (place.facility or "", place.state or "")]


def _people(trial: Trial) -> list[str]:
    module = trial.sponsor_collaborators
    bodies = [body.name or "" for body in (module.lead_sponsor, *module.collaborators) if body]
    return bodies + [one.name or "" for one in trial.contacts_locations.overall_officials]


def _texts(record: Record) -> list[str]:
    trial, words = record.trial, record.words
    own = (words.title, *words.key_messages, words.why, words.what_happens) if words else ()
    return [
        *(text or "" for text in own),
        trial.identification.brief_title,
        trial.identification.official_title or "",
        _ESCAPED.sub(r"\1", trial.description.brief_summary or ""),
    ]


def _telling(names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """Yield the names that have a word which is not known yet: the others would find no more."""
    words = {word for text in known for word in words_of(text)}
    for name in names:
        new = set(words_of(name)) - words
        if new:
            words |= new
            yield name


def _more(fields: Iterable[str], texts: Iterable[str], synonyms: Synonyms) -> str:
    """Return each word that is not in the other fields, and other spellings of all of them."""
    known = dict.fromkeys(word for text in fields for word in words_of(text))
    words = dict.fromkeys(word for text in texts for word in words_of(text))
    new = [word for word in words if word not in known and word not in synonyms.small]
    return " ".join([*new, *synonyms.spellings.others([*known, *new])])


def _joined(texts: Sequence[str]) -> str:
    """Join texts, each once; nothing in them is taken for a border."""
    clean = (_SPACE.sub(" ", text.replace(BORDER, "|")).strip() for text in texts)
    return "; ".join(dict.fromkeys(filter(None, clean)))
