"""`tsuho init`: make a centre and its first administrator, and say what to do next."""

from importlib import import_module
from pathlib import Path

from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.words.catalogue import say


def init_centre(folder: Path, *, simulated: bool, language: str) -> str:
    """Make the centre; what was made and what to do next, with the password that is shown this once."""
    centre = open_centre(make_centre(folder, simulated=simulated))
    # by its path: the windows stand beside the command line, not below it
    password = import_module("tsuho.web.accounts.first").first_administrator(centre)
    return say("init_done", language, {"folder": str(folder), "password": password})
