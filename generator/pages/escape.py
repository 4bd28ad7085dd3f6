"""Makes record text inert: no Markdown, no HTML, no entity, whatever it holds.

One form is safe in a Markdown paragraph, heading, list or table cell, in an HTML block and in a
quoted HTML attribute: every sign that any of them could act on becomes a numeric entity.
"""

import re

_ACTIVE = "&<>\\`*_[]{}|~^$#\"'"
_LINE_START = "-+=!:%?@"
_LIST_NUMBER = re.compile(r"(\d{1,9})([.)])")
_PATH = re.compile(r"[A-Za-z]\w*(?:\[\d{1,6}\]|\.\w+)*", re.ASCII)
_SPACE = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
# Most texts hold nothing that could act; they are known at one look.
_HARMLESS = re.compile(r"[A-Za-z](?: ?[A-Za-z0-9,.;:()%/+=-])*", re.ASCII)
_CONTROL = "".join(map(chr, [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)]))
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_ENTITIES = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in _ACTIVE}
    # Controls do nothing in text, and overrides of direction can make text read as its opposite.
    # Neither is dropped silently: a replacement sign stands in their place.
    | dict.fromkeys(_CONTROL + _BIDI, "\ufffd")
)


def is_harmless(text: str) -> bool:
    """True if a text reads the same as plain text, as Markdown and as HTML."""
    return _HARMLESS.fullmatch(text) is not None


def escape(text: str) -> str:
    """Return plain text as inert Markdown and HTML on one line; runs of white space become one."""
    if is_harmless(text):
        return text
    escaped = _SPACE.sub(" ", text).translate(_ENTITIES)
    # A space at the start of a line is nothing to Markdown: what acts there acts behind it too.
    body = escaped.removeprefix(" ")
    space = escaped[: len(escaped) - len(body)]
    if body[:1] in _LINE_START:
        return space + "".join(f"&#{ord(sign)};" for sign in body[:1]) + body[1:]
    if number := _LIST_NUMBER.match(body):
        return f"{space}{number[1]}&#{ord(number[2])};{body[number.end() :]}"
    return escaped


def escape_path(path: str) -> str:
    """Return a field's path for an HTML block, where its brackets and low lines are no Markdown.

    As entities they are a third of the list of sources. Anything but a path is escaped.
    """
    return path if _PATH.fullmatch(path) else escape(path)


def escape_lines(text: str) -> str:
    """Like `escape`, for preformatted text: white space stays, line ends become entities."""
    if is_harmless(text):
        return text
    lines = text.replace("\r\n", "\n").split("\n")
    return "&#10;".join(line.translate(_ENTITIES) for line in lines)
