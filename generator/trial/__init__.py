"""Trial: what a record says is so, in the registry's terms. Never wording, Markdown or I/O.

Source: the study data structure of the ClinicalTrials.gov API v2, module by module.
"""

from pydantic import Field

from generator.trial.annotations import Annotations
from generator.trial.derived import Derived
from generator.trial.design import ArmsInterventions, Conditions, Description, Design, Outcomes
from generator.trial.documents import Documents
from generator.trial.identification import Identification, SponsorCollaborators
from generator.trial.links import IpdSharingStatement, References
from generator.trial.part import Part
from generator.trial.people import ContactsLocations, Eligibility
from generator.trial.results import Results
from generator.trial.status import Oversight, StatusModule

__all__ = ["Trial"]


class Trial(Part):
    """One trial. Everything that the record holds, or nothing where it is silent."""

    identification: Identification = Field(alias="identificationModule")
    """Numbers and titles."""
    status: StatusModule = Field(default=StatusModule(), alias="statusModule")
    """Where it stands, and its dates."""
    sponsor_collaborators: SponsorCollaborators = Field(
        default=SponsorCollaborators(), alias="sponsorCollaboratorsModule"
    )
    """Who runs and pays for it."""
    oversight: Oversight = Field(default=Oversight(), alias="oversightModule")
    """Who watches over it."""
    description: Description = Field(default=Description(), alias="descriptionModule")
    """What the team says about it."""
    conditions: Conditions = Field(default=Conditions(), alias="conditionsModule")
    """What it is about."""
    design: Design = Field(default=Design(), alias="designModule")
    """Kind, phase, plan and size."""
    arms_interventions: ArmsInterventions = Field(
        default=ArmsInterventions(), alias="armsInterventionsModule"
    )
    """Groups and what they get."""
    outcomes: Outcomes = Field(default=Outcomes(), alias="outcomesModule")
    """What is measured."""
    eligibility: Eligibility = Field(default=Eligibility(), alias="eligibilityModule")
    """Who can take part."""
    contacts_locations: ContactsLocations = Field(
        default=ContactsLocations(), alias="contactsLocationsModule"
    )
    """Whom to ask, and where."""
    references: References = Field(default=References(), alias="referencesModule")
    """Papers and links."""
    ipd_sharing_statement: IpdSharingStatement = Field(
        default=IpdSharingStatement(), alias="ipdSharingStatementModule"
    )
    """The plan to share data."""
    derived: Derived = Field(default=Derived(), alias="derivedSection")
    """What the registry worked out itself."""
    has_results: bool | None = None
    """True if results are posted."""
    results: Results | None = Field(default=None, alias="resultsSection")
    """What it found, as the registry posted it."""
    documents: Documents = Field(default=Documents(), alias="documentSection")
    """Documents that anyone can open."""
    annotations: Annotations = Field(default=Annotations(), alias="annotationSection")
    """What the registry itself notes about the record."""

    @property
    def registry_id(self) -> str:
        """The registration number."""
        return self.identification.registry_id
