"""JSON text → plain tree; and, only when something is wrong, where in the text a field stands."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from generator.records.findings import Finding, Spot
from generator.records.json_characters import odd_characters
from generator.records.json_places import TOKEN, duplicates, spot_of

_DEEPEST = 60
_SPACE = re.compile(r"[ \t\r\n]*")
_SAYINGS = {
    "Expecting value": "expected a value, found something else",
    "Expecting property name": "expected a field's name in double quotes, found something else",
    "Expecting ',' delimiter": "expected ',' or a closing bracket, found something else",
    "Expecting ':' delimiter": "expected ':', found something else",
    "Unterminated string": "expected the closing quote of a text, found the end of the file",
    "Invalid control character": "expected text on one line, found a line break, tab or the like",
    "Invalid \\": 'expected \\n, \\t, \\" or \\\\ after a backslash, found something else',
    "Extra data": "expected the end of the record, found more text",
    "Illegal trailing comma": "expected another value, found a closing bracket after ','",
}


@dataclass(slots=True)
class Parsed:
    """What a JSON text holds, and what is wrong with it as JSON. `end` is where it stops."""

    tree: Any
    findings: list[Finding]
    end: int = 0


class _NotANumber(ValueError):
    """NaN or Infinity, which JSON does not have."""


def parse(text: str) -> Parsed:
    """Read one JSON text. Everything that is wrong with it is a finding; nothing is raised.

    The tree is None where the text is no JSON at all.
    """
    parsed, twice = _parse_at(text, _skip(text, 0))
    if parsed.findings:
        return parsed
    after = _skip(text, parsed.end)
    if after < len(text):
        return Parsed(None, [_fault(_SAYINGS["Extra data"], spot_of(text, after))])
    parsed.findings += _beyond_syntax(text, parsed.tree, twice)
    return parsed


def elements(text: str) -> Iterator[tuple[int, int, Parsed]]:
    """Yield start, end and content of every study in an array, or in `studies` of a page.

    `text` must be JSON already found to be valid.
    """
    at = _first_element(text)
    while text[at] != "]":
        parsed, twice = _parse_at(text, at)
        parsed.findings += _beyond_syntax(text[at : parsed.end], parsed.tree, twice)
        yield at, parsed.end, parsed
        at = _skip(text, parsed.end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _parse_at(text: str, start: int) -> tuple[Parsed, bool]:
    """Return what starts at `start`, and whether some field in it is there twice."""
    twice: list[bool] = []
    decoder = json.JSONDecoder(
        object_pairs_hook=partial(_object, twice), parse_constant=_no_constant
    )
    try:
        tree, end = decoder.raw_decode(text, start)
    except json.JSONDecodeError as error:
        return Parsed(None, [_syntax(error)]), False
    except _NotANumber as error:
        return Parsed(None, [_not_a_number(text, start, str(error))]), False
    except RecursionError:
        return Parsed(None, [_too_deep()]), False
    except ValueError:
        return Parsed(None, [_fault("expected a number, found one that is far too long")]), False
    return Parsed(tree, [], end), bool(twice)


def _beyond_syntax(text: str, tree: Any, twice: bool) -> Iterator[Finding]:
    """What JSON allows and no record needs: depth, a field twice, characters that are none."""
    if _is_deep(tree):
        yield _too_deep()
        return
    if twice:
        yield from duplicates(text)
    yield from odd_characters(text)


def _object(twice: list[bool], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    group = dict(pairs)
    if len(group) != len(pairs):
        twice.append(True)
    return group


def _no_constant(name: str) -> Any:
    raise _NotANumber(name)


def _is_deep(tree: Any) -> bool:
    level = [tree] if isinstance(tree, dict | list) else []
    for _ in range(_DEEPEST):
        if not level:
            return False
        level = [
            child
            for node in level
            for child in (node.values() if type(node) is dict else node)
            if type(child) is dict or type(child) is list
        ]
    return bool(level)


def _too_deep() -> Finding:
    message = f"expected at most {_DEEPEST} levels, found more"
    return Finding((), message, "REC-SIZE", spot=Spot(1, 1))


def _fault(message: str, spot: Spot = Spot(1, 1)) -> Finding:  # noqa: B008
    return Finding((), message, "REC-JSON", spot=spot)


def _syntax(error: json.JSONDecodeError) -> Finding:
    ours = next((s for theirs, s in _SAYINGS.items() if error.msg.startswith(theirs)), None)
    message = ours or "expected JSON, found something that cannot be read"
    return _fault(message, Spot(error.lineno, error.colno))


def _not_a_number(text: str, start: int, name: str) -> Finding:
    # More text can follow at once: `NaNcy` is read as NaN and then something else.
    bad = next(token for token in TOKEN.finditer(text, start) if token[0].startswith(name))
    return _fault(f"expected a number, found {name}", spot_of(text, bad.start()))


def _first_element(text: str) -> int:
    at = _skip(text, 0)
    if text[at] == "{":
        at = _studies(text, at)
    return _skip(text, at + 1)


def _studies(text: str, at: int) -> int:
    """Return where the value of `studies` starts, in an object that starts at `at`."""
    decoder = json.JSONDecoder()
    at = _skip(text, at + 1)
    while True:
        key, at = scanstring(text, at + 1)
        at = _skip(text, _skip(text, at) + 1)
        if key == "studies":
            return at
        at = _skip(text, decoder.raw_decode(text, at)[1])
        at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]
