"""Rules about signs in free text that look damaged, lost or foreign."""

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.free_text import FreeText

LOST_POWER = re.compile(
    r"\b\d+(?:[.,]\d+)? ?[xX×*] ?10(?:[3-9]|1[0-2])(?= ?(?:/|cells?\b|per\b|CFU\b|IU\b|vg\b|PFU\b))"
)
# Without "x" only before units that nobody counts one by one (109 cfu are no 109), or where two
# numbers meet before a litre ("1.5 109/L").
BARE_POWER = re.compile(
    r"(?<![\w.,^×*-])(?<![xX×*] )10(?:[3-9]|1[0-5])(?= ?(?:cfu|CFU|pfu|PFU|vg|vp)\b)"
    r"|(?<=/)10(?:[3-9]|1[0-2])(?= cells\b)"
    r"|(?<=\d )10(?:6|9|12)(?= ?/ ?[Ll]\b)"
)
# The parts of these two that a search finds fast.
_RAISED = re.compile(
    r"10(?:(?<=[xX×*]10)|(?<=[xX×*] 10))(?:[3-9]|1[0-2])"
    r" ?(?:/|cells?\b|per\b|CFU\b|IU\b|vg\b|PFU\b)"
)
_BARE = re.compile(r"10(?:[3-9]|1[0-5]) ?(?:cfu|CFU|pfu|PFU|vg|vp|cells|/ ?[Ll])\b")
# A question mark alone between a word and a number, but not where a question ends.
_LOST_SIGN = re.compile(r"\?(?<=[A-Za-z)] \?)(?= ?\d)")
_ASKS = re.compile(
    r"(?:^|[.?!:;\n]\s*|\d\W\s*)(?:how|what|when|where|which|who|why|is|are|was|were|do|does|did|have|has|can"
    r"|could|would|will|should)\b[^.!?\n]*\Z",
    re.IGNORECASE,
)
# Begins at the sign that is always there; what stands before it is looked at only then.
_SQUARE = re.compile(r"m[23]\b")
_OF_UNIT = re.compile(r"(?:\b(?:kg|g|mg|mcg|per|µg|μg) ?/? ?|/ ?|\d ?)[mc]?\Z")
_NEAR = 8
# UTF-8 read as Windows-1252, the sign for what could not be read, a question mark in a word.
_DAMAGED = re.compile(
    "\ufffd|Ã[\u0080-\u00bf©¨±³¶¼¤ºª]|â(?:€[™œž“”˜¢¦\u0093\u0094\u009d]?|‰[¤¥]|ˆ)"
    "|(?<=[a-z])¿(?=[a-z])|(?<![\\w¿])¿ ?(?=\\d)"
)
_DAMAGE = frozenset("\ufffdÃâ¿")
# The sign behind it is whole, so a reader misses nothing.
_STRAY = re.compile("Â(?=[±°µ²³·®©])")
_NOT_DECODED = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#\d{2,5});|(?<!\\)\\[<>^*~\[\]]")
_LOOK_ALIKE_SIGN = re.compile("[˂˃\uff01-\uff5e\u0400-\u04ffΑ-Ω]")
_LOOK_ALIKE = re.compile(
    _LOOK_ALIKE_SIGN.pattern + "(?:(?<=[˂˃\uff01-\uff5e])|(?<=[A-Za-z][\u0400-\u04ff])"
    "|(?<=[\u0400-\u04ff])(?=[A-Za-z])|(?<=[A-Za-z][Α-Ω])(?=[A-Za-z]))"
)
_ODD_COMPARISON = re.compile(r"[<>=](?:(?<!=)(?: ?or ?=|\\?/=| ?=)|(?<==)>|(?<==)(?<![<=]=)<)")
_ODD_SIGN = re.compile(r"=(?:[<>]|(?<=[<>/]=)|(?<=[<>] =)|(?<=or=)|(?<=or =))")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_MOST_FOREIGN = 0.2


def lost_power_of_ten(texts: FreeText) -> Iterator[Finding]:
    """TXT-01: a power of ten before a unit has lost its raised digit ("2.5 x 106 cells")."""
    told = set()
    for sign, pattern in ((_RAISED, LOST_POWER), (_BARE, BARE_POWER)):
        if sign.search(texts.joined):
            for hit in texts.every(pattern):
                if (hit.path, hit.text) not in told:
                    told.add((hit.path, hit.text))
                    yield Finding("TXT-01", (hit.path,), hit.text)


def lost_comparisons(text: str) -> Iterator[re.Match[str]]:
    """Yield each "?" in a text that seems to stand where a sign was lost ("bilirubin ? 1.5")."""
    for sign in _LOST_SIGN.finditer(text):
        if not _ASKS.search(text, max(0, sign.start() - 200), sign.start()):
            yield sign


def lost_square(texts: FreeText) -> Iterator[Finding]:
    """TXT-02: a square or cubic unit without its raised digit (`kg/m2`)."""
    last = ""
    for hit in texts.every(_SQUARE):
        unit = _OF_UNIT.search(texts.joined, max(0, hit.start - _NEAR), hit.start)
        if unit and hit.path != last:
            last = hit.path
            yield Finding("TXT-02", (hit.path,), unit[0] + hit.text)


def damaged_signs(texts: FreeText) -> Iterator[Finding]:
    """TXT-03: signs that were lost or mixed up on the way into the registry."""
    if texts.unusual & _DAMAGE:
        for hit in texts.first_in_each(_DAMAGED):
            around = texts.joined[max(0, hit.start - 12) : hit.end + 12]
            yield Finding("TXT-03", (hit.path,), " ".join(around.split()))
    if texts.holds("?"):
        for sign in lost_comparisons(texts.joined):
            around = texts.joined[max(0, sign.start() - 20) : sign.end() + 8]
            yield Finding("TXT-03", (texts.path_at(sign.start()),), " ".join(around.split()))


def not_decoded(texts: FreeText) -> Iterator[Finding]:
    """TXT-04: an escape is shown as it is (`&lt;`, or a backslash before a sign)."""
    if texts.holds("\\") or (texts.holds("&") and texts.holds(";")):
        for hit in texts.first_in_each(_NOT_DECODED):
            yield Finding("TXT-04", (hit.path,), hit.text)


def look_alikes(texts: FreeText) -> Iterator[Finding]:
    """TXT-05: a full-width sign, or a letter of another script inside a word."""
    if any(map(_LOOK_ALIKE_SIGN.match, texts.unusual)):
        for hit in texts.first_in_each(_LOOK_ALIKE):
            yield Finding("TXT-05", (hit.path,), f"{hit.text} ({unicodedata.name(hit.text, '?')})")


def odd_comparison(texts: FreeText) -> Iterator[Finding]:
    """TXT-06: a comparison typed with two signs (`>=`, `=<`, `>/=`)."""
    if _ODD_SIGN.search(texts.joined):
        for hit in texts.first_in_each(_ODD_COMPARISON):
            yield Finding("TXT-06", (hit.path,), hit.text)


def hidden_signs(texts: FreeText) -> Iterator[Finding]:
    """TXT-12: signs that nobody sees or needs, or a text for a good part not in Latin letters."""
    if any(map(_HIDDEN.match, texts.unusual)):
        for hit in texts.first_in_each(_HIDDEN):
            yield Finding("TXT-12", (hit.path,), f"U+{ord(hit.text):04X}")
    if "Â" in texts.unusual:
        for hit in texts.first_in_each(_STRAY):
            yield Finding("TXT-12", (hit.path,), f"U+{ord(hit.text):04X}")
    if any(map(_is_foreign, texts.unusual)):
        for path, text in texts.each(""):
            if sum(map(_is_foreign, text)) > _MOST_FOREIGN * len(text):
                yield Finding("TXT-12", (path,), text[:60])


def _is_foreign(sign: str) -> bool:
    """Whether a letter is of another script than Latin; Greek letters are signs of science."""
    return sign > "\u02af" and sign.isalpha() and not "Ͱ" <= sign <= "Ͽ"
