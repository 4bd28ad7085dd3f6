"""Hostile texts in every field of a record: shown to the letter, and nothing else happens.

Each text is put into every text and code of a record and of the plain words beside it, and its page
is read as a browser reads it. Then all of them are built into one site, theme and listings
included, and compared with the same site of harmless words.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from generator.build import trial_page, trial_pages
from generator.content import Content, load_content
from generator.pages.markdown import page_html
from generator.pages.page import page_file
from generator.problems import Problem
from generator.records import PlainWords, Record
from generator.records.folder import read
from generator.records.places import read_yaml
from generator.records.profile import Profile
from generator.site.engine import build_site
from generator.trial import Trial
from tests.invented import everything, put, with_texts
from tests.reading import Reading, Tag, read_page
from tests.small_sites import make_site, write_record
from tests.test_ledger import broken_by

AS_OF = datetime.date(2026, 1, 15)
HOSTILE = {
    # HTML
    "script": "<script>alert('pt1')</script>",
    "script, half": "<script src=//evil.example/pt.js",
    "image": '<img src="x" onerror="alert(1)">',
    "image without quotes": "<img src=x onerror=alert(1)>",
    "svg": "<svg onload=alert(1)><circle r=9 /></svg>",
    "details": "<details open ontoggle=alert(1)>more</details>",
    "frame": '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    "base": "<base href=https://evil.example/>",
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "style": "<style>.md-main{display:none}</style>",
    "form": "<form action=https://evil.example><input name=q><button>go</button></form>",
    "comment": "<!-- hidden --> seen <!--",
    "declaration": "<!DOCTYPE html><![CDATA[ x ]]>",
    "instruction": "<?php echo 1 ?>",
    "tags of the page": "</p></div></section></details></table></main></body></html> after",
    "open tags": "<div><table><tr><td><b>open",
    "end of a title": "</title><script>alert(1)</script>",
    "end of an attribute": "\"><script>alert(1)</script><a title='",
    "end of a script": "</script><script>alert(1)</script>",
    "handler in an attribute": '" onmouseover=alert(1) x="',
    "handler in single quotes": "' autofocus onfocus='alert(1)",
    "comparisons": "p<b and c>d, x <5 mg, y >= 3 & z <= 2 < 1",
    # entities
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt;",
    "numbers of signs": "&#60;img src=x onerror=alert(1)&#62; &#x3c;b&#x3e;",
    "entities without an end": "&lt &copy &#60 &notanentity; &",
    "address in entities": "[go](jav&#x09;ascript:alert(1)) &#106;avascript:alert(1)",
    # Markdown
    "link to a script": "[the protocol](javascript:alert(1))",
    "link to a script in brackets": "[the protocol](<javascript:alert(1)>)",
    "link to data": "[the protocol](data:text/html;base64,PHNjcmlwdD4=)",
    "bare script address": "javascript:alert(document.cookie)//https://x.example",
    "address with a handler": 'https://x.example/"onclick="alert(1)',
    "address with an image": "https://x.example/<img src=x onerror=alert(1)>",
    "vbscript": "<vbscript:msgbox(1)> VBSCRIPT:msgbox(1)",
    "image of a tracker": "![](https://evil.example/t.gif) ![scan][q]",
    "link definition": "[q]\n\n[q]: javascript:alert(1) 'title'",
    "link definition of an address": "see [q]\n\n[q]: https://evil.example/q 'words'\n\n[r]: /r",
    "foot note": "words[^1]\n\n[^1]: <b>note</b>",
    "attribute list": "**words**{: tabindex=0 autofocus onfocus=alert(1) style=position:fixed }",
    "clobbering attribute list": '`{"base":"https://evil.example"}`{: #__config }',
    "heads": "# One\n## Two\n### Three",
    "underlined head": "Not a head\n=====\n\nNor this\n-----",
    "rulers": "***\n---\n___",
    "only stars": "***",
    "lists": "- a\n  - b\n1. c\n   2) d\n+ e",
    "a number with a stop": "1. 2. 3) not a list",
    "block quote": "> 18 years\n> > 5 mg",
    "table": "a | b |\n|---|---|\n| c | d |",
    "pipes": "a || b | c |",
    "indented": "    code\n\tcode",
    "fence": "```\n</code></pre><script>alert(1)</script>\n```",
    "fence of a drawing": "```mermaid\ngraph TD; A-->B\n```",
    "fence of waves": "~~~ {.js onclick=x}\nalert(1)\n~~~",
    "fence that stays open": "```````",
    "code spans": "`a` ``b ` c`` `",
    "abbreviation": "*[placebo]: REAL DRUG <img src=x onerror=alert(1)>",
    "warning box": '!!! danger "Recalled by FDA"\n    not true',
    "tab and box": '=== "Tab"\n    x\n??? note "Fold"\n    y',
    "critic marks": "{--risk of death--}{++safe++}{>>note<<}{==seen==}",
    "icons and keys": ":smile: :material-account: ++ctrl+alt++ ~~gone~~ ^up^ ==lit==",
    "snippet": '--8<-- "mkdocs.yml"\n;--8<-- "secret"',
    "formula": "$x$ $$y$$ \\(z\\) \\[w\\]",
    "backslashes": "\\ \\\\ \\< \\> \\* \\_ \\[x\\](y) \\&lt; end\\",
    # templates and front matter
    "Jinja": "{{ 7*7 }} {% include 'x' %} {# gone #} {## gone too ##}",
    "Jinja that reaches out": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "front matter": '---\ntitle: other\ntemplate: evil.html\n---\ndescription: "><b>',
    "percent and braces": "%s %(name)s {0} {name} {trial} ${x} #{y}",
    # signs
    "long brackets": "[" * 400 + "a" + "](" * 100,
    "long back-ticks": "`" * 501 + "a" + "`" * 200,
    "long stars": "**_" * 200 + "a",
    "one long word": "x" * 5000,
    "turned text": "take \u202eon\u202c dose \u2067\u2066 \u200f\u200e end",
    "controls": "a\x01b\x08c\x0bd\x0ce\x1bf\x7fg\x85h\x9fi",
    "nothing": "a\x00b",
    "wide and narrow spaces": "a\u00a0b\u2003c\u200bd\ufeffe\u3000f\u2028g\u2029h",
    "signs of our own marks": "\ue000description.brief_summary\ue001stolen\ue002",
    "many scripts": "Ünïcödé 不眠症 нет لا ไม่ 😀 e\u0301 ﬁ ⁵ ½ ①",
    "carriage returns": "a\rb\r\nc\n\rd",
}
MARKS = set("\ue000\ue001\ue002")
NOT_IN_YAML = ("controls", "nothing")
BUILT = {name: text for name, text in HOSTILE.items() if name not in NOT_IN_YAML}
# What the self-check of the rules for joining says; its script reads it.
CHECK = {
    f"data-{name}"
    for name in (
        *("trial", "number", "start", "stop", "about", "kept", "not-kept", "changed", "legend"),
        *("yes", "no", "unsure", "notes", "count", "ask", "marked", "print", "clear", "sure"),
        *("cleared", "asked"),
    )
}
# Every tag of a trial's own page, with every attribute that it can have.
OURS = {
    "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "caption": set(),
    "p": {"class", "id", "data-rule"},
    "br": set(), "hr": set(),
    "div": {"class", "id", "tabindex", "role", "aria-label", "hidden", *CHECK},
    "section": {"class"}, "figure": {"class"}, "figcaption": set(),
    "span": {"class", "aria-hidden", "id", "popover", "role"},
    "button": {"type", "class", "popovertarget", "data-pt-copy", "data-trial", "hidden"},
    "b": set(), "sup": {"class"},
    "strong": set(), "em": set(),
    "small": set(), "code": set(), "q": set(), "pre": set(), "blockquote": {"class"},
    "ul": {"class"},
    "ol": {"class", "start"},
    "li": {"value", "id", "data-rule", "data-at", "hidden"}, "nav": {"class", "aria-label"},
    "dl": {"class"}, "dt": set(), "dd": set(), "details": {"class", "open", "hidden"},
    "summary": set(), "table": {"class"}, "thead": set(), "tbody": set(), "tr": set(),
    "th": {"scope", "data-label", "colspan"}, "td": {"data-label"},
    "a": {"href", "rel", "aria-label", "data-pt-mail"},
    "svg": {"class", "viewbox", "width", "height", "role", "aria-label"},
    "path": {"class", "d"}, "rect": {"class", "x", "y", "width", "height", "rx"},
    "text": {"class", "x", "y", "text-anchor"}, "circle": {"class", "cx", "cy", "r"},
}  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> Content:
    return load_content([])


@pytest.fixture(scope="module")
def marked() -> Content:
    return load_content([], marked=True)


def test_there_are_many() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("name", HOSTILE)
def test_page_of_a_hostile_record_has_only_our_tags(name: str, plain: Content) -> None:
    record = hostile(HOSTILE[name])
    page = read_page(_without_marks(page_html(trial_page(record, plain, AS_OF).markdown, str).html))
    assert not page.faults
    assert not [tag for tag in page.tags if not _is_ours(tag)]
    assert not [link for link in _addresses(page.tags) if not _is_safe(link)]


@pytest.mark.parametrize("name", [name for name in HOSTILE if not set(HOSTILE[name]) & MARKS])
def test_page_of_a_hostile_record_shows_it_to_the_letter(
    name: str, plain: Content, marked: Content
) -> None:
    """Every promise of the ledger holds; so nothing is lost, and nothing stands twice."""
    said = "\n".join(broken_by([hostile(HOSTILE[name])], marked, plain))
    assert not said


@pytest.mark.parametrize("name", HOSTILE)
def test_plain_words_are_shown_to_the_letter(name: str, plain: Content) -> None:
    record = hostile(HOSTILE[name])
    assert record.words is not None
    page = read_page(_without_marks(page_html(trial_page(record, plain, AS_OF).markdown, str).html))
    shown = letters("".join(page.composed.values()))
    once = letters(record.words.why or "")
    assert shown.count(once) >= 4 + len(record.words.key_messages)


@pytest.mark.parametrize("name", HOSTILE)
def test_lay_summary_of_a_hostile_record_has_only_our_tags(name: str, plain: Content) -> None:
    """The words for it are shown to the letter, too, each of them."""
    record = with_lay_words(hostile(HOSTILE[name]), HOSTILE[name])
    pages = trial_pages(record, plain, AS_OF)
    (markdown,) = (page.markdown for page in pages if "/lay-summary/" in page.path)
    page = read_page(_without_marks(page_html(markdown, str).html))
    assert not page.faults
    assert not [tag for tag in page.tags if not _is_ours(tag)]
    assert not [link for link in _addresses(page.tags) if not _is_safe(link)]
    assert letters("".join(page.composed.values())).count(letters(HOSTILE[name])) >= 16


@pytest.mark.parametrize("name", HOSTILE)
def test_front_matter_holds_the_title_and_nothing_else(name: str, plain: Content) -> None:
    page = trial_page(hostile(HOSTILE[name]), plain, AS_OF)
    front = page_file(page).split("\n---\n")[0].removeprefix("---\n")
    tree = read_yaml(front).tree
    assert set(tree) == {"title", "description", "searched"}
    assert not set(tree["title"] + tree["description"]) & set("<>\"'")


@pytest.mark.parametrize("name", NOT_IN_YAML)
def test_text_that_our_own_form_cannot_hold_is_refused(name: str, tmp_path: Path) -> None:
    write_record(tmp_path, 1, **_sections(1, HOSTILE[name]))
    found = list(read([tmp_path]))
    assert {one.code for one in found if isinstance(one, Problem)} >= {"REC-YAML"}
    assert not [one for one in found if isinstance(one, Record)]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two sites with one trial for each text: with the texts, and with harmless words instead."""
    folders = [tmp_path_factory.mktemp(name) for name in ("hostile", "harmless")]
    for folder in folders:
        for number, text in enumerate(BUILT.values(), 1):
            words = text if folder is folders[0] else f"harmless {number}"
            write_record(folder / "records", number, **_sections(number, words))
    built = [build_site(make_site(folder, [])) for folder in folders]
    assert [site.trials for site in built] == [len(BUILT)] * 2
    return built[0].site_dir, built[1].site_dir


def test_site_of_hostile_records_has_the_tags_of_a_harmless_one(sites: tuple[Path, Path]) -> None:
    hostile_site, harmless_site = sites
    known = {tag.name: set(tag.attributes) for page in _pages(harmless_site) for tag in page.tags}
    for page in _pages(harmless_site):
        for tag in page.tags:
            known[tag.name] |= set(tag.attributes)
    for name in ("em", "code", "pre", "hr", "ol", "button", "b", "sup"):  # what a text may add
        known[name] = known.get(name, set()) | OURS[name]
    known["h1"] |= {"class"}  # a long title is smaller on the sheet to print
    strange = {
        (tag.name, attribute)
        for page in _pages(hostile_site)
        for tag in page.tags
        for attribute in [*tag.attributes, ""]
        if attribute not in known.get(tag.name, set()) | {"", "value", "start"} | _of_rule(tag)
        or tag.name not in known
    }
    assert not strange


def test_site_of_hostile_records_runs_no_other_script(sites: tuple[Path, Path]) -> None:
    hostile_site, harmless_site = sites
    scripts = r"<(script|style)\b[^>]*>.*?</\1>|<link\b[^>]*>|<base\b[^>]*>"
    for number in range(1, len(BUILT) + 1):
        path = f"trials/NCT{number:08}/index.html"
        found, expected = (
            [
                match[0]
                for match in re.finditer(scripts, (site / path).read_text("utf-8"), re.DOTALL)
            ]
            for site in (hostile_site, harmless_site)
        )
        assert found == expected


def test_site_of_hostile_records_leads_nowhere_else(sites: tuple[Path, Path]) -> None:
    unsafe = [
        link for page in _pages(sites[0]) for link in _addresses(page.tags) if not _is_safe(link)
    ]
    assert not unsafe


@pytest.mark.parametrize("number", range(1, len(BUILT) + 1), ids=list(BUILT))
def test_hostile_title_stands_in_the_head_of_its_page(
    number: int, sites: tuple[Path, Path]
) -> None:
    text = list(BUILT.values())[number - 1]
    source = (sites[0] / f"trials/NCT{number:08}/index.html").read_text("utf-8")
    page = read_page(_without_marks(source))
    titles = re.findall(r"<title>(.*?)</title>", source, re.DOTALL)
    assert len(titles) == 1
    assert "<" not in titles[0]
    assert [tag.name for tag in page.tags].count("h1") == 1
    assert letters(text) in letters("".join(page.composed[""]))
    descriptions = [tag for tag in page.tags if tag.attributes.get("name") == "description"]
    assert len(descriptions) == 1
    assert letters(text)[:40] in letters(descriptions[0].attributes["content"])


def hostile(text: str) -> Record:
    """Return the record with every field, with a text in each that can hold one."""
    record = everything()
    trial: Trial = with_texts(record.trial, lambda _: text)
    trial = put(trial, "identification.registry_id", record.trial.registry_id)
    names = ("title", "why", "what_happens", "benefits", "risks", "author")
    many: dict[str, Any] = dict.fromkeys(names, text)
    words = PlainWords.model_validate({**many, "key_messages": [text], "written": "2025-01-02"})
    return replace(record, trial=trial, words=words)


def with_lay_words(record: Record, text: str) -> Record:
    """Return a record with a lay summary, and a text in each field of the words for it."""
    assert record.words
    words: dict[str, Any] = {
        "sponsor_contact": dict.fromkeys(("name", "address", "phone", "email", "web"), text),
        "people_by_country": [{"country": text, "people": 3}],
        "medicines": [{"name": text, "plain": text}],
        "adverse_reactions": {
            "text": text,
            "frequencies": [dict.fromkeys(("reaction", "group", "people"), text)],
        },
        "comments": text,
        "follow_up": {"planned": "yes", "trials": [text], "text": text},
    }
    made = {**record.words.model_dump(mode="json", exclude_defaults=True), **words}
    return replace(record, words=PlainWords.model_validate(made), profile=Profile.EU_LAY_SUMMARY)


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _sections(number: int, text: str) -> dict[str, Any]:
    """A record of our own form with a text in each field that lists, search and head can show."""
    return {
        "identification": {
            "registry_id": f"NCT{number:08}",
            "brief_title": text,
            "official_title": text,
            "acronym": text,
        },
        "sponsor_collaborators": {"lead_sponsor": {"name": text}},
        "description": {"brief_summary": text, "detailed_description": text},
        "conditions": {"conditions": [text], "keywords": [text]},
        "design": {"study_type": "INTERVENTIONAL", "phases": [text]},
        "arms_interventions": {
            "arms": [{"label": text, "type": text, "intervention_names": [text]}],
            "interventions": [{"name": text, "type": text, "description": text}],
        },
        "eligibility": {"eligibility_criteria": text, "minimum_age": text},
        "contacts_locations": {"locations": [{"facility": text, "city": text, "country": text}]},
        "references": {"see_also_links": [{"label": text, "url": text}]},
    }


def _without_marks(html: str) -> str:
    """Private-use signs of a record are no marks, though tests/reading.py would take them so."""
    return re.sub("[\ue000-\ue002]", "\ufffd", html)


def _pages(site: Path) -> Iterator[Reading]:
    for path in sorted(site.rglob("*.html")):
        yield read_page(_without_marks(path.read_text("utf-8")))


def _of_rule(tag: Tag) -> set[str]:
    """The attributes of a line that a record's text can make a rule, if they have our values."""
    place, key = tag.attributes.get("id", ""), tag.attributes.get("data-rule", "")
    ours = re.fullmatch(r"rule--\d+", place) and re.fullmatch(r"[0-9a-f]{8}(-\d+)?", key)
    return {"id", "data-rule"} if tag.name == "li" and ours else _of_term(tag)


def _of_term(tag: Tag) -> set[str]:
    """The attributes of a hard word and of its meaning, if they have our values."""
    ours = {
        "pt-term": {"class": "pt-term", "role": "button", "tabindex": "0"},
        "pt-term pt-sign": {"class": "pt-term pt-sign", "role": "button", "tabindex": "0"},
        "pt-meaning": {"class": "pt-meaning", "popover": ""},
    }
    known = ours.get(tag.attributes.get("class", ""))
    return set(known) if known and tag.name == "span" and tag.attributes == known else set()


def _is_ours(tag: Tag) -> bool:
    known = OURS.get(tag.name)
    return known is not None and set(tag.attributes) <= known


def _addresses(tags: list[Tag]) -> list[str]:
    names = ("href", "src", "action", "srcset", "formaction", "poster", "data")
    return [tag.attributes[name] for tag in tags for name in names if name in tag.attributes]


def _is_safe(address: str) -> bool:
    """True for an address that is relative to our page, or has a scheme that runs nothing."""
    return urlsplit(address).scheme in ("", "http", "https", "mailto", "tel") and not (
        address.startswith("//") or set(address) & set("<>\"' \n\t")
    )
