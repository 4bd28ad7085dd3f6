"""Heads such as `Key Exclusion Criteria (Part B):`, found word by word.

A head is a key word, at most a few words before it, and a tail of a known shape. A sentence that
only speaks of the criteria ("does not meet the inclusion criteria") has a verb or a small word in
front, or a verb behind, and is no head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .node import Confidence, Polarity
from .tails import Behind, Tail, read_tail
from .words import ADJECTIVES, WINDOW, Word, is_criteria, key, says_criteria, words

MOST_QUALIFIERS = 6
MOST_QUALIFIERS_AT_END = 12
MOST_QUALIFIERS_SHORT = 4
MOST_WORDS_OF_OTHER_HEADS = 6

# A word in front that makes the key word part of a sentence.
BLOCKERS = frozenset(
    """meet meets met meeting fulfil fulfill fulfils fulfills fulfilled fulfilling fitting satisfy
    satisfies satisfied satisfying violate violates violation failure fail fails does do did not no
    must may might will would can cannot could should shall who whom whose that which if is are was
    were be been being has have had any this these those per see as defined described specified than
    unless until because since before within considered constitute applies apply note outside
    following followings""".split()
)
# Words that may stand before a key word of the whole trial.
GENERIC = frozenset(
    """key main major general primary core common overall basic essential study trial the list of
    all principal important selected abbreviated protocol criteria for and""".split()
)
# Words that add to the rules of the whole trial.
FURTHER = frozenset("other additional further specific special secondary".split())
# Words that are part of the head even in a list, where any other word in front is a rule.
PARTS_AND_PEOPLE = frozenset(
    """non pre post screening a b c d e i ii subject subjects patient patients participant
    participants donor donors recipient recipients partner partners caregiver caregivers parent
    parents mother mothers infant infants control controls case cases healthy volunteers volunteer
    cohort part group arm substudy sub ocular clinical medical laboratory disease cancer safety
    treatment enrollment enrolment initial random randomization baseline final inclusion
    exclusion""".split()
)
QUALIFIERS = GENERIC | FURTHER | PARTS_AND_PEOPLE
REASONS = frozenset("reason reasons ground grounds condition conditions cause causes".split())
# "reconsideration for inclusion": the key word is an event here, not a head.
EVENT = frozenset("of for at to in on from the by an a their upon after prior during".split())
# Rules for later moments of a trial: they neither let people in nor keep them out.
OTHER_CRITERIA = frozenset(
    """withdrawal discontinuation randomization randomisation rescreening stopping removal dropout
    removing elimination termination reconsideration exit""".split()
)

# Every head holds one of these; most lines do not, and are done with here.
HINT = re.compile("clus|lusi|eligib|crit|krit|标准|基準", re.IGNORECASE)
PDQ_HINT = re.compile("charact|therapy|protocol entry", re.IGNORECASE)
PDQ = re.compile(
    r"[-\s]{0,8}(?:(?:DISEASE|PATIENT)\s+CHARACTERISTICS|PROTOCOL\s+ENTRY\s+CRITERIA"
    r"|PRIOR\s{0,2}/?\s{0,2}(?:CONCURRENT|CURRENT)\s+THERAPY)\s*(?:[:：]|-+|\Z)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.;!?]\s")
OPENERS = "([*_\\\"“„«'‘"
# What may stand between two key words, or before the second: "inclusion and exclusion".
BETWEEN = frozenset("and or non et und y e ou oder de di".split())
PREPOSITIONS = frozenset("for of de di".split())


@dataclass(frozen=True, slots=True)
class Head:
    """A head from `start` to `end`.

    `plain`: no word but the key words. `broad`: it speaks of the whole trial. `soft`:
    `eligibility`, which opens a part inside a section but says nothing of its own. `pdq`: a head
    of the old PDQ form. `own`: it names its people or its part (`Donor Inclusion Criteria`).
    `closed`: a colon, a list or the end of the line follows, not a rule.
    """

    start: int
    end: int
    polarity: Polarity
    confidence: Confidence
    plain: bool = False
    broad: bool = False
    soft: bool = False
    pdq: bool = False
    own: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class KeyPhrase:
    """`Inclusion/Exclusion Criteria` in a row of words, from word `first` to word `last`."""

    first: int
    last: int
    polarity: Polarity
    long: bool
    soft: bool


def at_start(
    source: str, start: int, end: int, marked: bool = False, crowded: bool = False
) -> Head | None:
    """The head that begins at `start`, or None.

    `marked`: a bullet or number stands before it. `crowded`: no blank line does. In both cases
    unknown words in front are a rule of their own, to which the head is glued.
    """
    stop = min(end, start + WINDOW)
    pdq = PDQ_HINT.search(source, start, stop) and PDQ.match(source, start, stop)
    if pdq:
        return Head(start, pdq.end(), Polarity.MIXED, Confidence.PATTERN, pdq=True)
    if not HINT.search(source, start, stop):
        return None
    row = words(source, _behind_openers(source, start, stop), end)
    phrase = _key_phrase(source, row)
    if phrase is None:
        return _other_criteria(source, start, end, row)
    front = row[: phrase.first]
    if (marked or crowded) and any(word.text not in QUALIFIERS for word in front):
        return None
    before, rest = row[phrase.last], row[phrase.last + 1 :]
    tail = read_tail(
        Behind(source, rest, before, before.end, end, phrase.long, marked, not phrase.first)
    )
    front = [word for word in front if not word.depth]
    if tail is None or not _front_fits(source, start, front, row, phrase, tail):
        return None
    if _is_contradicted(phrase, [word for word in rest if word.end <= tail.end]):
        phrase = replace(phrase, polarity=Polarity.UNSTATED)
    return _head(start, phrase, front, tail, marked)


def _is_contradicted(phrase: KeyPhrase, rest: list[Word]) -> bool:
    """Whether the head goes on with the other key: `| Inclusion Criteria | Exclusion Criteria |`."""
    said = {_key_at(rest, at) for at, word in enumerate(rest) if not word.depth}
    return {Polarity.INCLUDE, Polarity.EXCLUDE} <= said | {phrase.polarity}


def _behind_openers(source: str, start: int, stop: int) -> int:
    while start < stop and source[start] in OPENERS:
        start += 1
    return start


def _key_phrase(source: str, row: list[Word]) -> KeyPhrase | None:
    """The first key phrase outside brackets."""
    for index, word in enumerate(row):
        if not word.depth and _key_at(row, index) is not None:
            return _phrase_at(source, row, index)
    return None


def _phrase_at(source: str, row: list[Word], index: int) -> KeyPhrase:
    """Join `inclusion / exclusion`, `criteria for non-inclusion`, `inclusion criteria`."""
    first, at = index, index
    keys, last, long = [], index, False
    while at < len(row) and (at == index or _joined(source, row[at - 1], row[at])):
        text = row[at].text
        if _key_at(row, at) is not None:
            keys.append(at)
            long = long or says_criteria(text)
        elif is_criteria(text):
            long = True
        elif text not in BETWEEN:
            break
        last = last if text in BETWEEN else at
        at += 1
    said = {_says(row, at) for at in keys}
    half = _half_before(source, row, first)
    if half < first:
        said.add(Polarity.INCLUDE)
        first = half
    first = first - 1 if first and row[first - 1].text == "non" else first
    if not long and first and row[index].text.startswith(("d'", "d’")):
        long = is_criteria(row[first - 1].text)
        first = first - 1 if long else first
    elif not long and first > 1 and row[first - 1].text in PREPOSITIONS:
        long = is_criteria(row[first - 2].text) or row[first - 2].text in REASONS
        first = first - 2 if long else first
    soft = all(row[at].text.startswith("eligib") for at in keys)
    return KeyPhrase(first, last, _both(said), long, soft)


def _key_at(row: list[Word], at: int) -> Polarity | None:
    """What the word says as a key word; an adjective says it only before `criteria`."""
    said = key(row[at].text)
    if said is None and row[at].text in ADJECTIVES and at + 1 < len(row):
        return ADJECTIVES[row[at].text] if is_criteria(row[at + 1].text) else None
    return said


def _half_before(source: str, row: list[Word], first: int) -> int:
    """Where `In- and` stands in `In- and exclusion criteria`; else `first`."""
    at = first - 2 if first > 1 and row[first - 1].text in BETWEEN else first - 1
    if at < 0 or row[at].text not in ("in", "ein"):
        return first
    return at if source[row[at].end] in "-‐–/" else first


def _says(row: list[Word], at: int) -> Polarity:
    if at and row[at - 1].text == "non":
        return Polarity.EXCLUDE
    return _key_at(row, at) or Polarity.UNSTATED


def _joined(source: str, one: Word, other: Word) -> bool:
    """Whether nothing but space, a slash or the like stands between two words."""
    gap = source[one.end : other.start]
    return not other.depth and not gap.strip().strip("\\/,&_- ")


def _both(said: set[Polarity]) -> Polarity:
    if Polarity.EXCLUDE in said and len(said) > 1:
        return Polarity.MIXED
    return Polarity.INCLUDE if Polarity.INCLUDE in said else next(iter(said))


def _front_fits(
    source: str, start: int, front: list[Word], row: list[Word], phrase: KeyPhrase, tail: Tail
) -> bool:
    at = row[phrase.first].start
    if any(word.text in BLOCKERS for word in front) or SENTENCE_END.search(source, start, at):
        return False
    last = front[-1].text if front else ""
    if phrase.long:
        most = MOST_QUALIFIERS_AT_END if tail.closed else MOST_QUALIFIERS
        return len(front) <= most and (len(front) <= 1 or last not in EVENT - {"of"})
    title = source[at].isupper() or phrase.soft or row[phrase.first].text.endswith("s")
    few = len(front) <= MOST_QUALIFIERS_SHORT
    return tail.closed and few and last not in EVENT and (title or not front)


def _head(start: int, phrase: KeyPhrase, front: list[Word], tail: Tail, marked: bool) -> Head:
    plain = not front and not tail.words
    exact = plain and phrase.long and tail.closed and not marked
    return Head(
        start,
        tail.end,
        phrase.polarity,
        Confidence.EXACT if exact else Confidence.PATTERN,
        plain=plain,
        broad=tail.broad and all(word.text in GENERIC for word in front),
        soft=phrase.soft,
        own=any(word.text not in GENERIC | FURTHER for word in front),
        closed=tail.closed,
    )


def _other_criteria(source: str, start: int, end: int, row: list[Word]) -> Head | None:
    """`Withdrawal criteria:` or `Criteria for randomization:`."""
    texts = {word.text for word in row}
    if len(row) > MOST_WORDS_OF_OTHER_HEADS or texts & BLOCKERS or not texts & OTHER_CRITERIA:
        return None
    if not any(is_criteria(text) for text in texts) or source[row[-1].end : end].strip(" .:：)*"):
        return None
    return Head(start, end, Polarity.UNSTATED, Confidence.PATTERN)
