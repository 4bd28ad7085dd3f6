"""House rules for the words that we write: short, plain, one "no" a sentence, no promises.

Source: the rules PL-01, PL-08, PL-19 to PL-21 and PL-30 of docs/operators/words.md. What a record
says is never judged: a text comes with the parts of it that are the record's.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from generator.plain.readability import LONGEST_SENTENCE, sentences_in, words_in
from generator.plain.sentence import Sentence
from generator.plain.wording import ReadingRules

OWNED = frozenset(
    ("name", "names", "tested", "others", "city", "country", "value", "id", "age", "quoted")
)
"""Places of our patterns that are filled with the record's own words."""
_NAME = "Nana"
_SLASH = re.compile(r"\w+/\w+")
_QUOTED = re.compile(r"“[^”]*”")
_SHORT_FORM = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Za-z][A-Za-z0-9.]*[A-Za-z0-9]\b")


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a text breaks: a code, and the words that break it."""

    code: str
    words: str


def faults(
    sentence: Sentence, rules: ReadingRules, explained: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield what makes a text of ours hard; `explained` are short forms that the page explains."""
    owned = owned_by_record(sentence)
    text = hidden(sentence.text, owned)
    for part in sentences_in(text):
        yield from _long(part, text, sentence.text)
        yield from _double_no(part, rules)
    yield from _banned(text, sentence.rule, rules)
    for found in dict.fromkeys(_SLASH.findall(text)):
        yield Fault("PAGE-SLASH", found)
    known = {*rules.short_forms, *explained}
    for form in dict.fromkeys(_SHORT_FORM.findall(text)):
        if form not in known:
            yield Fault("PAGE-SHORT-FORM", form)


def owned_by_record(sentence: Sentence) -> tuple[str, ...]:
    """Return the parts of a text that are the record's own words."""
    return tuple(text for name, text in sentence.slots if name in OWNED and text.strip())


def hidden(text: str, owned: Iterable[str]) -> str:
    """Return a text with one plain word in the place of each part that is the record's.

    Only whole words: a drug named "A" takes no letter out of our words.
    """
    for part in sorted({part.strip() for part in owned} - {""}, key=len, reverse=True):
        if part in text:
            text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", _NAME, text)
    return text


def _long(part: str, text: str, whole: str) -> Iterator[Fault]:
    """A sentence that is long by itself, or (told apart) only by the names in it."""
    count = len(words_in(part))
    is_all = text != whole and len(sentences_in(text)) == 1
    if count > LONGEST_SENTENCE:
        yield Fault("PAGE-SENTENCE", part)
    elif is_all and len(words_in(whole)) > LONGEST_SENTENCE:
        yield Fault("PAGE-NAMES", whole)


def _double_no(part: str, rules: ReadingRules) -> Iterator[Fault]:
    """A sentence with two words that say no; a word in quotation marks is only spoken of."""
    found = [word for word in words_in(_QUOTED.sub("", part)) if word.lower() in rules.negators]
    if len(found) > 1:
        yield Fault("PAGE-DOUBLE-NO", part)


def _banned(text: str, rule: str, rules: ReadingRules) -> Iterator[Fault]:
    if rules.banned:
        straight = text.replace("’", "'")
        for found in dict.fromkeys(_pattern(tuple(rules.banned)).findall(straight)):
            if not any(map(partial(_covers, rule), rules.allowed.get(found.lower(), ()))):
                yield Fault("PAGE-BANNED", found)


def _covers(rule: str, allowed: str) -> bool:
    """True if an entry of the wording is the one that is allowed, or begins as `allowed*` says."""
    return rule.startswith(allowed[:-1]) if allowed.endswith("*") else rule == allowed


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    options = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{options})(?![\w-])", re.IGNORECASE)
