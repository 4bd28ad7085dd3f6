"""A folder of files → records and problems, one at a time. The door to `generator.records`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from generator.problems import Place, Problem, Severity
from generator.records.claims import ClaimsByLanguage
from generator.records.files import File, Listing, find
from generator.records.pairing import Overlays
from generator.records.profile import Profile, profile_of
from generator.records.reader import records
from generator.records.record import Form, Record
from generator.records.streams import Document, documents

__all__ = ["Form", "Record", "read"]


def read(
    paths: Sequence[Path],
    base: Path | None = None,
    claims: ClaimsByLanguage = MappingProxyType({}),
    profile: Profile | None = None,
) -> Iterator[Record | Problem]:
    """Yield every good record below `paths`, and every problem of all the others.

    Only one record is held at a time. The order is that of the files' names, whatever the order
    of `paths` or of the folder; names are shown as seen from `base` (default: where we are).
    A trial that comes twice is taken once. Warnings about a good record are in its `doubts`;
    problems of the plain words beside it come right before it. Nothing is raised.
    `claims` are the words that plain words may not use, from `templates/claims.yml`. `profile` is
    that of the site; what the file beside a record says goes before it.
    """
    listing = find(paths, base)
    yield from listing.problems
    overlays = Overlays(listing.overlays, claims)
    yield from overlays.problems
    seen: dict[str, tuple[Place, int]] = {}
    broken: set[str] = set()
    for item in _items(listing):
        if isinstance(item, Problem):
            broken.add(item.registry_id.casefold())
            yield item
        elif again := _again(item, seen):
            yield again
        else:
            record, problems = overlays.join(item)
            yield from problems
            yield replace(record, profile=profile_of(record.trial, record.profile, profile))
    yield from overlays.orphans(seen, broken)


def _items(listing: Listing) -> Iterator[Record | Problem]:
    for file in listing.records:
        yield from _gathered(_file(file))


def _file(file: File) -> Iterator[Record | Problem]:
    for item in documents(file):
        if isinstance(item, Document):
            yield from records(item)
        else:
            yield item


def _gathered(items: Iterable[Record | Problem]) -> Iterator[Record | Problem]:
    """Say once a file, with a count, what is no record for the same reason many times over."""
    firsts: dict[str, Problem] = {}
    counts: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Problem) and item.code == "REC-FORMAT":
            firsts.setdefault(item.message, item)
            counts[item.message] += 1
        else:
            yield item
    for message, first in firsts.items():
        more = counts[message] - 1
        yield replace(first, message=f"{message} ({more} more like it here)") if more else first


def _again(record: Record, seen: dict[str, tuple[Place, int]]) -> Problem | None:
    """Note a trial, or return the problem that it was there already."""
    number = record.trial.registry_id
    key, mark = number.casefold(), hash(record.raw)
    if key not in seen:
        seen[key] = (record.place, mark)
        return None
    first, first_mark = seen[key]
    same = "byte for byte" if mark == first_mark else "written differently"
    severity = Severity.WARNING if mark == first_mark else Severity.ERROR
    message = (
        f"expected each trial once, found {number} again, {same}. The first, in {first}, is shown"
    )
    field = record.path("identification.registry_id")
    return Problem(record.place, field, message, "REC-DUPLICATE", severity, number)
