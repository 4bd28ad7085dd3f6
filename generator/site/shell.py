"""The theme's page around our content: rendered by the theme once, then filled for each page.

The theme's template takes longer than all the rest of a page, and gives the same frame to every
page of one folder. So it is rendered with sentinels, cut at them, and a page is a join.
"""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
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
from generator.site.styles import besides_frames, with_own_styles

_SENTINEL = "ptx{}xtp"
_FINDS = "search.html"
# The theme adds a heading of its own to content that has none.
_CONTENT = "<h1>ptxcontentxtp</h1>"
# Material makes the address of a page's source from that of its edit link, by this replacement.
_CUT = re.compile(
    r"(?:<h1>)?ptx(title|description|canonical|edit|raw|content|top|outline)xtp(?:</h1>)?"
)
# The one entry of a frame's outline. It is the pattern for each heading of a page.
_ENTRY = re.compile(r"<li\b(?:(?!<li\b).)*?#ptxanchorxtp.*?</li>\s*", re.DOTALL)
# A page's own list of what comes below it (`contents` of macros/words.jinja), for narrow screens:
# the theme shows its outline beside the page only.
_CONTENTS = re.compile(r'(<details class="pt-fold pt-contents") hidden(>.*?<ul>)(?=</ul>)')


@dataclass(frozen=True, slots=True)
class _Frame:
    """A rendered frame: text and sentinels by turns, and the pattern of an outline entry."""

    pieces: list[str]
    entry: str


class Shells:
    """Fills the theme's frame, and keeps each frame that it has rendered."""

    def __init__(
        self,
        env: jinja2.Environment,
        config: MkDocsConfig,
        nav: Navigation,
        files: Files,
        folders: Iterable[Path] = (),
    ) -> None:
        """Take what MkDocs has set up for a build, and the folders of the templates of content."""
        self._env, self._config, self._nav, self._files = env, config, nav, files
        self._in_nav = {page.file.src_uri: page for page in nav.pages}
        self._frames: dict[Any, _Frame] = {}
        self._site_dir = Path(config.site_dir)
        sheets = ("assets/plaintrials.css", *config.extra_css)
        self._besides = besides_frames(folders, (self._site_dir / sheet for sheet in sheets))

    def fill(self, page: Page, html: PageHtml) -> str:
        """Return the whole HTML page."""
        probe = MkDocsPage(
            None, GeneratedFile(page.path, self._config, page.edit_path), self._config
        )
        canonical, edit = probe.canonical_url or "", probe.edit_url or ""
        frame = self._frame(page, probe, has_parts=any(h.level == 2 for h in html.headings))
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape(canonical),
            "edit": escape(edit),
            "raw": escape(edit.replace("blob" if "/blob/" in edit else "edit", "raw")),
            "content": _with_contents(html),
            "top": next((h.anchor for h in html.headings if h.level == 1), ""),
            "outline": "".join(_entry(frame, h) for h in html.headings if h.level == 2),
        }
        # Odd pieces are names of sentinels, as re.split leaves them.
        return "".join(values[p] if n % 2 else p for n, p in enumerate(frame.pieces))

    def lighten(self, files: Files) -> None:
        """Let the written pages for finding trials load what they need of Material's styles.

        They do without Material's script as pages of trials do, since results should come soon.
        """
        for file in files.documentation_pages():
            path = Path(file.abs_dest_path)
            if file.page and file.page.meta.get("template") == _FINDS and path.is_file():
                html = with_own_styles(path.read_text("utf-8"), self._site_dir, self._besides)
                path.write_text(html, "utf-8", newline="")

    def _frame(self, page: Page, probe: MkDocsPage, has_parts: bool) -> _Frame:
        """Return the frame for a page in the nav, or else for all pages of its folder.

        Addresses in a frame are relative, and depend on the folders that page and target share.
        """
        folder = posixpath.dirname(probe.url.rstrip("/"))
        if folder.startswith("trials/") and not self._names_page_in(folder):
            folder = "trials/*"  # parts of a trial: one frame for those of all trials
        place = folder if folder and page.path not in self._in_nav else page.path
        key = (place, has_parts, page.searched, bool(probe.edit_url))
        if key not in self._frames:
            html = self._render(page, probe, has_parts)
            if probe.url.startswith("trials/"):
                html = with_own_styles(html, self._site_dir, self._besides)
            entry = _ENTRY.search(html)
            pieces = _CUT.split(_ENTRY.sub(_SENTINEL.format("outline"), html))
            self._frames[key] = _Frame(pieces, entry[0] if entry else "")
        return self._frames[key]

    def _names_page_in(self, folder: str) -> bool:
        return any(path.startswith(f"{folder}/") for path in self._in_nav)

    def _render(self, page: Page, probe: MkDocsPage, has_parts: bool) -> str:
        stub = self._in_nav.get(page.path, probe)
        stub.meta = {
            "title": _SENTINEL.format("title"),
            "description": _SENTINEL.format("description"),
            "searched": page.searched,
        }
        stub.content = _CONTENT
        stub.canonical_url = probe.canonical_url and _SENTINEL.format("canonical")
        stub.edit_url = probe.edit_url and _SENTINEL.format("edit")
        stub.toc = _outline(has_parts)
        stub.active = True
        try:
            context = get_context(self._nav, self._files, self._config, stub)
            return self._env.get_template("main.html").render(context)
        finally:
            stub.active = False


def _entry(frame: _Frame, heading: Heading) -> str:
    entry = frame.entry.replace(_SENTINEL.format("anchor"), heading.anchor)
    return entry.replace(_SENTINEL.format("heading"), heading.text)


def _with_contents(page: PageHtml) -> str:
    """Return the HTML of a page, its list of what comes below filled and shown if it has one."""
    found = _CONTENTS.search(page.html)
    if not found:
        return page.html
    below = page.html[found.end() :]
    entries = "".join(
        f'<li><a href="#{h.anchor}">{h.text}</a></li>'
        for h in page.headings
        if h.level == 2 and f'<h2 id="{h.anchor}"' in below
    )
    return f"{page.html[: found.start()]}{found[1]}{found[2]}{entries}{below}"


def _outline(has_parts: bool) -> TableOfContents:
    """An outline of sentinels: the top heading, and one below it if there are any."""
    top = AnchorLink(_SENTINEL.format("title"), _SENTINEL.format("top"), 1)
    if has_parts:
        top.children.append(AnchorLink(_SENTINEL.format("heading"), _SENTINEL.format("anchor"), 2))
    return TableOfContents([top])
