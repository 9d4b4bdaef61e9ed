"""The whole session screen at a moment: view and size in, frame out. Pure; every part is kept while it is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bandtimer.screen.drawing import lines
from bandtimer.screen.drawing.arrangement import Arrangement, Box, arranged, arranged_at_end
from bandtimer.screen.drawing.closing_page import Asked, closing_page, effort_at
from bandtimer.screen.drawing.hold_course import hold_course
from bandtimer.screen.drawing.moving_figure import figure_block
from bandtimer.screen.drawing.phase_panel import is_last, phase_panel
from bandtimer.screen.drawing.rep_course import rep_ahead, rep_course
from bandtimer.screen.drawing.ribbon_line import ribbon_lines
from bandtimer.screen.drawing.rows import Placed, empty
from bandtimer.screen.tones import Tone, tone_of
from bandtimer.session_state import Mode
from bandtimer.timeline import Kind
from bandtimer.view_parts import Hold

if TYPE_CHECKING:
    from bandtimer.keys import Action
    from bandtimer.screen.drawing.rows import Block, Frame
    from bandtimer.timeline import SetPlan, Timeline
    from bandtimer.view import View

FLASH = 160
"""Milliseconds for which the screen flashes as something begins."""


class Stage(NamedTuple):
    """What decides how a view is drawn, beside the view."""

    reduced_motion: bool = False
    captions: bool = False
    flash: bool = False
    status: str = ""
    """In the footer: `muted`, `voice off`."""
    trouble: str = ""
    message: str = ""
    """What was just asked for, or an offer; stands above captions and trouble."""
    asked: Asked = Asked()
    """At the end: what was said of the session."""
    speed: float = 1.0
    """Of a rehearsal."""


def frame_of(view: View, width: int, height: int, stage: Stage) -> Frame:
    """The frame for a terminal of this size."""
    if view.summary is not None:
        return _end(view, width, height, stage)
    boxes = arranged(width, height)
    tone = tone_of(view)
    if stage.flash and _flashes(view):
        tone = Tone.LAST
    placed = [_at(boxes.panel, phase_panel(view, tone, *boxes.panel[2:], reduced_motion=stage.reduced_motion))]
    if boxes.header is not None:
        head = lines.header if boxes.footer is not None else lines.bare_header
        placed.append(_at(boxes.header, head(view, boxes.header.width)))
    if boxes.figure is not None and boxes.title is not None:
        placed.append(_at(boxes.title, lines.title(view, *boxes.title[2:])))
        placed.append(_at(boxes.figure, _figure(view, boxes.figure, stage)))
    placed += _lower(view, tone, boxes)
    if boxes.ribbon is not None:
        placed.append(_at(boxes.ribbon, _ribbon(view, boxes.ribbon)))
    if boxes.notice is not None:
        caption = view.caption if stage.captions else ""
        placed.append(_at(boxes.notice, lines.notice(caption, stage.trouble, stage.message, boxes.notice.width)))
    if boxes.footer is not None:
        placed.append(_at(boxes.footer, lines.footer(view.keys, stage.status, boxes.footer.width)[0]))
    return tuple(placed)


def key_at(view: View, width: int, height: int, stage: Stage, x: int, y: int) -> Action | None:
    """The key of the footer that lies at a cell."""
    box = arranged(width, height).footer
    if box is None or y != box.y:
        return None
    places = lines.footer(view.keys, stage.status, box.width)[1]
    return next((place.action for place in places if place.start <= x - box.x < place.end), None)


def rated_at(width: int, height: int, x: int, y: int) -> int | None:
    """The effort that lies at a cell of the closing page."""
    box = arranged_at_end(width, height).figure
    if box is None or y != box.y + box.height - 2:
        return None
    return effort_at(x - box.x, box.width)


def set_at(view: View, width: int, height: int, x: int, y: int) -> SetPlan | None:
    """The set whose stretch, or the rest before it, lies at a cell of the ribbon."""
    box = arranged(width, height).ribbon
    if box is None or not box.y <= y < box.y + box.height or not box.x <= x < box.x + box.width:
        return None
    position = view.timeline.duration * (x - box.x) // box.width
    stretch = next((stretch for stretch in view.ribbon if stretch.start <= position < stretch.end), None)
    return None if stretch is None or stretch.set is None else view.timeline.sets[stretch.set]


def _end(view: View, width: int, height: int, stage: Stage) -> Frame:
    """The session is over."""
    boxes = arranged_at_end(width, height)
    placed = [_at(boxes.panel, phase_panel(view, tone_of(view), *boxes.panel[2:], reduced_motion=True))]
    if boxes.header is not None:
        placed.append(_at(boxes.header, lines.notice("", stage.trouble, stage.message, boxes.header.width)))
    if boxes.figure is not None and view.summary is not None:
        page = closing_page(view.timeline, view.records, view.summary, stage.asked, *boxes.figure[2:], stage.speed)
        placed.append(_at(boxes.figure, page))
    if boxes.ribbon is not None:
        placed.append(_at(boxes.ribbon, _ribbon(view, boxes.ribbon)))
    if boxes.footer is not None:
        placed.append(_at(boxes.footer, lines.footer(view.keys, stage.status, boxes.footer.width)[0]))
    return tuple(placed)


def _ribbon(view: View, box: Box) -> Block:
    return ribbon_lines(view.ribbon, view.timeline.duration, view.position, view.records, box.width, box.height)


def _at(box: Box, block: Block) -> Placed:
    return Placed(box.x, box.y, box.width, block)


def _figure(view: View, box: Box, stage: Stage) -> Block:
    figure = view.card.figure if view.card is not None else None
    held = view.hold.held if view.hold is not None and view.kind is Kind.HOLD and view.mode is not Mode.PAUSED else None
    return figure_block(
        figure,
        view.contraction,
        view.side,
        box.width,
        box.height,
        held_for=held,
        reduced_motion=stage.reduced_motion,
    )


def _lower(view: View, tone: Tone, boxes: Arrangement) -> list[Placed]:
    """Course, tip and what is next; in a rest what to do takes the place of the course."""
    course, tips, following = boxes.course, boxes.advice, boxes.coming
    if course is None or tips is None or following is None:
        return []
    if view.to_do and not view.tempo and view.hold is None:
        rows = lines.rows_to_do(view.to_do, course.width)
        if rows > course.height:
            # getting into place comes before tips, and in the set-up itself before what follows
            covered = following if view.kind is Kind.SETUP and rows > following.y - course.y else tips
            course = course._replace(height=covered.y + covered.height - course.y)
            steps = _at(course, lines.to_do(view.to_do, course.width, course.height))
            return [steps] if covered is following else [steps, _at(following, lines.coming(view, following.width))]
    return [
        _at(course, _course(view, tone, course)),
        _at(tips, lines.advice(view.tip, tone, *tips[2:], now=view.tip_is_now)),
        _at(following, lines.coming(view, following.width)),
    ]


def _course(view: View, tone: Tone, box: Box) -> Block:
    if view.tempo:
        return rep_course(view, box.width, box.height)
    if view.hold is not None:
        return hold_course(view.hold, tone, box.width, box.height)
    if view.to_do:
        return lines.to_do(view.to_do, box.width, box.height)
    if view.demonstrating and view.plan is not None:
        return _ahead(view.timeline, view.plan, box)
    return empty(box.width, box.height)


def _ahead(timeline: Timeline, plan: SetPlan, box: Box) -> Block:
    """The course of the set that comes, with nothing done yet."""
    if plan.reps is not None:
        return rep_ahead(timeline, plan, box.width, box.height)
    if plan.target is None:
        return empty(box.width, box.height)
    hold = Hold(0, plan.target, plan.minimum, plan.maximum, plan.open, 1, plan.holds or 1)
    return hold_course(hold, Tone.DIM, box.width, box.height)


def _flashes(view: View) -> bool:
    """Whether something began just now: a phase, or one of the last three seconds."""
    if view.mode not in (Mode.RUNNING, Mode.COUNT_IN):
        return False
    if is_last(view):
        return view.remaining % 1000 > 1000 - FLASH
    return view.duration - view.remaining < min(FLASH, view.duration // 2)
