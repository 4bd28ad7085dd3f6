"""Who can take part: sentences, and the criteria as they stand, under noun-phrase heads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.pages.quote import Quote, Quotes
from generator.pages.view.rules import Jump, Rule, begin, jumps, numbered
from generator.plain.eligibility import Kind, Node, Polarity, tree_of
from generator.plain.joining import can_be_asked
from generator.plain.sentence import Sentence
from generator.plain.themes import NO_THEMES, Themes
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
_TERMS = {Polarity.INCLUDE: "who.include_term", Polarity.EXCLUDE: "who.exclude_term"}
_ASKED = {Polarity.INCLUDE: "no", Polarity.EXCLUDE: "yes"}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the criteria: the record's own marker and text, and the lines below it.

    `plain` is what people wrote for it, if they did. `rule` is there if it is a rule of its own:
    what stands below a rule belongs to it, and heads, notes and the "or" between two are none.
    """

    quote: Quote | None
    marker: str
    is_item: bool
    plain: Sentence | None
    rule: Rule | None
    below: tuple["Criterion", ...]


@dataclass(frozen=True, slots=True)
class CriteriaSection:
    """Lines under one head.

    `term` is what researchers call it. `within` names the groups of people that the lines are for,
    where the record has such groups.
    `record_heads` are the record's own heads that stand here, each with its number, if any.
    `asked` is the answer ("yes": it applies to me) that makes a rule one to ask the team about.
    """

    head: str
    term: str
    within: str
    asked: str
    record_heads: tuple[tuple[str, Quote], ...]
    lines: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class WhoView:
    """Everything about who can take part.

    `also` are plain words for a part of a rule, with the quote that they are for. `jumps` lead to
    the rules by what they are about. `can_check`: a reader who may join can go through them.
    """

    sentences: tuple[Sentence, ...]
    note: tuple[Sentence, ...]
    also: tuple[tuple[str, Sentence], ...]
    jumps: tuple[Jump, ...]
    can_check: bool
    criteria: tuple[CriteriaSection, ...]
    population: Quote | None
    gender: Quote | None


def who_view(
    trial: Trial,
    voice: Voice,
    quotes: Quotes,
    plain: Mapping[str, Sentence],
    themes: Themes = NO_THEMES,
) -> WhoView:
    """Build the view; `plain` maps a rule of the record, word for word, to its plain words."""
    criteria = trial.eligibility.eligibility_criteria or ""
    words = {flat(quote): text for quote, text in plain.items()}
    runs = tuple(_runs(tree_of(criteria).kids, "", criteria))
    rules = numbered(((run.polarity, run.lines) for run in runs), criteria, themes)
    sections = tuple(_section(run, voice, _Source(criteria, words, rules)) for run in runs)
    lines = (line for section in sections for line in _all(section.lines))
    shown = {flat(line.quote.text) for line in lines if line.quote}
    return WhoView(
        sentences=tuple(who_sentences(trial, voice)),
        note=tuple(_note(trial, voice)),
        also=tuple((quote, text) for quote, text in plain.items() if flat(quote) not in shown),
        jumps=jumps(rules.values(), themes),
        can_check=bool(rules) and can_be_asked(trial),
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


@dataclass(frozen=True, slots=True)
class _Source:
    """The criteria as they came, plain words by what they are for, rules by where they start."""

    text: str
    plain: Mapping[str, Sentence]
    rules: dict[int, Rule]


def _section(run: "_Run", voice: Voice, source: _Source) -> CriteriaSection:
    heads = ((_marker(node, source.text), _quote(node, source.text)) for node in run.heads)
    return CriteriaSection(
        head=voice.label(_LABELS[run.polarity]),
        term=voice.label(_TERMS[run.polarity]) if run.polarity in _TERMS else "",
        within=run.within,
        asked=_ASKED.get(run.polarity, ""),
        record_heads=tuple((marker, quote) for marker, quote in heads if quote),
        lines=tuple(_line(node, source) for node in run.lines),
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


def _line(node: Node, source: _Source) -> Criterion:
    text = _quote(node, source.text)
    return Criterion(
        quote=text,
        marker=_marker(node, source.text),
        is_item=node.kind is Kind.ITEM,
        plain=source.plain.get(flat(text.text)) if text else None,
        rule=source.rules.get(begin(node)),
        below=tuple(_line(kid, source) for kid in node.kids),
    )


def _marker(node: Node, source: str) -> str:
    return flat(source[slice(*node.marker)]) if node.marker else ""


def _quote(node: Node, source: str) -> Quote | None:
    text = node.text(source)
    return Quote(text, _CRITERIA, markup=True) if text.strip() else None
