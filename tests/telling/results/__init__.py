"""What the section on results must say, worked out again from the raw record."""

from collections.abc import Iterator

from tests.telling.results.harms import harms
from tests.telling.results.outcomes import outcomes
from tests.telling.results.people import people
from tests.telling.words import Teller

Said = tuple[str, str]


def found(one: Teller) -> Iterator[Said]:
    """Yield what must be said of posted results, in the order of the page."""
    if one.study.get("resultsSection") is None:
        return
    yield one.say("found.one_study")
    yield one.say("found.sent")
    yield from people(one)
    yield from outcomes(one)
    yield from harms(one)
