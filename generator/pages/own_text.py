"""What of a page's text is ours, told by the marks that a page for checks has around the rest."""

import html
import re
from collections.abc import Iterator

from generator.pages.render import MARK_END, MARK_START

_MARK = re.compile(rf"{MARK_START}[^\ue001<>\s]*\ue001|{MARK_END}")
_QUOTE = re.compile(rf"{MARK_START}[^\ue001<>\s]*\ue001[^{MARK_END}]*{MARK_END}")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_CLASS = re.compile(r'class="([^"]*)"')
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "path", "rect"))
# Quoted, drawn, or there to be looked up; and what people wrote beside the record.
_NOT_OURS = frozenset(("blockquote", "q", "code", "pre", "svg", "script", "style"))
_NOT_OURS_CLASSES = frozenset(("pt-name", "pt-sources", "pt-own", "pt-plain", "pt-meaning"))


def without_marks(marked: str) -> str:
    """Return a page with marks around the record's words as readers get it."""
    return _MARK.sub("", marked)


def own_text(marked: str) -> Iterator[str]:
    """Yield the texts of a page that are ours, in order."""
    page, at, shut = _QUOTE.sub("", marked), 0, 0
    open_tags: list[tuple[str, bool]] = []
    for tag in _TAG.finditer(page):
        if not shut and (text := page[at : tag.start()].strip()):
            yield html.unescape(text)
        at = tag.end()
        closes, name, rest = tag.groups()
        if closes:
            shut -= _close(open_tags, name)
        elif name not in _VOID and not rest.endswith("/"):
            open_tags.append((name, _is_shut(name, rest)))
            shut += open_tags[-1][1]
    if not shut and (text := page[at:].strip()):
        yield html.unescape(text)


def _is_shut(name: str, rest: str) -> bool:
    classes = _CLASS.search(rest)
    return name in _NOT_OURS or bool(classes and _NOT_OURS_CLASSES & set(classes[1].split()))


def _close(open_tags: list[tuple[str, bool]], name: str) -> int:
    """Close a tag and all that is open inside of it; return how many of them are not ours."""
    if all(open_name != name for open_name, _ in open_tags):
        return 0
    shut = 0
    while open_tags:
        open_name, is_shut = open_tags.pop()
        shut += is_shut
        if open_name == name:
            break
    return shut
