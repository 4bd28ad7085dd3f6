"""The form in which a page shows a text: quotes, numbers, kinds, addresses, our sentences."""

import re

from markupsafe import Markup

from generator.pages.escape import escape
from generator.pages.markdown import quote_html, quote_inline
from generator.pages.quote import Quote
from generator.plain.kinds import split_kind
from generator.plain.sentence import Sentence
from generator.plain.style import owned_by_record

_WEB = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"[+(]{0,2}\d[\d ().+\-/]{4,24}", re.ASCII)
_DIGITS = re.compile(r"-?(?=[.\d])[\d.,]+", re.ASCII)


def inline_html(quote: Quote) -> Markup:
    """Return a text in a line; Markdown as it is shown."""
    return Markup(quote_inline(quote.text) if quote.markup else escape(quote.text))


def block_html(quote: Quote) -> Markup:
    """Return a text as a block of its own; Markdown as it is shown."""
    if quote.markup:
        return Markup(quote_html(quote.text))
    return Markup(f"<p>{escape(quote.text)}</p>")


def number_html(quote: Quote) -> Markup:
    """Return a number as it is; its minus is a sign that a screen reader says, U+2212.

    Digits can do nothing in HTML, so that a table of thousands stays light.
    """
    text = quote.text.strip()
    if _DIGITS.fullmatch(text):
        return Markup(text.replace("-", "−"))
    return inline_html(quote)


def kinded_html(text: str) -> Markup:
    """Return "Drug: Aspirin" with the registry's word for the kind in small print."""
    kind, name = split_kind(text)
    if not kind:
        return Markup(escape(text))
    return Markup(f'<span class="pt-role">{escape(kind)}:</span> {escape(name)}')


def web_html(url: str) -> Markup:
    """Return a web address as a link; any other text as it is."""
    if not _WEB.fullmatch(url):
        return Markup(escape(url))
    return Markup(f'<a href="{escape(url)}" rel="nofollow noopener">{escape(url)}</a>')


def _link(scheme: str, text: str, pattern: re.Pattern[str]) -> Markup:
    if not pattern.fullmatch(text):
        return Markup(escape(text))
    target = re.sub(r"[^\d+]", "", text) if scheme == "tel:" else text
    return Markup(f'<a href="{scheme}{escape(target)}">{escape(text)}</a>')


def mail_html(text: str) -> Markup:
    """Return an e-mail address as a link; any other text as it is."""
    return _link("mailto:", text, _MAIL)


def telephone_html(text: str) -> Markup:
    """Return a telephone number as a link; any other text as it is."""
    return _link("tel:", text, _PHONE)


def sentence_html(sentence: Sentence) -> Markup:
    """Return a sentence; the names in it that are the record's are told apart."""
    parts = [Markup(escape(sentence.text))]
    for name in owned_by_record(sentence):
        before, found, after = parts[-1].partition(escape(name))
        if found:
            parts[-1:] = [
                before,
                Markup('<span class="pt-name">') + found + Markup("</span>"),
                after,
            ]
    return spoken_html(Markup("").join(parts), sentence.language)


def spoken_html(text: Markup, language: str) -> Markup:
    """Say which language a text is in, for whatever reads it aloud; nothing if it is the page's."""
    if not language:
        return text
    # Some languages run from right to left, and the letters tell which way.
    return Markup(f'<span lang="{escape(language)}" dir="auto">') + text + Markup("</span>")


def paragraphs_html(words: Sentence) -> Markup:
    """Return what people wrote, a paragraph for each of theirs."""
    parts = (Markup(escape(part)) for part in re.split(r"\n\s*\n", words.text.strip()))
    return Markup("\n").join(
        Markup("<p>") + spoken_html(part, words.language) + Markup("</p>") for part in parts
    )
