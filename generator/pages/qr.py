"""An address as a code that a phone reads; the only door to segno."""

import io

import segno

from generator.pages.diagram import Svg
from generator.pages.escape import escape

_MASK = 3
"""One of 8 patterns that readers know. To try all 8 for the best takes 4 times as long."""


def qr_code(address: str, title: str) -> Svg:
    """Return SVG with the quiet border that readers need; a seventh of it may be worn away."""
    code = segno.make(address, error="m", micro=False, mask=_MASK, boost_error=False)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=4,
        nl=False,
        svgclass="pt-qr",
        lineclass=None,
    )
    svg = out.getvalue().decode()
    return Svg(svg.replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1))
