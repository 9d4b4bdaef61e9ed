"""Turns a timeline into JSON text and back, without loss: for the journal, which resumes from it, and for the cache.

Rows are lists under a list of their fields, so that a field added later with a default leaves older texts readable.
The text is ASCII: any text that a timeline can hold survives, whatever keeps it.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bandtimer.figure import Figure, Pin, Pose
from bandtimer.timeline import Card, End, Kind, Segment, SetPlan, Side, Timeline, Tip, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = 1
"""Rises when the meaning of what is written changes; a text of another version is refused."""

_SET_FIELDS = tuple(field.name for field in fields(SetPlan))
_CARD_FIELDS = tuple(field.name for field in fields(Card))

_KINDS = {str(kind): kind for kind in Kind}
_SIDES = {None: None} | {str(side): side for side in Side}
_ENDS = {None: None} | {str(end): end for end in End}


def timeline_to_json(timeline: Timeline) -> str:
    """One line of JSON that `timeline_from_json` turns back into an equal timeline."""
    return json.dumps(
        {
            "version": VERSION,
            "name": timeline.name,
            "about": timeline.about,
            "routine": timeline.routine,
            "week": timeline.week,
            "notes": timeline.notes,
            "equipment": timeline.equipment,
            "set_fields": _SET_FIELDS,
            "sets": [[getattr(plan, name) for name in _SET_FIELDS] for plan in timeline.sets],
            "card_fields": _CARD_FIELDS,
            "cards": {key: _card_row(card) for key, card in timeline.cards.items()},
            "segment_fields": Segment._fields,
            "segments": timeline.segments,
        },
        separators=(",", ":"),
    )


def timeline_from_json(text: str | bytes) -> Timeline:
    """The timeline that was written. Raises ValueError where the text is damaged or of another version."""
    try:
        written = json.loads(text)
        if written["version"] != VERSION:
            raise ValueError(f"the timeline is written in version {written['version']!r}, this program reads {VERSION}")
        return _timeline(written)
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError(f"the timeline can't be read back ({type(error).__name__}: {error})") from None


def _timeline(written: dict[str, Any]) -> Timeline:
    return Timeline(
        name=written["name"],
        about=written["about"],
        routine=written["routine"],
        week=written["week"],
        notes=tuple(written["notes"]),
        equipment=tuple(written["equipment"]),
        sets=tuple(_plan(written["set_fields"], row) for row in written["sets"]),
        cards={key: _card(written["card_fields"], row) for key, row in written["cards"].items()},
        segments=_segments(written["segment_fields"], written["segments"]),
    )


def _segments(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[Segment, ...]:
    if tuple(names) == Segment._fields:  # the way of every text of this program's own: thousands of rows, no dictionary
        return tuple(
            Segment(number, _KINDS[kind], start, duration, plan, rep, _SIDES[side], _ENDS[end], bout, label)
            for number, kind, start, duration, plan, rep, side, end, bout, label in rows
        )
    segments = []
    for row in rows:
        values = _named(names, row)
        values["kind"] = _KINDS[values["kind"]]
        values["side"] = _SIDES[values.get("side")]
        values["end_of_motion"] = _ENDS[values.get("end_of_motion")]
        segments.append(Segment(**values))
    return tuple(segments)


def _plan(names: Sequence[str], row: Sequence[Any]) -> SetPlan:
    values = _named(names, row)
    values["side"] = _SIDES[values["side"]]
    values["timed"] = None if values["timed"] is None else _KINDS[values["timed"]]
    values["tempo"] = None if values["tempo"] is None else tuple(values["tempo"])
    return SetPlan(**values)


def _card_row(card: Card) -> list[object]:
    values = {name: getattr(card, name) for name in _CARD_FIELDS}
    values["verbs"] = dict(card.verbs)
    values["breathing"] = dict(card.breathing)
    values["figure"] = None if card.figure is None else _figure_row(card.figure)
    return list(values.values())


def _card(names: Sequence[str], row: Sequence[Any]) -> Card:
    values = _named(names, row)
    values |= {
        "setup": tuple(values["setup"]),
        "place": Words(*values["place"]),
        "verbs": {key: Words(*words) for key, words in values["verbs"].items()},
        "tips": tuple(Tip(text, source, tuple(moments)) for text, source, moments in values["tips"]),
        "first": _KINDS[values["first"]],
        "equipment": tuple(values["equipment"]),
        "hold_at": End(values["hold_at"]),
        "figure": None if values["figure"] is None else _figure(values["figure"]),
    }
    for name, value in values.items():  # a list in a field that came later, such as a tuple of names
        if isinstance(value, list):
            values[name] = tuple(value)
    return Card(**values)


def _figure_row(figure: Figure) -> list[object]:
    poses = [[pose.at, pose.hip, pose.angles, pose.pins] for pose in figure.poses]
    return [poses, figure.band, figure.working, figure.arc, figure.anchor, figure.props]


def _figure(row: Sequence[Any]) -> Figure:
    poses, band, working, arc, anchor, props = row
    return Figure(
        tuple(
            Pose(at, _pair(hip), tuple(angles), tuple(Pin(joint, _pair(place)) for joint, place in pins))
            for at, hip, angles, pins in poses
        ),
        tuple(tuple(line) for line in band),
        tuple(working),
        arc,
        None if anchor is None else _pair(anchor),
        tuple(props),
    )


def _pair(written: Sequence[float]) -> tuple[float, float]:
    x, y = written
    return (x, y)


def _named(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(names, row, strict=True))
