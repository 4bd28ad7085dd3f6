"""Cities to measure distances from: which a reader can pick, and the files they come in."""

import gzip
import json
import re
from pathlib import Path

from generator.content import load_content
from generator.pages.cities import Cities, city_files
from generator.plain.amounts import listed_country
from generator.records import Record
from generator.records.folder import read
from generator.trial import Trial
from tests.small_sites import write_record

WORDING = load_content([]).wording
SCRIPT = re.compile(r'plaintrialsCities\(("[\w-]+"),(\[.*\])\);\n', re.ASCII)


def trial(folder: Path, *places: dict[str, object]) -> Trial:
    write_record(folder, 1, contacts_locations={"locations": list(places)})
    (record,) = read([folder])
    assert isinstance(record, Record), record
    return record.trial


def place(city: str, lat: float, lon: float, **more: str) -> dict[str, object]:
    return {"city": city, "country": "Chile", "geo_point": {"lat": lat, "lon": lon}, **more}


def told(folder: Path, *places: dict[str, object]) -> list[str]:
    cities = Cities()
    cities.add(trial(folder, *places), WORDING)
    return [name for name, _, _ in cities.all().get("Chile", ())]


def test_points_of_one_city_are_one_city(tmp_path: Path) -> None:
    places = [
        place("Arica", -18.47, -70.3),
        place("ARICA", -18.5, -70.31),
        place("Arica", -18.47, -70.3),
    ]
    cities = Cities()
    cities.add(trial(tmp_path, *places), WORDING)
    assert cities.all() == {"Chile": (("Arica", -18.47, -70.3),)}


def test_towns_of_one_name_have_their_state_as_well(tmp_path: Path) -> None:
    north, south = place("Salto", -20, -70, state="North"), place("Salto", -40, -72, state="South")
    assert told(tmp_path, south, north) == ["Salto, North", "Salto, South"]


def test_a_place_without_a_city_country_or_point_is_no_city(tmp_path: Path) -> None:
    bare = {"city": "Arica", "country": "Chile"}
    nowhere = {"geo_point": {"lat": 1.0, "lon": 1.0}, "country": "Chile"}
    assert told(tmp_path, bare, nowhere) == []


def test_a_file_is_nothing_but_a_call_with_data(tmp_path: Path) -> None:
    hostile = '");alert(1)//</script>\u2028\\'
    cities = Cities()
    cities.add(
        trial(tmp_path, place(hostile, 1, 2), {**place("A", 1, 2), "country": "../../x\u2029"}),
        WORDING,
    )
    files = dict(city_files(cities.all()))
    assert len(files) == 3
    for name, data in files.items():
        assert re.fullmatch(r"cities/[a-z0-9-]+\.js", name)
        found = SCRIPT.fullmatch(data.decode("ascii"))
        assert found, data
        assert json.loads(found[1]) == Path(name).stem
        json.loads(found[2])


def test_every_real_city_can_be_picked_from_files_that_stay_small(
    shared_data: Path,
) -> None:
    cities_of = Cities()
    for record in read([shared_data / "ctgov.jsonl.gz"]):
        if isinstance(record, Record):
            cities_of.add(record.trial, WORDING)
    files = dict(city_files(cities_of.all()))
    names = _rows(files["cities/countries.js"])
    assert {f"cities/{name}.js" for _, name in names} | {"cities/countries.js"} == set(files)
    labels = {
        country: [row[0] for row in _rows(files[f"cities/{name}.js"])] for country, name in names
    }
    for country, cities in labels.items():
        assert len(set(cities)) == len(cities), country
    for location in _locations(shared_data / "ctgov.jsonl.gz"):
        if "geoPoint" in location and location.get("city", "").strip():
            city = " ".join(location["city"].split()).casefold()
            listed = listed_country(location["country"], WORDING)
            known = {label.casefold() for label in labels[listed]}
            assert any(label == city or label.startswith(f"{city}, ") for label in known), location
    assert max(len(gzip.compress(data)) for data in files.values()) < 25_000


def _rows(data: bytes) -> list[list[str]]:
    found = SCRIPT.fullmatch(data.decode("ascii"))
    assert found
    rows: list[list[str]] = json.loads(found[2])
    return rows


def _locations(path: Path) -> list[dict[str, str]]:
    with gzip.open(path) as stream:
        studies = [json.loads(line)["protocolSection"] for line in stream]
    modules = [study.get("contactsLocationsModule", {}) for study in studies]
    return [location for module in modules for location in module.get("locations", [])]
