"""Views → Markdown; the only door to Jinja.

Everything a template prints is made inert, unless it is HTML that a filter here has built. A name
that does not exist, or a value of None, is an error and never an empty line.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote as quote_url
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.pages.escape import escape, escape_path
from generator.pages.forms import (
    block_html,
    inline_html,
    kinded_html,
    mail_html,
    number_html,
    paragraphs_html,
    sentence_html,
    spoken_html,
    telephone_html,
    web_html,
)
from generator.pages.lay_summary import LaySummary
from generator.pages.markdown import slug
from generator.pages.parts import LAY_SUMMARY, parts_of
from generator.pages.quote import Quote
from generator.pages.sheet import sheet
from generator.pages.view import TrialView
from generator.pages.view.sources import sources_of
from generator.pages.view.who import Criterion
from generator.plain.amounts import say_date, say_number
from generator.plain.sentence import Sentence
from generator.plain.wording import Wording
from generator.records import Form, Record
from generator.trial.partial_date import PartialDate

__all__ = [
    "Environment",
    "environment",
    "lay_markdown",
    "mark",
    "part_markdown",
    "phrases",
    "render",
    "trial_markdown",
]

_BLANK_LINES = re.compile(r"\n{3,}")
_REGISTRY_PAGE = "https://clinicaltrials.gov/study/{id}"


def environment(folders: Sequence[Path], wording: Wording, marked: bool = False) -> Environment:
    """Return the template environment; the first folder that has a template wins.

    `marked` puts a mark around every quote (see `mark`), for the test that nothing is lost.
    """
    env = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalizer(wording, marked),
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="{##",
        comment_end_string="##}",
    )
    # The one filter that would let a text act in a page.
    del env.filters["safe"]
    wrap = mark if marked else _unmarked
    env.filters.update(
        quoted=lambda quote: wrap(quote, block_html(quote)),
        inline=lambda quote: wrap(quote, inline_html(quote)),
        value=lambda value: wrap(value, inline_html(value)) if isinstance(value, Quote) else value,
        names=lambda quotes: Markup(", ").join(wrap(quote, inline_html(quote)) for quote in quotes),
        number=lambda value: wrap(value, number_html(value)) if isinstance(value, Quote) else value,
        kinded=lambda quote: wrap(quote, kinded_html(quote.text)),
        web=lambda quote: wrap(quote, web_html(quote.text)),
        mail=lambda quote: wrap(quote, mail_html(quote.text)),
        telephone=lambda quote: wrap(quote, telephone_html(quote.text)),
        paragraphs=paragraphs_html,
        runs=_runs,
        spoken_in=lambda text, language: spoken_html(Markup(escape(text)), language),
        field=lambda path: Markup(escape_path(path)),
        anchor=slug,
        is_number=lambda marker: any(sign.isalnum() for sign in marker),
        day=lambda date: _day(date, wording),
    )
    return env


def trial_markdown(view: TrialView, record: Record, env: Environment, address: str = "") -> str:
    """Return the Markdown of a trial's page. `address` is where the page will be, if known."""
    return _of_trial("trial.md.jinja", view, record, env, address)


def part_markdown(part: str, view: TrialView, record: Record, env: Environment) -> str:
    """Return the Markdown of the page that a part of a trial has to itself."""
    return _of_trial(f"parts/{part}.md.jinja", view, record, env)


def lay_markdown(
    lay: LaySummary, view: TrialView, record: Record, env: Environment, address: str = ""
) -> str:
    """Return the Markdown of a trial's lay summary. `address` is where it will be, if known."""
    return _of_trial("parts/lay-summary.md.jinja", view, record, env, address, lay=lay)


def _of_trial(
    name: str,
    view: TrialView,
    record: Record,
    env: Environment,
    address: str = "",
    **more: object,
) -> str:
    is_ctgov_id = record.trial.registry_id.startswith("NCT")
    url = _REGISTRY_PAGE.format(id=record.trial.registry_id) if is_ctgov_id else ""
    return render(
        env,
        name,
        v=view,
        label=view.voice.label,
        registry_url=url,
        is_native=record.form is Form.NATIVE,
        sources=lambda part: sources_of(part, record),
        share=_share(view, address),
        address=address,
        has_lay_summary=LAY_SUMMARY in parts_of(record.trial, record.profile),
        **more,
    )


def _share(view: TrialView, address: str) -> dict[str, str]:
    """Return the text of a mail that tells of the page, and a link that begins such a mail."""
    title = (view.words.title or view.title).text
    text = f"{title} ({view.registry_id})"
    body = "\n".join(filter(None, (text, address)))
    mail = {"subject": title, "body": body}
    link = urlencode(mail, quote_via=quote_url, errors="replace")
    return {"text": text, "mail": f"mailto:?{link}"}


def sheet_html(view: TrialView, env: Environment, as_of: datetime.date, address: str) -> str:
    """Return the whole HTML of the sheet to print. `address` is that of the trial's page."""
    return render(
        env,
        "sheet.html.jinja",
        v=view,
        s=sheet(view, address),
        label=view.voice.label,
        language=view.voice.wording.locale.language,
        date=_day(as_of, view.voice.wording),
    )


def render(env: Environment, name: str, **values: object) -> str:
    """Render a template of pages; runs of blank lines become one."""
    words = env.get_template("macros/words.jinja").module
    tables = env.get_template("macros/results.jinja").module
    text = env.get_template(name).render(w=words, t=tables, **values)
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def phrases(wording: Wording) -> Callable[..., str]:
    """Return a look-up of fixed words for templates: `label("list.count", n=3)`."""

    def label(name: str, n: int | None = None, **values: object) -> str:
        pattern = wording.sentence(name, n) if name in wording.sentences else wording.label(name)
        numbers = {} if n is None else {"n": say_number(n, wording)}
        noun = wording.nouns["INTERVENTIONAL"]
        return pattern.format(**{"trial": noun, **numbers, **values})

    return label


MARK_START, MARK_END = "\ue000", "\ue002"
"""Marks around a quote: start, its path, U+E001, its text, end. All three are private-use signs."""


def mark(quote: Quote, html: Markup) -> Markup:
    """Put marks around a quote's HTML that tell which field it is."""
    return Markup(f"{MARK_START}{escape(quote.path)}\ue001") + html + Markup(MARK_END)


def _unmarked(_quote: Quote, html: Markup) -> Markup:
    return html


def _finalizer(wording: Wording, marked: bool) -> Any:
    wrap = mark if marked else _unmarked

    def finalize(value: object) -> object:
        if hasattr(value, "__html__"):
            return value
        if isinstance(value, Quote) and not value.markup:
            return wrap(value, inline_html(value))
        if isinstance(value, Sentence):
            return sentence_html(value)
        if isinstance(value, str):
            return Markup(escape(value))
        if isinstance(value, int):
            return Markup(escape(say_number(value, wording)))
        # For a name that does not exist, this says which one.
        shown = str(value) if isinstance(value, StrictUndefined) else repr(value)
        raise TypeError(f"a template prints {shown}, which is no text for readers")

    return finalize


def _runs(lines: Sequence[Criterion]) -> Iterator[tuple[bool, list[Criterion]]]:
    """Split lines into runs of list items and of other lines, in order."""
    for is_item, run in groupby(lines, key=lambda line: line.is_item):
        yield is_item, list(run)


def _day(date: datetime.date, wording: Wording) -> str:
    day = PartialDate(year=date.year, month=date.month, day=date.day)
    return say_date(day, wording)
