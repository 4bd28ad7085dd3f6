"""A rule about titles and descriptions that promise more than a record can know."""

import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.free_text import FreeText

_PRAISED = ("identification.", "description.")
_TWO_WORDS = ("safe and effective", "superior to")
# Small letters only: a cheap look before the pattern is tried.
_HINTS = (
    *"romising reakthrough reak-through evolutionary evolutioni ame-changing iraculous".split(),
    *("roundbreaking", "round-breaking", " cure", "\ncure"),
    *_TWO_WORDS,
)
_SAID = r"(?:is|are|was|were|been|be|as|proven|shown|found|considered|proved)"
# "Promising" is said of treatments and what they did; a "promising biomarker" promises nothing.
_HOPED_FOR = (
    r"(?:results?|outcomes?|effects?|efficacy|activity|data|findings|studies|treatments?"
    r"|therap(?:y|ies|eutics?)|drugs?|agents?|molecules?|medications?|vaccines?|approach(?:es)?"
    r"|interventions?|options?|alternatives?|strateg(?:y|ies)|solutions?|tools?|techniques?|methods?"
    r"|procedures?|devices?)"
)
_SEEN_AS = r"(?:is|are|was|were|been|be|looks?)"
_PRAISE = re.compile(
    rf"\b(?:promising(?:\s+[\w-]+){{0,2}}?\s+{_HOPED_FOR}|{_SEEN_AS}\s+promising(?=\s*[.,;)]|\s+(?:in|for)\b)"
    r"|revolution(?:ary|i[sz](?:e[sd]?|ing))|game-changing"
    r"|ground-?breaking|miraculous"
    r"|(?:definitive|real|new|complete|can|will)\s+cures?(?!\w|\s+rate)"
    r"|break-?through\s+(?:\w+\s+)?(?:treatments?|technolog\w+|drugs?|discover\w+|approach\w*"
    r"|therapeutics?|innovations?|methods?)"
    rf"|{_SAID}\s+(?:to\s+be\s+)?(?:both\s+|highly\s+|very\s+|a\s+|an\s+)?safe\s+and\s+effective"
    rf"|{_SAID}\s+(?:to\s+be\s+)?(?:clearly\s+|significantly\s+)?superior\s+to)\b",
    re.I,
)
# A question, a plan or a doubt promises nothing.
_ASKS = re.compile(
    r"\b(?:whether|if|determin\w+|evaluat\w+|assess\w*|investigat\w+|hypothes\w+|aim\w*|purpose"
    r"|objectives?|goals?|questions?|tests?|testing|may|might|could|would|should|want|find out"
    r"|compar\w+|establish|needs?|needed|develop\w*|ensure|confirm|explore|show that|demonstrate"
    r"|prove|see|learn|examine|how|not|no|non|unclear|unknown|verify|validate|study|trial|find|identify"
    r"|expect\w*|designed|controvers\w+|believ\w+|think|limited|little|lack\w*|suggest\w*)\b",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:no|not|never|without|less|neither|nor|cannot|non|than|most|more|despite|although|could"
    r"|may|might|seems?|appears?)\s+(?:\w+\s+){0,5}\Z",
    re.I,
)
# A line may end in the middle of a sentence.
_SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n")
_FAR, _NEAR = 300, 40


def praise(texts: FreeText) -> Iterator[Finding]:
    """TXT-11: words that promise or praise, in a title or a description."""
    told = list(texts.each(*_PRAISED))
    if not _hints_at_it("\n\n".join([text for _, text in told])):
        return
    for path, text in told:
        if not _hints_at_it(text):
            continue
        for match in _PRAISE.finditer(text):
            if _is_claim(text, match.start(), match[0].lower()):
                around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
                yield Finding("TXT-11", (path,), " ".join(around.split()))


def _hints_at_it(text: str) -> bool:
    return any(map(text.__contains__, _HINTS))


def _is_claim(text: str, start: int, word: str) -> bool:
    if _DENIED.search(text[max(0, start - _NEAR) : start]):
        return False
    return not word.endswith(_TWO_WORDS) or not _ASKS.search(_sentence(text, start))


def _sentence(text: str, start: int) -> str:
    """The sentence as far as an offset."""
    first = max(0, start - _FAR)
    for match in _SENTENCE_END.finditer(text, first, start):
        first = match.end()
    return text[first:start]
