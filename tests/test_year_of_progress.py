"""The year of sessions that docs/progress.md shows is the one that the command prints."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_table_in_the_docs_is_what_the_command_prints(tmp_path: Path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks.year_of_progress import table

    lines = table(tmp_path / "journal")
    shown = (ROOT / "docs" / "progress.md").read_text(encoding="utf-8")
    between = shown.partition("<!-- year -->\n")[2].partition("<!-- end of year -->")[0]
    assert between == "\n".join(lines) + "\n", "python -m benchmarks.year_of_progress, and put it into docs/progress.md"
    for word in ("up from", "down from", "very hard", "take a heavier band", "take a thinner band", "the bottom again"):
        assert word in between
