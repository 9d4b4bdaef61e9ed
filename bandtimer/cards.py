"""The frozen copy of an exercise that a compiled timeline carries, so that no reader needs the file it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.timeline import Card, Kind, Tip, Words

if TYPE_CHECKING:
    from bandtimer.exercise import Exercise

_VERBS = {
    "concentric": Words("pull", "pull"),
    "eccentric": Words("slowly back", "back"),
    "contracted": Words("squeeze", "squeeze"),
    "stretched": Words("stay long", "stay"),
    "hold": Words("hold", "hold"),
    "work": Words("work", "work"),
    "release": Words("let go", "let go"),
}
"""What is said where an exercise names no verb of its own."""

_BANDS = {"flat": "flat band or tubing with two ends", "loop": "41-inch loop band"}


def card_of(exercise_id: str, exercise: Exercise) -> Card:
    """The copy for readers; verbs that the exercise leaves out are filled in."""
    equipment = [_BANDS[exercise.band]] if exercise.band in _BANDS else []
    if exercise.anchor:
        equipment.append(f"anchor {exercise.anchor}")
    name = exercise.name or exercise_id.replace("-", " ").capitalize()
    return Card(
        id=exercise_id,
        name=name,
        setup=(*((exercise.position,) if exercise.position and not exercise.setup else ()), *exercise.setup),
        place=exercise.place if exercise.place.long else Words(exercise.position, exercise.position),
        verbs=_VERBS | {str(phase): words for phase, words in exercise.verbs.items()},
        breathing={str(phase): words for phase, words in exercise.breathing.items()},
        tips=tuple(Tip(tip.text, tip.source, tip.when) for tip in exercise.tips),
        first=Kind(exercise.first),
        sided=exercise.sides == "each",
        anchored=exercise.anchor is not None,
        equipment=(*equipment, *exercise.equipment),
        hold_at=exercise.hold_at,
        limb=exercise.limb,
        figure=exercise.figure.frozen() if exercise.figure else None,
        progress_band=exercise.progress_band,
        harder=exercise.harder,
    )
