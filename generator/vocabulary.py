"""The registry's code lists.

Source: the enums of the ClinicalTrials.gov API v2. A list is open: a value that nobody has seen yet
stays in the trial as plain text, is shown as it is, and is reported (see `records/doubts.py`).
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

OPEN = Field(union_mode="left_to_right")
"""Puts the enum before `str`, so that only an unknown value stays text."""


class Status(StrEnum):
    """Where the whole trial stands (`overallStatus`, `lastKnownStatus`)."""

    ACTIVE_NOT_RECRUITING = "ACTIVE_NOT_RECRUITING"
    COMPLETED = "COMPLETED"
    ENROLLING_BY_INVITATION = "ENROLLING_BY_INVITATION"
    NOT_YET_RECRUITING = "NOT_YET_RECRUITING"
    RECRUITING = "RECRUITING"
    SUSPENDED = "SUSPENDED"
    TERMINATED = "TERMINATED"
    WITHDRAWN = "WITHDRAWN"
    AVAILABLE = "AVAILABLE"
    NO_LONGER_AVAILABLE = "NO_LONGER_AVAILABLE"
    TEMPORARILY_NOT_AVAILABLE = "TEMPORARILY_NOT_AVAILABLE"
    APPROVED_FOR_MARKETING = "APPROVED_FOR_MARKETING"
    WITHHELD = "WITHHELD"
    UNKNOWN = "UNKNOWN"


class RecruitmentStatus(StrEnum):
    """Where one location of the trial stands."""

    ACTIVE_NOT_RECRUITING = "ACTIVE_NOT_RECRUITING"
    COMPLETED = "COMPLETED"
    ENROLLING_BY_INVITATION = "ENROLLING_BY_INVITATION"
    NOT_YET_RECRUITING = "NOT_YET_RECRUITING"
    RECRUITING = "RECRUITING"
    SUSPENDED = "SUSPENDED"
    TERMINATED = "TERMINATED"
    WITHDRAWN = "WITHDRAWN"
    AVAILABLE = "AVAILABLE"


class ExpandedAccessStatus(StrEnum):
    """Where a linked expanded access record stands."""

    AVAILABLE = "AVAILABLE"
    NO_LONGER_AVAILABLE = "NO_LONGER_AVAILABLE"
    TEMPORARILY_NOT_AVAILABLE = "TEMPORARILY_NOT_AVAILABLE"
    APPROVED_FOR_MARKETING = "APPROVED_FOR_MARKETING"


class DateType(StrEnum):
    """Whether a date has happened or is planned."""

    ACTUAL = "ACTUAL"
    ESTIMATED = "ESTIMATED"


class StudyType(StrEnum):
    """What kind of study the record is about."""

    EXPANDED_ACCESS = "EXPANDED_ACCESS"
    INTERVENTIONAL = "INTERVENTIONAL"
    OBSERVATIONAL = "OBSERVATIONAL"


class Phase(StrEnum):
    """Phase of a drug trial, in order; the last means none. A trial can name two."""

    EARLY_PHASE1 = "EARLY_PHASE1"
    PHASE1 = "PHASE1"
    PHASE2 = "PHASE2"
    PHASE3 = "PHASE3"
    PHASE4 = "PHASE4"
    NA = "NA"


class Allocation(StrEnum):
    """How people are put into groups."""

    RANDOMIZED = "RANDOMIZED"
    NON_RANDOMIZED = "NON_RANDOMIZED"
    NA = "NA"


class InterventionModel(StrEnum):
    """How the groups of a trial work beside or after each other."""

    SINGLE_GROUP = "SINGLE_GROUP"
    PARALLEL = "PARALLEL"
    CROSSOVER = "CROSSOVER"
    FACTORIAL = "FACTORIAL"
    SEQUENTIAL = "SEQUENTIAL"


class PrimaryPurpose(StrEnum):
    """The main aim of a trial."""

    TREATMENT = "TREATMENT"
    PREVENTION = "PREVENTION"
    DIAGNOSTIC = "DIAGNOSTIC"
    ECT = "ECT"
    SUPPORTIVE_CARE = "SUPPORTIVE_CARE"
    SCREENING = "SCREENING"
    HEALTH_SERVICES_RESEARCH = "HEALTH_SERVICES_RESEARCH"
    BASIC_SCIENCE = "BASIC_SCIENCE"
    DEVICE_FEASIBILITY = "DEVICE_FEASIBILITY"
    OTHER = "OTHER"


class ObservationalModel(StrEnum):
    """How an observational study is set up."""

    COHORT = "COHORT"
    CASE_CONTROL = "CASE_CONTROL"
    CASE_ONLY = "CASE_ONLY"
    CASE_CROSSOVER = "CASE_CROSSOVER"
    ECOLOGIC_OR_COMMUNITY = "ECOLOGIC_OR_COMMUNITY"
    FAMILY_BASED = "FAMILY_BASED"
    DEFINED_POPULATION = "DEFINED_POPULATION"
    NATURAL_HISTORY = "NATURAL_HISTORY"
    OTHER = "OTHER"


class TimePerspective(StrEnum):
    """Whether an observational study looks forward or back."""

    RETROSPECTIVE = "RETROSPECTIVE"
    PROSPECTIVE = "PROSPECTIVE"
    CROSS_SECTIONAL = "CROSS_SECTIONAL"
    OTHER = "OTHER"


class Masking(StrEnum):
    """How many roles do not know who gets what."""

    NONE = "NONE"
    SINGLE = "SINGLE"
    DOUBLE = "DOUBLE"
    TRIPLE = "TRIPLE"
    QUADRUPLE = "QUADRUPLE"


class WhoMasked(StrEnum):
    """Which roles do not know who gets what."""

    PARTICIPANT = "PARTICIPANT"
    CARE_PROVIDER = "CARE_PROVIDER"
    INVESTIGATOR = "INVESTIGATOR"
    OUTCOMES_ASSESSOR = "OUTCOMES_ASSESSOR"


class BioSpecRetention(StrEnum):
    """Whether samples are kept, and with DNA or without."""

    NONE_RETAINED = "NONE_RETAINED"
    SAMPLES_WITH_DNA = "SAMPLES_WITH_DNA"
    SAMPLES_WITHOUT_DNA = "SAMPLES_WITHOUT_DNA"


class EnrollmentType(StrEnum):
    """Whether the number of people is planned or reached."""

    ACTUAL = "ACTUAL"
    ESTIMATED = "ESTIMATED"


class ArmType(StrEnum):
    """What role a group has in the comparison."""

    EXPERIMENTAL = "EXPERIMENTAL"
    ACTIVE_COMPARATOR = "ACTIVE_COMPARATOR"
    PLACEBO_COMPARATOR = "PLACEBO_COMPARATOR"
    SHAM_COMPARATOR = "SHAM_COMPARATOR"
    NO_INTERVENTION = "NO_INTERVENTION"
    OTHER = "OTHER"


class InterventionType(StrEnum):
    """What kind of thing is tested or given."""

    BEHAVIORAL = "BEHAVIORAL"
    BIOLOGICAL = "BIOLOGICAL"
    COMBINATION_PRODUCT = "COMBINATION_PRODUCT"
    DEVICE = "DEVICE"
    DIAGNOSTIC_TEST = "DIAGNOSTIC_TEST"
    DIETARY_SUPPLEMENT = "DIETARY_SUPPLEMENT"
    DRUG = "DRUG"
    GENETIC = "GENETIC"
    PROCEDURE = "PROCEDURE"
    RADIATION = "RADIATION"
    OTHER = "OTHER"


class Sex(StrEnum):
    """Who can join, by sex."""

    FEMALE = "FEMALE"
    MALE = "MALE"
    ALL = "ALL"


class StandardAge(StrEnum):
    """Broad age bands that the registry derives."""

    CHILD = "CHILD"
    ADULT = "ADULT"
    OLDER_ADULT = "OLDER_ADULT"


class SamplingMethod(StrEnum):
    """How people are picked for an observational study."""

    PROBABILITY_SAMPLE = "PROBABILITY_SAMPLE"
    NON_PROBABILITY_SAMPLE = "NON_PROBABILITY_SAMPLE"


class AgencyClass(StrEnum):
    """What kind of body a sponsor is."""

    NIH = "NIH"
    FED = "FED"
    OTHER_GOV = "OTHER_GOV"
    INDIV = "INDIV"
    INDUSTRY = "INDUSTRY"
    NETWORK = "NETWORK"
    AMBIG = "AMBIG"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


class ResponsiblePartyType(StrEnum):
    """Who keeps the record."""

    SPONSOR = "SPONSOR"
    PRINCIPAL_INVESTIGATOR = "PRINCIPAL_INVESTIGATOR"
    SPONSOR_INVESTIGATOR = "SPONSOR_INVESTIGATOR"


class ContactRole(StrEnum):
    """What a contact does in the trial."""

    STUDY_CHAIR = "STUDY_CHAIR"
    STUDY_DIRECTOR = "STUDY_DIRECTOR"
    PRINCIPAL_INVESTIGATOR = "PRINCIPAL_INVESTIGATOR"
    SUB_INVESTIGATOR = "SUB_INVESTIGATOR"
    CONTACT = "CONTACT"


class OfficialRole(StrEnum):
    """What an official does in the trial."""

    STUDY_CHAIR = "STUDY_CHAIR"
    STUDY_DIRECTOR = "STUDY_DIRECTOR"
    PRINCIPAL_INVESTIGATOR = "PRINCIPAL_INVESTIGATOR"
    SUB_INVESTIGATOR = "SUB_INVESTIGATOR"


class OrgStudyIdType(StrEnum):
    """Where the organisation's own number comes from."""

    NIH = "NIH"
    FDA = "FDA"
    VA = "VA"
    CDC = "CDC"
    AHRQ = "AHRQ"
    SAMHSA = "SAMHSA"


class SecondaryIdType(StrEnum):
    """Where another number of the trial comes from."""

    NIH = "NIH"
    FDA = "FDA"
    VA = "VA"
    CDC = "CDC"
    AHRQ = "AHRQ"
    SAMHSA = "SAMHSA"
    OTHER_GRANT = "OTHER_GRANT"
    EUDRACT_NUMBER = "EUDRACT_NUMBER"
    CTIS = "CTIS"
    REGISTRY = "REGISTRY"
    OTHER = "OTHER"


class ReferenceType(StrEnum):
    """How a paper is linked to the trial."""

    BACKGROUND = "BACKGROUND"
    RESULT = "RESULT"
    DERIVED = "DERIVED"


class IpdSharing(StrEnum):
    """Whether data about each person will be shared."""

    YES = "YES"
    NO = "NO"
    UNDECIDED = "UNDECIDED"


class IpdSharingInfoType(StrEnum):
    """What else will be shared with such data."""

    STUDY_PROTOCOL = "STUDY_PROTOCOL"
    SAP = "SAP"
    ICF = "ICF"
    CSR = "CSR"
    ANALYTIC_CODE = "ANALYTIC_CODE"


class BrowseLeafRelevance(StrEnum):
    """The registry's own mark of how close a browse term is."""

    LOW = "LOW"
    HIGH = "HIGH"


class MeasureParam(StrEnum):
    """What a number of a result is (`paramType`)."""

    GEOMETRIC_MEAN = "GEOMETRIC_MEAN"
    GEOMETRIC_LEAST_SQUARES_MEAN = "GEOMETRIC_LEAST_SQUARES_MEAN"
    LEAST_SQUARES_MEAN = "LEAST_SQUARES_MEAN"
    LOG_MEAN = "LOG_MEAN"
    MEAN = "MEAN"
    MEDIAN = "MEDIAN"
    NUMBER = "NUMBER"
    COUNT_OF_PARTICIPANTS = "COUNT_OF_PARTICIPANTS"
    COUNT_OF_UNITS = "COUNT_OF_UNITS"


class MeasureDispersionType(StrEnum):
    """What the spread or the range beside a number is (`dispersionType`)."""

    NA = "NA"
    STANDARD_DEVIATION = "STANDARD_DEVIATION"
    STANDARD_ERROR = "STANDARD_ERROR"
    INTER_QUARTILE_RANGE = "INTER_QUARTILE_RANGE"
    FULL_RANGE = "FULL_RANGE"
    CONFIDENCE_80 = "CONFIDENCE_80"
    CONFIDENCE_90 = "CONFIDENCE_90"
    CONFIDENCE_95 = "CONFIDENCE_95"
    CONFIDENCE_975 = "CONFIDENCE_975"
    CONFIDENCE_99 = "CONFIDENCE_99"
    CONFIDENCE_OTHER = "CONFIDENCE_OTHER"
    GEOMETRIC_COEFFICIENT = "GEOMETRIC_COEFFICIENT"


class OutcomeMeasureType(StrEnum):
    """Whether a result is a main one, or was chosen later."""

    PRIMARY = "PRIMARY"
    SECONDARY = "SECONDARY"
    OTHER_PRE_SPECIFIED = "OTHER_PRE_SPECIFIED"
    POST_HOC = "POST_HOC"


class ReportingStatus(StrEnum):
    """Whether the numbers of a result are posted."""

    NOT_POSTED = "NOT_POSTED"
    POSTED = "POSTED"


class AnalysisDispersionType(StrEnum):
    """What the spread of a comparison is."""

    STANDARD_DEVIATION = "STANDARD_DEVIATION"
    STANDARD_ERROR_OF_MEAN = "STANDARD_ERROR_OF_MEAN"


class ConfidenceIntervalNumSides(StrEnum):
    """Whether the range of a comparison has one end or two."""

    ONE_SIDED = "ONE_SIDED"
    TWO_SIDED = "TWO_SIDED"


class NonInferiorityType(StrEnum):
    """What kind of question a comparison asks."""

    SUPERIORITY = "SUPERIORITY"
    NON_INFERIORITY = "NON_INFERIORITY"
    EQUIVALENCE = "EQUIVALENCE"
    OTHER = "OTHER"
    NON_INFERIORITY_OR_EQUIVALENCE = "NON_INFERIORITY_OR_EQUIVALENCE"
    SUPERIORITY_OR_OTHER = "SUPERIORITY_OR_OTHER"
    NON_INFERIORITY_OR_EQUIVALENCE_LEGACY = "NON_INFERIORITY_OR_EQUIVALENCE_LEGACY"
    SUPERIORITY_OR_OTHER_LEGACY = "SUPERIORITY_OR_OTHER_LEGACY"


class EventAssessment(StrEnum):
    """Whether people were asked about a health problem, or told it by themselves."""

    NON_SYSTEMATIC_ASSESSMENT = "NON_SYSTEMATIC_ASSESSMENT"
    SYSTEMATIC_ASSESSMENT = "SYSTEMATIC_ASSESSMENT"


class AgreementRestrictionType(StrEnum):
    """How long a sponsor can hold back results."""

    LTE60 = "LTE60"
    GT60 = "GT60"
    OTHER = "OTHER"


class UnpostedEventType(StrEnum):
    """What happened to results that are not public yet."""

    RESET = "RESET"
    RELEASE = "RELEASE"
    UNRELEASE = "UNRELEASE"


class ViolationEventType(StrEnum):
    """A step of the US regulator about a duty that was not met."""

    VIOLATION_IDENTIFIED = "VIOLATION_IDENTIFIED"
    CORRECTION_CONFIRMED = "CORRECTION_CONFIRMED"
    PENALTY_IMPOSED = "PENALTY_IMPOSED"
    ISSUES_IN_LETTER_ADDRESSED_CONFIRMED = "ISSUES_IN_LETTER_ADDRESSED_CONFIRMED"


OpenStatus = Annotated[Status | str, OPEN]
OpenRecruitmentStatus = Annotated[RecruitmentStatus | str, OPEN]
OpenExpandedAccessStatus = Annotated[ExpandedAccessStatus | str, OPEN]
OpenDateType = Annotated[DateType | str, OPEN]
OpenStudyType = Annotated[StudyType | str, OPEN]
OpenPhase = Annotated[Phase | str, OPEN]
OpenAllocation = Annotated[Allocation | str, OPEN]
OpenInterventionModel = Annotated[InterventionModel | str, OPEN]
OpenPrimaryPurpose = Annotated[PrimaryPurpose | str, OPEN]
OpenObservationalModel = Annotated[ObservationalModel | str, OPEN]
OpenTimePerspective = Annotated[TimePerspective | str, OPEN]
OpenMasking = Annotated[Masking | str, OPEN]
OpenWhoMasked = Annotated[WhoMasked | str, OPEN]
OpenBioSpecRetention = Annotated[BioSpecRetention | str, OPEN]
OpenEnrollmentType = Annotated[EnrollmentType | str, OPEN]
OpenArmType = Annotated[ArmType | str, OPEN]
OpenInterventionType = Annotated[InterventionType | str, OPEN]
OpenSex = Annotated[Sex | str, OPEN]
OpenStandardAge = Annotated[StandardAge | str, OPEN]
OpenSamplingMethod = Annotated[SamplingMethod | str, OPEN]
OpenAgencyClass = Annotated[AgencyClass | str, OPEN]
OpenResponsiblePartyType = Annotated[ResponsiblePartyType | str, OPEN]
OpenContactRole = Annotated[ContactRole | str, OPEN]
OpenOfficialRole = Annotated[OfficialRole | str, OPEN]
OpenOrgStudyIdType = Annotated[OrgStudyIdType | str, OPEN]
OpenSecondaryIdType = Annotated[SecondaryIdType | str, OPEN]
OpenReferenceType = Annotated[ReferenceType | str, OPEN]
OpenIpdSharing = Annotated[IpdSharing | str, OPEN]
OpenIpdSharingInfoType = Annotated[IpdSharingInfoType | str, OPEN]
OpenBrowseLeafRelevance = Annotated[BrowseLeafRelevance | str, OPEN]
OpenMeasureParam = Annotated[MeasureParam | str, OPEN]
OpenMeasureDispersionType = Annotated[MeasureDispersionType | str, OPEN]
OpenOutcomeMeasureType = Annotated[OutcomeMeasureType | str, OPEN]
OpenReportingStatus = Annotated[ReportingStatus | str, OPEN]
OpenAnalysisDispersionType = Annotated[AnalysisDispersionType | str, OPEN]
OpenConfidenceIntervalNumSides = Annotated[ConfidenceIntervalNumSides | str, OPEN]
OpenNonInferiorityType = Annotated[NonInferiorityType | str, OPEN]
OpenEventAssessment = Annotated[EventAssessment | str, OPEN]
OpenAgreementRestrictionType = Annotated[AgreementRestrictionType | str, OPEN]
OpenUnpostedEventType = Annotated[UnpostedEventType | str, OPEN]
OpenViolationEventType = Annotated[ViolationEventType | str, OPEN]
