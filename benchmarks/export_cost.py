"""What does an export of an hour cost? CPU seconds and peak memory for each format; prints a table.

python benchmarks/export_cost.py [--minutes 60] [FORMAT …]
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
FORMATS = ("wav", "flac", "ogg", "opus", "mp3")


def one(form: str, minutes: int) -> None:
    """Export a session of so many minutes, some 83 cues each, and print what it took."""
    from bandtimer.cueing import Score
    from bandtimer.settings import Settings
    from bandtimer.sound.export import export
    from bandtimer.sound.palette import load
    from bandtimer.timeline import Card, Kind, Segment, SetPlan, Timeline, Words

    words = Words("go", "go")
    verbs = dict.fromkeys(("concentric", "eccentric", "contracted", "stretched", "hold", "work", "release"), words)
    card = Card("x", "Rep", (), words, verbs, {}, (), Kind.CONCENTRIC, False, False, ())
    segments = tuple(
        Segment(number, (Kind.CONCENTRIC, Kind.ECCENTRIC)[number % 2], number * 1_080, 1_080, 0, rep=number // 2 + 1)
        for number in range(minutes * 60_000 // 1_080)
    )
    plan = SetPlan(0, "x", "x", 0, 0, None, 1, 1, 0, 0, len(segments), reps=len(segments) // 2)
    score = Score(Timeline("An hour", segments, (plan,), {"x": card}), Settings(voice=False))
    cues = sum(1 for _ in score.between(0, score.timeline.duration))
    palette = load(ROOT / "sounds")
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        done = export(score, Path(folder) / f"x.{form}", palette)
        took = time.process_time() - began
        size = done.path.stat().st_size / (1 << 20)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {form} | {cues} | {took:.1f} | {peak:.0f} | {size:.1f} |", flush=True)


def main() -> None:
    """Each format in a process of its own, so that memory is its own too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", default=FORMATS)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        sys.path.insert(0, str(ROOT))
        return one(chosen.formats[0], chosen.minutes)
    print("| format | cues | CPU s | peak MiB | file MiB |\n| --- | --- | --- | --- | --- |", flush=True)
    for form in chosen.formats:
        subprocess.run([sys.executable, __file__, form, "--one", "--minutes", str(chosen.minutes)], check=True)
    return None


if __name__ == "__main__":
    main()
