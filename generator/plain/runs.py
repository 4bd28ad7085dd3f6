"""Who runs the trial and helps to pay for it, and who keeps its record."""

from collections.abc import Iterator

from generator.plain.amounts import say_list
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial

_PART = "sponsor_collaborators"
_LEAD, _OTHERS = f"{_PART}.lead_sponsor", f"{_PART}.collaborators"
_KEEPER = f"{_PART}.responsible_party.type"


def sponsor_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield who runs it and what kind of body that is, and who helps to run or pay for it."""
    part = trial.sponsor_collaborators
    lead = part.lead_sponsor
    if lead and lead.name:
        yield voice.say("runs.sponsor", f"{_LEAD}.name", name=lead.name)
        if lead.agency_class:
            yield voice.say_code(lead.agency_class, f"{_LEAD}.agency_class", f"{_LEAD}.name")
    names = [other.name for other in part.collaborators if other.name]
    if names:
        sources = [f"{_OTHERS}[{n}].name" for n, one in enumerate(part.collaborators) if one.name]
        words = say_list(names, voice.wording)
        yield voice.say("runs.helpers", *sources, n=len(names), names=words)
    else:
        yield voice.say("runs.no_helpers", _OTHERS)
    if part.responsible_party and part.responsible_party.type:
        yield voice.say_code(part.responsible_party.type, _KEEPER)
