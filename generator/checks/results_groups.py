"""Rules about the groups of posted results: each number must be of one group of its own table."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.checks.finding import Finding
from generator.checks.posted import Table
from generator.checks.results_people import outcomes
from generator.trial.part import Part

_OF_A_GROUP = ("group_id", "group_ids")


def group_not_clear(results: Table) -> Iterator[Finding]:
    """RES-17: a number is of a group that its table does not list, or of one that is there twice.

    The first such number of each table; all such groups are quoted.
    """
    tables = [
        (results.part("participant_flow"), "groups"),
        (results.part("baseline_characteristics"), "groups"),
        *((outcome, "groups") for outcome in outcomes(results)),
        (results.part("adverse_events"), "event_groups"),
    ]
    for table, name in tables:
        listed = Counter(group.text("id") for group in table.rows(name))
        known = {group for group, count in listed.items() if count == 1}
        if odd := set(_used(table.fields)) - known:
            where = next(path for path, group in _placed(table.fields, table.path) if group in odd)
            yield Finding("RES-17", (where, table.at(name)), ", ".join(sorted(odd)))


def _used(node: Any) -> Iterator[str]:
    """Yield the group of every number in a part of the results; empty where it has none."""
    if isinstance(node, tuple):
        for one in node:
            yield from _used(one)
    elif isinstance(node, Part):
        for name, value in vars(node).items():
            if name in _OF_A_GROUP:
                yield from _groups(value)
            elif isinstance(value, (tuple, Part)):
                yield from _used(value)


def _placed(node: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield the same with the path of each."""
    if isinstance(node, tuple):
        for index, one in enumerate(node):
            yield from _placed(one, f"{path}[{index}]")
    elif isinstance(node, Part):
        for name, value in vars(node).items():
            if name in _OF_A_GROUP:
                yield from ((f"{path}.{name}", group) for group in _groups(value))
            elif isinstance(value, (tuple, Part)):
                yield from _placed(value, f"{path}.{name}")


def _groups(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    found = value if isinstance(value, tuple) else (value or "",)
    return tuple(group.strip() for group in found)
