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
# "Promising" is said of treatments and what they did; a "promising biomarker" or method of
# measurement promises nothing.
_HOPED_FOR = (
    r"(?:results?|outcomes?|effects?|efficacy|activity|data|findings|treatments?"
    r"|therap(?:y|ies|eutics?)|drugs?|agents?|molecules?|medications?|vaccines?|approach(?:es)?"
    r"|interventions?|options?|alternatives?|strateg(?:y|ies)|solutions?)"
)
_SEEN_AS = r"(?:is|are|was|were|been|be|looks?)"
_PRAISE = re.compile(
    rf"\b(?:promising(?:\s+[\w-]+){{0,2}}?\s+{_HOPED_FOR}"
    rf"|{_HOPED_FOR}(?:\s+[\w-]+){{0,4}}?\s+{_SEEN_AS}\s+promising(?=\s*[.,;)]|\s+(?:in|for)\b)"
    r"|revolution(?:ary|i[sz](?:es?|ing))|game-changing"
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
_WORD, _STEM = re.compile(r"[^\W_]{4,}"), 5
_TESTED, _LISTED = "arms_interventions.interventions", "conditions.conditions"
# Beginnings of words that the name of any treatment may have.
_OF_ANY = frozenset(
    """treat thera study trial patie effec safet effic clini phase combi evalu compa place using
    after with from versu rando contr group inter adult child women posit stage early first late
    advan relap refra recur metas disea disor syndr cance tumor tumou pilot outco resul impro
    devel asses role resea progr plus based than that this their among under whose""".split()
)


def praise(texts: FreeText) -> Iterator[Finding]:
    """TXT-11: words that promise or praise, in a title or a description."""
    told = list(texts.each(*_PRAISED))
    if not _hints_at_it("\n\n".join([text for _, text in told])):
        return
    for path, text in told:
        if not _hints_at_it(text):
            continue
        for match in _PRAISE.finditer(text):
            if _is_claim(text, match.start(), match[0].lower()) and _is_ours(texts, text, match):
                around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
                yield Finding("TXT-11", (path, _TESTED, _LISTED), " ".join(around.split()))


def _hints_at_it(text: str) -> bool:
    return any(map(text.__contains__, _HINTS))


def _is_claim(text: str, start: int, word: str) -> bool:
    if _DENIED.search(text[max(0, start - _NEAR) : start]):
        return False
    return not word.endswith(_TWO_WORDS) or not _ASKS.search(_sentence(text, start))


def _is_ours(texts: FreeText, text: str, match: re.Match[str]) -> bool:
    """Whether what is called promising is tested here: the sentence shares a word with its name.

    Texts tell what others found about other treatments, too. The health problem is no such word.
    """
    if "promising" not in match[0].lower():
        return True
    end = _SENTENCE_END.search(text, match.end(), match.end() + _FAR)
    behind = text[match.start() : end.start() if end else match.end() + _FAR]
    sentence = f"{_sentence(text, match.start())}{behind}".lower()
    names = _stems(texts, _TESTED) - _stems(texts, _LISTED) - _OF_ANY
    return any(stem in sentence for stem in names)


def _stems(texts: FreeText, prefix: str) -> set[str]:
    """The beginnings of the words of names."""
    said = (text for path, text in texts.each(prefix) if not path.endswith(".description"))
    return {word[:_STEM].lower() for text in said for word in _WORD.findall(text)}


def _sentence(text: str, start: int) -> str:
    """The sentence as far as an offset."""
    first = max(0, start - _FAR)
    for match in _SENTENCE_END.finditer(text, first, start):
        first = match.end()
    return text[first:start]
