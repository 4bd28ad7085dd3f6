"""JSON Schemas for editors, which then offer fields and codes while a record is written."""

from typing import Any

from pydantic import BaseModel

from generator.records.overlay import ALONE, PlainWords
from generator.trial import Trial

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_RECORD = "A trial, written by hand. Leave out what is not known. Lists of codes are open."


def schema() -> dict[str, Any]:
    """Return the schema of our own YAML record. Code lists offer values and refuse none."""
    return _schema(Trial, "urn:plaintrials:record", "A trial record of plaintrials", _RECORD)


def plain_schema() -> dict[str, Any]:
    """Return the schema of the plain words beside a record (`<id>.plain.yml`)."""
    title = "Plain words for a trial record of plaintrials"
    about = str(PlainWords.__doc__)
    made = _schema(PlainWords, "urn:plaintrials:plain-words", title, about)
    alone = {"minProperties": 1, "propertyNames": {"enum": list(ALONE)}}
    return {**made, "anyOf": [{"required": made.pop("required")}, alone]}


def _schema(model: type[BaseModel], urn: str, title: str, about: str) -> dict[str, Any]:
    made = _for_yaml(model.model_json_schema(by_alias=False))
    head = {"$schema": _DIALECT, "$id": urn, "title": title, "description": about}
    return {**head, **{name: value for name, value in made.items() if name not in head}}


def _for_yaml(node: Any) -> Any:
    """Allow what the reader allows: a bare number where text belongs, and only known fields."""
    if isinstance(node, list):
        return [_for_yaml(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {name: _for_yaml(value) for name, value in node.items()}
    if made.get("type") == "string" and not made.keys() & {"enum", "format"}:
        made["type"] = ["string", "number"]
    if made.get("additionalProperties") is True and "properties" in made:
        made["additionalProperties"] = False
    return made
