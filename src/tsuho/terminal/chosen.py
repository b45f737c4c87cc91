"""What the command line was told first: which centre, and which language; opened only when a command needs it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # opening a centre imports its stores, which would slow `tsuho --help`
    from tsuho.wiring.open import Centre


@dataclass
class _Chosen:
    folder: Path | None = None
    language: str = "ja"


_CHOSEN = _Chosen()


def choose(folder: Path | None, language: str) -> None:
    """Keep what the global options say."""
    _CHOSEN.folder, _CHOSEN.language = folder, language


def chosen_centre() -> "Centre":
    """The centre that is meant, open."""
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.settings import centre_folder, read_settings

    return open_centre(read_settings(centre_folder(_CHOSEN.folder)))


def chosen_language() -> str:
    """The language of what is printed."""
    return _CHOSEN.language
