"""Walks over the pages of one record, piece by piece, and checks each against the raw record."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.independent import flow, outcomes
from tests.independent.harms import KINDS, Harms
from tests.independent.numbers import DIGITS
from tests.independent.reading import Block, flat, found_on, letters
from tests.independent.sentences import group_line
from tests.independent.sheet import Sheet, missing
from tests.independent.tables import measures

Raw = dict[str, Any]
START = "baselineCharacteristicsModule"
_COUNTS = (
    (re.compile(r"(?P<n>[\d,]+) main things? (?:was|were) measured\."), "main"),
    (re.compile(r"(?P<n>[\d,]+) more things? (?:was|were) measured\."), "more"),
    (
        re.compile(r"The record names (?P<n>[\d,]+) (?:kinds of )?serious health problem\."),
        "serious",
    ),
    (re.compile(r"names (?P<n>[\d,]+) (?:kinds of )?other health problem\."), "other"),
    (re.compile(r"list of serious health problems, with (?P<n>[\d,]+) lines?\."), "serious"),
    (re.compile(r"list of other health problems, with (?P<n>[\d,]+) lines?\."), "other"),
    (re.compile(r"(?P<top>10|1) of (?P<n>[\d,]+) (?:is|are) shown here"), "listed"),
    (re.compile(r"if more than (?P<n>[\d.]+)% of the people in any one group had it\."), "limit"),
    (re.compile(r"The team lists (?P<n>\d+) papers? as"), "papers"),
    (re.compile(r"Of these, (?P<n>\d+) (?:has|have) been taken back\."), "retracted"),
    (re.compile(r"(?:up to|more than) (?P<n>60) days(?=\.|, but no more than 180\.)"), "sixty"),
    (re.compile(r"no more than (?P<n>180)\."), "half a year"),
    (re.compile(r"All are on the same scale, with (?P<n>0) on it\."), "zero"),
    (re.compile(r"even if (?P<n>1) person had it\."), "one"),
)
_LABELS = (
    "When it was measured: ", "When they were counted: ", "What was counted: ",
    "The names come from this word list: ", "The units are: ", "Who sent them: ",
)  # fmt: skip


@dataclass
class _Walk:
    sheet: Sheet
    study: Raw
    harms: Harms
    is_part: bool
    section: str = ""
    kind: str = ""
    outcome: tuple[Raw, str] | None = None
    place: int = 0
    tests: int = 0
    periods: int = 0
    drawings: int = 0
    key: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    ahead: list[tuple[Raw, str]] = field(default_factory=list)
    group_letters: dict[str, str] = field(default_factory=dict)
    described: set[tuple[str, str]] = field(default_factory=set)

    def where(self) -> str:
        title = flat(self.outcome[0].get("title"))[:50] if self.outcome else ""
        return " / ".join(part for part in (self.section, self.kind, title) if part)

    def block(self, one: Block) -> None:
        checks = {
            "h3": self._h3, "h4": self._h4, "summary": self._summary, "table": self._table,
            "key": self._key, "svg": self._svg, "li": self._item, "quote": self._quote,
        }  # fmt: skip
        checks.get(one.kind, self._paragraph)(one)

    def _h3(self, one: Block) -> None:
        self.kind, self.key = "", {}
        if one.text in KINDS:
            self.kind = one.text
        else:
            self.section = one.text
        self.outcome = None

    def _h4(self, one: Block) -> None:
        if one.text in KINDS:
            self.kind, self.key = one.text, {} if not self.is_part else self.key
        elif not self.kind:
            self._measured(one.text)

    def _summary(self, one: Block) -> None:
        if one.text == "Who is in each group":
            return
        if self.section == "More results" and one.text != "For experts":
            self._measured(one.text)

    def _measured(self, title: str) -> None:
        self.outcome, self.place, self.tests, self.key = None, 0, 0, {}
        if not self.ahead:
            self.sheet.fault(self.where(), f"{title!r} is one more than the record has")
            return
        self.outcome = self.ahead.pop(0)
        due = flat(self.outcome[0].get("title")) or "Something without a name"
        title, _, when = title.partition(" · When it was measured: ")
        if when:
            self.sheet.quoted("time of an outcome", when)
        self.sheet.same("head of an outcome", title, due)

    def _key(self, one: Block) -> None:
        if "pt-test" in one.text.split() and self.outcome:
            raw, path = self.outcome
            outcomes.test(self.sheet, self.where(), one, raw, self.tests, path)
            self.tests += 1
            return
        are_letters = all(re.fullmatch("[A-Z]{1,2}", name) for name, _ in one.pairs)
        if are_letters and not set(self.key) & {name for name, _ in one.pairs}:
            self.key = dict(one.pairs)
            if self.is_part and not self.outcome:
                self.group_letters = self.key
            return
        for name, words in one.pairs:
            # In the list of groups of health problems a name has its letter before it.
            title = re.sub("^[A-Z]{1,2} · ", "", self.key.get(name, name))
            if (letters(title), letters(words)) not in self.described:
                self.sheet.fault(self.where(), f"no group {title!r} is described {words!r}")

    def _table(self, one: Block) -> None:
        key, self.key = self.key, self.key if self.is_part else {}
        if self.kind:
            key = key or self.group_letters
            self.harms.events(one, KINDS[self.kind], key, not self.is_part)
        elif self.section == "Health problems":
            self.harms.totals(one)
            heads = [row.head.split(" · ", 1) for row in one.rows]
            self.group_letters = {
                letter: name for letter, name, *_ in (h for h in heads if len(h) == 2)
            }
        elif self.outcome:
            raw, path = self.outcome
            measures(self.sheet, self.where(), one, key, raw, path, [(raw, path)], self.notes)
        elif "pt-measures" in one.text.split():
            start = self.sheet.results[START]
            things = [
                (thing, f"{START}.measures[{index}]")
                for index, thing in enumerate(start.get("measures", []))
            ]
            measures(self.sheet, "start", one, key, start, START, things, self.notes, True)
        else:
            flow.period_table(self.sheet, one, self.periods)
            self.periods += 1

    def _svg(self, one: Block) -> None:
        if self.outcome:
            outcomes.picture(self.sheet, self.where(), one.text, self.outcome[0])
        else:
            flow.drawing(self.sheet, one.text, self.drawings)
            self.drawings += 1

    def _item(self, one: Block) -> None:
        if self.outcome and one.text.startswith(("In the group", "The record gives no number")):
            raw, _ = self.outcome
            group_line(self.sheet, self.where(), one.text, raw, self.place)
            self.place += 1
        elif re.match(r"note \d+: ", one.text):
            self.sheet.quoted(self.where(), one.text.split(": ", 1)[1])
        else:
            self._paragraph(one)

    def _quote(self, one: Block) -> None:
        self.sheet.quoted(self.where(), one.text)

    def _paragraph(self, one: Block) -> None:
        text, where = one.text, self.where()
        if label := next((label for label in _LABELS if text.startswith(label)), ""):
            for part in text.removeprefix(label).split(", "):
                self.sheet.quoted(where, part)
        elif text.startswith("Measured: “"):
            title, _, rest = text.removeprefix("Measured: “").partition("”. ")
            self._measured(title.removesuffix("”."))
            if when := re.match(r"When: “(.*?)”\.(?: |$)", rest):
                self.sheet.quoted(where, when[1])
        elif self.section == "Whom to ask about the results":
            contact = letters(self.sheet.results["moreInfoModule"].get("pointOfContact"))
            for number in re.findall(r"\d+", text):
                self.sheet.strange(where, "" if number in contact else number)
        elif self.outcome:
            if not outcomes.line(self.sheet, where, text, self.outcome[0]):
                self._counts(text)
        elif not (self.section == "Who took part" and flow.sentence(self.sheet, text)):
            self._counts(text)

    def _counts(self, text: str) -> None:
        """Check how many of something there are; a text of the record needs no more."""
        if letters(text) in self.sheet.letters():
            return
        for form, what in _COUNTS:
            for found in form.finditer(text):
                shown = found["n"].replace(",", "")
                self.sheet.same(f"{self.where()}, {what}", shown, self._due(what))
            text = form.sub("", text)
        self.sheet.strange(self.where(), text)

    def _due(self, what: str) -> str:
        results = self.sheet.results
        every = results.get("outcomeMeasuresModule", {}).get("outcomeMeasures", [])
        main = [one for one in every if one.get("type") == "PRIMARY"]
        harms = results.get("adverseEventsModule", {})
        sizes = {
            "serious": len(harms.get("seriousEvents", [])),
            "other": len(harms.get("otherEvents", [])),
        }
        papers = (
            self.study.get("protocolSection", {}).get("referencesModule", {}).get("references", [])
        )
        found = [one for one in papers if one.get("type") == "RESULT"]
        if what == "limit":
            self.sheet.met.add("adverseEventsModule.frequencyThreshold")
        return str({
            "main": len(main), "more": len(every) - len(main), **sizes,
            "listed": len(harms.get(KINDS.get(self.kind, ""), [])),
            "limit": flat(harms.get("frequencyThreshold")), "papers": len(found),
            "retracted": len([one for one in found if one.get("retractions")]),
            "sixty": 60, "half a year": 180, "one": 1, "zero": 0,
        }[what])  # fmt: skip


def check(study: Raw, pages: Sequence[str]) -> Sheet:
    """Check the built pages of a record with results: the trial's own, then those of its parts."""
    sheet = Sheet(study["resultsSection"])
    harms = Harms(sheet)
    every = sheet.results.get("outcomeMeasuresModule", {}).get("outcomeMeasures", [])
    places = [(one, f"{outcomes.AT}[{index}]") for index, one in enumerate(every)]
    ordered = sorted(places, key=lambda one: one[0].get("type") != "PRIMARY")
    shown = []
    for number, html in enumerate(pages):
        blocks = found_on(html)
        walk = _Walk(sheet, study, harms, is_part=number > 0, ahead=list(ordered))
        walk.described = set(_described(sheet.results))
        for index, block in enumerate(blocks):
            if block.kind == "table":
                walk.notes = _notes(blocks[index + 1 :])
            walk.block(block)
        shown += [" ".join((b.text, *b.head, *(x for r in b.rows for x in (r.head, *r.cells)),
                            *(x for pair in b.pairs for x in pair))) for b in blocks]  # fmt: skip
    if sheet.results.get("adverseEventsModule", {}).get("frequencyThreshold") in ("0", "0.0"):
        sheet.met.add("adverseEventsModule.frequencyThreshold")
    harms.whole(has_part=any('class="pt-button pt-most-first"' in html for html in pages[1:]))
    sheet.faults += missing(sheet, " ".join(shown))
    return sheet


def _described(node: Any) -> Iterator[tuple[str, str]]:
    """Yield title and description of every group of the record."""
    if isinstance(node, dict):
        if "description" in node or "title" in node:
            # A group without a name has words of the page in its place.
            names = (
                [node["title"]]
                if flat(node.get("title"))
                else ["Group without a name", "A group without a name"]
            )
            yield from ((letters(name), letters(node.get("description"))) for name in names)
        for value in node.values():
            yield from _described(value)
    if isinstance(node, list):
        for value in node:
            yield from _described(value)


def _notes(blocks: list[Block]) -> dict[str, str]:
    found = {}
    for block in blocks:
        if block.kind in {"table", "h3", "h4"}:
            break
        if block.kind == "li" and (note := re.fullmatch(r"note (\d+): (.*)", block.text)):
            found[note[1]] = note[2]
    return found


__all__ = ["DIGITS", "check"]
