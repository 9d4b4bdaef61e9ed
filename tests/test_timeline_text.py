"""A timeline survives being written: the resumed session and the cached one are the compiled one."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import CARD, session

from bandtimer.figure import Figure, Pin, Pose
from bandtimer.timeline import Card, End, Kind, Segment, SetPlan, Side, Timeline, Tip, Words
from bandtimer.timeline_text import VERSION, timeline_from_json, timeline_to_json

names = st.text(max_size=12)
whole = st.integers(0, 10**9)
maybe = st.none() | whole
numbers = st.floats(allow_nan=False, allow_infinity=False)
pairs = st.tuples(numbers, numbers)
phrases = st.builds(Words, names, names)
poses = st.builds(
    Pose,
    numbers,
    pairs,
    st.lists(numbers, max_size=12).map(tuple),
    st.lists(st.builds(Pin, names, pairs), max_size=2).map(tuple),
)
figures = st.builds(
    Figure,
    poses=st.lists(poses, max_size=3).map(tuple),
    band=st.lists(st.lists(names, max_size=3).map(tuple), max_size=2).map(tuple),
    working=st.lists(names, max_size=3).map(tuple),
    arc=st.none() | names,
    anchor=st.none() | pairs,
    props=st.lists(names, max_size=2).map(tuple),
)
tips = st.builds(Tip, names, names, st.lists(names, max_size=2).map(tuple))
cards = st.builds(
    Card,
    id=names, name=names, setup=st.lists(names, max_size=3).map(tuple), place=phrases,
    verbs=st.dictionaries(names, phrases, max_size=3), breathing=st.dictionaries(names, names, max_size=2),
    tips=st.lists(tips, max_size=2).map(tuple), first=st.sampled_from(Kind), sided=st.booleans(),
    anchored=st.booleans(), equipment=st.lists(names, max_size=2).map(tuple), hold_at=st.sampled_from(End), limb=names,
    figure=st.none() | figures,
)  # fmt: skip
sides = st.none() | st.sampled_from(Side)
plans = st.builds(
    SetPlan,
    index=whole, exercise=names, block=names, block_index=whole, step=whole, side=sides, set=whole, sets=whole,
    approach=whole, first=whole, last=whole, round=maybe, rounds=maybe, reps=maybe, reps_low=maybe, reps_high=maybe,
    timed=st.none() | st.sampled_from((Kind.HOLD, Kind.WORK)), target=maybe, minimum=maybe, maximum=maybe, holds=maybe,
    open=st.booleans(), alternate=st.booleans(), tempo=st.none() | st.tuples(whole, whole, whole, whole),
    role=st.none() | names, partial=st.none() | names, note=st.none() | names, say=st.none() | names,
    band=st.none() | names, cues=st.booleans(), voice=st.booleans(),
)  # fmt: skip
segments = st.builds(
    Segment,
    whole,
    st.sampled_from(Kind),
    whole,
    whole,
    maybe,
    maybe,
    sides,
    st.none() | st.sampled_from(End),
    maybe,
    names,
)
timelines = st.builds(
    Timeline,
    name=names, segments=st.lists(segments, max_size=5).map(tuple), sets=st.lists(plans, max_size=3).map(tuple),
    cards=st.dictionaries(names, cards, max_size=2), routine=names, about=names, week=maybe,
    notes=st.lists(names, max_size=2).map(tuple), equipment=st.lists(names, max_size=2).map(tuple),
)  # fmt: skip


@given(timelines)
def test_any_timeline_comes_back_equal(timeline: Timeline):
    assert timeline_from_json(timeline_to_json(timeline)) == timeline


def test_what_comes_back_has_the_types_that_readers_rely_on():
    again = timeline_from_json(timeline_to_json(session()))
    assert {type(segment.kind) for segment in again.segments} == {Kind}
    assert type(again.sets[0].side) is Side
    assert type(again.cards["curl"].first) is Kind
    assert type(again.cards["curl"].tips[0]) is Tip
    assert again.segments[-1].end == session().duration
    hash(again.sets[0])


def test_text_that_no_file_can_hold_as_unicode_survives():
    timeline = replace(session(), name="lone \udc80 surrogate", about="\0 and \u2028")
    text = timeline_to_json(timeline)
    assert text.isascii()
    assert timeline_from_json(text) == timeline


def test_a_field_that_came_later_takes_its_default():
    """An older text has no `cues`, no `label` and no `limb`."""
    written = json.loads(timeline_to_json(replace(session(), cards={"curl": CARD})))
    for listed, rows, name in (
        ("set_fields", written["sets"], "cues"),
        ("segment_fields", written["segments"], "label"),
        ("card_fields", list(written["cards"].values()), "limb"),
    ):
        column = written[listed].index(name)
        del written[listed][column]
        for row in rows:
            del row[column]
    assert timeline_from_json(json.dumps(written)) == session()


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", "{", "[" * 100_000, '{"version": 2}'], ids=lambda text: text[:9] or "empty"
)
def test_what_is_no_timeline_is_a_value_error(text: str):
    with pytest.raises(ValueError, match=r"."):
        timeline_from_json(text)


def test_a_later_version_is_named():
    written = json.loads(timeline_to_json(session())) | {"version": VERSION + 1}
    with pytest.raises(ValueError, match=f"version {VERSION + 1}"):
        timeline_from_json(json.dumps(written))


@given(st.data())
def test_a_damaged_text_is_a_value_error_or_a_timeline(data: st.DataObject):
    """Whatever is missing or replaced, nothing but ValueError comes out."""
    written = json.loads(timeline_to_json(session()))
    key = data.draw(st.sampled_from(sorted(written)))
    written[key] = data.draw(
        st.none() | st.integers() | st.text(max_size=3) | st.lists(st.none() | st.lists(st.integers()))
    )
    with suppress(ValueError):
        timeline_from_json(json.dumps(written))
