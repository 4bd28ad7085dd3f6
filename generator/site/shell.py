"""The theme's page around our content: rendered by the theme once, then filled for each page.

The theme's template takes longer than all the rest of a page, and gives the same frame to every
page of one depth and outline. So it is rendered with sentinels, cut at them, and a page is a join.
"""

import re
from html import escape
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.pages.markdown import Heading, PageHtml
from generator.pages.page import Page
from generator.site.files import GeneratedFile

_SENTINEL = "ptx{}xtp"
# The theme adds a heading of its own to content that has none.
_CONTENT = "<h1>ptxcontentxtp</h1>"
# Material makes the address of a page's source from that of its edit link, by this replacement.
_CUT = re.compile(r"(?:<h1>)?ptx(title|description|canonical|edit|raw|content)xtp(?:</h1>)?")


class Shells:
    """Fills the theme's frame, and keeps each frame that it has rendered."""

    def __init__(
        self, env: jinja2.Environment, config: MkDocsConfig, nav: Navigation, files: Files
    ) -> None:
        """Take what MkDocs has set up for a build."""
        self._env, self._config, self._nav, self._files = env, config, nav, files
        self._in_nav = {page.file.src_uri: page for page in nav.pages}
        self._frames: dict[Any, list[str]] = {}

    def fill(self, page: Page, html: PageHtml) -> str:
        """Return the whole HTML page."""
        probe = MkDocsPage(
            None, GeneratedFile(page.path, self._config, page.edit_path), self._config
        )
        edit = probe.edit_url or ""
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape(probe.canonical_url or ""),
            "edit": escape(edit),
            "raw": escape(edit.replace("blob" if "/blob/" in edit else "edit", "raw")),
            "content": html.html,
        }
        outline = tuple(heading for heading in html.headings if heading.level <= 2)
        pieces = self._frame(page, probe, outline)
        # Odd pieces are names of sentinels, as re.split leaves them.
        return "".join(values[p] if n % 2 else p for n, p in enumerate(pieces))

    def _frame(self, page: Page, probe: MkDocsPage, outline: tuple[Heading, ...]) -> list[str]:
        """Return the frame for a page's place in the nav, or its depth, and its outline."""
        place = page.path if page.path in self._in_nav else probe.url.count("/")
        key = (place, outline, page.searched, bool(probe.edit_url))
        if key not in self._frames:
            self._frames[key] = _CUT.split(self._render(page, probe, outline))
        return self._frames[key]

    def _render(self, page: Page, probe: MkDocsPage, outline: tuple[Heading, ...]) -> str:
        stub = self._in_nav.get(page.path, probe)
        stub.meta = {
            "title": _SENTINEL.format("title"),
            "description": _SENTINEL.format("description"),
            "search": page.searched,
        }
        stub.content = _CONTENT
        stub.canonical_url = probe.canonical_url and _SENTINEL.format("canonical")
        stub.edit_url = probe.edit_url and _SENTINEL.format("edit")
        stub.toc = _table_of_contents(outline)
        stub.active = True
        try:
            context = get_context(self._nav, self._files, self._config, stub)
            return self._env.get_template("main.html").render(context)
        finally:
            stub.active = False


def _table_of_contents(outline: tuple[Heading, ...]) -> TableOfContents:
    links: list[AnchorLink] = []
    for heading in outline:
        link = AnchorLink(heading.text, heading.anchor, heading.level)
        if heading.level > 1 and links and links[0].level == 1:
            links[0].children.append(link)
        else:
            links.append(link)
    return TableOfContents(links)
