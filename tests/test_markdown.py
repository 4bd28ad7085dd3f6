"""Text on its way into a page: inert where it is plain, read as CommonMark where it is Markdown."""

import html
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generator.pages.escape import escape, escape_lines, escape_path
from generator.pages.markdown import page_html, quote_html, quote_inline, slug
from tests.reading import Reading, Tag, read_page

ACTING = "<>&\"'`*_[](){}#+-.!|~^=:\\$%@/ \t\n1234567890aeixz\x00\x1b\u202e\u2066\u200b\u00a0é漢"
# The marks of tests/reading.py would be read as marks.
TEXTS = (st.text() | st.text(ACTING, max_size=60)).filter(
    lambda text: not set(text) & set("\ue000\ue001\ue002")
)
CELL = ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
# Where a template can put a text: the tags that must come of it, the words before and behind it.
PLACES = {
    "paragraph": ("{}", ["p"], "", ""),
    "words in a paragraph": ("Before {} behind", ["p"], "Before", "behind"),
    "head": ("## {}", ["h2"], "", ""),
    "item of a list": ("- {}", ["ul", "li"], "", ""),
    "item of a numbered list": ("1. {}", ["ol", "li"], "", ""),
    "link": ("[{}](there.md)", ["p", "a"], "", ""),
    "strong words": ("**a {} b**", ["p", "strong"], "a", "b"),
    "cell of a table": ("| a | b |\n|---|---|\n| {} | c |", CELL, "ab", "c"),
    "HTML": ('<div class="x"><b>{}</b></div>', ["div", "b"], "", ""),
}


@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS)
@example(text="*** 1. # [x](javascript:a) <script> | `code` &lt; {{ 7 }} \\")
@example(text="- a\n\n```\nb")
@example(text="+44 1")
@example(text="12) a")
@example(text=" - a")
@example(text=" 1. a")
def test_escaped_text_says_itself_and_does_nothing(place: str, text: str) -> None:
    assume(_shown(text).strip(" "))
    pattern, tags, before, behind = PLACES[place]
    page = read_page(page_html(pattern.format(escape(text)), str).html)
    assert [tag.name for tag in page.tags] == tags
    assert {name for tag in page.tags for name in tag.attributes} <= {"id", "class", "href"}
    assert "".join(_said(page).split()) == "".join(f"{before}{_shown(text)}{behind}".split())


@given(text=TEXTS)
def test_escaped_text_is_inert_in_an_attribute(text: str) -> None:
    page = read_page(page_html(f'<p title="{escape(text)}">a</p>', str).html)
    assert [tag.name for tag in page.tags] == ["p"]
    assert page.tags[0].attributes == {"title": _shown(text)}


@given(text=TEXTS)
def test_escape_only_folds_white_space_and_replaces_signs_that_steer(text: str) -> None:
    escaped = escape(text)
    assert html.unescape(escaped) == _shown(text)
    assert "\n" not in escaped
    assert not set(re.sub(r"&#\d+;", "", escaped)) & set("<>&\"'`*_[]{}|~^$\\#")


@given(text=st.text(ACTING, max_size=60))
def test_preformatted_text_keeps_its_lines(text: str) -> None:
    kept = text.replace("\r\n", "\n")
    assert re.sub(r"[\x00-\x08\x0b\x0e-\x1f\u202e\u2066]", "\ufffd", kept) == html.unescape(
        escape_lines(text)
    )


@pytest.mark.parametrize(
    "path", ["protocolSection.designModule.phases[0]", "eligibility.minimum_age", "a[12].b_c[3]"]
)
def test_path_of_a_field_stands_as_it_is_in_html(path: str) -> None:
    page = read_page(page_html(f"<p><code>{escape_path(path)}</code></p>", str).html)
    assert escape_path(path) == path
    assert [tag.name for tag in page.tags] == ["p", "code"]
    assert _said(page).strip() == path


@given(text=TEXTS)
def test_path_that_is_none_is_escaped(text: str) -> None:
    safe = re.fullmatch(r"[A-Za-z]\w*(\[\d+\]|\.\w+)*", text, re.ASCII)
    assert escape_path(text) in ({text, escape(text)} if safe else {escape(text)})


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("two  \nlines", "<p>two<br>lines</p>"),
        ("a **b** *c* `d`", "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("* a\n  * b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        (
            "1. a\n   - b\n2. c",
            '<ol><li value="1">a<ul><li>b</li></ul></li><li value="2">c</li></ol>',
        ),
        ("7. a\n9. b", '<ol start="7"><li value="7">a</li><li value="9">b</li></ol>'),
        ("\\* a \\_b\\_ 5 \\> 4", "<p>* a _b_ 5 > 4</p>"),
        ("\\<5 mg &lt; 7 &amp;", "<p><5 mg < 7 &</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("10^6^ ~3~ (c) 1/2 -- 'a'", "<p>10^6^ ~3~ (c) 1/2 -- 'a'</p>"),
        ("    four\n    spaces", "<pre><code>four\nspaces\n</code></pre>"),
        ("```mermaid\ngraph\n```", "<pre><code>mermaid\ngraph\n</code></pre>"),
        ("# Not a head of the page", "<p><strong>Not a head of the page</strong></p>"),
        ("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
    ],
)
def test_markdown_of_a_record_is_read(markdown: str, shown: str) -> None:
    assert _flat(quote_html(markdown)) == shown


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("> 18 years", "> 18 years"),
        ("- > 18 years\n- > 5 mg", "> 18 years > 5 mg"),
        ("Age\n=====", "Age ====="),
        ("[a]: https://x.example 'b'", "[a]: https://x.example 'b'"),
        ("![a scan](https://x.example/a.png)", "!a scan (https://x.example/a.png)"),
        ("![x](y.png){: onerror=go() }", "![x](y.png){: onerror=go() }"),
        ("<b>bold</b> <!-- note -->", "<b>bold</b> <!-- note -->"),
        ("p<b and c>d", "p<b and c>d"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b | |---|---| | 1 | 2 |"),
        ("[^1] and *[AE]: adverse", "[^1] and *[AE]: adverse"),
        ("[go](javascript:alert(1))", "[go](javascript:alert(1))"),
        ("[go](<javascript:alert(1)>)", "[go](<javascript:alert(1)>)"),
        ("[go](data:text/html,x)", "[go](data:text/html,x)"),
        ("[go](//x.example)", "[go](//x.example)"),
        ("[go](/about/)", "[go](/about/)"),
        ("<javascript:alert(1)>", "<javascript:alert(1)>"),
        ('[go](https://x.example "a name")', "go (a name)"),
        (
            ":smile: {--a--} {{ 7*7 }} {% if %} --8<-- 'x'",
            ":smile: {--a--} {{ 7*7 }} {% if %} --8<-- 'x'",
        ),
        ("a\u202eb\x07c", "a\ufffdb\ufffdc"),
    ],
)
def test_markdown_of_a_record_loses_no_words_and_does_nothing(markdown: str, text: str) -> None:
    page = read_page(quote_html(markdown))
    shown = [_said(page)] + [
        f"({tag.attributes['href']})" for tag in page.tags if "href" in tag.attributes
    ]
    assert " ".join(_said(page).split()) == text or " ".join(" ".join(shown).split()) == text
    assert {tag.name for tag in page.tags} <= {"p", "a", "ul", "li", "em", "strong"}


@pytest.mark.parametrize(
    ("markdown", "href"),
    [
        ("[a](https://x.example/?q=1&r=2#s)", "https://x.example/?q=1&r=2#s"),
        ("<https://x.example>", "https://x.example"),
        ("<a@x.example>", "mailto:a@x.example"),
        ("[a](HTTP://x.example)", "HTTP://x.example"),
        ('[a](https://x.example/"onclick=b)', "https://x.example/%22onclick=b"),
    ],
)
def test_safe_link_leads_on(markdown: str, href: str) -> None:
    (link,) = [tag for tag in read_page(quote_html(markdown)).tags if tag.name == "a"]
    assert link == Tag("a", {"href": href, "rel": "nofollow noopener"})


@given(text=st.text("ab ce12\n*_-+.)(#>`~[]<>!|\\=", max_size=80))
def test_markdown_of_a_record_keeps_every_letter_digit_and_comparison(text: str) -> None:
    shown = [page.text for page in read_page(f"\ue000x\ue001{quote_html(text)}\ue002").quotes]
    assert _skeleton("".join(shown)) == _skeleton(text)
    assert _skeleton(_said(read_page(quote_inline(text)))) == _skeleton(text)


@given(text=st.text(ACTING + "\ue000", max_size=80))
def test_markdown_of_a_record_has_only_these_tags(text: str) -> None:
    allowed = {"p", "em", "strong", "code", "pre", "ol", "ul", "li", "hr", "br", "a"}
    page = read_page(quote_html(text).replace("\ue000", "?"))
    assert {tag.name for tag in page.tags} <= allowed
    assert {name for tag in page.tags for name in tag.attributes} <= {
        "href",
        "rel",
        "start",
        "value",
    }
    assert not page.faults
    assert "\n\n" not in quote_html(text)


def test_headings_have_anchors_of_their_own() -> None:
    page = page_html("# Über 5 mg?\n\n## A\n\n## a!\n\n## ***\n\n## ***", str)
    assert [(head.level, head.anchor, head.text) for head in page.headings] == [
        (1, "uber-5-mg", "Über 5 mg?"),
        (2, "a", "A"),
        (2, "a-2", "a!"),
        (2, "part", "***"),
        (2, "part-2", "***"),
    ]
    assert re.findall(r'id="([^"]*)"', page.html) == [head.anchor for head in page.headings]


def test_text_of_a_heading_is_safe_in_html() -> None:
    (head,) = page_html(f"# {escape('<b>&amp;</b>')}", str).headings
    assert head.text == "&lt;b&gt;&amp;amp;&lt;/b&gt;"


def test_links_of_a_page_are_resolved() -> None:
    html_ = page_html("[a](../b.md) <https://x.example>", lambda target: f"to:{target}").html
    assert re.findall(r'href="([^"]*)"', html_) == ["to:../b.md", "to:https://x.example"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Type 2 diabetes", "type-2-diabetes"),
        ("  A -- B_c ", "a-b-c"),
        ("Ångström", "angstrom"),
        ("不眠症", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("***", ""),
        ("", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def _shown(text: str) -> str:
    """What a reader sees of a plain text: white space folded, signs that steer replaced."""
    folded = re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", text)
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", folded)


def _said(page: Reading) -> str:
    return "".join(page.composed.values())


def _skeleton(text: str) -> str:
    return re.sub(r"[^a-z1-9<>=]", "", text)


def _flat(rendered: str) -> str:
    """HTML on one line with its text unescaped, to be read by people."""
    joined = re.sub(r">\n<|>\n$", lambda match: match[0].replace("\n", ""), rendered)
    return (
        html.unescape(re.sub(r"<(br|hr) />\n?", r"<\1>", joined))
        .replace("<li>\n", "<li>")
        .replace("\n</li>", "</li>")
        .replace("\n<ul>", "<ul>")
    )
