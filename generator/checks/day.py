"""The day that a record is judged by."""

import datetime

from generator.trial import Trial
from generator.trial.partial_date import PartialDate

COPIED = "derived.misc_info.version_holder"


def judged_on(trial: Trial, as_of: datetime.date) -> datetime.date:
    """Return the day of our copy, or `as_of` if that is earlier or the record does not say.

    What the team has done since our copy was made, nobody can know from it.
    """
    copied = trial.derived.misc_info.version_holder
    return min(copied.last_day(), as_of) if copied else as_of


def known_on(trial: Trial, as_of: datetime.date) -> datetime.date:
    """Return the day up to which the record can know what has happened: that of our copy."""
    copied = trial.derived.misc_info.version_holder
    return copied.last_day() if copied else as_of


def full_years(since: PartialDate, until: datetime.date) -> int:
    """Count the full years that have passed for certain since a date of any precision."""
    start = since.last_day()
    return until.year - start.year - ((until.month, until.day) < (start.month, start.day))
