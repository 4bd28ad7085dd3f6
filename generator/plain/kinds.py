"""What kind of thing is given, and where the record's own words for it say the kind already."""

import re

from generator.plain.voice import Voice
from generator.trial.design import Arm
from generator.vocabulary import ArmType, InterventionType

_PREFIXES = {kind.replace("_", " ").title() for kind in InterventionType}
_WORDS = re.compile(r"[^\W_]+")
_DUMMIES = {"placebo", "placebos", "sham"}
_AROUND = {
    *("arm", "arms", "group", "groups", "cohort", "part", "control", "controls", "comparator"),
    *("matching", "matched", "treatment", "study", "oral", "tablet", "tablets", "capsule"),
    *("capsules", "injection", "only", "the", "of", "to"),
}
"""Words around "placebo" that name nothing else that people get."""
_MORE = re.compile(
    r"[+/,&]|\b(?:and|or|plus|then|versus|vs|with|followed|before|after)\b", re.IGNORECASE
)
"""Where a name has one of these, the placebo in it may stand beside a treatment."""


def split_kind(text: str) -> tuple[str, str]:
    """Split "Drug: Aspirin", as the registry writes what a group gets, into "Drug" and "Aspirin".

    The first is empty where the text does not begin with a kind of the registry.
    """
    kind, colon, name = text.partition(": ")
    return (kind, name) if colon and kind in _PREFIXES and name.strip() else ("", text)


def name_says_kind(type_: str, name: str, voice: Voice) -> bool:
    """True if the name of a thing has the word for its kind in it ("Heart device", a device)."""
    said = re.escape(voice.code_label(type_))
    return re.search(rf"(?<!\w){said}s?(?!\w)", name, re.IGNORECASE) is not None


def is_dummy_group(arm: Arm) -> bool:
    """True if a group that is listed as tested is one that gets a placebo or a sham alone."""
    if arm.type != ArmType.EXPERIMENTAL:
        return False
    sole = len(arm.intervention_names) == 1 and _names_dummy(arm.intervention_names[0])
    return sole or _is_dummy_label(arm.label or "")


def _names_dummy(text: str) -> bool:
    name = split_kind(text)[1]
    return bool(_DUMMIES & set(_words(name))) and not _MORE.search(name)


def _is_dummy_label(label: str) -> bool:
    words = _words(label)
    others = (word for word in words if word not in _DUMMIES | _AROUND)
    return bool(_DUMMIES & set(words)) and all(len(word) == 1 or word.isdigit() for word in others)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())
