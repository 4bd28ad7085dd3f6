"""Generated files: known to MkDocs, so that links, nav and edit links work; written by us."""

import os
import posixpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


class GeneratedFile(File):
    """A generated page. MkDocs lists it and resolves links to it, and leaves its content to us."""

    def __init__(
        self, path: str, config: MkDocsConfig, edit_path: str | None = None, title: str = ""
    ) -> None:
        """`path` is where its source would lie under `docs/`; `edit_path` is the file to edit."""
        destination = destination_of(path)
        super().__init__(path, None, config.site_dir, True, dest_uri=destination)
        self._edit_path = edit_path
        self.title = title

    @property
    def edit_uri(self) -> str | None:
        """The file to edit, from the folder of the docs."""
        return self._edit_path

    def is_documentation_page(self) -> bool:
        """No, or MkDocs would read, render and write it, one by one."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Write nothing: `publish` does."""


def destination_of(path: str) -> str:
    """Return where in the site the page at a path is written: always a folder's `index.html`."""
    if posixpath.basename(path) == "index.md":
        return path.removesuffix(".md") + ".html"
    return path.removesuffix(".md") + "/index.html"


def places_taken(files: Files, *, preview: bool) -> set[str]:
    """Return where pages and files go that people wrote: a generated page gives way to them."""
    return {
        file.dest_uri
        for file in files
        if (file.inclusion.is_in_serve() if preview else file.inclusion.is_included())
    }


def generated(files: Files) -> list[GeneratedFile]:
    """Return our pages, without those that `exclude_docs` leaves out."""
    ours = (file for file in files if isinstance(file, GeneratedFile))
    return [file for file in ours if not file.inclusion.is_excluded()]


def page_addresses(files: Files, besides: set[str]) -> list[tuple[str, str]]:
    """Return the pages that templates can link to, and where they are: the trials are `besides`."""
    shown = (file for file in files if file.inclusion.is_in_serve() and file.src_uri not in besides)
    return sorted((file.src_uri, file.url) for file in shown if file.src_uri.endswith(".md"))


def from_docs(edit_path: str | None, root: Path, config: MkDocsConfig) -> str | None:
    """Return a record file's path as seen from the docs, as edit links want it.

    `root` is the folder of mkdocs.yml. A file elsewhere has no edit link: nobody knows its address.
    """
    if edit_path is None or not (root / edit_path).is_file():
        return None
    return Path(os.path.relpath(root / edit_path, config.docs_dir)).as_posix()


def announce(file: File, files: Files) -> None:
    """Add a file of ours, in the place of one of the same name that is left out of the site."""
    if left_out := files.get_file_from_path(file.src_uri):
        files.remove(left_out)
    files.append(file)


def resolve_link(target: str, page: File, files: Files) -> str | None:
    """Return the address of a Markdown link as seen from a page; None if it leads nowhere."""
    path, _, anchor = target.partition("#")
    if not path.endswith(".md") or ":" in path:
        return target
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.src_uri), path))
    # `glossary.md` and `glossary/index.md` are one page of the site: either name leads there.
    names = (path, path.removesuffix(".md") + "/index.md", path.removesuffix("/index.md") + ".md")
    found = (files.get_file_from_path(name) for name in names)
    file = next((file for file in found if file and file.inclusion.is_in_serve()), None)
    if file is None:
        return None
    return file.url_relative_to(page) + (f"#{anchor}" if anchor else "")
