"""Heads such as `Key Exclusion Criteria (Part B):`, found word by word.

A head is a key word, at most a few words before it, and a tail of a known shape. A sentence that
only speaks of the criteria ("does not meet the inclusion criteria") has a verb or a small word in
front, or a verb behind, and is no head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .node import Confidence, Polarity
from .phrase import KeyPhrase, find_phrase, is_contradicted
from .tails import Behind, Tail, read_tail
from .words import WINDOW, Word, is_criteria, words

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
# "reconsideration for inclusion": the key word is an event here, not a head.
EVENT = frozenset("of for at to in on from the by an a their upon after prior during".split())
# Rules for later moments of a trial: they neither let people in nor keep them out.
OTHER_CRITERIA = frozenset(
    """withdrawal discontinuation randomization randomisation rescreening stopping removal dropout
    removing elimination termination reconsideration exit""".split()
)

# Every head holds one of these; most lines do not, and are done with here.
HINTS = ("clus", "lusi", "eligib", "crit", "krit", "schlu", "标准", "基準")
PDQ_HINTS = ("charact", "therapy")
ALL_HINTS = HINTS + PDQ_HINTS
PDQ = re.compile(
    r"[-\s]{0,8}(?:(?:DISEASE|PATIENT)\s+CHARACTERISTICS|PROTOCOL\s+ENTRY\s+CRITERIA"
    r"|PRIOR\s{0,2}/?\s{0,2}(?:CONCURRENT|CURRENT)\s+THERAPY)\s*(?:[:：]|-+|\Z)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.;!?]\s")
OPENERS = "([*_\\\"“„«'‘"


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


def may_hold(source: str, start: int, end: int) -> bool:
    """Whether the text holds a part of a word that every head has."""
    small = source[start:end].lower()
    return any(map(small.__contains__, ALL_HINTS))


def at_start(
    source: str, start: int, end: int, marked: bool = False, crowded: bool = False
) -> Head | None:
    """The head that begins at `start`, or None.

    `marked`: a bullet or number stands before it. `crowded`: no blank line does. In both cases
    unknown words in front are a rule of their own, to which the head is glued.
    """
    stop = min(end, start + WINDOW)
    pdq = PDQ.match(source, start, stop)
    if pdq:
        return Head(start, pdq.end(), Polarity.MIXED, Confidence.PATTERN, pdq=True)
    small = source[start:stop].lower()
    if not any(map(small.__contains__, HINTS)):
        return None
    row = words(source, _behind_openers(source, start, stop), end)
    phrase = find_phrase(source, row)
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
    if is_contradicted(phrase, [word for word in rest if word.end <= tail.end]):
        phrase = replace(phrase, polarity=Polarity.UNSTATED)
    return _head(start, phrase, front, tail, marked)


def _behind_openers(source: str, start: int, stop: int) -> int:
    while start < stop and source[start] in OPENERS:
        start += 1
    return start


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
