"""How hard the page of a record is to read: our sentences and the record's words, judged apart."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.content import Content
from generator.lint.pages import PageFault, PageRow, problems_of
from generator.pages.explain import spelled_out_in
from generator.pages.markdown import page_html
from generator.pages.reading import GRADE, is_too_hard, page_reading, prose_of
from generator.pages.render import trial_markdown
from generator.pages.view import TrialView, sentences_by_section, trial_view
from generator.pages.view.words import PEOPLE
from generator.plain.sentence import Sentence
from generator.plain.style import hidden, owned_by_record
from generator.problems import Problem
from generator.records import Record

_GLOSSARY = "glossary"
_EXPLAINED = re.compile(rf'href="{_GLOSSARY}#([^"]*)"')


def page_row(record: Record, content: Content, as_of: datetime.date) -> PageRow:
    """Judge the page of a record, as of a day. What people wrote has checks of its own."""
    view = trial_view(record, content.wording, as_of, content.themes)
    said = [one for _, one in sentences_by_section(view) if one.rule != PEOPLE]
    forms = {form for term in content.terms for form in (term.term, *term.also)}
    reading = page_reading(said, record.trial, content.wording.reading, forms)
    ours, theirs = reading.ours, reading.record
    faults = [PageFault(fault.code, fault.words, one.rule) for one, fault in reading.faults]
    faults += _unexplained(prose_of(said), view, record, content)
    if is_too_hard(ours):
        faults.insert(0, PageFault("PAGE-GRADE", f"{ours.grade:.1f} > {GRADE:g}", ""))
    return PageRow(
        registry_id=record.trial.registry_id,
        place=record.place,
        grade=ours.grade,
        words=ours.words,
        sentences=ours.sentences,
        long_sentences=ours.long_sentences,
        longest=ours.longest,
        longest_words=ours.longest_words,
        record_grade=theirs.grade,
        record_words=theirs.words,
        record_sentences=theirs.sentences,
        record_long_sentences=theirs.long_sentences,
        faults=tuple(dict.fromkeys(faults)),
    )


def judging_pages(
    judge: Callable[[Record], Iterable[Problem]],
    content: Content,
    as_of: datetime.date,
    keep: Callable[[PageRow], None],
) -> Callable[[Record], Iterator[Problem]]:
    """Return a judge that looks at the page as well, and hands its row to `keep`."""

    def both(record: Record) -> Iterator[Problem]:
        yield from judge(record)
        row = page_row(record, content, as_of)
        keep(row)
        yield from problems_of(row)

    return both


def _unexplained(
    said: Sequence[Sentence], view: TrialView, record: Record, content: Content
) -> Iterator[PageFault]:
    """Yield hard words of ours that the page does not explain; made only if there are hard words.

    The page itself is the judge, since words are explained in some of its parts and not in others.
    """
    spelled_out = spelled_out_in(record.trial)
    found: dict[str, PageFault] = {}
    for one in said:
        text = hidden(one.text, owned_by_record(one))
        for hit in content.explainer.glossary.find(text, spelled_out):
            fault = PageFault("PAGE-TERM", text[hit.start : hit.end], one.rule)
            found.setdefault(hit.term.anchor, fault)
    if found:
        html = page_html(trial_markdown(view, record, content.env), lambda link: link).html
        shown = content.explainer.explain(html, spelled_out, _GLOSSARY)
        explained = set(_EXPLAINED.findall(shown))
        yield from (fault for anchor, fault in found.items() if anchor not in explained)
