"""Reference pages made from data: the glossary, the field ledger, the problems."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.pages.card import names_html
from generator.pages.markdown import slug
from generator.pages.page import Page
from generator.pages.render import Environment, phrases, render
from generator.pages.term_uses import Use
from generator.plain.terms import Term
from generator.plain.wording import Wording, WordingError
from generator.problems import Problem, Severity
from generator.records.codes import CODES
from generator.trial.paths import fields, registry_path


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A field: its path in both spellings, where it is shown and how, or why it is not."""

    field: str
    registry_field: str
    section: str
    how: str
    reason: str


def terms_from(tree: Any) -> tuple[Term, ...]:
    """Build the glossary from the tree of its file, in order of the alphabet."""
    entries = sorted(tree["terms"], key=lambda entry: (entry["term"].casefold(), entry["term"]))
    anchors = _anchors([entry["term"] for entry in entries])
    return tuple(
        Term(
            term=entry["term"],
            plain=entry["plain"],
            also=tuple(entry.get("also") or ()),
            anchor=anchor,
            ambiguous=frozenset(entry.get("ambiguous") or ()),
            near=frozenset(_near(entry)),
            other=frozenset(entry.get("other") or ()),
            ours=entry.get("ours") != "false",
        )
        for entry, anchor in zip(entries, anchors, strict=True)
    )


def ledger_from(tree: Any) -> tuple[LedgerRow, ...]:
    """Build the ledger from the tree of its file: a row for each field of the model, in order.

    Raises WordingError if a field is missing, is there twice, or does not exist.
    """
    rows: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for how in ("text", "grouped", "repeated", "words", "data", "joins"):
        for section, names in (tree.get(how) or {}).items():
            for name in names:
                rows[name].append((section, how, ""))
    for name, reason in tree["hidden"].items():
        rows[name].append(("", "hidden", reason))
    known = fields()
    wrong = [name for name in rows if name not in known] + [f for f in known if len(rows[f]) != 1]
    if wrong:
        raise WordingError(f"not exactly once in the ledger: {', '.join(sorted(set(wrong)))}")
    return tuple(LedgerRow(name, registry_path(name), *rows[name][0]) for name in known)


def glossary_page(
    terms: Sequence[Term], uses: Mapping[str, Use], env: Environment, wording: Wording
) -> Page:
    """Return the glossary, grouped by first letter, with records that use each word."""
    label = phrases(wording)
    letters: dict[str, list[Term]] = {"": []}
    for term in terms:
        letters.setdefault(_letter(term.term), []).append(term)
    groups = [(letter or label("glossary.signs"), some) for letter, some in letters.items() if some]
    markdown = render(env, "listings/glossary.md.jinja", letters=groups, uses=uses, label=label)
    title, names = (
        label("glossary.title"),
        [name for term in terms for name in (term.term, *term.also)],
    )
    return Page(
        "glossary.md", title, label("glossary.lead"), markdown, card=names_html(title, names)
    )


def ledger_page(rows: Sequence[LedgerRow], env: Environment, wording: Wording) -> Page:
    """Return the ledger as a page for operators."""
    label = phrases(wording)
    markdown = render(env, "listings/ledger.md.jinja", rows=rows, label=label)
    path = "operators/fields.md"
    return Page(path, label("ledger.title"), label("ledger.lead"), markdown)


def problems_page(
    problems: Sequence[Problem], has_meters: bool, env: Environment, wording: Wording
) -> Page:
    """Return the page that lists every problem in the records, for operators.

    `has_meters` says that there is a page about lay summaries to link to.
    """
    label = phrases(wording)
    markdown = render(
        env,
        "listings/problems.md.jinja",
        errors=_same(_of(problems, Severity.ERROR)),
        warnings=_same(_of(problems, Severity.WARNING)),
        codes=_meanings(CODES),
        has_meters=has_meters,
        label=label,
    )
    title = label("problems.title")
    return Page("operators/problems.md", title, title, markdown)


def broken_page(
    registry_id: str, problems: Sequence[Problem], env: Environment, wording: Wording
) -> Page:
    """Return a page in the place of a record that cannot be shown, for the preview."""
    label = phrases(wording)
    markdown = render(
        env, "listings/broken.md.jinja", number=registry_id, problems=problems, label=label
    )
    title = label("problems.title")
    return Page(f"trials/{registry_id}/index.md", title, title, markdown)


def _near(entry: Any) -> list[str]:
    """Return the ways to write a term that are not explained where they stand."""
    if entry.get("in_place") != "false":  # our YAML reader leaves every value as it is written
        return list(entry.get("near") or ())
    return [entry["term"], *(entry.get("also") or ())]


def _anchors(terms: Sequence[str]) -> list[str]:
    """Give each term an anchor of its own: EGFR and eGFR are two terms, and `<` has no letters."""
    seen: Counter[str] = Counter()
    anchors = []
    for term in terms:
        name = slug(term) or "sign"
        seen[name] += 1
        anchors.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return anchors


def _of(problems: Sequence[Problem], severity: Severity) -> Iterator[Problem]:
    return (problem for problem in problems if problem.severity is severity)


def _same(problems: Iterator[Problem]) -> list[list[Problem]]:
    """Put problems together that differ in their place alone, in order of the first of each.

    A field that a registry has added is unknown in every record.
    """
    found: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.code, problem.field, problem.message), []).append(problem)
    return list(found.values())


def _meanings(codes: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(codes.items())


def _letter(term: str) -> str:
    """Return the letter that a term is listed under, or "" for numbers and signs."""
    first = term[:1]
    # The micro sign of units counts as a letter, and its capital looks like an M.
    is_sign = not first.isalpha() or first in "\N{MICRO SIGN}\N{GREEK SMALL LETTER MU}"
    return "" if is_sign else first.upper()
