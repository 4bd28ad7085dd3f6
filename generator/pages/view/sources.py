"""What the words of a page rest on: fields of the record, and what stands there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from generator.plain.sentence import Sentence, another_of, of_another
from generator.records import Record
from generator.trial import Trial
from generator.trial.part import Part
from generator.trial.partial_date import PartialDate
from generator.trial.paths import registry_path, steps_of

_WORDS, _WORDING = "words.", "wording:"
_SENTENCELESS = frozenset({str, int, bool, float, type(None)})


@dataclass(frozen=True, slots=True)
class Source:
    """A field by the record's own path, and its exact values; none where the record is silent.

    For a list of groups of fields, such as all places, `count` is set instead of values; for one
    group, `is_group`.
    """

    path: str
    values: tuple[str, ...]
    count: int | None = None
    is_group: bool = False


def sentences_of(part: Any) -> Iterator[Sentence]:
    """Yield every sentence in a part of the view, in order."""
    found: list[Sentence] = []
    _collect(part, found)
    yield from found


# Each page is gone through for every section: a list that is filled costs half of what generators
# inside generators do.
def _collect(part: Any, found: list[Sentence]) -> None:
    kind = part.__class__
    if kind is Sentence:
        found.append(part)
    elif isinstance(part, (tuple, list)):
        for item in part:
            _collect(item, found)
    elif kind not in _SENTENCELESS:
        for name in _names(kind):
            _collect(getattr(part, name), found)


def sources_of(part: Any, record: Record) -> list[Source]:
    """List the fields that the sentences in a part of the view rest on, each once."""
    paths = dict.fromkeys(path for said in sentences_of(part) for path in said.sources)
    return [_source(path, record) for path in paths if _is_of_record(path)]


def own_paths(paths: Iterable[str], record: Record) -> list[str]:
    """Return sources as the record itself calls them, from its top.

    A field of the words that people wrote is called as in their file, a field of another trial as
    the registry calls it, behind that trial's number.
    """
    return [_own_path(path, record) for path in paths]


def _own_path(path: str, record: Record) -> str:
    if another := another_of(path):
        number, inside = another
        is_written = inside.startswith(_WORDS)
        return of_another(number, inside if is_written else registry_path(inside))
    return record.path(path) if _is_of_record(path) else path.removeprefix(_WORDS)


def _is_of_record(path: str) -> bool:
    return not (path.startswith((_WORDS, _WORDING)) or another_of(path))


def _source(path: str, record: Record) -> Source:
    value = _value(record.trial, path)
    if isinstance(value, tuple | list) and value and isinstance(value[0], Part | dict):
        return Source(record.path(path), (), len(value))
    if isinstance(value, dict) or (isinstance(value, Part) and not isinstance(value, PartialDate)):
        return Source(record.path(path), (), is_group=True)
    return Source(record.path(path), tuple(_texts(value)))


def _value(trial: Trial, path: str) -> Any:
    """Return what stands at a path, or None; a path without indices stands for the whole list."""
    value: Any = trial
    for name, indices in steps_of(path):
        if value is None or isinstance(value, tuple | list):
            return None
        # What a trial keeps as it came, such as results, is no part of the model.
        value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
        for index in indices:
            is_list = isinstance(value, tuple | list)
            value = value[index] if is_list and index < len(value) else None
    return value


def _texts(value: Any) -> Iterator[str]:
    """Yield values as the record writes them."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, PartialDate):
        yield str(value)
        yield from _texts(value.kind)
    elif isinstance(value, str | int | float):
        yield str(value)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a part of the view; none of anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
