"""Rules about wording in free text: spaces, capitals, short forms, and praise."""

import re
from collections.abc import Collection, Iterator

from generator.checks.finding import Finding
from generator.checks.free_text import FreeText

_SMALL_WORDS = r"(?:is|are|was|were|and|or|of|in|with|to|for|which|that|who|the|will|has|have|by|at|on|as)\b"
_NO_SPACE = re.compile(
    rf"\([^()\n]{{1,60}}\){_SMALL_WORDS}|\b[A-Za-z0-9]{{2,}}[,;][A-Za-z]{{2,}}|\b[a-z]{{3,}}\.[A-Z][a-z]+"
)
# A hint of a line in capitals: a long run without small letters.
_RUN_OF_CAPITALS = re.compile(r"[A-Z][A-Z ,()/'-]{24,}")
_MOST_CAPITALS, _LONG_LINE = 0.6, 40
_SHORT_FORM = re.compile(r"(?<![\w/.-])[A-Z][A-Z0-9]{1,5}(?![\w/-])")
_NOT_SHORT_FORMS = re.compile(r"[IVXLC]+\d*|[A-Z]\d+|AND|OR|NOT|NO|ALL|II[ab]|US|UK|EU|USA|OK|AM|PM")
_MOST_CAPITALS_IN_TEXT = 0.3
_PRAISED = ("identification.", "description.")
_PRAISE = re.compile(
    r"\bpromising\b|\bbreak-?through\b|\bcures?\b|\bsafe and effective\b|\bsuperior to\b"
    r"|\brevolution(?:ary|iz\w+|is\w+)\b|\bgame-?changing\b|\bground-?breaking\b|\bmirac\w+\b",
    re.I,
)
# Praise that asks, denies, or is a term of medicine.
_ASKS = re.compile(
    r"\b(?:whether|if|determine|evaluate|assess|investigat\w+|hypothes\w+|aim\w*|purpose|objectives?|goals?"
    r"|question|test\w*|may|might|could|would|want|find out|compar\w+|establish|need\w*|develop\w*|ensure"
    r"|confirm|explore|show that|demonstrate|prove|see|learn|examine|how|not|no|non|unclear|unknown"
    r"|verify|validate|study|studies|find|identify|provide|provid\w+|expect\w*|designed|controvers\w+)\b",
    re.I,
)
_TERMS = re.compile(
    r"breakthrough\s+(?:\w+\s+)?(?:pain|infections?|seizures?|bleeding|symptoms?|nausea|vomiting|dos\w+|headache"
    r"|medication|reactions?|invasive|cases?|disease|designation|therapy|covid|attacks?|use|analges\w+)"
    r"|cures?\s+(?:rates?|models?|fraction|violence|time|by\b|at\b|visit)",
    re.I,
)
_NO_CURE = re.compile(
    r"(?:\b(?:no|not|without|test of|clinical|microbiolog\w+|mycolog\w+|never|cannot|incurable|than|light"
    r"|of|until|to|the|radical|complete|bacteriological|parasitological|definitive|permanent)\s+"
    r"(?:\w+\s+){0,2}|[-/])\Z",
    re.I,
)
_SENTENCE = re.compile(r"[.!?]\s|\n")


def no_space(texts: FreeText) -> Iterator[Finding]:
    """TXT-08: a space is missing behind a bracket, a comma or a full stop."""
    for hit in texts.first_in_each(_NO_SPACE):
        yield Finding("TXT-08", (hit.path,), hit.text[-60:])


def all_capitals(texts: FreeText) -> Iterator[Finding]:
    """TXT-09: a long line that is for the most part in capitals and is no head."""
    for hit in texts.first_in_each(_RUN_OF_CAPITALS):
        line = _line(texts.joined, hit.start)
        letters = [sign for sign in line if sign.isalpha()]
        capitals = sum(1 for sign in letters if sign.isupper())
        if len(letters) > _LONG_LINE and capitals >= _MOST_CAPITALS * len(letters) and line[-1] != ":":
            yield Finding("TXT-09", (hit.path,), line[:80])


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)].strip()


def short_forms(texts: FreeText, known: Collection[str]) -> Iterator[Finding]:
    """TXT-10: short forms that neither the glossary nor the record itself explains."""
    first: dict[str, str] = {}
    for hit in texts.every(_SHORT_FORM):
        first.setdefault(hit.text, hit.path)
    unknown = [
        form
        for form in first
        if form not in known and not _NOT_SHORT_FORMS.fullmatch(form) and not _spelled(form, texts)
    ]
    if unknown:
        fields = tuple(dict.fromkeys(first[form] for form in unknown))
        yield Finding("TXT-10", fields, ", ".join(unknown))


def _spelled(form: str, texts: FreeText) -> bool:
    return texts.holds(f"({form})", f"({form},", f"({form};", f"[{form}]", f"{form} (", f"{form}:", f"{form}=", f"{form} =")


def praise(texts: FreeText) -> Iterator[Finding]:
    """TXT-11: words that promise or praise, in a title or a description."""
    for hit in texts.every(_PRAISE):
        if hit.path.startswith(_PRAISED) and _is_claim(texts.joined, hit.start, hit.end):
            yield Finding("TXT-11", (hit.path,), _around(texts.joined, hit.start, hit.end))


def _is_claim(text: str, start: int, end: int) -> bool:
    word = text[start:end].lower()
    if _TERMS.match(text, start):
        return False
    if word.startswith("cure"):
        return not _NO_CURE.search(text[max(0, start - 40) : start])
    if word in ("safe and effective", "superior to"):
        return not _ASKS.search(_before(text, start))
    return True


def _before(text: str, start: int) -> str:
    """The sentence as far as the word."""
    ends = [match.end() for match in _SENTENCE.finditer(text, max(0, start - 300), start)]
    return text[ends[-1] if ends else max(0, start - 300) : start]


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 40) : end + 40].split())
