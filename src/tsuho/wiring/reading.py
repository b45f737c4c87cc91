"""How mails are read here: whose law, whose Received lines, which network table. All that `tsuho read` needs."""

from collections.abc import Sequence
from pathlib import Path

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Networks
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.origin.networks import load_builtin
from tsuho.engine.origin.trust import Trust
from tsuho.engine.read_one import Reading
from tsuho.jurisdictions.jp.jurisdiction import JAPAN

JURISDICTIONS: dict[str, Jurisdiction] = {"jp": JAPAN}


def reading_for(jurisdiction: str, trusted: Sequence[str]) -> Reading:
    """The reading of one country's centre that trusts these hosts and networks."""
    if jurisdiction not in JURISDICTIONS:
        known = ", ".join(JURISDICTIONS)
        raise CannotDo(f"no jurisdiction {jurisdiction!r}; known: {known}. See docs/how-to/add-a-country.md")
    return Reading(JURISDICTIONS[jurisdiction], Trust.of(trusted))


def network_table() -> Networks:
    """The networks a fresh centre knows: those of the documentation, for demo and tests."""
    return load_builtin()


def trust_lines(file: Path) -> list[str]:
    """The hosts and networks of a trust file, one a line; ``#`` begins a remark."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError as error:
        raise CannotDo(f"the trust file {file} cannot be read: {error.strerror}") from None
    return [stripped for line in lines if (stripped := line.split("#", 1)[0].strip())]


def files_below(path: Path) -> list[Path]:
    """A file itself, or every .eml below a folder, in name order."""
    if path.is_dir():
        return sorted(found for found in path.rglob("*") if found.suffix.lower() == ".eml" and found.is_file())
    if not path.exists():
        raise CannotDo(f"there is no {path}")
    return [path]


def bytes_of(file: Path) -> bytes:
    """The bytes of one file; CannotDo says why they cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotDo(f"{file} cannot be read: {error.strerror}") from None
