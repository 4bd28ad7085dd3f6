"""A site with lay summaries: what stops it, what readers see, what operators are told."""

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.site.engine import SiteError, build_site
from tests.conftest import REPOSITORY
from tests.small_sites import ON_HOST, broken_links, contents, make_site, number, run, write
from tests.test_serve import PLAINTRIALS, running

CASES = REPOSITORY / "tests" / "cases" / "lay-summary"
NUMBER = "NCT99999920"
PAGE = f"trials/{NUMBER}/lay-summary/index.html"
WORDS = f"records/{NUMBER}.plain.yml"


def site_of(folder: Path, case: str = "complete", **options: str) -> Path:
    """Write a site of 2 small records and those of a case; returns mkdocs.yml."""
    config = make_site(folder, (1, 2), options, **ON_HOST)
    for file in (CASES / case / "records").iterdir():
        shutil.copy(file, folder / "records")
    return config


def take_out(folder: Path, field: str) -> None:
    """Cut a field of one line, or with all lines below it, out of the words."""
    text = (folder / WORDS).read_text("utf-8")
    cut = re.sub(rf"^{field}:.*\n(?:[ \n].*\n|\n)*", "", text, flags=re.MULTILINE)
    assert cut != text
    write(folder / WORDS, cut)


def test_complete_summary_is_a_page_of_the_site(tmp_path: Path) -> None:
    built = build_site(site_of(tmp_path))
    page = (built.site_dir / PAGE).read_text("utf-8")
    assert f"https://trials.example.org/trials/{NUMBER}/lay-summary/" in page
    assert not broken_links(built.site_dir, ON_HOST["site_url"])
    rows = json.loads((built.site_dir / PAGE).with_name("sentences.json").read_text("utf-8"))
    assert {row["section"] for row in rows} >= {"identification", "harms", "follow_up", "about"}
    meter = (built.site_dir / "operators/lay-summaries/index.html").read_text("utf-8")
    assert f"{NUMBER}: 10 of 10" in meter
    assert not (built.site_dir / f"trials/{number(1)}/lay-summary").exists()


def test_a_missing_element_stops_the_build_and_keeps_the_last_site(tmp_path: Path) -> None:
    config = site_of(tmp_path)
    before = contents(build_site(config).site_dir)
    take_out(tmp_path, "follow_up")
    take_out(tmp_path, "why")
    with pytest.raises(SiteError, match="lay summaries with a missing element: 1") as caught:
        build_site(config)
    assert contents(tmp_path / "site") == before
    told = [str(problem) for problem in caught.value.problems if "LAY-" in problem.code]
    assert told == [
        f"{WORDS}:1:10: follow_up: expected 'follow_up:' in {NUMBER}.plain.yml (element 9 of the "
        "lay summary: whether more trials are planned), found nothing [LAY-09]",
        f"{WORDS}:1:10: why: expected 'why:' in {NUMBER}.plain.yml (element 3 of the lay summary: "
        "why the trial was done), found nothing [LAY-03]",
    ]
    take_out(tmp_path, "profile")
    assert build_site(config).trials == 3, "without the profile nothing is asked"


def test_mkdocs_alone_stops_as_well(tmp_path: Path) -> None:
    site_of(tmp_path, "events-only")
    done = run("build", cwd=tmp_path, module="mkdocs")
    assert done.returncode != 0
    assert "lay summaries with a missing element: 1" in done.stderr
    assert not (tmp_path / "site/index.html").exists()


def test_an_element_in_part_stops_nothing(tmp_path: Path) -> None:
    config = site_of(tmp_path)
    take_out(tmp_path, "adverse_reactions")
    built = build_site(config)
    assert [p.code for p in built.problems if p.code.startswith("LAY-")] == ["LAY-06"]
    assert "reaction" not in (built.site_dir / PAGE).read_text("utf-8").lower()


def test_option_of_the_site_asks_all_trials_that_are_over(tmp_path: Path) -> None:
    config = site_of(tmp_path, "not-posted", profile="eu-lay-summary")
    with pytest.raises(SiteError, match="missing element: 2"):  # and the second small record
        build_site(config)
    for name in ("NCT99999922", number(1), number(2)):
        write(tmp_path / f"records/{name}.plain.yml", "profile: none\n")
    assert build_site(config).trials == 3


def test_option_that_there_is_not_is_refused(tmp_path: Path) -> None:
    config = site_of(tmp_path, profile="eu-summary")
    with pytest.raises(SiteError, match=r"'profile': expected one of eu-lay-summary, none, found"):
        build_site(config)


def test_check_fails_and_shows_the_meter(tmp_path: Path) -> None:
    site_of(tmp_path, "events-only")
    done = run("check", "--select", "LAY", cwd=tmp_path)
    assert done.returncode == 1
    assert "LAY-08" in done.stdout
    assert re.search(
        r"^lay summary +1  2  3  4  5  6  7  8  9 10  filled$\n"
        r"^NCT99999921 +p  R  p  p  R  p  R  -  -  R  4 of 10$",
        done.stdout,
        re.MULTILINE,
    )
    as_json = run("check", "--select", "LAY", "--format", "json", cwd=tmp_path)
    assert {row["code"] for row in json.loads(as_json.stdout)} == {
        *("LAY-01", "LAY-03", "LAY-04", "LAY-06", "LAY-08", "LAY-09")
    }
    pages = run("check", "--pages", "--select", "LAY", cwd=tmp_path)
    assert "4 of 10" in pages.stdout


def test_check_of_a_complete_summary_ends_well(tmp_path: Path) -> None:
    site_of(tmp_path)
    done = run("check", cwd=tmp_path)
    assert done.returncode == 0
    assert re.search(
        rf"^{NUMBER} +R  R  W  R  R  W  R  W  W  R  10 of 10$", done.stdout, re.MULTILINE
    )


def test_render_writes_it_with_its_gaps_for_reviewers(tmp_path: Path) -> None:
    site_of(tmp_path, "events-only")
    done = run("render", "--out", "to-review", cwd=tmp_path)
    assert done.returncode == 0
    text = (tmp_path / "to-review/trials/NCT99999921/lay-summary/index.md").read_text("utf-8")
    assert text.count("This part is missing") == 2
    assert "Nobody has written here if more trials are planned." in text


def test_preview_shows_what_is_missing_and_goes_on(tmp_path: Path) -> None:
    site_of(tmp_path)
    with running(tmp_path, *PLAINTRIALS) as preview:
        path = f"trials/{NUMBER}/lay-summary/"
        missing = "Nobody has written here if more trials are planned."
        preview.until(path, lambda page: page is not None and "are planned" in page)
        take_out(tmp_path, "follow_up")
        preview.until(path, lambda page: missing in (page or ""))
        assert "9 of 10" in (preview.page("operators/lay-summaries/") or "")


def test_a_kept_page_follows_the_profile(tmp_path: Path) -> None:
    """The cache of pages knows which trials have a lay summary."""
    config = site_of(tmp_path)
    assert (build_site(config).site_dir / PAGE).is_file()
    take_out(tmp_path, "profile")
    site = build_site(config).site_dir
    assert not (site / PAGE).exists()
    assert "lay-summary" not in (site / f"trials/{NUMBER}/index.html").read_text("utf-8")
