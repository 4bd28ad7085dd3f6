"""Profile: what a trial's pages have to be besides, such as a lay summary by EU law."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from generator.records.validation import EXPECTED
from generator.trial import Trial
from generator.vocabulary import Status, StudyType

_OVER = (Status.COMPLETED, Status.TERMINATED)


class Profile(StrEnum):
    """A profile, as people name it in `<id>.plain.yml` or in mkdocs.yml."""

    EU_LAY_SUMMARY = "eu-lay-summary"
    """A lay summary with the ten elements of Regulation (EU) No 536/2014, Annex V."""
    NONE = "none"
    """None, whatever the site asks for."""


def profile_named(name: object) -> Profile:
    """Return the profile of a name. Raises an error that says which there are."""
    if isinstance(name, str) and name in set(Profile):
        return Profile(name)
    raise PydanticCustomError(EXPECTED, f"one of {', '.join(Profile)}")


ProfileName = Annotated[Profile, BeforeValidator(profile_named)]
"""A profile, by its name."""


def profile_of(trial: Trial, own: Profile | None, of_site: Profile | None) -> Profile | None:
    """Return the profile of a trial: its own, or else that of the site where it applies."""
    if own is None and of_site is not None and _is_owed(trial):
        own = of_site
    return None if own is Profile.NONE else own


def _is_owed(trial: Trial) -> bool:
    """True for an interventional trial that is over, or that has results.

    Article 37(4): within one year from the end of the trial, irrespective of its outcome.
    """
    is_trial = trial.design.study_type == StudyType.INTERVENTIONAL
    is_over = trial.status.overall_status in _OVER or trial.results is not None
    return is_trial and is_over
