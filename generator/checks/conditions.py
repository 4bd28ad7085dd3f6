"""Rules about the health problems that a record names."""

import datetime
import re
from collections.abc import Iterator

from generator.checks.diseases import named_in
from generator.checks.excerpt import STATUS, is_excerpt
from generator.checks.finding import Finding
from generator.checks.titles import BRIEF, OFFICIAL, titles
from generator.trial import Trial

_LISTED, _KEYWORDS = "conditions.conditions", "conditions.keywords"
_BESIDE = (BRIEF, OFFICIAL, _KEYWORDS, "derived.condition_browse")
"""What else decides whether a title names what the list does not."""
_EVIDENCE = re.compile(r"evidence of\b", re.IGNORECASE)
# The whole name is that of something done to people.
_DONE = re.compile(
    r"(?:[\w-]+[ ,]+){0,4}(?:surgery|surgical procedures?|operation|transplantation|an[a]?esthesia"
    r"|ectomy|\w+ectomy|\w+plasty|\w+oscopy|vaccination|intubation|mechanical ventilation|biopsy"
    r"|ultrasonography|tomography|imaging|rehabilitation|h[a]?emodialysis)"
    r"(?:,? (?:general|local|regional|spinal|epidural|conduction|laparoscopic))?",
    re.I,
)
# It is a health problem after all, or one of people to whom this was done.
_PROBLEM = re.compile(
    r"complicat|fail|reject|adverse|pain|injur|delay|candidate|fear|anxi|recover|reaction|delirium"
    r"|awareness|emergence|follow|after|post|due|relat|associat|with|dysfunct|disease|syndrom|disorder"
    r"|cancer|carcinom|tumou?r|neoplas|infect|defect|loss|deficien|risk",
    re.I,
)
# A health problem that a title names and that the trial is not about.
_NOT_OF_TRIAL = re.compile(
    r"\b(?:national|american|institute|centers?|centres?|society|association|foundation|program(?:me)?"
    r"|network|registry|school|survivors?|without|non-?|no|healthy|caregivers?|carers?|parents?|nurses?"
    r"|students?|physicians?|doctors?|staff|workers?|volunteers?)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{5,}")
_STEM = 5


def no_condition(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """CON-01: the record lists no health problem."""
    if not any(name.strip() for name in trial.conditions.conditions) and not is_excerpt(trial):
        yield Finding("CON-01", (_LISTED, STATUS))


def title_names_another(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """CON-02: a title names a health problem, and the lists name none that is near it.

    Each health problem of the titles must be far from each listed one; conditions, search words
    and the terms of the registry's thesaurus all count as listed.
    """
    if not trial.conditions.conditions:
        return
    said = list(titles(trial))
    named = [(path, *one) for path, title in said for one in named_in(title)]
    if not named:
        return
    listed = _listed(trial)
    if any(near.search(listed) for _, _, near in named):
        return
    if not any(_NOT_OF_TRIAL.search(title) for _, title in said):
        path, words, _ = named[0]
        yield Finding("CON-02", (path, _LISTED, *_BESIDE), words)


def condition_is_evidence(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """CON-03: a listed condition starts with "Evidence of", or all are things done to people."""
    names = trial.conditions.conditions
    signs = [(index, name) for index, name in enumerate(names) if _EVIDENCE.match(name)]
    for index, name in signs:
        yield Finding("CON-03", (f"{_LISTED}[{index}]", _LISTED, *_BESIDE), name)
    if names and not signs and all(map(_is_done, names)):
        yield Finding("CON-03", (_LISTED, *_BESIDE), ", ".join(names))


def no_word_in_common(trial: Trial, as_of: datetime.date) -> Iterator[Finding]:
    """CON-04: no listed condition shares the beginning of a word with titles and summary."""
    names = trial.conditions.conditions
    texts = [title for _, title in titles(trial)]
    text = " ".join([*texts, trial.description.brief_summary or ""]).lower()
    stems = {word[:_STEM].lower() for name in names for word in _WORD.findall(name)}
    initials = {"".join(word[0] for word in name.split()).lower() for name in names if " " in name}
    if not stems or any(stem in text for stem in stems):
        return
    if not any(re.search(rf"\b{re.escape(one)}\b", text) for one in initials if len(one) > 1):
        yield Finding("CON-04", (_LISTED, "identification", "description.brief_summary"))


def _is_done(name: str) -> bool:
    return _DONE.fullmatch(name.strip()) is not None and not _PROBLEM.search(name)


def _listed(trial: Trial) -> str:
    """All that the record lists, and the registry's terms for it, one a line."""
    browse = trial.derived.condition_browse
    terms = [mesh.term or "" for mesh in (*browse.meshes, *browse.ancestors)]
    leaves = [leaf.name or "" for leaf in browse.browse_leaves]
    return "\n".join([*trial.conditions.conditions, *trial.conditions.keywords, *terms, *leaves])
