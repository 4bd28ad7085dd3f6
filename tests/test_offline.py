"""The copy of a site for a disk: its links, its bytes, what is in it, and what can go wrong."""

import base64
import datetime
import os
import re
import tracemalloc
import zipfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from generator.site.engine import SiteError, build_site
from generator.site.offline import (
    OfflineError,
    classic_script,
    copy_name,
    handed_over,
    offline_page,
    write_copy,
)
from tests.small_sites import ON_HOST, Reading, contents, make_site, run, write

DAY = datetime.date(2026, 3, 31)
NAME = "small-site-2026-03-31"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of a site with a search, trials and all lists."""
    folder = tmp_path_factory.mktemp("offline")
    copy = build_site(make_site(folder, options={"search": True}, **ON_HOST), offline=True).offline
    assert copy is not None
    return copy


@pytest.fixture(scope="module")
def copied(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(built) as copy:
        copy.extractall(folder)
    return folder / NAME


def a_site(folder: Path, pages: dict[str, str]) -> Path:
    for path, text in pages.items():
        write(folder / path, text)
    return folder


def names_in(copy: Path) -> list[str]:
    with zipfile.ZipFile(copy) as whole:
        return whole.namelist()


def test_the_zip_lies_beside_the_site_and_holds_one_folder(built: Path) -> None:
    assert built.name == f"{NAME}.zip"
    assert (built.parent / "site" / "index.html").is_file()
    assert {name.split("/")[0] for name in names_in(built)} == {NAME}


def test_its_first_files_say_how_to_open_it_and_open_it(copied: Path) -> None:
    assert sorted(path.name for path in copied.iterdir()) == ["README.txt", "site", "start.html"]
    text = (copied / "README.txt").read_text("utf-8")
    assert "Small site" in text
    assert "2026-03-31" in text
    assert "start.html" in text
    assert max(map(len, text.splitlines())) <= 76  # not every editor breaks lines
    start = Reading((copied / "start.html").read_text("utf-8"))
    assert all((copied / address).is_file() for address in start.addresses)
    assert start.addresses == ["site/index.html"]


def test_every_link_inside_names_a_file_that_is_there(copied: Path) -> None:
    site, seen = copied / "site", 0
    for path, data in contents(site).items():
        if not path.endswith(".html"):
            continue
        for address in Reading(data.decode()).addresses:
            target = urlsplit(urljoin(f"file:///{path}", address))
            if target.scheme == "file":
                seen += 1
                assert (site / target.path.lstrip("/")).is_file(), (path, address)
    assert seen > 500


def test_each_page_loads_the_script_first_that_lets_a_search_read_the_disk(copied: Path) -> None:
    scripts = re.findall(r'<script src="([^"]+)"', (copied / "site/trials/index.html").read_text())
    assert scripts[0] == "../assets/offline.js"
    assert (copied / "site/assets/offline.js").is_file()
    assert "../assets/frame.js" in scripts
    for script in scripts:
        assert (copied / "site/trials" / script).is_file()
    assert (copied / "site/assets/search.js").is_file()


def test_the_index_is_there_as_scripts_with_the_same_bytes(built: Path, copied: Path) -> None:
    site = built.parent / "site"
    files = [path for path in contents(site) if path.startswith("pagefind/")]
    assert len(files) > 5
    for path in files:
        if path == "pagefind/pagefind.js":
            continue
        said = (copied / "site" / f"{path}.js").read_text()
        match = re.fullmatch(r'ptOffline\.keep\("([^"]+)","([^"]*)"\);\n', said)
        assert match is not None
        assert match[1] == path
        assert base64.b64decode(match[2]) == (site / path).read_bytes()
        assert not (copied / "site" / path).exists()


def test_what_only_a_server_needs_is_left_out_and_all_else_is_there(
    built: Path, copied: Path
) -> None:
    there, site = set(contents(copied / "site")), set(contents(built.parent / "site"))
    missing = {p for p in site - there if not p.startswith("pagefind/")}
    assert {"404.html", "sitemap.xml"} <= missing
    assert {
        p for p in missing if not re.match(r"404|sitemap|assets/javascripts/|.*\.map$", p)
    } == set()
    assert "trials/NCT00000001/record.json" in there


def test_the_same_site_gives_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    site = a_site(tmp_path / "s", {"b/index.html": "<head></head>", "a.css": "a", "B.txt": "b"})
    write_copy(site, tmp_path / "one.zip", [], "Trials", DAY)
    for path in sorted(site.rglob("*"), reverse=True):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    write_copy(site, tmp_path / "two.zip", [], "Trials", DAY)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    inside = [name for name in names_in(tmp_path / "one.zip") if "/site/" in name]
    assert [name.split("/site/")[1] for name in inside[1:]] == ["B.txt", "a.css", "b/index.html"]
    write_copy(site, tmp_path / "one.zip", [], "Trials", datetime.date(1970, 1, 1))
    assert (tmp_path / "one.zip").read_bytes() != (tmp_path / "two.zip").read_bytes()


def test_a_large_site_is_never_whole_in_memory(tmp_path: Path) -> None:
    for n in range(40):
        write(tmp_path / "s" / f"{n}.bin", os.urandom(500_000))
    tracemalloc.start()
    try:
        write_copy(tmp_path / "s", tmp_path / "copy.zip", [], "Trials", DAY)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (tmp_path / "copy.zip").stat().st_size > 20_000_000
    assert peak < 4_000_000


@pytest.mark.parametrize(
    ("link", "becomes"),
    [
        ('<a href="../">', '<a href="../index.html">'),
        ('<a class="x" href="..">', '<a class="x" href="../index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="trials/#part">', '<a href="trials/index.html#part">'),
        ('<a href="trials/?q=x#part">', '<a href="trials/index.html?q=x#part">'),
        ('<form action="../search/">', '<form action="../search/index.html">'),
        ('<svg><a xlink:href="x/">', '<svg><a xlink:href="x/index.html">'),
        ('<a\n  href="x/">', '<a\n  href="x/index.html">'),
    ],
)
def test_a_link_to_a_folder_leads_to_the_page_in_it(link: str, becomes: str) -> None:
    assert offline_page(link, "index.html") == becomes


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://example.org/">',
        '<a href="//example.org/">',
        '<a href="mailto:a@example.org">',
        '<a href="#part">',
        '<a href="record.json">',
        '<link href="../assets/a.css">',
        '<abbr href="x/">',
        "&lt;a href=&quot;x/&quot;&gt;",
        "",
    ],
)
def test_any_other_link_and_all_text_stay_as_they_are(link: str) -> None:
    assert offline_page(link, "index.html") == link


def test_a_name_for_the_zip_is_made_of_any_name_of_a_site() -> None:
    assert copy_name("Our Trials: A to Z!", DAY) == "our-trials-a-to-z-2026-03-31"
    assert copy_name("臨床試験", DAY) == "trials-2026-03-31"


def test_what_is_handed_over_cannot_break_out_of_its_script() -> None:
    said = handed_over('a"b</script>.json', b'"</script>')
    assert said.startswith(b'ptOffline.keep("a\\"b')
    assert said.count(b"</script>") == 1  # in a file of its own, where it ends nothing
    assert base64.b64encode(b'"</script>') in said


def test_an_unknown_pagefind_is_an_error_and_not_a_dead_search() -> None:
    assert "import.meta" not in classic_script("const a=import.meta.url;export{a};")
    with pytest.raises(OfflineError, match="expected Pagefind's program to end with its exports"):
        classic_script("module.exports = 1;")


def test_an_operator_writes_the_first_words_and_a_fault_in_them_keeps_the_last_site(
    tmp_path: Path,
) -> None:
    config = make_site(tmp_path, [1], {"templates": "own"}, site_name="A & <B>")
    readme = write(tmp_path / "own/offline/README.txt", "Ours: {site}")
    copy = build_site(config, offline=True).offline
    assert copy is not None
    with zipfile.ZipFile(copy) as whole:
        assert whole.read("a-b-2026-03-31/README.txt") == b"Ours: A & <B>"
        assert b"<title>A &amp; &lt;B&gt;</title>" in whole.read("a-b-2026-03-31/start.html")
    before, old = contents(tmp_path / "site"), copy.read_bytes()
    readme.write_text("Ours: {nobody}")
    with pytest.raises(SiteError, match=r"README.txt: expected {site} and {day}, found 'nobody'"):
        build_site(config, offline=True)
    assert contents(tmp_path / "site") == before
    assert copy.read_bytes() == old


def test_the_command_prints_the_site_and_then_the_zip(tmp_path: Path) -> None:
    make_site(tmp_path, [1])
    done = run("build", "--offline", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n") == [
        str(tmp_path / "site"),
        str(tmp_path / f"{NAME}.zip"),
        "",
    ]
    assert run("build", cwd=tmp_path).stdout == f"{tmp_path / 'site'}\n"
