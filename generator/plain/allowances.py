"""Lines among the rules that keep people out, which say who may join all the same.

Only plain words count: "are eligible", "may be included", "is allowed". Where a "not" stands before
them, or they speak of something else than this trial, a line is taken to say nothing of the kind.
"""

import re

_SAYS = re.compile(
    r"(?:\b(?:may|can|could|will|would|should)(?:\s+(?:also|still|only|be|then|therefore))*\s+"
    r"(?:included|enrolled|eligible|allowed|permitted|accepted|participate|join)"
    r"|\b(?:is|are)(?:\s+(?:also|still|only|considered|therefore))*\s+"
    r"(?:eligible|allowed|permitted|acceptable|accepted))\b"
    r"(?!\s+for\s+(?!(?:the\s+|this\s+)?(?:study|trial|inclusion|enroll?ment|participation|entry)))"
    r"(?!\s+to\s+(?!be\b|participate|enroll?|enter|join|take\s+part|register))"
    r"(?!\s+to\s+(?:participate|take\s+part)\s+in\s+(?!this\b|the\b))",
    re.IGNORECASE,
)
_ABOUT_OTHERS = re.compile(
    r"\b(?:that|which|who|than|as|if|whether|when|where|until|what)\W*\Z", re.IGNORECASE
)
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nor|neither|cannot|unless|without\s+being|than)\b", re.IGNORECASE
)
_KEEPS_OUT = re.compile(
    r"\b(?:exclu\w*|ineligible|except\w*|other\s+than|prohibited|forbidden)\b|,", re.IGNORECASE
)
_KEEPS_OUT_TOO = re.compile(
    r"\b(?:exclude[ds]?|ineligible|prohibited|forbidden|cannot)\b"
    r"|\bnot\s+(?:be\s+)?(?:allowed|permitted|eligible|enrolled|included|acceptable)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.;:*?!](?=\s|\Z|[()\[\]\\])|[()\[\]]|[-–—]\s")
_TURNS = re.compile(r"\b(?:but|however|although|though|whereas|while)\b", re.IGNORECASE)


def says_who_may_join(text: str) -> bool:
    """Whether some part of a line says that people may join, or that something is allowed."""
    return any(_lets_in(part) for part in _ENDS.split(text))


def keeps_nobody_out(text: str) -> bool:
    """Whether a line does nothing else: all that it says first is who may join.

    Where an exclusion may stand before it ("Asthma, mild asthma is allowed"), the answer is no.
    """
    part = _TURNS.split(_first(text))[0]
    found = _SAYS.search(part)
    if found is None or not _lets_in(part) or _KEEPS_OUT_TOO.search(text):
        return False
    return not _KEEPS_OUT.search(part[: found.start()])


def _first(text: str) -> str:
    """The words up to the first sign that ends a sentence; what is in brackets is left out."""
    flat = re.sub(r"\([^()]*\)|\\?\[[^\[\]]*\]", " ", text)
    return next((part for part in _ENDS.split(flat) if part.strip()), "")


def _lets_in(part: str) -> bool:
    for clause in _TURNS.split(part):
        found = _SAYS.search(clause)
        before = clause[: found.start()] if found else ""
        if found and not _DENIES.search(before) and not _ABOUT_OTHERS.search(before):
            return True
    return False
