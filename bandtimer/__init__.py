"""A guided interval timer for resistance-band sessions in the terminal."""

__version__ = "0.1.0"
