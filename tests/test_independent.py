"""Results on built pages, checked by a second reader that has no line of the program.

Three real records drawn by seed are built as a site, and every number of their results is traced to
the record and back. Then digits, columns and rows are changed, and each change must be noticed.
All records with results: `python -m tests.independent RECORDS SITE`.
"""

import gzip
import json
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.site.engine import build_site
from tests.conftest import REPOSITORY
from tests.independent.checking import check
from tests.small_sites import make_site

SEED, DRAWN, CHANGED = 2026, 3, 20
PARTS = ("", "results", "health-problems")
HEAD = r"(<tr><th scope=\"row\">[^\n]*?</th>)"
Built = Mapping[str, tuple[dict[str, Any], list[str]]]


@pytest.fixture(scope="module")
def built(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the raw record and the built pages of each record that was drawn."""
    folder = tmp_path_factory.mktemp("independent")
    with gzip.open(shared_data / "ctgov.jsonl.gz", "rt", encoding="utf-8") as lines:
        studies = [json.loads(line) for line in lines if '"resultsSection"' in line]
    by_name = {
        study["protocolSection"]["identificationModule"]["nctId"]: study
        for study in studies
        if "resultsSection" in study
    }
    names = random.Random(SEED).sample(sorted(by_name), DRAWN)
    (folder / "records").mkdir()
    for name in names:
        (folder / "records" / f"{name}.json").write_text(json.dumps(by_name[name]), "utf-8")
    site = build_site(make_site(folder, [])).site_dir
    return {
        name: (
            by_name[name],
            [
                path.read_text("utf-8")
                for part in PARTS
                if (path := site / "trials" / name / part / "index.html").exists()
            ],
        )
        for name in names
    }


def test_every_number_is_of_the_record_and_the_other_way_round(built: Built) -> None:
    checked = 0
    for name, (study, pages) in built.items():
        sheet = check(study, pages)
        assert not sheet.faults, name
        checked += sheet.numbers["checked"]
    assert checked > 1000


def test_another_digit_is_noticed(built: Built) -> None:
    chance = random.Random(SEED)
    unseen = []
    for name, (study, pages) in built.items():
        places = [(page, at) for page, html in enumerate(pages) for at in _digits(html)]
        for page, at in chance.sample(places, CHANGED):
            other = str((int(pages[page][at]) + chance.randint(1, 9)) % 10)
            changed = pages[page][:at] + other + pages[page][at + 1 :]
            if not check(study, [*pages[:page], changed, *pages[page + 1 :]]).faults:
                unseen.append(f"{name}: {pages[page][at - 80 : at + 20]!r} -> {other}")
    assert not unseen


@pytest.mark.parametrize(
    "change",
    [
        r"(<th scope=\"col\">[^<]+</th>)( ?)(<th scope=\"col\">[^<]+</th>)",
        r"(<td[^>]*>[^<]*\d[^<]*</td>)( ?)(<td[^>]*>[^<]*\d[^<]*</td>)",
        # Heads alone, where the numbers beside them differ.
        rf"{HEAD}((?P<cells>[^\n]*)\n){HEAD}(?!(?P=cells)\n)",
    ],
    ids=["columns", "cells", "heads of rows"],
)
def test_what_has_changed_places_is_noticed(change: str, built: Built) -> None:
    tried, unseen = 0, []
    for name, (study, pages) in built.items():
        for page, html in enumerate(pages):
            start = html.index('<h2 id="what-it-found"')
            swaps = [
                found
                for found in re.compile(change).finditer(html, start, _end(html))
                if found[1] != found.groups()[-1]
            ]
            for found in swaps[:: max(1, len(swaps) // 4)]:
                swapped = found.groups()[-1] + found[2] + found[1]
                changed = html[: found.start()] + swapped + html[found.end() :]
                tried += 1
                if not check(study, [*pages[:page], changed, *pages[page + 1 :]]).faults:
                    unseen.append(f"{name}: {found[0]!r}")
    assert tried
    assert not unseen


def test_row_that_is_lost_is_noticed(built: Built) -> None:
    row = re.compile(r"<tr><th scope=\"row\">(?:(?!</tr>).)*\d(?:(?!</tr>).)*</tr>", re.DOTALL)
    for name, (study, pages) in built.items():
        for page, html in enumerate(pages):
            found = row.search(html, html.index('<h2 id="what-it-found"'), _end(html))
            assert found, name
            changed = html.replace(found[0], "", 1)
            assert check(study, [*pages[:page], changed, *pages[page + 1 :]]).faults, name


def test_it_has_no_line_of_the_program() -> None:
    for path in (REPOSITORY / "tests" / "independent").glob("*.py"):
        assert not re.search(
            r"^\s*(?:from|import) generator", path.read_text("utf-8"), re.MULTILINE
        )


def _end(html: str) -> int:
    """Return where the part with results ends."""
    start = html.index('<h2 id="what-it-found"') + 1
    return html.find("<h2 ", start) if "<h2 " in html[start:] else html.index("</article>", start)


def _digits(html: str) -> list[int]:
    """Return where digits stand that a reader sees in the part with results."""
    start, unseen = html.index('<h2 id="what-it-found"'), []
    for pattern in (r'<details class="pt-fold pt-sources">.*?</details>', r"<[^>]+>", r"&#?\w+;",
                    r'<span class="pt-meaning".*?</span>'):  # fmt: skip
        unseen += [(m.start(), m.end()) for m in re.finditer(pattern, html, re.DOTALL)]
    hidden = {at for one, other in unseen for at in range(one, other)}
    return [
        match.start()
        for match in re.compile(r"\d", re.ASCII).finditer(html, start, _end(html))
        if match.start() not in hidden
    ]
