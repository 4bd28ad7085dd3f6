"""The layout of a trial page: what stands once, what is folded, and what says nothing."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from generator.build import trial_page
from generator.content import Content, load_content
from generator.pages.tone import tone_of
from generator.trial.people import Contact
from generator.vocabulary import Status
from tests.conftest import REPOSITORY
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
    style = (REPOSITORY / "templates/theme/assets/plaintrials.css").read_text(encoding="utf-8")
    for tone in {tone_of(status) for status in Status}:
        assert f'.pt-places .pt-{tone.name}::before {{ content: "{tone.sign} ";' in style
