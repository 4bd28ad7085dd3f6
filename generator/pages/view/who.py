"""Who can take part: sentences, and the criteria as they stand, under noun-phrase heads."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.pages.quote import Quote, Quotes
from generator.pages.view.lists import List, is_plain_head, lists_of
from generator.pages.view.rules import Jump, Rule, begin, has_words, jumps, numbered
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
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\`*&\[\]]+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the criteria: the record's own marker and text, and the lines below it.

    `plain` is what people wrote for it, if they did. `rule` is there if it is a rule of its own:
    what stands below a rule belongs to it, and heads, notes and the "or" between two are none.
    `is_address`: it is nothing but the address of a web page.
    """

    quote: Quote | None
    marker: str
    is_item: bool
    plain: Sentence | None
    rule: Rule | None
    below: tuple["Criterion", ...]
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class RecordHead:
    """A head of the record, with its number, if any.

    `is_plain`: our own head says the same.
    """

    quote: Quote
    marker: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class CriteriaSection:
    """Lines under one head.

    `term` is what researchers call it. `within` names the groups of people that the lines are for,
    where the record has such groups.
    `asked` is the answer ("yes": it applies to me) that makes a rule one to ask the team about.
    `note` says what is special about the lines. `record_heads` are the record's own heads.
    """

    polarity: Polarity
    head: str
    term: str
    within: str
    asked: str
    note: tuple[Sentence, ...]
    record_heads: tuple[RecordHead, ...]
    lines: tuple[Criterion, ...]

    @property
    def title(self) -> tuple[str, str, str]:
        """All that its head says."""
        return (self.head, self.term, self.within)

    @property
    def has_own_head(self) -> bool:
        """Whether the record itself has a head that tells these lines from those above."""
        return any(not head.is_plain for head in self.record_heads)


@dataclass(frozen=True, slots=True)
class WhoView:
    """Everything about who can take part.

    `also` are plain words for a part of a rule, with the quote that they are for. `jumps` lead to
    the rules by what they are about. `can_check`: a reader who may join can go through them.
    `has_rules`: there is more than the address of a page that has the rules.
    """

    sentences: tuple[Sentence, ...]
    note: tuple[Sentence, ...]
    also: tuple[tuple[str, Sentence], ...]
    jumps: tuple[Jump, ...]
    can_check: bool
    has_rules: bool
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
    lists = lists_of(tree_of(criteria), criteria)
    has_rules = not _is_address(lists, criteria)
    ruled = ((one.polarity, one.lines) for one in lists if has_rules)
    rules = numbered(ruled, criteria, themes)
    source = _Source(criteria, words, rules, can_be_asked(trial))
    sections = tuple(_section(one, voice, source) for one in lists)
    lines = (line for section in sections for line in _all(section.lines))
    shown = {flat(line.quote.text) for line in lines if line.quote}
    return WhoView(
        sentences=tuple(who_sentences(trial, voice)),
        note=tuple(_note(trial, voice, has_rules)),
        also=tuple((quote, text) for quote, text in plain.items() if flat(quote) not in shown),
        jumps=jumps(rules.values(), themes),
        can_check=bool(rules) and can_be_asked(trial),
        has_rules=has_rules,
        criteria=sections,
        population=quotes.at("eligibility.study_population"),
        gender=quotes.at("eligibility.gender_description"),
    )


def _note(trial: Trial, voice: Voice, has_rules: bool) -> Iterator[Sentence]:
    if not (trial.eligibility.eligibility_criteria or "").strip():
        yield voice.say("who.no_criteria", _CRITERIA)
        return
    if can_be_asked(trial):
        yield voice.say("who.only_team", _CRITERIA, "status.overall_status")
    yield voice.say("who.quoted" if has_rules else "who.address", _CRITERIA)


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
    can_be_asked: bool


def _section(one: List, voice: Voice, source: _Source) -> CriteriaSection:
    heads = (_record_head(node, source.text) for node in one.heads)
    return CriteriaSection(
        polarity=one.polarity,
        head=voice.label("who.later" if one.later else _LABELS[one.polarity]),
        term=voice.label(_TERMS[one.polarity]) if one.polarity in _TERMS else "",
        within=one.within,
        asked=_ASKED.get(one.polarity, ""),
        note=tuple(_section_note(one, voice, source)),
        record_heads=tuple(filter(None, heads)),
        lines=tuple(_line(node, source) for node in one.lines),
    )


def _section_note(one: List, voice: Voice, source: _Source) -> Iterator[Sentence]:
    if not has_words(one.lines, source.text):
        rule = "who.nothing_ask" if source.can_be_asked else "who.nothing"
        yield voice.say(rule, _CRITERIA, "status.overall_status")
    elif one.says_who_may_join(source.text):
        yield voice.say("who.lets_in", _CRITERIA)


def _record_head(node: Node, source: str) -> RecordHead | None:
    quote = _quote(node, source)
    return RecordHead(quote, _marker(node, source), is_plain_head(quote.text)) if quote else None


def _is_address(lists: tuple[List, ...], source: str) -> bool:
    """Whether the only words, but for heads, are an address."""
    nodes = [node for one in lists for line in one.lines for node in line.walk()]
    return len(nodes) == 1 and _address(nodes[0], source) is not None


def _address(node: Node, source: str) -> Quote | None:
    """The address of a web page, if a line is nothing else."""
    text = _ESCAPED.sub(r"\1", node.text(source).strip())
    is_plain = node.marker is None and _ADDRESS.fullmatch(text)
    return Quote(text, _CRITERIA) if is_plain else None


def _line(node: Node, source: _Source) -> Criterion:
    address = _address(node, source.text)
    text = address or _quote(node, source.text)
    return Criterion(
        quote=text,
        marker=_marker(node, source.text),
        is_item=node.kind is Kind.ITEM,
        plain=source.plain.get(flat(text.text)) if text else None,
        rule=source.rules.get(begin(node)),
        below=tuple(_line(kid, source) for kid in node.kids),
        is_address=address is not None,
    )


def _marker(node: Node, source: str) -> str:
    return flat(source[slice(*node.marker)]) if node.marker else ""


def _quote(node: Node, source: str) -> Quote | None:
    text = node.text(source)
    return Quote(text, _CRITERIA, markup=True) if text.strip() else None
