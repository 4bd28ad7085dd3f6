"""What the registry itself worked out from the record (`derivedSection`)."""

from typing import Any

from pydantic import Field

from generator.trial.part import Part
from generator.trial.partial_date import PartialDate
from generator.vocabulary import OpenBrowseLeafRelevance


class Mesh(Part):
    """A term of the MeSH thesaurus."""

    id: str | None = None
    """Its number."""
    term: str | None = None
    """Its name."""


class BrowseLeaf(Part):
    """A browse term of the registry."""

    id: str | None = None
    """Its number."""
    name: str | None = None
    """Its name."""
    as_found: str | None = None
    """The words of the record that led to it."""
    relevance: OpenBrowseLeafRelevance | None = None
    """How close the registry holds it to be."""


class BrowseBranch(Part):
    """A browse branch of the registry."""

    abbrev: str | None = None
    """Its short form."""
    name: str | None = None
    """Its name."""


class Browse(Part):
    """Thesaurus terms for the conditions or the interventions."""

    meshes: tuple[Mesh, ...] = ()
    """Terms that match."""
    ancestors: tuple[Mesh, ...] = ()
    """Wider terms above them."""
    browse_leaves: tuple[BrowseLeaf, ...] = ()
    """Browse terms."""
    browse_branches: tuple[BrowseBranch, ...] = ()
    """Browse branches."""


class FirstMcp(Part):
    """The first time results went through the registry's checks in part."""

    post_date_struct: PartialDate | None = None
    """When that was made public."""


class Submission(Part):
    """One round of sending in results that are not public yet."""

    release_date: PartialDate | None = None
    """Sent in."""
    unrelease_date: PartialDate | None = None
    """Taken back."""
    unrelease_date_unknown: bool | None = None
    """True if they were taken back on a day that is not known."""
    reset_date: PartialDate | None = None
    """Sent back by the registry for changes."""
    mcp_release_n: int | None = None
    """Number of the round."""


class SubmissionTracking(Part):
    """Results on their way to the public record."""

    estimated_results_first_submit_date: PartialDate | None = None
    """When results are to be sent in."""
    first_mcp_info: FirstMcp | None = None
    """The first partial check."""
    submission_infos: tuple[Submission, ...] = ()
    """Each round."""


class MiscInfo(Part):
    """Odds and ends."""

    version_holder: PartialDate | None = None
    """Date of the registry's data that this record was taken from."""
    removed_countries: tuple[str, ...] = ()
    """Countries that were listed once and are not any more."""
    submission_tracking: SubmissionTracking | None = None
    """Results on their way."""
    model_predictions: dict[str, Any] | None = None
    """What a computer program of the registry guessed from the text."""


class Derived(Part):
    """What the registry worked out."""

    misc_info: MiscInfo = Field(default=MiscInfo(), alias="miscInfoModule")
    """Odds and ends."""
    condition_browse: Browse = Field(default=Browse(), alias="conditionBrowseModule")
    """Thesaurus terms for the conditions."""
    intervention_browse: Browse = Field(default=Browse(), alias="interventionBrowseModule")
    """Thesaurus terms for the interventions."""
