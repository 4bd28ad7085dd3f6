"""Documents of the trial that anyone can open (`documentSection`)."""

from pydantic import Field

from generator.trial.part import Part
from generator.trial.partial_date import PartialDate


class LargeDoc(Part):
    """A document: the plan, the plan for the numbers, or the form that people sign."""

    type_abbrev: str | None = None
    """Its kind, in short."""
    has_protocol: bool | None = None
    """True if it holds the plan of the trial (protocol)."""
    has_sap: bool | None = None
    """True if it holds the plan for working out the numbers (statistical analysis plan)."""
    has_icf: bool | None = None
    """True if it holds the form that people sign before they join (informed consent form)."""
    label: str | None = None
    """Its name."""
    date: PartialDate | None = None
    """The date on it."""
    upload_date: str | None = None
    """When it was uploaded, day and minute."""
    filename: str | None = None
    """Name of the file."""
    size: int | None = None
    """Size in bytes."""


class LargeDocuments(Part):
    """The documents (`largeDocumentModule`)."""

    no_sap: bool | None = None
    """True if the team says that there is no plan for working out the numbers."""
    large_docs: tuple[LargeDoc, ...] = ()
    """Each document."""


class Documents(Part):
    """Documents of the trial."""

    large_documents: LargeDocuments = Field(default=LargeDocuments(), alias="largeDocumentModule")
    """The documents that were uploaded."""
