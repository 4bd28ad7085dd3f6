"""Parts of a trial that are too long for its page and stand on a page of their own."""

from generator.trial import Trial

PART_FOLDERS = ("results", "health-problems")
"""Every part that there can be, as the folder of its page below the trial's."""


def parts_of(trial: Trial) -> tuple[str, ...]:
    """Return the parts of a trial that stand on a page of their own, in order."""
    del trial
    return ()


def part_path(registry_id: str, part: str) -> str:
    """Return the path of a part's page under `docs/`."""
    return f"trials/{registry_id}/{part}/index.md"
