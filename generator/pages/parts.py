"""Parts of a trial that are too long for its page and stand on a page of their own."""

from generator.trial import Trial

PART_FOLDERS = ("results", "health-problems")
"""Every part that there can be, as the folder of its page below the trial's."""
MOST_EVENTS = 10
"""With more health problems of a kind than that, all of them stand on a page of their own."""


def parts_of(trial: Trial) -> tuple[str, ...]:
    """Return the parts of a trial that stand on a page of their own, in order."""
    return ("health-problems",) if _has_many_events(trial) else ()


def _has_many_events(trial: Trial) -> bool:
    if trial.results is None:
        return False
    events = trial.results.adverse_events
    return max(len(events.serious_events), len(events.other_events)) > MOST_EVENTS


def part_path(registry_id: str, part: str) -> str:
    """Return the path of a part's page under `docs/`."""
    return f"trials/{registry_id}/{part}/index.md"
