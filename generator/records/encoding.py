"""Bytes → text. Records are UTF-8; what a file looks like instead is said in words."""

from collections.abc import Mapping

from generator.records.findings import Finding, Spot

_MARKS: Mapping[bytes, str] = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def decode(raw: bytes) -> str | Finding:
    """Return the text of a file, without a byte order mark, or what is wrong with its bytes."""
    other = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), None)
    if other is None and len(raw) > 1 and 0 in raw[:2] and raw[:200].count(0) * 3 > len(raw[:200]):
        other = "UTF-16"
    if other:
        return _refused(f"expected UTF-8, found {other}. Save the file again as UTF-8", Spot(1, 1))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error.start)


def _not_utf8(raw: bytes, at: int) -> Finding:
    line_start = raw.rfind(b"\n", 0, at) + 1
    column = len(raw[line_start:at].decode("utf-8", "replace")) + 1
    byte = raw[at : at + 1]
    like = byte.decode("cp1252", "replace")
    guess = f", which is '{like}' in Windows-1252 or Latin-1" if like.isprintable() else ""
    message = f"expected UTF-8, found the byte {byte.hex().upper()}{guess}"
    spot = Spot(raw.count(b"\n", 0, at) + 1, column)
    return _refused(f"{message}. Save the file again as UTF-8", spot)


def _refused(message: str, spot: Spot) -> Finding:
    return Finding((), message, "REC-ENCODING", spot=spot)
