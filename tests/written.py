"""Routines as people might write them: strategies for coach's lines, with the long form that says the same."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from stock import EXERCISES, ROOT

__all__ = ["ROOT", "coach_lines", "lines_and_keys", "routine_texts"]

SMALL = st.integers(1, 40)


@st.composite
def spans(draw: st.DrawFn, *, ranges: bool = True) -> str:
    """A length with its unit, or a range of lengths."""
    low = draw(SMALL)
    unit = draw(st.sampled_from(("s", "min", " s", " sec", "m")))
    forms = [f"{low}{unit}", f"{low}:{draw(st.integers(0, 59)):02}", f"{low}.5{unit}"]
    if ranges:
        forms += [f"{low}-{low + draw(SMALL)}{unit}", f"{low}s-{low + 1}min"]
    return draw(st.sampled_from(forms))


@st.composite
def tempos(draw: st.DrawFn) -> str:
    """A tempo, separated or run together, with three fields or four."""
    fields = [str(draw(st.integers(1, 9))), str(draw(st.integers(0, 9))), draw(st.sampled_from("123X"))]
    fields += [str(draw(st.integers(0, 9)))] * draw(st.integers(0, 1))
    return draw(st.sampled_from(("-", "/", ":", ""))).join(fields)


@st.composite
def lines_and_keys(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A coach's line and the keys of the long form that say the same."""
    keys: dict[str, str] = {}
    by = draw(st.sampled_from((" x ", "x", " × ", " X ")))
    count = draw(st.sampled_from(("", "3", "2-3")))
    measure = draw(st.sampled_from(("reps", "range", "each", "max", "hold", "work", "bouts", "let go")))
    if measure == "let go":
        number, time, off = draw(SMALL), draw(spans()), draw(spans(ranges=False))
        keys |= {"sets": "1", "bouts": str(number), "hold": time, "off": off}
        return f"{number}{by}{time} hold, off {off}", keys
    if measure == "each":
        each = "/".join(map(str, draw(st.lists(SMALL, min_size=2, max_size=4))))
        dose, count = each, ""
        keys["reps"] = each
    elif measure in ("hold", "work"):
        time = draw(spans()) + draw(st.sampled_from(("", "+")))
        dose = f"{time} {measure}"
        keys[measure] = time
    elif measure == "bouts":
        number, time, off = draw(SMALL), draw(spans()), draw(spans(ranges=False))
        dose = f"({number}{by}{time} hold, {off} off)"
        keys |= {"bouts": str(number), "hold": time, "off": off}
    else:
        low = draw(SMALL)
        dose = {"reps": str(low), "range": f"{low}-{low + 5}", "max": "max"}[measure]
        keys["reps"] = dose
    if count:
        keys["sets"] = count
        dose = f"{count}{by}{dose}"
    if draw(st.booleans()):
        keys["tempo"] = draw(tempos())
        dose += f" @ {keys['tempo']}"
    options: dict[str, str] = {}
    if draw(st.booleans()):
        options["sides"] = draw(st.sampled_from(("each side", "alternate", "left", "right", "both")))
    for key, values in (
        ("first", st.sampled_from(("concentric", "eccentric"))),
        ("partial", st.sampled_from(("top", "bottom", "middle"))),
        ("switch", spans(ranges=False)),
        draw(st.sampled_from((("rest", spans()), ("rest", st.just("ready")), ("every", spans(ranges=False))))),
    ):
        if draw(st.booleans()):
            options[key] = draw(values)
    keys |= options
    if keys.get("sides") == "each side":
        keys["sides"] = "each"
    said = [
        value if key == "sides" else f"{key} {value}" for key, value in draw(st.permutations(list(options.items())))
    ]
    return ", ".join([dose, *said]), keys


def coach_lines() -> st.SearchStrategy[str]:
    """Lines alone."""
    return lines_and_keys().map(lambda pair: pair[0])


WORDS = st.text(
    st.sampled_from("abc XYZ 0189 :#-'\"\\,[]{}&*!|>%@`?~=é中😀\u00a0"), min_size=1, max_size=24
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip


@st.composite
def steps(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """One step as plain data; texts as the file would hold them."""
    kinds = ["exercise"] * 4 + ["rest", "wait"] + (["superset", "circuit", "rounds"] if depth else [])
    kind = draw(st.sampled_from(kinds))
    if kind == "rest":
        return {"rest": draw(st.one_of(st.just("ready"), spans()))}
    if kind == "wait":
        return {"wait": draw(WORDS)}
    if kind != "exercise":
        group: dict[str, Any] = {"do": draw(st.lists(steps(depth - 1), min_size=1, max_size=3))}
        if draw(st.booleans()):
            group["rounds"] = str(draw(SMALL))
        if draw(st.booleans()):
            group["rest"] = draw(spans())
        return {kind: group}
    line, keys = draw(lines_and_keys())
    if draw(st.booleans()):
        return {draw(st.sampled_from(sorted(EXERCISES))): line}
    extra = {"say": draw(WORDS), "band": draw(WORDS), "cues": draw(st.sampled_from(("on", "off")))}
    kept = draw(st.sets(st.sampled_from(sorted(extra))))
    keys |= {key: extra[key] for key in kept}
    if draw(st.booleans()):
        weeks = {"1": "3 x 15", "2-3": "30s hold, rest 10s", "4+": {"tempo": "3-1-3", "sets": "2"}}
        keys = {key: value for key, value in keys.items() if key not in ("every", "reps", "off", "bouts")}
        keys["weeks"] = {key: weeks[key] for key in draw(st.sets(st.sampled_from(sorted(weeks)), min_size=1))}
    return {draw(st.sampled_from(sorted(EXERCISES))): keys}


@st.composite
def routine_texts(draw: st.DrawFn) -> str:
    """The text of a valid routine."""
    from bandtimer.yaml_writing import yaml_text

    blocks: list[Any] = []
    for _ in range(draw(st.integers(1, 3))):
        block: dict[str, Any] = {"do": draw(st.lists(steps(), min_size=1, max_size=4))}
        if draw(st.booleans()):
            block |= {"name": draw(WORDS), "setup": draw(spans(ranges=False)), "voice": "no"}
        blocks.append(block)
    data: dict[str, Any] = {"name": draw(WORDS), "about": draw(WORDS), "equipment": draw(st.lists(WORDS, max_size=3))}
    if not data["equipment"]:
        del data["equipment"]
    if draw(st.booleans()):
        data["defaults"] = {"rest": draw(spans()), "starts": "right"}
    return yaml_text(data | ({"do": blocks[0]["do"]} if draw(st.booleans()) else {"blocks": blocks}))
