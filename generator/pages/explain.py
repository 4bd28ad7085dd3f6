"""Hard words explained where they stand: the first use in each section of a finished page.

Works on the HTML of a page, when all of its text is in place. Only text inside a part that is
meant for it is looked at: quotes, and our own paragraphs; never names, headings, links or code.
With the marks taken out again, the page is letter for letter what it was.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from generator.pages.escape import escape
from generator.pages.signs import Signs, as_text, signs_of
from generator.plain.terms import (
    SHORT,
    Glossary,
    Hit,
    SpelledOut,
    Term,
    glossary_of,
    is_spelled_out,
)
from generator.trial import Trial
from generator.trial.paths import leaves

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_CLASS = re.compile(r'class="([^"]*)"')
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "path", "rect", "circle"))
# Words are explained inside these parts …
_OPEN_CLASSES = frozenset(("pt-quote", "pt-outcomes", "pt-plain", "pt-own", "pt-found"))
# … and never inside these.
_SHUT = frozenset(
    "h1 h2 h3 h4 h5 h6 a code pre button svg summary dl th script style label".split()
)
_SHUT_CLASSES = frozenset(
    "pt-card pt-source pt-sources pt-name pt-marker pt-people pt-papers pt-places pt-crumb pt-role"
    " pt-quote-head pt-chip pt-check pt-downloads pt-jumps pt-theme pt-meaning".split()
)


_OUTSIDE = ("", False, False)


@dataclass(frozen=True, slots=True)
class _Tag:
    """What a tag does to a walk through a page."""

    name: str
    closes: bool = False
    opens_words: bool = False
    shuts_words: bool = False


@dataclass(slots=True)
class _Place:
    """Where a walk through a page stands: what was explained in this section, and whose text it is.

    `is_ours` is true in a paragraph of our own: it stands in no other part.
    """

    explained: set[str] = field(default_factory=set)
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Explainer:
    """What is needed to explain the hard words of any page.

    `more` is the text of the link to the glossary.
    """

    glossary: Glossary
    signs: Signs
    more: str

    def explain(self, page: str, spelled_out: SpelledOut, link: str) -> str:
        """Return the HTML of a page with hard words explained once in each section.

        `spelled_out` tells whether the record spells out an ambiguous short form; `link` is the
        address of the glossary page as seen from this one.
        """
        pieces = _TAG.split(page)
        for at, place in _open_texts(pieces):
            text, parts, end = pieces[at], [], 0
            for hit in self._first(text, spelled_out, place):
                parts.append(_raised(text[end : hit.start]))
                parts.append(self._marked(text[hit.start : hit.end], hit.term, link))
                end = hit.end
            pieces[at] = "".join((*parts, _raised(text[end:])))
        return "".join(pieces)

    def _first(self, text: str, spelled_out: SpelledOut, place: _Place) -> Iterator[Hit]:
        """Yield what is met for the first time in this section, in order, none in another."""
        plain = as_text(text)
        hits = [*self.glossary.find(plain, spelled_out), *self.signs.find(plain)]
        end = 0
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if place.is_ours and not hit.term.ours:
                continue
            name = hit.term.anchor or hit.term.plain
            # Each sign that may be lost stands for another limit.
            is_new = name not in place.explained or name == self.signs.lost
            if hit.start >= end and is_new:
                place.explained.add(name)
                yield hit
                end = hit.end

    def _marked(self, word: str, term: Term, link: str) -> str:
        """Return a word as a button with its meaning behind it.

        It is a span, since a real button moves to the next line as a whole, and alone. The script
        that opens the meaning is `plaintrials.js`; without it, the meaning shows while a word has
        the focus.
        """
        address = f"{link}#{term.anchor}" if term.anchor else link
        is_word = any(sign.isalnum() for sign in html.unescape(word))
        return (
            f'<span class="pt-term{"" if is_word else _SIGN}" role="button" tabindex="0">'
            f"{_raised(word)}</span>"
            f'<span class="pt-meaning" popover>{_named(word, term)}'
            f'{_once(term.plain)} <a href="{address}">{_once(self.more)}</a></span>'
        )


def spelled_out_in(trial: Trial) -> SpelledOut:
    """Return a look-up: does a trial's record spell out a short form as a term does?"""

    @cache
    def texts() -> str:
        return "\n".join(leaf.value for leaf in leaves(trial) if type(leaf.value) is str)

    return cache(lambda term, short: is_spelled_out(term, short, texts()))


def explainer(terms: Sequence[Term], label: Callable[[str], str]) -> Explainer:
    """Return the explainer of a glossary, with our words for the notes and the link."""
    power, lost, code = map(label, ("glossary.lost", "glossary.lost_sign", "glossary.code"))
    return Explainer(glossary_of(terms), signs_of(terms, power, lost, code), label("glossary.more"))


def unexplained(page: str) -> str:
    """Return an explained page as it was before."""
    return _UP.sub(r"\1", _MEANING.sub("", _BUTTON.sub(r"\1", page)))


_SQUARE = re.compile(r"((?:/ ?|\d ?)(?:m|cm|mm|µm))([23])(?![\w.])")
_SIGN = " pt-sign"  # a line under < or > would make another sign of it
_BUTTON = re.compile(rf'<span class="pt-term(?:{_SIGN})?" role="button" tabindex="0">(.*?)</span>')
_MEANING = re.compile(r'<span class="pt-meaning" popover>.*?</span>')
_UP = re.compile(r'<sup class="pt-up">(.)</sup>')


_once = lru_cache(maxsize=4096)(escape)  # the same few hundred meanings on every page


def _named(word: str, term: Term) -> str:
    """Return the word as it stands, for the head of its meaning; a short form with the long one."""
    if not term.term:
        return ""
    is_short = len(html.unescape(word)) <= SHORT < len(term.term)
    word = _raised(word)
    return f"<b>{word} ({_once(term.term)})</b> " if is_short else f"<b>{word}</b> "


def _raised(text: str) -> str:
    """Raise the digit of a square or cubic unit (`kg/m2`); its letters and digits stay."""
    if "m2" in text or "m3" in text:
        return _SQUARE.sub(r'\1<sup class="pt-up">\2</sup>', text)
    return text


@lru_cache(maxsize=4096)  # tags with an address or a number of their own come once
def _read(tag: str) -> _Tag | None:
    """Return what a tag does to a walk, if anything."""
    name = _NAME.match(tag)
    if name is None or (not tag.startswith("</") and (name[1] in _VOID or tag.endswith("/>"))):
        return None
    found = _CLASS.search(tag)
    classes = frozenset(found[1].split()) if found else frozenset()
    return _Tag(
        name[1],
        closes=tag.startswith("</"),
        opens_words=bool(classes & _OPEN_CLASSES),
        # Meanings are in the language of the page.
        shuts_words=name[1] in _SHUT or bool(classes & _SHUT_CLASSES) or " lang=" in tag,
    )


def _open_texts(pieces: Sequence[str]) -> Iterator[tuple[int, _Place]]:
    """Yield where a text stands that may be explained; every second piece is a tag.

    Such a text has a part around it that opens words, and none that shuts them. One long walk,
    since a page has more than a thousand tags.
    """
    place = _Place()
    tags: list[tuple[str, bool, bool]] = []  # open tags: does a part open words, does one shut them
    is_open = is_shut = False
    for at in range(0, len(pieces), 2):
        if is_open and not is_shut and not pieces[at].isspace() and pieces[at]:
            place.is_ours = tags[0][0] == "p"
            yield at, place
        tag = _read(pieces[at + 1]) if at + 1 < len(pieces) else None
        if tag is None:
            continue
        if tag.closes:
            while tags and tags.pop()[0] != tag.name:
                pass
            _, is_open, is_shut = tags[-1] if tags else _OUTSIDE
            continue
        if tag.name == "h2":
            place.explained.clear()
        is_open = is_open or tag.opens_words or (tag.name == "p" and not tags)
        is_shut = is_shut or tag.shuts_words
        tags.append((tag.name, is_open, is_shut))
