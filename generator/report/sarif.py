"""Problems as SARIF 2.1.0, for tools that gather what linters find.

Source: OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.lint.meanings import Meaning, Meanings
from generator.problems import Problem, Severity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(problems: Sequence[Problem], meanings: Meanings) -> str:
    """Return one run with a rule for each code that was found, and a result for each problem."""
    weights = {problem.code: problem.severity for problem in reversed(problems)}
    codes = sorted(weights)
    rules = [_rule(meanings.get(code) or Meaning(code, weights[code], code)) for code in codes]
    seen: Counter[str] = Counter()
    results = [_result(problem, codes.index(problem.code), seen) for problem in problems]
    driver = {"name": "plaintrials", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(meaning: Meaning) -> dict[str, Any]:
    ask = f"Ask the team: {meaning.ask}" if meaning.ask else ""
    help_ = " ".join(filter(None, (meaning.message, meaning.reason, ask, meaning.source)))
    return {
        "id": meaning.code,
        "shortDescription": {"text": meaning.message},
        "help": {"text": help_},
        "defaultConfiguration": {"level": _LEVELS[meaning.severity]},
    }


def _result(problem: Problem, rule: int, seen: Counter[str]) -> dict[str, Any]:
    print_ = _fingerprint(problem)
    seen[print_] += 1
    made: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "locations": [_location(problem)],
        "partialFingerprints": {"plaintrials/v1": f"{print_}:{seen[print_]}"},
    }
    if problem.ignored:
        made["suppressions"] = [{"kind": "external", "justification": problem.ignored}]
    return made


def _location(problem: Problem) -> dict[str, Any]:
    place = problem.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        column = {"startColumn": place.column} if place.column else {}
        physical["region"] = {"startLine": place.line, **column}
    names = [name for name in (problem.field, *problem.also) if name]
    logical = [{"fullyQualifiedName": name} for name in dict.fromkeys(names)]
    if place.member:
        logical.append({"fullyQualifiedName": place.member, "kind": "member"})
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def _fingerprint(problem: Problem) -> str:
    """The same problem keeps it when lines move or the file is renamed."""
    whole = (problem.code, problem.registry_id or problem.place.file, problem.field, problem.quoted)
    return hashlib.sha256("\0".join(whole).encode("utf-8", "replace")).hexdigest()[:32]
