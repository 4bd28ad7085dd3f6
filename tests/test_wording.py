"""The words that readers see: all there, all used, plain, and filled only with what there is."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.content import Content, load_content, own_templates
from generator.pages.facets import FACETS
from generator.plain.annex import ELEMENTS, State
from generator.plain.wording import Wording, WordingError, wording_from
from generator.records.places import read_yaml
from generator.trial.status import StatusModule
from generator.vocabulary import Status
from tests.conftest import REPOSITORY

PYTHON = sorted((REPOSITORY / "generator").rglob("*.py"))
TEMPLATES = sorted((REPOSITORY / "templates").rglob("*.jinja"))
LONG = [f"{how}{day}" for how in ("past", "planned", "given") for day in ("", "_day")]
FOLDERS = [facet.folder for facet in FACETS]
# Names that are put together while a page is made: how they begin → how they can go on.
FAMILIES = {
    "section.": [
        *("title", "short", "glance", "why", "who", "what", "measured", "where", "runs"),
        *("join", "checks", "questions", "about"),
    ],
    "measured.": ["primary", "secondary", "other"],
    "fact.ages_": ["between", "from", "to"],
    "people.": ["female", "male", "between", "from", "to"],
    "long.start_": LONG,
    "long.end_": LONG,
    "date.": [name for name in StatusModule.model_fields if name.endswith("_date")],
    "about.": [
        f"{part}_{kind}"
        for part in ("condition", "intervention")
        for kind in ("meshes", "ancestors")
    ],
    "list.": FOLDERS + [f"{folder}.one" for folder in FOLDERS],
    "home.": FOLDERS,
    "home.more.": FOLDERS,
    "rules.": ["ID", "STA", "DES", "ARM", "CON", "OUT", "ELI", "TXT", "RES", "LOC", "SPO"],
    "rules.severity.": ["error", "warn", "info"],
    "rules.audience.": ["reader", "editor"],
    "ledger.": ["text", "grouped", "repeated", "words", "hidden"],
    "harms.": [
        "deaths",
        "serious",
        "other",
        "serious_head",
        "other_head",
        "all_serious",
        "all_other",
    ],
    "organ.": [
        "blood and lymphatic system disorders",
        "cardiac disorders",
        "congenital, familial and genetic disorders",
        "ear and labyrinth disorders",
        "endocrine disorders",
        "eye disorders",
        "gastrointestinal disorders",
        "general disorders",
        "general disorders and administration site conditions",
        "hepatobiliary disorders",
        "immune system disorders",
        "infections and infestations",
        "injury, poisoning and procedural complications",
        "investigations",
        "metabolism and nutrition disorders",
        "musculoskeletal and connective tissue disorders",
        "neoplasms benign, malignant and unspecified (incl cysts and polyps)",
        "nervous system disorders",
        "pregnancy, puerperium and perinatal conditions",
        "product issues",
        "psychiatric disorders",
        "renal and urinary disorders",
        "reproductive system and breast disorders",
        "respiratory, thoracic and mediastinal disorders",
        "skin and subcutaneous tissue disorders",
        "social circumstances",
        "surgical and medical procedures",
        "vascular disorders",
    ],
    "lay.head.": [*ELEMENTS],
    "lay.name.": [*ELEMENTS],
    "lay.state.": [*State],
    "where.": ["taking", "taking_one", "was_taking", "was_taking_one"],
}
# Other forms of an entry: where the words are ours and not the registry's, where a list is long.
FORMS = (".native", "_more")
MOST_WORDS, HIGHEST_GRADE, TOO_SHORT_TO_GRADE = 20, 8.0, 7


NUMBERS = {"number": "4.1", "lower": "3", "upper": "5", "percent": "95", "quoted": " (“points”)"}


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([])


@pytest.fixture(scope="module")
def wording(content: Content) -> Wording:
    return content.wording


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        (["codes", "Status", "RECRUITING"], "codes without words: Status.RECRUITING"),
        (["codes", "Sex"], "codes without words: Sex.FEMALE, Sex.MALE, Sex.ALL"),
        (["codes", "Phase", "PHASE3", "label"], "malformed entry"),
        (["labels"], "malformed entry: KeyError('labels')"),
    ],
)
def test_wording_that_lacks_something_is_refused(names: list[str], complaint: str) -> None:
    tree = _tree()
    *way, last = names
    part = tree
    for name in way:
        part = part[name]
    del part[last]
    with pytest.raises(WordingError, match=re.escape(complaint)):
        wording_from(tree)


def test_every_name_that_is_asked_for_has_words(wording: Wording) -> None:
    known = {*wording.sentences, *wording.labels}
    heads = {name.split(".")[0] for name in known}
    asked = {name for name in _asked() if name.split(".")[0] in heads}
    assert len(asked) > 100
    unknown = asked - known
    assert not unknown


def test_every_entry_is_used(wording: Wording) -> None:
    literals = {text for path in PYTHON for text in _literals(path)}
    literals |= {text for path in TEMPLATES for text in re.findall(r'"([\w.]+)"', path.read_text())}
    families = {head + tail for head, tails in FAMILIES.items() for tail in tails}
    known, built = literals | families, re.compile("|".join(_built()))
    names = {*wording.sentences, *wording.labels} - known
    unused = {
        name for name in names if (_base(name) or name) not in known and not built.fullmatch(name)
    }
    assert not unused


def test_families_are_put_together_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in PYTHON + TEMPLATES)
    heads = {
        head
        for head in FAMILIES
        if f'f"{head}{{' in code or f'"{head}" ~' in code or f"f'{head}{{" in code
    }
    assert heads == set(FAMILIES)


def test_patterns_ask_only_for_what_they_get(wording: Wording) -> None:
    """Each {name} of a sentence or label is a word of the voice, or given where it is asked for."""
    always = {"trial", *(name for words in wording.tenses.values() for name in words)}
    given = _given()
    wrong = []
    for name, pattern in _patterns(wording):
        unknown = set(re.findall(r"\{(\w*)\}", pattern)) - always - given[name] - given[_base(name)]
        wrong += [(name, unknown)] if unknown else []
    assert not wrong


def test_tenses_have_the_same_words(wording: Wording) -> None:
    assert {status for status in wording.tenses if status != "(missing)"} == set(Status)
    assert len({frozenset(words) for words in wording.tenses.values()}) == 1


def test_sentences_are_short_and_plain(wording: Wording) -> None:
    hard = []
    for name, pattern in [*_patterns(wording), *_codes(wording), *_questions(wording)]:
        for sentence in _filled(pattern, wording):
            hard += [(name, fault, sentence) for fault in faults_of(sentence)]
    assert not hard


def test_glossary_is_short_and_plain(content: Content) -> None:
    hard = [(term.term, fault) for term in content.terms for fault in faults_of(term.plain)]
    assert len(content.terms) > 300
    assert not hard


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("People can't join.", "contraction"),
        ("You can call and/or write.", "and/or"),
        ("This trial has three subjects in one of its groups.", "people are no subjects"),
        (" ".join(["word"] * 21), "21 words"),
        (
            "The use of investigational pharmaceuticals necessitates prior hospitalisation.",
            "grade",
        ),
    ],
)
def test_hard_sentence_is_noticed(sentence: str, fault: str) -> None:
    assert fault in " ".join(faults_of(sentence))


def test_page_about_statuses_uses_the_words_of_the_pages(wording: Wording) -> None:
    """Each status stands in docs/understanding/status.md as "- Label (the registry's words): …"."""
    text = (REPOSITORY / "docs/understanding/status.md").read_text(encoding="utf-8")
    lines = re.findall(r"^- (.+) \(([^)]+)\):", text, re.MULTILINE)
    said = {words.replace(",", "").replace(" ", "_").upper(): label for label, words in lines}
    assert said == {str(code): wording.codes["Status"][code].label for code in Status}


def test_page_about_phases_uses_the_words_of_the_pages(wording: Wording) -> None:
    text = (REPOSITORY / "docs/understanding/phases.md").read_text(encoding="utf-8").casefold()
    labels = [words.label for code, words in wording.codes["Phase"].items() if "+" not in code]
    assert not [label for label in labels if label.casefold() not in text]


def faults_of(sentence: str) -> Iterator[str]:
    """Yield what makes a text hard to read; a text can hold several sentences."""
    if re.search(r"n['’]t\b", sentence):
        yield "contraction"
    if "and/or" in sentence:
        yield "and/or"
    if re.search(r"\bsubjects?\b", sentence):
        yield "people are no subjects"
    for part in re.split(r"(?<=[.?!])\s+(?=[A-Z“])", sentence):
        words = re.findall(r"[A-Za-z0-9'’-]+", part)
        if len(words) > MOST_WORDS:
            yield f"{len(words)} words: {part}"
        if len(words) > TOO_SHORT_TO_GRADE and (grade := _grade(words)) > HIGHEST_GRADE:
            yield f"grade {grade:.1f}: {part}"


def _grade(words: list[str]) -> float:
    """Flesch-Kincaid grade of one sentence."""
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    low = re.sub(r"[^a-z]", "", word.lower())
    if len(word) > 1 and word.isupper():
        return 2  # a name, such as FDA
    if not re.search(r"(?:[sxzcg]|ch|sh)es$|[td]ed$|[^aeiouy]le[sd]?$", low):
        low = re.sub(r"(?<=[^aeiou])e[sd]?$", "", low)
    apart = len(
        re.findall(r"(?<![cts])ia|e(?=ing)|(?<=sc)ie(?=n)", low)
    )  # tri-al, be-ing, sci-ence
    return max(1, len(re.findall(r"[aeiouy]+", low)) + apart)


def test_syllables_are_counted() -> None:
    words = "people table tested uses places trial being study agreed science".split()
    assert [word for word in words if _syllables(word) != 2] == []
    assert [
        word for word in "rules whole changed the through".split() if _syllables(word) != 1
    ] == []


def _filled(pattern: str, wording: Wording) -> list[str]:
    """Return a pattern in each tense; numbers as numbers, other names as words of two syllables."""
    tenses = {tuple(sorted(words.items())) for words in wording.tenses.values()}
    filled = []
    for tense in sorted(tenses):
        words = defaultdict(lambda: "Paper", {**dict(tense), **NUMBERS, "trial": "trial"})
        filled.append(pattern.format_map(words))
    return sorted(set(filled))


def _base(name: str) -> str:
    """Return the entry that a form such as `why.summary.native` belongs to."""
    return next((name.removesuffix(form) for form in FORMS if name.endswith(form)), "")


def _built() -> Iterator[str]:
    """Yield patterns of the names that the program puts together, such as `choice\\.[\\w.-]+`."""
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.-]+"
                    for part in node.values
                ]
                yield from ["".join(parts)] if re.match(r"[a-z]+\\\.", parts[0]) else []
    for path in TEMPLATES:
        for head in re.findall(r'"([a-z]+\.[\w.-]*)" ~', path.read_text(encoding="utf-8")):
            yield re.escape(head) + r"[\w.-]+"


def _patterns(wording: Wording) -> list[tuple[str, str]]:
    sentences = [
        (rule, form) for rule, forms in wording.sentences.items() for form in forms.values()
    ]
    return sentences + list(wording.labels.items())


def _codes(wording: Wording) -> list[tuple[str, str]]:
    return [
        (f"{name}.{code}", text)
        for name, codes in wording.codes.items()
        for code, said in codes.items()
        for text in (said.label, said.sentence)
    ]


def _questions(wording: Wording) -> list[tuple[str, str]]:
    gaps = [(gap.rule, text) for gap in wording.gaps for text in (gap.says, gap.ask, gap.closed)]
    return gaps + [
        (code, text)
        for code, check in wording.checks.items()
        if check.is_for_readers
        for text in (check.head, check.text, check.ask, *check.together.values())
    ]


def _tree() -> dict[str, Any]:
    text = (own_templates() / "wording/en.yml").read_text(encoding="utf-8")
    tree = read_yaml(text).tree
    assert isinstance(tree, dict)
    return tree


def _literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


_ASKS = {"say", "label", "explain", "sentence", "phrase"}


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            if name in _ASKS:
                yield node


def _in_templates() -> Iterator[tuple[str, set[str]]]:
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        for name, more in re.findall(r'\blabel\("([\w.]+\w)"((?:[^()]|\([^()]*\))*)\)', text):
            yield name, set(re.findall(r"(\w+)=", more))


def _asked() -> set[str]:
    """Names that Python or a template asks for as they stand there."""
    names = {name for name, _ in _in_templates()}
    for path in PYTHON:
        for call in _calls(path):
            names |= {arg.value for arg in call.args[:1] if isinstance(arg, ast.Constant)}
    return names


def _given() -> Mapping[str, set[str]]:
    """For each name, what is given where it is asked for; a name in a variable gets its file's."""
    given: dict[str, set[str]] = defaultdict(set)
    for name, values in _in_templates():
        given[name] |= values
    for path in PYTHON:
        values = {keyword.arg or "" for call in _calls(path) for keyword in call.keywords}
        # `label("list.part").format(number=…)` gives its values one call later.
        values |= {
            k.arg or ""
            for node in ast.walk(ast.parse(path.read_text()))
            if _formats(node)
            for k in node.keywords
        }
        for text in _literals(path):
            given[text] |= values | ({"n", "count"} if "n" in values else set())
        for head, tails in FAMILIES.items():
            if f'f"{head}{{' in path.read_text(encoding="utf-8"):
                for tail in tails:
                    given[head + tail] |= values | ({"n", "count"} if "n" in values else set())
    for folder in FOLDERS:
        given[f"home.more.{folder}"] |= {"n"}
    return given


def _formats(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
    )
