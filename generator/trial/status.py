"""Where the trial stands, its dates, and who watches over it."""

from pydantic import Field

from generator.trial.part import Markup, Part
from generator.trial.partial_date import PartialDate
from generator.vocabulary import OpenExpandedAccessStatus, OpenStatus


class ExpandedAccess(Part):
    """Whether the treatment can be had outside the trial."""

    has_expanded_access: bool | None = None
    """True if there is a way to get the treatment outside the trial."""
    registry_id: str | None = Field(default=None, alias="nctId")
    """The registration number of that way."""
    status: OpenExpandedAccessStatus | None = Field(default=None, alias="statusForNctId")
    """Where that way stands."""


class StatusModule(Part):
    """Status and dates (`statusModule`)."""

    status_verified_date: PartialDate | None = None
    """When the team last confirmed the record."""
    overall_status: OpenStatus | None = None
    """Where the trial stands."""
    last_known_status: OpenStatus | None = None
    """The status before it became UNKNOWN."""
    delayed_posting: bool | None = None
    """True if the team asked to post a device trial later, as US law allows."""
    why_stopped: Markup | None = None
    """Why the trial stopped, paused or was called off."""
    expanded_access: ExpandedAccess | None = Field(default=None, alias="expandedAccessInfo")
    """Whether the treatment can be had outside the trial."""
    start_date: PartialDate | None = Field(default=None, alias="startDateStruct")
    """When the first person joined, or is to join."""
    primary_completion_date: PartialDate | None = Field(
        default=None, alias="primaryCompletionDateStruct"
    )
    """When the last check for the main outcome was made, or is planned."""
    completion_date: PartialDate | None = Field(default=None, alias="completionDateStruct")
    """When the trial ended, or is to end."""
    study_first_submit_date: PartialDate | None = None
    """When the record was first sent to the registry."""
    study_first_submit_qc_date: PartialDate | None = None
    """When the first record met the registry's quality check."""
    study_first_post_date: PartialDate | None = Field(
        default=None, alias="studyFirstPostDateStruct"
    )
    """When the record was first made public."""
    results_first_submit_date: PartialDate | None = None
    """When results were first sent to the registry."""
    results_first_submit_qc_date: PartialDate | None = None
    """When the first results met the registry's quality check."""
    results_first_post_date: PartialDate | None = Field(
        default=None, alias="resultsFirstPostDateStruct"
    )
    """When results were first made public."""
    disp_first_submit_date: PartialDate | None = None
    """When a certificate to delay results was first sent."""
    disp_first_submit_qc_date: PartialDate | None = None
    """When that certificate met the registry's quality check."""
    disp_first_post_date: PartialDate | None = Field(default=None, alias="dispFirstPostDateStruct")
    """When that certificate was made public."""
    results_waived: bool | None = None
    """True if the duty to post results was waived."""
    last_update_submit_date: PartialDate | None = None
    """When the last change was sent to the registry."""
    last_update_post_date: PartialDate | None = Field(
        default=None, alias="lastUpdatePostDateStruct"
    )
    """When the last change was made public."""


class Oversight(Part):
    """Who watches over the trial (`oversightModule`)."""

    oversight_has_dmc: bool | None = None
    """True if a separate group of experts checks safety."""
    is_fda_regulated_drug: bool | None = None
    """True if it tests a drug under the rules of the US FDA."""
    is_fda_regulated_device: bool | None = None
    """True if it tests a device under the rules of the US FDA."""
    is_unapproved_device: bool | None = None
    """True if the device was not yet approved or cleared."""
    is_ppsd: bool | None = None
    """True if the FDA asked for this study of a device for children after approval."""
    is_us_export: bool | None = None
    """True if the product is made in the US and sent abroad."""
    fdaaa801_violation: bool | None = None
    """True if the FDA says that the record breaks US law on trial records."""
