"""Heads such as `Key Exclusion Criteria (Part B):`, found word by word.

A head is a key word, at most a few words before it, and a tail of a known shape. A sentence that
only speaks of the criteria ("does not meet the inclusion criteria") has a verb or a small word in
front, or a verb behind, and is no head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .node import Confidence, Polarity
from .tails import Tail, read_tail
from .words import WINDOW, Word, is_criteria, key, words

MOST_QUALIFIERS = 6
MOST_QUALIFIERS_AT_END = 12
MOST_QUALIFIERS_SHORT = 4

# A word in front that makes the key word part of a sentence.
BLOCKERS = frozenset(
    """meet meets met meeting fulfil fulfill fulfils fulfills fulfilled fulfilling satisfy satisfies
    satisfied satisfying violate violates violation failure fail fails does do did not no must may might
    will would can cannot could should shall who whom whose that which if is are was were be been being
    has have had any this these those per see as defined described specified than unless until because
    since before within considered constitute applies apply note outside fitting following followings""".split()
)
# Words that may stand before a key word of the whole trial; any other names a part of it.
GENERIC = frozenset(
    """key main major general primary core common overall basic essential study trial the list of all
    principal important selected abbreviated protocol criteria for and""".split()
)
FURTHER = frozenset("other additional further specific special secondary".split())
# Words in front that are part of the head even in a list, where other words are a rule.
QUALIFIERS = GENERIC | FURTHER | frozenset(
    """non pre post screening the a b c d e i ii
    subject subjects patient patients participant participants donor donors recipient recipients partner partners caregiver caregivers parent parents mother mothers
    infant infants control controls case cases healthy volunteers volunteer cohort part group arm
    substudy sub ocular clinical medical laboratory disease cancer safety treatment enrollment
    enrolment initial random randomization baseline abbreviated final inclusion exclusion""".split()
)
REASONS = frozenset("reason reasons ground grounds condition conditions cause causes".split())
# "reconsideration for inclusion": the key word is an event here, not a head.
EVENT = frozenset("of for at to in on from the by an a their upon after prior during".split())

# Every head holds one of these; most lines do not, and are done with here.
HINT = re.compile("clus|lusi|eligib|crit|charact|therapy", re.IGNORECASE)
PDQ = re.compile(
    r"[-\s]*(?:(?:DISEASE|PATIENT)\s+CHARACTERISTICS|PROTOCOL\s+ENTRY\s+CRITERIA"
    r"|PRIOR\s*/?\s*(?:CONCURRENT|CURRENT)\s+THERAPY)\s*(?:[:：]|-+|\Z)",
    re.IGNORECASE,
)
# Rules for later moments of a trial: they neither let people in nor keep them out.
OTHER_CRITERIA = frozenset(
    """withdrawal discontinuation randomization randomisation rescreening stopping removal dropout
    removing elimination termination reconsideration exit""".split()
)


@dataclass(frozen=True, slots=True)
class Head:
    """A head from `start` to `end`.

    `plain`: no word but the key words. `broad`: it speaks of the whole trial. `soft`: `eligibility`,
    which opens a part inside a section but says nothing of its own. `pdq`: a head of the old PDQ form.
    `own`: it names its people or its part of the trial (`Donor Inclusion Criteria`).
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


@dataclass(frozen=True, slots=True)
class KeyPhrase:
    """`Inclusion/Exclusion Criteria` in a row of words: from word `first` to word `last`."""

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
    if not HINT.search(source, start, min(end, start + WINDOW)):
        return None
    pdq = PDQ.match(source, start, min(end, start + WINDOW))
    if pdq:
        return Head(start, pdq.end(), Polarity.MIXED, Confidence.PATTERN, pdq=True)
    row = words(source, start, end)
    phrase = key_phrase(source, row)
    if phrase is None:
        return _other_criteria(source, start, end, row)
    front = [word for word in row[: phrase.first] if not word.depth]
    if (marked or crowded) and any(word.text not in QUALIFIERS for word in row[: phrase.first]):
        return None
    tail = read_tail(source, row, phrase.last, end, phrase.long, marked, not phrase.first)
    if tail is None or not _front_fits(source, start, front, row, phrase, tail):
        return None
    return _head(start, phrase, front, tail, marked)


def key_phrase(source: str, row: list[Word]) -> KeyPhrase | None:
    """The first key phrase outside brackets among the words of a line."""
    for index, word in enumerate(row):
        if not word.depth and key(word.text) is not None:
            return _phrase_at(source, row, index)
    return None


def _phrase_at(source: str, row: list[Word], index: int) -> KeyPhrase:
    """Joins `inclusion / exclusion`, `criteria for non-inclusion` and `inclusion criteria` into one phrase."""
    first, last, found, long, soft = index, index, set(), False, True
    at = index
    while at < len(row):
        text = row[at].text
        said = key(text)
        if said is not None:
            negated = at > 0 and row[at - 1].text == "non"
            found.add(Polarity.EXCLUDE if negated else said)
            first = min(first, at - 1) if negated else first
            soft = soft and text.startswith("eligib")
            last = at
        elif is_criteria(text):
            last, long = at, True
        elif text not in ("and", "or", "non"):
            break
        at += 1
        if at < len(row) and not _joined(source, row[at - 1], row[at]):
            break
    if not long and first > 1 and row[first - 1].text in ("for", "of"):
        long = is_criteria(row[first - 2].text) or row[first - 2].text in REASONS
        first = first - 2 if long else first
    return KeyPhrase(first, last, _both(found), long, soft)


def _joined(source: str, one: Word, other: Word) -> bool:
    """Whether nothing but space, a slash or the like stands between two words."""
    gap = source[one.end : other.start]
    return not other.depth and not gap.strip(" \t\n\\/,&_-")


def _both(found: set[Polarity]) -> Polarity:
    if Polarity.EXCLUDE in found and len(found) > 1:
        return Polarity.MIXED
    if found == {Polarity.INCLUDE, Polarity.UNSTATED}:
        return Polarity.INCLUDE
    return found.pop()


def _front_fits(
    source: str, start: int, front: list[Word], row: list[Word], phrase: KeyPhrase, tail: Tail
) -> bool:
    key_start = row[phrase.first].start
    if any(word.text in BLOCKERS for word in front) or re.search(r"[.;!?]\s", source[start:key_start]):
        return False
    if not phrase.long:
        named = source[key_start].isupper() or phrase.soft or row[phrase.first].text[-1:] == "s"
        last = front[-1].text if front else ""
        return (
            tail.closed and (named or not front) and last not in EVENT and len(front) <= MOST_QUALIFIERS_SHORT
        )
    if len(front) > 1 and front[-1].text in EVENT - {"of"}:
        return False
    return len(front) <= (MOST_QUALIFIERS_AT_END if tail.closed else MOST_QUALIFIERS)


def _head(start: int, phrase: KeyPhrase, front: list[Word], tail: Tail, marked: bool) -> Head:
    plain = not front and not tail.words
    exact = plain and phrase.long and tail.closed and not marked
    broad = all(word.text in GENERIC for word in front) and tail.broad
    confidence = Confidence.EXACT if exact else Confidence.PATTERN
    own = any(word.text not in GENERIC | FURTHER for word in front)
    return Head(
        start, tail.end, phrase.polarity, confidence, plain, broad, phrase.soft, own=own
    )


def _other_criteria(source: str, start: int, end: int, row: list[Word]) -> Head | None:
    """`Withdrawal criteria:` or `Criteria for randomization:`."""
    texts = [word.text for word in row[:6]]
    if len(row) > 6 or not OTHER_CRITERIA.intersection(texts) or BLOCKERS.intersection(texts):
        return None
    if not any(is_criteria(text) for text in texts) or source[row[-1].end : end].strip(" .:：)*"):
        return None
    return Head(start, end, Polarity.UNSTATED, Confidence.PATTERN)
