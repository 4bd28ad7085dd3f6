"""Names in a sentence: all where they are few, else the first and how many more there are."""

from collections.abc import Sequence

from generator.plain.amounts import say_list
from generator.plain.voice import Voice

_MOST = 3


def some_names(names: Sequence[str], voice: Voice) -> str:
    """Return names as a list in words; "and 1 more" would hide a name and save nothing.

    Semicolons stand between them where a name has a comma of its own (`Leukemia, Adult`).
    """
    if len(names) <= _MOST + 1:
        return say_list(names, voice.wording) if names else ""
    first = names[:_MOST]
    parted = "; ".join(first) + ";" if any("," in name for name in first) else ", ".join(first)
    return voice.phrase("list.more_names", n=len(names) - _MOST, names=parted)
