"""The sheet to print says what the page says, and nothing that a record holds can act in it."""

import datetime
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.build import trial_pages, view_of
from generator.content import Content, load_content
from generator.pages.sheet import sheet
from generator.plain.voice import voice_for
from generator.records import Record
from generator.records.folder import read
from generator.vocabulary import Status
from tests.conftest import REPOSITORY
from tests.invented import CASES, everything, put
from tests.reading import fold
from tests.test_hostile import HOSTILE, hostile

AS_OF = datetime.date(2026, 1, 15)
SITE = "https://trials.example.org/plain"
TAGS = set(
    "html head meta title link body p a button main section header div span svg path h1 h2 dl dt dd"
    " nav strong ul li script".split()
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


class Words(HTMLParser):
    """Texts of a sheet, one a block, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = [""]
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data


def sheet_of(record: Record, content: Content, site_url: str = SITE) -> str:
    return dict(trial_pages(record, content, AS_OF, site_url=site_url)[0].files)[
        "sheet/index.html"
    ].decode()


def written() -> list[Record]:
    found = read([REPOSITORY / "records", CASES])
    return [item for item in found if isinstance(item, Record)]


def test_words_of_a_sheet_are_words_of_its_page(content: Content) -> None:
    records = written()
    assert len(records) > 20
    for record in records:
        page = trial_pages(record, content, AS_OF, site_url=SITE)[0]
        known = {fold(row["text"]) for row in json.loads(dict(page.files)["sentences.json"])}
        strange = [text for text in blocks(sheet_of(record, content)) if not _told(text, known)]
        voice = voice_for(record.trial, content.wording)
        fixed = {fold(voice.label(name.removesuffix(".native"))) for name in _fixed(content)}
        record_words = fold(json.dumps(_strings(record.trial.model_dump(mode="json"))))
        strange = [
            text
            for text in strange
            # A value may have words of ours behind it: "Hypertension (also called …)".
            if text not in fixed
            and not all(
                _told(part.strip(" ()"), known)
                or json.dumps(part)[1:-1].strip("( )") in record_words
                for part in text.split(" (")
            )
        ]
        assert not strange, record.trial.registry_id


def blocks(html: str) -> list[str]:
    body = html[html.index("<body>") :]
    texts = [fold(text).strip(" ·(),:") for text in Words(body).texts]
    # What stands beside names and numbers of people is put together from labels and record words.
    parts = [part for text in texts for part in re.split(r" · |: | extension ", text)]
    return [part for part in parts if re.search(r"\w", part)]


def _told(text: str, known: set[str]) -> bool:
    own = ("https://trials.example.org/plain/trials/", "Made from a public record on 15 January")
    is_rest = re.fullmatch(r"and \d+ more", text) is not None
    return is_rest or text.startswith(own) or any(text in one for one in known)


def _fixed(content: Content) -> list[str]:
    return [name for name, text in content.wording.labels.items() if "{" not in text]


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [fold(value)] if isinstance(value, str) else []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_record_adds_no_tag_to_its_sheet(name: str, content: Content) -> None:
    tags = Words(sheet_of(hostile(HOSTILE[name]), content)).tags
    assert {tag for tag, _ in tags} <= TAGS
    links = [str(attributes["href"]) for tag, attributes in tags if tag in ("a", "link")]
    assets = ["../../../assets/favicon.svg", "../../../assets/sheet.css"]
    assert links == [*assets, "../index.html"]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]


def test_address_and_code_are_there_only_where_the_site_has_an_address(content: Content) -> None:
    record = everything()
    address = f"{SITE}/trials/{record.trial.registry_id}/"
    assert address in sheet_of(record, content).replace("&#95;", "_")
    assert "pt-qr" in sheet_of(record, content)
    without = sheet_of(record, content, site_url="")
    assert "https://" not in without.partition("<main>")[2].partition("<h1")[0]
    assert "pt-qr" not in without
    assert record.trial.registry_id in without


@pytest.mark.parametrize(("status", "asks"), [("RECRUITING", True), ("COMPLETED", False)])
def test_questions_have_a_head_only_where_there_are_some(
    status: str, asks: bool, content: Content
) -> None:
    record = everything()
    trial = put(record.trial, "status.overall_status", Status(status))
    html = sheet_of(replace(record, trial=trial), content)
    assert ('class="pt-ask"' in html) is asks
    assert (content.wording.label("section.questions") in html) is asks


def test_long_texts_leave_out_facts_and_never_cut_one(content: Content) -> None:
    names = tuple(f"Rare problem of the {number}th kind" for number in range(40))
    record = everything()
    longer = put(record.trial, "conditions.conditions", names)
    longer = put(longer, "identification.brief_title", "A very long title " * 16)
    record = Record(longer, record.form, record.place, record.raw)
    chosen = sheet(view_of(record, content, AS_OF), "")
    assert chosen.is_long
    problem = next(fact for fact in chosen.facts if fact.label == "Health problem")
    assert 0 < len(problem.values) < 40
    assert problem.more == f"and {40 - len(problem.values)} more"


def test_mail_holds_title_number_and_address(content: Content) -> None:
    markdown = trial_pages(everything(), content, AS_OF, site_url=SITE)[0].markdown
    found = re.search(r'href="(mailto:\?[^"]*)" data-pt-mail', markdown)
    assert found
    words = parse_qs(urlsplit(re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), found[1])).query)
    title = everything().trial.identification.brief_title
    number = everything().trial.registry_id
    assert words == {
        "subject": [title],
        "body": [f"{title} ({number})\n{SITE}/trials/{number}/"],
    }
