"""Cuts the word lists of a Pagefind index into smaller pieces: a phone loads less for a word.

Pagefind puts some 20,000 places of words into a piece, about 30 kB, whatever the site. A question
of four words would load four of them. Its files are CBOR (RFC 8949) behind a mark, packed with
gzip; only where their items begin and end has to be known for this.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

_MARK = b"pagefind_dcd"
_SIZE = 2500
"""Bytes, before packing, at which a piece is full."""
_STEM = 3
"""Words that begin alike stay together: half a word finds them while a reader types."""
_LAST = "\uffff"
_SHOWN = ("url", "content", "meta")
_TEXT, _ARRAY = 3, 4
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


class PiecesError(Exception):
    """A file of the index is not as this version of Pagefind writes it."""


def cut(bundle: Path) -> None:
    """Cut the pieces of the index in a folder of Pagefind. Raises PiecesError if it is not one."""
    for meta in sorted(bundle.glob("*.pf_meta")):
        items = [bytes(item) for item in _items(_unpacked(meta))]
        if len(items) != 6:
            raise PiecesError(f"expected 6 lists in {meta}, found {len(items)}")
        items[1] = _array(list(_renamed(bundle / "fragment", items[1])))
        pieces = [_strings(row) for row in _items(items[2])]
        items[2] = _array([_array(list(map(_text, row))) for row in _cut(bundle / "index", pieces)])
        meta.write_bytes(_packed(_array(items)))


def page_addresses(bundle: Path) -> list[str]:
    """Return the addresses of the indexed pages, in the order in which Pagefind counts them.

    Raises PiecesError if the folder holds no index of this version of Pagefind.
    """
    addresses = []
    for meta in sorted(bundle.glob("*.pf_meta")):
        pages = list(_items(_unpacked(meta)))[1]
        for page in _items(pages):
            file = bundle / "fragment" / f"{_string(next(_items(page)))}.json"
            addresses.append(str(json.loads(file.read_text("utf-8"))["url"]))
    return addresses


def _renamed(folder: Path, pages: bytes) -> Iterator[bytes]:
    """Write the files of pages anew, named by one mark and a number; yields the pages so named.

    Names made of chance cannot be packed, and were a third of what every search loads. The mark
    stands for all of the pages: no browser takes a file of another build for one of this. The
    files are JSON, which hosts pack and browsers read faster than a script could.
    """
    rows = list(_items(pages))
    old = [_string(next(_items(row))) for row in rows]
    mark = hashlib.sha256("".join(old).encode()).hexdigest()[:8]
    for n, (name, row) in enumerate(zip(old, rows, strict=True)):
        new = f"{name.partition('_')[0]}_{mark}{n:x}"
        old_file = folder / f"{name}.pf_fragment"
        page = json.loads(bytes(_unpacked(old_file)))
        shown = json.dumps({key: page[key] for key in _SHOWN}, ensure_ascii=False)
        (folder / f"{new}.json").write_text(shown, encoding="utf-8")
        old_file.unlink()
        yield _array([_text(new), *(bytes(item) for item in list(_items(row))[1:])])


def _cut(folder: Path, pieces: list[list[str]]) -> Iterator[tuple[str, str, str]]:
    """Write new pieces for old ones; yields the first and last word of each, and its name."""
    words: list[tuple[str, bytes]] = []
    for _, _, name in pieces:
        old = folder / f"{name}.pf_index"
        lists = list(_items(_unpacked(old)))
        if len(lists) != 1:
            raise PiecesError(f"expected 1 list of words in {old}, found {len(lists)}")
        words += [(_string(next(_items(word))), bytes(word)) for word in _items(lists[0])]
        old.unlink()
    prefix = pieces[0][2].partition("_")[0] if pieces else ""
    mark = hashlib.sha256(b"".join(entry for _, entry in words)).hexdigest()[:8]
    for n, (first, last, group) in enumerate(_grouped(words)):
        data = _packed(_array([_array(group)]))
        name = f"{prefix}_{mark}{n:x}"
        (folder / f"{name}.pf_index").write_bytes(data)
        yield first, last, name


def _grouped(words: list[tuple[str, bytes]]) -> Iterator[tuple[str, str, list[bytes]]]:
    """Yield the words of each piece, with the ends of what may be looked for in it."""
    group: list[bytes] = []
    first, size = "", 0
    for n, (word, entry) in enumerate(words):
        group.append(entry)
        size += len(entry)
        following = words[n + 1][0] if n + 1 < len(words) else ""
        # Too many that begin alike are cut too, where one more letter changes.
        end = word[: _STEM + 1 if size > 2 * _SIZE else _STEM]
        # A short word ("st") is no end: what follows ("stage") would be looked for before it.
        if following and (size < _SIZE or following.startswith(end)):
            continue
        yield first, end + _LAST, group
        group, first, size = [], end + _LAST, 0


def _unpacked(file: Path) -> memoryview:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_MARK):
        raise PiecesError(f"expected a file of Pagefind's in {file}, found none")
    return memoryview(data)[len(_MARK) :]


def _packed(data: bytes) -> bytes:
    # No time in the head: the same index gives the same bytes.
    return gzip.compress(_MARK + data, compresslevel=9, mtime=0)


def _head(data: memoryview, at: int) -> tuple[int, int, int]:
    """Return the kind of an item, the number in its head, and where the head ends."""
    kind, short = data[at] >> 5, data[at] & 31
    if short < 24:
        return kind, short, at + 1
    size = _SIZES.get(short)
    if size is None:
        raise PiecesError(f"expected an item of known length, found head {data[at]}")
    return kind, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size


def _end(data: memoryview, at: int) -> int:
    """Return where an item ends, with all that is in it."""
    open_items = 1
    while open_items:
        open_items -= 1
        first = data[at]
        if first < 0x18 or 0x20 <= first < 0x38:  # most are such: a small number, all in its head
            at += 1
            continue
        kind, number, at = _head(data, at)
        if kind in (2, _TEXT):
            at += number
        elif kind == _ARRAY:
            open_items += number
        elif kind == 5:
            open_items += 2 * number
    return at


def _items(array: memoryview | bytes) -> Iterator[memoryview]:
    data = memoryview(array)
    kind, count, at = _head(data, 0)
    if kind != _ARRAY:
        raise PiecesError(f"expected a list, found an item of kind {kind}")
    for _ in range(count):
        end = _end(data, at)
        yield data[at:end]
        at = end


def _string(item: memoryview) -> str:
    kind, size, start = _head(item, 0)
    if kind != _TEXT:
        raise PiecesError(f"expected a text, found an item of kind {kind}")
    return bytes(item[start : start + size]).decode()


def _strings(array: memoryview) -> list[str]:
    return [_string(item) for item in _items(array)]


def _start(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    short = next(short for short, size in _SIZES.items() if number < 1 << 8 * size)
    return bytes([kind << 5 | short]) + number.to_bytes(_SIZES[short], "big")


def _text(text: str) -> bytes:
    data = text.encode()
    return _start(_TEXT, len(data)) + data


def _array(items: list[bytes]) -> bytes:
    return _start(_ARRAY, len(items)) + b"".join(items)
