"""What a device must do for the speaker that owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from bandtimer.sound.stream import Stream


class OutputError(BandtimerError):
    """No sound can be made now; the text says why and what to do."""


class Output(Protocol):
    """A device that takes one stream at a time. All calls belong to one thread, except `heard`."""

    @property
    def name(self) -> str:
        """What a person calls it."""
        ...

    def start(self, stream: Stream) -> None:
        """Begin to sound a stream; returns once it is under way. Raises OutputError."""
        ...

    def stop(self) -> None:
        """Be silent; does nothing when silent already. Never raises."""
        ...

    def alive(self) -> bool:
        """Whether the device still takes sound."""
        ...

    def settled(self) -> bool:
        """Whether it has run long enough that `heard` can be trusted."""
        ...

    def heard(self) -> int | None:
        """Frames of the stream that have been heard; None when the device can't tell."""
        ...

    def close(self) -> None:
        """Let go of all; may be called twice."""
        ...
