"""The session in full screen: one canvas, one timer, and the keys; all it shows comes from the player's view."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual.screen import Screen

from bandtimer.durations import clock
from bandtimer.errors import BandtimerError
from bandtimer.keys import BINDINGS, Action, Situation, action_of
from bandtimer.screen.app import leave
from bandtimer.screen.closing import Closing
from bandtimer.screen.drawing.stage import Stage, frame_of, key_at, rated_at, set_at
from bandtimer.screen.messages import TAKE_UP, Notice, message_of, offered
from bandtimer.screen.pace import look_every
from bandtimer.screen.thrift import thrifty
from bandtimer.screen.widgets.canvas import Canvas
from bandtimer.session_commands import Jump, Pause, Resume
from bandtimer.session_state import Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from bandtimer.events import Event
    from bandtimer.player import Player
    from bandtimer.screen.house import Offer, Run
    from bandtimer.settings import Settings
    from bandtimer.view import View

COLLECTING = (2_000, 10, 10)
"""How often garbage is looked for from the first frame on: what is painted makes some, and a session is long."""
SAVED_AND_INTERRUPTED = 130
"""Exit code after Ctrl-C."""


class SessionScreen(Screen[int]):
    """Shows one session to its end. Its result is an exit code: 0, or 130 after Ctrl-C."""

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        ("ctrl+c", "interrupt", "leave at once"),
        ("ctrl+q", "leave_now", "leave at once"),
    ]
    AUTO_FOCUS = None

    def __init__(self, run: Run, settings: Settings, find_offer: Callable[[], Offer | None] = lambda: None) -> None:
        """`run` begins when its first frame is painted; then `find_offer` looks for a session to go on with instead."""
        super().__init__()
        thrifty(self)
        self.session_run = run
        self.settings = settings
        self.offer: Offer | None = None
        self._find_offer = find_offer
        self._timer: Timer | None = None
        self._pace = 0.0
        """Seconds of the timer."""
        self._notice = Notice(self, self._paint)
        self._ending = Closing(run)
        self._remarked: set[str] = set()
        """What was told once."""
        self._begun = False
        self._asking = False
        """Whether it is being asked if the person wants to leave."""

    @property
    def player(self) -> Player:
        """What is shown."""
        return self.session_run.player

    def compose(self) -> ComposeResult:
        """One widget: the fewer there are, the cheaper is a paint."""
        yield Canvas()

    def on_mount(self) -> None:
        """Show the first moment; time runs once it is painted."""
        self.call_after_refresh(self._begin)

    def on_resize(self) -> None:
        """The same moment in another size."""
        self._paint()

    def on_unmount(self) -> None:
        """However the screen ends, the place is kept and everything let go of."""
        self.player.close()

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        gc.set_threshold(*COLLECTING)
        self.player.start()
        self.player.speaker.prepare()
        self.offer = self.offer or self._find_offer()
        self._look()
        if self.session_run.notice:
            self._notice.say(self.session_run.notice)

    def _look(self) -> None:
        """What happened since the last look, and how it looks now."""
        if self.player.session.head.mode is Mode.LEFT:
            return
        self._told(self.player.tick())
        for remark in self.player.remarks:
            if remark not in self._remarked:
                self._remarked.add(remark)
                self._notice.say(remark)
        self._paint()
        self._keep_pace()

    def _told(self, happened: tuple[Event, ...]) -> None:
        message = message_of(happened, self.player.session)
        if message:
            self._notice.say(message)

    def _keep_pace(self) -> None:
        """Look often while something moves, seldom while nothing does; one timer at a time."""
        pace = look_every(self.player.session.head.mode)
        if pace != self._pace:
            if self._timer is not None:
                self._timer.stop()
            self._pace, self._timer = pace, self.set_interval(pace, self._look)

    def _paint(self) -> None:
        width, height = self.size
        if not width or not height:
            return
        view = self.player.view()
        self.query_one(Canvas).show(frame_of(view, width, height, self._stage(view)))

    def _stage(self, view: View) -> Stage:
        player = self.player
        troubles = player.troubles
        status = "muted" if player.muted else "" if player.voice else "voice off"
        return Stage(
            reduced_motion=self.settings.reduced_motion,
            captions=self.settings.captions,
            flash=self.settings.flash,
            status=status,
            trouble=troubles[0] if troubles else "",
            message=self._notice.text or offered(self.offer, view),
            asked=self._ending.asked(view),
            speed=player.session.rules.speed,
        )

    # What is asked for

    async def on_key(self, event: events.Key) -> None:
        """The keys of a session; at the end also the efforts, the band and enter."""
        if not self._begun or event.key in ("ctrl+c", "ctrl+q"):
            return
        event.stop()
        event.prevent_default()
        self._pressed(event.key)

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does, on the ribbon it goes there, elsewhere it pauses and goes on."""
        if not self._begun:
            return
        width, height = self.size
        view = self.player.view()
        x, y = event.screen_x, event.screen_y
        action = key_at(view, width, height, self._stage(view), x, y)
        if action is not None:
            self._act(action)
        elif view.situation is Situation.END:
            self._rate(rated_at(width, height, x, y))
        elif (plan := set_at(view, width, height, x, y)) is not None:
            if plan is not view.plan:
                self._told(self.player.do(Jump(plan.first)))
                self._look()
        else:
            self._act(Action.PAUSE)

    def _pressed(self, key: str) -> None:
        view = self.player.view()
        if view.situation is Situation.END:
            if key.isdecimal() and len(key) == 1:
                self._rate(int(key) or 10)
                return
            if key == "b":
                self._ask_band()
                return
            if key == "enter" and not self._ending.is_seen:
                return  # pressed twice to end the last set
            if key in ("enter", "escape"):
                key = "q"
        if key == TAKE_UP and offered(self.offer, view):
            self._take_up()
            return
        if key == "escape":
            key = "q"
        action = action_of(key)
        if action is None:
            self._told(self.player.press(key))
            self._look()
        else:
            self._act(action)

    def _act(self, action: Action) -> None:
        player = self.player
        if action is Action.HELP:
            from bandtimer.screen.dialogs import KeysDialog

            self.app.push_screen(KeysDialog())
        elif action is Action.LEAVE and player.is_over:
            self._close(0)
        elif action is Action.LEAVE:
            self._ask_to_leave()
        else:
            key = next(binding.key for binding in BINDINGS if binding.action is action)
            self._told(player.press(key))
            if action is Action.MUTE:
                self._notice.say("Sound off" if player.muted else "Sound on")
            elif action is Action.VOICE:
                self._notice.say("Voice on" if player.voice else "Voice off")
            self._look()

    def _ask_to_leave(self) -> None:
        from bandtimer.screen.dialogs import LeaveDialog

        if self._asking:
            return
        self._asking = True
        was_paused = self.player.session.head.mode is Mode.PAUSED
        self.player.do(Pause())
        self._look()

        def answered(leave: bool | None) -> None:
            self._asking = False
            if leave:
                self.action_leave_now()
            elif not was_paused:
                self.player.do(Resume())
                self._look()

        self.app.push_screen(LeaveDialog(clock(self.player.view().session_remaining)), answered)

    def action_leave_now(self) -> None:
        """Leave; the place is kept."""
        if not self.player.is_over:
            self.player.leave()
        self._close(0)

    def action_interrupt(self) -> None:
        """Ctrl-C: the same at once, with an exit code that says so."""
        self._close(0 if self.player.is_over else SAVED_AND_INTERRUPTED)

    def _close(self, code: int) -> None:
        if self._timer is not None:
            self._timer.stop()
        self.player.close()
        try:
            self._ending.keep()
        except BandtimerError as error:
            self.app.notify(str(error), severity="error")
        leave(self, code)

    # The end

    def _rate(self, effort: int | None) -> None:
        if effort is not None:
            self._ending.rate(effort)
            self._paint()

    def _ask_band(self) -> None:
        from bandtimer.screen.dialogs import BandDialog

        def answered(band: str | None) -> None:
            if band is not None:
                self._ending.name_band(band)
                self._paint()

        self.app.push_screen(BandDialog(self._ending.band, self.session_run.bands), answered)

    # Messages and the session that was left

    def _take_up(self) -> None:
        offer, self.offer = self.offer, None
        if offer is None:
            return
        try:
            taken = offer.take_up()
        except BandtimerError as error:
            self._notice.say(str(error))
            return
        begun, self.session_run = self.session_run, taken
        try:
            begun.discard()
        except BandtimerError as error:
            self._notice.say(str(error))
        self._ending = Closing(taken)
        self.player.start()
        self.player.speaker.prepare()
        self._notice.say(taken.notice or "Going on where you left")
        self._look()
