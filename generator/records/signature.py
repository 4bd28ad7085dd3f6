"""F8: do plain words keep the numbers, limits, negations, and/or, and names of their source?

Two texts are compared by what cannot be left to taste. Ordinary words may differ: that is what
plain words are for, and why a person has to check them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.records.limits import Limited, limited
from generator.records.quantities import codes, readable

_HARD = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|unable|unwilling|except|"
    r"unless|absence|absent|lack|lacks|lacking)\b|n't\b|\bnon-?(?=\w)|\bfree of\b|\bother than\b"
)
_SOFT = re.compile(
    r"\b(?:negative|exclud\w+|exclusion|refus\w+|declin\w+|fail\w*|ineligible|contraindicat\w+|"
    r"avoid\w*|rul\w+ out|stop\w*|dis\w{4,}|in(?:ability|adequate\w*|sufficient|capa\w+|"
    r"complete\w*|tolerant|tolerance|effective\w*)|un(?!der|it|ion|iv|iq|if|ti|de|less|able|willing)\w{4,}|"
    r"a\w*symptomatic|naive|postmenopausal|sterile|missing|prohibit\w*|forbidden)\b"
)
_OR = re.compile(r"\band\s*/\s*or\b|\bor\b|\beither\b")
_AND = re.compile(r"\band\b(?!\s*/\s*or)|&")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'-]*")
_DRUG = re.compile(
    r"(?i)\w{2,}(?:mab|nib|cillin|statin|azole|pril|sartan|vir|mycin|micin|cycline|olol|platin|taxel|"
    r"rubicin|gliptin|glutide|gliflozin|sporine|limus|trexate|profen|xaban|parin|tidine|setron|"
    r"triptan|solone|sone|dipine|thiazide|formin|oxacin|barbital|caine|pidem|zepam|zolam|semide|"
    r"coxib|tinib|parib|ciclib|lukast|terol|tropium|dronate)s?"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What two texts do not share: `text` is what to look for, `message` says it whole."""

    text: str
    message: str

    @property
    def is_number(self) -> bool:
        """Whether it is about a number, which is the same in every language."""
        return self.text[:1].isdigit() and " number" in self.message


@dataclass(frozen=True, slots=True)
class Signature:
    """What must not get lost in a text. `maybe` are words that can be told with a "not"."""

    quantities: tuple[Limited, ...]
    negations: int
    maybe: Counter[str]
    ors: int
    ands: int
    names: frozenset[str]
    drugs: frozenset[str]
    initials: str


def signature(text: str) -> Signature:
    """Return the signature of a text."""
    plain = readable(text)
    found, rest = limited(plain)
    words = _WORD.findall(plain)
    drugs = {word.lower().removesuffix("s") for word in words if _DRUG.fullmatch(word)}
    names = {name.lower() for name in codes(plain)} | {w.lower() for w in words if _is_name(w)}
    return Signature(
        tuple(found),
        len(_HARD.findall(rest)),
        Counter(_SOFT.findall(rest)),
        len(_OR.findall(rest)),
        len(_AND.findall(rest)),
        frozenset(name.removesuffix("s") for name in names) | drugs,
        frozenset(drugs),
        "".join(part[0].lower() for word in words for part in re.split("[-']", word) if part),
    )


def differences(source: str, plain: str, more: str = "") -> Iterator[Difference]:
    """Yield what differs between a text of the record and the plain words for it.

    `more` is text that the plain words may draw on besides, without having to repeat it.
    """
    was, now = signature(source), signature(plain)
    around = signature(f"{source}. {more}") if more else was
    yield from _numbers(was, now, around)
    yield from _limits(was, now, around)
    yield from _negations(was, now, around)
    yield from _logic(was, now)
    yield from _names(was, now, around)


def added(source: str, plain: str, more: str = "") -> Iterator[Difference]:
    """Yield only what the plain words have and their source has not: for words that may be short.

    A name of an outcome is often a list of codes that plain words need not repeat.
    """
    was, now = signature(source), signature(plain)
    around = signature(f"{source}. {more}")
    for difference in (*_numbers(around, now, around), *_limits(around, now, around)):
        if not difference.message.startswith(_LOST):
            yield difference
    yield from _negations(was, now, around)
    yield from _logic(was, now)
    yield from (d for d in _names(around, now, around) if not d.message.startswith(_LOST))


_LOST = "expected the"


def _numbers(was: Signature, now: Signature, around: Signature) -> Iterator[Difference]:
    mine, theirs = _by_value(now), _by_value(around)
    for value, some in _by_value(was).items():
        if value not in mine and not all(one.quantity.spelled for one in some):
            yield Difference(value, f"{_LOST} number {value} of the record, found it nowhere")
    for value, some in mine.items():
        if value not in theirs and not all(one.quantity.spelled for one in some):
            yield Difference(
                value, f"expected only numbers of the record's own text, found {value}"
            )
        elif wrong := _other_unit(theirs.get(value, ()), some):
            yield wrong


def _other_unit(theirs: list[Limited] | tuple[()], mine: list[Limited]) -> Difference | None:
    units = {one.quantity.unit for one in theirs if one.quantity.unit}
    for one in mine:
        unit = one.quantity.unit
        if unit and units and not any(_fits(unit, other) for other in units):
            value, known = one.quantity.value, ", ".join(sorted(units))
            return Difference(value, f"expected {value} in {known}, found it in {unit}")
    return None


def _fits(one: str, other: str) -> bool:
    """`mg` fits `mg/day`, but not `mg/week` nor `g`."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _limits(was: Signature, now: Signature, around: Signature) -> Iterator[Difference]:
    mine, theirs = _by_value(now), _by_value(around)
    for value, some in _by_value(was).items():
        if value not in mine:
            continue
        before = {one.limit for one in some if one.limit}
        after = {one.limit for one in mine[value] if one.limit}
        allowed = {one.limit for one in theirs[value] if one.limit}
        if not before <= after or not after <= allowed:
            said = " and ".join(sorted(before)) or "no limit"
            found = " and ".join(sorted(after)) or "no limit"
            yield Difference(value, f"expected '{said}' for the {value}, found '{found}'")


def _negations(was: Signature, now: Signature, around: Signature) -> Iterator[Difference]:
    """A "negative" may become a "not", and the other way round; a "not" may not come or go."""
    least = was.negations - (now.maybe - around.maybe).total()
    most = around.negations + (around.maybe - now.maybe).total()
    if now.negations > most:
        yield Difference("not", f"expected {_times(around.negations)}, found {now.negations}")
    elif now.negations < least:
        yield Difference("not", f"expected {_times(was.negations)}, found {now.negations}")


def _times(count: int) -> str:
    return f"as many words such as 'not' and 'no' as in the record ({count})"


def _logic(was: Signature, now: Signature) -> Iterator[Difference]:
    """An "or" may become a list, and an "and" a new sentence; neither may become the other."""
    if was.ors and not now.ors:
        yield Difference("or", "expected an 'or' as in the record, found none")
    elif now.ors < was.ors and now.ands > was.ands:
        yield Difference("and", "expected 'or' as in the record, found 'and' in its place")
    elif now.ors > was.ors and now.ands < was.ands:
        yield Difference("or", "expected 'and' as in the record, found 'or' in its place")


def _names(was: Signature, now: Signature, around: Signature) -> Iterator[Difference]:
    for name in sorted(now.names - around.names):
        if name not in around.initials or len(name) < 2:
            yield Difference(name, f"expected only names of the record's own text, found '{name}'")
    for name in sorted(was.drugs - now.names):
        yield Difference(name, f"{_LOST} name '{name}' of the record, found it nowhere")


def _by_value(one: Signature) -> dict[str, list[Limited]]:
    values: dict[str, list[Limited]] = defaultdict(list)
    for item in one.quantities:
        values[item.quantity.value].append(item)
    return values


def _is_name(word: str) -> bool:
    """Tell a word with capitals inside, or with nothing but capitals, from an ordinary one."""
    letters = re.sub("[^A-Za-z]", "", word)
    return len(letters) > 1 and any(sign.isupper() for sign in letters[1:]) and "-" not in word
