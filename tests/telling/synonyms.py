"""Everyday names of medical ones, read from their list a second time."""

import re
from functools import cache
from typing import Any

import yaml

from tests.conftest import REPOSITORY


@cache
def synonyms() -> dict[str, Any]:
    tree = yaml.safe_load((REPOSITORY / "templates/synonyms.yml").read_text(encoding="utf-8"))
    assert isinstance(tree, dict)
    return tree


@cache
def same_things() -> list[tuple[str, str]]:
    rows = synonyms()["names"].items()
    capitals = {name.lower(): name for name in synonyms()["capitals"]}
    return [
        (plainest(medical), capitals.get(everyday, everyday))
        for everyday, names in rows
        for medical in names
    ]


@cache
def plainest(text: str) -> str:
    """Words alone, one spelling of two, one thing and not many."""
    words = []
    for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower()):
        word = re.sub(r"['’]s$", "", word)
        word = re.sub(r"['’]", "", word)
        if len(word) > 4 and word.endswith("ies"):
            word = word[:-3] + "y"
        elif len(word) > 3 and re.search(r"[^sui]s$", word):
            word = word[:-1]
        for british, american in synonyms()["spellings"].items():
            if len(british) > 4 or word.startswith(british):
                word = word.replace(british, american, 1 if len(british) < 5 else -1)
        words.append(word)
    return " ".join(words)
