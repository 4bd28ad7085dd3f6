"""Text → tree and places: nothing is guessed, nothing grows without bound, every place is exact."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Place
from generator.records import json_places, json_text, places
from generator.records.findings import Finding, Spot, Spots, Steps, placed
from generator.records.places import read_yaml

BOTH_PARSERS = [yaml.BaseLoader, getattr(yaml, "CBaseLoader", yaml.BaseLoader)]


@pytest.fixture(params=BOTH_PARSERS, ids=["python", "libyaml"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_LOADER", request.param)


@pytest.mark.usefixtures("parser")
class TestYaml:
    @pytest.mark.parametrize(
        "plain",
        ["NO", "yes", "012", "1:30", "2024-03", "2024-03-01", "0x1F", "1e3", "Null", "=", "<<"],
    )
    def test_a_plain_value_stays_the_text_that_it_is(self, plain: str) -> None:
        assert read_yaml(f"a: {plain}\n").tree == {"a": plain}

    @pytest.mark.parametrize("nothing", ["", "~", "null"])
    def test_nothing_is_nothing(self, nothing: str) -> None:
        assert read_yaml(f"a: {nothing}\n").tree == {"a": None}

    @pytest.mark.parametrize("quoted", ["''", '"~"', "'null'"])
    def test_a_quoted_value_is_text(self, quoted: str) -> None:
        assert read_yaml(f"a: {quoted}\n").tree == {"a": quoted[1:-1]}

    def test_every_name_and_value_has_its_place(self) -> None:
        reading = read_yaml("a:\n  - b: é ü c\n    d: {e: [1, 22]}\n")
        assert reading.spots == {
            (): Spots(Spot(1, 1), Spot(1, 1)),
            ("a",): Spots(Spot(1, 1), Spot(2, 3)),
            ("a", 0): Spots(Spot(2, 5), Spot(2, 5)),
            ("a", 0, "b"): Spots(Spot(2, 5), Spot(2, 8)),
            ("a", 0, "d"): Spots(Spot(3, 5), Spot(3, 8)),
            ("a", 0, "d", "e"): Spots(Spot(3, 9), Spot(3, 12)),
            ("a", 0, "d", "e", 0): Spots(Spot(3, 13), Spot(3, 13)),
            ("a", 0, "d", "e", 1): Spots(Spot(3, 16), Spot(3, 16)),
        }

    def test_every_field_that_is_there_again_is_found(self) -> None:
        reading = read_yaml("a: 1\nb:\n  c: 1\n  c: 2\na: 2\na: 3\n")
        assert reading.tree == {"a": "1", "b": {"c": "1"}}
        assert [(f.steps, f.spot) for f in reading.findings] == [
            (("b", "c"), Spot(4, 3)),
            (("a",), Spot(5, 1)),
            (("a",), Spot(6, 1)),
        ]

    def test_a_bomb_is_a_list_of_findings(self) -> None:
        levels = [
            f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]" for a, b in zip("abcdef", "bcdefg", strict=True)
        ]
        reading = read_yaml("a: &a [x, x, x, x]\n" + "\n".join(levels))
        assert reading.tree["g"] == [None] * 4
        assert len(reading.findings) == 7 + 6 * 4

    def test_depth_is_bounded(self) -> None:
        (finding,) = read_yaml("[" * 5000).findings
        assert (finding.message, finding.code) == (
            "expected at most 40 levels, found more",
            "REC-SIZE",
        )

    def test_only_a_comment_that_eats_text_is_reported(self) -> None:
        text = "a: the #1 trial\nb: text # a remark\nc: 'the #1'\nd: |\n  the #1\n"
        (finding,) = read_yaml(text).findings
        assert (finding.steps, finding.spot) == (("a",), Spot(1, 8))

    def test_half_a_character_is_no_text(self) -> None:
        assert read_yaml('a: "\\ud83d"\n').findings


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def everything(tree: object, steps: Steps = ()) -> dict[Steps, object]:
    pairs = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    inner = [everything(value, (*steps, key)) for key, value in pairs]
    return {steps: tree} | {path: value for part in inner for path, value in part.items()}


class TestJson:
    @given(JSON, st.sampled_from([None, 0, 1, 2]), st.booleans())
    def test_every_value_is_where_it_is_said_to_be(
        self, tree: object, indent: int | None, ascii_only: bool
    ) -> None:
        text = json.dumps(tree, indent=indent, ensure_ascii=ascii_only)
        assert not [f for f in json_text.parse(text).findings if f.code != "REC-CONTROL"]
        lines = text.split("\n")
        values = everything(json.loads(text))
        spots = json_places.locate(text, set(values))
        assert spots.keys() == values.keys()
        for steps, value in values.items():
            spot = spots[steps].value
            start = sum(len(line) + 1 for line in lines[: spot.line - 1]) + spot.column - 1
            assert json.JSONDecoder().raw_decode(text, start)[0] == value
            if steps and isinstance(steps[-1], str):
                key = spots[steps].key
                assert lines[key.line - 1][key.column - 1] == '"'

    def test_each_study_of_a_page_is_cut_out_as_it_stands(self) -> None:
        text = '{"n": {"studies": [0]}, "studies" : [ {"a": "é"} ,\n {"b" : 2}], "x": 1}'
        assert [text[start:end] for start, end, _ in json_text.elements(text)] == [
            '{"a": "é"}',
            '{"b" : 2}',
        ]

    def test_a_field_inside_a_repeated_group_is_not_repeated_itself(self) -> None:
        parsed = json_text.parse('{"a": {"x": 1},\n "a": {"x": 2, "x": 3}}')
        assert [(f.steps, f.spot) for f in parsed.findings] == [(("a",), Spot(2, 2))]

    @pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 70 + "]" * 70])
    def test_depth_is_bounded(self, text: str) -> None:
        assert [f.message for f in json_text.parse(text).findings] == [
            "expected at most 60 levels, found more"
        ]

    def test_a_number_without_end_is_a_finding(self) -> None:
        assert [f.code for f in json_text.parse("9" * 5000).findings] == ["REC-JSON"]

    def test_an_escaped_backslash_is_not_half_a_character(self) -> None:
        assert json_text.parse(r'"C:\\ud800"').findings == []
        assert json_text.parse(r'"\\\ud800"').findings[0].spot == Spot(1, 4)


def test_a_missing_field_is_placed_at_its_nearest_parent() -> None:
    spots = {("a",): Spots(Spot(3, 5), Spot(4, 7)), (): Spots(Spot(1, 1), Spot(1, 1))}
    finding = Finding(("a", "b", 0, "c"), "expected text, found nothing", "REC-MISSING")
    (problem,) = placed([finding], lambda _: spots, Place("x.json", 10, 3))
    assert str(problem) == "x.json:12:5: a.b[0].c: expected text, found nothing [REC-MISSING]"


def test_a_column_of_the_first_line_counts_from_where_the_record_starts() -> None:
    spots = {("a",): Spots(Spot(1, 2), Spot(1, 7))}
    finding = Finding(("a",), "expected text, found 5", "REC-TYPE")
    (problem,) = placed([finding], lambda _: spots, Place("x.json", 1, 100))
    assert problem.place == Place("x.json", 1, 106)
