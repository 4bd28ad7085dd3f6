import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from generator.site import search
from generator.site.program import lighten
from generator.site.search import SearchIndexError, index

TRIAL = """<!doctype html><html lang="en"><title>x</title><body><nav>menuword</nav>
<div data-pagefind-body>
<h1>{title}</h1>
<div class="pt-status pt-status--open" data-pagefind-meta="tone:open">
<span aria-hidden="true" data-pagefind-meta="sign">●</span>
<strong data-pagefind-meta="status">Going on, closed to new people</strong> statusword</div>
<p>{text}</p>
<details class="pt-sources"><summary>Where</summary>fieldword</details>
</div></body></html>"""
OTHER = "<!doctype html><html lang='en'><title>x</title><body><h1>Other</h1>otherword</body></html>"


def write(site: Path, pages: dict[str, str]) -> Path:
    for path, html in pages.items():
        page = site / path / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html, encoding="utf-8")
    return site


def trials(count: int) -> dict[str, str]:
    return {
        f"trials/T{n:03}": TRIAL.format(title=f"Trial {n}", text=f"asthma word{n}")
        for n in range(count)
    }


def fragments(site: Path) -> dict[str, dict[str, Any]]:
    """Return what a reader's browser gets to show for each page, by address."""
    found = {}
    for file in (site / "pagefind" / "fragment").iterdir():
        fragment = json.loads(file.read_text("utf-8"))
        found[fragment["url"]] = fragment
    return found


def contents(site: Path) -> dict[str, bytes]:
    files = (path for path in (site / "pagefind").rglob("*") if path.is_file())
    return {str(path.relative_to(site)): path.read_bytes() for path in files}


needs_sh = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Pagefind is a shell script")


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_only_the_marked_part_of_marked_pages_is_indexed(tmp_path: Path) -> None:
    site = write(tmp_path, {**trials(3), "other": OTHER})

    assert index(site) == 3

    found = fragments(site)
    assert sorted(found) == ["/trials/T000/", "/trials/T001/", "/trials/T002/"]
    assert found["/trials/T001/"]["content"] == "Trial 1. asthma word1."


def test_a_result_can_show_title_status_tone_and_sign(tmp_path: Path) -> None:
    site = write(tmp_path, trials(1))

    index(site)

    assert fragments(site)["/trials/T000/"]["meta"] == {
        "title": "Trial 0",
        "status": "Going on, closed to new people",
        "tone": "open",
        "sign": "●",
    }


def test_markup_in_a_record_is_text_in_the_index(tmp_path: Path) -> None:
    text = "p&lt;b and c&gt;d &lt;script&gt;x&lt;/script&gt;"
    site = write(tmp_path, {"trials/T1": TRIAL.format(title="A &amp; B &lt;i&gt;", text=text)})

    index(site)

    fragment = fragments(site)["/trials/T1/"]
    assert fragment["meta"]["title"] == "A & B <i>"
    assert "p<b and c>d <script>x</script>" in fragment["content"]


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    pages = trials(40)
    one = write(tmp_path / "one", pages)
    two = write(tmp_path / "two", dict(reversed(pages.items())))

    index(one)
    index(two)

    assert contents(one) == contents(two)


def test_a_second_run_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    site = write(tmp_path, trials(5))
    index(site)
    for n in range(1, 5):
        (site / f"trials/T00{n}/index.html").unlink()

    assert index(site) == 1
    assert list(fragments(site)) == ["/trials/T000/"]


def test_only_what_our_search_box_loads_is_written(tmp_path: Path) -> None:
    site = write(tmp_path, trials(2))

    index(site)

    top = {path.name for path in (site / "pagefind").iterdir()}
    meta = {name for name in top if name.endswith(".pf_meta")}
    assert len(meta) == 1
    assert top - meta == {
        "fragment",
        "index",
        "pagefind-entry.json",
        "pagefind.js",
        "wasm.en.pagefind",
    }


def test_the_program_does_only_what_a_search_needs(tmp_path: Path) -> None:
    site = write(tmp_path, trials(2))

    index(site)

    text = (site / "pagefind" / "pagefind.js").read_text("utf-8")
    assert "if(needsWordSegmentation(trueLanguage)&&" in text
    assert text.count("typeof Intl.Segmenter") == 1
    assert "var gz_default=(data)=>(gz_made??=" in text
    assert "weighted_locations=result2" not in text


def test_another_program_stays_as_it_is(tmp_path: Path) -> None:
    site = write(tmp_path / "site", trials(1))
    index(site)
    known = (site / "pagefind" / "pagefind.js").read_text("utf-8")
    strange = known.replace("var gz_made;", "")
    (tmp_path / "pagefind.js").write_text(strange, "utf-8")

    assert not lighten(tmp_path)

    assert (tmp_path / "pagefind.js").read_text("utf-8") == strange


def test_a_language_without_stemming_keeps_the_program_it_needs(tmp_path: Path) -> None:
    site = write(tmp_path, trials(2))

    assert index(site, language="ja") == 2

    assert (site / "pagefind" / "wasm.unknown.pagefind").is_file()


def test_a_site_without_a_marked_page_has_no_index(tmp_path: Path) -> None:
    site = write(tmp_path, trials(1))
    index(site)
    write(site, {"trials/T000": OTHER})

    assert index(site) == 0
    assert not (site / "pagefind").exists()


def test_settings_of_the_machine_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "pagefind.toml").write_text('root_selector = "nav"\n', encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "nav")
    site = write(tmp_path / "site", trials(1))

    index(site)

    assert fragments(site)["/trials/T000/"]["content"] == "Trial 0. asthma word0."


def test_it_is_quiet(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    index(write(tmp_path, trials(1)))

    assert capfd.readouterr() == ("", "")


def test_no_site(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match=r"expected a built site in .*nowhere, found no"):
        index(tmp_path / "nowhere")


def test_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "get_executable", lambda: None)

    with pytest.raises(SearchIndexError, match=r"program, found none\. Install 'pagefind\[bin\]'"):
        index(write(tmp_path, trials(1)))


def test_a_program_that_is_not_where_it_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "gone"))

    with pytest.raises(SearchIndexError, match=r"program at .*gone, found none"):
        index(write(tmp_path, trials(1)))


@needs_sh
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'the disk is full' >&2; exit 3", r"\(exit 3\): the disk is full"),
        ("exit 1", r"\(exit 1\): it said nothing"),
        ("exit 0", r"expected Pagefind to write .*pagefind-entry\.json, found FileNotFoundError"),
    ],
)
def test_a_program_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program(tmp_path / "pagefind.sh", script)))

    with pytest.raises(SearchIndexError, match=message):
        index(write(tmp_path / "site", trials(1)))


def test_a_program_that_cannot_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "pagefind"
    broken.write_bytes(b"\x00\x01")
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(broken))

    with pytest.raises(SearchIndexError, match="Pagefind did not start: "):
        index(write(tmp_path / "site", trials(1)))
