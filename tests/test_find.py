"""What the search is made of: cards, choices, filters, and an index cut into small pieces."""

import datetime
import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import load_content
from generator.pages.card import BORDER, FIELDS, card_html, card_of, fields_in
from generator.pages.choices import Choices, age_bands, choices_of
from generator.pages.summary import summary_of
from generator.plain.languages import say_language
from generator.plain.voice import voice_for
from generator.problems import Place
from generator.records import Form, Record
from generator.site import pieces
from generator.site.filters import _steps, write_filters
from generator.site.pieces import PiecesError, cut, page_addresses
from generator.site.search import Indexed, index, index_trials
from generator.site.spelling import known_words, write_words
from generator.trial import Trial
from tests.small_sites import record
from tests.test_search_index import contents, fragments, trials, write

DAY = datetime.date(2026, 1, 1)
CONTENT = load_content([])
WORDING = CONTENT.wording


def made(n: int = 1, **sections: Any) -> Record:
    """Return an invented record with some of its sections written anew."""
    trial = Trial.model_validate(record(n, **sections), by_name=True)
    return Record(trial, Form.NATIVE, Place("records/x.yml"), b"")


def fields(one: Record) -> dict[str, str]:
    return dict(zip(FIELDS, card_of(one, WORDING, DAY).fields, strict=True))


def choices(**sections: Any) -> Choices:
    one = made(**sections)
    return choices_of(one, voice_for(one.trial, WORDING))


# --- cards


def test_a_card_holds_everyday_and_medical_words_and_the_places() -> None:
    one = made(conditions={"conditions": ["Myocardial Infarction"], "keywords": ["Infarct"]})
    card = fields(one)
    assert card["conditions"] == "Myocardial Infarction"
    assert "heart attack" in card["also"].split("; ")
    assert card["tested"] == "Drug 1"
    assert card["places"] == "A town; Norway"
    assert card["people"] == "Green University"
    assert card["numbers"] == "NCT00000001"
    assert "Infarct" in card["terms"]


def test_the_other_words_of_a_record_stand_once_and_in_both_spellings() -> None:
    text = "The tumour, the tumour and the clinic near Myhospital\\*."
    card = fields(made(description={"brief_summary": text}))
    assert card["more"].split().count("tumour") == 1
    assert {"tumor", "myhospital"} <= set(card["more"].split())
    assert "the" not in card["more"].split()
    assert "norway" not in card["more"].split()


def test_nothing_in_a_record_is_taken_for_a_border_or_for_markup() -> None:
    title = f'A {BORDER} B </span><script>x</script> "quoted" & more'
    one = made(identification={"registry_id": "NCT00000001", "brief_title": title})
    html = card_html(card_of(one, WORDING, DAY))
    assert html.count(BORDER) == len(FIELDS) - 1
    assert "<script" not in html
    assert html.count("<span") == html.count("</span>") == len(FIELDS)


def test_a_silent_record_has_a_card() -> None:
    assert fields(made(3))["conditions"] == ""


# --- choices


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [
        ("18 Years", None, "ADULT OLDER_ADULT"),
        ("18 Years", "64 Years", "ADULT"),
        ("17 Years", "65 Years", "CHILD ADULT OLDER_ADULT"),
        (None, "17 Years", "CHILD"),
        ("6 Months", "5 Years", "CHILD"),
        ("216 Months", None, "ADULT OLDER_ADULT"),
        ("65 Years", None, "OLDER_ADULT"),
        (None, None, ""),
        ("old", "70 Years", ""),
    ],
)
def test_age_bands_follow_the_limits(low: str | None, high: str | None, bands: str) -> None:
    one = made(eligibility={"minimum_age": low, "maximum_age": high})
    assert " ".join(age_bands(one.trial)) == bands


def test_the_bands_of_the_registry_go_before_our_own() -> None:
    one = made(eligibility={"minimum_age": "18 Years", "std_ages": ["CHILD"]})
    assert age_bands(one.trial) == ("CHILD",)


def test_choices_are_what_the_record_says() -> None:
    places = [{"city": "Birmingham", "country": "United States"}, {"city": "Oslo"}, {}]
    found = choices(
        eligibility={"sex": "ALL", "healthy_volunteers": False},
        contacts_locations={"locations": places},
        has_results=True,
    )
    assert found.sexes == ("Women and girls can join", "Men and boys can join")
    assert found.healthy == ("Only people with the health problem",)
    assert found.cities == ("Birmingham, United States", "Oslo")
    assert found.results == ("Results are posted",)


def test_a_silent_record_has_no_choices() -> None:
    found = choices(contacts_locations={})
    assert found == Choices()


@pytest.mark.parametrize(
    ("tag", "name"), [("en", "English"), ("pt-BR", "Portuguese (Brazil)"), ("qqq", "qqq")]
)
def test_a_language_has_a_name(tag: str, name: str) -> None:
    assert say_language(tag, WORDING) == name


# --- the index in pieces, and the filters beside it


def test_words_are_where_they_were_before_the_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = random.Random(1)
    pages = {
        f"trials/T{n:03}": trials(1)["trials/T000"].replace(
            "asthma", " ".join("".join(names.choices("abcdefg", k=6)) for _ in range(400))
        )
        for n in range(60)
    }
    site = write(tmp_path, pages)
    monkeypatch.setattr("generator.site.search.cut", lambda _: None)
    index(site)
    before = _words(site / "pagefind")
    pieces = len(list((site / "pagefind" / "index").iterdir()))

    cut(site / "pagefind")

    assert len(list((site / "pagefind" / "index").iterdir())) > pieces
    assert _words(site / "pagefind") == before
    assert len(before) > 1000


def test_pieces_cover_all_words_in_order_without_a_gap(tmp_path: Path) -> None:
    site = write(tmp_path, trials(40))
    index(site)
    rows = _pieces(site)
    assert rows == sorted(rows)
    assert all(first <= last for first, last, _ in rows)


def test_each_word_is_in_the_piece_that_is_loaded_for_it(tmp_path: Path) -> None:
    """Also behind a short word: "stage" was looked for where "st" ended a piece, and not found."""
    names = random.Random(2)
    known = [first + "".join(names.choices("abst", k=k)) for first in "st" for k in range(7)] * 40
    pages = {
        f"trials/T{n:03}": trials(1)["trials/T000"].replace(
            "asthma", " ".join([*names.choices(known, k=90), f"st{n}x" * 3, "st", "s"])
        )
        for n in range(90)
    }
    site = write(tmp_path, pages)
    index(site)
    rows = _pieces(site)
    assert len(rows) > 3
    for first, last, name in rows:
        file = site / "pagefind" / "index" / f"{name}.pf_index"
        for word in pieces._items(next(iter(_lists(file)))):
            assert first <= pieces._string(next(pieces._items(word))) <= last


def test_a_file_that_is_not_of_pagefind_is_told(tmp_path: Path) -> None:
    (tmp_path / "pagefind.en_1.pf_meta").write_bytes(gzip.compress(b"something"))
    with pytest.raises(PiecesError, match="expected a file of Pagefind's"):
        cut(tmp_path)
    (tmp_path / "pagefind.en_1.pf_meta").write_bytes(gzip.compress(b"pagefind_dcd\x81\x01"))
    with pytest.raises(PiecesError, match=r"expected 6 lists .* found 1"):
        cut(tmp_path)


def test_filters_name_each_trial_under_each_of_its_values(tmp_path: Path) -> None:
    records = [made(n) for n in range(1, 10)]
    cards = tmp_path / "cards"
    for one in records:
        write(cards, {f"trials/{one.trial.registry_id}": card_html(card_of(one, WORDING, DAY))})
    site = write(tmp_path / "site", {"index": "<h1>x</h1>"})
    rows = [summary_of(one, WORDING, DAY) for one in records]

    index_trials(Indexed(site, cards, rows), WORDING)

    bundle = site / "pagefind"
    addresses = page_addresses(bundle)
    assert sorted(addresses) == sorted(f"/trials/{row.registry_id}/" for row in rows)
    filters = {one["name"]: one for one in json.loads((bundle / "filters.json").read_text())}
    assert "languages" not in filters  # nobody wrote plain words
    assert filters["conditions"].keys() == {"name", "head", "more"}
    found = _column(filters["statuses"], addresses)
    for row in rows:
        assert f"/trials/{row.registry_id}/" in found[row.status]
    assert sum(map(len, found.values())) == len(rows)
    newest = json.loads((bundle / "order-newest.json").read_text())
    dates = {f"/trials/{row.registry_id}/": row.updated for row in rows}
    in_order = [dates[addresses[n]] for n in newest]
    assert in_order == sorted(in_order, reverse=True)
    conditions = json.loads((bundle / "filter-conditions.json").read_text())
    counts = [len(steps) for _, steps in conditions]
    assert counts == sorted(counts, reverse=True)


def test_a_card_goes_before_its_page_and_hand_written_pages_join(tmp_path: Path) -> None:
    pages = {**trials(2), "glossary": trials(1)["trials/T000"]}
    site = write(tmp_path / "site", pages)
    card = "<html><body data-pagefind-body><p>cardword</p></body></html>"
    cards = write(tmp_path / "cards", {"trials/T000": card})

    assert index(site, cards=cards) == 3
    assert fragments(site)["/trials/T000/"]["content"] == "cardword."
    assert "/glossary/" in fragments(site)


def test_the_same_cards_give_the_same_bytes(tmp_path: Path) -> None:
    sites = []
    for name in ("one", "two"):
        site = write(tmp_path / name / "site", {"index": "<h1>x</h1>"})
        cards = write(tmp_path / name / "cards", trials(30))
        index(site, cards=cards)
        write_filters(site / "pagefind", [], WORDING)
        sites.append(contents(site))
    assert sites[0] == sites[1]


def test_the_words_for_typing_errors_are_those_that_trials_are_about(tmp_path: Path) -> None:
    records = [
        made(n, conditions={"conditions": ["Ménière's Disease", "COVID-19"], "keywords": ["Ödem"]})
        for n in range(1, 6)
    ]
    records += [made(6, description={"brief_summary": "Onceword, ABC12345 and a clinic."})]
    for one in records:
        html = card_html(card_of(one, WORDING, DAY))
        assert fields_in(html) == fields(one)
        write(tmp_path / "cards", {f"trials/{one.trial.registry_id}": html})
    (tmp_path / "bundle").mkdir()

    write_words(tmp_path / "bundle", tmp_path / "cards")

    found = {}
    for file in (tmp_path / "bundle").iterdir():
        shelf = json.loads(file.read_text("utf-8"))
        names = shelf["words"].split()
        assert len(names) == len(shelf["powers"])
        letter = file.stem.removeprefix("words-")
        found.update({n: (letter, int(p)) for n, p in zip(names, shelf["powers"], strict=True)})
    assert len(list((tmp_path / "bundle").iterdir())) == 27
    assert found["ménière"] == ("m", 2)  # 5 trials: 2 to the power of 2, at least
    assert found["covid"] == ("c", 2)
    assert found["ödem"] == ("o", 2)
    assert found["norway"] == ("n", 1)  # a place
    assert "onceword" not in found
    assert not any(any(sign.isdigit() for sign in word) for word in found)


def test_a_page_that_is_no_card_has_no_words() -> None:
    assert fields_in("<p>Some text</p>") == {}
    assert list(known_words(["<p>Some text</p>"])) == []


@given(st.sets(st.integers(0, 5000)))
def test_steps_add_up(numbers: set[int]) -> None:
    assert _sums(_steps(sorted(numbers))) == sorted(numbers)


def _column(packed: dict[str, Any], addresses: list[str]) -> dict[str, set[str]]:
    """Return each value of a packed filter with the addresses of its trials."""
    groups = dict(zip(packed["signs"], packed["groups"], strict=True))
    found: dict[str, set[str]] = {label: set() for label in packed["values"]}
    for address, sign in zip(addresses, packed["of"], strict=True):
        for value in groups[sign]:
            found[packed["values"][value]].add(address)
    return found


def _sums(steps: list[int]) -> list[int]:
    total, found = 0, []
    for step in steps:
        total += step
        found.append(total)
    return found


def _pieces(site: Path) -> list[list[str]]:
    """Return the first word, the last word and the name of each piece of an index."""
    meta = next((site / "pagefind").glob("*.pf_meta"))
    return [pieces._strings(row) for row in pieces._items(list(_lists(meta))[2])]


def _lists(file: Path) -> Any:
    return pieces._items(pieces._unpacked(file))


def _words(bundle: Path) -> dict[str, bytes]:
    """Return every word of an index with all that is known of it."""
    return {
        pieces._string(next(pieces._items(word))): bytes(word)
        for file in sorted((bundle / "index").iterdir())
        for word in pieces._items(next(iter(_lists(file))))
    }
