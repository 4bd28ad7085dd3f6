"""Documents of the trial: what each holds, its date, when it was put up, and its size."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from generator.plain.amounts import room_for, say_date
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.documents import LargeDoc
from generator.trial.partial_date import PartialDate

DOCUMENTS = "documents.large_documents"
_HOLDS = ("has_protocol", "has_sap", "has_icf")
_UPLOADED = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}", re.ASCII)
_KB, _MB = 1_000, 1_000_000


def no_plan_sentences(no_sap: bool | None, voice: Voice) -> Iterator[Sentence]:
    """Yield that there is no plan for the numbers, where the team says so."""
    if no_sap:
        yield voice.say("documents.no_plan", f"{DOCUMENTS}.no_sap")


def held_sentences(doc: LargeDoc, path: str, voice: Voice) -> Iterator[Sentence]:
    """Yield what a document holds: the plan, the plan for the numbers, the form."""
    for name in _HOLDS:
        if getattr(doc, name):
            yield voice.say(f"documents.{name}", f"{path}.{name}")


def document_sentences(doc: LargeDoc, path: str, voice: Voice) -> Iterator[Sentence]:
    """Yield the date on a document, when it was put up, and its size."""
    if doc.date:
        date = say_date(doc.date, voice.wording)
        yield voice.say("documents.dated", f"{path}.date", date=date)
    if doc.upload_date:
        date = _day(doc.upload_date, voice)
        yield voice.say("documents.uploaded", f"{path}.upload_date", date=date)
    if doc.size is not None:
        unit, divisor = ("mb", _MB) if doc.size >= _MB else ("kb", _KB)
        places = Decimal("0.1") if unit == "mb" else Decimal(1)
        with room_for(doc.size):
            size = (Decimal(doc.size) / divisor).quantize(places, ROUND_HALF_UP)
            number = format_decimal(size, locale=voice.wording.locale)
        yield voice.say(f"documents.size_{unit}", f"{path}.size", number=number)


def _day(text: str, voice: Voice) -> str:
    """Return a day in words; a text that is no day as it is, in quotes."""
    if found := _UPLOADED.fullmatch(text.strip()):
        try:
            return say_date(PartialDate.model_validate(found[1]), voice.wording)
        except ValueError:
            pass
    return f"“{text.strip()}”"
