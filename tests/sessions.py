"""Hand-made sessions for the tests of what is heard."""

from __future__ import annotations

from bandtimer.timeline import Card, End, Kind, Segment, SetPlan, Side, Timeline, Tip, Words

VERBS = {
    "concentric": Words("curl", "curl"),
    "eccentric": Words("slowly out", "out"),
    "contracted": Words("squeeze", "squeeze"),
    "stretched": Words("wait", "wait"),
    "hold": Words("hold it there", "hold"),
    "work": Words("go", "go"),
    "release": Words("let go", "let go"),
}

CARD = Card(
    id="curl",
    name="Banded curl",
    setup=("Lie face down.", "Loop the band round both ankles."),
    place=Words("Band round both ankles, anchored at the floor", "band round both ankles"),
    verbs=VERBS,
    breathing={},
    tips=(Tip("Fight the band all the way back.", "B, mistakes", ("rest", "eccentric")),),
    first=Kind.CONCENTRIC,
    sided=True,
    anchored=True,
    equipment=("41-inch loop band",),
)


class Builder:
    """Lays segments one after the other."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.sets: list[SetPlan] = []

    @property
    def end(self) -> int:
        return self.segments[-1].end if self.segments else 0

    def add(self, kind: Kind, duration: int, number: int | None, **fields: object) -> None:
        self.segments.append(Segment(len(self.segments), kind, self.end, duration, number, **fields))  # type: ignore[arg-type]

    def leads(self, kind: Kind, duration: int) -> None:
        """A stretch that leads to the set that comes next."""
        self.add(kind, duration, len(self.sets))

    def reps(
        self, reps: int, tempo: tuple[int, int, int, int] = (3000, 1000, 2000, 1000), side: Side | None = None
    ) -> None:
        eccentric, stretched, concentric, contracted = tempo
        first, number = len(self.segments), len(self.sets)
        for rep in range(1, reps + 1):
            for kind, length, end in (
                (Kind.CONCENTRIC, concentric, None),
                (Kind.PAUSE, contracted, End.CONTRACTED),
                (Kind.ECCENTRIC, eccentric, None),
                (Kind.PAUSE, stretched, End.STRETCHED),
            ):
                if length:
                    self.add(kind, length, number, rep=rep, side=side, end_of_motion=end)
        self._plan(first, side, reps=reps, tempo=tempo)

    def hold(
        self, target: int, minimum: int | None = None, bouts: int = 1, off: int = 3000, open_: bool = False
    ) -> None:
        first, number = len(self.segments), len(self.sets)
        for bout in range(1, bouts + 1):
            self.add(Kind.HOLD, target, number, bout=bout, end_of_motion=End.CONTRACTED)
            if bout < bouts:
                self.add(Kind.RELEASE, off, number, bout=bout)
        self._plan(first, None, target=target, minimum=minimum, holds=bouts, open=open_)

    def work(self, target: int) -> None:
        first = len(self.segments)
        self.add(Kind.WORK, target, len(self.sets), bout=1)
        self._plan(first, None, target=target, holds=1)

    def _plan(self, first: int, side: Side | None, **fields: object) -> None:
        self.sets.append(
            SetPlan(
                index=len(self.sets), exercise="curl", block="Main", block_index=0, step=0, side=side, set=1, sets=1,
                approach=first, first=first, last=len(self.segments), **fields,  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def timeline(self, name: str = "Hand-made") -> Timeline:
        return Timeline(name, tuple(self.segments), tuple(self.sets), {"curl": CARD})


def session() -> Timeline:
    """Everything once: set-up, reps with all phases, a change of side, a hold with a minimum, short holds, work."""
    built = Builder()
    built.leads(Kind.SETUP, 10_000)
    built.leads(Kind.READY, 5_000)
    built.reps(3, side=Side.LEFT)
    built.leads(Kind.SWITCH, 5_000)
    built.reps(2, tempo=(2000, 0, 1500, 0), side=Side.RIGHT)
    built.leads(Kind.REST, 20_000)
    built.hold(32_500, minimum=15_000)
    built.leads(Kind.REST, 12_000)
    built.hold(7_000, bouts=3)
    built.leads(Kind.WAIT, 0)
    built.leads(Kind.READY, 5_000)
    built.work(15_000)
    return built.timeline()
