"""Faults in templates and wording: what an operator can mend, told apart from what we must."""

import traceback

from jinja2 import TemplateError

from generator.pages.escape import escape
from generator.pages.page import Page
from generator.plain.wording import WordingError
from generator.problems import Place, Problem

_KINDS = (".jinja", ".html")


def template_fault(error: Exception) -> Problem | None:
    """Return the problem if a template or the wording is at fault; None if we are."""
    name, line = getattr(error, "filename", None), getattr(error, "lineno", 0)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(_KINDS)]
    if frames:
        name, line = frames[-1].filename, frames[-1].lineno
    if str(name).endswith(_KINDS):
        # Of other errors the text alone, such as that of a KeyError, says too little.
        is_plain = isinstance(error, (TemplateError, WordingError, TypeError))
        text = str(error) if is_plain else f"{type(error).__name__}: {error}"
        return Problem(Place(str(name), line or 0), "", text, "SITE-TEMPLATE")
    if isinstance(error, WordingError):
        return wording_fault(error)
    return None


def wording_fault(error: WordingError) -> Problem:
    """Return the problem of a wording, glossary or ledger that cannot be used."""
    return Problem(Place("wording"), "", str(error), "SITE-WORDING")


def fault_page(path: str, problem: Problem) -> Page:
    """Return a page that shows the problem in the place of the page at `path`, for the preview."""
    text = f'# {escape(path)}\n\n<p class="pt-problem">{escape(str(problem))}</p>\n'
    return Page(path, path, str(problem), text)
