"""One thing that the doctor looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at and what was found. ``only_warns`` is for what a centre can run without."""

    what: str
    well: bool
    said: str
    only_warns: bool = False
