"""`python -m tsuho` is `tsuho`."""

from tsuho.cli import main

main()
