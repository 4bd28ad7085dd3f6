"""Everyday words for medical ones: the list itself, what a page may say, what helps to find."""

import re
from collections import Counter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.content import load_content
from generator.plain.synonyms import Synonyms, synonyms_from
from tests.conftest import REPOSITORY

FILE = REPOSITORY / "templates" / "synonyms.yml"
TREE = yaml.safe_load(FILE.read_text(encoding="utf-8"))
LISTS = ("names", "wider", "medicines")
SYNONYMS = load_content([]).wording.synonyms
# A name may be all that it says: no word that only a description or a blow would use.
UNKIND = re.compile(r"\b(fat|mad|crazy|cripple\w*|suicide|addict|retard\w*|lunatic|insane)\b")


def tree(**lists: object) -> dict[str, object]:
    return {"names": {}, "wider": {}, "medicines": {}, "spellings": {}, "small": [], **lists}


def test_there_are_at_least_400_pairs_from_everyday_to_medical() -> None:
    assert sum(len(TREE[name]) for name in ("names", "wider")) >= 400


def test_no_everyday_word_stands_twice() -> None:
    # A plain reading, because a parser of YAML keeps the last of two without a word.
    text = FILE.read_text(encoding="utf-8")
    keys = re.findall(r"^  ([^\s#][^:]*): ", text, re.MULTILINE)
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_words_are_lower_case_and_no_medical_word_stands_twice_behind_one(name: str) -> None:
    for plain, medical in TREE[name].items():
        assert isinstance(plain, str)
        assert plain == plain.strip().lower()
        assert medical, plain
        assert len(set(medical)) == len(medical), plain
        assert plain not in medical
        for word in medical:
            assert isinstance(word, str), word
            assert word == word.strip().lower(), word


def test_words_with_capitals_are_everyday_names() -> None:
    known = set(TREE["names"])
    assert [word for word in TREE["capitals"] if word.lower() not in known] == []
    assert [word for word in TREE["capitals"] if word == word.lower()] == []


def test_the_everyday_word_comes_first() -> None:
    """None of the words that head a row is a medical word of another row that it should follow."""
    medical = {word for names in TREE["names"].values() for word in names}
    heads = set(TREE["names"])
    assert heads & medical == set()


def test_no_name_for_an_illness_is_unkind() -> None:
    assert [name for name in TREE["names"] if UNKIND.search(name)] == []


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("Myocardial Infarction", ("heart attack",)),
        ("MYOCARDIAL INFARCTION (MI)", ("heart attack",)),
        ("Infarction, Myocardial", ("heart attack",)),
        ("Rhinitis, Allergic, Seasonal", ("hay fever",)),
        ("Haemorrhoids", ("piles",)),
        ("Diabetes Mellitus, Type 2", ("type 2 diabetes",)),
        ("Erectile Dysfunction", ("impotence", "erection problems")),
        ("Parkinson Disease", ("Parkinson's",)),
        ("Multiple Sclerosis", ("MS",)),
    ],
)
def test_a_condition_has_its_everyday_names(condition: str, names: tuple[str, ...]) -> None:
    assert SYNONYMS.names_of(condition) == names


@pytest.mark.parametrize(
    "condition",
    [
        "Myocardial Infarction With Heart Failure",
        "Prevention of Myocardial Infarction",
        "Acute Heart Failure",
        "Erectile Dysfunction Following Radical Prostatectomy",
        "Allergen Immunotherapy",
        "heart attack",
        "Impotence",
        "",
    ],
)
def test_another_thing_or_the_name_itself_has_none(condition: str) -> None:
    found = SYNONYMS.names_of(condition)
    assert "heart attack" not in found
    assert condition.lower() not in found
    assert not found or condition == "Impotence"


def test_a_wider_word_helps_and_is_never_a_name() -> None:
    assert "sugar" in SYNONYMS.helps_for(["Diabetes Mellitus"])
    assert "sugar" not in SYNONYMS.names_of("Diabetes Mellitus")
    wider = set(TREE["wider"]) | set(TREE["medicines"])
    shown = {name for names in SYNONYMS.names.values() for name in names}
    assert shown & wider == set()


def test_everyday_and_medical_words_find_each_other() -> None:
    assert "heart attack" in SYNONYMS.helps_for(["A Trial After Myocardial Infarction"])
    assert "myocardial infarction" in SYNONYMS.helps_for(["Walking after a heart attack"])
    assert "viagra" in SYNONYMS.helps_for(["Sildenafil Citrate 50 mg"])
    assert "sildenafil" in SYNONYMS.helps_for(["Viagra"])


def test_a_part_of_a_word_is_no_word() -> None:
    one = synonyms_from(tree(names={"flu": ["influenza"]}))
    assert one.helps_for(["Fluticasone"]) == []
    assert one.helps_for(["Flu, in winter"]) == ["influenza"]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("tumour", "tumor"),
        ("anemia", "anaemia"),
        ("oesophagus", "esophagus"),
        ("pediatric", "paediatric"),
    ],
)
def test_both_spellings_are_found(word: str, other: str) -> None:
    assert other in SYNONYMS.spellings.others([word])
    assert SYNONYMS.spellings.usual(word) == SYNONYMS.spellings.usual(other)


def test_a_short_part_counts_at_the_start_of_a_word_only() -> None:
    assert SYNONYMS.spellings.others(["them", "chemotherapy"]) == []
    assert "haemoglobin" in SYNONYMS.spellings.others(["hemoglobin"])


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert isinstance(SYNONYMS.names_of(text), tuple)
    assert isinstance(SYNONYMS.helps_for([text]), list)


def test_without_a_list_nothing_is_said() -> None:
    assert Synonyms().names_of("Myocardial Infarction") == ()
    assert Synonyms().helps_for(["Myocardial Infarction"]) == []


def test_a_malformed_list_is_a_fault() -> None:
    with pytest.raises(TypeError, match="'flu': expected a list of medical words"):
        synonyms_from(tree(names={"flu": "influenza"}))
