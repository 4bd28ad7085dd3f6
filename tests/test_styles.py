"""What pages of trials load of Material's styles: each rule that they can use, in its order."""

from pathlib import Path

import pytest

from generator.site.styles import (
    Besides,
    besides_frames,
    needed,
    with_own_styles,
    without_comments,
)

FRAME = """<html dir="ltr"><link rel="stylesheet" href="../../assets/stylesheets/main.0a1b.min.css">
<link rel="stylesheet" href="../../assets/stylesheets/palette.2c3d.min.css">
<body data-md-color-scheme="slate"><p class="here also">A word</p></body></html>"""


@pytest.mark.parametrize(
    "rule",
    [
        "p{margin:0}",
        ".here{margin:0}",
        ".here--open .also>a:hover{margin:0}",
        "[dir=ltr] p{margin:0}",
        "[data-md-color-scheme=slate]{margin:0}",
        "p:not(.away){margin:0}",
        ":is(.away,.also)+p{margin:0}",
        "[title='.away']{margin:0}",
        "@media print{.here{margin:0}}",
        "@font-face{src:url(a.woff)}",
        ':root{--one:url("data:,}{;")}p{mask:var(--one)}',
        "@keyframes wave{to{margin:0}}p{animation:wave 1s}",
        '.here:after{content:"}.away{"}',
        '@charset "UTF-8";',
    ],
)
def test_a_rule_that_a_page_can_use_stays_as_it_is(rule: str) -> None:
    assert needed(rule, FRAME) == rule


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        (".away{margin:0}", ""),
        (".here .away{margin:0}", ""),
        (".here.away{margin:0}", ""),
        (".here,.away{margin:0}", ".here{margin:0}"),
        (":is(.away,.gone) p{margin:0}", ""),
        ("p:has(.away){margin:0}", ""),
        ("[dir=rtl] p{margin:0}", ""),
        ("[data-md-color-scheme=default] p{margin:0}", ""),
        ("@media print{.away{margin:0}}p{margin:0}", "p{margin:0}"),
        (':root{--one:url("data:,x");--two:1}', ":root{--two:1}"),
        (':root{--one:url("data:,x")}', ""),
        ("@keyframes wave{to{margin:0}}", ""),
    ],
)
def test_a_rule_that_no_page_can_use_is_left_out(rules: str, kept: str) -> None:
    assert needed(rules, FRAME) == kept


def test_what_templates_and_other_styles_use_stays(tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    template = tmp_path / "sections" / "what.md.jinja"
    template.write_text('<p class="{% if one %}away{% endif %}">', "utf-8")
    sheet = tmp_path / "extra.css"
    sheet.write_text("p { mask: var(--one); }", "utf-8")
    besides = besides_frames([tmp_path], [sheet, tmp_path / "missing.css"])
    rules = '.away{margin:0}:root{--one:url("data:,x")}'
    assert needed(rules, FRAME, besides) == rules


def test_comments_go_and_what_looks_like_one_stays() -> None:
    css = """/* one */p { content: "/* two */"; } /* three {
    four } */ a { b: url(/*.svg); }"""
    assert (
        without_comments(css).split()
        == """p { content: "/* two */"; } a { b: url(/*.svg); }""".split()
    )


def test_a_frame_loads_one_file_in_the_place_of_two(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "stylesheets"
    folder.mkdir(parents=True)
    (folder / "main.0a1b.min.css").write_text("p{margin:0}.away{margin:0}", "utf-8")
    (folder / "palette.2c3d.min.css").write_text(".here{margin:0}", "utf-8")
    html = with_own_styles(FRAME, tmp_path, Besides(frozenset(), ""))
    (file,) = folder.glob("trials.*.min.css")
    assert file.read_text("utf-8") == "p{margin:0}.here{margin:0}"
    assert html.count("<link") == 1
    assert f'href="../../assets/stylesheets/{file.name}"' in html
    assert html.endswith(FRAME.partition("<body")[2])


def test_a_theme_with_styles_of_its_own_keeps_them(tmp_path: Path) -> None:
    html = '<link rel="stylesheet" href="../mine.css"><p>A word</p>'
    assert with_own_styles(html, tmp_path, Besides(frozenset(), "")) == html
