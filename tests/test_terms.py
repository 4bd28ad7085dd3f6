"""Hard words in place: which are found, where they are explained, and that no text is touched."""

import datetime
import gzip
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import trial_page
from generator.content import Content, load_content
from generator.pages.explain import spelled_out_in, unexplained
from generator.pages.markdown import page_html, quote_html
from generator.pages.reference import glossary_page
from generator.pages.term_uses import Use, Uses, used_in
from generator.plain.terms import glossary_of
from generator.plain.terms import is_spelled_out as is_spelled_out_in
from generator.records import Record
from generator.records.folder import read
from tests.invented import everything, put
from tests.reading import read_page

AS_OF = datetime.date(2026, 1, 15)
CONTENT = load_content([])
TERMS = {term.term: term for term in CONTENT.terms}
GLOSSARY = glossary_of(CONTENT.terms)
QUOTE = '<h2 id="x">Who</h2><blockquote class="pt-quote"><p>{}</p></blockquote>'


@pytest.fixture(scope="module")
def content() -> Content:
    return CONTENT


def found(text: str, spelled_out: bool = False) -> list[tuple[str, str]]:
    hits = GLOSSARY.find(text, lambda *_: spelled_out)
    return [(text[hit.start : hit.end], hit.term.term) for hit in hits]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("HbA1c above 7", [("HbA1c", "HbA1c")]),
        ("hba1c above 7", []),  # a short key counts with its capitals
        ("Myocardial infarction in the past", [("Myocardial infarction", "myocardial infarction")]),
        (
            "Adverse events and biopsies, a biopsy",
            [("Adverse events", "adverse event"), ("biopsy", "biopsy")],
        ),
        ("eGFR and egfr", [("eGFR", "kidney function")]),
        ("non-small cell lung cancer", [("non-small cell lung cancer", "NSCLC")]),
        ("anti-HER2 drugs, HER2-low, HER2.", [("HER2", "HER2")]),  # tied to another word
        ("Phase II/III, phase II", [("phase II", "phase 2")]),
        ("PD-1 and PD-L1", [("PD-L1", "PD-L1")]),
        ("a participant in the arm", []),
        ("30 mL/min/1.73 m2 or 60 mL/min", [("mL/min/1.73 m2",) * 2, ("mL/min",) * 2]),
        ("12 weeks prior to screening", [("prior to screening", "screening")]),
        ("IV infusion for stage IV cancer", [("IV infusion", "intravenous")]),
        ("breastfeeding or lactating", [("lactating", "lactating")]),
        ("", []),
    ],
)
def test_terms_are_found(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


def test_ambiguous_short_form_counts_only_where_it_is_spelled_out() -> None:
    assert found("stage IV cancer") == []
    assert found("IV dose", spelled_out=True) == [("IV", "intravenous")]
    assert found("EGFR and eGFR", spelled_out=True) == [
        ("EGFR", "EGFR"),
        ("eGFR", "kidney function"),
    ]


@pytest.mark.parametrize(
    ("short", "term", "texts", "is_spelled_out"),
    [
        ("PD", "progression", "Progressive disease (PD) is bad.", True),
        ("PD", "progression", "progression, pharmacodynamics (PD)", False),
        ("PD", "progression", "progressive disease (PD); pharmacodynamics (PD)", False),
        ("PD", "progression", "PD", False),
        ("IV", "intravenous", "given intravenous (IV)", True),
        ("IV", "intravenous", "given intravenously (IV)", True),
        ("SC", "subcutaneous", "given subcutaneously (SC)", True),
        ("PFS", "progression-free survival", "pre-filled syringe (PFS)", False),
        ("PFS", "progression-free survival", "Progression Free Survival (PFS)", True),
    ],
)
def test_a_short_form_is_spelled_out_by_brackets_behind_its_long_form(
    short: str, term: str, texts: str, is_spelled_out: bool
) -> None:
    assert is_spelled_out_in(TERMS[term], short, texts) is is_spelled_out


@pytest.mark.parametrize(
    "text",
    [
        "pulmonary hypertension",
        "stage IV cancer",
        "class III or IV",
        "median nerves",
        "creatinine phosphokinase",
        "an uncontrolled study",
        "prospective participants",
        "treatment per protocol",
        "a novel screening method for the detection of cancer",
        "follow-up studies of a follow-up hormone level",
        "liquid biopsy and liquid biopsies",
        "acute and/or low-dose medications",
        "in vitro fertilization for cystic fibrosis",
        "systemic lupus erythematosus",
        "non-myeloablative",
    ],
)
def test_a_word_that_means_something_else_is_not_explained(text: str) -> None:
    assert found(text, spelled_out=True) == []


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Recurrence of it", "Recurrence"),
        ("methotrexate", "methotrexate"),
        ("PFS; progression-free survival (PFS)", "PFS (progression-free survival)"),
        ("cytologically confirmed", "cytologically confirmed"),
        ("FEV1", "FEV1"),
        ("30 kg/m2", 'kg/m<sup class="pt-up">2</sup>'),
        ("&gt; 3", "&gt;"),
    ],
)
def test_a_meaning_begins_with_the_word_that_was_touched(text: str, head: str) -> None:
    page = CONTENT.explainer.explain(QUOTE.format(text), lambda *_: True, "")
    assert f"popover><b>{head}</b> " in page


def test_every_way_to_write_a_term_is_found_unless_it_is_near_or_a_sign() -> None:
    lost = [
        (term.term, text)
        for term in CONTENT.terms
        for text in (term.term, *term.also)
        if text not in term.near
        and re.search(r"\w", text)
        and not any(term.term == name for _, name in found(f"with {text} at times", True))
        and not [key for key in GLOSSARY.keys.get(text.split()[0].lower(), ()) if key.text == text][
            1:
        ]
    ]
    # Two entries that share a way to write it: the one that is found comes first.
    shared = {"stem cells", "CD4", "Hb", "A1C", "A1c"}
    assert sorted(one for one in lost if one[1] not in shared) == []


@pytest.mark.parametrize(
    ("page", "count"),
    [
        (QUOTE.format("HbA1c, and HbA1c again"), 1),
        (QUOTE.format("rate ? 70, ratio ? 1.5"), 2),  # each limit has a sign of its own
        (QUOTE.format("HbA1c") * 2, 2),  # once in each section
        ("<h2>HbA1c</h2><p>biopsy</p>", 1),
        ('<p>A <a href="#x">biopsy</a></p>', 0),
        ("<p><code>biopsy</code></p>", 0),
        ('<p>It looks at <span class="pt-name">chemotherapy</span>.</p>', 0),
        ("<dl><div><dd>biopsy</dd></div></dl>", 0),
        ('<section class="pt-card"><p>biopsy</p></section>', 0),
        ('<ul class="pt-outcomes"><li><strong>HbA1c</strong></li></ul>', 1),
        ("<table><tr><td>biopsy</td></tr></table>", 0),
        ("<p>This is called open label.</p>", 0),  # our own sentence has just explained it
        ("<p>It is under the FDA, a US health agency.</p>", 0),
        ("<p>It is under the FDA.</p>", 1),
        (f"<p>A phase 2 trial.</p>{QUOTE.split('</h2>')[1].format('open label, phase 2')}", 2),
    ],
)
def test_places_where_words_are_explained(page: str, count: int) -> None:
    explained = CONTENT.explainer.explain(page, lambda *_: False, "../glossary/")
    assert len(re.findall(r'class="pt-term[" ]', explained)) == count
    assert unexplained(explained) == page


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Age >= 18", "At least"),
        ("Age ≥ 18", "At least"),
        ("Age => 18", "At least"),
        ("pain > 3", "More than"),
        ("pain < 3", "Less than"),
        ("pain =< 3", "No more than"),
        ("pain </= 3", "No more than"),
        ("pain < or = 3", "No more than"),
        ("pain ＞ 3", "More than"),
        ("pain ＞= 3", "At least"),
        ("pain ˂ 3", "Less than"),
        ("2.5 x 106 cells/kg", "raised number may be lost"),
        ("estimated 109 cfu", "raised number may be lost"),
        ("rate ? 70mL/min", "A sign may be lost here"),
        (r"Gleason \&lt;6", "This stands for &#60;. Less than this much"),
        (r"rate \&#8805; 100", "This stands for ≥. At least this much"),
        (r"rate \&amp;lt; 100", "This stands for &#60;. Less than this much"),
        (r"rate \&gt;= 100", "This stands for &#62;. At least this much"),
        (r"the study\&#39;s aim", "This stands for &#39;.|This stands for '"),
    ],
)
def test_signs_are_explained_as_strictly_as_they_are(text: str, meaning: str) -> None:
    page = QUOTE.format(quote_html(text).removeprefix("<p>").removesuffix("</p>"))
    explained = CONTENT.explainer.explain(page, lambda *_: False, "../glossary/")
    assert re.search(rf'popover>[^"]*{meaning}', explained), explained
    assert unexplained(explained) == page


def test_a_sign_has_a_look_of_its_own() -> None:
    """A line under a sign such as > would make another sign of it."""
    page = QUOTE.format("HbA1c &#62; 6")
    explained = CONTENT.explainer.explain(page, lambda *_: False, "../glossary/")
    looks = re.findall(r'class="(pt-term[^"]*)"[^>]*>(.*?)<', explained)
    assert looks == [("pt-term", "HbA1c"), ("pt-term pt-sign", "&#62;")]


@pytest.mark.parametrize(
    "text", ["How many are there ? 3 or more", "109 people", r"\&nbsp; 3", "AT&T;", r"\&unheard; 3"]
)
def test_signs_that_nothing_needs_to_be_said_of(text: str) -> None:
    page = QUOTE.format(quote_html(text).removeprefix("<p>").removesuffix("</p>"))
    assert CONTENT.explainer.explain(page, lambda *_: False, "") == page


def test_square_units_are_raised_and_nothing_else() -> None:
    text = "30 kg/m2, 1.73 m2, 1000/mm3, receptor m2, m2.5, 5 m20"
    explained = CONTENT.explainer.explain(QUOTE.format(text), lambda *_: False, "")
    said = re.sub(r'<span class="pt-meaning".*?</a></span>', "", explained)
    assert re.findall(r"([\w/]+)<sup", said) == ["kg/m", "m", "1000/mm"]
    assert unexplained(explained) == QUOTE.format(text)


HOSTILE = st.sampled_from(
    ["HbA1c ", "<b>", "&lt;", "&#62;= 18 ", "biopsy", "</p>", "**", "`x`", "<script>", "m2", "≥ 5 "]
)


@given(st.lists(st.one_of(st.text(max_size=20), HOSTILE), max_size=20).map("".join))
def test_text_stays_as_it_was(text: str) -> None:
    page = f'<blockquote class="pt-quote">{quote_html(text)}</blockquote>'
    explained = CONTENT.explainer.explain(page, lambda *_: True, "g")
    assert unexplained(explained) == page
    assert read_page(page).composed == read_page(unexplained(explained)).composed


def test_real_pages_stay_as_they_were(content: Content, shared_data: Path, tmp_path: Path) -> None:
    """And each term is explained once a section, outside heads, links and names."""
    with gzip.open(shared_data / "ctgov.jsonl.gz") as stream:
        lines = [line for number, line in enumerate(stream) if number % 60 == 7]
    (tmp_path / "some.jsonl").write_bytes(b"".join(lines))
    records = [item for item in read([tmp_path]) if isinstance(item, Record)]
    assert len(records) > 30
    for record in records:
        page = page_html(trial_page(record, content, AS_OF).markdown, str).html
        explained = content.explainer.explain(page, spelled_out_in(record.trial), "g")
        assert unexplained(explained) == page
        for section in explained.split("<h2")[1:]:
            terms = re.findall(r'<a href="(g#[^"]+)">', section)
            assert len(terms) == len(set(terms))
        assert not re.search(r'<h\d[^>]*>[^<]*<span class="pt-term', explained)
        assert not re.search(r'<a [^>]*>[^<]*<span class="pt-term', explained)
        ids = re.findall(r' id="([^"]+)"', explained)
        assert len(ids) == len(set(ids))


def test_time_grows_with_the_length_of_a_text() -> None:
    """A long hostile text costs no more looks than words: counted in hits, not in seconds."""
    words = " ".join(random.Random(1).choices(["biopsy", "non", "small", "cell", "x"], k=20_000))
    assert len(found(words)) <= 20_000


def test_glossary_tells_which_records_use_a_word() -> None:
    uses = Uses()
    for number in (4, 2, 9, 1, 7):
        uses.add(f"NCT0000000{number}", ["biopsy"])
    uses.add("NCT00000002", ["hba1c"])
    assert uses.all()["biopsy"] == Use(5, ("NCT00000001", "NCT00000002", "NCT00000004"))
    page = glossary_page(CONTENT.terms, uses.all(), CONTENT.env, CONTENT.wording).markdown
    assert "- HbA1c: used in 1 record: [NCT00000002](trials/NCT00000002/index.md)\n" in page
    line = next(line for line in page.split("\n") if line.startswith("- biopsy:"))
    assert line.startswith("- biopsy: used in 5 records: [NCT00000001](")
    assert line.endswith("(trials/NCT00000004/index.md) and 2 more")


def test_words_of_a_record_are_counted_as_its_page_would_explain_them() -> None:
    trial = put(everything().trial, "description.brief_summary", "A biopsy; HER2-low; stage IV.")
    used = used_in(trial, CONTENT.explainer.glossary)
    assert "biopsy" in used
    assert "intravenous" not in used


def test_glossary_has_each_letter_once_and_signs_first() -> None:
    page = glossary_page(CONTENT.terms, {}, CONTENT.env, CONTENT.wording).markdown
    heads = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert heads[0] == "Numbers and signs"
    assert heads[1:] == sorted(set(heads[1:]))
