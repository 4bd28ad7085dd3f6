"""Who can take part: age, sex, healthy volunteers, how people are picked."""

from collections.abc import Iterator

from generator.plain.amounts import Duration, say_duration, say_number
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial import Trial
from generator.vocabulary import Sex

_LOW, _HIGH = "eligibility.minimum_age", "eligibility.maximum_age"
AGE_SOURCES = (_LOW, _HIGH)
"""The fields that say the ages; a limit that is not there says that there is none."""
_SEX_RULES = {Sex.ALL: "who.sex_all", Sex.FEMALE: "who.sex_female", Sex.MALE: "who.sex_male"}


def who_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield who can take part, without the criteria, which are quoted."""
    yield from age_sentences(trial, voice)
    yield from sex_sentences(trial, voice)
    who = trial.eligibility
    if who.gender_based:
        yield voice.say("who.gender_based", "eligibility.gender_based")
    if who.healthy_volunteers is not None:
        rule = "who.healthy_true" if who.healthy_volunteers else "who.healthy_false"
        yield voice.say(rule, "eligibility.healthy_volunteers")
    if who.sampling_method:
        yield voice.say_code(who.sampling_method, "eligibility.sampling_method")


def age_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield the age limits; limits that cannot be read are given as they are."""
    low, high = trial.eligibility.minimum_age, trial.eligibility.maximum_age
    ages = age_words(trial, voice)
    if ages and low and high:
        yield voice.say("who.age_between", *AGE_SOURCES, low=ages[0], high=ages[1])
    elif ages and low:
        yield voice.say("who.age_from", *AGE_SOURCES, low=ages[0])
    elif ages and high:
        yield voice.say("who.age_to", *AGE_SOURCES, high=ages[1])
    else:
        if low:
            yield voice.say("who.age_as_is_low", *AGE_SOURCES, age=low)
        if high:
            yield voice.say("who.age_as_is_high", *AGE_SOURCES, age=high)


def age_words(trial: Trial, voice: Voice) -> tuple[str, str] | None:
    """Return both age limits in words (empty where there is none), or None if one is unreadable.

    Years are left out where no other unit stands beside them: `18`, but `6 months` and `5 years`.
    """
    texts = [trial.eligibility.minimum_age or "", trial.eligibility.maximum_age or ""]
    limits = [Duration.parse(text) if text else None for text in texts]
    if any(text and not limit for text, limit in zip(texts, limits, strict=True)):
        return None
    units = {limit.unit for limit in limits if limit}
    low = _age(limits[0], voice, bare=units == {"Year"} or (all(limits) and len(units) == 1))
    return low, _age(limits[1], voice, bare=units == {"Year"})


def age_range(trial: Trial, voice: Voice) -> str:
    """Return the age limits as a short text; one that cannot be read as the record has it."""
    limits = (trial.eligibility.minimum_age or "", trial.eligibility.maximum_age or "")
    low, high = age_words(trial, voice) or limits
    if not (low or high):
        return ""
    form = "between" if low and high else "from" if low else "to"
    return voice.phrase(f"fact.ages_{form}", low=low, high=high)


def sex_sentences(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    """Yield who can join by sex."""
    sex = trial.eligibility.sex
    if isinstance(sex, Sex):
        yield voice.say(_SEX_RULES[sex], "eligibility.sex")
    elif sex:
        yield voice.say_code(sex, "eligibility.sex")


def _age(age: Duration | None, voice: Voice, bare: bool) -> str:
    """`18 Years` reads `18` where it is `bare`; else the unit is named."""
    if age is None:
        return ""
    return say_number(age.count, voice.wording) if bare else say_duration(age, voice.wording)
