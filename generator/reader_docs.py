"""Hand-written pages for readers that come with plaintrials: every site has them, or its own."""

from pathlib import Path

_PAGES = ("search", "compare", "about", "privacy", "accessibility")
_FOR_READERS = ("understanding/*.md", *(f"{page}.md" for page in _PAGES))


def own_docs() -> Path:
    """Return the folder of our own pages: in the wheel inside the package, else beside it."""
    inside = Path(__file__).parent / "docs"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "docs"


def reader_docs() -> dict[str, Path]:
    """Return each page by its path under `docs/`."""
    folder = own_docs()
    files = (file for pattern in _FOR_READERS for file in sorted(folder.glob(pattern)))
    return {file.relative_to(folder).as_posix(): file for file in files}
