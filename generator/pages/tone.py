"""The tone of a status: which of four signs and tints goes with its words."""

from dataclasses import dataclass

from generator.plain.status import OPEN
from generator.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Tone:
    """A name for the stylesheet and a sign, so that colour never stands alone (WCAG 1.4.1)."""

    name: str
    sign: str


_OPEN = Tone("open", "●")
_CARE = Tone("care", "◔")
_OVER = Tone("over", "■")
_STOPPED = Tone("stopped", "✕")

_STOPPED_STATUSES = {Status.TERMINATED, Status.WITHDRAWN}
_OVER_STATUSES = {
    Status.COMPLETED,
    Status.ACTIVE_NOT_RECRUITING,
    Status.NO_LONGER_AVAILABLE,
    Status.APPROVED_FOR_MARKETING,
}


def tone_of(status: str | None, doubtful: bool = False) -> Tone:
    """Return the tone of a status of a trial or a place; unknown and doubtful ones ask for care."""
    if doubtful:
        return _CARE
    if status in OPEN:
        return _OPEN
    if status in _STOPPED_STATUSES:
        return _STOPPED
    return _OVER if status in _OVER_STATUSES else _CARE
