"""What was checked on the pages of one record: faults found, and which values were met."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.independent.numbers import DIGITS
from tests.independent.reading import flat, letters

Study = dict[str, Any]
NUMBERS = {
    "value", "spread", "lowerLimit", "upperLimit", "numSubjects", "numUnits",
    "numAffected", "numAtRisk", "numEvents", "deathsNumAffected", "deathsNumAtRisk",
    "seriousNumAffected", "seriousNumAtRisk", "otherNumAffected", "otherNumAtRisk",
    "pValue", "paramValue", "ciPctValue", "ciLowerLimit", "ciUpperLimit", "dispersionValue",
    "frequencyThreshold",
}  # fmt: skip
"""Fields of `resultsSection` that hold a number."""
TEXTS = {
    "title", "description", "populationDescription", "comment", "unitOfMeasure", "timeFrame",
    "term", "notes", "preAssignmentDetails", "recruitmentDetails", "otherDetails", "email", "phone",
    "organization", "statisticalComment", "pValueComment", "estimateComment", "groupDescription",
    "nonInferiorityComment", "otherAnalysisDescription", "ciUpperLimitComment",
    "ciLowerLimitComment", "allCauseMortalityComment", "statisticalMethod", "sourceVocabulary",
}  # fmt: skip
"""Fields of `resultsSection` that hold text of the team."""


@dataclass
class Sheet:
    """The record, what is wrong on its pages, and the paths of the values that were met."""

    results: Study
    faults: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    numbers: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)

    def fault(self, where: str, words: str) -> None:
        """Note what is wrong."""
        self.faults.append(f"{where}: {words}")

    def same(self, where: str, shown: str, due: str, *paths: str) -> None:
        """Note a fault unless the page shows what is due; the values at `paths` are met."""
        if shown != due:
            self.fault(where, f"shows {shown!r}, the record gives {due!r}")
        self.met.update(paths)
        self.numbers["checked"] += len(DIGITS.findall(shown))

    def strange(self, where: str, text: str) -> None:
        """Note every number of a text that nothing accounts for."""
        for number in DIGITS.findall(text):
            self.fault(where, f"number {number} cannot be accounted for, in {text!r}")

    def quoted(self, where: str, text: str) -> None:
        """Note a fault unless a text stands in the record, letter for letter."""
        self.numbers["quoted"] += len(DIGITS.findall(text))
        if letters(text) not in self.letters():
            self.fault(where, f"is no text of the record: {text!r}")

    def letters(self) -> str:
        """Return all letters and digits of the record's texts."""
        if not self.texts:
            self.texts.append("|".join(letters(text) for text in _strings(self.results)))
        return self.texts[0]


def missing(sheet: Sheet, pages: str) -> list[str]:
    """Return what the record gives and the pages do not show; `pages` is all their text."""
    shown = letters(pages)
    lost = []
    for path, name, value in leaves(sheet.results, ""):
        sheet.numbers["values of the record"] += name in NUMBERS
        if name in NUMBERS and path not in sheet.met:
            lost.append(f"{path}: {value!r} was not met on a page")
        is_said = name == "unitOfMeasure" and value == "Participants"
        if name in TEXTS and not is_said and letters(value) not in shown:
            lost.append(f"{path}: text is not on a page: {flat(value)[:80]!r}")
    return lost


def leaves(node: Any, path: str, name: str = "") -> list[tuple[str, str, Any]]:
    """Return path, name and value of every value of a tree."""
    if isinstance(node, dict):
        return [one for key in node for one in leaves(node[key], f"{path}.{key}".strip("."), key)]
    if isinstance(node, list):
        return [one for at, item in enumerate(node) for one in leaves(item, f"{path}[{at}]", name)]
    return [(path, name, node)]


def _strings(node: Any) -> list[str]:
    return [str(value) for _, _, value in leaves(node, "")]
