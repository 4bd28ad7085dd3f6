"""What is tested, and what it is compared with, as far as the groups of the record say so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.trial import Trial
from generator.trial.design import Arm, Intervention
from generator.vocabulary import ArmType

_COMPARATORS = {ArmType.ACTIVE_COMPARATOR, ArmType.PLACEBO_COMPARATOR, ArmType.SHAM_COMPARATOR}
_ARMS, _THINGS = "arms_interventions.arms", "arms_interventions.interventions"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides: what the tested groups get, and what the groups to compare with get."""

    tested: tuple[Intervention, ...]
    others: tuple[Intervention, ...]


def comparison(trial: Trial) -> Comparison | None:
    """Return both sides, or None where the record does not say clearly what is compared.

    Clear is: each group is a tested one (EXPERIMENTAL) or one to compare with, each names what it
    gets by the name of a listed intervention, and no intervention is on both sides. Source: the
    definitions of Arm Type in the ClinicalTrials.gov protocol data elements.
    """
    arms, things = trial.arms_interventions.arms, trial.arms_interventions.interventions
    tested = [arm for arm in arms if arm.type == ArmType.EXPERIMENTAL]
    compared = [arm for arm in arms if arm.type in _COMPARATORS]
    known = {_key(thing.name): thing for thing in things if thing.name}
    if len(tested) + len(compared) != len(arms) or len(known) != len(things):
        return None
    got, other = _given(tested, known), _given(compared, known)
    if not got or not other or got & other or got | other != set(known):
        return None
    first, second = ([known[name] for name in known if name in side] for side in (got, other))
    return Comparison(tuple(first), tuple(second))


def comparison_sources(trial: Trial) -> Iterator[str]:
    """Yield the fields that a comparison, or that there is none, rests on."""
    for index in range(len(trial.arms_interventions.arms)):
        yield f"{_ARMS}[{index}].type"
        yield f"{_ARMS}[{index}].intervention_names"
    for index in range(len(trial.arms_interventions.interventions)):
        yield f"{_THINGS}[{index}].name"
        yield f"{_THINGS}[{index}].type"


def _given(arms: Iterable[Arm], known: Mapping[str, Intervention]) -> set[str]:
    """The names of what groups get; none where a group gets nothing, or what is not listed."""
    names: set[str] = set()
    for arm in arms:
        keys = {_known_key(name, known) for name in arm.intervention_names}
        if not keys or None in keys:
            return set()
        names |= {key for key in keys if key}
    return names


def _known_key(name: str, known: Mapping[str, Intervention]) -> str | None:
    """A registry writes "Drug: Metformin", people write "Metformin"."""
    keys = (_key(name), _key(name.partition(": ")[2]))
    return next((key for key in keys if key in known), None)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
