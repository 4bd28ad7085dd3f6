"""Sentences that stand as heads: `Patients will be excluded if any of the following apply:`."""

from __future__ import annotations

import re

from .node import Polarity
from .words import COLONS, words

LONGEST = 400
NEARBY_WORDS = 4
HEAD_ENDS = f"{COLONS}."
# A head that ends with a full stop holds this word.
IN_A_STATEMENT = "following"

# "eligible for the study", not "eligible for surgery".
FOR_THE_TRIAL = (
    r"(?= (?:if|when|only|to (?:participate|enter|enroll?|be|take|join|continue)"
    r"|for (?:the|this|study|trial|enroll?ment|inclusion|participation|entry|admission"
    r"|randomi[sz]ation))? )"
)
KEPT_OUT = (
    r" (?:excluded?|exclusion|disqualif(?:y|ied)|precluded?) "
    rf"| (?:ineligible|(?:not|cannot) (?:be )?eligible){FOR_THE_TRIAL}"
    r"| (?:not|cannot) (?:be )?(?:to be )?(?:included|enrolled|entered|admitted|considered"
    r"|allowed|enter|participate|qualify|suitable) "
)
EXCLUDES = re.compile(
    KEPT_OUT + r"| not (?:have|meet|fulfill?) any | none of the following "
    # "must not be pregnant and must meet the following:" lets in.
    r"| (?:must|should|may) not (?:(?:have|be|meet|show|exhibit) ){0,2}"
    r"(?:any|one|either|the following|$)"
)
INCLUDES = re.compile(
    rf" eligible{FOR_THE_TRIAL}| (?:be|are) (?:included|enrolled) | (?:can|may) participate "
    r"| inclusion criteria "
    r"| (?:must|should|shall|have to|has to|needs? to) (?:meet|satisfy|fulfill?|have) "
    r"| considered for enroll?ment "
)
# Neither: leaving the trial, or what does not keep people out.
DENIALS = re.compile(
    r" (?:withdrawn?|discontinued|exceptions?) | not (?:be )?excluded? | not an exclusion "
)
WHOLE = re.compile(r" (?:all|each) (?:of )?(?:the )?(?:following|criteria|these) | eligible ")
SOME = re.compile(r" (?:female|male|women|except|provided) ")

LIST_WORDS = frozenset("following followings criteria criterion conditions these".split())
LIST_ENDS = frozenset(
    """if they who must have had has be not subject patient participant are any with exclude
    excluded include included""".split()
)
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
    """must will would should shall are is were was may can cannot have need needs who whom with
    meeting meet fulfilling satisfying that to not exhibiting having excluded included""".split()
)
QUALIFYING = frozenset("with who having that".split())
UNNAMED = frozenset("any all following one each".split())
MEETING = frozenset("meet met meets fulfil fulfill satisfy fall".split())
OPENERS = (
    "to be eligible",
    "to be included",
    "in order to",
    "to participate",
    "to enter",
    "to qualify",
    "any of the following",
    "any one of the following",
    "presence of any",
    "the presence of any",
    "the presence of one",
    "the following",
    "excluded",
    "exclude",
    "not eligible",
    "ineligible",
    "exclusion if",
    "we will exclude",
    "we exclude",
    "for inclusion",
    "for enrollment",
)


# Heads of one or two words. `Contraindications` may keep people out; the word does not say so.
BARE = {
    "excluded": Polarity.EXCLUDE,
    "exclude": Polarity.EXCLUDE,
    "not eligible": Polarity.EXCLUDE,
    "ineligible": Polarity.EXCLUDE,
    "not included": Polarity.EXCLUDE,
    "included": Polarity.INCLUDE,
    "include": Polarity.INCLUDE,
    "eligible": Polarity.INCLUDE,
    "contraindications": Polarity.UNSTATED,
    "contra indications": Polarity.UNSTATED,
}


# What such a sentence can begin with.
BEGINS = re.compile(
    r"(?<![^\W_])(?:Patients|Subjects|Participants|Individuals|People|Volunteers|Those|Any|Presence"
    r"|Not [Ee]ligible|Ineligible|Exclude|Excluded|We will exclude)(?![^\W_])"
)


def head(source: str, start: int, end: int) -> Polarity | None:
    """What a whole line says of the rules behind it, or None if it is no head.

    `unstated` if it speaks of inclusion criteria and of exclusion. A line that speaks of some
    people only ("patients with asthma are eligible if:") is a rule with parts of its own.
    """
    if not 0 < end - start <= LONGEST or source[end - 1] not in HEAD_ENDS:
        return None
    if source[end - 1] == "." and IN_A_STATEMENT not in source[start:end].lower():
        return None
    texts = [word.text for word in words(source, start, end)]
    if " ".join(texts) in BARE:
        return BARE[" ".join(texts)] if source[end - 1] in COLONS else None
    if not texts or not _of_everyone(texts) or not _opens_list(texts, source[end - 1]):
        return None
    said = f" {' '.join(texts)} "
    if DENIALS.search(said):
        return None
    if EXCLUDES.search(said):
        return Polarity.UNSTATED if " inclusion criteria " in said else Polarity.EXCLUDE
    return Polarity.INCLUDE if INCLUDES.search(said) else None


def glued(source: str, start: int, end: int) -> int | None:
    """Where a sentence that keeps people out and leads a list begins behind a rule, or None."""
    if source[end - 1] not in COLONS:
        return None
    for match in BEGINS.finditer(source, max(start + 1, end - LONGEST), end):
        if keeps_out(source, match.start(), end):
            return match.start()
    return None


def keeps_out(source: str, start: int, end: int) -> bool:
    """Whether a list item reads like a head and says outright that people are kept out."""
    if head(source, start, end) is not Polarity.EXCLUDE:
        return False
    said = f" {' '.join(word.text for word in words(source, start, end))} "
    return bool(re.search(KEPT_OUT, said))


def lets_in_all(source: str, start: int, end: int) -> bool:
    """Whether a sentence that lets people in speaks plainly of the whole trial.

    Only such a sentence may end a list of exclusions: any other is an exception within it.
    """
    said = f" {' '.join(word.text for word in words(source, start, end))} "
    if BARE.get(said.strip()) is Polarity.INCLUDE:
        return True
    return bool(WHOLE.search(said)) and not SOME.search(said)


def _of_everyone(texts: list[str]) -> bool:
    if " ".join(texts[: NEARBY_WORDS + 2]).startswith(OPENERS):
        return True
    at = 0
    while at < len(texts) - 1 and texts[at] in BEFORE_PEOPLE:
        at += 1
    after = texts[at + 1 : at + 2 + NEARBY_WORDS]
    if texts[at] not in PEOPLE or not after:
        return texts[at] in PEOPLE
    if after[0] in QUALIFYING:
        return _unnamed(after[1:])
    return after[0] in AFTER_PEOPLE


def _unnamed(after: list[str]) -> bool:
    """`who meet any of the following`, `with any of these`; not `with brain metastases`."""
    return bool(after[:1] and after[0] in MEETING) or bool(UNNAMED.intersection(after))


def _opens_list(texts: list[str], last_sign: str) -> bool:
    """With a colon nearly any list word will do; with a full stop, `following` must be there."""
    if last_sign == ".":
        return IN_A_STATEMENT in texts and ("criteria" in texts or "conditions" in texts)
    return bool(LIST_WORDS.intersection(texts)) or texts[-1] in LIST_ENDS
