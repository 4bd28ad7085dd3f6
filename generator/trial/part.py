"""What every part of a trial is made of: the frozen model, and the registry's two text types."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Part(BaseModel):
    """A frozen piece of a trial.

    Field names are the registry's in snake_case; the alias is the registry's own spelling.
    Keys that the published structure does not know are kept in `model_extra`, never dropped.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        allow_inf_nan=False,
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        use_attribute_docstrings=True,
    )


@dataclass(frozen=True)
class MarkupText:
    """Marks a text field whose content is Markdown with escapes (CommonMark), not plain text."""


Markup = Annotated[str, MarkupText()]
"""Text that the registry publishes as Markdown. Every other `str` of a trial is plain text.

Source: the fields of type `markup` in the ClinicalTrials.gov API v2.
"""
