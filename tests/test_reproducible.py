"""The same records and the same day give the same bytes, wherever and however a site is built."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator.content import own_templates
from generator.site.engine import build_site
from tests.small_sites import (
    ON_HOST,
    contents,
    environment,
    make_site,
    number,
    record,
    study,
    write,
    write_record,
)

FIRST, SECOND = range(1, 31), range(31, 51)
# Another day, 3 years on, for everything in Python that asks.
ANOTHER_CLOCK = """
import datetime, sys, time
SHIFT = 1_100 * 86_400
real_time, real_ns = time.time, time.time_ns
time.time = lambda: real_time() + SHIFT
time.time_ns = lambda: real_ns() + SHIFT * 10**9
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=SHIFT)
datetime.datetime = Later
assert time.gmtime(time.time()).tm_year > 2028
from generator.cli import main
main(prog_name="plaintrials")
"""
PLAIN = "from generator.cli import main; main(prog_name='plaintrials')"


def make(folder: Path, backwards: bool = False) -> Path:
    """Write a site with records of all kinds, good and bad, in 2 folders."""
    order = -1 if backwards else 1
    shown = {"records": ["first", "second"], "search": True, "as_of": None}
    config = make_site(folder, (), shown, use_directory_urls=True, **ON_HOST)
    (folder / "records").rmdir()
    for n in list(SECOND)[::order]:
        write_record(folder / "second", n)
    for n in list(FIRST)[::order]:
        write_record(
            folder / "first", n, conditions={"conditions": [f"asthma{' ' * (n % 2)}", "ASTHMA"]}
        )
    words = {"author": "A. Writer", "written": "2026-01-05", "title": "Our title"}
    write(folder / f"first/{number(2)}.plain.yml", yaml.safe_dump(words))
    write(folder / "second/deep/NCT00000077.json", study(77))
    twice = record(7, sponsor_collaborators={"lead_sponsor": {"name": "Another"}})
    write(folder / f"second/{number(7)}.yml", yaml.safe_dump(twice))
    write(folder / f"first/{number(90)}.yml", "identification: {registry_id: [\n")
    write(folder / f"second/{number(91)}.yml", "identification: {brief_title: 7}\n")
    write(folder / "docs/talk.md", f"# Talk\n\n[one](trials/{number(1)}/index.md)\n")
    for n, path in enumerate(sorted(folder.rglob("*.yml"), reverse=backwards)):
        os.utime(path, (1_000_000_000 + n, 1_000_000_000 + n))
    return config


def built(
    config: Path, *arguments: str, code: str = PLAIN, cwd: Path | None = None, **env: str
) -> Path:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            code,
            "build",
            "-f",
            str(config),
            "--as-of",
            "2026-03-31",
            *arguments,
        ],
        cwd=cwd or config.parent,
        env={**environment(), **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return config.parent / "site"


def set_option(config: Path, **options: object) -> None:
    tree = yaml.safe_load(config.read_text("utf-8"))
    tree["plugins"][0]["plaintrials"].update(options)
    config.write_text(yaml.safe_dump(tree, sort_keys=False), "utf-8")


def differences(one: Path, two: Path) -> list[str]:
    """Return the files that only one of two sites has, or that differ."""
    first, second = contents(one), contents(two)
    return sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that all others are held against: one process, no cache."""
    config = make(tmp_path_factory.mktemp("here") / "one")
    set_option(config, workers=1, cache=False)
    return built(config, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="0")


def test_the_site_has_all_that_could_differ(site: Path) -> None:
    files = contents(site)
    assert len([name for name in files if name.startswith("trials/NCT")]) > 100
    assert "pagefind/pagefind-entry.json" in files
    problems = files["operators/problems/index.html"].decode()
    assert all(text in problems for text in ("REC-DUPLICATE", "REC-YAML", "REC-TYPE"))
    assert "Our title" in files[f"trials/{number(2)}/index.html"].decode()


def test_another_folder_file_order_clock_zone_locale_hash_seed_and_processes(
    site: Path, tmp_path: Path
) -> None:
    config = make(tmp_path / "quite" / "another place", backwards=True)
    set_option(config, workers=2)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    zone = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}
    other = built(config, code=ANOTHER_CLOCK, cwd=elsewhere, PYTHONHASHSEED="1234", **zone)
    assert differences(site, other) == []


def test_records_named_in_another_order_and_a_second_build_over_the_first(
    site: Path, tmp_path: Path
) -> None:
    config = make(tmp_path / "site of ours")
    folder = config.parent
    for order in (("second", "first"), ("first", "second")):
        paths = [word for name in order for word in ("--records", str(folder / name))]
        # The second of these builds takes every trial's page from the cache of the first.
        assert differences(site, built(config, *paths, PYTHONHASHSEED="77")) == []


def test_mkdocs_builds_the_same_site(site: Path, tmp_path: Path) -> None:
    config = make(tmp_path / "by mkdocs")
    set_option(config, as_of="2026-03-31")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    env = {**environment(), "TZ": "America/Lima"}
    subprocess.run(command, cwd=config.parent, env=env, check=True, timeout=120)
    assert differences(site, config.parent / "site") == []


def test_the_same_day_in_the_settings_and_on_the_command_line(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 3), {"as_of": "2026-03-31"}, **ON_HOST)
    first = contents(build_site(config).site_dir)
    set_option(config, as_of="2031-01-01")
    assert contents(build_site(config).site_dir) != first
    set_option(config, as_of=None)
    assert "SOURCE_DATE_EPOCH" not in os.environ


def replace_word(folder: Path) -> None:
    words = (own_templates() / "wording/en.yml").read_text("utf-8")
    changed = words.replace("section.short: In short\n", "section.short: In a nutshell\n")
    assert changed != words
    write(folder / "ours/wording/en.yml", changed)


def own_template(folder: Path) -> None:
    write(folder / "ours/sections/why.md.jinja", "## Our own reasons\n")


def other_addresses(folder: Path) -> None:
    tree = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    tree["use_directory_urls"] = False
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(tree), "utf-8")


def page_elsewhere(folder: Path) -> None:
    write(folder / "ours/sections/questions.md.jinja", "[Phases](../../phases-of-trials.md)\n")
    write(folder / "docs/phases-of-trials.md", "# Phases\n")


def plain_words(folder: Path) -> None:
    words = {"author": "A. Writer", "written": "2026-01-05", "title": "Another title"}
    write(folder / f"records/{number(1)}.plain.yml", yaml.safe_dump(words))


def another_day(folder: Path) -> None:
    set_option(folder / "mkdocs.yml", as_of="2030-02-01")


def less_of_the_record(folder: Path) -> None:
    write_record(folder / "records", 1, conditions={"conditions": ["Only this"]})


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that was built once, so that it has a cache."""
    folder = tmp_path_factory.mktemp("cached")
    link = "[What phases are](../../understanding/phases.md)\n"
    write(folder / "ours/sections/questions.md.jinja", link)
    build_site(make_site(folder, range(1, 3), {"templates": "ours"}, **ON_HOST))
    assert list((folder / ".cache").rglob("pages/*/*/*"))
    return folder


@pytest.mark.parametrize(
    "change",
    [
        replace_word,
        own_template,
        other_addresses,
        page_elsewhere,
        plain_words,
        another_day,
        less_of_the_record,
    ],
)
def test_a_page_from_the_cache_is_the_page_that_would_be_made(
    cached: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    shutil.copytree(cached, tmp_path, dirs_exist_ok=True)
    config, before = tmp_path / "mkdocs.yml", contents(tmp_path / "site")
    change(tmp_path)
    after = contents(build_site(config).site_dir)
    set_option(config, cache=False)
    fresh = contents(build_site(config).site_dir)
    path = f"trials/{number(1)}/index.html"
    assert {name for name in fresh if fresh[name] != after.get(name)} == set()
    assert after[path] != before[path]
