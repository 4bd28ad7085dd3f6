"""A file → the texts in it, one at a time: plain files, `.gz`, `.zip`, JSON Lines."""

import gzip
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import IO, cast

from generator.problems import Place, Problem
from generator.records import sniff
from generator.records.files import File, is_overlay, is_set_aside, printable

LONGEST_RECORD = 64 * 2**20
LONGEST_YAML = 4 * 2**20
LONGEST_FILE = 512 * 2**20
_UNPACKED = 200  # times its packed size: registry JSON shrinks to a tenth, hardly ever further
_DAMAGED = (
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
)
_LOCKED = RuntimeError
_HEAD = 4096
_PIECE = 2**20
_AWAY = "To keep such a file among records, start its name with '_'"


class Syntax(Enum):
    """How a text is written."""

    YAML = auto()
    JSON = auto()
    LINES = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Document:
    """One text. `alone`: a file of its own, not a part of an archive or a stream."""

    syntax: Syntax
    place: Place
    raw: bytes
    alone: bool = False


def documents(file: File) -> Iterator[Document | Problem]:
    """Yield every text in a file. What cannot be opened or unpacked is a problem."""
    place = Place(file.name)
    if not file.path.is_file():
        yield Problem(place, "", "expected a file, found a link that leads to none", "REC-PATH")
        return
    try:
        if file.name.lower().endswith(".zip"):
            yield from _archive(file, place)
        elif file.name.lower().endswith(".gz"):
            yield from _packed(file, place)
        else:
            with file.path.open("rb") as stream:
                limit = LONGEST_FILE
                yield from _texts(stream, syntax_of(file.name), place, limit, alone=True)
    except _DAMAGED:
        message = "expected a whole packed file, found one that is damaged or packed differently"
        yield Problem(place, "", message, "REC-ARCHIVE")
    except _LOCKED:
        message = "expected a packed file that opens, found one with a password"
        yield Problem(place, "", message, "REC-ARCHIVE")
    except OSError as error:
        yield Problem(place, "", f"expected a file that opens, found: {error.strerror}", "REC-PATH")


def syntax_of(name: str) -> Syntax:
    """Return how a file of this name is written, whether packed or not."""
    low = name.lower().removesuffix(".gz")
    if low.endswith((".yml", ".yaml")):
        return Syntax.YAML
    if low.endswith(".json"):
        return Syntax.JSON
    return Syntax.LINES if low.endswith((".jsonl", ".ndjson")) else Syntax.OTHER


def _packed(file: File, place: Place) -> Iterator[Document | Problem]:
    limit = min(LONGEST_FILE, _unpacked(file.path.stat().st_size))
    with gzip.open(file.path, "rb") as packed:
        stream = cast("IO[bytes]", packed)
        yield from _texts(stream, syntax_of(file.name), place, limit, alone=False)


def _unpacked(packed: int) -> int:
    return max(2**20, packed * _UNPACKED)


def _archive(file: File, place: Place) -> Iterator[Document | Problem]:
    with zipfile.ZipFile(file.path) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.filename)
        if sum(info.file_size for info in infos) > _unpacked(file.path.stat().st_size):
            message = f"expected at most {_UNPACKED} times the packed size, found more"
            yield Problem(place, "", message, "REC-ARCHIVE")
            return
        kept = [info for info in infos if _is_kept(info)]
        if not kept:
            yield Problem(place, "", "expected records in this archive, found none", "REC-PATH")
        for info in kept:
            yield from _member(archive, info, place)


def _is_kept(info: zipfile.ZipInfo) -> bool:
    return not info.is_dir() and not any(map(is_set_aside, info.filename.split("/")))


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Place
) -> Iterator[Document | Problem]:
    here = replace(place, member=printable(info.filename))
    syntax = syntax_of(info.filename)
    if is_overlay(info.filename) or info.filename.lower().endswith(".gz"):
        syntax = Syntax.OTHER
    with archive.open(info) as stream:
        yield from _texts(stream, syntax, here, LONGEST_FILE, alone=False)


def _texts(
    stream: IO[bytes], syntax: Syntax, place: Place, limit: int, *, alone: bool
) -> Iterator[Document | Problem]:
    if syntax is Syntax.LINES:
        yield from _lines(stream, place)
    elif syntax is Syntax.OTHER:
        message = _other(stream.read(_HEAD))
        yield Problem(place, "", message, "REC-FORMAT")
    else:
        most = min(limit, LONGEST_YAML) if syntax is Syntax.YAML else limit
        raw = _read(stream, most + 1)
        yield _too_long(place, most) if len(raw) > most else Document(syntax, place, raw, alone)


def _other(head: bytes) -> str:
    known = sniff.refused(head) or sniff.unreadable(head)
    return known or sniff.refusal("something else", _AWAY)


def _lines(stream: IO[bytes], place: Place) -> Iterator[Document | Problem]:
    number, empty = 0, True
    while line := stream.readline(LONGEST_RECORD + 1):
        number += 1
        here = replace(place, line=number)
        if len(line) > LONGEST_RECORD:
            yield _too_long(here, LONGEST_RECORD)
            return
        raw = line.strip(b" \t\r\n")
        if number == 1 and raw in (b"{", b"["):
            advice = "Name the file .json"
            message = sniff.refusal("one JSON text over many lines", advice)
            yield Problem(here, "", message, "REC-FORMAT")
            return
        if raw:
            empty = False
            yield Document(Syntax.JSON, here, raw)
    if empty:
        yield Problem(place, "", sniff.refusal(*sniff.EMPTY), "REC-FORMAT")


def _read(stream: IO[bytes], most: int) -> bytes:
    """Read piece by piece: `read(most)` would reserve all of that memory at once."""
    pieces, size = [], 0
    while size < most and (piece := stream.read(min(_PIECE, most - size))):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _too_long(place: Place, limit: int) -> Problem:
    size = f"{limit // 2**20} MB"
    message = f"expected at most {size}, found more. What follows is not read"
    return Problem(place, "", message, "REC-SIZE")
