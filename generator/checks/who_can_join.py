"""Rules about who can join: sex and health in the fields, and in the text of the criteria."""

import re
from collections.abc import Iterator

from generator.checks.criteria import FIELD, Criteria, Line, quote
from generator.checks.finding import Finding
from generator.checks.free_text import FreeText
from generator.plain.eligibility import Polarity
from generator.trial import Trial
from generator.vocabulary import Sex

_SEX, _HEALTHY = "eligibility.sex", "eligibility.healthy_volunteers"
_LISTED = "conditions.conditions"
_MEN, _WOMEN = r"(?:men|males?|boys)", r"(?:women|females?|girls)"
_BOTH = re.compile(
    rf"\b{_MEN}\s?(?:and|or|/|&|,)\s?(?:[\w-]+\s){{0,2}}{_WOMEN}\b"
    rf"|\b{_WOMEN}\s?(?:and|or|/|&|,)\s?(?:[\w-]+\s){{0,2}}{_MEN}\b",
    re.I,
)
_PREGNANT = re.compile(r"\b(?:pregnan(?:t|cy)|breast-?\s?feeding|lactating)\b", re.I)
# Women whom men know, rules that only use the words, and tests that differ by sex.
_OF_OTHERS = re.compile(
    r"partner|wife|wives|spouse|husband|father|impregnat|couple|sperm|mother|offspring|child\b"
    r"|contracept|reproductive|childbearing|QTc|h(?:a)?emoglobin|creatinine|donor|infertil|factor",
    re.I,
)
_ONE_SEX = re.compile(
    r"\W*(?:(?:adult|healthy|pregnant|(?:pre|post)-?menopausal|nulliparous|all|any|infertile|married"
    rf"|sexually|active|heterosexual|young|older|elderly)\s+){{0,3}}({_MEN}|{_WOMEN})\b",
    re.I,
)
_CONDITIONAL = re.compile(
    r"\b(?:must|should|negative|childbearing|contracept\w+|if|test|non-?\w+)\b", re.I
)
_ANY_MAN = re.compile(r"\b(?:men|man|males?|boys?|fathers?)\b", re.I)
_ANY_WOMAN = re.compile(r"wom[ae]n|females?|girls?|mothers?|pregnan", re.I)
_SMALL = re.compile(r"infant|newborn|neonat|bab(?:y|ies)|child|offspring|couple|partner", re.I)

_DIAGNOSIS = re.compile(
    r"\b(?:diagnos(?:is|ed)\b|confirmed|suffering\s+from|history\s+of\s+\w|patients?\s+with)", re.I
)
_DIAGNOSED = re.compile(r"\bdiagnos(?:is|ed)\b|suffering\s+from", re.I)
_WORD, _STEM = re.compile(r"[^\W\d_]{4,}"), 5
_NOT_ILL = {"healt", "volun", "norma", "subje", "parti"}
_ANYONE_WELL = re.compile(
    r"\b(?:health\w*|controls?|normal|volunteers?|caregivers?|carers?|parents?|relatives?|sibling\w*"
    r"|staff|providers?|nurses?|physicians?|students?|general\s+population|unaffected|without|donors?"
    r"|asymptomatic|no\s+(?:history|known|symptoms))\b",
    re.I,
)
_HEALTHY_PEOPLE = re.compile(
    r"\W*healthy\s+(?:(?:male|female|adult|normal|human|non-?smok\w+|and|or|men|women)s?\s+){0,4}"
    r"(?:volunteers?|subjects?|participants?|controls?|individuals?|people|adults?|men|women|males?"
    r"|females?)(?:\s*[,:;.(]|\s+(?:aged?|between|from|of|\d)|\s*\Z)",
    re.I,
)


def sex_differs(criteria: Criteria, trial: Trial, texts: FreeText) -> Iterator[Finding]:
    """ELI-08: the sex in the field is not the one that the rules speak of."""
    match trial.eligibility.sex:
        case Sex.FEMALE:
            wrong = next(filter(_lets_in_both, criteria.of(Polarity.INCLUDE)), None)
        case Sex.MALE:
            wrong = next(filter(_can_be_pregnant, criteria.lines), None)
        case Sex.ALL:
            wrong = _one_sex_only(criteria, texts)
        case _:
            wrong = None
    if wrong:
        yield Finding("ELI-08", (_SEX, FIELD), quote(wrong.text))


def _lets_in_both(line: Line) -> bool:
    return line.on_top and bool(_BOTH.search(line.text)) and not _OF_OTHERS.search(line.text)


def _can_be_pregnant(line: Line) -> bool:
    return line.on_top and bool(_PREGNANT.search(line.text)) and not _OF_OTHERS.search(line.text)


def _one_sex_only(criteria: Criteria, texts: FreeText) -> Line | None:
    """The first rule for joining, if it lets in one sex and no rule speaks of the other.

    A record that speaks of children of any kind may count them among the people who join.
    """
    if criteria.groups():
        return None
    first = next((line for line in criteria.of(Polarity.INCLUDE) if line.on_top), None)
    found = _ONE_SEX.match(first.text) if first else None
    if first is None or found is None or _CONDITIONAL.search(first.text):
        return None
    man = _ANY_MAN.fullmatch(found[1]) is not None
    other = (_ANY_WOMAN if man else _ANY_MAN).search(criteria.source)
    return None if other or _SMALL.search(texts.joined) else first


def health_is_not_clear(criteria: Criteria, trial: Trial, texts: FreeText) -> Iterator[Finding]:
    """ELI-09: healthy people can join, but a rule asks for an illness; or the other way round."""
    healthy = trial.eligibility.healthy_volunteers
    if healthy is None:
        return
    wrong = _asks_for_illness(criteria, texts) if healthy else _asks_for_health(criteria, trial)
    if wrong:
        yield Finding("ELI-09", (_HEALTHY, FIELD, _LISTED), quote(wrong))


def _asks_for_illness(criteria: Criteria, texts: FreeText) -> str:
    """The rule that asks for an illness, if no text of the record speaks of people who are well."""
    for line in criteria.of(Polarity.INCLUDE):
        if line.on_top and _DIAGNOSIS.search(line.text):
            well = criteria.groups() or _ANYONE_WELL.search(texts.joined)
            return "" if well else line.text
    return ""


def _asks_for_health(criteria: Criteria, trial: Trial) -> str:
    """The rule that asks for health, if no other asks for the illness that the trial is about."""
    if "ealthy" not in criteria.source:
        return ""
    heads = map(criteria.words, criteria.groups())
    rules = [line.text for line in criteria.of(Polarity.INCLUDE) if line.on_top]
    wrong = next((text for text in (*heads, *rules) if _HEALTHY_PEOPLE.match(text)), "")
    names = " ".join(trial.conditions.conditions)
    ill = {word[:_STEM].lower() for word in _WORD.findall(names)} - _NOT_ILL
    others = [text.lower() for text in rules if text != wrong]
    is_ill = any(_DIAGNOSED.search(text) or any(map(text.__contains__, ill)) for text in others)
    return "" if is_ill else wrong
