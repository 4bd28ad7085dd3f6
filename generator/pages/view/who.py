"""Who can take part: sentences, and the criteria as they stand, under noun-phrase heads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.pages.quote import Quote, Quotes
from generator.plain.eligibility import Kind, Node, Polarity, tree_of
from generator.plain.joining import can_be_asked
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
    """Lines under one head.

    `within` names the groups of people that they are for, where the record has such groups.
    `record_heads` are the record's own heads that stand here, each with its number, if any.
    """

    head: str
    within: str
    record_heads: tuple[tuple[str, Quote], ...]
    lines: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class WhoView:
    """Everything about who can take part.

    `also` are plain words for a part of a rule, with the quote that they are for.
    """

    sentences: tuple[Sentence, ...]
    note: tuple[Sentence, ...]
    also: tuple[tuple[str, str], ...]
    criteria: tuple[CriteriaSection, ...]
    population: Quote | None
    gender: Quote | None


def who_view(trial: Trial, voice: Voice, quotes: Quotes, plain: dict[str, str]) -> WhoView:
    """Build the view; `plain` maps a rule of the record, word for word, to its plain words."""
    criteria = trial.eligibility.eligibility_criteria or ""
    words = {flat(quote): text for quote, text in plain.items()}
    sections = _sections(criteria, voice, words)
    lines = (line for section in sections for line in _all(section.lines))
    shown = {flat(line.quote.text) for line in lines if line.quote}
    return WhoView(
        sentences=tuple(who_sentences(trial, voice)),
        note=tuple(_note(trial, voice)),
        also=tuple((quote, text) for quote, text in plain.items() if flat(quote) not in shown),
        criteria=sections,
        population=quotes.at("eligibility.study_population"),
        gender=quotes.at("eligibility.gender_description"),
    )


def _note(trial: Trial, voice: Voice) -> Iterator[Sentence]:
    if not (trial.eligibility.eligibility_criteria or "").strip():
        yield voice.say("who.no_criteria", _CRITERIA)
        return
    if can_be_asked(trial):
        yield voice.say("who.only_team", _CRITERIA, "status.overall_status")
    yield voice.say("who.quoted", _CRITERIA)


def _all(lines: tuple[Criterion, ...]) -> Iterator[Criterion]:
    for line in lines:
        yield line
        yield from _all(line.below)


def _sections(source: str, voice: Voice, plain: dict[str, str]) -> tuple[CriteriaSection, ...]:
    """One section for each head of the record; lines outside any are of an unstated kind."""
    made = _runs(tree_of(source).kids, "", source)
    return tuple(
        CriteriaSection(
            head=voice.label(_LABELS[run.polarity]),
            within=run.within,
            record_heads=tuple(
                (_marker(node, source), quote)
                for node in run.heads
                if (quote := _quote(node, source))
            ),
            lines=tuple(_line(node, source, plain) for node in run.lines),
        )
        for run in made
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines of one polarity: the heads that stand before them, and the groups they are for."""

    polarity: Polarity
    within: str
    heads: tuple[Node, ...]
    lines: tuple[Node, ...]


def _runs(nodes: Sequence[Node], within: str, source: str) -> Iterator[_Run]:
    """Walk sections, and groups that have sections of their own ("Adults", then both lists).

    A line never stands under the head of another polarity.
    """
    for owns, some in groupby(nodes, _owns_polarity):
        if not owns:
            yield _Run(Polarity.UNSTATED, within, (), tuple(some))
            continue
        for node in some:
            if node.kind is Kind.SECTION:
                yield _Run(node.polarity, within, (node,), node.kids)
            else:
                yield from _group(node, within, source)


def _group(node: Node, within: str, source: str) -> Iterator[_Run]:
    """The runs of a group. Its name stands before the first, and is said again at the next.

    A second list of the same kind belongs to some other group that has no name of its own.
    """
    name = ": ".join(filter(None, (within, flat(node.text(source)).rstrip(":"))))
    first, *rest = _runs(node.kids, name, source)
    yield replace(first, heads=(node, *first.heads))
    seen = {first.polarity}
    for run in rest:
        again = run.polarity in seen and run.within == name
        name = "" if again else name
        seen.add(run.polarity)
        yield run if name else replace(run, within=within)


def _owns_polarity(node: Node) -> bool:
    if node.kind is Kind.SECTION:
        return True
    return node.kind is Kind.GROUP and any(map(_owns_polarity, node.kids))


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
