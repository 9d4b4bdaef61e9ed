"""The tables of the journal, and the steps that bring an older file up to date.

The version of a file is its `user_version`: the number of steps that made it. A step is never changed once released;
what comes later is a step of its own.
"""

from __future__ import annotations

Step = tuple[str, ...]
"""Statements that lead from one version to the next."""

APPLICATION = 0x42546D72
"""`BTmr`: marks the file as a journal (SQLite's application id)."""

STEPS: tuple[Step, ...] = (
    (
        """CREATE TABLE sessions (
            id TEXT PRIMARY KEY,
            routine TEXT NOT NULL,       -- id in the library, or the path of the file
            name TEXT NOT NULL,
            started TEXT NOT NULL,       -- ISO 8601 with offset, as are all times of day
            finished TEXT,               -- NULL while under way, and where it was left
            rehearsal INTEGER NOT NULL,
            declined INTEGER NOT NULL DEFAULT 0,  -- the offer to go on was turned down
            timeline TEXT NOT NULL,      -- hash of the text in timelines
            source_hash TEXT NOT NULL,   -- of the files it was compiled from
            segment INTEGER NOT NULL,    -- the place: segment, position and parked in ms
            position INTEGER NOT NULL,
            parked INTEGER NOT NULL,
            seen TEXT NOT NULL,          -- when the place was told last
            lease_process INTEGER,       -- who holds the session: process, its start, a mark of this run, heartbeat
            lease_started TEXT,
            lease_token TEXT,
            lease_beat INTEGER           -- ms on the machine's monotonic clock
        )""",
        "CREATE INDEX sessions_unfinished ON sessions (seen) WHERE finished IS NULL",
        "CREATE TABLE timelines (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE attempts (
            session TEXT NOT NULL REFERENCES sessions (id),
            set_index INTEGER NOT NULL,  -- place in the timeline's sets
            attempt INTEGER NOT NULL,    -- 1-based
            exercise TEXT NOT NULL,
            side TEXT,
            set_number INTEGER NOT NULL, -- 1-based, within step and side
            planned_reps INTEGER,        -- NULL for timed sets
            planned_ms INTEGER,          -- of all its holds together; NULL for reps
            holds INTEGER,
            low INTEGER,                 -- the range that the target was chosen from, reps or ms of each hold
            high INTEGER,
            reps INTEGER NOT NULL,
            held_ms INTEGER NOT NULL,
            outcome TEXT,                -- NULL while under way, and where it was broken off by a kill
            band TEXT,
            effort INTEGER,              -- 1 to 10
            started TEXT NOT NULL,
            ended TEXT,
            PRIMARY KEY (session, set_index, attempt)
        ) WITHOUT ROWID""",
        "CREATE INDEX attempts_by_exercise ON attempts (exercise, started)",
        """CREATE TABLE exercises (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            progress_band TEXT NOT NULL, -- heavier or thinner
            harder TEXT NOT NULL         -- ids, a JSON list, the nearest first
        ) WITHOUT ROWID""",
    ),
)
