"""Checks of plain words against their record: numbers, claims, sentences, sources, sign-off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.problems import Severity, did_you_mean
from generator.records.claims import Claims, ClaimsByLanguage
from generator.records.findings import Finding, Steps, found, shorten
from generator.records.fit import flat
from generator.records.numbers import Numbers, numbers_of, strange_numbers
from generator.records.overlay import PlainWords
from generator.records.resting import Path, resting, stands
from generator.records.signature import added, differences
from generator.records.signoff import Standing, fingerprint, standing
from generator.trial import Trial
from generator.trial.paths import leaves

_MOST_WORDS, _MOST_SENTENCES = 20, 3
_END = re.compile(r"(?<=[.!?])(?<!\b[a-zA-Z]\.)(?<!\bDr\.)(?<!\bvs\.)\s+(?=[^\sa-z])")
_PARAGRAPH = re.compile(r"\n\s*\n")
_PARTS = ("title", "key_messages", "why", "what_happens", "benefits", "risks", "comments")
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One text that people wrote: where it stands in its file, and the record's words behind it.

    `source` is set for rules, outcomes and medicines; `more` is what the record says besides.
    `is_news` says that no record holds what it tells, and so not its numbers either.
    """

    steps: Steps
    text: str
    source: str = ""
    more: str = ""
    is_news: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    """A finding about a text, and the words in it that an exception can name."""

    finding: Finding
    text: str
    words: str


def judge(
    words: PlainWords, trial: Trial, path: Path, claims: ClaimsByLanguage
) -> Iterator[Finding]:
    """Yield what is wrong with plain words, held against their record.

    `path` says what the record itself calls a field of the trial.
    """
    judged = list(_judged(words, trial, claims.get(_language(words), Claims())))
    used: set[int] = set()
    for one in judged:
        excepted = [n for n, _ in enumerate(words.exceptions) if _excepts(words, n, one)]
        used.update(excepted)
        if not excepted:
            yield one.finding
    yield from _useless(words, used)
    yield from _too_many(words, trial)
    yield from _sources(words, trial, path)
    yield from _review(words, trial, path)


def texts_of(words: PlainWords, trial: Trial) -> Iterator[Text]:
    """Yield every text that people wrote, in the order of the model."""
    for part in _PARTS:
        said = getattr(words, part)
        if isinstance(said, str):
            yield Text((part,), said)
        else:
            yield from (Text((part, number), text) for number, text in enumerate(said or ()))
    for number, rule in enumerate(words.criteria):
        yield Text(("criteria", number, "plain"), rule.plain, rule.quote)
    more = _outcomes(trial)
    for number, outcome in enumerate(words.outcomes):
        name = flat(outcome.measure)
        steps = ("outcomes", number, "plain")
        yield Text(steps, outcome.plain, outcome.measure, more.get(name, ""))
    yield from _of_lay_summary(words, trial)


def _of_lay_summary(words: PlainWords, trial: Trial) -> Iterator[Text]:
    more = {
        flat(thing.name): f"{', '.join(thing.other_names)}. {thing.description or ''}"
        for thing in trial.arms_interventions.interventions
        if thing.name
    }
    for number, one in enumerate(words.medicines):
        steps = ("medicines", number, "plain")
        yield Text(steps, one.plain, one.name, more.get(flat(one.name), ""))
    if reactions := words.adverse_reactions:
        yield Text(("adverse_reactions", "text"), reactions.text, is_news=True)
        for number, row in enumerate(reactions.frequencies):
            for name in ("reaction", "people"):
                where = ("adverse_reactions", "frequencies", number, name)
                yield Text(where, getattr(row, name), is_news=True)
    if words.follow_up and words.follow_up.text:
        yield Text(("follow_up", "text"), words.follow_up.text, is_news=True)


def _outcomes(trial: Trial) -> dict[str, str]:
    """Measure → what else its outcome says."""
    whole = trial.outcomes
    many = (*whole.primary_outcomes, *whole.secondary_outcomes, *whole.other_outcomes)
    return {
        flat(one.measure): f"{one.time_frame or ''}. {one.description or ''}"
        for one in many
        if one.measure
    }


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [part for part in _END.split(" ".join(text.split())) if part]


def _judged(words: PlainWords, trial: Trial, claims: Claims) -> Iterator[_Judged]:
    known = numbers_of(trial)
    for text in texts_of(words, trial):
        yield from _of_text(text, known, claims, _language(words))


def _of_text(text: Text, known: Numbers, claims: Claims, language: str) -> Iterator[_Judged]:
    strange = list(strange_numbers(text.text, known, language == _ENGLISH))
    for number in strange:
        message = f"expected only numbers of the record, found '{shorten(number)}'"
        weight = Severity.WARNING if text.is_news else Severity.ERROR
        yield _wrong(text, "OVL-01", message, number, weight)
    for sentence in (s for part in _PARAGRAPH.split(text.text) for s in sentences(part)):
        for claim in claims.within(sentence):
            if claim.lower() not in text.source.lower():
                message = f"expected words that claim nothing, found '{shorten(claim)}'"
                yield _wrong(text, "OVL-04", message, claim)
    yield from _too_long(text)
    if text.source:
        yield from _differing(text, set(strange), language)


def _differing(text: Text, told: set[str], language: str) -> Iterator[_Judged]:
    is_rule = text.steps[0] == "criteria"
    compare = differences if is_rule else added
    for one in compare(flat(text.source), text.text, text.more):
        if one.text in told or (language != _ENGLISH and not one.is_number):
            continue
        yield _wrong(text, "OVL-07", one.message, "")


def _too_long(text: Text) -> Iterator[_Judged]:
    for part in _PARAGRAPH.split(text.text):
        said = sentences(part)
        if len(said) > _MOST_SENTENCES:
            message = f"expected at most {_MOST_SENTENCES} sentences a paragraph, found {len(said)}"
            yield _wrong(text, "OVL-03", message, "", Severity.WARNING)
        for sentence in said:
            if (count := len(sentence.split())) > _MOST_WORDS:
                short = shorten(sentence)
                message = f"expected at most {_MOST_WORDS} words, found {count} in '{short}'"
                yield _wrong(text, "OVL-03", message, sentence, Severity.WARNING)


def _wrong(
    text: Text, code: str, message: str, words: str, severity: Severity = Severity.ERROR
) -> _Judged:
    return _Judged(Finding(text.steps, message, code, severity), text.text, words)


def _language(words: PlainWords) -> str:
    return words.language.partition("-")[0].lower()


def _excepts(words: PlainWords, number: int, one: _Judged) -> bool:
    """An exception holds for findings of its check about words that it names, or that hold it."""
    exception = words.exceptions[number]
    named, whole = flat(exception.text).lower(), flat(one.text).lower()
    inner = flat(one.words).lower()
    near = inner in named or named in inner if inner else True
    return exception.check == one.finding.code and named in whole and near


def _too_many(words: PlainWords, trial: Trial) -> Iterator[Finding]:
    """More people in all countries than the record says took part."""
    known, total = trial.design.enrollment, sum(one.people for one in words.people_by_country)
    if known and known.count is not None and total > known.count:
        message = f"expected at most the {known.count:,} people of the record, found {total:,}"
        yield Finding(("people_by_country",), message, "OVL-01", Severity.WARNING)


def _useless(words: PlainWords, used: set[int]) -> Iterator[Finding]:
    for number, exception in enumerate(words.exceptions):
        if number not in used:
            text = found(exception.text)
            message = f"expected words that {exception.check} would stop, found {text}"
            yield Finding(("exceptions", number), message, "OVL-05", Severity.WARNING)


def _sources(words: PlainWords, trial: Trial, path: Path) -> Iterator[Finding]:
    """Sources that the record lacks or that belong to no words, and words that rest on nothing."""
    for part in type(words.sources).model_fields:
        own = getattr(words.sources, part)
        for number, source in enumerate(own):
            if not stands(source, trial, path):
                near = did_you_mean(source, {path(leaf.path) for leaf in leaves(trial)})
                message = f"expected a field of the record, found {found(source)}"
                steps = ("sources", part, number)
                yield Finding(steps, f"{message}.{near}" if near else message, "OVL-05")
        if own and not getattr(words, part):
            message = f"expected '{part}:', as it has sources, found nothing"
            yield Finding(("sources", part), message, "OVL-05", Severity.WARNING)
    for part, fields in resting(words, trial, path).items():
        if not fields and part in _PARTS and not getattr(words.sources, part):
            message = f"expected the fields that it rests on, below 'sources: {part}:', found none"
            yield Finding((part,), message, "OVL-06", Severity.WARNING)


def _review(words: PlainWords, trial: Trial, path: Path) -> Iterator[Finding]:
    review, held = words.reviewed, standing(words, trial, path)
    if review and held is Standing.UNBOUND:
        message = "expected a 'hash:' of what was checked, found none. 'plaintrials sign' writes it"
        yield Finding(("reviewed",), message, "OVL-06", Severity.WARNING)
    elif review and held is Standing.LAPSED:
        now = fingerprint(words, trial, path, review)
        message = (
            f"expected {review.hash} to stand for these words and fields, found {now}: something "
            f"changed after the check of {review.date}. Read them again beside the record, then "
            "run 'plaintrials sign'"
        )
        yield Finding(("reviewed", "hash"), message, "OVL-02", Severity.WARNING)
