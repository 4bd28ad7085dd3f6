"""A plain sentence, and where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that we composed.

    `sources` are field paths of the trial (`design.phases[0]`), of the words people wrote
    (`words.why`) or, for a fixed explanation, of the wording itself (`wording:who.only_team`).
    `rule` names the rule that made it.

    Raises ValueError without text, source or rule: a sentence that nobody can trace is not said.
    """

    text: str
    sources: tuple[str, ...]
    rule: str

    def __post_init__(self) -> None:
        if not (self.text.strip() and self.rule and self.sources and all(self.sources)):
            raise ValueError(f"a sentence needs text, a source and a rule: {self!r}")
