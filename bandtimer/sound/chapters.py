"""Chapters of a recording, one for each exercise, in the way each file format keeps them."""

from __future__ import annotations

import shutil
import struct
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.sound.frames import to_frames
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from bandtimer.timeline import Timeline


class Chapter(NamedTuple):
    """A stretch of the recording."""

    start: int
    """Milliseconds from the start of the recording."""
    title: str


def of_timeline(timeline: Timeline, start: int, end: int) -> tuple[Chapter, ...]:
    """Where each exercise begins with what leads to it, for the part from `start` to `end` (ms)."""
    found: list[Chapter] = []
    before: tuple[str, int] | None = None
    for plan in timeline.sets:
        if (plan.exercise, plan.step) == before:
            continue
        before = (plan.exercise, plan.step)
        first = timeline.segments[plan.approach]
        begins = 0 if not found else first.start
        if found and first.kind is Kind.REST:
            begins = first.end
        found.append(Chapter(begins, timeline.card_of(plan).name))
    inside = [Chapter(max(chapter.start, start) - start, chapter.title) for chapter in found if chapter.start < end]
    return tuple(
        chapter
        for chapter, following in zip(inside, [*inside[1:], None], strict=True)
        if following is None or following.start > chapter.start
    )


def embed(path: Path, title: str, chapters: Sequence[Chapter], length: int) -> bool:
    """Write title and chapters into a finished file of `length` ms; False where its format has no place for them."""
    match path.suffix:
        case ".wav":
            _into_wav(path, chapters)
        case ".flac":
            _into_flac(path, title, chapters)
        case ".mp3":
            _into_mp3(path, title, chapters, length)
        case _:
            return False
    return True


def sheet(name: str, title: str, chapters: Sequence[Chapter]) -> str:
    """A cue sheet for the recording that is called `name`: players read it from beside the file."""
    lines = [f'TITLE "{_quoted(title)}"', f'FILE "{_quoted(name)}" WAVE']
    for number, chapter in enumerate(chapters, start=1):
        minutes, rest = divmod(chapter.start, 60_000)
        seconds, milliseconds = divmod(rest, 1_000)
        lines += [
            f"  TRACK {number:02} AUDIO",
            f'    TITLE "{_quoted(chapter.title)}"',
            f"    INDEX 01 {minutes:02}:{seconds:02}:{milliseconds * 75 // 1_000:02}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace('"', "'")


def _into_wav(path: Path, chapters: Sequence[Chapter]) -> None:
    """Cue points and their labels, as chunks after the sound."""
    points = struct.pack("<I", len(chapters))
    labels = b"adtl"
    for number, chapter in enumerate(chapters, start=1):
        frame = to_frames(chapter.start)
        points += struct.pack("<II4sIII", number, frame, b"data", 0, 0, frame)
        labels += _riff_chunk(b"labl", struct.pack("<I", number) + chapter.title.encode() + b"\0")
    with path.open("r+b") as file:
        file.seek(0, 2)
        if file.tell() % 2:
            file.write(b"\0")
        file.write(_riff_chunk(b"cue ", points) + _riff_chunk(b"LIST", labels))
        size = file.tell() - 8
        file.seek(4)
        file.write(struct.pack("<I", size))


def _riff_chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _into_flac(path: Path, title: str, chapters: Sequence[Chapter]) -> None:
    """Vorbis comments `CHAPTER001` and `CHAPTER001NAME`, in place of the comments there were."""
    comments = [f"TITLE={title}"]
    for number, chapter in enumerate(chapters):
        comments += [f"CHAPTER{number:03}={_clock(chapter.start)}", f"CHAPTER{number:03}NAME={chapter.title}"]
    vendor = b"bandtimer"
    data = struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", len(comments))
    for comment in comments:
        data += struct.pack("<I", len(comment.encode())) + comment.encode()

    with path.open("rb") as file:
        file.seek(4)
        blocks = [(kind, content) for kind, content in _flac_blocks(file) if kind not in (_COMMENTS, _PADDING)]
        blocks.append((_COMMENTS, data))
        head = b"fLaC"
        for number, (kind, content) in enumerate(blocks):
            last = 0x80 if number == len(blocks) - 1 else 0
            head += bytes([kind | last]) + len(content).to_bytes(3, "big") + content
        _rewritten(path, head, file)


_COMMENTS, _PADDING = 4, 1


def _flac_blocks(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    last = False
    while not last:
        header = file.read(4)
        last = bool(header[0] & 0x80)
        yield header[0] & 0x7F, file.read(int.from_bytes(header[1:4], "big"))


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _into_mp3(path: Path, title: str, chapters: Sequence[Chapter], length: int) -> None:
    """An ID3v2.3 tag with a title, a table of contents and a frame for each chapter."""
    ends = [chapter.start for chapter in chapters[1:]] + [length]
    names = [f"chapter{number}".encode() + b"\0" for number in range(len(chapters))]
    frames = _id3_text(b"TIT2", title)
    if chapters:
        frames += _id3_frame(b"CTOC", b"contents\0" + bytes([3, min(len(names), 255)]) + b"".join(names[:255]))
    for name, chapter, end in zip(names, chapters, ends, strict=True):
        times = struct.pack(">IIII", chapter.start, end, 0xFFFFFFFF, 0xFFFFFFFF)
        frames += _id3_frame(b"CHAP", name + times + _id3_text(b"TIT2", chapter.title))
    size = len(frames)
    sevens = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    with path.open("rb") as file:
        start = file.read(10)
        if start[:3] == b"ID3":  # the encoder's own tag gives way to ours
            old = sum((byte & 0x7F) << shift for byte, shift in zip(start[6:10], (21, 14, 7, 0), strict=True))
            file.seek(10 + old)
        else:
            file.seek(0)
        _rewritten(path, b"ID3\x03\0\0" + sevens + frames, file)


def _id3_frame(name: bytes, data: bytes) -> bytes:
    return name + struct.pack(">I", len(data)) + b"\0\0" + data


def _id3_text(name: bytes, text: str) -> bytes:
    return _id3_frame(name, b"\x01" + text.encode("utf-16"))


def _rewritten(path: Path, head: bytes, rest: BinaryIO) -> None:
    """Put `head` and what is left of `rest` (the file itself, open) in place of the file."""
    renewed = path.with_name(path.name + ".tagged")
    try:
        with renewed.open("wb") as file:
            file.write(head)
            shutil.copyfileobj(rest, file, 1 << 20)
        renewed.replace(path)
    finally:
        renewed.unlink(missing_ok=True)
