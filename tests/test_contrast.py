"""The colours of the look have enough contrast in light and dark, in drawings too.

WCAG 2.2: 1.4.3 (text, 4.5 to 1) and 1.4.11 (edges of what one can press, 3 to 1).
"""

import re

import pytest

from generator.stylesheet import stylesheet

CSS = stylesheet()
TINTS = ("bg", "paper", "note-tint")
TEXTS = [(text, on) for text in ("ink", "soft", "accent") for on in TINTS]
TEXTS += [(tone, f"{tone}-tint") for tone in ("open", "care", "over", "stopped")]
TEXTS += [("ink", f"{tone}-tint") for tone in ("open", "care", "over", "stopped")]
TEXTS += [("ink", "mark"), ("care", "bg"), ("care", "paper")]
EDGES = [("edge", on) for on in TINTS] + [("accent", on) for on in TINTS]


def tokens(start: str) -> dict[str, str]:
    """Return the colours that a block of the style names."""
    block = CSS.partition(start)[2].partition("}")[0]
    return dict(re.findall(r"--pt-([\w-]+): (#[0-9a-f]{3,6});", block))


LIGHT = tokens(":root {")
SCHEMES = {"light": LIGHT, "dark": {**LIGHT, **tokens('[data-md-color-scheme="slate"] {')}}


def luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * sign for sign in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000", "#ffffff"), 1) == 21


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "on"), TEXTS)
def test_text_can_be_read(scheme: str, text: str, on: str) -> None:
    assert contrast(SCHEMES[scheme][text], SCHEMES[scheme][on]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("edge", "on"), EDGES)
def test_edges_and_lines_can_be_seen(scheme: str, edge: str, on: str) -> None:
    assert contrast(SCHEMES[scheme][edge], SCHEMES[scheme][on]) >= 3


def test_white_words_of_the_header_can_be_read() -> None:
    for scheme in SCHEMES.values():
        assert contrast("#fff", scheme["head"]) >= 4.5
