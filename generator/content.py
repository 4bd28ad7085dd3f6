"""Content: what people wrote for every page. Wording, checks, glossary, themes, ledger, map."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from generator.checks import CODES
from generator.checks.twins import CODES as ACROSS_CODES
from generator.lint.judging import OWN_MEANINGS
from generator.lint.lay_summaries import MEANINGS as LAY_MEANINGS
from generator.lint.meanings import Meanings, meanings_of
from generator.pages.explain import Explainer, explainer
from generator.pages.page_checks import CODES as PAGE_CODES
from generator.pages.reference import LedgerRow, ledger_from, terms_from
from generator.pages.render import Environment, environment
from generator.pages.view import SECTIONS
from generator.pages.world import World, world_from
from generator.plain.catalog import Catalog, Check, catalog_from
from generator.plain.misfits import misfits
from generator.plain.synonyms import synonyms_from
from generator.plain.terms import Term
from generator.plain.themes import Themes, themes_from
from generator.plain.wording import Wording, WordingError, reading_rules_from, wording_from
from generator.problems import Place
from generator.records.claims import ClaimsByLanguage, claims_from
from generator.records.findings import placed
from generator.records.places import read_yaml

T = TypeVar("T")

_SHOWN = 5
"""So many faults of a wording are told at once."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that people wrote, read once a build."""

    wording: Wording
    terms: tuple[Term, ...]
    explainer: Explainer
    ledger: tuple[LedgerRow, ...]
    themes: Themes
    world: World
    claims: ClaimsByLanguage
    env: Environment
    meanings: Meanings


def own_templates() -> Path:
    """Return the folder of our own templates: in the wheel inside the package, else beside it."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"


def load_content(folders: Sequence[Path], language: str = "en", marked: bool = False) -> Content:
    """Read the content; for each file the first folder that has it wins, ours comes last.

    Raises WordingError if a file is missing or malformed.
    """
    places = [*folders, own_templates()]
    wording = _read(places, f"wording/{language}.yml", _whole_wording)
    rules = _read(places, f"readability/{language}.yml", reading_rules_from)
    catalog = _catalog(places)
    synonyms = _read(places, "synonyms.yml", synonyms_from)
    wording = replace(wording, reading=rules, checks=_of_records(catalog), synonyms=synonyms)
    terms = _read(places, "glossary.yml", terms_from)
    label = wording.label
    return Content(
        wording=wording,
        explainer=explainer(terms, label),
        terms=terms,
        ledger=_read(places, "ledger.yml", ledger_from),
        themes=_read(places, "themes.yml", themes_from),
        world=_read(places, "world.txt", world_from, _text),
        claims=load_claims(folders),
        env=environment(places, wording, marked),
        meanings={**meanings_of(catalog), **OWN_MEANINGS, **LAY_MEANINGS},
    )


def load_claims(folders: Sequence[Path]) -> ClaimsByLanguage:
    """Read the claims that plain words may not make. Raises WordingError as `load_content` does."""
    return _read([*folders, own_templates()], "claims.yml", claims_from)


def load_meanings(folders: Sequence[Path]) -> Meanings:
    """Read what each code of a rule means. Raises WordingError as `load_content` does."""
    return {**meanings_of(_catalog([*folders, own_templates()])), **OWN_MEANINGS, **LAY_MEANINGS}


def _read(
    folders: Sequence[Path],
    name: str,
    build: Callable[[Any], T],
    load: Callable[[Path], Any] | None = None,
) -> T:
    path = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if path is None:
        raise WordingError(f"there is no {name} in {', '.join(map(str, folders))}")
    tree = (load or _tree)(path)
    try:
        return build(tree)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise WordingError(f"{path}: malformed entry: {error!r}") from error
    except WordingError as error:
        raise WordingError(f"{path}: {error}") from error


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _tree(path: Path) -> Any:
    try:
        reading = read_yaml(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise WordingError(f"{path}: expected UTF-8 text, found {error.reason}") from error
    if reading.findings:
        first = placed(reading.findings, lambda _: reading.spots, Place(str(path)))[0]
        raise WordingError(f"{first.place}: {first.message}")
    return reading.tree


def _of_records(catalog: Catalog) -> Catalog:
    """Leave out rules about pages: they have no words for readers, and pages as examples."""
    return {code: check for code, check in catalog.items() if code not in PAGE_CODES}


def _catalog(places: Sequence[Path]) -> Catalog:
    """Read the catalog of rules, file by file; each of our entries must be there in its file."""
    catalog: dict[str, Check] = {}
    for path in sorted((own_templates() / "checks").glob("*.yml")):
        name = f"checks/{path.name}"
        ours = _read([own_templates()], name, catalog_from)
        catalog |= _read(places, name, partial(_whole_checks, ours))
    if wrong := sorted((CODES | ACROSS_CODES | PAGE_CODES) ^ set(catalog)):
        raise WordingError(f"a rule without an entry, or an entry without a rule: {wrong}")
    return catalog


def _whole_checks(ours: Catalog, tree: Any) -> Catalog:
    """Build a file of the catalog, once it is known that no rule will lack its words."""
    theirs = catalog_from(tree)
    faults = [f"{code} is missing" for code in ours if code not in theirs]
    faults += [f"{code}: there is no such rule here" for code in theirs if code not in ours]
    for code in ours.keys() & theirs.keys():
        if theirs[code].section not in SECTIONS:
            faults.append(f"{code}: there is no section '{theirs[code].section}'")
        faults += [
            f"{code}: there is no rule '{one}'" for one in theirs[code].together.keys() - CODES
        ]
        spare = theirs[code].places - ours[code].places - {"trial"}
        faults += [f"{code}: nothing fills '{{{name}}}'" for name in spare]
    if faults:
        raise WordingError("; ".join(sorted(faults)[:_SHOWN]))
    return theirs


def _whole_wording(tree: Any) -> Wording:
    """Build a wording, once it is known that no rule will lack its words."""
    if wrong := list(misfits(tree, _tree(own_templates() / "wording" / "en.yml"))):
        more = f" (and {len(wrong) - _SHOWN} more)" if len(wrong) > _SHOWN else ""
        raise WordingError("; ".join(wrong[:_SHOWN]) + more)
    return wording_from(tree)
