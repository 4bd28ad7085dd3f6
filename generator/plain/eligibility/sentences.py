"""Sentences that stand as heads: `Patients will be excluded if any of the following apply:`."""

from __future__ import annotations

import re

from .node import Polarity
from .words import words

LONGEST = 400

EXCLUDES = (
    " excluded ", " exclude ", " exclusion ", " ineligible ", " disqualified ", " disqualify ",
    " precluded ", " not eligible ", " not be eligible ", " not be included ", " cannot be included ",
    " not be enrolled ", " not to be enrolled ", " cannot be enrolled ", " not enter ", " not be allowed ",
    " not allowed to ", " not participate ", " cannot participate ", " not be considered ",
    " not be admitted ", " not have any ", " not meet any ", " none of the following ", " must not ",
    " may not be ", " may not have ", " should not ", " not qualify ", " not be entered ",
    " not suitable ", " not fulfil any ",
)  # fmt: skip
INCLUDES = re.compile(
    r" eligible | (?:be|are) (?:included|enrolled) | (?:can|may) participate | inclusion criteria "
    r"| (?:must|should|shall|have to|has to|needs? to) (?:meet|satisfy|fulfill?|have) "
    r"| considered for enroll?ment "
)
DENIALS = (" withdrawn ", " withdraw ", " discontinued ", " not excluded ", " not exclude ", " not an exclusion ", " not be excluded ")
LIST_WORDS = frozenset("following followings criteria criterion conditions these".split())
LIST_ENDS = frozenset("if they who must have be not subject patient participant are any".split())

PEOPLE = frozenset(
    """patients subjects participants individuals people persons women men children infants adults
    volunteers candidates donors recipients those patient subject participant individual person
    volunteer candidate fathers mothers""".split()
)
BEFORE_PEOPLE = frozenset(
    """all any a an the each potential study eligible prospective interested pregnant biological no
    every healthy individual adult""".split()
)
AFTER_PEOPLE = frozenset(
    """must will would should shall are is were was may can cannot have need needs who whom with meeting
    meet fulfilling satisfying that to not exhibiting having""".split()
)
QUALIFIED = frozenset("with who having that".split())
OPENERS = (
    "to be eligible", "to be included", "in order to", "to participate", "to enter", "to qualify",
    "any of the following", "presence of any", "the presence of any", "the presence of one",
    "the following", "excluded", "exclude", "not eligible", "ineligible", "exclusion if",
    "for inclusion", "for enrollment", "patients not eligible", "there must", "any one of the following",
)  # fmt: skip


def head(source: str, start: int, end: int) -> Polarity | None:
    """What a whole line without a marker says of the rules behind it; None if it is no head.

    A line that speaks of some people only ("patients with asthma are eligible if:") is a rule
    with its own parts and no head.
    """
    if end - start > LONGEST or source[end - 1] not in ":：.":
        return None
    texts = [word.text for word in words(source, start, end)]
    if not texts or not _of_everyone(texts) or not _opens_list(texts, source[end - 1]):
        return None
    said = f" {' '.join(texts)} "
    if any(denial in said for denial in DENIALS):
        return None
    if any(phrase in said for phrase in EXCLUDES):
        return Polarity.EXCLUDE
    return Polarity.INCLUDE if INCLUDES.search(said) else None


def lets_in_all(source: str, start: int, end: int) -> bool:
    """Whether a sentence that lets people in speaks plainly of the whole trial.

    Only such a sentence may end a list of exclusions: any other is an exception within it.
    """
    said = " ".join(word.text for word in words(source, start, end))
    whole = re.search(r"\b(?:all|each) (?:of )?(?:the )?(?:following|criteria|these)\b|eligible", said)
    return bool(whole) and not re.search(r"\bfemale|\bmale|\bexcept|\bprovided\b|\bwomen\b", said)


def _of_everyone(texts: list[str]) -> bool:
    if " ".join(texts[:6]).startswith(OPENERS):
        return True
    at = 0
    while at < len(texts) - 1 and texts[at] in BEFORE_PEOPLE:
        at += 1
    if texts[at] not in PEOPLE:
        return False
    after = texts[at + 1 : at + 6]
    if not after or after[0] not in AFTER_PEOPLE:
        return not after
    return after[0] not in QUALIFIED or _unnamed(after[1:])


def _unnamed(after: list[str]) -> bool:
    """`who meet any of the following`, `with any of these`; not `with brain metastases`."""
    if after[:1] and after[0] in ("meet", "met", "meets", "fulfil", "fulfill", "satisfy", "fall"):
        return True
    return any(text in ("any", "all", "following", "one", "each") for text in after[:4])


def _opens_list(texts: list[str], last_sign: str) -> bool:
    """With a colon, nearly any list word will do; with a full stop, `following` must be there."""
    if last_sign == ".":
        return "following" in texts and ("criteria" in texts or "conditions" in texts)
    return bool(LIST_WORDS.intersection(texts)) or texts[-1] in LIST_ENDS
