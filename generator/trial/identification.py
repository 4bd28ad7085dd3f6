"""Which trial it is, and who runs it."""

from pydantic import Field

from generator.trial.part import Part
from generator.vocabulary import (
    OpenAgencyClass,
    OpenOrgStudyIdType,
    OpenResponsiblePartyType,
    OpenSecondaryIdType,
)


class OrgStudyId(Part):
    """The number that the organisation itself gave the trial."""

    id: str | None = None
    """The number."""
    type: OpenOrgStudyIdType | None = None
    """Where the number comes from, if it is a grant number."""
    link: str | None = None
    """A web address about the number."""


class SecondaryId(Part):
    """Another number of the trial: a grant, another registry."""

    id: str | None = None
    """The number."""
    type: OpenSecondaryIdType | None = None
    """Where the number comes from."""
    domain: str | None = None
    """Who gave the number, in words."""
    link: str | None = None
    """A web address about the number."""


class Organization(Part):
    """The organisation that holds the record."""

    full_name: str | None = None
    """Its name."""
    agency_class: OpenAgencyClass | None = Field(default=None, alias="class")
    """What kind of body it is."""


class Identification(Part):
    """Numbers and titles of the trial (`identificationModule`)."""

    registry_id: str = Field(alias="nctId", pattern=r"\S")
    """The registration number, such as NCT01157403."""
    registry_id_aliases: tuple[str, ...] = Field(default=(), alias="nctIdAliases")
    """Older registration numbers of the same trial."""
    org_study_id: OrgStudyId | None = Field(default=None, alias="orgStudyIdInfo")
    """The organisation's own number."""
    secondary_ids: tuple[SecondaryId, ...] = Field(default=(), alias="secondaryIdInfos")
    """Other numbers of the trial."""
    organization: Organization | None = None
    """The organisation that holds the record."""
    brief_title: str = Field(pattern=r"\S")
    """The short public title."""
    official_title: str | None = None
    """The full scientific title."""
    acronym: str | None = None
    """A short name made of letters."""


class Sponsor(Part):
    """A body that runs or pays for the trial."""

    name: str | None = None
    """Its name."""
    agency_class: OpenAgencyClass | None = Field(default=None, alias="class")
    """What kind of body it is."""


class ResponsibleParty(Part):
    """Who keeps the record."""

    type: OpenResponsiblePartyType | None = None
    """The sponsor, or a researcher."""
    investigator_full_name: str | None = None
    """The researcher's name."""
    investigator_title: str | None = None
    """The researcher's job."""
    investigator_affiliation: str | None = None
    """Where the researcher works."""
    old_name_title: str | None = None
    """Name and job, as older records give them."""
    old_organization: str | None = None
    """Organisation, as older records give it."""


class SponsorCollaborators(Part):
    """Who runs and pays for the trial (`sponsorCollaboratorsModule`)."""

    lead_sponsor: Sponsor | None = None
    """The body that answers for the trial."""
    collaborators: tuple[Sponsor, ...] = ()
    """Others who help to run or pay for it."""
    responsible_party: ResponsibleParty | None = None
    """Who keeps the record."""
