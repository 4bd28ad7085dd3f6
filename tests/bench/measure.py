"""Runs a command and says what it took."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of CPU over all processes, and MiB of the largest process."""

    wall: float
    cpu: float
    peak: float


# Linux counts the memory of whoever starts a process as the process's own, so that a small one
# starts it, and measures it.
_LAUNCHER = """
import json, os, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[2:], stdout=open(sys.argv[1], "wb"), stderr=subprocess.STDOUT)
wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def cost_of(arguments: Sequence[str | Path], folder: Path) -> Cost:
    """Run Python with arguments in a folder; fails loudly if the command does."""
    log = folder / "bench.log"
    launched = subprocess.run(
        [sys.executable, "-S", "-E", "-c", _LAUNCHER, log, sys.executable, *map(str, arguments)],
        cwd=folder,
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    status, wall, cpu, peak = json.loads(launched.stdout)
    if status != 0:
        raise RuntimeError(f"{arguments}: {log.read_text('utf-8', 'replace')[-2000:]}")
    return Cost(wall, cpu, peak)
