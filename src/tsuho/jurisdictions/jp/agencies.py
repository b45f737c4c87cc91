"""The agencies abroad that Japan's centre works with, as agencies.yaml ships them; the register of a centre wins over it."""

from functools import cache
from importlib.resources import files

import yaml

from tsuho.words.partners import Agency


@cache
def agencies() -> tuple[Agency, ...]:
    """All six, in the order of the file."""
    table = yaml.safe_load(files("tsuho.jurisdictions.jp").joinpath("agencies.yaml").read_text("utf-8"))
    return tuple(Agency(code=code, **{**entry, "formats": tuple(entry["formats"])}) for code, entry in table.items())
