"""A plain sentence, and where it comes from."""

from dataclasses import dataclass

_ANOTHER = "trial:"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that we composed: a sentence, or a short text such as a label.

    `sources` are field paths of the trial (`design.phases[0]`), of the words people wrote
    (`words.why`) or, for a fixed explanation, of the wording itself (`wording:about.built`). A
    field of another trial stands behind that trial's number (`trial:NCT05558865:design.phases`).
    They name each field that the words, or that they are said at all, depend on.
    `rule` names the entry of the wording that made it. `slots` are what it was filled with: the
    name of each place in braces and the text that stands there, so that it can be proved again.
    `language` is that of the words, if it is not the page's.

    Raises ValueError without text, source or rule: a sentence that nobody can trace is not said.
    """

    text: str
    sources: tuple[str, ...]
    rule: str
    slots: tuple[tuple[str, str], ...] = ()
    language: str = ""

    def __post_init__(self) -> None:
        if not (self.text.strip() and self.rule and self.sources and all(self.sources)):
            raise ValueError(f"a sentence needs text, a source and a rule: {self!r}")


def of_another(registry_id: str, path: str) -> str:
    """Return the source that a field of another trial is."""
    return f"{_ANOTHER}{registry_id}:{path}"


def another_of(source: str) -> tuple[str, str] | None:
    """Return the number of the other trial that a source is a field of, and the field's path."""
    if not source.startswith(_ANOTHER):
        return None
    number, _, path = source.removeprefix(_ANOTHER).partition(":")
    return number, path
