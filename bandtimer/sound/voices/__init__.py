"""The voices that a machine has, each behind the same small protocol; found by `bandtimer.sound.voices.choice`."""
