"""Documents of the trial, each with the registry's own copy."""

import re
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.plain.documents import (
    DOCUMENTS,
    document_sentences,
    held_sentences,
    no_plan_sentences,
)
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.trial.documents import LargeDoc

_NUMBER = re.compile(r"NCT\d{8}", re.ASCII)
_FILE = re.compile(r"\w[\w.-]*\.pdf", re.ASCII)
_COPY = "https://cdn.clinicaltrials.gov/large-docs/{end}/{number}/{file}"
"""Where ClinicalTrials.gov keeps a document, by the links in its own downloads (CSV)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document. `url` is the registry's copy, empty where its address is not certain."""

    label: Quote | None
    holds: tuple[Sentence, ...]
    more: tuple[Sentence, ...]
    file: Quote | None
    url: str


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """All documents; and that there is no plan for the numbers, where the team says so."""

    documents: tuple[Document, ...]
    no_plan: tuple[Sentence, ...]


def documents_view(trial: Trial, voice: Voice, quotes: Quotes) -> DocumentsView | None:
    """Build the view; None where the record says nothing of documents."""
    given = trial.documents.large_documents
    if not given.large_docs and not given.no_sap:
        return None
    return DocumentsView(
        documents=tuple(
            _document(doc, f"{DOCUMENTS}.large_docs[{index}]", trial.registry_id, voice, quotes)
            for index, doc in enumerate(given.large_docs)
        ),
        no_plan=tuple(no_plan_sentences(given.no_sap, voice)),
    )


def _document(doc: LargeDoc, path: str, number: str, voice: Voice, quotes: Quotes) -> Document:
    return Document(
        label=quotes.at(f"{path}.label"),
        holds=tuple(held_sentences(doc, path, voice)),
        more=tuple(document_sentences(doc, path, voice)),
        file=quotes.at(f"{path}.filename"),
        url=copy_address(number, doc.filename or ""),
    )


def copy_address(number: str, file: str) -> str:
    """Return where the registry keeps a file; empty for other registries and odd names."""
    if not (_NUMBER.fullmatch(number) and _FILE.fullmatch(file)):
        return ""
    return _COPY.format(end=number[-2:], number=number, file=file)
