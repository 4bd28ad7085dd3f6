"""Links from one page to another."""

import posixpath


def relative(target: str, page: str) -> str:
    """Return a link from one path under `docs/` to another."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
