"""Patterns of the wording, filled a second time: own numbers, dates, lists, plurals and tenses."""

import calendar
import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from tests.conftest import REPOSITORY

MONTHS = list(calendar.month_name)


@cache
def file() -> dict[str, Any]:
    text = (REPOSITORY / "templates/wording/en.yml").read_text(encoding="utf-8")
    tree = yaml.safe_load(text)
    assert isinstance(tree, dict)
    return tree


def get(study: Any, path: str) -> Any:
    """Return what stands at a path of the raw record (`designModule.phases[0]`), or None."""
    for name, index in re.findall(r"(\w+)|\[(\d+)\]", path):
        if isinstance(study, dict):
            study = study.get(name)
        elif isinstance(study, list) and index and int(index) < len(study):
            study = study[int(index)]
        else:
            return None
    return study


@dataclass(frozen=True)
class Teller:
    """Tells one record: its protocol, with the noun and the tense that its codes ask for."""

    study: dict[str, Any]

    def at(self, path: str) -> Any:
        return get(self.study["protocolSection"], path)

    @property
    def status(self) -> str:
        return str(self.at("statusModule.overallStatus") or "(missing)")

    @property
    def words(self) -> dict[str, str]:
        nouns = file()["nouns"]
        kind = self.at("designModule.studyType")
        rows = file()["tense"]
        known = [row["words"] for row in rows if self.status in row["status"]]
        missing = [row["words"] for row in rows if "(missing)" in row["status"]]
        return {**(known or missing)[0], "trial": nouns.get(kind, nouns["(missing)"])}

    def say(self, rule: str, n: int | None = None, **values: str) -> tuple[str, str]:
        entry = file()["sentences"][rule]
        if isinstance(entry, dict):
            entry = entry["one" if n == 1 else "other"]
        numbers = {} if n is None else {"n": number(n), "count": number(n)}
        text = entry.format(**self.words, **numbers, **values)
        return rule, re.sub(r"(?<!\.)\.\.$", ".", text)

    def phrase(self, rule: str, n: int | None = None, **values: str) -> str:
        return self.say(rule, n, **values)[1]

    def code(self, kind: str, code: str) -> tuple[str, str]:
        entry = file()["codes"][kind].get(code)
        if entry is None:
            return self.say("code.unknown", value=code)
        return f"code.{kind}.{code}", entry["sentence"].format(**self.words)

    def name(self, kind: str, code: str) -> tuple[str, str]:
        entry = file()["codes"][kind].get(code)
        if entry is None:
            return self.say("code.unknown_label", value=code)
        return f"label.{kind}.{code}", entry["label"].format(**self.words)

    def label(self, kind: str, code: str) -> str:
        return self.name(kind, code)[1]


def number(value: int) -> str:
    return f"{Decimal(value):,}"


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    if len(names) > 2 and any("," in name for name in names):
        return "; ".join(names[:-1]) + f"; and {names[-1]}"
    return ", ".join(names[:-1]) + f" and {names[-1]}"


def date_words(text: str) -> str:
    year, *rest = text.split("-")
    month = [MONTHS[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, str(int(year))])


def last_day(text: str) -> datetime.date:
    year, *rest = map(int, text.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day)


def first_day(text: str) -> datetime.date:
    return datetime.date(*[int(part) for part in (text + "-01-01").split("-")[:3]])


def time_words(text: str) -> tuple[int, str] | None:
    """Read `18 Years` as a number and a unit."""
    match = re.fullmatch(r"\s*([0-9]{1,6}) (Year|Month|Week|Day|Hour|Minute)s?\s*", text)
    return (int(match[1]), match[2].lower()) if match else None


def counted(count: int, unit: str) -> str:
    return f"{number(count)} {unit}" + ("" if count == 1 else "s")
