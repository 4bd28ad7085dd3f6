"""Record text on its way to a page: exact, inert, and knowing which field it is."""

from collections import defaultdict
from dataclasses import dataclass

from generator.trial import Trial
from generator.trial.paths import leaves


@dataclass(frozen=True, slots=True)
class Quote:
    """Text of a record, to be shown whole. `path` is the trial's; `markup` says it is Markdown."""

    text: str
    path: str
    markup: bool = False


def same_words(one: Quote, other: Quote) -> bool:
    """True if two texts are the same, word for word and sign for sign; spaces aside."""
    return one.text.split() == other.text.split()


class Quotes:
    """Every text of one trial, by path. A path where the record is silent gives None."""

    def __init__(self, trial: Trial) -> None:
        """Index the texts of a trial; codes have words of their own and are left out."""
        texts = (leaf for leaf in leaves(trial) if type(leaf.value) is str and leaf.value.strip())
        self._quotes = {leaf.path: Quote(leaf.value, leaf.path, leaf.markup) for leaf in texts}
        self._lists: dict[tuple[str, str], list[Quote]] = defaultdict(list)
        for path, quote in self._quotes.items():
            head, bracket, tail = path.rpartition("[")
            if bracket:
                self._lists[head, tail.partition("]")[2].lstrip(".")].append(quote)

    def at(self, path: str) -> Quote | None:
        """Return the text at a path, or None."""
        return self._quotes.get(path)

    def each(self, path: str) -> tuple[Quote, ...]:
        """Return the texts of a list, in order."""
        return self.under(path, "")

    def under(self, path: str, name: str) -> tuple[Quote, ...]:
        """Return the texts called `name` of the items of a list, in order."""
        return tuple(self._lists.get((path, name), ()))
