"""The titles of a trial, as rules about its plan read them."""

import re
from collections.abc import Iterator

from generator.trial import Trial

BRIEF, OFFICIAL = "identification.brief_title", "identification.official_title"
# A title that speaks of another trial, before or around this one.
OTHER_TRIAL = re.compile(
    r"extension|roll-?\s?over|follow(?:ed|ing)?[- ]?up|long[- ]term|sub-?\s?stud(?:y|ies)|ancillary"
    r"|companion|secondary\s+(?:analys|data)|post[- ]?hoc|re-?analysis|meta-?analys|systematic"
    r"|emulat|previous|prior\b|parent\b|formerly|completed|participated|enrolled\s+in"
    r"|(?:trials|studies)\b|data\s+from|(?:results?|samples?|patients?|participants?)\s+(?:of|from|in)"
    r"\s+(?:the|a|an)\b|within\s+(?:the|a|an)\b|nested|embedded",
    re.I,
)


def titles(trial: Trial) -> Iterator[tuple[str, str]]:
    """Yield the titles that are there, each with its path."""
    yield BRIEF, trial.identification.brief_title
    if trial.identification.official_title:
        yield OFFICIAL, trial.identification.official_title
