"""Records that are only a part of one."""

from generator.trial import Trial

STATUS = "status.overall_status"


def is_excerpt(trial: Trial) -> bool:
    """Whether some fields alone were copied: every registry says how each trial stands.

    What such a copy does not hold, the record may well say.
    """
    return trial.status.overall_status is None
