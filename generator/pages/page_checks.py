"""Rules about a finished page of a trial: its headings, its links, and our own words on it.

A rule looks at the page only, prints nothing and raises nothing. What each code means stands in
`templates/checks/pages.yml`. What the team wrote, and what people wrote beside it, is not judged.
"""

import html
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from generator.pages.own_text import own_text
from generator.pages.reading import PageReading, is_too_hard, page_reading, prose_of
from generator.plain.sentence import Sentence
from generator.plain.style import hidden, owned_by_record
from generator.plain.terms import Glossary, Term
from generator.plain.wording import ReadingRules, Wording
from generator.trial import Trial

CODES = frozenset(
    f"PAGE-{name}"
    for name in (
        *("GRADE", "SENTENCE", "NAMES", "BANNED", "DOUBLE-NO", "SLASH", "SHORT-FORM"),
        *("HEADS", "LINK", "CODE", "LONG", "TERM"),
    )
)
"""The code of every rule about pages. A code never changes."""
MOST_WORDS = 850
"""Words of our own on one page."""

_PEOPLE = "words"
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'<[a-z][^>]*? id="([^"]+)"')
_LINK = re.compile(r'<a\b[^>]*? href="([^"#:?]*)#([^"]+)"')
_NAMED = re.compile(r' (?:popovertarget|for|aria-(?:labelledby|describedby|controls))="([^"]+)"')
_QUOTED = re.compile(r"“[^”]*”")
_CODE = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?![\w-])")


@dataclass(frozen=True, slots=True)
class Standard:
    """What every page is held against.

    `codes` are those of the registry that no reader should meet. `elsewhere` are the anchors of
    other pages, by the address that leads there from a trial's page.
    """

    rules: ReadingRules
    glossary: Glossary
    forms: Collection[str]
    codes: Collection[str]
    elsewhere: Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished page: its HTML, the same with marks around the record's words, our sentences.

    `parts` is the HTML of pages that parts of the trial have to themselves.
    """

    html: str
    marked: str
    sentences: Sequence[Sentence]
    trial: Trial
    spelled_out: Callable[[Term, str], bool]
    parts: str = ""


@dataclass(frozen=True, slots=True)
class PageFinding:
    """What a rule found: its code, the words that show it, and the sentence that they are from."""

    code: str
    words: str
    said: Sentence | None = None


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """How hard a page is to read, and all that is wrong with it."""

    reading: PageReading
    findings: tuple[PageFinding, ...]


def judge_page(page: Finished, standard: Standard) -> JudgedPage:
    """Hold a page against the standard."""
    ours = [said for said in page.sentences if not said.rule.startswith(_PEOPLE)]
    reading = page_reading(ours, page.trial, standard.rules, standard.forms)
    codes = raw_codes(page, standard.codes)
    findings = [
        *_of_reading(reading, {finding.words for finding in codes}),
        *(PageFinding("PAGE-HEADS", words) for words in heading_faults(page.html)),
        *(PageFinding("PAGE-LINK", link) for link in dead_links(page.html, standard.elsewhere)),
        *codes,
        *unexplained(page, prose_of(ours), standard),
    ]
    return JudgedPage(reading, tuple(findings))


def standard_of(wording: Wording, terms: Sequence[Term], glossary: Glossary, link: str) -> Standard:
    """Return what pages are held against; `link` leads from a trial's page to the glossary."""
    return Standard(
        rules=wording.reading,
        glossary=glossary,
        forms=frozenset(form for term in terms for form in (term.term, *term.also)),
        codes=codes_of(wording),
        elsewhere={link: frozenset(term.anchor for term in terms)},
    )


def codes_of(wording: Wording) -> frozenset[str]:
    """Return the codes of the registry that no reader should meet: those that are no words."""
    lists = wording.codes.values()
    words = " ".join(f"{said.label} {said.sentence}" for one in lists for said in one.values())
    plain = {*_CODE.findall(words), *wording.reading.short_forms}
    return frozenset(code for one in lists for code in one if _CODE.fullmatch(code)) - plain


def heading_faults(page: str) -> Iterator[str]:
    """Yield each heading that is out of order: one h1, the first of all; no level left out.

    Source: WCAG 2.2, techniques G141 and H42.
    """
    before = 0
    for level, inside in _HEADING.findall(page):
        text = " ".join(html.unescape(_TAG.sub("", inside)).split())
        is_first = before == 0
        if int(level) > before + 1 or (level == "1") != is_first or not text:
            yield f"h{level} {text}".strip()
        before = int(level)
    if not before:
        yield "no heading"


def dead_links(page: str, elsewhere: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield each anchor that a link or a button of a page names, and that is not there once."""
    ids = Counter(map(html.unescape, _ID.findall(page)))
    known = {"": ids.keys(), **elsewhere}
    wanted = [(html.unescape(address), anchor) for address, anchor in _LINK.findall(page)]
    wanted += [("", name) for names in _NAMED.findall(page) for name in names.split()]
    for address, anchor in dict.fromkeys(wanted):
        name = unquote(html.unescape(anchor))
        if address in known and name not in known[address]:
            yield f"{address}#{name}"
    yield from (f"#{name} {count} times" for name, count in ids.items() if count > 1)


def raw_codes(page: Finished, codes: Collection[str]) -> list[PageFinding]:
    """Return the registry's codes in our own words, each once, with a sentence that has it."""
    people = {
        code
        for said in page.sentences
        if said.rule.startswith(_PEOPLE)
        for code in _codes(said.text, codes)
    }
    found = dict.fromkeys(_codes(" ".join(own_text(page.marked)), codes))
    saying = {code: said for said in page.sentences for code in _codes(_ours(said), codes)}
    return [PageFinding("PAGE-CODE", code, saying.get(code)) for code in found.keys() - people]


def unexplained(page: Finished, prose: Sequence[Sentence], standard: Standard) -> list[PageFinding]:
    """Return the hard words of our sentences that are explained nowhere on a page, each once.

    A word that is explained has a link to its entry in the glossary. Some words need none: our own
    sentences say what they mean whenever they use them.
    """
    links = _LINK.findall(page.html) + _LINK.findall(page.parts)
    explained = {anchor for address, anchor in links if address in standard.elsewhere}
    found: dict[str, PageFinding] = {}
    for said in prose:
        text = _ours(said)
        for hit in standard.glossary.find(text, page.spelled_out):
            if hit.term.ours and hit.term.anchor not in explained:
                word = text[hit.start : hit.end]
                found.setdefault(hit.term.anchor, PageFinding("PAGE-TERM", word, said))
    return list(found.values())


def _of_reading(reading: PageReading, told: Collection[str]) -> Iterator[PageFinding]:
    if is_too_hard(reading.ours):
        yield PageFinding("PAGE-GRADE", f"grade {reading.ours.grade:.1f}")
    for said, fault in reading.faults:
        if fault.words not in told:
            yield PageFinding(fault.code, fault.words, said)
    if reading.ours.words > MOST_WORDS:
        yield PageFinding("PAGE-LONG", f"{reading.ours.words} words")


def _ours(said: Sentence) -> str:
    return hidden(said.text, owned_by_record(said))


def _codes(text: str, codes: Collection[str]) -> list[str]:
    """Return the codes in a text; one that nobody knows yet is shown in quotation marks."""
    words = _CODE.findall(_QUOTED.sub("", text))
    return [word for word in words if "_" in word or word in codes]
