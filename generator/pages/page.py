"""Page: a path, the words for its head, and Markdown. What every generated page is."""

import json
import re
from dataclasses import dataclass
from html import escape as html_escape
from pathlib import Path

_PAIR = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}")


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page.

    `path` is where its source would lie under `docs/`, such as `trials/NCT01157403/index.md`.
    `title` and `description` are plain text. `edit_path` is the record file it is made from, if it
    is made from one. `searched` says whether the search index takes it in; `status` is shown there.
    `card` is what the search index knows of it, where that is not the page itself.
    `files` are names and contents of files that lie beside it in the site; `copies` are names and
    where such a file lies until then, for what does not fit into memory.
    """

    path: str
    title: str
    description: str
    markdown: str
    edit_path: str | None = None
    searched: bool = False
    status: str = ""
    card: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    copies: tuple[tuple[str, Path], ...] = ()


def page_file(page: Page) -> str:
    """Return the page as a Markdown file with front matter, for another site engine to build."""
    meta: dict[str, str | bool] = {
        "title": page.title,
        "description": page.description,
        "searched": page.searched or bool(page.card),
    }
    # Themes print front matter unescaped, so it leaves here as HTML-safe text, one JSON line each.
    lines = [f"{key}: {_quoted(_safe(value))}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---", "", page.markdown])


def _quoted(value: str | bool) -> str:
    """Return a value as JSON that is YAML too: YAML has no pairs of surrogates for one sign."""
    return _PAIR.sub(_sign, json.dumps(value))


def _sign(pair: re.Match[str]) -> str:
    sign: str = json.loads(f'"{pair[0]}"')
    return f"\\U{ord(sign):08X}"


def _safe(value: str | bool) -> str | bool:
    return html_escape(value) if isinstance(value, str) else value
