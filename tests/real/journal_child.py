"""A session in a process of its own, which the tests kill, starve and double: scripted, fast, through the real ledger.

    python journal_child.py FOLDER LOG PAUSE_MS [what]

Each rep and second is told to the journal and then noted in LOG (monotonic ns, set, attempt, reps, held, outcome), a
line at a time, so that the parent knows what the journal must hold. `what`:
`run` (default) tells everything and closes; `forever` tells one session after the other; `resume` takes up what was
left; `full` lets no file grow in between; `readonly` runs as nobody where it can.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from sessions import session

from bandtimer.events import Began, Finished, Outcome, Progressed, SetBegan, SetEnded, Stood
from bandtimer.journal import journal as journal_module
from bandtimer.journal.journal import Journal, open_journal
from bandtimer.journal.trouble import JournalError

TIMELINE = session()
NOBODY = 65534
MODULES = [f"bandtimer.journal.{path.stem}" for path in Path(journal_module.__file__).parent.glob("[a-z]*.py")]


def started(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """This file as a process."""
    tests = str(Path(__file__).parents[1])
    command = [sys.executable, __file__, *(str(argument) for argument in arguments)]
    return subprocess.Popen(command, text=True, env={**os.environ, "PYTHONPATH": tests}, **options)


def script(reps_each: int = 8):
    """The events of a session, in the batches in which a session would tell them."""
    yield (Began(0, resumed=False),)
    for plan in TIMELINE.sets:
        start = TIMELINE.segments[plan.first].start
        yield (SetBegan(plan.index, 1), Stood(plan.first, start, 0))
        for done in range(1, reps_each + 1):
            counts = (0, done * 1000) if plan.reps is None else (done, 0)
            yield (Progressed(plan.index, 1, *counts), Stood(plan.first, start + done, 0))
        yield (SetEnded(plan.index, 1, Outcome.DONE, *counts),)
    yield (Finished(),)


def tell(journal: Journal, log: int, pause: float) -> str | None:
    """One session; what went wrong."""
    ledger = journal.begin(TIMELINE, "r")
    troubles = []
    for events in script():
        ledger.record(events)
        now = time.monotonic_ns()
        for event in events:
            match event:
                case Progressed(index, attempt, reps, held):
                    note(log, ledger.session, now, index, attempt, reps, held, "-")
                case SetEnded(index, attempt, outcome, reps, held):
                    note(log, ledger.session, now, index, attempt, reps, held, outcome)
                case Finished():
                    note(log, ledger.session, now, -1, 0, 0, 0, "finished")
        if ledger.trouble and ledger.trouble not in troubles:
            troubles.append(ledger.trouble)
        time.sleep(pause)
    ledger.close()
    if ledger.trouble and ledger.trouble not in troubles:
        troubles.append(ledger.trouble)
    return "\n".join(troubles) or None


def note(log: int, *values: object) -> None:
    """A line that survives the death of the process."""
    os.write(log, (" ".join(str(value) for value in values) + "\n").encode())


def main() -> None:
    folder, log_path, pause_ms, *rest = sys.argv[1:]
    what = rest[0] if rest else "run"
    journal, pause = open_journal(Path(folder)), int(pause_ms) / 1000
    log = os.open(log_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    match what:
        case "run":
            print(tell(journal, log, pause))
        case "forever":
            while True:
                tell(journal, log, pause)
        case "resume":
            try:
                offer = journal.unfinished()
                print("offer", offer and offer.id)
                journal.resume(rest[1]).ledger.close()
                print("taken")
            except JournalError as error:
                print("refused", error)
        case "full":
            full(journal, pause)
        case "readonly":
            if os.geteuid() == 0:  # what is imported later may lie where nobody may look
                for module in ("sqlite3", "urllib.parse", *MODULES):
                    importlib.import_module(module)
                os.setgroups([])
                os.setuid(NOBODY)
            print(tell(journal, os.open(os.devnull, os.O_WRONLY), pause))
            print(len(journal.history()), "kept")


def full(journal: Journal, pause: float) -> None:
    """No file may grow for a while; the session goes on, and all of it is kept when there is room again."""
    import resource

    ledger = journal.begin(TIMELINE, "r")
    ledger.record([Began(0, resumed=False)])
    wait_until(lambda: journal.path.exists() and journal.history())
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in journal.folder.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, unlimited[1]))
    troubles = set()
    for number, events in enumerate(script()):
        # A plan that grows is what fills the file fast.
        ledger.keep_timeline(replace(TIMELINE, about=f"{number} " + "x" * 20_000))
        ledger.record(events)
        time.sleep(pause)
        troubles |= {ledger.trouble}
    print("during:", *(trouble for trouble in troubles if trouble), sep="\n")
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    ledger.close()
    print("after:", ledger.trouble)


def wait_until(true) -> None:
    """For what another thread does."""
    give_up = time.monotonic() + 10
    while not true():
        if time.monotonic() > give_up:
            raise SystemExit("waited in vain")
        time.sleep(0.01)


if __name__ == "__main__":
    main()
