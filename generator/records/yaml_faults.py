"""What the YAML parser says about broken text, in words that help the person who wrote it."""

from typing import Any

from generator.records.findings import Finding, Spot

_INDENT = (
    "expected a line that starts where its neighbours start, found another indent or a broken value"
)
_QUOTES = "expected the closing quote of this text, found the end of the file"
_SECOND = (
    "expected one value, found a second ':'. Put a text that holds ': ' in quotes, "
    "or under '|' on lines of its own"
)
_ABOVE = (
    "expected the text above to go on, found ':'. "
    "Either this line is not indented as its neighbours are, or the line above lacks its ':', "
    "or its text needs quotes"
)
_NO_NAME = (
    "expected 'name: value', found a line without ':'. "
    "Text under '|' must be indented more than its name"
)
_SAYINGS = {
    "could not find expected ':'": _NO_NAME,
    "did not find expected key": _INDENT,
    "did not find expected '-' indicator": _INDENT,
    "expected <block end>": _INDENT,
    "block sequence entries are not allowed": _INDENT,
    "unexpected end of stream": _QUOTES,
    "did not find expected ',' or": "expected ',' or a closing bracket, found something else",
    "expected ',' or": "expected ',' or a closing bracket, found something else",
    "did not find expected node content": "expected a value, found something else",
    "unknown escape character": (
        "expected \\n, \\t or \\\\ after a backslash in double quotes, found something else. "
        "In single quotes a backslash is only a backslash"
    ),
    "undefined tag handle": "expected a plain value, found a tag. Put a text with '!' in quotes",
    "found unexpected ':'": "expected a value after ':', found nothing. Put a space or ~ there",
    "undefined alias": "expected a plain value, found an alias. Put a text with '*' in quotes",
    "expected alphabetic": (
        "expected a plain value, found '*' or '&'. Put a text that starts with it in quotes"
    ),
    "did not find expected <document start>": "expected the end of the record, found more text",
    "expected '<document start>'": "expected the end of the record, found more text",
    "indentation indicator": "expected lines of text under '|' or '>', found text beside it",
    "comment or a line break": "expected lines of text under '|' or '>', found text beside it",
}
_UNKNOWN = "expected YAML, found something that cannot be read"


def explained(error: Any, text: str) -> Finding:
    """Return what a parser error means, at its line and column."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    spot = _spot(mark)
    lines = text.split("\n")
    line = lines[spot.line - 1] if spot.line <= len(lines) else ""
    message = _saying(error, line, spot.column - 1)
    # The parser notices these two later than where they begin.
    if message in (_QUOTES, _NO_NAME):
        spot = _spot(getattr(error, "context_mark", None) or mark)
    return Finding((), message, "REC-YAML", spot=spot)


def _spot(mark: Any) -> Spot:
    return Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)


def _saying(error: Any, line: str, column: int) -> str:
    character = line[column : column + 1]
    if character == "\t" or "tab character" in str(error) or "'\\t'" in str(error):
        return "expected spaces, found a tab"
    said = str(getattr(error, "problem", "") or "")
    if "cannot start any token" in said:
        return f"expected a value, found '{character}'. Put a text that starts with it in quotes"
    if "mapping values are not allowed" in said:
        return _SECOND if ":" in line[:column] else _ABOVE
    return next((ours for theirs, ours in _SAYINGS.items() if theirs in said), _UNKNOWN)
