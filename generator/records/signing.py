"""Sign plain words: the lines of a sign-off, and how they get into a file that a person wrote."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem
from generator.records.claims import ClaimsByLanguage
from generator.records.folder import read
from generator.records.overlay import Review
from generator.records.places import read_yaml
from generator.records.record import Record
from generator.records.signoff import fingerprint

_KEY = "reviewed"
_OWN = {"OVL-02", "OVL-06"}
"""What a new sign-off mends."""


class SigningError(Exception):
    """The file cannot be signed; the message says why. `problems` are what is wrong in it."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Signed:
    """The lines of a sign-off, and what a reader of the file should still look at."""

    lines: str
    problems: tuple[Problem, ...]


def sign(file: Path, records: Sequence[Path], review: Review, claims: ClaimsByLanguage) -> Signed:
    """Return the lines that sign a file of plain words; its record lies below `records`.

    Raises SigningError if the words have no record, or cannot be shown.
    """
    if not file.name.lower().endswith((".plain.yml", ".plain.yaml")):
        raise SigningError(f"expected a file such as NCT01157403.plain.yml, found {file.name}")
    if not file.is_file():
        raise SigningError(f"{file}: expected a file, found none")
    record, problems = _record(file, records, claims)
    if record is None or record.words is None:
        raise SigningError(f"{file}: these words cannot be signed", problems)
    mark = fingerprint(record.words, record.trial, record.path, review)
    return Signed(block(review, mark), tuple(p for p in problems if p.code not in _OWN))


def block(review: Review, mark: str) -> str:
    """Return a sign-off as YAML."""
    rows = {"by": review.by, "role": review.role}
    said = [
        f"  {name}: {json.dumps(text, ensure_ascii=False)}" for name, text in rows.items() if text
    ]
    dated = [f"  date: {review.date.isoformat()}", f'  hash: "{mark}"']
    return "\n".join([f"{_KEY}:", *said, *dated]) + "\n"


def with_block(text: str, lines: str) -> str:
    """Return the text of a file with the lines of a sign-off in the place of an older one.

    Every other line stays as it is, and so does every comment on a line of its own. Raises
    SigningError if the file is written in a way in which that would change anything else.
    """
    made = _replaced(text, lines)
    before, after = read_yaml(text), read_yaml(made)
    if after.findings or not isinstance(before.tree, dict) or not isinstance(after.tree, dict):
        raise SigningError("the lines cannot be put into this file; paste them yourself")
    same = {name: value for name, value in before.tree.items() if name != _KEY}
    rest = {name: value for name, value in after.tree.items() if name != _KEY}
    if rest != same or after.tree.get(_KEY) != read_yaml(lines).tree[_KEY]:
        raise SigningError("the lines cannot be put into this file; paste them yourself")
    return made


def write(file: Path, lines: str) -> None:
    """Put the lines of a sign-off into a file. Raises SigningError if that cannot be done."""
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SigningError(f"{file}: expected UTF-8 text") from error
    file.write_bytes(with_block(text, lines).encode("utf-8"))


def _replaced(text: str, lines: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    old = text.split(end)
    new = lines.rstrip("\n").split("\n")
    start = next((n for n, line in enumerate(old) if line.startswith(f"{_KEY}:")), None)
    if start is None:
        while old and not old[-1].strip():
            old.pop()
        return end.join([*old, *new, ""])
    stop = _end(old, start)
    kept = [line for line in old[start + 1 : stop] if line.lstrip().startswith("#")]
    return end.join([*old[:start], *new, *kept, *old[stop:]])


def _end(lines: Sequence[str], start: int) -> int:
    """Return where the lines of a field end: at the first that is neither indented nor empty."""
    stop = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line[:1] in (" ", "\t") and line.strip():
            stop = number + 1
        elif line.strip():
            break
    return stop


def _record(
    file: Path, records: Sequence[Path], claims: ClaimsByLanguage
) -> tuple[Record | None, list[Problem]]:
    """Return the record of a file of words, with what is wrong with the words."""
    found: Record | None = None
    problems: list[Problem] = []
    for item in read([*records, file], file.parent, claims):
        if isinstance(item, Record):
            if item.words_place and item.words_place.file == file.name:
                found = item
                break
        elif Path(item.place.file).name == file.name:
            problems.append(item)
    return found, problems


def review_of(by: str, role: str | None, day: datetime.date) -> Review:
    """Return a review that is not bound yet. Raises SigningError without a name."""
    names = [name.strip() for name in (by, role or "")]
    if not names[0] or not all(name.isprintable() for name in names):
        raise SigningError("expected the name, and the role, of whoever checked the words")
    said = {"by": names[0], "role": names[1] or None, "date": day.isoformat()}
    return Review.model_validate(said)
