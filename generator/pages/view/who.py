"""Who can take part: sentences, and the criteria as they stand, under noun-phrase heads."""

from dataclasses import dataclass
from itertools import groupby

from generator.pages.quote import Quote, Quotes
from generator.plain.eligibility import Kind, Node, Polarity, parse
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.plain.who import who_sentences
from generator.records.fit import flat
from generator.trial import Trial

_CRITERIA = "eligibility.eligibility_criteria"
_LABELS = {
    Polarity.INCLUDE: "who.include",
    Polarity.EXCLUDE: "who.exclude",
    Polarity.MIXED: "who.mixed",
    Polarity.UNSTATED: "who.unstated",
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the criteria: the record's own marker and text, and the lines below it.

    `plain` is what people wrote for it, if they did.
    """

    quote: Quote | None
    marker: str
    is_item: bool
    plain: str
    below: tuple["Criterion", ...]


@dataclass(frozen=True, slots=True)
class CriteriaSection:
    """Lines under one head. `record_head` is the head as the record has it, if it has one.

    `marker` is the number that the record puts before that head.
    """

    head: str
    record_head: Quote | None
    marker: str
    lines: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class WhoView:
    """Everything about who can take part."""

    sentences: tuple[Sentence, ...]
    note: Sentence
    criteria: tuple[CriteriaSection, ...]
    population: Quote | None
    gender: Quote | None


def who_view(trial: Trial, voice: Voice, quotes: Quotes, plain: dict[str, str]) -> WhoView:
    """Build the view; `plain` maps a rule of the record, word for word, to its plain words."""
    criteria = trial.eligibility.eligibility_criteria or ""
    note = "who.only_team" if criteria.strip() else "who.no_criteria"
    return WhoView(
        sentences=tuple(who_sentences(trial, voice)),
        note=voice.explain(note) if criteria.strip() else voice.say(note, _CRITERIA),
        criteria=_sections(criteria, voice, plain),
        population=quotes.at("eligibility.study_population"),
        gender=quotes.at("eligibility.gender_description"),
    )


def _sections(source: str, voice: Voice, plain: dict[str, str]) -> tuple[CriteriaSection, ...]:
    """One section for each head of the record; lines outside any are of an unstated kind."""
    sections: list[CriteriaSection] = []
    words = {flat(quote): text for quote, text in plain.items()}
    for is_section, nodes in groupby(parse(source).kids, lambda kid: kid.kind is Kind.SECTION):
        if is_section:
            sections += [_section(node, source, voice, words) for node in nodes]
        else:
            head = voice.label(_LABELS[Polarity.UNSTATED])
            lines = tuple(_line(node, source, words) for node in nodes)
            sections.append(CriteriaSection(head, None, "", lines))
    return tuple(sections)


def _section(node: Node, source: str, voice: Voice, plain: dict[str, str]) -> CriteriaSection:
    head = voice.label(_LABELS[node.polarity])
    lines = tuple(_line(kid, source, plain) for kid in node.kids)
    return CriteriaSection(head, _quote(node, source), _marker(node, source), lines)


def _line(node: Node, source: str, plain: dict[str, str]) -> Criterion:
    text = _quote(node, source)
    return Criterion(
        quote=text,
        marker=_marker(node, source),
        is_item=node.kind is Kind.ITEM,
        plain=plain.get(flat(text.text), "") if text else "",
        below=tuple(_line(kid, source, plain) for kid in node.kids),
    )


def _marker(node: Node, source: str) -> str:
    return flat(source[slice(*node.marker)]) if node.marker else ""


def _quote(node: Node, source: str) -> Quote | None:
    text = node.text(source)
    return Quote(text, _CRITERIA, markup=True) if text.strip() else None
