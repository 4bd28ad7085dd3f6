"""Overlays find their records: the words in `<id>.plain.yml` go with the trial of that number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.problems import Place, Problem, did_you_mean
from generator.records import ids, overlay
from generator.records.claims import ClaimsByLanguage
from generator.records.encoding import decode
from generator.records.files import File, stem
from generator.records.findings import Finding, at, placed
from generator.records.judging import judge
from generator.records.places import Reading, read_yaml
from generator.records.profile import Profile
from generator.records.record import Ignore, Record
from generator.records.streams import Document, documents


class Overlays:
    """The overlays of one reading; each is read when its record comes by."""

    def __init__(self, files: Iterable[File], claims: ClaimsByLanguage) -> None:
        self.claims = claims
        self.waiting: dict[str, File] = {}
        self.problems: list[Problem] = []
        for file in files:
            first = self.waiting.setdefault(_key(file), file)
            if first is not file:
                message = f"expected plain words for a trial once, found them in {first.name} too"
                self.problems.append(_problem(file, message))

    def join(self, record: Record) -> tuple[Record, list[Problem]]:
        """Return the record with its words, and what is wrong with them."""
        file = self.waiting.pop(record.trial.registry_id.casefold(), None)
        if file is None:
            return record, []
        read = _read(file, record, self.claims)
        record = replace(record, ignores=read.ignores, profile=read.profile, words=read.words)
        place = read.profile_place or Place(file.name)
        return replace(record, words_place=place, has_bad_words=read.is_bad), read.problems

    def orphans(self, known: Iterable[str], broken: set[str]) -> Iterator[Problem]:
        """Yield the problems of every overlay that no record came for.

        `known` are the trials that were read; `broken` the numbers of records that are in error.
        """
        numbers = list(known)
        for key, file in sorted(self.waiting.items()):
            yield from _read(file, None, self.claims).problems
            if key not in broken:
                name = stem(file.name)
                guess = did_you_mean(name, (n.upper() for n in ids.near(name, numbers)))
                message = f"expected a record of trial {name}, found none.{guess}"
                yield _problem(file, message.removesuffix("."))


def _key(file: File) -> str:
    return stem(file.name).casefold()


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file holds: words, if they can be shown, and what holds without them."""

    problems: list[Problem]
    words: overlay.PlainWords | None = None
    ignores: tuple[Ignore, ...] = ()
    profile: Profile | None = None
    profile_place: Place | None = None
    is_bad: bool = False


def _read(file: File, record: Record | None, claims: ClaimsByLanguage) -> _Read:
    item = next(documents(file))
    if isinstance(item, Problem):
        return _Read([item], is_bad=True)
    reading = _reading(item)
    words, findings = None, list(reading.findings)
    if not findings or reading.tree is not None:
        words, more = overlay.words(reading.tree, record.trial if record else None)
        findings += more
        if words and record:
            findings += judge(words, record.trial, record.path, claims)
    number = record.trial.registry_id if record else stem(file.name)
    problems = placed(findings, lambda _: reading.spots, item.place, number)
    bad = any(p.severity == "error" for p in problems)
    profile = overlay.profile(reading.tree)
    place = at(item.place, reading.spots["profile",].value) if profile else None
    ignores = _ignores(reading, item.place)
    return _Read(problems, None if bad else words, ignores, profile, place, bad)


def _ignores(reading: Reading, place: Place) -> tuple[Ignore, ...]:
    """Return what is set aside. It holds even where the words beside it are in error."""
    found = enumerate(overlay.ignores(reading.tree))
    spots = reading.spots
    return tuple(
        Ignore(one.code, one.because, one.until, at(place, spots["lint_ignore", n, "code"].value))
        for n, one in found
    )


def _reading(document: Document) -> Reading:
    text = decode(document.raw)
    return Reading(findings=[text]) if isinstance(text, Finding) else read_yaml(text)


def _problem(file: File, message: str) -> Problem:
    return Problem(Place(file.name), "", message, "REC-OVERLAY", registry_id=stem(file.name))
