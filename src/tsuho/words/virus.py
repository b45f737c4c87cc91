"""What scanning an arrival for a virus came to (ウィルス検査): found, clean, or not scanned at all, which is never clean."""

from dataclasses import dataclass
from enum import StrEnum


class ScanState(StrEnum):
    """Whether an engine looked, and what it said."""

    CLEAN = "clean"
    FOUND = "found"
    NOT_SCANNED = "not_scanned"


@dataclass(frozen=True, slots=True)
class VirusScan:
    """One scan of one arrival's bytes.

    ``found`` is the engine's name for what it found; ``by`` the engine with its version and its signatures' version.
    ``why`` says why nothing was scanned: ``no_engine``, ``engine_unreachable``, ``engine_refused`` or ``too_large``. A centre
    without an engine knows the industry's test file and may say ``found`` for that, but never ``clean``.
    """

    state: ScanState
    found: str = ""
    by: str = ""
    why: str = ""
