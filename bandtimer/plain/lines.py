"""The lines of a session: what each moment reads as. No control characters, no drawing, whole sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer import coaching
from bandtimer.durations import in_words, to_seconds
from bandtimer.events import Outcome
from bandtimer.keys import BINDINGS
from bandtimer.spoken import dose, side_of
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from bandtimer.events import SetEnded
    from bandtimer.timeline import Segment, SetPlan, Timeline
    from bandtimer.view_parts import Summary


def sentence(*parts: str) -> str:
    """Parts as sentences: each begins large and ends with a full stop; empty ones are left out."""
    return " ".join(
        part[0].upper() + part[1:] + ("" if part[-1] in ".!?:" else ".") for part in map(_clean, parts) if part
    )


def _clean(text: str) -> str:
    """Text of a file in one line, without control characters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def opening(timeline: Timeline) -> list[str]:
    """What the session is."""
    sets = len(timeline.sets)
    lines = [sentence(f"{timeline.name}: {sets} {'set' if sets == 1 else 'sets'}, {in_words(timeline.duration)}")]
    if timeline.about:
        lines.append(sentence(timeline.about))
    if timeline.equipment:
        lines.append(sentence("You need: " + ", ".join(timeline.equipment)))
    return lines + [sentence(note) for note in timeline.notes]


def who(timeline: Timeline, plan: SetPlan) -> str:
    """The exercise of a set and its side."""
    return _listed(timeline.card_of(plan).name, side_of(timeline, plan))


def which(plan: SetPlan) -> str:
    """`set 2 of 3`; with the round where the set lies in one; empty where it is the only one."""
    parts = [f"set {plan.set} of {plan.sets}"] if plan.sets > 1 else []
    if plan.round is not None and plan.sets != plan.rounds:
        parts.append(f"round {plan.round} of {plan.rounds}")
    return ", ".join(parts)


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def leading(timeline: Timeline, segment: Segment) -> str | None:
    """The line of a stretch outside of the sets."""
    plan = timeline.plan_of(segment)
    if plan is None:
        return None
    length = in_words(segment.duration)
    tip = coaching.tip(timeline, segment, 0)
    said_tip = f"Tip: {tip.text}" if tip is not None else ""
    match segment.kind:
        case Kind.SETUP:
            steps = coaching.steps_of(timeline.card_of(plan))
            band = f"Band: {plan.band}" if plan.band else ""
            return sentence(f"Set up, {length}: {who(timeline, plan)}", *steps, band, said_tip)
        case Kind.READY:
            return sentence(f"Get ready: {in_words(segment.duration)}")
        case Kind.REST:
            coming = "Next: " + _listed(who(timeline, plan), which(plan), dose(plan))
            return sentence(f"Rest {length}", coming, said_tip)
        case Kind.SWITCH:
            return sentence(f"Switch: {side_of(timeline, plan) or segment.side or 'the other side'}, {length}")
        case _:
            return None


def set_begins(timeline: Timeline, plan: SetPlan, attempt: int, *, with_tempo: bool) -> str:
    """The line of a set as it begins."""
    segment = timeline.segments[plan.first]
    tip = coaching.tip(timeline, segment, 0)
    again = f"attempt {attempt}" if attempt > 1 else ""
    tempo = f"each rep: {rep_phases(timeline, segment)}" if with_tempo and plan.reps is not None else ""
    head = _listed(which(plan), again, who(timeline, plan), _dose(plan), tempo)
    return sentence(f"Go: {head}", plan.say or "", plan.note or "", f"Tip: {tip.text}" if tip else "")


def _dose(plan: SetPlan) -> str:
    if plan.minimum is not None and plan.target is not None:
        return f"{dose(plan)}, at least {in_words(plan.minimum)}"
    return dose(plan)


def rep_phases(timeline: Timeline, first: Segment) -> str:
    """The phases of the rep that begins with a segment, with their seconds."""
    phases = []
    number = first.number
    segments = timeline.segments
    while number < len(segments) and (segments[number].set, segments[number].rep) == (first.set, first.rep):
        phases.append(f"{segments[number].label} {to_seconds(segments[number].duration):g}")
        number += 1
    return ", ".join(phases)


def rep_begins(timeline: Timeline, segment: Segment, plan: SetPlan) -> str:
    """The line of a rep as it begins."""
    side = f", {segment.side} {timeline.card_of(plan).limb}" if plan.alternate and segment.side else ""
    return sentence(f"Rep {segment.rep} of {plan.reps}{side}: {rep_phases(timeline, segment)}")


def bout_begins(segment: Segment, plan: SetPlan) -> str:
    """The line of one of several holds, or of what lies between them."""
    if segment.kind is Kind.RELEASE:
        return sentence(f"{segment.label}, {in_words(segment.duration)}")
    return sentence(f"{segment.label}: {segment.bout} of {plan.holds}, {in_words(segment.duration)}")


def set_ended(timeline: Timeline, event: SetEnded) -> str:
    """The line of a set that is over."""
    plan = timeline.sets[event.set]
    name = _listed(which(plan), who(timeline, plan))
    did = f"{event.reps} of {plan.reps} reps" if plan.reps is not None else f"held {in_words(event.held)}"
    match event.outcome:
        case Outcome.DONE:
            done = f"{event.reps} reps" if plan.reps is not None else did
            return sentence(f"Done: {_listed(which(plan), done)}")
        case Outcome.SHORT:
            return sentence(f"Ended early: {name}, {did}")
        case Outcome.SKIPPED:
            return sentence(f"Skipped: {name}")
        case Outcome.HURT:
            return sentence(f"Ended because it hurts: {name}", did if event.reps or event.held else "")


def summary(what: Summary, timeline: Timeline) -> str:
    """The last line of a session."""
    parts = [
        f"{count} {name}"
        for count, name in ((what.short, "ended early"), (what.skipped, "skipped"), (what.hurt, "ended by pain"))
        if count
    ]
    did = [f"{what.reps} reps"] if what.reps else []
    did += [f"{in_words(what.held)} held"] if what.held else []
    sets = f"{what.done} of {what.planned} {'set' if what.planned == 1 else 'sets'} done"
    return sentence(f"{timeline.name} is over", ", ".join([sets, *parts]), ", ".join(did))


def keys() -> list[str]:
    """All keys, a line each."""
    return [f"{_spoken(binding.sign)}: {binding.text}" for binding in BINDINGS]


def _spoken(sign: str) -> str:
    names = {"→": "right arrow", "←": "left arrow", "↑": "up arrow", "↓": "down arrow"}
    return names.get(sign, sign)
