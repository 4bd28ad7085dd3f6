"""Rules about who runs the trial."""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from generator.checks.excerpt import STATUS, is_excerpt
from generator.checks.finding import Finding
from generator.trial import Trial
from generator.vocabulary import AgencyClass

_NAME = "sponsor_collaborators.lead_sponsor.name"
_CLASS = "sponsor_collaborators.lead_sponsor.agency_class"
_PARTY = "sponsor_collaborators.responsible_party"
# Bodies of these kinds are never one person.
_CAN_BE_PERSON = {None, AgencyClass.OTHER, AgencyClass.INDIV, AgencyClass.UNKNOWN}
_DEGREE = re.compile(
    r"(?<![\w.])(?:prof(?:essor)?\.?|dr\.?|m\.?\s?d\.?|ph\.?\s?d\.?|d\.?o\.?|m\.?p\.?h\.?|m\.?sc\.?"
    r"|b\.?sc\.?|mbbs|frcs|r\.?n\.?|pharm\.?\s?d\.?|d\.?d\.?s\.?|d\.?c\.?|m\.?s\.?|jr\.?|sr\.?)(?![\w.])",
    re.I,
)
# Words of bodies, in the languages that sponsors write their names in.
_BODY = re.compile(
    r"ircc|d\.o\.o|s\.r\.l|s\.?p\.?a\b|b\.v\.|n\.v\.|\bkg\b|universi|ünivers|h[oôóò]s?pi[tct]|ospedal|ospital|hospic|azienda|ziekenhuis|gasthuis|sygehus|sykehus"
    r"|sjukhus|krankenhaus|klini[ckq]|clini[ckq]|clíni|polyclin|institu|istitut|instytut|ent(?:er|re|rum|rum)\b"
    r"|cent(?:er|re|ro|rum|re)|zentrum|coll?eg|école|ecole|school|facult|facul|foundation|fondation"
    r"|fondazione|fundaci|funda[cç]|stiftung|group|grupo|gruppo|groupe|medi[ckz]|m[ée]d|health|salud|sant[ée]\b"
    r"|santo\b|care\b|research|ricerca|recherche|investiga|forschung|science|pharm|bio|therap|labor|lab\b|labs\b"
    r"|tech|inc\b|ltd|llc|gmbh|corp|company|limited|\bs\.?a\.?\b|\bag\b|\bco\b|plc|ministr|minister|department"
    r"|d[ée]part|division|agency|agence|national|nacional|international|council|committee|commission"
    r"|associat|asso[cz]i|societ|soci[ée]t|society|network|consorti|alliance|program|project|trust|board"
    r"|region|region|county|city|state\b|municipal|district|veterans|army|navy|military|force|office"
    r"|academ|akadem|organi[sz]ation|federa|union|initiative|partner|service|system|solution|analytic"
    r"|memorial|mount\b|mt\b|saint\b|sainte\b|st\b|san\b|santa\b|são\b|sao\b|general|regional|permanente|mayo\b"
    r"|karolinska|charit[eé]\b|assistance|civils|women'?s|children'?s|kinder|cancer|onco|heart|cardio|cardiac"
    r"|eye\b|dental|vision|vascular|surg|orthop|neuro|diabet|nutri|food|global|world|american|european"
    r"|africa|asia|india|china|egypt|london|paris|oslo|utrecht|leuven|parc\b|outcomes|products|devices"
    r"|diagnostic|vaccin|genetic|genom|trial|study|studies|team|club|house|home|hosp|unit|innov|technolog"
    r"|boehringer|nordisk|lilly|squibb|zeneca|novartis|pfizer|janssen|takeda|astellas|servier",
    re.I,
)
_TOKEN = re.compile(r"[^\W\d_][\w'’.-]*")
_FEWEST, _MOST = 2, 4
# How many answers are kept: a few hundred sponsors run most trials.
_SPONSORS = 1024


def sponsor_is_one_person(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """SPO-01: the sponsor is one person: the registry says so, or the name reads like one.

    A record that names the hospital or university of this person answers who stands behind it.
    """
    sponsor = trial.sponsor_collaborators.lead_sponsor
    if sponsor is None or not sponsor.name or sponsor.agency_class not in _CAN_BE_PERSON:
        return
    if is_excerpt(trial):
        return
    party = trial.sponsor_collaborators.responsible_party
    if party and (party.investigator_affiliation or party.old_organization):
        return
    if sponsor.agency_class == AgencyClass.INDIV or reads_like_a_person(sponsor.name):
        yield Finding("SPO-01", (_NAME, _CLASS, _PARTY, STATUS), sponsor.name)


def nobody_keeps_record(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """SPO-02: the record does not say who keeps it."""
    if trial.sponsor_collaborators.responsible_party is None:
        yield Finding("SPO-02", (_PARTY,))


@lru_cache(_SPONSORS)
def reads_like_a_person(name: str) -> bool:
    """True for 2 to 4 words that are no words of a body, degrees and titles aside."""
    if _BODY.search(name) or "&" in name:
        return False
    bare = re.sub(r"[,\s]+", " ", _DEGREE.sub(" ", name)).strip(" .,")
    words = bare.split()
    has_degree = bare != " ".join(name.replace(",", " ").split()).strip(" .,")
    if not all(map(_TOKEN.fullmatch, words)) or not _FEWEST <= len(words) <= _MOST:
        return False
    # Short forms in capitals beside other words are names of bodies: KU, UMC, HF.
    short = [word for word in words if 1 < len(word) <= _MOST and word.isupper()]
    return has_degree or not short or all(map(str.isupper, words))
