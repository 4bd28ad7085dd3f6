"""The voice that speaks about one trial: its noun, its tense, and the wording."""

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from generator.plain.amounts import say_number
from generator.plain.sentence import Sentence
from generator.plain.wording import Wording
from generator.trial import Trial

_NOUN, _NOUN_SOURCE, _TENSE_SOURCE = "trial", "design.study_type", "status.overall_status"


@dataclass(frozen=True, slots=True)
class Voice:
    """Fills the patterns of a wording with the words that fit one trial.

    Where the wording has an entry for the `variant` (`why.summary.native`), that one is used.
    """

    wording: Wording
    words: Mapping[str, str]
    variant: str = ""

    def say(self, rule: str, *sources: str, n: int | None = None, **values: str) -> Sentence:
        """Compose the sentence of `rule` from the fields `sources`; `n` picks the plural form."""
        pattern = self.wording.sentence(self._own(rule, self.wording.sentences), n)
        return self._filled(rule, pattern, sources, {**self._numbers(n), **values})

    def say_code(self, code: str, *sources: str, **values: str) -> Sentence:
        """Compose the sentence of a code; a code that nobody has seen yet is shown as it is."""
        words = self.wording.code(code)
        if words is None:
            return self.say("code.unknown", *sources, value=code)
        return self._filled(f"code.{_name(code)}", words.sentence, sources, values)

    def name(self, code: str, *sources: str) -> Sentence:
        """Return the short label of a code, knowing its fields; an unknown code in quotes."""
        words = self.wording.code(code)
        if words is None:
            return self.say("code.unknown_label", *sources, value=code)
        return self._filled(f"label.{_name(code)}", words.label, sources, {})

    def name_code(self, code: str | None, source: str) -> Sentence | None:
        """Return the short label of a code, knowing its field; None where there is no code."""
        return self.name(code, source) if code else None

    def explain(self, rule: str, **values: str) -> Sentence:
        """Compose a fixed explanation, which rests on no field of the record."""
        return self.say(rule, f"wording:{rule}", n=None, **values)

    def fill(self, rule: str, pattern: str, sources: Iterable[str], **values: str) -> Sentence:
        """Compose a sentence from a pattern of another part of the wording (a gap, a note)."""
        return self._filled(rule, pattern, tuple(sources), values)

    def phrase(self, rule: str, n: int | None = None, **values: str) -> str:
        """Return a part of a sentence; the sentence that it goes into names its fields."""
        pattern = self.wording.sentence(rule, n)
        return pattern.format_map({**self.words, **self._numbers(n), **values})

    def code_label(self, code: str) -> str:
        """Return the short label of a code; a code that nobody has seen yet as it is, in quotes."""
        words = self.wording.code(code)
        return words.label.format_map(self.words) if words else f"“{code}”"

    def label(self, name: str, **values: str) -> str:
        """Return a fixed label."""
        name = self._own(name, self.wording.labels)
        return self.wording.label(name).format_map({**self.words, **values})

    def _filled(
        self, rule: str, pattern: str, sources: tuple[str, ...], values: Mapping[str, str]
    ) -> Sentence:
        names = places_of(pattern)
        text = one_stop(pattern.format_map({**self.words, **values}))
        slots = tuple((name, values[name]) for name in names if name in values)
        own = dict.fromkeys((*sources, *self._context(names, values)))
        return Sentence(text, tuple(own), rule, slots)

    def _context(self, names: tuple[str, ...], values: Mapping[str, str]) -> Iterable[str]:
        """The fields behind the noun and the tense, where a pattern has them."""
        used = [name for name in names if name in self.words and name not in values]
        if _NOUN in used:
            yield _NOUN_SOURCE
        if any(name != _NOUN for name in used):
            yield _TENSE_SOURCE

    def _numbers(self, n: int | None) -> Mapping[str, str]:
        return {} if n is None else dict.fromkeys(("n", "count"), say_number(n, self.wording))

    def _own(self, name: str, entries: Mapping[str, object]) -> str:
        own = f"{name}.{self.variant}"
        return own if own in entries else name


def one_stop(text: str) -> str:
    """Take away the second full stop where a name ends in one (`Genentech, Inc.`)."""
    return text[:-1] if text.endswith("..") and not text.endswith("...") else text


@cache
def places_of(pattern: str) -> tuple[str, ...]:
    """Return the names in braces of a pattern, in order, each once."""
    names = (name for _, name, _, _ in string.Formatter().parse(pattern) if name)
    return tuple(dict.fromkeys(names))


def voice_for(trial: Trial, wording: Wording, variant: str = "") -> Voice:
    """Return the voice whose noun follows the study type and whose tense follows the status."""
    kind = str(trial.design.study_type)
    status = str(trial.status.overall_status)
    noun = wording.nouns.get(kind, wording.nouns["(missing)"])
    tense = wording.tenses.get(status, wording.tenses["(missing)"])
    return Voice(wording, {**tense, _NOUN: noun}, variant)


def _name(code: str) -> str:
    return f"{type(code).__name__}.{code}"
