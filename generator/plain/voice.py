"""The voice that speaks about one trial: its noun, its tense, and the wording."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.plain.amounts import say_number
from generator.plain.sentence import Sentence
from generator.plain.wording import Wording
from generator.trial import Trial


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
        number = {} if n is None else dict.fromkeys(("n", "count"), say_number(n, self.wording))
        pattern = self.wording.sentence(self._own(rule, self.wording.sentences), n)
        return Sentence(pattern.format(**{**self.words, **number, **values}), sources, rule)

    def say_code(self, code: str, source: str, **values: str) -> Sentence:
        """Compose the sentence of a code; a code that nobody has seen yet is shown as it is."""
        words = self.wording.code(code)
        if words is None:
            return self.say("code.unknown", source, value=code)
        rule = f"code.{type(code).__name__}.{code}"
        return Sentence(words.sentence.format(**{**self.words, **values}), (source,), rule)

    def explain(self, rule: str, **values: str) -> Sentence:
        """Compose a fixed explanation, which rests on no field of the record."""
        return self.say(rule, f"wording:{rule}", n=None, **values)

    def code_label(self, code: str) -> str:
        """Return the short label of a code; a code that nobody has seen yet as it is, in quotes."""
        words = self.wording.code(code)
        return words.label.format(**self.words) if words else f"“{code}”"

    def name_code(self, code: str | None, source: str) -> Sentence | None:
        """Return the short label of a code, knowing its field; None where there is no code."""
        return Sentence(self.code_label(code), (source,), f"label.{source}") if code else None

    def label(self, name: str, **values: str) -> str:
        """Return a fixed label."""
        name = self._own(name, self.wording.labels)
        return self.wording.label(name).format(**{**self.words, **values})

    def _own(self, name: str, entries: Mapping[str, object]) -> str:
        own = f"{name}.{self.variant}"
        return own if own in entries else name


def voice_for(trial: Trial, wording: Wording, variant: str = "") -> Voice:
    """Return the voice whose noun follows the study type and whose tense follows the status."""
    kind = str(trial.design.study_type)
    status = str(trial.status.overall_status)
    noun = wording.nouns.get(kind, wording.nouns["(missing)"])
    tense = wording.tenses.get(status, wording.tenses["(missing)"])
    return Voice(wording, {**tense, "trial": noun}, variant)
