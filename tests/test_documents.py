"""Documents and plans to share data: links only where sure, odd days stay, heads that fit."""

import datetime
from dataclasses import replace

import pytest

from generator.content import load_content
from generator.pages.view import trial_view
from generator.pages.view.documents import copy_address
from generator.plain.documents import document_sentences
from generator.plain.voice import voice_for
from generator.trial.documents import LargeDoc
from tests.invented import everything, put


def test_address_is_that_of_the_registrys_downloads() -> None:
    address = copy_address("NCT03100617", "Prot_SAP_000.pdf")
    assert address == "https://cdn.clinicaltrials.gov/large-docs/17/NCT03100617/Prot_SAP_000.pdf"


@pytest.mark.parametrize(
    ("number", "file"),
    [
        ("NCT03100617", ""),
        ("NCT03100617", "../Prot_000.pdf"),
        ("NCT03100617", "Prot 000.pdf"),
        ("NCT03100617", "Prot_000.pdf?x=1"),
        ("NCT03100617", "Prot_000.exe"),
        ("NCT0310061", "Prot_000.pdf"),
        ("ISRCTN12345678", "Prot_000.pdf"),
    ],
)
def test_address_is_left_out_where_it_is_not_certain(number: str, file: str) -> None:
    assert copy_address(number, file) == ""


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        ({"upload_date": "2024-01-02T10:20"}, "It was put up on 2 January 2024."),
        ({"upload_date": "2024-13-02T10:20"}, "It was put up on “2024-13-02T10:20”."),
        ({"size": 0}, "Its size is 0 kilobytes."),
        ({"size": 999_499}, "Its size is 999 kilobytes."),
        ({"size": 1_000_000}, "Its size is 1 megabytes."),
        ({"size": 12_345_678}, "Its size is 12.3 megabytes."),
        ({"size": 10**36}, f"Its size is 1{10 * ',000'} megabytes."),
    ],
)
def test_days_and_sizes(doc: dict[str, object], expected: str) -> None:
    voice = voice_for(everything().trial, load_content([]).wording)
    given = LargeDoc.model_validate(doc)
    assert [said.text for said in document_sentences(given, "documents", voice)] == [expected]


@pytest.mark.parametrize(
    ("plan", "label"), [("YES", "about.sharing_what"), ("NO", "about.sharing_plan")]
)
def test_head_of_the_plan_to_share_does_not_promise_what_it_denies(plan: str, label: str) -> None:
    one = everything()
    trial = put(one.trial, "ipd_sharing_statement.ipd_sharing", plan)
    wording = load_content([]).wording
    about = trial_view(replace(one, trial=trial), wording, datetime.date(2026, 1, 15)).about
    labels = [fact.label for fact in about.sharing_words]
    assert voice_for(trial, wording).label(label) in labels
