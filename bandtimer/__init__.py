"""A guided interval timer for resistance-band sessions in the terminal."""
