"""How long it takes to read, check and compile routines, and what `show --json` of a very long one needs.

Run `python benchmarks/compile_and_check.py` in a checkout. It prints a table of what was measured beside its bar and
asserts nothing: a slow machine is no fault of the code. Times are the median of several runs in one warm process.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bandtimer.compiler import compile_routine
from bandtimer.loader import load_exercise, load_routine, read_routine
from bandtimer.settings import Settings
from bandtimer.targets import Targets

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.routine import Routine
    from bandtimer.timeline import Timeline

ROOT = Path(__file__).parents[1]
ROUTINES = ROOT / "routines"
EXERCISES = {path.stem: load_exercise(path) for path in sorted((ROUTINES / "exercises").glob("*.yaml"))}

PEAK = """
import sys
from bandtimer.cli import main
sys.argv = ["bandtimer", "show", sys.argv[1], "--json"]
try:
    main()
except SystemExit as end:
    code = end.code or 0
else:
    code = 0
try:
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
except OSError:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(peak, file=sys.stderr)
sys.exit(code)
"""
"""Runs the command in a process of its own and tells its peak memory in bytes at the end of stderr."""


def find(word: str, base: Path) -> Path | None:
    """What `include: word` means."""
    path = ROUTINES / f"{word}.yaml"
    return path if path.is_file() else None


def compiled(routine: Routine) -> Timeline:
    """With the settings of the house, at the bottom of all ranges."""
    return compile_routine(routine, EXERCISES, Settings(), Targets("bottom"))


def median(work: Callable[[], object], runs: int) -> float:
    """Seconds of the median run, after one to warm up."""
    work()
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def long_routine(sets: int) -> str:
    """So many sets of eight reps, ten sets a step."""
    steps = "".join("      - prone-leg-curl: 10 x 8 @ 3-1-2-1, rest 30s\n" for _ in range(sets // 10))
    return f"name: Very long\nblocks:\n  - name: Main\n    do:\n{steps}"


def long_file(lines: int) -> str:
    """A file of so many lines in which lines, long forms, groups and comments take turns."""
    part = (
        "      - prone-leg-curl: 2 x 25 @ 2-0-1-0, rest 45s\n"
        "      # a comment\n"
        "      - good-morning:\n"
        "          line: 3 x 10-20 @ 3-0-X-1, rest 75s\n"
        "          note: Slowly down\n"
        "      - superset:\n"
        "          - straight-leg-lower: 2 x 8-12\n"
        "          - supine-leg-fling: 2 x 8-15, rest 45s\n"
        "      - prone-leg-curl-hold: {sets: 3, hold: 30-60s}\n"
        "      - rest: 90s\n"
    )
    return "name: Long file\nblocks:\n  - name: Main\n    do:\n" + part * ((lines - 4) // 10) + "      # end\n" * 6


def checked(text: str, *, laid_out: bool) -> object:
    """What `check` does with one file: read and lint it, and lay it out to see that it can be."""
    loaded = read_routine(text, "long.yaml", exercises=EXERCISES, find=find, base=ROUTINES / "long.yaml")
    if find_spec("bandtimer.lint"):
        from bandtimer import lint

        list(lint.lint(loaded, EXERCISES))
    return compiled(loaded.routine) if laid_out else loaded


def shown(text: str) -> tuple[int, int, float]:
    """`show --json` in a process of its own: peak memory in bytes, bytes of JSON, seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.yaml"
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", PEAK, str(path)]
        environment = {**os.environ, "BANDTIMER_HOME": str(Path(folder) / "home")}
        start = time.perf_counter()
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, check=False, env=environment)
            taken = time.perf_counter() - start
            size = output.tell() or output.seek(0, os.SEEK_END)
        if done.returncode:
            raise SystemExit(f"show --json failed:\n{done.stderr.decode()}")
        return int(done.stderr.split()[-1]), size, taken


def main() -> None:
    """Measure and print."""
    rows: list[tuple[str, str, str]] = []
    slowest = 0.0
    for path in sorted(ROUTINES.glob("*.yaml")):
        routine = load_routine(path, exercises=EXERCISES, find=find).routine
        taken = median(lambda it=routine: compiled(it), 15)  # type: ignore[misc]
        slowest = max(slowest, taken)
    rows.append(("compile a stock routine, the slowest of 12", f"{slowest * 1000:.2f} ms", "10 ms"))

    text = long_routine(10_000)
    routine = read_routine(text, "long.yaml", exercises=EXERCISES, find=find, base=ROUTINES / "long.yaml").routine
    timeline = compiled(routine)
    name = f"compile 10,000 sets ({len(timeline.segments):,} segments)"
    sets = len(timeline.sets)
    del timeline
    rows.append((name, f"{median(lambda: compiled(routine), 3):.2f} s", "2 s"))

    file = long_file(300)
    name = f"check of a {len(file.splitlines())}-line file, warm"
    what = "read, lint" if find_spec("bandtimer.lint") else "read; the lint is not there yet"
    rows.append((f"{name} ({what})", f"{median(lambda: checked(file, laid_out=False), 15) * 1000:.1f} ms", "15 ms"))
    segments = len(
        compiled(read_routine(file, "f", exercises=EXERCISES, find=find, base=ROUTINES / "f").routine).segments
    )
    taken = median(lambda: checked(file, laid_out=True), 15)
    rows.append((f"the same, laid out to {segments:,} segments too", f"{taken * 1000:.1f} ms", ""))

    peak, size, taken = shown(text)
    name = f"`show --json` of {sets:,} sets ({size / 1e6:.0f} MB of JSON, {taken:.1f} s), peak memory"
    rows.append((name, f"{peak / 1e6:.0f} MB", "300 MB"))

    print("| what | measured | bar |\n| --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
