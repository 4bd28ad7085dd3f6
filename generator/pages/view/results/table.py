"""Tables of numbers: a column for each group, a row for each thing that was counted or measured.

What people were like at the start and what was measured have one form in the registry, so they have
one form of table. Numbers stand as the record gives them; only shares of people are worked out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.pages.quote import Quote, Quotes
from generator.pages.view.results.rows import Body, Measure, Note, RowMaker
from generator.plain.results.counted import Counted
from generator.plain.sentence import Sentence
from generator.plain.voice import Voice
from generator.trial.results.measures import MeasureGroup

_MOST_TITLES, _LONGEST_TITLE, _MOST_CELLS = 4, 60, 120
"""With more columns, or several and a longer title or more cells, they are called A, B, C."""

Told = set[tuple[str, str]]
"""Groups that were described above, by title and description."""


@dataclass(frozen=True, slots=True)
class Column:
    """A group. `letter` is its short name in the table, if it has one; `name` its title again.

    `name` and `description` are None where the same group has been described above.
    """

    title: Quote | None
    description: Quote | None
    name: Sentence | None
    letter: Sentence | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of numbers in ready words. `has_letters`: the columns are called A, B, C."""

    columns: tuple[Column, ...]
    has_letters: bool
    bodies: tuple[Body, ...]
    notes: tuple[Note, ...]

    @property
    def described(self) -> tuple[Column, ...]:
        """The columns whose groups are described here."""
        return tuple(column for column in self.columns if column.description)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a table, and where the record has them."""

    groups: Sequence[MeasureGroup]
    path: str


def table(
    measures: Sequence[tuple[Measure, str]],
    groups: Groups,
    counted: Counted,
    voice: Voice,
    quotes: Quotes,
    told: Told,
    heads: Sequence[Body] = (),
) -> Table | None:
    """Return one table of measures, each with its path; None where the record has no numbers.

    `counted` are the numbers of people that hold for all of them; a measure's own, and those of a
    class, get rows of their own where they differ. The groups of the table join `told`. `heads`
    are what stands above the rows of each measure, where a table has several.
    """
    used = list(_used([measure for measure, _ in measures], counted))
    if not used:
        return None
    paths = tuple(path for _, path in measures)
    apart = (path for path in (groups.path, counted.path) if not path.startswith(paths))
    where = (*paths, *apart)
    columns = _columns(groups, used, where, voice, quotes, told)
    ids = [group.id for group in groups.groups]
    ids += [None] * (len(columns) - len(ids))
    maker = RowMaker(ids, voice, quotes)
    bodies = [Body(None, (), tuple(maker.counted(counted)))] if counted.denoms else []
    for index, (measure, path) in enumerate(measures):
        bodies += heads[index : index + 1]
        own = Counted(measure.denoms, f"{path}.denoms")
        if own.denoms and not own.says_the_same(counted):
            bodies.append(Body(None, (), tuple(maker.counted(own))))
        bodies += maker.bodies(measure, path, own if own.denoms else counted)
    return Table(columns, any(one.letter for one in columns), _joined(bodies), maker.notes)


def _joined(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """Put rows without a head with what stands above, unless that is a class with its own head.

    So the head of a measure heads all rows of it that are in no such class.
    """
    joined: list[Body] = []
    for body in bodies:
        is_headed = bool(body.head or body.about) or not joined
        if is_headed or (joined[-1].head and not joined[-1].about):
            joined.append(body)
        else:
            joined[-1] = replace(joined[-1], rows=joined[-1].rows + body.rows)
    return tuple(joined)


def _used(measures: Sequence[Measure], counted: Counted) -> Iterable[str | None]:
    """Yield the group of every number."""
    yield from (count.group_id for denom in counted.denoms for count in denom.counts)
    for measure in measures:
        denoms = [*measure.denoms, *(denom for one in measure.classes for denom in one.denoms)]
        yield from (count.group_id for denom in denoms for count in denom.counts)
        rows = [row for one in measure.classes for row in one.categories]
        yield from (one.group_id for row in rows for one in row.measurements)


def _columns(
    groups: Groups,
    used: Sequence[str | None],
    where: tuple[str, ...],
    voice: Voice,
    quotes: Quotes,
    told: Told,
) -> tuple[Column, ...]:
    """Return a column for each group, and one more if a number is of none of them."""
    stray = bool(set(used) - {group.id for group in groups.groups})
    count = len(groups.groups) + stray
    longest = max((len(group.title or "") for group in groups.groups), default=0)
    is_long = longest > _LONGEST_TITLE or len(used) > _MOST_CELLS
    many = count > _MOST_TITLES or (count > 1 and is_long)
    letters = [
        voice.say("table.letter", *where, letter=letter_of(index)) if many else None
        for index in range(count)
    ]
    found = [
        _column(group, f"{groups.path}[{index}]", where, letters[index], voice, quotes, told)
        for index, group in enumerate(groups.groups)
    ]
    if stray:
        found.append(Column(None, None, None, letters[-1]))
    return tuple(found)


def _column(
    group: MeasureGroup,
    path: str,
    where: tuple[str, ...],
    letter: Sentence | None,
    voice: Voice,
    quotes: Quotes,
    told: Told,
) -> Column:
    title, description = quotes.at(f"{path}.title"), quotes.at(f"{path}.description")
    key = (_flat(group.title), _flat(group.description))
    if key in told:
        description = None
    told.add(key)
    name = None
    if title and description:
        name = voice.say("table.group", f"{path}.title", *where, name=_flat(title.text))
    return Column(title, description, name, letter)


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def letter_of(index: int) -> str:
    """Return A for 0, B for 1, and AA after Z."""
    before, place = divmod(index, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + place)
