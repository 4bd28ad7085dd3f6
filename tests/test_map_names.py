"""Names on the map: readable, beside dots of their own country, and never over anything."""

import itertools
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import trial_page
from generator.content import load_content
from generator.pages.map_names import SIZE, Name, Spot, names_on
from tests.invented import everything, put
from tests.test_page_cases import AS_OF

WIDE, TALL = 680, 420
SPOTS = st.tuples(st.integers(0, WIDE), st.integers(0, TALL))
COUNTRIES = st.dictionaries(
    st.sampled_from(["Chad", "France", "United States", "South Korea", "Peru", ""]),
    st.lists(SPOTS, min_size=1, max_size=12),
    max_size=6,
)


def gap(name: Name, spot: Spot) -> float:
    left, top, right, bottom = name.box
    across = max(left - spot[0], 0, spot[0] - right)
    return float((across**2 + max(top - spot[1], 0, spot[1] - bottom) ** 2) ** 0.5)


@given(COUNTRIES)
def test_names_meet_nothing_and_stand_at_their_country(spots: dict[str, list[Spot]]) -> None:
    names = names_on(spots, WIDE, TALL)
    for one, other in itertools.combinations(names, 2):
        left, top, right, bottom = one.box
        other_left, other_top, other_right, other_bottom = other.box
        beside = right <= other_left or other_right <= left
        assert beside or bottom <= other_top or other_bottom <= top
    for name in names:
        left, top, right, bottom = name.box
        assert left >= 0
        assert top >= 0
        assert right <= WIDE
        assert bottom <= TALL
        own = min(gap(name, spot) for spot in spots[name.text])
        others = [gap(name, s) for country in spots if country != name.text for s in spots[country]]
        assert own >= 10
        assert all(own < other for other in others)
    assert len({name.text for name in names}) == len(names)
    assert "" not in {name.text for name in names}


@pytest.mark.parametrize("spot", [(340, 210), (4, 210), (676, 210), (340, 4), (340, 416)])
def test_a_country_alone_has_its_name(spot: Spot) -> None:
    assert [name.text for name in names_on({"South Korea": [spot]}, WIDE, TALL)] == ["South Korea"]


def test_a_crowd_of_one_country_has_its_name_at_an_end() -> None:
    crowd = [(x, y) for x in range(200, 400, 8) for y in range(100, 300, 8)]
    assert len(names_on({"Germany": crowd}, WIDE, TALL)) == 1


def test_a_name_that_has_no_room_is_left_out() -> None:
    crowd = [(x, y) for x in range(0, WIDE, 16) for y in range(0, TALL, 16)]
    assert names_on({"Germany": crowd, "Chad": [(340, 210)]}, WIDE, TALL) == []


def test_letters_are_eleven_pixels_on_a_small_phone() -> None:
    assert SIZE * 328 / WIDE >= 11


def test_a_page_writes_the_country_as_the_record_does() -> None:
    content = load_content([])
    record = everything()
    trial = record.trial
    for index, _ in enumerate(trial.contacts_locations.locations):
        trial = put(trial, f"contacts_locations.locations[{index}].country", "Perú <b>& more")
    page = trial_page(type(record)(trial, record.form, record.place, record.raw), content, AS_OF)
    drawing = re.findall(r'<svg class="pt-map".*?</svg>', page.markdown)[0]
    written = re.findall(r"<text[^>]*>(.*?)</text>", drawing)
    assert [unescape(text) for text in written] == ["Perú <b>& more"]
