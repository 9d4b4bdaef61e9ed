"""The words of the person's preferences file, with every problem of it told at its line; they come to a `Settings`.

All keys are optional, grouped as `time`, `sound`, `voice` and `screen`; a hyphen, an underscore and a space in a key
are the same. A start that has seen the file before doesn't come here (`settings_cache`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bandtimer.file_text import checked
from bandtimer.findings import Findings, listed, nearest, quoted
from bandtimer.settings import Settings
from bandtimer.timeline import Side
from bandtimer.words import MillisecondsText
from bandtimer.yaml_tree import Budget, Composer, Items, Keys, Node, Text, TooMuch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bandtimer.marks import Path

_YES = frozenset(("yes", "on", "true"))
_NO = frozenset(("no", "off", "false"))


def _read_switch(value: object) -> object:
    if isinstance(value, str):
        word = value.strip().lower()
        if word in _YES | _NO:
            return word in _YES
        raise ValueError(f"{quoted(value)} is neither on nor off; write one of them")
    return value


def _read_percent(value: object) -> object:
    if not isinstance(value, str):
        return value
    digits = value.strip().removesuffix("%").strip()
    if not digits.isdecimal() or len(digits) > 3 or int(digits) > 100:
        raise ValueError(f"{quoted(value)} is no volume; write 0% to 100%")
    return int(digits) / 100


def _read_delay(value: object) -> object:
    if not isinstance(value, str):
        return value
    digits = value.strip().removesuffix("ms").strip()
    if not digits.isdecimal() or len(digits) > 4 or int(digits) > 2_000:
        raise ValueError(f"{quoted(value)} is no delay; write 0ms to 2000ms")
    return int(digits)


def _read_whole(value: object) -> object:
    if isinstance(value, str):
        if not value.strip().isdecimal() or len(value.strip()) > 6:
            raise ValueError(f"{quoted(value)} is no whole number; write one such as 2")
        return int(value)
    return value


SwitchText = Annotated[bool, BeforeValidator(_read_switch)]
PercentText = Annotated[float, BeforeValidator(_read_percent), Field(ge=0, le=1)]
DelayText = Annotated[int, BeforeValidator(_read_delay), Field(ge=0, le=2_000)]
RateText = Annotated[int, BeforeValidator(_read_whole), Field(ge=80, le=400)]
FewText = Annotated[int, BeforeValidator(_read_whole), Field(ge=0, le=1_000)]
ShortText = Annotated[str, Field(min_length=1, max_length=100)]


class Group(BaseModel):
    """The base of every group: unknown keys are errors, and what isn't written stays the default of the house."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class TimeWords(Group):
    """Lengths, for routines that name none of their own."""

    setup_anchored: MillisecondsText | None = None
    """Time to fix an anchor and get into the band."""
    setup_free: MillisecondsText | None = None
    """Time to get into a band that needs no anchor."""
    ready: MillisecondsText | None = None
    """Count-in."""
    resume: MillisecondsText | None = None
    """Count-in after a pause."""
    rest: MillisecondsText | None = None
    """Between the sets of an exercise."""
    between: MillisecondsText | None = None
    """Between two exercises."""
    group_between: MillisecondsText | None = None
    """Between the exercises of a superset or circuit."""
    switch: MillisecondsText | None = None
    """Time to change sides."""
    starts: Literal["left", "right"] | None = None
    """The side that works first."""


class SoundWords(Group):
    """What is heard beside the voice."""

    beats: SwitchText | None = None
    """All sounds but the voice."""
    volume: PercentText | None = None
    glides: SwitchText | None = None
    """The rising and falling notes of a rep."""
    speaker: Literal["auto", "miniaudio", "simpleaudio", "silence"] | None = None
    delay: DelayText | None = None
    """From the device to the ear, for wireless headphones: `180ms`."""


class VoiceWords(Group):
    """What is spoken; `voice: off` turns all of it off."""

    on: SwitchText | None = None
    name: ShortText | None = None
    """One of the system's voices."""
    rate: RateText | None = None
    """Words a minute, 80 to 400."""
    language: ShortText | None = None
    counting: Literal["up", "down", "off"] | None = None
    """How reps are counted."""
    last_reps: Literal["down", "last one", "same"] | None = None
    """The last three reps: counted down, only the last one named, or as all others."""
    half_way: SwitchText | None = None
    verb_reps: FewText | None = None
    """In how many reps of a set the verb of each phase is spoken."""
    tips: SwitchText | None = None
    """A form tip in longer rests."""


class ScreenWords(Group):
    """What is seen."""

    theme: ShortText | None = None
    reduced_motion: SwitchText | None = None
    captions: SwitchText | None = None
    """Every cue in words."""
    flash: SwitchText | None = None
    """The screen flashes with the cues."""


class PreferencesWords(Group):
    """The whole file."""

    time: TimeWords = TimeWords()
    sound: SoundWords = SoundWords()
    voice: Annotated[VoiceWords, BeforeValidator(lambda value: {"on": value} if isinstance(value, str) else value)] = (
        VoiceWords()
    )
    screen: ScreenWords = ScreenWords()

    def settings(self) -> Settings:
        """The frozen value that everything else takes."""
        time = self.time.model_dump(exclude_none=True)
        if (starts := time.pop("starts", None)) is not None:
            time["first_side"] = Side(starts)
        voice = self.voice.model_dump(exclude_none=True)
        renamed = {"on": "voice", "name": "voice_name", "rate": "voice_rate", "tips": "tips_aloud"}
        voice = {renamed.get(key, key): value for key, value in voice.items()}
        return Settings(
            **time, **self.sound.model_dump(exclude_none=True), **voice, **self.screen.model_dump(exclude_none=True)
        )


def read_preferences(content: bytes | str, shown: str) -> Settings:
    """The settings that the text of a preferences file comes to; `shown` is the file's name in messages.

    Raises FileError with every problem, each at its line.
    """
    findings = Findings()
    marks: dict[Path, Text | Items | Keys] = {}
    try:
        text = checked(content.decode("utf-8-sig") if isinstance(content, bytes) else content, shown)
        tree = Composer(text, shown, findings, Budget()).compose()
        written = _plain(tree, (), marks)
    except UnicodeDecodeError:
        findings.tell(shown, 0, 0, "is not UTF-8; save it as UTF-8")
        written = None
    except TooMuch as error:
        findings.tell(shown, error.line, error.column, error.message)
        written = None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        findings.tell(
            shown, line, column, f"this is no YAML here ({error.problem}); write `key: value`, indented alike"
        )
        written = None
    except yaml.YAMLError as error:
        findings.tell(shown, 0, 0, f"this is no YAML ({error}); write `key: value`")
        written = None
    findings.settle()
    words = PreferencesWords()
    try:
        words = PreferencesWords.model_validate({} if written in (None, "") else written)
    except ValidationError as error:
        for place, message in _told(error):
            node = next(
                (marks[place[:length]] for length in range(len(place), -1, -1) if place[:length] in marks), None
            )
            findings.tell(shown, node.line if node else 1, node.column if node else 1, message)
    findings.settle()
    return words.settings()


def _plain(node: Node | None, path: Path, marks: dict[Path, Text | Items | Keys]) -> object:
    """The tree as dicts, lists and texts; `marks` gets the place of each: for a pair, of its key's value."""
    if node is None:
        return None
    marks.setdefault(path, node)
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Items):
        return [_plain(item, (*path, index), marks) for index, item in enumerate(node.items)]
    known: dict[str, object] = {}
    for word, (key, value) in node.pairs.items():
        name = "_".join(word.replace("-", " ").replace("_", " ").split())
        if isinstance(value, Text) and value.empty and name in _keys_at(path):
            continue  # a key with nothing after it leaves the default
        known[name] = _plain(value, (*path, name), marks)
        if name not in _keys_at(path):
            marks[*path, name] = key
    return known


def _keys_at(path: Path) -> tuple[str, ...]:
    if not path:
        return tuple(PreferencesWords.model_fields)
    group = PreferencesWords.model_fields.get(str(path[0]))
    words = group.annotation if group is not None and len(path) == 1 else None
    return tuple(words.model_fields) if isinstance(words, type) and issubclass(words, BaseModel) else ()


def _told(error: ValidationError) -> Iterator[tuple[Path, str]]:
    """Each fault with the path to it."""
    for fault in error.errors(include_url=False):
        place = tuple(fault["loc"])
        if fault["type"] == "extra_forbidden":
            keys = [key.replace("_", "-") for key in _keys_at(place[:-1])]
            word = str(place[-1]).replace("_", "-")
            close = nearest(word, keys)
            yield (
                place,
                f"unknown key {quoted(word)}; " + (f"did you mean {close[0]}?" if close else f"one of {listed(keys)}"),
            )
        elif fault["type"] == "value_error":
            yield place, str(fault["ctx"]["error"])
        elif fault["type"] == "literal_error":
            yield place, f"{quoted(str(fault['input']))} is not known here; write {fault['ctx']['expected']}"
        elif fault["type"] in ("model_type", "model_attributes_type"):
            keys = [key.replace("_", "-") for key in _keys_at(place)]
            yield place, f"keys belong here, indented below: {listed(keys)}"
        else:
            yield place, f"{quoted(str(fault['input']))}: {fault['msg'][:1].lower()}{fault['msg'][1:]}"


TEMPLATE = """\
# What you prefer, for all routines. Every line is optional; take the # away and change the value.
time:
#  setup-anchored: 20s     # fix the anchor, get into the band
#  setup-free: 10s         # get into a band that needs no anchor
#  ready: 5s               # count-in
#  resume: 3s              # count-in after a pause
#  rest: 60s               # between sets
#  between: 60s            # between exercises
#  group-between: 10s      # between the exercises of a superset or circuit
#  switch: 5s              # change sides
#  starts: left            # or right
sound:
#  beats: on               # every sound but the voice
#  volume: 100%
#  glides: on              # rising and falling notes through a rep
#  speaker: auto           # miniaudio, simpleaudio, silence
#  delay: 0ms              # from the device to your ear, for wireless headphones
voice:
#  on: yes
#  name:                   # one of your system's voices
#  rate: 165               # words a minute
#  language: en
#  counting: up            # down, off
#  last-reps: down         # last one, same
#  half-way: on
#  verb-reps: 2            # reps in which each phase is named
#  tips: on                # a form tip in longer rests
screen:
#  theme: bandtimer
#  reduced-motion: off
#  captions: off           # every cue in words
#  flash: off              # the screen flashes with the cues
"""
"""A preferences file that changes nothing and names every key."""
