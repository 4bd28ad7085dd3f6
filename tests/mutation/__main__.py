"""`python -m tests.mutation [COUNT] [SEED] [PATH]`: seed faults, tell which the gates do not see.

Each fault is made in a copy of the repository, and the gates run there until one of them fails.
PATH limits them to files whose path has it in it. Not a part of the tests: 200 faults take a
quarter of an hour and more.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.conftest import REPOSITORY, SHARED_DATA
from tests.mutation.faults import Fault, draw

# The quick gates first; the last one reads an eighth of all real records.
GATES = (
    [
        "tests/test_said.py",
        "tests/test_wording.py",
        "tests/test_plain.py",
        "tests/test_page_cases.py",
    ],
    ["tests/test_faithful.py", "-k", "every_field"],
    ["tests/test_ledger.py", "-k", "written or said_where or hidden"],
    [
        "tests/test_criteria_view.py",
        "tests/test_layout.py",
        "tests/test_notes.py",
        "tests/test_readable.py",
        "tests/test_terms.py",
        "tests/test_themes.py",
        "tests/test_harms.py",
        "tests/test_outcomes.py",
        "tests/test_results_words.py",
        "tests/test_documents.py",
        "-k",
        "not real",
    ],
    ["tests/test_faithful.py", "-k", "ask and 3"],
)
PARTS = ("generator", "templates", "tests", "records", "docs", "pyproject.toml", "mkdocs.yml")
WORKERS = 2


def main(count: int, seed: int, only: str = "") -> None:
    faults = draw(REPOSITORY, count, seed, only)
    kinds, caught, gates = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        rooms: Queue[Path] = Queue()
        for number in range(WORKERS):
            rooms.put(_room(Path(folder) / str(number)))
        with ThreadPoolExecutor(WORKERS) as pool:
            killers = pool.map(lambda fault: _tried(fault, rooms), faults)
            for fault, killer in zip(faults, killers, strict=True):
                kinds[fault.kind] += 1
                caught[fault.kind] += bool(killer)
                gates[killer or "none"] += 1
                if not killer:
                    text = (REPOSITORY / fault.file).read_text(encoding="utf-8")
                    print(f"{kinds.total()}: lives: {fault.told(text)}", flush=True)
    for kind, number in sorted(kinds.items()):
        print(f"{caught[kind]:4} of {number:4}  {kind}")
    print(f"{caught.total()} of {kinds.total()} caught; by gate: {dict(gates)}")


def _room(folder: Path) -> Path:
    """Make a copy of the repository, beside the shared data as the real one is."""
    room = folder / "repository"
    room.mkdir(parents=True)
    for part in PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, room / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, room / part)
    if SHARED_DATA.is_dir():
        (folder / "shared").symlink_to(SHARED_DATA.parent)
    return room


def _tried(fault: Fault, rooms: "Queue[Path]") -> str:
    """Return the gate that notices a fault, or nothing."""
    room = rooms.get()
    file = room / fault.file
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(fault.applied(text), encoding="utf-8")
        return next((gate[0] for gate in GATES if _fails(room, gate)), "")
    finally:
        file.write_text(text, encoding="utf-8")
        rooms.put(room)


def _fails(room: Path, gate: list[str]) -> bool:
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *gate]
    return subprocess.run(command, cwd=room, capture_output=True, check=False).returncode != 0


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:3]]
    count, seed = [*numbers, *(200, 1)[len(numbers) :]]
    main(count, seed, "".join(sys.argv[3:]))
