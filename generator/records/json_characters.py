"""Characters that JSON can write with an escape, and that no text can hold or show."""

import re
from collections.abc import Iterator
from itertools import islice

from generator.problems import Severity
from generator.records.findings import Finding
from generator.records.json_places import spot_of

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")
_SUSPECT = re.compile(r"\\u(?:[dD][89a-fA-F]|00[01]|007[fF])")
_HIGH, _LOW, _HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000), range(0xD800, 0xE000)
_CONTROLS = {*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D}


def odd_characters(text: str) -> Iterator[Finding]:
    """The first half of a character that has no other half, and the first control character."""
    if not _SUSPECT.search(text):
        return
    escapes = list(_ESCAPE.finditer(text))
    codes = [int(escape[1] or "20", 16) for escape in escapes]
    joined = {
        n + m
        for n in range(len(codes) - 1)
        for m in (0, 1)
        if codes[n] in _HIGH and codes[n + 1] in _LOW and escapes[n].end() == escapes[n + 1].start()
    }
    halves = (e for n, e in enumerate(escapes) if codes[n] in _HALVES and n not in joined)
    for half in islice(halves, 1):
        message = "expected text, found half of a character"
        yield Finding((), message, "REC-ENCODING", spot=spot_of(text, half.start()))
    controls = (e for n, e in enumerate(escapes) if codes[n] in _CONTROLS)
    for control in islice(controls, 1):
        message = f"expected text, found the control character {control[0]}"
        spot = spot_of(text, control.start())
        yield Finding((), message, "REC-CONTROL", Severity.WARNING, spot=spot)
