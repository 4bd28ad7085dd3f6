"""Generated files: known to MkDocs, so that links, nav and edit links work; written by us."""

import posixpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


class GeneratedFile(File):
    """A generated page. MkDocs lists it and resolves links to it, and leaves its content to us."""

    def __init__(self, path: str, config: MkDocsConfig, edit_path: str | None = None) -> None:
        """`path` is where its source would lie under `docs/`; `edit_path` is the file to edit."""
        destination = destination_of(path)
        super().__init__(path, None, config.site_dir, True, dest_uri=destination)
        self._edit_path = edit_path

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


def resolve_link(target: str, page: File, files: Files) -> str | None:
    """Return the address of a Markdown link as seen from a page; None if it leads nowhere."""
    path, _, anchor = target.partition("#")
    if not path.endswith(".md") or ":" in path:
        return target
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.src_uri), path))
    file = files.get_file_from_path(path)
    if file is None:
        return None
    return file.url_relative_to(page) + (f"#{anchor}" if anchor else "")
