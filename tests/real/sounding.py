"""A small program for the tests: plays the hand-made session on the real device and leaves in the way it is told."""

import sys
import time
from pathlib import Path

from bandtimer.cueing import Score, waiting_loop
from bandtimer.settings import Settings
from bandtimer.sound.choice import open_speaker
from tests.sessions import session


def main(leaving: str, name: str = "auto") -> None:
    settings = Settings(voice=False, speaker=name)  # type: ignore[arg-type]
    speaker = open_speaker(settings, shipped=Path(__file__).parents[2] / "sounds")
    speaker.play(Score(session(), settings), 11_500 if leaving == "long" else 15_000)
    time.sleep(26 if leaving == "long" else 1.5)
    print(f"heard {speaker.heard()} trouble {speaker.trouble}", flush=True)
    if leaving == "paused":
        speaker.stop()
    elif leaving == "parked":
        speaker.park(waiting_loop("on?", settings))
        time.sleep(0.3)
    elif leaving == "closed":
        speaker.close()
    elif leaving == "exception":
        raise RuntimeError("on purpose")
    elif leaving == "stay":
        sys.stdin.readline()
    print("leaving", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
