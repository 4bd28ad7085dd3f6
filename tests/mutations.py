"""Ways in which a rule for joining can be told wrongly: one change each, made by rule."""

import random
import re
from collections.abc import Callable, Iterator, Mapping

Change = Callable[[str, random.Random], str | None]
"""Returns the changed text, or None where there is nothing to change."""

_FLIPS = {
    "≥": "≤", "≤": "≥", ">": "<", "<": ">", "at least": "at most", "at most": "at least",
    "more than": "less than", "less than": "more than", "greater than": "less than",
    "or older": "or younger", "or more": "or less", "or less": "or more",
    "older than": "younger than",
}  # fmt: skip
_LOOSER = {"≥": ">", "≤": "<", "at least": "more than", "at most": "less than"}
_UNITS = {
    "mg": "g", "kg": "mg", "g": "mg", "weeks": "months", "months": "weeks", "days": "weeks",
    "years": "months", "year": "month", "hours": "days", "cm": "mm", "mm": "cm", "ml": "l",
    "%": "mg",
}  # fmt: skip
_NOT = re.compile(r"\b(?:not|no|without|never|cannot)\b ?", re.IGNORECASE)
_ADD = re.compile(r"\b(?:is|are|has|have|with|can|be)\b")
_DIGITS = re.compile(r"(?<![\w.,^-])\d+(?![\w.,^-])")
_JOIN = re.compile(r"\b(?:and|or)\b(?! ?/)(?<!/ or)(?<!/or)")


def number_changed(text: str, rng: random.Random) -> str | None:
    return _at_one(_DIGITS, text, rng, lambda match: str(int(match[0]) + rng.randint(1, 9)))


def negation_dropped(text: str, rng: random.Random) -> str | None:
    return _at_one(_NOT, text, rng, lambda _: "")


def negation_added(text: str, rng: random.Random) -> str | None:
    return _at_one(_ADD, text, rng, lambda match: f"{match[0]} not")


def joint_swapped(text: str, rng: random.Random) -> str | None:
    return _at_one(_JOIN, text, rng, lambda match: "or" if match[0] == "and" else "and")


def limit_flipped(text: str, rng: random.Random) -> str | None:
    return _at_limit(_FLIPS, text, rng)


def limit_loosened(text: str, rng: random.Random) -> str | None:
    return _at_limit(_LOOSER, text, rng)


def unit_swapped(text: str, rng: random.Random) -> str | None:
    names = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    pattern = re.compile(rf"(?<=\d)( ?)({names})(?![\w/])")
    return _at_one(pattern, text, rng, lambda match: match[1] + _UNITS[match[2]])


def clause_cut(text: str, rng: random.Random) -> str | None:
    parts = re.split(r"(?<=[,;])\s", text)
    if len(parts) < 2:
        return None
    gone = rng.randrange(len(parts))
    return " ".join(part for number, part in enumerate(parts) if number != gone)


CHANGES: Mapping[str, Change] = {
    change.__name__: change
    for change in (
        number_changed,
        negation_dropped,
        negation_added,
        joint_swapped,
        limit_flipped,
        limit_loosened,
        unit_swapped,
        clause_cut,
    )
}


def mutants(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield the name of each change that a text allows, and the changed text."""
    for name, change in CHANGES.items():
        changed = change(text, rng)
        if changed is not None and changed != text:
            yield name, changed


def _at_limit(swaps: Mapping[str, str], text: str, rng: random.Random) -> str | None:
    """Swap words that limit a number; "more than" is often no limit at all."""
    names = "|".join(sorted(map(re.escape, swaps), key=len, reverse=True))
    before = re.compile(rf"(?<!no )(?<!not )(?<![\w<>=])(?:{names})(?= ?\d)")
    after = re.compile(r"(?<=years )(?:or older)\b|(?<=\d )(?:or more|or less)\b")
    pattern = before if before.search(text) else after
    return _at_one(pattern, text, rng, lambda match: swaps.get(match[0], match[0]))


def _at_one(
    pattern: re.Pattern[str], text: str, rng: random.Random, change: Callable[[re.Match[str]], str]
) -> str | None:
    found = list(pattern.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + change(match) + text[match.end() :]
