"""The session line by line: what is written, in what order, and how keys and their absence work."""

from __future__ import annotations

import io
import math

import pytest
from building import HeldClock, open_ended, player_for, sided, small
from stock import EXERCISES, STOCK, stock, timeline_of

from bandtimer.dose import Length
from bandtimer.events import Left, Outcome, SetEnded
from bandtimer.keys import BINDINGS
from bandtimer.plain.keyboard import names
from bandtimer.plain.run import run_plain
from bandtimer.player import Player
from bandtimer.quick_hold import quick_hold
from bandtimer.session_start import begin
from bandtimer.session_state import Rules
from bandtimer.settings import Settings
from bandtimer.timeline import Timeline


class HeldKeyboard:
    """Keys at given times; waiting moves the clock."""

    def __init__(self, clock: HeldClock, keys: dict[float, str] | None = None) -> None:
        self.present = keys is not None
        self.clock = clock
        self.keys = sorted((keys or {}).items())
        self.time = 0.0
        self.closed = 0
        self.until = math.inf

    def wait(self, seconds: float) -> list[str]:
        assert self.time < self.until, "it waits for a key that does not come"
        self.clock.pass_(seconds)
        self.time += seconds
        pressed = []
        while self.keys and self.keys[0][0] <= self.time:
            pressed.append(self.keys.pop(0)[1])
        return pressed

    def close(self) -> None:
        self.closed += 1


def told(
    timeline: Timeline, keys: dict[float, str] | None = None, detail: str = "sets", speed: float = 1.0
) -> tuple[list[str], list[object]]:
    """The lines of a whole session, and its events."""
    player, clock, speaker, ledger = player_for(timeline)
    player = Player(
        begin(timeline.scaled(speed), Rules.of(Settings(), speed), 0),
        settings=Settings(),
        clock=clock,
        speaker=speaker,
        ledger=ledger,
    )
    out, err = io.StringIO(), io.StringIO()
    keyboard = HeldKeyboard(clock, keys)
    keyboard.until = 4_000
    assert run_plain(player, detail, out, err, keyboard) == 0  # type: ignore[arg-type]
    assert keyboard.closed == 1 and err.getvalue() == ""
    assert all(line.isprintable() for line in out.getvalue().splitlines())
    return out.getvalue().splitlines(), ledger.events


def test_a_session_reads_from_beginning_to_end():
    """What it is, each stretch, each set, and what came of it."""
    lines, _ = told(small())
    assert lines == [
        "Hand-made: 3 sets, 1 minute 37.",
        "Set up, 10 seconds: Banded curl. Lie face down. Loop the band round both ankles. "
        "Tip: Fight the band all the way back.",
        "Get ready: 5 seconds.",
        "Go: Banded curl, 3 reps, each rep: curl 1, squeeze 1, slowly out 2. Tip: Fight the band all the way back.",
        "Done: 3 reps.",
        "Rest 20 seconds. Next: Banded curl, 30 s hold. Tip: Fight the band all the way back.",
        "Go: Banded curl, 30 s hold, at least 15 seconds.",
        "Half-way.",
        "Minimum of 15 seconds reached, keep going.",
        "10 seconds left.",
        "Done: held 30 seconds.",
        "Waiting: ready when you are.",
        "Get ready: 5 seconds.",
        "Go: Banded curl, 15 s work.",
        "Done: held 15 seconds.",
        "Hand-made is over. 3 of 3 sets done. 3 reps, 45 seconds held.",
    ]


def test_rep_by_rep_each_rep_has_its_line():
    """With its phases and their seconds."""
    lines, _ = told(small(), detail="reps")
    assert [line for line in lines if line.startswith("Rep")] == [
        f"Rep {number} of 3: curl 1, squeeze 1, slowly out 2." for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("speed", [7.0, 60.0])
def test_a_fast_rehearsal_reads_as_what_it_rehearses(speed: float):
    """The same lines whatever the speed, but for the one that says so."""
    slow, _ = told(timeline_of(stock("leg-day-blueprint")))
    fast, events = told(timeline_of(stock("leg-day-blueprint")), speed=speed)
    assert f"A rehearsal, {speed:g} times as fast." in fast
    drop = [line for line in fast if not line.startswith("A rehearsal")]
    assert [line.split(". Tip:")[0] for line in drop] == [line.split(". Tip:")[0] for line in slow]
    ended = [event for event in events if isinstance(event, SetEnded)]
    assert [event.outcome for event in ended] == [Outcome.DONE] * 8


@pytest.mark.parametrize("name", STOCK)
def test_stock_routines_run_to_their_end_with_no_key(name: str):
    """Every set is done as planned, and every set has a line for its beginning and its end."""
    timeline = timeline_of(stock(name))
    lines, events = told(timeline, speed=60)
    ended = [event for event in events if isinstance(event, SetEnded)]
    assert [event.set for event in ended] == list(range(len(timeline.sets)))
    for event, plan in zip(ended, timeline.scaled(60).sets, strict=True):
        assert event.outcome is Outcome.DONE
        assert event.reps == (plan.reps or 0)
        assert event.held == (0 if plan.reps is not None else (plan.target or 0) * (plan.holds or 1))
    assert sum(line.startswith("Go: ") for line in lines) == len(timeline.sets)
    assert sum(line.startswith("Done") for line in lines) == len(timeline.sets)


def test_without_keys_a_wait_ends_after_a_while_and_an_open_hold_at_its_target():
    """A pipe can't press enter."""
    lines, events = told(open_ended())
    assert "Target reached, stay if you can." in lines
    assert [event.held for event in events if isinstance(event, SetEnded)] == [30_000, 0]


def test_keys_do_what_the_table_says():
    """Pause, go on, more rest, end of a hold, undo: each with its line."""
    keys = {
        16.0: "space",
        20.0: "space",
        36.5: "up",
        61.0 + 12: "enter",
        74.0: "u",
        80.0: "enter",
        82.0: "k",
        90.0: "right",
    }
    lines, events = told(small(), keys)
    for line in (
        "Paused. Press space to go on.",
        "In 3 seconds: Banded curl.",
        "Rest +15 s.",
        "Ended early: Banded curl, held 4 seconds.",
        "Undone.",
        "Waiting: ready when you are. Press enter to go on.",
    ):
        assert line in lines, lines
    assert next(event.outcome for event in events if isinstance(event, SetEnded)) is Outcome.DONE


def test_leaving_asks_first_and_keeps_the_place():
    """One press pauses, the second leaves; space in between goes on."""
    lines, events = told(small(), {20.0: "q", 22.0: "space", 30.0: "q", 31.0: "q"})
    assert lines.count("Press q again to leave; the place is kept. Space goes on.") == 2
    assert lines[-1].startswith("Left.") and isinstance(events[-1], Left)


def test_help_names_every_key():
    """In words that a screen reader can say."""
    lines, _ = told(small(), {1.0: "question_mark", 2.0: "m", 3.0: "m", 4.0: "v", 100.0: "k"})
    assert sum(any(line.endswith(binding.text) for binding in BINDINGS) for line in lines) == len(BINDINGS)
    assert "right arrow: Next set, or the next segment of a rest." in lines
    assert {"Sound off.", "Sound on.", "Voice off."} <= set(lines)


def test_sides_are_named():
    """At the change, and at each set; what hurts is told with all that it ends."""
    lines, _ = told(sided(), {9.0: "x"})
    assert "Ended because it hurts: Banded curl, left leg. 1 of 2 reps." in lines
    assert "Switch: right leg, 5 seconds." in lines
    assert lines[-1] == "Hand-made is over. 2 of 4 sets done, 2 ended by pain. 5 reps."


def test_what_is_wrong_goes_to_standard_error_once():
    """The lines stay clean for whoever reads them."""
    player, clock, speaker, ledger = player_for(small())
    ledger.trouble = "the session can't be kept: the disk is full; make room"
    out, err = io.StringIO(), io.StringIO()
    run_plain(player, "sets", out, err, HeldKeyboard(clock))
    assert err.getvalue() == ledger.trouble + "\n" and "disk" not in out.getvalue()
    assert speaker.closed == 1 and ledger.closed == 1


def test_a_reader_that_is_gone_ends_the_session_and_keeps_its_place():
    """`| head` closes the pipe: everything is let go of."""

    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            if self.tell() > 200:
                raise BrokenPipeError
            return super().write(text)

    player, clock, speaker, ledger = player_for(small())
    assert run_plain(player, "sets", Gone(), io.StringIO(), HeldKeyboard(clock)) == 0
    assert isinstance(ledger.events[-1], Left) and (ledger.closed, speaker.closed) == (1, 1)


def test_names_of_files_bring_no_control_characters():
    """What a person wrote in a file can't move the cursor of whoever reads it."""
    from dataclasses import replace

    timeline = small()
    plans = tuple(replace(plan, note="a\x1b[31mb\nc", say="x\ty") for plan in timeline.sets)
    lines, _ = told(replace(timeline, sets=plans, name="N\x07\x1b[2J"))
    assert not any("\x1b" in line or "\x07" in line for line in lines)
    assert any("X y. A [31mb c." in line for line in lines)


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (" ", ["space"]),
        ("\r", ["enter"]),
        ("\n", ["enter"]),
        ("\x1b[A\x1b[B\x1b[C\x1b[D", ["up", "down", "right", "left"]),
        ("\x1bOA", ["up"]),
        ("\x1b[1;5C", ["right"]),
        ("\x1b[5~q", ["q"]),
        ("[]", ["left_square_bracket", "right_square_bracket"]),
        ("?X", ["question_mark", "x"]),
        ("\x1b", []),
        ("\x00\x01", []),
        ("é", ["é"]),
    ],
)
def test_what_a_terminal_sends_is_named(sent: str, keys: list[str]):
    """Arrows of both kinds, with or without modifiers; what has no meaning is nothing."""
    assert names(sent) == keys


def test_a_quick_hold_needs_no_file():
    """45 s three times with 30 s of rest, or an exercise's own hold."""
    timeline = timeline_of(quick_hold(Length(45_000, 45_000), 3, 30_000))
    assert [plan.target for plan in timeline.sets] == [45_000] * 3
    lines, events = told(timeline)
    assert lines[0].startswith("Hold: 3 sets, ")
    assert [event.held for event in events if isinstance(event, SetEnded)] == [45_000] * 3
    assert sum(line.startswith("Rest 30 seconds") for line in lines) == 2
    own = timeline_of(quick_hold(exercise=("prone-leg-curl-hold", EXERCISES["prone-leg-curl-hold"])))
    assert own.name == "Hold: Prone leg curl, isometric hold"
    assert (own.sets[0].target, own.sets[0].maximum) == (30_000, 60_000)
    assert timeline_of(quick_hold()).sets[0].target == 30_000


def test_a_quick_hold_stopped_early_logs_what_was_held():
    """At 31 s of 45."""
    timeline = timeline_of(quick_hold(Length(45_000, 45_000)))
    start = timeline.segments[timeline.sets[0].first].start / 1_000
    _, events = told(timeline, {start + 31.02: "enter"})
    (ended,) = [event for event in events if isinstance(event, SetEnded)]
    assert ended.outcome is Outcome.SHORT and abs(ended.held - 31_000) <= 100
