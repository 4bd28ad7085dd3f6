"""What was found in all records: counts in memory, the findings themselves in files."""

import os
import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.problems import Problem
from generator.records import Record
from generator.workers import Tick, each, on_all_cores

T = TypeVar("T")

Judge = Callable[[Record], list[Problem]]


@dataclass(frozen=True, slots=True)
class InTrial:
    """Where the findings of one trial lie."""

    registry_id: str
    file: Path
    start: int
    size: int

    def problems(self) -> list[Problem]:
        """Read them."""
        with self.file.open("rb") as spool:
            spool.seek(self.start)
            found: list[Problem] = pickle.loads(spool.read(self.size))
        return found


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code was found, in how many trials, and how often it was set aside."""

    code: str
    count: int
    trials: int
    aside: int


@dataclass(frozen=True, slots=True)
class Found:
    """All findings: each code with its counts, and each trial that has any, in order.

    Findings wait in files, because those of 500,000 records do not fit into memory.
    """

    codes: tuple[CodeCount, ...] = ()
    trials: tuple[InTrial, ...] = ()

    def problems(self) -> Iterator[Problem]:
        """Read all of them, trial by trial."""
        return (problem for trial in self.trials for problem in trial.problems())


NOTHING = Found()


@dataclass(frozen=True, slots=True)
class _Share:
    trials: list[InTrial]
    count: Counter[str]
    of_trials: Counter[str]
    aside: Counter[str]


def find(
    items: Sequence[T],
    record_of: Callable[[T], Record],
    judge: Judge,
    folder: Path,
    workers: int,
    tick: Tick,
) -> Found:
    """Judge the record of each item, on all cores; the findings go into files in `folder`."""
    work = partial(_share, record_of, judge, folder)
    shares = on_all_cores(items, work, workers, tick)
    count, trials, aside = (
        sum((getattr(share, name) for share in shares), Counter[str]())
        for name in ("count", "of_trials", "aside")
    )
    return Found(
        tuple(CodeCount(code, count[code], trials[code], aside[code]) for code in sorted(count)),
        tuple(sorted((one for s in shares for one in s.trials), key=lambda one: one.registry_id)),
    )


def _share(
    record_of: Callable[[T], Record], judge: Judge, folder: Path, items: Sequence[T], tick: Tick
) -> _Share:
    share = _Share([], Counter(), Counter(), Counter())
    handle, name = tempfile.mkstemp(dir=folder, prefix="findings-")
    with os.fdopen(handle, "wb") as out:
        for item in each(items, tick):
            record = record_of(item)
            if problems := judge(record):
                start, size = out.tell(), out.write(pickle.dumps(problems))
                number = record.trial.registry_id
                share.trials.append(InTrial(number, Path(name), start, size))
                share.count.update(problem.code for problem in problems)
                share.of_trials.update({problem.code for problem in problems})
                share.aside.update(problem.code for problem in problems if problem.ignored)
    return share
