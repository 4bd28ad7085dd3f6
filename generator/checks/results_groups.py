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
        odd = [(at, group) for at, group in _used(table.fields, table.path) if group not in known]
        if odd:
            groups = sorted({group for _, group in odd})
            yield Finding("RES-17", (odd[0][0], table.at(name)), ", ".join(groups))


def _used(node: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield the group of every number in a part of the results, with its path; empty if none."""
    if isinstance(node, tuple):
        for index, one in enumerate(node):
            yield from _used(one, f"{path}[{index}]")
    elif isinstance(node, Part):
        for name, value in vars(node).items():
            if name in _OF_A_GROUP:
                yield from ((f"{path}.{name}", group) for group in _groups(value))
            elif isinstance(value, (tuple, Part)):
                yield from _used(value, f"{path}.{name}")


def _groups(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    found = value if isinstance(value, tuple) else (value or "",)
    return tuple(group.strip() for group in found)
