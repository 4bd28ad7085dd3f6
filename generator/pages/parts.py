"""Parts of a trial that stand on a page of their own: what is too long, and the lay summary."""

from generator.records.profile import Profile
from generator.trial import Trial

OUTCOMES, LAY_SUMMARY = "results", "lay-summary"
PART_FOLDERS = (OUTCOMES, "health-problems", LAY_SUMMARY)
"""Every part that there can be, as the folder of its page below the trial's."""
MOST_EVENTS = 10
"""With more health problems of a kind than that, all of them stand on a page of their own."""

MOST_OUTCOMES, MOST_NUMBERS, NUMBERS_OF_TEST = 20, 300, 7
"""With more things measured, or more numbers, the tables have a page of their own.

A test has up to 20 fields for experts, and weighs as much as so many numbers. Of 229 real records,
those that stay on the page of the trial add up to about 70 kB of HTML to it.
"""


def parts_of(trial: Trial, profile: Profile | None = None) -> tuple[str, ...]:
    """Return the parts of a trial that stand on a page of their own, in order.

    A lay summary does if the `profile` asks for it.
    """
    outcomes = (OUTCOMES,) if _has_many_outcomes(trial) else ()
    events = ("health-problems",) if _has_many_events(trial) else ()
    summary = (LAY_SUMMARY,) if profile is Profile.EU_LAY_SUMMARY else ()
    return (*outcomes, *events, *summary)


def _has_many_events(trial: Trial) -> bool:
    if trial.results is None:
        return False
    events = trial.results.adverse_events
    return max(len(events.serious_events), len(events.other_events)) > MOST_EVENTS


def part_path(registry_id: str, part: str) -> str:
    """Return the path of a part's page under `docs/`."""
    return f"trials/{registry_id}/{part}/index.md"


def _has_many_outcomes(trial: Trial) -> bool:
    """True if the tables of what was measured would make the page of the trial long and slow."""
    outcomes = trial.results.outcome_measures.outcomes if trial.results else ()
    rows = [row for one in outcomes for class_ in one.classes for row in class_.categories]
    numbers = sum(len(row.measurements) for row in rows)
    numbers += NUMBERS_OF_TEST * sum(len(one.analyses) for one in outcomes)
    return len(outcomes) > MOST_OUTCOMES or numbers > MOST_NUMBERS
