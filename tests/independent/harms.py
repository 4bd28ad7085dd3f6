"""Health problems against the raw record: totals of groups, then each problem by its name."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.independent.numbers import shares, whole
from tests.independent.reading import Block, Row, flat
from tests.independent.sheet import Sheet

Raw = dict[str, Any]
AT = "adverseEventsModule"
TOTALS = {
    "Died, from any cause": "deaths",
    "Had a serious health problem": "serious",
    "Had another health problem that is named": "other",
}
KINDS = {"Serious health problems": "seriousEvents", "Other health problems": "otherEvents"}
MOST = 10
"""So many of a kind stand on the trial's page where all have a page of their own."""
_CELL = re.compile(
    r"(?:none \(0 of (?P<none>[\d,]+)\)|all \((?P<all>[\d,]+) of (?P<every>[\d,]+)\)"
    r"|(?P<n>[\d,]+) of (?P<of>[\d,]+)(?: people)?(?: \((?P<share>[^()]+)\))?"
    r"|(?P<alone>[\d,]+), and the record does not say of how many people"
    r"|the record does not say how many of (?P<missing>[\d,]+)"
    r"|(?P<nobody>nobody was counted here)|(?P<silent>the record does not say))"
    r"(?:; (?P<times>[\d,]+) times?)?"
)


@dataclass
class Harms:
    """The health problems of a record, and how often each stood on its pages."""

    sheet: Sheet
    shown: Counter[tuple[bool, str, int]] = field(default_factory=Counter)

    @property
    def raw(self) -> Raw:
        """The module of the record."""
        return dict(self.sheet.results.get(AT, {}))

    def totals(self, block: Block) -> None:
        """Check the table of groups: deaths, serious problems, others."""
        groups = self.raw.get("eventGroups", [])
        if len(block.rows) < len(groups):
            self.sheet.fault("groups", f"{len(block.rows)} rows for {len(groups)} groups")
        for place, head in enumerate(block.head):
            kind = TOTALS.get(head)
            if kind is None or any(row.labels[place] != head for row in block.rows):
                self.sheet.fault("groups", f"a column cannot be {head!r}")
                continue
            names = (f"{kind}NumAffected", f"{kind}NumAtRisk")
            pairs = [(group.get(names[0]), group.get(names[1])) for group in groups]
            said = shares(pairs)
            for index, row in enumerate(block.rows[: len(groups)]):
                title = flat(groups[index].get("title"))
                letter = f"{chr(65 + index)} · " if len(block.rows) > 1 and index < 26 else ""
                if index < 26:
                    self.sheet.same("groups", row.head, letter + (title or "Group without a name"))
                at = f"{AT}.eventGroups[{index}]"
                self._cell(f"{head}, {title}", row.cells[place], *pairs[index], said[index], None)
                self.sheet.met.update(f"{at}.{name}" for name in names)

    def events(self, block: Block, kind: str, key: dict[str, str], is_top: bool) -> None:
        """Check a table of problems; on the page of all, they belong to one part of the body."""
        groups = self.raw.get("eventGroups", [])
        titles = [flat(group.get("title")) for group in groups]
        if len(groups) == 1:
            self.sheet.same(f"{kind}, column", " ".join(block.head), "People who had it")
        for place, head in enumerate(block.head[: len(groups)]):
            if len(groups) > 1:
                letter, _, name = head.partition(" ")
                self.sheet.same(f"{kind}, column {head}", key.get(letter, ""), titles[place])
                if name:
                    self.sheet.same(f"{kind}, column {head}", name, titles[place])
        parts = [self._event(row, kind, is_top) for row in block.rows]
        if not is_top and parts and not set.intersection(*parts):
            self.sheet.fault(kind, f"a table holds problems of several parts of the body: {parts}")

    def whole(self, has_part: bool) -> None:
        """Check that every problem stood once, and that those shown first are the right ones."""
        for kind in KINDS.values():
            events = self.raw.get(kind, [])
            most = [
                max([s.get("numAffected", 0) for s in e.get("stats", [])], default=0)
                for e in events
            ]
            top = [index for index in range(len(events)) if self.shown[True, kind, index]]
            rest = [most[index] for index in range(len(events)) if index not in top]
            if len(top) != (min(MOST, len(events)) if has_part else len(events)):
                self.sheet.fault(kind, f"{len(top)} of {len(events)} stand on the first page")
            if top and rest and min(most[index] for index in top) < max(rest):
                self.sheet.fault(kind, "those on the first page are not those that most people had")
            for index in range(len(events)):
                times = {
                    self.shown[top_, kind, index] for top_ in ((False,) if has_part else (True,))
                }
                if times != {1}:
                    self.sheet.fault(kind, f"problem {index} stands on a page {times} times")

    def _event(self, row: Row, kind: str, is_top: bool) -> set[str]:
        candidates = [
            (index, event)
            for index, event in enumerate(self.raw.get(kind, []))
            if row.head == (term := flat(event.get("term")) or "A problem without a name")
            or row.head.startswith(term + " ")
        ]
        longest = max((len(flat(event.get("term"))) for _, event in candidates), default=0)
        candidates = [one for one in candidates if len(flat(one[1].get("term"))) == longest]
        tried, fitting = [], []
        for index, event in sorted(candidates, key=lambda one: self.shown[is_top, kind, one[0]]):
            probe = Sheet(self.sheet.results)
            Harms(probe)._stats(row, event, f"{AT}.{kind}[{index}]")
            if not probe.faults:
                fitting.append((index, event, probe))
            tried += probe.faults
        if not fitting:
            self.sheet.fault(kind, f"row {row.head!r} {row.cells} is of no problem: {tried[:3]}")
            return set()
        index, _, probe = fitting[0]
        self.sheet.met |= probe.met
        self.sheet.numbers += probe.numbers
        self.shown[is_top, kind, index] += 1
        return {flat(event.get("organSystem")).lower() for _, event, _ in fitting}

    def _stats(self, row: Row, event: Raw, at: str) -> None:
        ids = [group.get("id") for group in self.raw.get("eventGroups", [])]
        stats = event.get("stats", [])
        said = shares([(stat.get("numAffected"), stat.get("numAtRisk")) for stat in stats])
        cells: list[list[int]] = [[] for _ in row.cells]
        for place, stat in enumerate(stats):
            group = stat.get("groupId")
            cells[ids.index(group) if group in ids else -1].append(place)
        for cell, places in zip(row.cells, cells, strict=True):
            if not places:
                self.sheet.same(at, cell, "not given")
            if len(places) == 1:
                stat = stats[places[0]]
                pair = stat.get("numAffected"), stat.get("numAtRisk")
                self._cell(at, cell, *pair, said[places[0]], stat.get("numEvents"))
                names = ("numAffected", "numAtRisk", "numEvents")
                self.sheet.met.update(f"{at}.stats[{places[0]}].{name}" for name in names)
            if len(places) > 1:
                self.sheet.fault(at, f"{cell!r} holds several numbers")

    def _cell(
        self, where: str, text: str, count: int | None, of: int | None, share: str,
        times: int | None,
    ) -> None:  # fmt: skip
        found = _CELL.fullmatch(text)
        if found is None:
            self.sheet.fault(where, f"cannot be read: {text!r}")
            return
        shown: tuple[int | None, int | None] = (whole(found["n"]), whole(found["of"]))
        if found["none"]:
            shown = (0, whole(found["none"]))
        elif found["all"]:
            shown = (whole(found["all"]), whole(found["every"]))
        elif found["alone"]:
            shown = (whole(found["alone"]), None)
        elif found["missing"]:
            shown = (None, whole(found["missing"]))
        elif found["nobody"]:
            shown = (0, 0)
        elif found["silent"]:
            shown = (None, None)
        self.sheet.same(where, str(shown), str((count, of)))
        self.sheet.same(where, found["share"] or "", share)
        due = "" if times is None or times == count else f"{times:,}"
        self.sheet.same(where, found["times"] or "", due)
