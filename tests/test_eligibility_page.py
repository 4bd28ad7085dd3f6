"""From the tree to the page: every rule once, in order, with all its letters, numbers and signs."""

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import trial_page
from generator.content import Content, load_content
from generator.pages.escape import escape
from generator.pages.markdown import page_html, quote_inline
from generator.plain.eligibility import Node, parse
from generator.records import Form, Record
from generator.records.record import Place
from generator.trial import Trial
from tests.eligibility_texts import as_read, hostile_text, letters, of_v1, of_v2, of_xml
from tests.reading import read_page

AS_OF = datetime.date(2026, 1, 15)
CRITERIA = "eligibility.eligibility_criteria"
Signature = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
COMPARATOR = re.compile(r"[<>=≤≥≦≧≠˂˃±~]+")
NEGATOR = re.compile(
    r"\b(?:no|not|non|none|never|nor|neither|without|cannot|except|unless|excluded?|free)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def marked() -> Content:
    return load_content([], marked=True)


def page_of(criteria: str, content: Content) -> str:
    tree = {"identification": {"registry_id": "T-1", "brief_title": "T"}}
    trial = Trial.model_validate({**tree, "eligibility": {"eligibility_criteria": criteria}})
    record = Record(trial, Form.NATIVE, Place("t.yml"), b"")
    return page_html(trial_page(record, content, AS_OF).markdown, str).html


def nodes(source: str) -> list[Node]:
    return [node for node in parse(source).walk() if node.text(source).strip()]


def signature(text: str) -> Signature:
    """What turns a rule around when it changes: numbers, signs of comparison, words that deny.

    A sign of comparison keeps its strictness: `>` and `>=` differ.
    """
    return (
        tuple(NUMBER.findall(text)),
        tuple("".join(COMPARATOR.findall(text))),
        tuple(word.lower() for word in NEGATOR.findall(text)),
    )


def check_page(source: str, content: Content) -> None:
    """I6 and I7: the page has the rules of the tree, and they say what the record says."""
    page = read_page(page_of(source, content))
    assert not page.faults
    shown = [quote.text for quote in page.quotes if quote.path == CRITERIA]
    kept = nodes(source)
    assert len(shown) == len(kept)
    for text, node in zip(shown, kept, strict=True):
        meant = as_read(node.text(source))
        assert letters(text) == letters(meant)
        assert signature(text) == signature(meant)
    markers = [source[slice(*node.marker)] for node in parse(source).walk() if node.marker]
    whole = letters(as_read("".join(source)))
    assert letters(page.criteria) == whole, "a rule or its number is lost, added or moved"
    assert Counter(letters("".join(markers))) <= Counter(letters(page.criteria))


PAGES = [
    "Inclusion Criteria:\n\n* Age \\>= 18, not \\<= 5.5 mg/dL\n\nExclusion Criteria:\n\n1. No tea",
    "A &lt; 5 &amp; b \\&lt; 6\n\n* x &#62; 7 \\* 8",
    "Cohort A\n\nInclusion Criteria:\n\n1. A\n\n   a. B\n\nExclusion Criteria:\n\n* (i) C (ii) D",
    "* A\n\n---\n\n* B\n\n1. C\n\nor\n\n2. D\n\nNote: E",
    "Inclusion Criteria:\n\n" + "\n".join(f"{'  ' * depth}* level {depth}" for depth in range(7)),
    "\u202eInclusion Criteria:\u202c\n\n* \u200fمرحبا 5\n\n* \x07bell\n\n* a\u2028b",
    "| Inclusion Criteria | Exclusion Criteria |\n|---|---|\n| A 1 | B 2 |",
    "<script>Inclusion Criteria:</script>\n\n* <img src=x onerror=y>\n\n* {{ 7*7 }} {% if %}",
]


@pytest.mark.parametrize("source", PAGES)
def test_page_shows_every_rule(source: str, marked: Content) -> None:
    check_page(source, marked)


# A code span keeps its entities, which the simple reading of a record's text here does not know.
shown_text = st.builds(lambda text: text.replace("`", "'"), hostile_text)


@given(shown_text)
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_page_of_any_text_shows_every_rule(marked: Content, source: str) -> None:
    check_page(source, marked)


@pytest.fixture(scope="module")
def real(shared_data: Path) -> list[str]:
    forms = [of_v2(shared_data), of_v1(shared_data), of_xml(shared_data)]
    return [text for form in forms for text in form.values() if "`" not in text]


def test_pages_of_real_texts_show_every_rule(real: list[str], marked: Content) -> None:
    """One in 40: the ledger's tests read the page of every record as a whole."""
    for source in real[::40]:
        check_page(source, marked)


def test_rules_of_real_texts_say_the_same_when_shown(real: list[str]) -> None:
    for source in real[::5]:
        for node in nodes(source):
            text = node.text(source)
            shown = read_page(quote_inline(text)).composed.get("", "")
            assert signature(shown) == signature(as_read(text)), text


def shown_again(text: str) -> str:
    """A shown text, escaped, and shown once more."""
    return " ".join("".join(read_page(page_html(escape(text), str).html).composed.values()).split())


@given(st.text("ab1 \\<>&*_#;.()[]|~^\"'`-+=!:", max_size=60) | hostile_text)
def test_escapes_come_back(source: str) -> None:
    """I10: what a record's Markdown shows is shown the same once it is escaped as plain text."""
    shown = " ".join(read_page(quote_inline(source)).composed.get("", "").split())
    assert shown_again(shown) == shown


def test_escapes_of_real_texts_come_back(real: list[str]) -> None:
    for source in real[::25]:
        for node in nodes(source):
            read = " ".join(as_read(node.text(source)).split())
            assert shown_again(read) == read
