"""Rules about pages: each with a page that has the fault and one that has not; `check --pages`."""

import datetime
import gzip
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.build import trial_page
from generator.cli import main
from generator.content import load_content, load_meanings, own_templates
from generator.page_check import Judged, judge_pages
from generator.pages.explain import spelled_out_in
from generator.pages.markdown import page_html
from generator.pages.own_text import own_text, without_marks
from generator.pages.page_checks import (
    CODES,
    MOST_WORDS,
    Finished,
    codes_of,
    dead_links,
    heading_faults,
    judge_page,
    standard_of,
)
from generator.plain.sentence import Sentence
from generator.problems import Severity
from generator.records import Record
from generator.records.folder import read
from generator.site.faults import template_fault
from generator.trial import Trial
from tests.conftest import REPOSITORY
from tests.invented import CASES
from tests.small_sites import number, write, write_record

AS_OF = datetime.date(2026, 3, 31)
LINK = "../../glossary.md"
FILE = own_templates() / "checks" / "pages.yml"
ENTRIES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
NOBODY = Trial.model_validate(
    {"identification": {"registry_id": "NCT00000001", "brief_title": "Tea"}}
)

CONTENT = load_content([], marked=True)
STANDARD = standard_of(CONTENT.wording, CONTENT.terms, CONTENT.explainer.glossary, LINK)


def page_of(example: dict[str, Any]) -> Finished:
    """Return the page of an example: a piece of HTML, or one of our sentences, some times."""
    text = example.get("sentence", "")
    slots = (("names", example["names"]),) if "names" in example else ()
    said = [Sentence(text, ("design.phases",), "invented", slots)] if text else []
    page = example.get("page") or f"<h1>Tea</h1><p>{text}</p>"
    return Finished(page, page, said * example.get("times", 1), NOBODY, spelled_out_in(NOBODY))


def codes_on(page: Finished) -> set[str]:
    return {finding.code for finding in judge_page(page, STANDARD).findings}


# ---------- each rule ----------


def test_every_rule_has_its_entry() -> None:
    assert ENTRIES.keys() == CODES


@pytest.mark.parametrize("code", ENTRIES)
def test_example_fires_and_its_neighbor_does_not(code: str) -> None:
    assert code in codes_on(page_of(ENTRIES[code]["fires"]))
    quiet = codes_on(page_of(ENTRIES[code]["quiet"]))
    assert quiet == set()


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        ("<h1>A</h1><h2>B</h2><h2>C</h2><h3>D</h3><h2>E</h2>", []),
        ("<h1>A</h1><h1>B</h1>", ["h1 B"]),
        ("<h2>A</h2><h1>B</h1>", ["h2 A", "h1 B"]),
        ("<h1>A</h1><h3>B</h3><h4>C</h4>", ["h3 B"]),
        ("<h1> <em> </em> </h1>", ["h1"]),
        ("<p>Words</p>", ["no heading"]),
        ('<h1 id="a">A &lt;h2&gt; <b>b</b></h1>', []),
    ],
)
def test_headings_that_are_out_of_order(page: str, faults: list[str]) -> None:
    assert list(heading_faults(page)) == faults


@pytest.mark.parametrize(
    ("page", "dead"),
    [
        ('<p id="a"><a href="#a">A</a></p>', []),
        ('<p id="a"><a class="x" href="#b">A</a></p>', ["#b"]),
        ('<p id="a-&amp;"><a href="#a-&amp;">A</a></p>', []),
        ('<p id="a b"><a href="#a%20b">A</a></p>', []),
        ('<button popovertarget="m">A</button><span id="m">M</span>', []),
        ('<button popovertarget="n">A</button><span id="m">M</span>', ["#n"]),
        ('<p aria-labelledby="a b" id="a">A</p>', ["#b"]),
        ('<p id="a">A</p><p id="a">B</p>', ["#a 2 times"]),
        ('<a href="../../glossary.md#tea">T</a>', []),
        ('<a href="../../glossary.md#coffee">T</a>', ["../../glossary.md#coffee"]),
        ('<a href="../../elsewhere.md#coffee">T</a><a href="https://a.example/#b">B</a>', []),
        ("<p>&#60;a href=&#34;#b&#34;&#62;</p>", []),
    ],
)
def test_links_whose_part_is_not_there_once(page: str, dead: list[str]) -> None:
    assert list(dead_links(page, {LINK: {"tea"}})) == dead


QUOTE = "\ue000description.brief_summary\ue001{}\ue002"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>It is NOT_YET_RECRUITING.</p>", {"NOT_YET_RECRUITING"}),
        ("<h2>COMPLETED</h2>", {"COMPLETED"}),
        ("<dl><dt>Kind</dt><dd>SOME_NEW_CODE</dd></dl>", {"SOME_NEW_CODE"}),
        (f"<p>{QUOTE.format('COMPLETED in NOT_YET_RECRUITING')}</p>", set()),
        ("<p>Run by <span class='x'></span><span class=\"pt-name\">SITE_01</span>.</p>", set()),
        ('<details class="pt-fold pt-sources"><q>A_B</q><br><q>C_D</q></details>', set()),
        ("<blockquote><p>A_B</p></blockquote><p>C_D</p>", {"C_D"}),
        ("<p>The record lists this as “LAMP_MAKER”.</p>", set()),
        ("<svg><text>A_B</text><path d='x'/></svg><p>It is over.</p>", set()),
        ("<p>IL-6, NIH grant, US law, phase 2 and EGFR</p>", set()),
    ],
)
def test_codes_in_our_own_words(page: str, found: set[str]) -> None:
    whole = f"<h1>Tea</h1>{page}"
    judged = judge_page(
        Finished(without_marks(whole), whole, [], NOBODY, spelled_out_in(NOBODY)), STANDARD
    )
    assert {one.words for one in judged.findings if one.code == "PAGE-CODE"} == found


def test_what_people_wrote_is_not_judged() -> None:
    text = "People don't get NOT_YET_RECRUITING, a placebo and/or the CRF, and " + "on " * 20
    theirs = Sentence(text, ("words.title",), "words")
    page = f"<h1>{text}</h1>"
    judged = judge_page(Finished(page, page, [theirs], NOBODY, spelled_out_in(NOBODY)), STANDARD)
    assert judged.findings == ()
    assert judged.reading.ours.words == 0


def test_a_word_that_the_page_explains_once_needs_no_more() -> None:
    text = "Some people have a biopsy."
    said = [Sentence(text, ("design.phases",), "invented")] * 2
    page = CONTENT.explainer.explain(
        f"<h1>Tea</h1><p>{text}</p><ul><li>{text}</li></ul>", spelled_out_in(NOBODY), LINK
    )
    judged = judge_page(Finished(page, page, said, NOBODY, spelled_out_in(NOBODY)), STANDARD)
    assert judged.findings == ()


def test_codes_that_are_words_as_well_are_left_alone() -> None:
    codes = codes_of(CONTENT.wording)
    assert codes >= {"RECRUITING", "COMPLETED", "NOT_YET_RECRUITING"}
    assert not codes & {"NIH", "FDA", "US"}


@given(st.text("<>/abp ='\"\ue000\ue001\ue002#&;AB_", max_size=60))
def test_any_page_can_be_judged(page: str) -> None:
    judged = judge_page(Finished(page, page, [], NOBODY, spelled_out_in(NOBODY)), STANDARD)
    assert {one.code for one in judged.findings} <= CODES
    assert "\ue002" not in without_marks(page)


# ---------- whole pages ----------


def judged_in(paths: Sequence[Path], workers: int = 1) -> Judged:
    return judge_pages(
        paths, CONTENT, AS_OF, load_meanings(()), workers, template_fault, lambda _: None
    )


def test_our_own_pages_have_no_fault() -> None:
    judged = judged_in([CASES, REPOSITORY / "records"])
    found = [one for one in judged.problems if one.code in CODES]
    # The names in a record are as long as they are; one case has every field, one many results.
    long = {"NCT99999902", "NCT99999912"}
    assert {one.code for one in found if one.registry_id not in long} <= {"PAGE-NAMES"}
    assert {one.code for one in found} <= {"PAGE-NAMES", "PAGE-LONG"}
    assert {one.severity for one in found} <= {Severity.INFO}
    assert len(judged.rows) == judged.count > 10


def test_every_field_on_one_page_breaks_no_rule_but_its_length() -> None:
    judged = judged_in([CASES / "everything"])
    codes = {one.code for one in judged.problems if one.code in CODES}
    assert codes <= {"PAGE-NAMES", "PAGE-LONG"}
    assert judged.rows[0].words > MOST_WORDS


def test_a_page_is_judged_as_a_site_shows_it() -> None:
    plain = load_content([])
    for item in read([CASES]):
        assert isinstance(item, Record)
        marked = page_html(trial_page(item, CONTENT, AS_OF).markdown, str).html
        shown = page_html(trial_page(item, plain, AS_OF).markdown, str).html
        # Only the anchor of a heading that holds a quote knows of the mark.
        anchors = re.compile(r'(<h[1-6]) id="[^"]*"')
        assert anchors.sub(r"\1", without_marks(marked)) == anchors.sub(r"\1", shown)
        # The title is told from our words by its marks alone.
        title = item.trial.identification.brief_title
        assert title in " ".join(own_text(shown))
        assert title not in " ".join(own_text(marked))


def test_real_pages_break_no_rule(shared_data: Path, tmp_path: Path) -> None:
    lines = _every(shared_data / "ctgov.jsonl.gz", 20)
    write(tmp_path / "some.jsonl", b"".join(lines))
    judged = judged_in([tmp_path], workers=2)
    found = [one for one in judged.problems if one.code in CODES]
    assert judged.count == len(lines) == len(judged.rows)
    assert {one.code for one in found} <= {"PAGE-NAMES", "PAGE-LONG"}
    assert all(row.grade is not None and row.grade <= 8 for row in judged.rows)


def _every(file: Path, step: int) -> list[bytes]:
    with gzip.open(file) as stream:
        return list(stream)[::step]


def test_shares_find_what_one_finds(tmp_path: Path) -> None:
    for n in range(1, 60):
        write_record(tmp_path, n)
    assert judged_in([tmp_path], workers=2) == judged_in([tmp_path], workers=1)


# ---------- the command ----------


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three records, and a wording of an operator that breaks rules in one sentence."""
    for n in (1, 2, 3):
        write_record(tmp_path / "records", n)
    ours = yaml.safe_load((own_templates() / "wording" / "en.yml").read_text(encoding="utf-8"))
    ours["sentences"]["about.built"] = "This fraud and/or COMPLETED page has a biopsy."
    write(tmp_path / "mine/wording/en.yml", yaml.safe_dump(ours, allow_unicode=True))
    plugin = {"plaintrials": {"templates": "mine", "as_of": str(AS_OF)}}
    settings = {"site_name": "T", "theme": {"name": "material"}, "plugins": [plugin]}
    (tmp_path / "docs").mkdir()
    write(tmp_path / "mkdocs.yml", yaml.safe_dump(settings))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", *words])


def test_without_pages_no_page_is_judged(site: Path) -> None:
    assert "PAGE-" not in check().stdout
    assert isinstance(json.loads(check("--format", "json").stdout), list)
    done = check("--select", "PAGE-CODE")
    assert done.exit_code == 2
    assert "--pages" in done.stderr


def test_a_finding_names_the_entry_of_the_wording_and_can_be_set_aside(site: Path) -> None:
    told = json.loads(check("--pages", "--format", "json", "--select", "PAGE").stdout)
    found = [p for p in told["problems"] if p["registry_id"] == number(1)]
    codes = {p["code"]: p for p in found}
    assert {"PAGE-BANNED", "PAGE-CODE"} <= codes.keys()
    assert codes["PAGE-CODE"]["quoted"] == "COMPLETED"
    assert "(wording: about.built)" in codes["PAGE-BANNED"]["message"]
    faults = [(one["code"], one["words"]) for one in told["pages"][0]["faults"]]
    assert {("PAGE-BANNED", "fraud"), ("PAGE-CODE", "COMPLETED")} <= set(faults)
    assert check("--pages", "--fail-on", "warn", "--select", "PAGE").exit_code == 1
    ignore = "lint_ignore:\n" + "".join(
        f"  - {{code: {code}, because: We know., until: 2026-12-31}}\n" for code in sorted(codes)
    )
    for n in (1, 2, 3):
        write(site / "records" / f"{number(n)}.plain.yml", ignore)
    done = check("--pages", "--fail-on", "warn", "--select", "PAGE,LINT")
    assert done.exit_code == 0, done.stdout
    assert "set aside until 2026-12-31: We know." in done.stdout
    assert "LINT-02" not in check().stdout  # nobody looked at the page


def test_a_template_at_fault_is_said_and_the_rest_is_judged(site: Path) -> None:
    write(site / "mine/sections/why.md.jinja", "{{ v.nothing }}")
    done = check("--pages")
    assert done.exit_code == 1
    assert "SITE-TEMPLATE" in done.stdout
    assert "Traceback" not in done.output
