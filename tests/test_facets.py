"""Ways to browse: each trial under each of its values, each value at an address of its own."""

import posixpath
import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import Content, load_content
from generator.pages.choices import Choices
from generator.pages.facets import FACETS, Facet, facet_values, names_in_order
from generator.pages.listings import listing_pages, parts
from generator.pages.summary import Summary
from generator.pages.tone import Tone
from generator.plain.amounts import listed_country

CONDITIONS, TREATMENTS, STATUSES, PHASES, COUNTRIES, _, SPONSORS = FACETS
ROW = Summary(
    registry_id="NCT00000001",
    title="A trial",
    status="Finished",
    standing="Finished",
    tone=Tone("over", "■"),
    conditions=(),
    tested=(),
    phases=(),
    countries=(),
    sponsor="",
    year="",
    updated="2024-01-01",
)


def rows(*values: tuple[str, ...]) -> list[Summary]:
    """Return a trial for each list of conditions."""
    return [
        replace(ROW, registry_id=f"NCT{number:08}", conditions=conditions)
        for number, conditions in enumerate(values, 1)
    ]


def folders(*names: str, facet: Facet = COUNTRIES) -> dict[str, str]:
    """Return the folder of each country's page."""
    values = facet_values(facet, [replace(ROW, choices=Choices(countries=names))], "Not stated")
    return {value.name: value.path.split("/")[-2] for value in values}


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Chile", "chile"),
        ("Côte d'Ivoire", "cote-d-ivoire"),
        ("Bosnia & Herzegovina (part)", "bosnia-herzegovina-part"),
        ("../../etc", "etc"),
        ("x" * 200, "x" * 80),
        ("<script>", "script"),
    ],
)
def test_folder_of_a_name(name: str, folder: str) -> None:
    assert folders(name)[name] == folder


@pytest.mark.parametrize(
    "name", ["中国", "Россия", "***", "index", "Page 2", "page-12", "Not stated"]
)
def test_name_without_a_folder_of_its_own_gets_a_mark(name: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", folders(name)[name])


@pytest.mark.parametrize(
    "names",
    [
        ("Guinea-Bissau", "Guinea Bissau", "guinea/bissau"),
        ("Åland", "Aland"),
        ("中国", "日本", "한국"),
        ("y" * 90 + "1", "y" * 90 + "2"),
        ("C++", "C#", "C"),
    ],
)
def test_names_that_would_share_a_folder_all_get_a_mark(names: tuple[str, ...]) -> None:
    found = folders(*names)
    assert len(set(found.values())) == len(names)
    assert all(re.search(r"[0-9a-f]{8}$", folder) for folder in found.values())


def test_mark_does_not_depend_on_the_others() -> None:
    one = folders("C++", "C#")["C++"]
    assert folders("C++", "C", "Chile")["C++"] == one


def test_spellings_that_differ_in_case_and_space_are_one() -> None:
    values = facet_values(
        CONDITIONS, rows(("asthma",), ("Asthma",), ("ASTHMA ",), ("Asthma",)), "-"
    )
    assert [(value.name, len(value.trials)) for value in values] == [("Asthma", 4)]


def test_usual_spelling_does_not_depend_on_the_order() -> None:
    names = {
        facet_values(CONDITIONS, order, "-")[0].name for order in _orders(rows(("b",), ("B",)))
    }
    assert names == {"B"}


def test_trial_with_the_same_value_twice_counts_once() -> None:
    (value,) = facet_values(CONDITIONS, rows(("Cough", "cough")), "-")
    assert len(value.trials) == 1


def test_only_trial_of_an_open_value_needs_no_list() -> None:
    many, one = facet_values(CONDITIONS, rows(("Cough",), ("Cough", "Gout")), "-")
    assert (many.path, many.has_page) == ("conditions/cough/index.md", True)
    assert (one.path, one.has_page) == ("trials/NCT00000002/index.md", False)


def test_value_of_a_code_has_its_list_even_for_one_trial() -> None:
    (value,) = facet_values(STATUSES, [ROW], "-")
    assert (value.path, value.has_page) == ("statuses/finished/index.md", True)


def test_trial_without_a_value_stands_last_under_not_stated() -> None:
    values = facet_values(CONDITIONS, rows((), ("Zoster",), ()), "The record does not say")
    assert [(value.name, len(value.trials), value.stated) for value in values] == [
        ("Zoster", 1, True),
        ("The record does not say", 2, False),
    ]
    assert values[-1].path == "conditions/not-stated/index.md"


def test_phases_stand_in_their_order_and_no_phase_after_them(content: Content) -> None:
    names = ("No phase", "Phase 4", "“PHASE9”", "Early Phase 1", "Phase 1")
    some = [replace(ROW, registry_id=f"NCT{n}", phases=(name,)) for n, name in enumerate(names)]
    first = names_in_order(PHASES, content.wording)
    found = [value.name for value in facet_values(PHASES, [*some, ROW], "-", first)]
    assert found == ["Early Phase 1", "Phase 1", "Phase 4", "No phase", "“PHASE9”", "-"]


def test_values_do_not_depend_on_the_order_of_trials() -> None:
    orders = _orders(rows(("b",), ("A", "ä"), ("a", "C"), ()))
    found = [facet_values(CONDITIONS, order, "-") for order in orders]
    said = [[(v.name, v.path, {row.registry_id for row in v.trials}) for v in one] for one in found]
    assert [name for name, *_ in said[0]] == ["A", "b", "C", "ä", "-"]
    assert said[0] == said[1] == said[2]


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u00a0"])
def test_blank_value_is_none(blank: str) -> None:
    (value,) = facet_values(CONDITIONS, rows((blank,)), "Not stated")
    assert (value.name, value.stated) == ("Not stated", False)


@given(st.lists(st.lists(st.text("aAäß中1 -*/.", max_size=4), max_size=3), max_size=6))
def test_every_trial_is_under_every_value_and_no_address_is_twice(names: list[list[str]]) -> None:
    some = rows(*map(tuple, names))
    values = facet_values(CONDITIONS, some, "-")
    pages = [value.path for value in values if value.has_page]
    assert len(pages) == len(set(pages))
    listed = {(row.registry_id, value.name.casefold()) for value in values for row in value.trials}
    expected = {
        (row.registry_id, " ".join(name.split()).casefold())
        for row in some
        for name in list(filter(str.strip, row.conditions)) or ["-"]
    }
    assert listed == expected


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


def test_lists_are_paged_and_never_cut(content: Content) -> None:
    some = [
        replace(row, choices=Choices(countries=("Chile",)), updated=f"20{number % 24:02}-01-01")
        for number, row in enumerate(rows(*[("Cough",)] * 120))
    ]
    pages = {page.path: page for page in listing_pages(some, content.env, content.wording, "Site")}
    for folder in ("trials", "conditions/cough", "countries/chile"):
        parts = [f"{folder}/index.md", f"{folder}/page-2/index.md", f"{folder}/page-3/index.md"]
        assert set(parts) <= set(pages)
        shown = re.findall(r"NCT\d{8}/", "".join(pages[part].markdown for part in parts))
        assert sorted(shown) == [f"{row.registry_id}/" for row in some]
        assert f"{folder}/page-4/index.md" not in pages


@pytest.mark.parametrize("count", [1, 2, 3, 11, 204, 3000])
def test_from_any_page_any_other_is_few_links_away(count: int) -> None:
    linked = {
        part.number: {other for other, _ in part.others}
        for part, _, _ in parts("trials/index.md", range(count), 1)
    }
    assert max(map(len, linked.values())) <= 25
    for start in {1, count // 3 + 1, count}:
        reached, steps = {start}, 0
        while len(reached) < count:
            reached = reached.union(*(linked[number] for number in reached))
            steps += 1
        assert steps <= 9


def test_links_of_a_page_lead_to_the_pages_they_name() -> None:
    for part, here, _ in parts("trials/index.md", range(5), 1):
        for number, link in part.others:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(here), link))
            assert path == ("trials/index.md" if number == 1 else f"trials/page-{number}/index.md")


def test_a_long_list_of_names_says_where_its_pages_start(content: Content) -> None:
    some = rows(*[(f"Cough {number:03}",) for number in range(450)])
    pages = {page.path: page for page in listing_pages(some, content.env, content.wording, "Site")}
    first = pages["conditions/index.md"].markdown
    assert "1: Cough 000" in first
    assert "[2: Cough 200](page-2/" in first
    assert "[3: Cough 400](page-3/" in first
    assert "[1: Cough 000](../" in pages["conditions/page-3/index.md"].markdown


def test_listings_are_the_same_in_any_order(content: Content) -> None:
    some = rows(("b", "Ä"), ("B",), ("a",), (), ("中国", "a"))
    made = [
        list(listing_pages(order, content.env, content.wording, "Site")) for order in _orders(some)
    ]
    assert made[0] == made[1] == made[2]


def test_newest_trial_stands_first(content: Content) -> None:
    some = [
        replace(row, updated=day)
        for row, day in zip(
            rows(*[()] * 4), ("2023-05", "", "2024-01-02", "2024-01-02"), strict=True
        )
    ]
    page = next(iter(listing_pages(some, content.env, content.wording, "Site")))
    assert re.findall(r"\((?:\.\./)*(NCT\d{8})/", page.markdown) == [
        "NCT00000003",
        "NCT00000004",
        "NCT00000001",
        "NCT00000002",
    ]


def _orders(some: list[Summary]) -> list[list[Summary]]:
    mixed = list(some)
    random.Random(7).shuffle(mixed)
    return [some, some[::-1], mixed]


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (["Russia", "Russian Federation"], "Russia"),
        (["Turkey", "Türkiye", "Turkey (Türkiye)"], "Turkey (Türkiye)"),
        (["Korea, Republic of", "South Korea"], "South Korea"),
        (["Czech Republic", "Czechia"], "Czechia"),
        (["Hong Kong"], "Hong Kong"),
        (["United States", "united states "], "United States"),
        (["Atlantis"], "Atlantis"),
    ],
)
def test_a_country_is_listed_once_however_records_spell_it(names: list[str], listed: str) -> None:
    wording = load_content([]).wording
    assert {listed_country(name, wording) for name in names} == {listed}
