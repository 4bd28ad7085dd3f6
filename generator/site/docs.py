"""Hand-written pages for readers that come with plaintrials: every site has them, or its own."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

_FOR_READERS = ("understanding/*.md", "search.md", "about.md", "privacy.md", "accessibility.md")


def own_docs() -> Path:
    """Return the folder of our own pages: in the wheel inside the package, else beside it."""
    inside = Path(__file__).parent.parent / "docs"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "docs"


def add_missing_docs(files: Files, config: MkDocsConfig, taken: set[str]) -> None:
    """Add each page for readers whose place the operator's own docs do not take."""
    folder = own_docs()
    for pattern in _FOR_READERS:
        for path in sorted(folder.glob(pattern)):
            uri = path.relative_to(folder).as_posix()
            file = File.generated(config, uri, abs_src_path=str(path))
            if file.dest_uri not in taken and files.get_file_from_path(uri) is None:
                files.append(file)
