"""The shipped exercises against the catalogue: how they run, and every tip in its place with its source."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from bandtimer.exercise import Exercise, Level, Pattern
from bandtimer.timeline import End

ROOT = Path(__file__).parents[1]

PRESSES = {"supine-double-leg-press", "supine-leg-press-pulses", "supine-single-leg-press"}
FROM_A = PRESSES | {"supine-leg-extension", "quadruped-kickback", "straight-leg-lower", "core-leg-extension"}
CURLS = {"prone-leg-curl", "prone-leg-curl-hold", "assisted-nordic-curl", "standing-leg-curl"}
HINGES = {"good-morning", "pull-through", "band-resisted-rdl"}
DESK = {"supine-leg-fling", "supine-active-stretch"}
FROM_B = CURLS | HINGES | DESK
ALL = FROM_A | FROM_B

SUPINE_ONE_LEG = {"supine-leg-extension", "supine-single-leg-press", "straight-leg-lower"} | DESK
SUPINE = SUPINE_ONE_LEG | PRESSES
HAND_HELD = SUPINE_ONE_LEG | {"quadruped-kickback", "core-leg-extension"}
ANCHORED = PRESSES | CURLS | {"pull-through", "band-resisted-rdl"}
HOLDS = {"prone-leg-curl-hold", "supine-active-stretch"}
EACH_SIDE = HAND_HELD | {"standing-leg-curl"}

FIRST_ECCENTRIC = HINGES | {"assisted-nordic-curl", "supine-leg-fling"}
"""What lengthens first, as the catalogue says; a stretch that is only held has no first phase there."""

PATTERNS = (
    {name: {Pattern.LEG_EXTENSION} for name in PRESSES | {"supine-leg-extension"}}
    | {name: {Pattern.HIP_EXTENSION} for name in {"quadruped-kickback", "straight-leg-lower"} | HINGES | DESK}
    | {name: {Pattern.KNEE_FLEXION} for name in CURLS}
    | {"core-leg-extension": {Pattern.LEG_EXTENSION, Pattern.CORE}}
)

DOSES = {
    "supine-leg-extension": ("10-20", "A, warm-up"),
    "supine-double-leg-press": ("10-20", "A, beginner"),
    "supine-leg-press-pulses": ("20-40", "ours"),
    "supine-single-leg-press": ("10-20", "A, beginner"),
    "quadruped-kickback": ("10-20", "A, all 4s"),
    "straight-leg-lower": ("8-12", "ours"),
    "core-leg-extension": ("8-12", "ours"),
    "prone-leg-curl": ("25", "B, blueprint"),
    "prone-leg-curl-hold": ("30-60s", "B, blueprint"),
    "good-morning": ("10-20", "ours"),
    "assisted-nordic-curl": ("3-8", "ours"),
    "standing-leg-curl": ("10-20", "ours"),
    "supine-leg-fling": ("8-15", "ours"),
    "supine-active-stretch": ("30-60s", "ours"),
    "pull-through": ("100", "B, no gym"),
    "band-resisted-rdl": ("6-10", "ours"),
}


class Row(NamedTuple):
    """A fact of the catalogue and where it must be shown."""

    words: str
    """What our sentence for it must hold, as a regular expression."""
    source: str
    exercises: set[str]
    moments: set[str]
    """The moments that it must at least be shown at."""


TABLE = (
    Row("pull more .*hands.* harder", "A, warm-up", HAND_HELD, {"setup"}),
    Row("slowly .*(out|down).* slowly (back|up)", "A, all", FROM_A, {"concentric", "eccentric"}),
    Row("lock", "A, all", FROM_A - {"core-leg-extension"}, {"concentric"}),
    Row("hip joint alone", "A, straight leg lift", {"straight-leg-lower", "supine-leg-fling"}, {"eccentric"}),
    Row("form.* under the glutes", "A, all 4s", {"quadruped-kickback"}, {"concentric"}),
    Row("near where the hamstring begins at the hip", "A, beginner", {"supine-leg-press-pulses"}, {"concentric"}),
    Row("may help posture and some low-back pain", "A, beginner", {"supine-leg-press-pulses"}, {"page"}),
    Row("resting leg bent.* flat", "A, weak core", SUPINE_ONE_LEG, {"setup"}),
    Row("one leg .*core is weak.*both when it is stronger", "A, weak core", PRESSES, {"page"}),
    Row("deep abdominals before", "A, weak core", SUPINE, {"setup"}),
    Row("ends.* arms and upper core", "A, weak core", HAND_HELD, {"rest"}),
    Row("trunk with the abdominals", "A, advanced", {"core-leg-extension"}, {"concentric", "eccentric"}),
    Row("own .*peak", "B, science", CURLS | {"good-morning"} | HOLDS, set()),
    Row("no momentum.* snaps", "B, moves", CURLS, {"concentric"}),
    Row("traps, never .*neck", "B, moves", {"good-morning"}, {"setup"}),
    Row("spine rigid.* hips", "B, moves", HINGES, {"setup", "eccentric"}),
    Row("squeeze glutes and hamstrings", "B, moves", {"good-morning", "pull-through"}, {"pause"}),
    Row("fight .*lengthening half.* muscle", "B, mistakes", ALL - {"supine-active-stretch"}, {"eccentric"}),
    Row("rack.*sofa.*real tree.*never a light table", "B, mistakes", ANCHORED, {"setup"}),
    Row(
        "both jobs.* bend the knee and extend the hip",
        "B, mistakes",
        FROM_B | {"quadruped-kickback", "straight-leg-lower"},
        {"page"},
    ),
    Row("failure when priming.* blood", "B, blueprint", {"prone-leg-curl"}, {"setup", "rest"}),
    Row("shaking.* nervous system adapts", "B, blueprint", HOLDS, {"hold"}),
    Row("bar close to your shins", "B, blueprint", {"band-resisted-rdl"}, {"eccentric", "concentric"}),
    Row("mini-bands.*41-inch loop.*150 lb", "B, don't buy the cheap stuff", CURLS | HINGES, {"page"}),
    Row("band tight for the whole set", "B, no gym", {"pull-through"}, {"concentric"}),
    Row("high reps.* blood to tendons that get little", "B, no gym", {"pull-through"}, {"page"}),
    Row(
        "warm up .*before the real work",
        "A, warm-up",
        FROM_A | {"good-morning", "band-resisted-rdl", "assisted-nordic-curl"},
        {"page"},
    ),
    Row(
        "10 reps.* 20",
        "A, beginner, all 4s",
        {name for name, (dose, _) in DOSES.items() if dose == "10-20"},
        {"rest"},
    ),
    Row("new, weak or back after a pause", "A, beginner", {"supine-double-leg-press"}, {"page"}),
    Row("may help low-back pain.*too little support", "A, all 4s", {"quadruped-kickback"}, {"page"}),
    Row("someone who knows.* physical therapist.*balance", "A, advanced", {"core-leg-extension"}, {"setup", "page"}),
    Row("carries you most where you are weakest", "B, weak link", {"assisted-nordic-curl"}, {"eccentric"}),
    Row("brakes of your legs", "B, weak link", {"assisted-nordic-curl"}, {"rest"}),
    Row("upper hamstring, where it joins the pelvis", "B, mistakes", HINGES, {"rest"}),
    Row("sitting keeps hamstrings short.* can show up as low-back ache", "B, desk workers", DESK, {"rest"}),
    Row("sleepy hamstrings.*quick circuit.*quads overpower", "B, runners", {"standing-leg-curl"}, {"rest"}),
    Row("barbell version.* kinder", "B, moves", {"good-morning"}, {"page"}),
    Row("not better.*one study saw more activation", "B, better than weights", FROM_B, {"page"}),
    Row("heavy squats and deadlifts until after", "B, blueprint", {"prone-leg-curl"}, {"rest"}),
    Row("park, a hotel, a back yard", "B, no gym", ANCHORED, {"page"}),
    Row("sharp pain", "ours", ALL, {"setup"}),
    # Facts that the catalogue tells outside its table of tips.
    Row("the way down is the point", "B, weak link", {"assisted-nordic-curl"}, {"eccentric"}),
    Row("thinner band as you grow stronger", "B, weak link", {"assisted-nordic-curl"}, {"rest"}),
    Row("others have become easy", "A, advanced", {"core-leg-extension"}, {"page"}),
    Row("tubing.* on all fours", "A, all 4s", {"quadruped-kickback"}, {"page"}),
    Row("push off with your hands", "ours", {"assisted-nordic-curl"}, {"concentric"}),
)


def _load(path: Path) -> Exercise:
    return Exercise.model_validate(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))


LIBRARY = {path.stem: _load(path) for path in sorted((ROOT / "routines/exercises").glob("*.yaml"))}

each_exercise = pytest.mark.parametrize("name", sorted(ALL))


def test_the_library_holds_the_sixteen_exercises_of_the_catalogue():
    """The 16 ids, seven from A and nine from B, and no other file."""
    assert set(LIBRARY) == ALL == set(DOSES) == set(PATTERNS)
    assert (len(FROM_A), len(FROM_B)) == (7, 9)
    assert {name for name, exercise in LIBRARY.items() if exercise.source.startswith("A, ")} == FROM_A
    assert {name for name, exercise in LIBRARY.items() if exercise.source.startswith("B, ")} == FROM_B


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.words)
def test_each_tip_of_the_catalogue_is_on_the_exercises_it_names(row: Row):
    """The fact is there on exactly those exercises, with its source, at its moments."""
    found = {
        name: [tip for tip in exercise.tips if re.search(row.words, tip.text.lower()) and tip.source == row.source]
        for name, exercise in LIBRARY.items()
    }
    assert {name for name, tips in found.items() if tips} == row.exercises
    for name in row.exercises:
        shown = {moment for tip in found[name] for moment in tip.when}
        assert row.moments <= shown, name


@each_exercise
def test_no_tip_claims_a_source_for_what_the_catalogue_does_not_say(name: str):
    """Every tip is one of the table's, under the source that the table names."""
    for tip in LIBRARY[name].tips:
        assert [row for row in TABLE if re.search(row.words, tip.text.lower()) and row.source == tip.source], tip


@each_exercise
def test_a_tip_is_one_short_sentence_that_reads_at_three_metres(name: str):
    """At most 90 characters, one full stop at its end, no sentence twice in an exercise."""
    texts = [tip.text for tip in LIBRARY[name].tips]
    assert len(texts) == len(set(texts))
    for text in texts:
        assert len(text) <= 90
        assert text[0].isupper()
        assert text.endswith(".") and text.count(". ") == 0


@each_exercise
def test_claims_about_health_stay_cautious(name: str):
    """Pain and posture only ever `may` get better, and nothing cures or prevents."""
    exercise = LIBRARY[name]
    for text in (exercise.about, *(tip.text for tip in exercise.tips)):
        assert not re.search(r"\b(cure|heals|treat|prevent|fix|guarantee)", text.lower())
        if re.search(r"posture|pain\b", text) and "sharp pain" not in text:
            assert "may help" in text


def test_what_compares_bands_with_weights_stays_on_the_library_page():
    """It is no news for a person in the middle of a set."""
    tips = [tip for exercise in LIBRARY.values() for tip in exercise.tips if tip.source == "B, better than weights"]
    assert tips
    assert {tip.when for tip in tips} == {("page",)}


@each_exercise
def test_each_moment_that_shows_a_tip_has_one(name: str):
    """Set-up, rest, page, and the phases that the exercise has."""
    exercise = LIBRARY[name]
    shown = {moment for tip in exercise.tips for moment in tip.when}
    assert {"setup", "rest", "page"} <= shown
    assert {"hold"} <= shown if exercise.hold else {"concentric", "eccentric"} <= shown


@each_exercise
def test_the_first_tip_of_a_set_up_is_about_safety(name: str):
    """The anchor where there is one, the neck under a band, sharp pain elsewhere."""
    exercise = LIBRARY[name]
    first = next(tip for tip in exercise.tips if "setup" in tip.when)
    if exercise.anchor:
        assert "anchor" in first.text
    else:
        assert "neck" in first.text if name == "good-morning" else "sharp pain" in first.text


@each_exercise
def test_a_rep_begins_with_the_phase_that_the_catalogue_names(name: str):
    """Hinges, Nordics and flings lengthen first; presses, extensions and curls shorten first."""
    if name != "supine-active-stretch":
        assert LIBRARY[name].first == ("eccentric" if name in FIRST_ECCENTRIC else "concentric")


@each_exercise
def test_the_way_back_is_never_faster_than_the_way_there(name: str):
    """The eccentric lasts at least as long as the concentric; A's exercises are slow both ways."""
    tempo = LIBRARY[name].tempo
    assert tempo.eccentric >= tempo.concentric > 0
    if name in FROM_A - {"supine-leg-press-pulses"}:
        assert tempo.eccentric == tempo.concentric >= 3_000


@each_exercise
def test_every_phase_has_its_words(name: str):
    """A long and a short verb for each phase that a rep, a hold or timed work can have, and when to breathe."""
    exercise = LIBRARY[name]
    assert set(exercise.verbs) == {"concentric", "eccentric", "contracted", "stretched", "hold", "work", "release"}
    for words in exercise.verbs.values():
        assert 0 < len(words.short) <= len(words.long) <= 40
        assert len(words.short.split()) <= 3
    assert set(exercise.breathing) == {"concentric", "eccentric", "pause", "hold", "work"}
    assert all(exercise.breathing.values())


@each_exercise
def test_the_dose_is_the_source_s_or_marked_ours(name: str):
    """Reps or seconds as the catalogue has them, with where they come from."""
    exercise = LIBRARY[name]
    dose, source = DOSES[name]
    assert (exercise.reps is None) != (exercise.hold is None)
    assert str(exercise.reps or exercise.hold) == dose
    assert exercise.dose_source == source
    assert (exercise.hold is not None) == (name in HOLDS)


def test_the_primer_is_two_sets_and_the_holds_stand_where_they_should():
    """2 × 25 curls; the curl is held contracted, the stretch stretched."""
    assert LIBRARY["prone-leg-curl"].sets == 2
    assert LIBRARY["prone-leg-curl-hold"].hold_at is End.CONTRACTED
    assert LIBRARY["supine-active-stretch"].hold_at is End.STRETCHED


@each_exercise
def test_the_way_in_is_told_step_by_step(name: str):
    """Position, at least three steps, and a place for the band in a long and a short form for the voice."""
    exercise = LIBRARY[name]
    assert exercise.position and exercise.about
    assert 3 <= len(exercise.setup) <= 5
    assert all(step.endswith(".") and len(step) <= 90 for step in exercise.setup)
    assert 0 < len(exercise.place.short) < len(exercise.place.long) <= 80


@each_exercise
def test_bands_anchors_and_hands_are_those_of_the_catalogue(name: str):
    """A uses a flat band, B the loop; an anchored exercise has a step that tests the anchor."""
    exercise = LIBRARY[name]
    assert exercise.band == ("flat" if name in FROM_A else "loop")
    assert exercise.hand_held == (name in HAND_HELD)
    assert (exercise.anchor is not None) == (name in ANCHORED)
    assert any(re.search("[Tt]ug (it|the band) hard", step) for step in exercise.setup) == (name in ANCHORED)
    assert exercise.sides == ("each" if name in EACH_SIDE else "both")
    assert set(exercise.pattern) == PATTERNS[name]


def test_equipment_names_what_lies_beside_band_and_anchor():
    """A barbell for the deadlift, a hold for the ankles in the Nordic, nothing elsewhere."""
    needs = {name: exercise.equipment for name, exercise in LIBRARY.items() if exercise.equipment}
    assert set(needs) == {"band-resisted-rdl", "assisted-nordic-curl"}
    assert needs["band-resisted-rdl"] == ("barbell",)
    assert any("ankles" in thing for thing in needs["assisted-nordic-curl"])


def test_easier_and_harder_are_two_ways_to_say_one_thing():
    """Each id exists, and whoever names a harder exercise is named by it as easier."""
    harder = {(name, other) for name, exercise in LIBRARY.items() for other in exercise.harder}
    easier = {(other, name) for name, exercise in LIBRARY.items() for other in exercise.easier}
    assert harder == easier
    assert {name for pair in harder for name in pair} <= ALL
    assert ("supine-single-leg-press", "supine-double-leg-press") in harder
    assert set(LIBRARY["core-leg-extension"].easier) == FROM_A - {"core-leg-extension"}


def test_only_the_core_leg_extension_is_advanced_and_only_the_nordic_goes_thinner():
    """As the sources say it."""
    assert {name for name, e in LIBRARY.items() if e.level is Level.ADVANCED} == {"core-leg-extension"}
    assert {name for name, e in LIBRARY.items() if e.progress_band == "thinner"} == {"assisted-nordic-curl"}


def test_the_page_about_the_sources_lists_every_section_and_every_dose_of_ours():
    """docs/sources.md keeps up with the files, and says once that it is no medical advice."""
    page = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    named = {tip.source for exercise in LIBRARY.values() for tip in exercise.tips}
    named |= {source for exercise in LIBRARY.values() for source in (exercise.source, exercise.dose_source)}
    assert [source for source in sorted(named) if f"`{source}`" not in page] == []
    for name, exercise in LIBRARY.items():
        assert (f"| `{name}` |" in page) == (exercise.dose_source == "ours"), name
    assert page.lower().count("medical advice") == 1
