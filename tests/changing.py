"""One field changed, and which sentences may change with it."""

import re
from typing import Any

from generator.plain.sentence import Sentence
from generator.trial.part import Part
from generator.trial.paths import Leaf


def is_named(said: Sentence, leaf: Leaf) -> bool:
    """True if a source is the field, or around it, or inside it; places in lists aside."""
    bare = (re.sub(r"\[\d+\]", "", source) for source in said.sources)
    field = leaf.field
    return any(f"{field}.".startswith(f"{name}.") or name.startswith(f"{field}.") for name in bare)


def another(value: Any) -> Any:
    """Return another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str) and type(value) is not str:
        codes = list(type(value))
        return codes[(codes.index(value) + 1) % len(codes)]
    if isinstance(value, Part):
        return value.model_copy(update={"year": value.year - 3})
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, dict):
        return {**value, "more": 1}
    return re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), value) + "s"
