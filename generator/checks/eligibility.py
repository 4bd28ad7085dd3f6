"""Rules about the lists of who can join and who cannot: what is there, and how it is labelled."""

import datetime
import re
from collections.abc import Iterator

from generator.checks.criteria import FIELD, Criteria, quote
from generator.checks.excerpt import STATUS, is_excerpt
from generator.checks.finding import Finding
from generator.plain.eligibility import Kind, Polarity
from generator.trial import Trial

_LIMIT = 19_900
_TAIL = 8
# A head that says as much as "inclusion criteria".
_ELIGIBILITY = re.compile(
    r"^[^\w\n]{0,8}(?:\w{1,20}[ ]){0,2}eligibility[ ]criteria[^\w\n]{0,8}$", re.I | re.M
)
_LETS_IN = re.compile(r"\b(?:is|are|were|was|be)\s+(?:eligible|included|accepted|enrolled)\b", re.I)
# Any of these may keep people out where no head does.
_KEEPS_OUT = re.compile(
    r"exclu|ineligib|non-?\s?inclusion|not\s+(?:be\s+)?(?:eligible|allowed|included|enrolled|take\s+part)"
    r"|contra-?indicat|cannot\s+(?:join|participate|be)|may\s+not\s+participate|disqualif",
    re.I,
)
_HEAD_INSIDE = {
    Polarity.INCLUDE: re.compile(r"(?:Exclusion|EXCLUSION) (?:Criteria|CRITERIA)\s?[:：]"),
    Polarity.EXCLUDE: re.compile(
        r"(?:Inclusion|INCLUSION)(?<!on-Inclusion) (?:Criteria|CRITERIA)\s?[:：]"
    ),
}
# A "no" before what would keep people out by itself: `No history of stroke`. Not `No telephone`.
_NO = re.compile(
    r"(?:no|not)\s+(?:(?:any|a|an|currently|other|known|been|be|have|having|had)\s+){0,3}"
    r"(?:prior|previous|history|concurrent|concomitant|current|active|evidence|severe|serious|taking"
    r"|uncontrolled|ongoing|pregnan\w*|nursing|breast-?feeding|lactating|receiv\w+|taken|diagnos\w+"
    r"|contraindicat\w+|allerg\w+|metasta\w+|malignan\w+|cancers?|infections?|diseases?|disorders?"
    r"|symptoms?|treated|treatments?|therapy|surgery|smok\w+|significant|clinically)\b",
    re.I,
)
_OWN_POLARITY = re.compile(
    r"\b(?:(?:is|are|be)\s+(?:not\s+)?(?:eligible|excluded|ineligible|allowed|permitted)|must\s+not\b"
    r"|(?:is|are)\s+not\s+(?:an\s+)?exclu)",
    re.I,
)
_SAYS_ITSELF = re.compile(r"\b(?:permitted|allowed|eligible|exclu\w+|inclusion|ineligible)\b", re.I)
_HINTS_OF_POLARITY = (
    "eligible",
    "xcluded",
    "llowed",
    "ermitted",
    "ust not",
    "not exclu",
    "not an exclu",
)
# One of these is in every match of that pattern, in capitals or not.
_OWN_WORDS = ("eligible", "exclu", "allowed", "permitted", "must")
_SAID_BY_HEADS = (Polarity.INCLUDE, Polarity.EXCLUDE)
_MORE_RULES = re.compile(
    r"\b(?:other|further|additional)\b[^.\n]{0,60}\bcriteri(?:a|on)s?\s+(?:(?:may|might|could|can|will"
    r"|do|also)\s+){0,2}appl(?:y|ies|ied)\b"
    r"|\bcriteria\s+(?:(?:for\s+\w+\s+)?include|are|is)s?,?\s+but\s+(?:(?:are|is)\s+)?not\s+limited\s+to",
    re.I,
)
_KEY_HEAD = re.compile(
    r"[\W_]{0,4}(?:key|main|major|abbreviated|selected)\b[^\n]{0,40}criteria", re.I
)
_WHOM = re.compile(
    r"\b(?:cohorts?|part|parts|arms?|groups?|stage|sub-?stud(?:y|ies)|phase|donors?|recipients?"
    r"|controls?|cases?|caregivers?|carers?|parents?|partners?|providers?|clinicians?|healthy"
    r"|volunteers|patients|participants|subjects|individuals|children|adolescents?|adults|mothers?"
    r"|infants?|siblings?|women|men|females?|males?|dyads?|families|students)\b",
    re.I,
)
_DENIES = re.compile(r"\b(?:no|not|none|non|without|never|exclu\w+|ineligible|absence)\b", re.I)
_EVERYONE = re.compile(r"\b(?:all|both|every|each|general|common)\b", re.I)
_PREGNANCY = re.compile(
    r"contracep|pregnan|child-?\s?bearing|menopaus|menarche|hysterectom|oophorectom|abstinen"
    r"|intrauterine|barrier|condom|spermicid|steril",
    re.I,
)
_OR_AT_END = re.compile(r"[;,]\s?or\s?[:.]?\Z|\bOR\s?\Z")


def no_criteria(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """ELI-01: there is no text about who can join."""
    if not (trial.eligibility.eligibility_criteria or "").strip() and not is_excerpt(trial):
        yield Finding("ELI-01", (FIELD, STATUS))


def no_inclusion_list(criteria: Criteria) -> Iterator[Finding]:
    """ELI-02: there are several rules, and neither a head nor a sentence says that they let in."""
    if criteria.sections(Polarity.INCLUDE, Polarity.MIXED) or _ELIGIBILITY.search(criteria.source):
        return
    items = [line for line in criteria.of(Polarity.UNSTATED) if line.node.kind is Kind.ITEM]
    if len(items) > 1 and not any(_LETS_IN.search(line.text) for line in criteria.lines):
        yield Finding("ELI-02", (FIELD,), quote(criteria.source, 80))


def no_exclusion_list(criteria: Criteria) -> Iterator[Finding]:
    """ELI-03: there is a list of who can join, and no word about who cannot."""
    if criteria.sections(Polarity.EXCLUDE) or not criteria.sections(Polarity.INCLUDE):
        return
    if not _KEEPS_OUT.search(criteria.source):
        yield Finding("ELI-03", (FIELD,))


def head_left_in_rule(criteria: Criteria) -> Iterator[Finding]:
    """ELI-04: a rule of one list holds the head of the other."""
    for line in criteria.of(Polarity.INCLUDE, Polarity.EXCLUDE):
        if match := _HEAD_INSIDE[line.polarity].search(line.text):
            yield Finding("ELI-04", (FIELD,), quote(line.text[match.start() :]))


def exclusion_says_no(criteria: Criteria) -> Iterator[Finding]:
    """ELI-05: a reason not to join begins with "no" or "not", so that it denies twice.

    A rule that also says who can join ("no other drug is permitted") can be read in one way only.
    """
    for line in criteria.of(Polarity.EXCLUDE):
        if not line.on_top or line.node.kind is not Kind.ITEM or not _NO.match(line.text):
            continue
        if not _SAYS_ITSELF.search(line.text):
            yield Finding("ELI-05", (FIELD,), quote(line.text))


def own_polarity(criteria: Criteria) -> Iterator[Finding]:
    """ELI-06: a rule says in its own words that people are, or are not, let in."""
    if not any(hint in criteria.source for hint in _HINTS_OF_POLARITY):
        return
    for line in criteria.of(*_SAID_BY_HEADS):
        hint = any(map(line.text.lower().__contains__, _OWN_WORDS))
        if hint and _OWN_POLARITY.search(line.text):
            yield Finding("ELI-06", (FIELD,), quote(line.text))


def more_rules(criteria: Criteria) -> Iterator[Finding]:
    """ELI-13: the text says itself that the list is not complete."""
    for line in criteria.lines:
        if "riteri" in line.text and (match := _MORE_RULES.search(line.text)):
            yield Finding("ELI-13", (FIELD,), quote(match[0]))
            return
    for node in criteria.sections(*Polarity):
        if node.spans and _KEY_HEAD.match(words := criteria.words(node)):
            yield Finding("ELI-13", (FIELD,), quote(words, 80))
            return


def groups_differ(criteria: Criteria) -> Iterator[Finding]:
    """ELI-15: some rules are for some people only: two heads or more, and one that names whom."""
    heads = [criteria.words(node) for node in criteria.groups() if node.kids]
    named = [head for head in heads if _WHOM.search(head) and not _EVERYONE.search(head)]
    if named and len(heads) > 1:
        yield Finding("ELI-15", (FIELD,), quote(named[0], 80))


def as_long_as_allowed(criteria: Criteria) -> Iterator[Finding]:
    """ELI-16: the text is as long as the registry lets it be (20,000 characters)."""
    if len(criteria.source) >= _LIMIT:
        yield Finding("ELI-16", (FIELD,), criteria.source[-60:].strip())


def joined_by_or(criteria: Criteria) -> Iterator[Finding]:
    """ELI-17: two rules for joining are joined by "or".

    Of the reasons that keep people out, each is enough anyway. Ways not to get pregnant, and who
    can, are told in lists of their own.
    """
    for node in criteria.nodes:
        joins = node.kind is Kind.JOINER and node.polarity is not Polarity.EXCLUDE
        if joins and "or" in (words := criteria.words(node)).lower():
            yield Finding("ELI-17", (FIELD,), words)
    for line in criteria.lines:
        if line.node.kids or line.polarity is Polarity.EXCLUDE:
            continue
        if not _OR_AT_END.search(line.text, max(0, len(line.text) - _TAIL)):
            continue
        if not any(map(_PREGNANCY.search, (line.text, criteria.words(line.above)))):
            yield Finding("ELI-17", (FIELD,), quote(line.text))


def lists_are_mixed(criteria: Criteria) -> Iterator[Finding]:
    """ELI-20: one list holds both rules for joining and rules for not joining."""
    mixed = criteria.sections(Polarity.MIXED)
    if mixed and any(_DENIES.search(line.text) for line in criteria.of(Polarity.MIXED)):
        yield Finding("ELI-20", (FIELD,), quote(criteria.words(mixed[0]), 80))
