"""Words in another language than the page say so, wherever they stand (WCAG 2.2, 3.1.2)."""

from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from generator.content import load_content
from generator.plain.languages import spoken
from generator.site.engine import build_site
from tests.small_sites import make_site, number, read_page, write, write_record

WORDS = {
    "title": "¿Ayuda el inhalador con placebo?",
    "key_messages": ["Este ensayo estudia un inhalador.", "Puede participar quien tiene asma."],
    "why": "Muchas personas tienen asma.\n\nUn placebo es parte del ensayo.",
    "what_happens": "Usted usa el inhalador cada noche.",
    "benefits": "Puede respirar mejor.",
    "risks": "Puede tener tos.",
    "criteria": [{"quote": "Adults with asthma", "plain": "Personas adultas con asma."}],
    "outcomes": [{"measure": "Breath", "plain": "Si usted respira bien."}],
}
ALL = [
    *(text for text in WORDS.values() if isinstance(text, str)),
    *WORDS["key_messages"],
    "Personas adultas con asma.",
    "Si usted respira bien.",
]


class Spoken(HTMLParser):
    """Which text of a page is said in which language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.ways: set[str] = set()
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("lang") == "es":
            self.ways.add(values.get("dir") or "")
        if tag not in ("meta", "link", "input", "img", "br", "hr", "source"):
            before = self._open[-1][1] if self._open else ""
            self._open.append((tag, values.get("lang") or before))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open and self._open[-1][0] not in ("title", "script", "style"):
            self.texts.append((data.strip(), self._open[-1][1]))

    def language_of(self, text: str) -> set[str]:
        return {language for said, language in self.texts if text in said}


def site_with(folder: Path, language: str | None) -> Path:
    config = make_site(folder, [1])
    rules = {"eligibility_criteria": "Inclusion Criteria:\n\n* Adults with asthma"}
    outcomes = {"primary_outcomes": [{"measure": "Breath", "time_frame": "1 year"}]}
    write_record(folder / "records", 2, eligibility=rules, outcomes=outcomes)
    words = {**WORDS, "author": "Ana", "written": "2026-01-01"}
    words |= {"language": language} if language else {}
    write(folder / "records" / f"{number(2)}.plain.yml", yaml.safe_dump(words, allow_unicode=True))
    built = build_site(config)
    assert [str(p) for p in built.problems if "plain" in str(p.place)] == []
    return built.site_dir


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_with(tmp_path_factory.mktemp("spanish"), "es")


@pytest.fixture(scope="module")
def page(site: Path) -> Spoken:
    return Spoken((site / "trials" / number(2) / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("text", [part for text in ALL for part in text.split("\n\n")])
def test_words_that_people_wrote_say_their_language(page: Spoken, text: str) -> None:
    said = {language for whole, language in page.texts if whole == text}
    # The outline of the frame has the title too, and is no place for marks.
    assert "es" in said
    assert page.ways == {"auto"}


def test_our_words_and_the_records_do_not(page: Spoken) -> None:
    for text in ("Adults with asthma", "Breath", "In short", "Written by", "Invented trial 2"):
        assert page.language_of(text) == {"en"}, text


def test_no_english_meaning_stands_in_foreign_words(site: Path, page: Spoken) -> None:
    html = (site / "trials" / number(2) / "index.html").read_text("utf-8")
    assert "placebo" in html
    assert 'tabindex="0">placebo<' not in html


def test_a_heading_in_another_language_has_a_plain_anchor(site: Path) -> None:
    page = read_page(site, f"trials/{number(2)}/index.html")
    assert "ayuda-el-inhalador-con-placebo" in page.ids
    assert not [anchor for anchor in page.ids if "span" in anchor]


def test_a_list_says_the_language_of_a_title(site: Path) -> None:
    spoken_there = Spoken((site / "trials" / "index.html").read_text("utf-8"))
    assert spoken_there.language_of(str(WORDS["title"])) == {"es"}
    assert spoken_there.language_of("Invented trial 1") == {"en"}


def test_words_in_the_language_of_the_page_have_no_mark(tmp_path: Path) -> None:
    built = site_with(tmp_path, None)
    for path in (f"trials/{number(2)}/index.html", "trials/index.html"):
        assert (built / path).read_text("utf-8").count(" lang=") == 1  # the page's own


@pytest.mark.parametrize(("language", "marked"), [("en", ""), ("es", "es"), ("en-GB", "en-GB")])
def test_only_another_language_is_marked(language: str, marked: str) -> None:
    assert spoken(language, load_content([]).wording) == marked
