"""Parts of a trial that are too long for its page and stand on a page of their own."""

from generator.trial import Trial

PART_FOLDERS = ("results", "health-problems")
"""Every part that there can be, as the folder of its page below the trial's."""
MOST_EVENTS = 10
"""With more serious or more other health problems than that, all of them stand on their own page."""


def parts_of(trial: Trial) -> tuple[str, ...]:
    """Return the parts of a trial that stand on a page of their own, in order."""
    return ("health-problems",) if _has_many_events(trial) else ()


def _has_many_events(trial: Trial) -> bool:
    events = trial.results and trial.results.adverse_events
    if not events:
        return False
    return max(len(events.serious_events), len(events.other_events)) > MOST_EVENTS


def part_path(registry_id: str, part: str) -> str:
    """Return the path of a part's page under `docs/`."""
    return f"trials/{registry_id}/{part}/index.md"
