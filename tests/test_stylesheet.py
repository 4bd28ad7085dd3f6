"""Our style sheet: every file of it is sent, as one, and takes no operator's place."""

from pathlib import Path

from generator.content import own_templates
from generator.site.engine import build_site
from generator.stylesheet import PARTS, SHEET, stylesheet
from tests.small_sites import make_site, write


def test_every_part_is_in_the_sheet_once() -> None:
    files = [path.stem for path in (own_templates() / "styles").iterdir()]
    assert sorted(PARTS) == sorted(files)
    assert stylesheet().count("{") == stylesheet().count("}")


def test_a_sheet_of_the_operator_stays(tmp_path: Path) -> None:
    config = make_site(tmp_path, [1])
    write(tmp_path / "docs" / SHEET, "p { color: red }")
    site = build_site(config).site_dir
    assert (site / SHEET).read_text("utf-8") == "p { color: red }"
