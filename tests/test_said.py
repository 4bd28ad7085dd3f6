"""All that the site can say, in every tense: one document to read, and to approve.

`tests/cases/wording/said.md` holds each sentence as readers see it, filled with the names of its
places. It is for the people who write and who review: a "not" that is lost, or the words of another
code, shows there as a difference of one line. Write it anew with UPDATE_CASES=1, and read the diff.
"""

import os
from collections.abc import Iterator

import pytest

from generator.content import load_content
from generator.plain.voice import places_of
from generator.plain.wording import Wording
from tests.conftest import REPOSITORY

DOCUMENT = REPOSITORY / "tests/cases/wording/said.md"


@pytest.fixture(scope="module")
def wording() -> Wording:
    return load_content([]).wording


def test_everything_that_can_be_said_was_approved(wording: Wording) -> None:
    text = "\n".join(_document(wording)) + "\n"
    if os.environ.get("UPDATE_CASES") == "1":
        DOCUMENT.write_text(text, encoding="utf-8")
        pytest.skip(f"wrote {DOCUMENT.name}: read the difference before you keep it")
    assert text == DOCUMENT.read_text(encoding="utf-8")


def test_codes_of_a_list_can_be_told_apart_by_their_words(wording: Wording) -> None:
    """A sentence must lead back to its code: no two codes of a list say the same, in any tense."""
    same = []
    for kind, codes in wording.codes.items():
        for tense in _tenses(wording):
            for form in ("label", "sentence"):
                said = {code: _fill(getattr(words, form), tense) for code, words in codes.items()}
                same += [
                    (kind, one, other)
                    for one in said
                    for other in said
                    if one < other and said[one] == said[other]
                ]
    assert not same


def _document(wording: Wording) -> Iterator[str]:
    yield "# All that the site can say"
    for rule, forms in wording.sentences.items():
        yield f"\n## {rule}\n"
        for form in forms.values():
            yield from _said(form, wording)
    for kind, codes in wording.codes.items():
        for code, words in codes.items():
            yield f"\n## {kind}.{code}\n"
            yield f"- **{_fill(words.label, _tenses(wording)[0])}**"
            yield from _said(words.sentence, wording)
    for gap in wording.gaps:
        yield f"\n## {gap.rule}\n"
        conditions = [*gap.fields, *sorted(gap.kinds), gap.words]
        conditions += [gap.several_groups and "several groups", gap.when]
        yield f"- where: {', '.join(str(one) for one in conditions if one) or 'always'}"
        yield from _said(gap.says, wording) if gap.says else ()
        yield from _said(gap.ask, wording)
        yield from _said(gap.closed, wording) if gap.closed else ()
    yield from _notes(wording)
    yield "\n## Labels\n"
    for name, label in wording.labels.items():
        yield f"- {name}: {label}"
    yield "\n## Times\n"
    for unit, forms in wording.durations.items():
        yield f"- {unit}: {' | '.join(forms.values())}"


def _notes(wording: Wording) -> Iterator[str]:
    for code, check in wording.checks.items():
        if check.is_for_readers:
            yield f"\n## note.{code}\n"
            yield f"- **{_fill(check.head, _tenses(wording)[0])}**"
            for text in (check.text, *check.together.values()):
                yield from _said(text, wording)
            yield f"- {check.ask}"


def _said(pattern: str, wording: Wording) -> Iterator[str]:
    for text in dict.fromkeys(_fill(pattern, tense) for tense in _tenses(wording)):
        yield f"- {text}"


def _tenses(wording: Wording) -> list[dict[str, str]]:
    """Every tense once, in the order of the wording file."""
    return [
        dict(pairs) for pairs in dict.fromkeys(tuple(t.items()) for t in wording.tenses.values())
    ]


def _fill(pattern: str, tense: dict[str, str]) -> str:
    """Fill a pattern with a tense; other places are named in capitals."""
    places = {name: name.upper() for name in places_of(pattern)}
    return pattern.format_map({**places, **tense, "trial": "trial"})
