"""What a rule found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A stable code, the fields it is about, and the words of the record that show it."""

    code: str
    fields: tuple[str, ...]
    quoted: str = ""
