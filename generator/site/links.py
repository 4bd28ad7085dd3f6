"""Anchors inside generated pages: every `#part` that a page links to must be there."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import Place, Problem

_ANCHOR = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'<a [^>]*?href="([^":#?]*)#([^"]+)"')


def anchors_of(html: str) -> set[str]:
    """Return every anchor of a page."""
    return set(_ANCHOR.findall(html))


@dataclass(slots=True)
class Anchors:
    """Links to anchors of other pages, and who asked for them; those within a page are checked."""

    wanted: dict[tuple[str, str], str] = field(default_factory=dict)
    missing: list[tuple[str, str]] = field(default_factory=list)

    def add(self, path: str, html: str) -> None:
        """Note the links to anchors on the page at `path`."""
        here = None
        for address, anchor in _LINK.findall(html):
            if address:
                folder = path.removesuffix("index.md").removesuffix(".md")
                target = posixpath.normpath(posixpath.join(folder, address))
                self.wanted.setdefault((target, anchor), path)
                continue
            here = anchors_of(html) if here is None else here
            if anchor not in here:
                self.missing.append((path, f"#{anchor}"))

    @classmethod
    def joined(cls, parts: "Iterable[Anchors]") -> "Anchors":
        """Join what several workers noted."""
        whole = cls()
        for part in parts:
            whole.wanted.update(part.wanted)
            whole.missing.extend(part.missing)
        return whole

    def problems(self, site_dir: Path) -> Iterator[Problem]:
        """Yield a problem for each anchor that is not there; other pages are read from the site."""
        for path, link in sorted(set(self.missing)):
            yield _problem(path, link)
        pages: dict[str, set[str]] = {}
        for (target, anchor), path in sorted(self.wanted.items()):
            if target not in pages:
                file = site_dir / target / "index.html"
                pages[target] = anchors_of(file.read_text("utf-8")) if file.is_file() else set()
            if anchor not in pages[target]:
                yield _problem(path, f"{target}#{anchor}")


def _problem(path: str, link: str) -> Problem:
    return Problem(Place(path), "", f"a link leads to '{link}', which is not there", "SITE-LINK")
