"""Lines with a colon get the list that completes them where the lines show it, and only there."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plain.eligibility import Kind, Node, Polarity, parse
from tests.eligibility_texts import of_v2
from tests.test_eligibility import check_tree, outline, text

TAKEN = [
    (
        "numbers that begin again behind words that explain",
        "Exclusion: // 1. Tea // 2. Milk // Good cups include: // 1. Tin // 2. Clay // Jam",
        "exclude: item item para(item item) para",
    ),
    (
        "numbers of another kind behind words that explain",
        "Exclusion: // * Tea // A cup is defined as: // 1. Tin // 2. Clay",
        "exclude: item para(item item)",
    ),
    (
        "the outer list goes on",
        "Inclusion: // 1. Tea // 2. A cup, as follows: // 1. Tin // 2. Clay // 3. Iron // 3. Jam",
        "include: item item(item item item) item",
    ),
    (
        "a list in a list",
        "Inclusion: // 8. Tea with: // 1. A cup of: // 1. Tin // 2. Clay // 2. Milk // 9. Jam",
        "include: item(item(item item) item) item",
    ),
    (
        "items joined by or",
        "Inclusion: // * The cup is: // * tin; or, // * clay or // * iron. // * Likes jam",
        "include: item(item item item) item",
    ),
    (
        "a paragraph that ends the sentence",
        "Exclusion: // * A spill, defined as either: // Tea or milk // * Jam",
        "exclude: item(para) item",
    ),
    (
        "a note that explains",
        "Inclusion: // 1. Tea // 2. Milk // Note: a cup is defined as: // 1. Tin // 2. Clay",
        "include: item item note(item item)",
    ),
    (
        "a line that begins with a sign of comparison",
        "Inclusion: // * Enough tea // \u00a0  ≥ 5 cups // * Milk",
        "include: item item",
    ),
]
LEFT = [
    (
        "a head of rules",
        "Exclusion: // 1. Tea // 2. Milk // Cats who meet any of these are not eligible: // 1. Tin",
        "exclude: item item para item",
    ),
    (
        "a head that says include, too",
        "Inclusion: // 1. Tea // 2. Milk // All cups must include: // 1. Tin // 2. Clay",
        "include: item item para item item",
    ),
    (
        "the outer list may go on in the inner one",
        "Exclusion: // 1. Tea // Good cups include: // 1. Tin // 2. Clay // 3. Iron",
        "exclude: item para item item item",
    ),
    (
        "bullets that look like those before",
        "Exclusion: // * Tea // Good cups include: // * Tin // * Clay",
        "exclude: item para item item",
    ),
    (
        "no or at the end",
        "Inclusion: // * The cup is: // * tin // * clay // * Likes jam",
        "include: item item item item",
    ),
    (
        "a paragraph behind a whole rule",
        "Exclusion: // * Tea: // Milk // * Jam",
        "exclude: item para item",
    ),
    (
        "a sign of comparison at the margin",
        "Inclusion: // * Enough tea. // ≥ 5 cups",
        "include: item para",
    ),
]


@pytest.mark.parametrize(("name", "written", "shape"), [*TAKEN, *LEFT])
def test_shape(name: str, written: str, shape: str) -> None:
    source = text(written)
    tree = parse(source)
    check_tree(source, tree)
    assert outline(tree) == shape, name


LINES = """Exclusion:|Inclusion:|Good cups include:|defined as either:|A cup is defined as:|1. Tea|
2. Milk|3. A cup, as follows:|1. Jam or|* Tin; or|* Clay|* either:|Note: cups include:|≥ 5|
(1) Rum:|a. Rye and|  * Oat|OR|* |***|* one of the following:|1.|  Sugar""".replace("|\n", "|")
WRITTEN = st.lists(st.sampled_from(LINES.split("|")), max_size=16)


@given(WRITTEN, st.sampled_from(["\n", "\n\n"]))
def test_no_line_is_lost_or_changes_its_side(lines: list[str], between: str) -> None:
    source = between.join(lines)
    tree = parse(source)
    check_tree(source, tree)
    for node, side in _sided(tree, Polarity.UNSTATED):
        assert node.polarity is side


def _sided(node: Node, side: Polarity) -> list[tuple[Node, Polarity]]:
    """Each node below, and the side of the section that it stands in."""
    found = []
    for kid in node.kids:
        own = kid.polarity if kid.kind is Kind.SECTION else side
        found += [] if kid.kind is Kind.SECTION else [(kid, own)]
        found += _sided(kid, own)
    return found


def test_real_lists_go_below_the_words_that_they_explain(shared_data: Path) -> None:
    moved = 0
    for source in of_v2(shared_data).values():
        for node in parse(source).walk():
            first = node.kids[0] if node.kids else None
            is_moved = node.kind in (Kind.PARA, Kind.NOTE) and first and first.kind is Kind.ITEM
            moved += bool(is_moved and first and first.marker and not _is_set_in(source, first))
    assert moved >= 4


def _is_set_in(source: str, node: Node) -> bool:
    start = node.marker[0] if node.marker else 0
    return source[:start].rpartition("\n")[2] != ""
