"""YAML text → plain tree, with line and column of every name and value. The only door to yaml.

Nothing is guessed: `NO`, `012`, `1:30` and `2024-03` stay text as they are written. Only an empty
value, `null` and `~` mean nothing. What can grow without bound or hide (aliases, tags, a second
document) is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.problems import Severity
from generator.records.findings import Finding, Spot, Spots, Steps, dotted, shorten
from generator.records.yaml_faults import explained

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST, _TAG = 40, "a tag"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LOST = re.compile(r"[ \t]+#(?=\S)")


@dataclass(slots=True)
class Reading:
    """What a YAML text holds. `tree` is made of dict, list, str and None."""

    tree: Any = None
    spots: dict[Steps, Spots] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class _Stop(Exception):
    """The text goes on in a way that is not read any further; the finding is noted already."""


def read_yaml(text: str) -> Reading:
    """Read one YAML document. Everything that is wrong with it is a finding; nothing is raised."""
    reading = Reading()
    if bad := _FORBIDDEN.search(text):
        _note(reading, _spot_of(text, bad.start()), "expected text, found a control character")
        return reading
    try:
        _document(_Builder(reading, text.split("\n")), yaml.parse(text, Loader=_LOADER))
    except _Stop:
        pass
    except yaml.YAMLError as error:
        reading.findings.append(explained(error, text))
    return reading


def _document(builder: "_Builder", events: Iterator[Any]) -> None:
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if builder.begun:
                builder.note(event, (), "expected one document, found a second one after '---'")
                raise _Stop
            builder.begun = True
        elif isinstance(event, yaml.NodeEvent):
            builder.reading.spots[()] = Spots(_spot(event), _spot(event))
            builder.reading.tree = builder.value(event, events, ())


def _spot(event: Any) -> Spot:
    return Spot(event.start_mark.line + 1, event.start_mark.column + 1)


def _spot_of(text: str, offset: int) -> Spot:
    return Spot(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _note(reading: Reading, spot: Spot, message: str) -> None:
    reading.findings.append(Finding((), message, "REC-YAML", spot=spot))


class _Builder:
    """Builds the tree of one document from the parser's events."""

    def __init__(self, reading: Reading, lines: list[str]) -> None:
        self.reading = reading
        self.lines = lines
        self.begun = False

    def note(self, event: Any, steps: Steps, message: str, code: str = "REC-YAML") -> None:
        self.reading.findings.append(Finding(steps, message, code, spot=_spot(event)))

    def value(self, event: Any, events: Iterator[Any], steps: Steps) -> Any:
        self._plain_only(event, steps)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, steps)
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(steps) >= _DEEPEST:
            self.note(event, (), f"expected at most {_DEEPEST} levels, found more", "REC-SIZE")
            raise _Stop
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, steps)
        return self._group(events, steps)

    def _plain_only(self, event: Any, steps: Steps) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._quote_it(event, steps, "an alias", f"*{event.anchor}")
        elif event.anchor:
            self._quote_it(event, steps, "an anchor", f"&{event.anchor}")
        if tag := getattr(event, "tag", None):
            self._quote_it(event, steps, _TAG, str(tag))

    def _quote_it(self, event: Any, steps: Steps, what: str, written: str) -> None:
        sign = "!" if what == _TAG else written[0]
        advice = f"Put a text that starts with '{sign}' in quotes"
        message = f"expected a plain value, found {what} '{shorten(written)}'. {advice}"
        self.note(event, steps, message)

    def _scalar(self, event: Any, steps: Steps) -> str | None:
        plain = event.style is None or event.style == ""
        if plain:
            self._comment(event, steps)
        if _ODD.search(event.value):
            self.note(event, steps, "expected text, found a character that text cannot hold")
        return None if plain and event.value in ("", "~", "null") else str(event.value)

    def _comment(self, event: Any, steps: Steps) -> None:
        line, column = event.end_mark.line, event.end_mark.column
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        if event.value and (lost := _LOST.match(rest)):
            message = (
                "expected the whole text, found a comment that starts with "
                f"'{shorten(rest[lost.end() - 1 :])}'. Put a text that holds ' #' in quotes"
            )
            spot = Spot(line + 1, column + lost.end())
            finding = Finding(steps, message, "REC-COMMENT", Severity.WARNING, spot=spot)
            self.reading.findings.append(finding)

    def _list(self, events: Iterator[Any], steps: Steps) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*steps, len(items))
            self.reading.spots[here] = Spots(_spot(event), _spot(event))
            items.append(self.value(event, events, here))
        return items

    def _group(self, events: Iterator[Any], steps: Steps) -> dict[str, Any]:
        group: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.value(event, events, (*steps, "?"))
            follower = next(events)
            here = (*steps, key if isinstance(key, str) else "?")
            spots = Spots(_spot(event), _spot(follower))
            known = isinstance(key, str) and key in group
            if not known:
                self.reading.spots[here] = spots
            value = self.value(follower, events, here)
            if not isinstance(key, str):
                self.note(event, steps, "expected the name of a field, found something else")
            elif known:
                self._twice(event, here)
            else:
                group[key] = value
        return group

    def _twice(self, event: Any, steps: Steps) -> None:
        first = self.reading.spots[steps].key
        message = (
            f"expected '{dotted(steps[-1:])}' once, found it again (first on line {first.line})"
        )
        self.note(event, steps, message, "REC-KEY")
