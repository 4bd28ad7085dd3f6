"""Who runs the trial and helps to pay for it, and who keeps its record."""

import re
from collections.abc import Iterator

from generator.plain.amounts import say_list
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.vocabulary import AgencyClass, ResponsiblePartyType

_PART = "sponsor_collaborators"
_LEAD, _OTHERS = f"{_PART}.lead_sponsor", f"{_PART}.collaborators"
_KEEPER = f"{_PART}.responsible_party.type"
_SENTENCE = re.compile(r"\b(?:has|have|had|is|was|were)\b")


def sponsor_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield who runs it and what kind of body that is, and who helps to run or pay for it."""
    part = trial.sponsor_collaborators
    lead = part.lead_sponsor
    if lead and lead.name:
        # "X has merged with Y" stands in the place of some names.
        rule = "runs.sponsor_named" if _SENTENCE.search(lead.name) else "runs.sponsor"
        yield voice.say(rule, f"{_LEAD}.name", name=lead.name)
        if lead.agency_class and not _is_person(trial):
            named = (f"{_LEAD}.agency_class", f"{_LEAD}.name", _KEEPER)
            yield voice.say_code(lead.agency_class, *named)
    names = [other.name for other in part.collaborators if other.name]
    if names:
        sources = [f"{_OTHERS}[{n}].name" for n, one in enumerate(part.collaborators) if one.name]
        # The sentence ends there: "Inc." brings the full stop.
        words = say_list(names, voice.wording).removesuffix(".")
        yield voice.say("runs.helpers", *sources, n=len(names), names=words)
    else:
        rule = "runs.no_helpers" if lead and lead.name else "runs.nobody"
        yield voice.say(rule, _OTHERS, f"{_LEAD}.name")
    if part.responsible_party and part.responsible_party.type:
        yield voice.say_code(part.responsible_party.type, _KEEPER)


def _is_person(trial: Trial) -> bool:
    """True where the class "other" stands for one person who both leads and sponsors it."""
    part = trial.sponsor_collaborators
    keeper = part.responsible_party.type if part.responsible_party else None
    lead = part.lead_sponsor.agency_class if part.lead_sponsor else None
    return keeper == ResponsiblePartyType.SPONSOR_INVESTIGATOR and lead == AgencyClass.OTHER
