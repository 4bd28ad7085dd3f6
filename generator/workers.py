"""Work on all cores: shares of a list, each in a process of its own."""

import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Tick = Callable[[int], None]
"""Is told how many more items are done."""
Work = Callable[[Sequence[T], Tick], R]
"""What is done with a share. It must not change what others see."""

TICK_EVERY = 20
"""So many items are worth a process, and a word about how far it is."""


def on_all_cores(items: Sequence[T], work: Work[T, R], workers: int, tick: Tick) -> list[R]:
    """Do the work on shares of the items, and return what came of each share, in no order.

    A share has each n-th item. Without `fork` there is one share, done here. Raises RuntimeError if
    the work fails in a process, with the trace from there.
    """
    workers = min(workers, max(1, len(items) // TICK_EVERY))
    if workers == 1 or not hasattr(os, "fork"):
        return [work(items, tick)]
    return _forked([items[n::workers] for n in range(workers)], work, tick)


def _forked(shares: Sequence[Sequence[T]], work: Work[T, R], tick: Tick) -> list[R]:
    """Forked, so that what the work needs is there and need not be copied."""
    fork = multiprocessing.get_context("fork")
    pipes: dict[Connection, BaseProcess] = {}
    for share in shares:
        receive, send = fork.Pipe(duplex=False)
        worker: BaseProcess = fork.Process(target=_work, args=(work, share, send))
        worker.start()
        send.close()
        pipes[receive] = worker
    results = list(_collected(pipes, tick))
    for worker in pipes.values():
        worker.join()
    return results


def _collected(pipes: Mapping[Connection, BaseProcess], tick: Tick) -> Iterator[Any]:
    left = set(pipes)
    while left:
        for pipe in wait(list(left)):
            assert isinstance(pipe, Connection)
            try:
                kind, value = pipe.recv()
            except EOFError:
                raise RuntimeError("a worker stopped before its share was done") from None
            if kind == "tick":
                tick(value)
                continue
            left.remove(pipe)
            if kind == "failed":
                raise RuntimeError(f"a worker failed:\n{value}")
            yield value


def _work(work: Work[T, R], share: Sequence[T], send: Connection) -> None:
    try:
        send.send(("done", work(share, lambda steps: send.send(("tick", steps)))))
    except Exception:  # noqa: BLE001 - the parent raises it again, with this process's trace
        send.send(("failed", traceback.format_exc()))


def each(items: Sequence[T], tick: Tick) -> Iterator[T]:
    """Yield the items of a share, and tell now and then how many are done."""
    for number, item in enumerate(items, 1):
        yield item
        if number % TICK_EVERY == 0:
            tick(TICK_EVERY)
    tick(len(items) % TICK_EVERY)
