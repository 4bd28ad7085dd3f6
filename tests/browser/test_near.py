"""Distances from a city that the reader picks: worked out here, and forgotten on demand."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.site.engine import build_site
from tests.browser.serving import PHONE, overhang, served
from tests.browser.test_mylist import write_trial
from tests.small_sites import make_site, number

TOWNS = {
    "Oslo": (59.91273, 10.74609), "Bergen": (60.39299, 5.32415), "Ålesund": (62.47225, 6.15492),
    "Tromsø": (69.6489, 18.95508),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("near")
    config = make_site(folder, [], nav=["index.md", "trials/index.md", "compare.md"])
    places = [
        {"facility": f"{town} clinic", "city": town, "country": "Norway",
         "geo_point": {"lat": lat, "lon": lon}}
        for town, (lat, lon) in TOWNS.items()
    ]  # fmt: skip
    write_trial(folder, 1, contacts_locations={"locations": places})
    write_trial(folder, 2)
    nowhere = [{"facility": "A clinic", "city": "A town", "country": "Chile"}]
    write_trial(folder, 3, contacts_locations={"locations": nowhere})
    return build_site(config).site_dir


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def visit(reader: BrowserContext, address: str, n: int = 1) -> Page:
    page = reader.new_page()
    page.goto(f"{address}trials/{number(n)}/")
    return page


def test_script_comes_when_its_part_is_opened(reader: BrowserContext, address: str) -> None:
    reader.route("**/assets/near.js", lambda route: route.abort())
    page = visit(reader, address)
    page.wait_for_load_state("networkidle")
    part = page.locator("details.pt-near")
    expect(part.locator("[role=status]")).to_have_count(0)
    part.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(part.locator("[role=status]")).to_have_text("The list of cities could not load.")
    reader.unroute("**/assets/near.js")
    page.keyboard.press("Enter")
    expect(part).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Country")).to_be_visible()
    expect(part.locator("[role=status]")).not_to_have_text("The list of cities could not load.")


def picker(page: Page) -> Locator:
    part = page.locator("details.pt-near")
    part.locator("summary").click()
    return part


def pick(page: Page, typed: str, city: str) -> Locator:
    part = picker(page)
    part.get_by_label("Country").select_option(label="Norway")
    part.get_by_label("City").fill(typed)
    part.get_by_role("button", name=city, exact=True).click()
    return part


def km_between(one: str, other: str) -> float:
    """By the law of cosines, and not as the script does it."""
    (lat, lon), (lat2, lon2) = (tuple(map(math.radians, TOWNS[name])) for name in (one, other))
    part = math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(lon - lon2)
    return 6371 * math.acos(part)


def test_each_place_has_its_distance_and_the_nearest_come_first(
    address: str, reader: BrowserContext
) -> None:
    page = visit(reader, address)
    part = pick(page, "alesund", "Ålesund")
    expect(part.get_by_text("From Ålesund, Norway")).to_be_focused()
    said = {
        place.locator("strong").inner_text(): place.locator(".pt-far").inner_text()
        for place in page.locator("div.pt-places li").all()
    }
    oslo, bergen = km_between("Ålesund", "Oslo"), km_between("Ålesund", "Bergen")
    assert said["Ålesund clinic"] == "less than 1 km (less than 1 mile)"
    assert (round(oslo, -1), round(oslo / 1.609344, -1)) == (380, 230)
    assert said["Oslo clinic"] == "about 380 km (230 miles)"
    assert said["Bergen clinic"] == f"about {round(bergen, -1):.0f} km (150 miles)"
    nearest = part.locator("ol > li strong").all_inner_texts()
    assert nearest == ["Ålesund clinic", "Bergen clinic", "Oslo clinic"]
    expect(part.get_by_text("In a straight line")).to_be_visible()
    assert overhang(page) <= 0


def test_it_can_be_done_with_keys_alone(address: str, reader: BrowserContext) -> None:
    page = visit(reader, address)
    page.locator("details.pt-near summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Country")).to_be_enabled()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Country")).to_be_focused()
    page.keyboard.type("Norway")
    expect(page.locator(".pt-near__count")).to_have_text("4 cities")
    page.keyboard.press("Tab")
    page.keyboard.type("ber")
    expect(page.locator(".pt-near__count")).to_have_text("1 city")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Bergen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("From Bergen, Norway")).to_be_focused()


def test_a_city_that_is_not_there_is_told(address: str, reader: BrowserContext) -> None:
    page = visit(reader, address)
    part = picker(page)
    part.get_by_label("Country").select_option(label="Norway")
    part.get_by_label("City").fill("zzz")
    expect(part.get_by_role("status")).to_have_text(
        "This list has no such city. Try a bigger one near you."
    )


def test_a_mistyped_city_brings_names_like_it_and_says_so(
    address: str, reader: BrowserContext
) -> None:
    page = visit(reader, address)
    part = picker(page)
    part.get_by_label("Country").select_option(label="Norway")
    for typed in ("Bregen", "allesu"):
        part.get_by_label("City").fill(typed)
        expect(part.get_by_role("status")).to_have_text(
            f"No city in this list begins with “{typed}”. Here are names like it."
        )
    expect(part.locator(".pt-near__cities li")).to_have_text(["Ålesund"])
    part.get_by_label("City").fill("Bregen")
    part.get_by_role("button", name="Bergen", exact=True).click()
    expect(part.get_by_text("From Bergen, Norway")).to_be_focused()


def test_the_city_is_remembered_until_it_is_forgotten(address: str, reader: BrowserContext) -> None:
    pick(visit(reader, address), "osl", "Oslo")
    page = visit(reader, address, 2)
    expect(page.locator("div.pt-places .pt-far").first).to_have_text(
        "less than 1 km (less than 1 mile)"
    )
    part = picker(page)
    part.get_by_role("button", name="Forget my city").click()
    expect(part.get_by_role("status")).to_have_text("Your city is gone from this device.")
    expect(part.get_by_label("Country")).to_be_focused()
    expect(page.locator(".pt-far")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('plaintrials.city')") is None


def test_lists_of_cities_load_only_when_asked_for_and_from_this_site(
    address: str, reader: BrowserContext
) -> None:
    page = reader.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}trials/{number(1)}/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "cities" in url]
    pick(page, "osl", "Oslo")
    found = [url.removeprefix(address) for url in asked if "cities" in url]
    assert len(found) == 2
    assert all(url.startswith("countries/cities/") for url in found)
    assert all(url.startswith(address) for url in asked)


def test_nobody_is_asked_where_the_reader_is(address: str, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.add_init_script("""
      for (const name of ["getCurrentPosition", "watchPosition"])
        navigator.geolocation[name] = () => { window.wasAsked = true; };
    """)
    page.goto(f"{address}trials/{number(1)}/")
    pick(page, "osl", "Oslo")
    assert page.evaluate("window.wasAsked") is None


def test_a_list_that_cannot_load_is_told(address: str, reader: BrowserContext) -> None:
    page = visit(reader, address)
    page.route("**/cities/norway*", lambda route: route.abort())
    part = picker(page)
    part.get_by_label("Country").select_option(label="Norway")
    expect(part.get_by_role("status")).to_have_text("The list of cities could not load.")


def test_a_page_without_points_offers_no_distances(address: str, reader: BrowserContext) -> None:
    expect(visit(reader, address, 3).locator(".pt-near")).to_have_count(0)


def test_the_list_of_trials_tells_the_nearest_place_of_each(
    address: str, reader: BrowserContext
) -> None:
    page = reader.new_page()
    for n in (2, 3):
        page.goto(f"{address}trials/{number(n)}/")
        keep = page.locator(".pt-keep-line .pt-keep")
        keep.click()
        expect(keep).to_have_text("Remove from my list")
    page.goto(f"{address}compare/")
    pick(page, "osl", "Oslo")
    row = page.get_by_role("row", name="Nearest place from Oslo, Norway")
    expect(row.get_by_role("cell").first).to_have_text(
        "less than 1 km (less than 1 mile): North clinic, Oslo – Looking for people"
    )
    expect(row.get_by_role("cell").nth(1)).to_have_text("The record gives no points for its places")


def test_it_works_from_a_disk(folder: Path, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto((folder / f"trials/{number(1)}/index.html").as_uri())
    part = pick(page, "trom", "Tromsø")
    expect(part.locator("ol > li").first).to_contain_text("less than 1 km")
