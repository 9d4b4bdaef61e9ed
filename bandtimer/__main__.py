"""`python -m bandtimer` is the `bandtimer` command."""

from bandtimer.cli import main

if __name__ == "__main__":
    main()
