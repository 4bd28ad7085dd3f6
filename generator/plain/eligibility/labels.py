"""Short lines with a job: names of groups, notes, and lines that are only `or` or `and`."""

from __future__ import annotations

import re

from .headings import BLOCKERS
from .tails import VERBS
from .words import COLONS, WINDOW, words

LONGEST_GROUP = 200
LONGEST_JOINER = 16
LONGEST_NUMBERED_PART = 24
LONGEST_SHORT_HEAD = 100
MOST_WORDS = 10
MOST_WORDS_BARE = 6
MOST_WORDS_OF_A_SHORT_HEAD = 5

PARTS = frozenset(
    """cohort cohorts part parts arm arms group groups substudy stratum strata module period aim
    sub population""".split()
)
GROUPS = frozenset("group groups cohort cohorts arm arms".split())
PART_NUMBERS = frozenset("study ii iii iv".split())
PEOPLE = frozenset(
    """donor donors recipient recipients maternal mother mothers father fathers infant infants
    neonate neonates caregiver caregivers carer carers parent parents partner partners control
    controls case cases sibling siblings proband probands provider providers volunteers patients
    participants subjects children adults newborns couples families smokers asthmatics
    healthy""".split()
)
NOT_A_GROUP = frozenset(
    """following criteria example instance purpose purposes characteristics history requirements
    note conditions condition status data information one least treatment""".split()
)
# "Adults with:" is the beginning of a rule.
OPEN_ENDS = frozenset("with who that and or including".split())

NOTE = re.compile(
    r"[\W_]{0,4}(?:please\s+note|notes?|note\s+that|n\.\s?b\.|nb"
    r"|exceptions?(?:\s+to\s[^:.\n]{1,60})?(?=\s*[:：]))(?![^\W_])"
    r"|(?:\\?\*){1,3}(?=[^\W_])",
    re.IGNORECASE,
)
OPEN_ENDED = re.compile(
    r"(?:other|further|additional)[\s\w/,-]{0,60}(?:in|ex)clusions?(?:\s+criteria)?\s+"
    r"(?:(?:may|might|could|can|will)\s+)?(?:have\s+)?(?:also\s+)?(?:apply|applies|applied)\b",
    re.IGNORECASE,
)
PART_AND_RULE = re.compile(
    r"(?:cohort|part|arm|group|stratum|module|aim|sub-?study)s?\s+[A-Z0-9]{1,3}"
    r"(?:\s*\([^()]{0,60}\))?\s*[:：](?=\s)",
    re.IGNORECASE,
)
JOINER = re.compile(r"[\W_]{0,4}(?:and\s*/\s*or|and|or)[\W_]{0,4}\Z", re.IGNORECASE)


def is_joiner(source: str, start: int, end: int) -> bool:
    """Whether the line holds nothing but `or`, `and`, or both."""
    return end - start <= LONGEST_JOINER and bool(JOINER.match(source, start, end))


def is_note(source: str, start: int, end: int) -> bool:
    """Whether the line is a remark.

    It begins with `Note` or a footnote star, or says that the list is not complete.
    """
    stop = min(end, start + WINDOW)
    if NOTE.match(source, start, stop):
        return True
    return end - start <= LONGEST_GROUP and bool(OPEN_ENDED.match(source, start, stop))


def is_group(source: str, start: int, end: int, alone: bool, leads: bool) -> bool:
    """Whether the line names the people whom the rules behind it are for: `Cohort A:`, `Donors:`.

    Without a colon the line must stand `alone`, and one that names no part of the trial must
    also lead a list: `Smokers` can be a rule.
    """
    if end - start > LONGEST_GROUP:
        return False
    texts = [word.text for word in words(source, start, end) if not word.depth]
    if not texts or len(texts) > MOST_WORDS:
        return False
    if any(text in BLOCKERS | VERBS | NOT_A_GROUP for text in texts):
        return False
    if source[end - 1] in COLONS:
        return _named(texts)
    if len(texts) > MOST_WORDS_BARE or source[end - 1] in ".,;":
        return False
    return (alone and _part(texts)) or (leads and _people(texts, source[start:end]))


def part_before_rule(source: str, start: int, end: int) -> int:
    """Where the name of a part ends in `Part 2 (Cohort H): a rule`; `start` if there is none.

    There is none where the line goes on with another part: it is a rule for both.
    """
    match = PART_AND_RULE.match(source, start, end)
    if match is None or PART_AND_RULE.search(source, match.end(), end):
        return start
    return match.end()


def is_numbered_part(source: str, start: int, end: int) -> bool:
    """Whether the line is nothing but the name of a part: `Group 2`."""
    if end - start > LONGEST_NUMBERED_PART:
        return False
    texts = [word.text for word in words(source, start, end)]
    return 1 < len(texts) <= 2 and _part(texts)


def is_name(source: str, start: int, end: int) -> bool:
    """Whether the line is short and no sentence, so that it can name the lists behind it."""
    if end - start > LONGEST_GROUP or source[end - 1] in ".,;":
        return False
    texts = [word.text for word in words(source, start, end) if not word.depth]
    few = 0 < len(texts) <= MOST_WORDS_BARE
    return few and not any(text in BLOCKERS | VERBS for text in texts)


def is_short_head(source: str, start: int, end: int, leads: bool) -> bool:
    """Whether the line is a sub-head of the old PDQ form (`Performance status:`).

    Some records leave out the colon; the line must then lead a list.
    """
    if end - start > LONGEST_SHORT_HEAD:
        return False
    count = len(words(source, start, end))
    if source[end - 1] in COLONS:
        return count <= MOST_WORDS_OF_A_SHORT_HEAD
    return leads and source[start].isupper() and source[end - 1].isalpha() and count <= 2


def _named(texts: list[str]) -> bool:
    if texts[-1] in OPEN_ENDS:
        return False
    if texts[0] == "for" or texts[0] in PARTS:
        return True
    few = len(texts) <= MOST_WORDS_BARE
    return few and (texts[-1] in PEOPLE | PARTS or texts[0] in PEOPLE)


def _part(texts: list[str]) -> bool:
    """`Part 2`, `Cohort B only`, `Sub-study 1`."""
    if texts[0] not in PARTS or len(texts) == 1:
        return False
    return len(texts[1]) == 1 or texts[1].isdigit() or texts[1] in PART_NUMBERS


def _people(texts: list[str], line: str) -> bool:
    """`Donors`, `healthy volunteers`, `Patients With Asthma`, `asthma with wheezing group`."""
    if texts[-1] in PEOPLE and len(texts) <= (3 if texts[0] == "healthy" else 2):
        return True
    title = all(word[:1].isupper() or not word[:1].isalpha() for word in line.split())
    return texts[-1] in GROUPS or (title and texts[-1] in PEOPLE | PARTS)
