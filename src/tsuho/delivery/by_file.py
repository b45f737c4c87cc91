"""Letters into a folder: one folder a ticket, the letter as it would be mailed beside the documents in it."""

import re
from dataclasses import dataclass
from pathlib import Path

from tsuho.casework.errors import TemporaryFailure
from tsuho.casework.ports import OutboxLetter

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class ByFile:
    """``folder`` is made when it is not there."""

    folder: Path

    def send(self, letter: OutboxLetter, mail_from: str) -> str:  # noqa: ARG002  # a file has no envelope
        """Write one letter; where it lies. A file is there whole or not at all."""
        place = self.folder / _safe(letter.ticket)
        try:
            place.mkdir(parents=True, exist_ok=True)
            for name, content in (("letter.eml", letter.message), *letter.files):
                half = place / f".{_safe(name)}.half"
                half.write_bytes(content)
                half.replace(place / _safe(name))
        except OSError as error:
            raise TemporaryFailure(f"{place} cannot be written: {error.strerror}") from error
        return str(place)


def _safe(name: str) -> str:
    return _UNSAFE.sub("_", name).strip(".") or "unnamed"
