"""The library: the person's files first, broken ones kept, timelines from a cache that is never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import modules_loaded_by

from bandtimer.compile_cache import MOST_ENTRIES, CompileCache, digest_of
from bandtimer.errors import BandtimerError, FileError
from bandtimer.folders import Folders
from bandtimer.library import Library, id_of
from bandtimer.settings import Settings
from bandtimer.summary import summarise
from bandtimer.targets import Targets
from bandtimer.timeline import Timeline

CURL = "name: Mine\ndo:\n  - prone-leg-curl: 2 x 5\n"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders.under(tmp_path / "home")


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def timeline(folders: Folders, word: str, week: int | None = None) -> Timeline:
    library = Library(folders)
    return library.timeline(library.routine(word), Settings(), Targets(), week)


def test_the_twelve_and_the_sixteen_are_there(folders: Folders):
    """A person with no files of their own has the twelve routines and the sixteen exercises."""
    library = Library(folders)
    assert len(library.routines()) == 12
    assert all(entry.shipped for entry in library.routines())
    assert len(library.exercises) == 16
    assert not library.exercises.broken


def test_a_persons_file_shadows_a_shipped_one(folders: Folders):
    """A file of the person's own takes the place of the shipped one of its name, and comes first."""
    put(folders.routines / "leg-day-blueprint.yaml", CURL)
    library = Library(folders)
    assert len(library.routines()) == 12
    assert library.routines()[0].id == "leg-day-blueprint"
    assert timeline(folders, "leg-day-blueprint").name == "Mine"


def test_a_routine_is_found_by_id_by_name_and_by_path(folders: Folders, tmp_path: Path, monkeypatch):
    """An id, the name as a heading and a file mean the routine; a file of the library is known by its id."""
    library = Library(folders)
    by_id = library.routine("leg-day-blueprint")
    assert library.routine("Leg-Day Blueprint") == by_id
    assert library.routine(str(by_id.path)) == by_id
    put(tmp_path / "my.yaml", CURL)
    monkeypatch.chdir(tmp_path)
    assert library.routine("my.yaml").id == "my.yaml"
    assert library.routine("./my.yaml").path == Path("my.yaml")


def test_a_wrong_name_is_told_with_the_nearest(folders: Folders):
    """An unknown routine says which was likely meant."""
    with pytest.raises(BandtimerError, match="did you mean leg-day-blueprint"):
        Library(folders).routine("leg-day-bluprint")
    with pytest.raises(BandtimerError, match=r"there is no file nope\.yaml"):
        Library(folders).routine("nope.yaml")


def test_a_broken_file_stays_in_the_list(folders: Folders):
    """A routine that can't be read is listed with its first problem and its line, and hides no other."""
    put(folders.routines / "bad.yaml", "name: Bad\ndo:\n  - prone-leg-crl: 2 x 5\n")
    summaries = summarise(Library(folders), Settings(), Targets(), {})
    assert len(summaries) == 13
    assert summaries[0].id == "bad"
    assert "bad.yaml:3:" in (summaries[0].problem or "")
    assert all(summary.problem is None and summary.duration for summary in summaries[1:])


def test_own_exercises_are_merged_and_a_broken_one_is_named(folders: Folders):
    """An exercise of the person's own can be used; a broken one harms only the routines that name it."""
    put(folders.exercises / "towel-slide.yaml", "name: Towel slide\nreps: 8-12\n")
    put(folders.exercises / "broken-one.yaml", "nam: Oops\n")
    put(folders.routines / "slides.yaml", "name: Slides\ndo:\n  - towel-slide: 2 x 8\n")
    put(folders.routines / "uses-broken.yaml", "name: U\ndo:\n  - broken-one: 2 x 8\n")
    assert timeline(folders, "slides").cards["towel-slide"].name == "Towel slide"
    with pytest.raises(FileError) as raised:
        timeline(folders, "uses-broken")
    assert "broken-one.yaml:1:" in str(raised.value)
    assert timeline(folders, "leg-day-blueprint").duration > 0


def test_include_finds_files_beside_then_the_library(folders: Folders, tmp_path: Path):
    """What a routine outside the library includes is looked for beside it first; the person's before the shipped."""
    put(tmp_path / "work" / "part.yaml", CURL)
    put(tmp_path / "work" / "whole.yaml", "name: W\ndo:\n  - include: part\n  - include: hip-warm-up\n")
    made = timeline(folders, str(tmp_path / "work" / "whole.yaml"))
    assert list(made.cards) == ["prone-leg-curl", "supine-leg-extension"]
    put(folders.routines / "hip-warm-up.yaml", "name: H\ndo:\n  - good-morning: 3\n")
    made = timeline(folders, str(tmp_path / "work" / "whole.yaml"))
    assert list(made.cards) == ["prone-leg-curl", "good-morning"]


def test_a_plan_error_has_its_line(folders: Folders):
    """What can't be laid out in time is told at the step it is about."""
    put(folders.routines / "tight.yaml", "name: T\ndo:\n  - prone-leg-curl: 3 x 30 @ 3-0-3-0, every 60s\n")
    with pytest.raises(FileError) as raised:
        timeline(folders, "tight")
    assert raised.value.problems[0].line == 3


def test_the_cache_gives_the_same_timeline(folders: Folders):
    """A timeline from the cache equals the compiled one, for every stock routine."""
    for entry in Library(folders).routines():
        cold = timeline(folders, entry.id)
        assert timeline(folders, entry.id) == cold
    assert len(list((folders.cache / "timelines").iterdir())) == 12


@pytest.mark.parametrize("what", ["routine", "included", "exercise", "settings", "targets", "week", "shadowing"])
def test_the_cache_knows_every_change(folders: Folders, what: str):
    """Whatever shapes the timeline, a change of it is seen: nothing stale is ever done."""
    put(folders.routines / "part.yaml", CURL)
    mine = (
        "name: M\ndo:\n  - include: part\n  - include: hip-warm-up\n"
        "  - good-morning:\n      line: 2 x 10-12\n      weeks: {2: 3 x 5}\n"
    )
    put(folders.routines / "m.yaml", mine)
    library = Library(folders)
    settings, targets, week = Settings(), Targets(), None
    before = library.timeline(library.routine("m"), settings, targets, week)
    match what:
        case "routine":
            put(folders.routines / "m.yaml", mine.replace("10-12", "11-12"))
        case "included":
            put(folders.routines / "part.yaml", CURL.replace("2 x 5", "2 x 6"))
        case "exercise":
            source = Library(folders).exercises.entries["good-morning"].path
            text = source.read_text(encoding="utf-8").replace("tempo: 3-0-1-1", "tempo: 4-0-1-1")
            put(folders.exercises / "good-morning.yaml", text)
        case "settings":
            settings = Settings(rest=61_000)
        case "targets":
            targets = Targets("top")
        case "week":
            week = 2
        case "shadowing":
            put(folders.routines / "hip-warm-up.yaml", CURL)
    library = Library(folders)
    assert library.timeline(library.routine("m"), settings, targets, week) != before


@pytest.mark.parametrize("damage", [b"", b"{", b"[]\n[]", b'{"included": []}\n{"version": 1}', b"\xff\xfe\n\x00"])
def test_a_damaged_cache_is_compiled_anew(folders: Folders, damage: bytes):
    """Whatever stands in a cache file, the timeline is right, and the entry is mended."""
    whole = timeline(folders, "hip-warm-up")
    (entry,) = (folders.cache / "timelines").iterdir()
    kept = entry.read_bytes()
    entry.write_bytes(damage)
    assert timeline(folders, "hip-warm-up") == whole
    assert entry.read_bytes() == kept


def test_a_cache_that_cannot_be_written_is_not_missed(folders: Folders):
    """Where a file stands in the cache's place, everything works."""
    put(folders.cache, "in the way")
    assert timeline(folders, "hip-warm-up").duration > 0


def test_the_cache_is_bounded(folders: Folders):
    """Old entries go; those read lately stay."""
    cache = CompileCache(folders.cache)
    made = timeline(folders, "hip-warm-up")
    for number in range(MOST_ENTRIES + 5):
        cache.write(f"{number:03}", (), made)
    left = list(folders.cache.glob("*.json"))
    assert len(left) == MOST_ENTRIES
    assert cache.read(f"{MOST_ENTRIES + 4:03}", lambda _: True) == made


def test_digests_keep_parts_apart():
    """Parts that run together differently have different hashes."""
    assert digest_of(b"ab", b"c") != digest_of(b"a", b"bc")


def test_ids_come_from_names():
    """A name becomes lowercase words with hyphens."""
    assert id_of("Leg-day blueprint!") == "leg-day-blueprint"
    assert id_of("Übung №1") == "übung-1"


def test_a_warm_start_loads_nothing_heavy():
    """With a warm cache a routine is laid out without pydantic, YAML, sqlite3, numpy or textual."""
    heavy = {"pydantic", "yaml", "sqlite3", "numpy", "textual", "rich", "miniaudio"}
    assert heavy & modules_loaded_by("show", "leg-day-blueprint")  # cold: it is read and compiled
    assert not heavy & modules_loaded_by("show", "leg-day-blueprint")


def test_a_warm_run_reads_no_yaml():
    """A whole session on a warm cache needs neither pydantic nor YAML."""
    words = ("run", "hip-warm-up", "--plain", "--speed", "1000", "--no-voice")
    modules_loaded_by(*words)
    assert not {"pydantic", "yaml"} & modules_loaded_by(*words)
