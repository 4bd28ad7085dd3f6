"""Markdown → HTML; the only door to markdown-it.

Two renderers. `page_html` renders our own pages, whose record text `escape` has made inert, so raw
HTML in them is ours. `quote_html` renders what a record publishes as Markdown: without HTML, images
or link definitions, with safe links only, and with text that no later step can act on.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from generator.pages.escape import escape_lines, is_harmless

_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
_SLUG_SPLIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: level 1 to 6, anchor, and its text as HTML-safe text."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class PageHtml:
    """A rendered page: HTML, and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


def page_html(markdown: str, resolve: Callable[[str], str]) -> PageHtml:
    """Render one of our own pages; every heading gets an anchor of its own.

    `resolve` turns the target of a Markdown link (`../glossary.md`) into an address.
    """
    tokens = _page_parser().parse(markdown)
    headings = _anchor_headings(tokens)
    _resolve_links(tokens, resolve)
    html = _page_parser().renderer.render(tokens, _page_parser().options, {})
    # `markdown` tells other engines to read Markdown inside a block; CommonMark does so anyway.
    html = html.replace(" markdown>", ">")
    return PageHtml(html, headings)


def quote_html(text: str) -> str:
    """Render a record's Markdown as inert HTML blocks, without blank lines."""
    if is_harmless(text):
        return f"<p>{text}</p>"
    html: str = _quote_parser().render(text)
    return html.rstrip("\n")


def quote_inline(text: str) -> str:
    """Render a record's Markdown as inert inline HTML."""
    if is_harmless(text):
        return text
    html: str = _quote_parser().renderInline(text)
    return html.replace("\n", " ")


def slug(text: str) -> str:
    """Return an anchor or path part for a text: lower-case ASCII words joined by hyphens.

    Accents go, signs of other scripts go; nothing may be left.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(filter(None, _SLUG_SPLIT.split(plain)))


@cache
def _page_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


@cache
def _quote_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=_QuoteRenderer)
    # A link definition would vanish from the page; an image would load from elsewhere. The mark of
    # a block quote or of an underlined head would vanish too, and here it can mean "more than".
    parser.disable(["html_block", "html_inline", "reference", "image", "blockquote", "lheading"])
    parser.validateLink = _is_safe_link  # type: ignore[method-assign]
    return parser


def _is_safe_link(url: str) -> bool:
    return _SAFE_LINK.fullmatch(url) is not None


def _anchor_headings(tokens: list[Token]) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    seen: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = "".join(
            child.content for child in inline.children or [] if child.type != "html_inline"
        )
        anchor = slug(text) or "part"
        seen[anchor] = seen.get(anchor, 0) + 1
        anchor = anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
        opening.attrSet("id", anchor)
        headings.append(Heading(int(opening.tag[1]), anchor, escapeHtml(text)))
    return tuple(headings)


def _resolve_links(tokens: list[Token], resolve: Callable[[str], str]) -> None:
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                child.attrSet("href", resolve(str(child.attrGet("href"))))


class _QuoteRenderer(RendererHTML):
    """Writes a record's Markdown so that nothing in its text can act in a page around it."""

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return _inert(tokens[idx].content)

    def code_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<code>{_inert(tokens[idx].content)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<pre><code>{escape_lines(tokens[idx].content)}</code></pre>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        info = tokens[idx].info
        head = f"{escape_lines(info)}&#10;" if info else ""
        return f"<pre><code>{head}{escape_lines(tokens[idx].content)}</code></pre>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        href = _inert(str(tokens[idx].attrGet("href")))
        return f'<a href="{href}" rel="nofollow noopener">'

    def link_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        opening = next(t for t in reversed(tokens[:idx]) if t.type == "link_open")
        title = opening.attrGet("title")
        return f"</a> ({_inert(str(title))})" if title else "</a>"

    # CommonMark counts on from the first number of a list; the record's own number stays.
    def list_item_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        if tokens[idx].info:
            tokens[idx].attrSet("value", tokens[idx].info)
        html: str = self.renderToken(tokens, idx, options, env)
        return html

    # A heading inside a quote is not a heading of the page.
    def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "<p><strong>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "</strong></p>\n"


def _inert(text: str) -> str:
    return escape_lines(text)
