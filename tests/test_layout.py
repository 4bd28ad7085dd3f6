"""The layout of a trial page: what stands once, what is folded, and what says nothing."""

import datetime
import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.build import trial_page
from generator.content import Content, load_content
from generator.pages.tone import tone_of
from generator.pages.view import trial_view
from generator.plain.kinds import is_dummy_group
from generator.records import Record
from generator.records.folder import read
from generator.stylesheet import stylesheet
from generator.trial.derived import Browse
from generator.trial.design import Arm, Intervention, OutcomeMeasure
from generator.trial.identification import Sponsor
from generator.trial.people import Contact, Location
from generator.vocabulary import Status
from tests.invented import everything, put

AS_OF = datetime.date(2026, 1, 15)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


def _page(content: Content, **values: Any) -> str:
    """Return the page of the record that has everything, with other values at some paths."""
    record = everything()
    for path, value in values.items():
        record = replace(record, trial=put(record.trial, path.replace("__", "."), value))
    return trial_page(record, content, AS_OF).markdown


def test_contact_without_a_name_has_a_label(content: Content) -> None:
    nameless = Contact(role="CONTACT", phone="555-0100")
    page = _page(content, contacts_locations__central_contacts=(nameless,))
    assert '<li><strong>Contact</strong><br>Phone: <a href="tel:5550100">555-0100</a></li>' in page
    assert "Contact person" not in page


def test_each_tone_of_a_place_has_its_sign_in_the_stylesheet() -> None:
    style = stylesheet()
    for tone in {tone_of(status) for status in Status}:
        assert f'.pt-places .pt-{tone.name}::before {{ content: "{tone.sign} ";' in style


def _arm(label: str, type_: str, *names: str) -> Arm:
    return Arm(label=label, type=type_, intervention_names=names)


def _thing(name: str, type_: str = "DRUG", **more: Any) -> Intervention:
    return Intervention(name=name, type=type_, **more)


def _what(content: Content, arms: tuple[Arm, ...], *things: Intervention) -> str:
    page = _page(content, arms_interventions__arms=arms, arms_interventions__interventions=things)
    return page.split("\n## What happens")[1].split("\n## ")[0]


def test_kind_of_what_a_group_gets_is_small_print_and_stays(content: Content) -> None:
    arm = _arm("A", "EXPERIMENTAL", "Diagnostic Test: Colon: look", "Note: no kind", "Drug: ")
    what = _what(content, (arm,))
    assert '<li><span class="pt-role">Diagnostic Test:</span> Colon: look</li>' in what
    assert "<li>Note: no kind</li>" in what
    assert "<li>Drug: </li>" in what


@pytest.mark.parametrize(
    ("name", "type_", "shown"),
    [
        ("Dimolin", "DRUG", "Dimolin (drug)"),
        ("Dimolin (D-1)", "DRUG", "Dimolin (D-1)"),
        ("Dimolin [D-1] ", "DRUG", "Dimolin [D-1] "),
        ("Hum device", "DEVICE", "Hum device"),
        ("Two Devices", "DEVICE", "Two Devices"),
        ("Devicette", "DEVICE", "Devicette (device)"),
        ("Word test of sleep", "DIAGNOSTIC_TEST", "Word test of sleep"),
    ],
)
def test_kind_is_said_once(name: str, type_: str, shown: str, content: Content) -> None:
    page = _page(content, arms_interventions__interventions=(_thing(name, type_),))
    assert f'<dd><span class="pt-name">{shown}</span></dd>' in html.unescape(page)


def test_table_of_groups_heads_what_it_has(content: Content) -> None:
    bare = _what(content, (_arm("A", "OTHER"), _arm("B", "OTHER")))
    assert "What people in it get" not in bare
    assert "More about it" not in bare
    told = (Arm(label="A", description="Bakers."), Arm(label="B"))
    some = _what(content, told)
    assert '<th scope="col">More about it</th>' in some
    assert '<td data-label="More about it">The record does not say</td>' in some
    given = _what(content, (_arm("A", "OTHER", "Drug: Tea"), _arm("B", "OTHER")))
    assert '<th scope="col">What people in it get</th>' in given


@pytest.mark.parametrize(
    ("arms", "roles"),
    [
        ([("A", "EXPERIMENTAL")], "Its part in the trial: Tested treatment"),
        ([("A", "OTHER")], ""),
        ([("A", "OTHER"), ("B", "OTHER")], ""),
        ([("A", None), ("B", None)], ""),
        (
            [("A", "ACTIVE_COMPARATOR"), ("B", "ACTIVE_COMPARATOR")],
            "The part of each group in the trial: Group to compare with",
        ),
        ([("A", "EXPERIMENTAL"), ("B", "OTHER")], "Tested treatment|Other group"),
        ([("A", "EXPERIMENTAL"), ("Placebo arm 2", "EXPERIMENTAL")], "Tested treatment|"),
        ([("A", "EXPERIMENTAL"), ("Placebo, then A", "EXPERIMENTAL")], "The part of each group"),
    ],
)
def test_parts_of_groups(arms: list[tuple[str, str | None]], roles: str, content: Content) -> None:
    rows = tuple(Arm(label=label, type=type_) for label, type_ in arms)
    what = _what(content, rows)
    cells = re.findall(r'<td data-label="Its part in the trial">(.*?)</td>', what)
    assert "|".join(cells) == (roles if "|" in roles else "")
    assert ('<th scope="col">Its part' in what) == ("|" in roles)
    said = "".join(re.findall(r'<p class="pt-source">(.*part.*)</p>', what))
    assert said.startswith(roles) if roles and "|" not in roles else not said


@pytest.mark.parametrize(
    ("names", "is_dummy"),
    [
        (("Drug: Dimolin placebo",), True),
        (("Device: Sham lamp",), True),
        (("Drug: Dimolin or placebo",), False),
        (("Drug: Dimolin/placebo",), False),
        (("Drug: Placebo", "Drug: Dimolin"), False),
        (("Drug: Shampoo",), False),
        ((), False),
    ],
)
def test_group_that_only_gets_a_placebo(names: tuple[str, ...], is_dummy: bool) -> None:
    assert is_dummy_group(_arm("B", "EXPERIMENTAL", *names)) is is_dummy
    assert not is_dummy_group(_arm("B", "PLACEBO_COMPARATOR", *names))


@pytest.mark.parametrize(
    ("arms", "labels", "said"),
    [
        ("A", ("A",), None),
        ("AB", ("B", "A"), "all groups"),
        ("ABC", ("C", "A"), '<span class="pt-name">C and A</span>'),
        ("AB", ("A", "Third"), "A, Third"),
        ("A", ("a",), "a"),
        ("AB", (), None),
    ],
)
def test_groups_that_a_thing_is_for(
    arms: str, labels: tuple[str, ...], said: str | None, content: Content
) -> None:
    rows = tuple(_arm(label, "EXPERIMENTAL") for label in arms)
    what = _what(content, rows, _thing("Dimolin", arm_group_labels=labels))
    found = re.findall(r"<p class=\"pt-source\">Listed for: (.*?)</p>", what)
    assert found == ([said] if said else [])


def test_many_other_names_are_folded_and_all_there(content: Content) -> None:
    names = tuple(f"Nim-{number}" for number in range(6))
    what = _what(content, (), _thing("Dimolin", other_names=names))
    assert f"<summary>Other names (6)</summary><p>{', '.join(names)}</p>" in what
    few = _what(content, (), _thing("Dimolin", other_names=names[:5]))
    assert f'<p class="pt-source">Other names: {", ".join(names[:5])}</p>' in few


def test_box_of_the_picture_has_room_for_four_things(content: Content) -> None:
    names = tuple(f"Drug: Nim{number}" for number in range(7))
    what = _what(content, (_arm("A", "EXPERIMENTAL", *names),))
    drawn = re.findall(r'<text class="pt-box-line"[^>]*>(.*?)</text>', what)
    assert drawn == ["Nim0", "Nim1", "Nim2", "Nim3", "and 3 more, see the table"]
    assert [name for name in names if f"</span> {name[6:]}</li>" in what] == list(names)


@pytest.mark.parametrize(
    ("detailed", "times"), [("One *day*.\n\nThen two.", 1), ("One day. Then two.", 2)]
)
def test_description_that_is_the_summary_again_is_shown_once(
    detailed: str, times: int, content: Content
) -> None:
    texts = {"brief_summary": "One *day*. Then two.", "detailed_description": detailed}
    page = _page(content, **{f"description__{name}": text for name, text in texts.items()})
    why = page.split("\n## Why this")[1].split("\n## ")[0]
    assert why.count("Then two.") == times
    assert ("The longer description" in why) == (times == 2)


def _outcomes(*texts: str | None) -> tuple[OutcomeMeasure, ...]:
    return tuple(
        OutcomeMeasure(measure=f"Thing {number}", time_frame=f"{number} weeks", description=text)
        for number, text in enumerate(texts, 1)
    )


def _measured(content: Content, **values: Any) -> str:
    page = _page(content, **{f"outcomes__{kind}_outcomes": some for kind, some in values.items()})
    return page.split("\n## What is measured")[1].split("\n## ")[0]


def test_folds_of_things_measured_have_their_number(content: Content) -> None:
    measured = _measured(content, secondary=_outcomes(*"abcdef"), other=_outcomes("a"))
    assert "<summary>Other things measured (6)</summary>" in measured
    assert "<summary>Further things measured (1)</summary>" in measured


def test_neighbors_with_one_description_share_it(content: Content) -> None:
    measured = _measured(content, primary=_outcomes("Asked.", "Asked.", "Seen.", "Asked.", None))
    items = re.findall(r"<li>(.*?)</li>", measured.split("<details")[0], re.DOTALL)
    assert [re.findall(r"Thing \d", item) for item in items] == [
        ["Thing 1", "Thing 2"],
        ["Thing 3"],
        ["Thing 4"],
        ["Thing 5"],
    ]
    assert [item.count("The record says the same") for item in items] == [1, 0, 0, 0]
    assert [re.findall(r"<p>(\w+)\.</p>", item) for item in items] == [
        ["Asked"],
        ["Seen"],
        ["Asked"],
        [],
    ]


@pytest.mark.parametrize(("count", "folded"), [(10, 0), (11, 6), (44, 39)])
def test_many_main_things_are_folded_and_all_there(
    count: int, folded: int, content: Content
) -> None:
    measured = _measured(content, primary=_outcomes(*["Asked."] * count), secondary=(), other=())
    head, _, fold = measured.partition("<details")
    assert len(re.findall(r"Thing \d+", head)) == count - folded
    assert len(re.findall(r"Thing \d+", fold)) == folded
    assert (f"More main things measured ({folded})" in fold) == bool(folded)
    assert [part.count("<p>Asked.</p>") for part in (head, fold)] == [1, int(bool(folded))]


def test_kind_of_a_helper_stands_small_behind_its_name(content: Content) -> None:
    helpers = (
        Sponsor(name="Reed Works", agency_class="INDUSTRY"),
        Sponsor(name="Reed Friends", agency_class="OTHER"),
        Sponsor(name="Reed Twins", agency_class="UNKNOWN"),
    )
    page = _page(content, sponsor_collaborators__collaborators=helpers)
    names = page.split("<summary>The names</summary>")[1].split("</details>")[0]
    assert re.findall("<dd>(.*?)</dd>", names)[:3] == [
        "Reed Works <small>(Company)</small>",
        "Reed Friends",
        "Reed Twins",
    ]


def test_terms_of_the_registry_come_with_a_word_of_care(content: Content) -> None:
    note = "These are search terms of the registry. They are not about any one person."
    fold = _page(content).split("<summary>Words for finding it</summary>")[1].split("</details>")[0]
    assert fold.index("Search words the team chose") < fold.index(note) < fold.index("Wider terms")
    terms = ("condition_browse", "intervention_browse")
    bare = _page(content, **{f"derived__{name}": Browse() for name in terms})
    assert note not in bare
    assert "Search words the team chose" in bare


@pytest.mark.parametrize(("many", "drawn"), [(8, True), (9, False)])
def test_up_to_eight_groups_are_drawn(content: Content, many: int, drawn: bool) -> None:
    arms = tuple(_arm(f"Group {number}", "EXPERIMENTAL", "Drug: Dim") for number in range(many))
    assert ('<svg class="pt-groups"' in _what(content, arms, _thing("Dim"))) is drawn


def test_each_country_of_a_long_list_tells_how_many_places_it_has(content: Content) -> None:
    places = tuple(
        Location(facility=f"Clinic {number}", country="Chile" if number < 9 else "Peru")
        for number in range(21)
    )
    page = _page(content, contacts_locations__locations=places)
    counts = re.findall(r'<summary>(\w+) <span class="pt-count">(\d+)</span>', page)
    assert counts == [("Chile", "9"), ("Peru", "12")]


def test_each_theme_of_the_rules_has_its_links(content: Content) -> None:
    rules = [
        "Diabetes",
        "Pregnant women",
        "Kidney disease",
        "Heart failure",
        "HIV",
        "Asthma",
        "Pain",
    ]
    text = "Exclusion Criteria:\n\n" + "\n".join(f"* {rule}" for rule in rules)
    record = everything()
    trial = put(record.trial, "eligibility.eligibility_criteria", text)
    jumps = trial_view(
        record=replace(record, trial=trial),
        wording=content.wording,
        as_of=AS_OF,
        themes=content.themes,
    ).who.jumps
    page = trial_page(replace(record, trial=trial), content, AS_OF).markdown
    nav = page[page.index('class="pt-jumps"') : page.index("</nav>")]
    links = re.findall(r'href="#(rule--\d+)"', nav)
    assert len(jumps) > 2
    assert links == [place for jump in jumps for place in jump.anchors]


def test_words_for_a_part_of_a_rule_stand_apart(content: Content, tmp_path: Path) -> None:
    (tmp_path / "MYH-1.yml").write_text(
        "identification: {registry_id: MYH-1, brief_title: Sleep}\n"
        "eligibility: {eligibility_criteria: 'Inclusion: Adults who sleep badly and walk'}\n"
    )
    (tmp_path / "MYH-1.plain.yml").write_text(
        "author: A\nwritten: 2026-01-02\ncriteria:\n"
        "  - {quote: Adults who sleep badly, plain: You are an adult and sleep badly.}\n"
    )
    record = next(item for item in read([tmp_path]) if isinstance(item, Record))
    assert "You are an adult and sleep badly." in trial_page(record, content, AS_OF).markdown
