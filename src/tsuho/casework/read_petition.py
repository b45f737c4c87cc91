"""Read a petition (申出) as a person wrote it down: TOML with the applicant's name and address, the day of receipt, the wish."""

import tomllib
from datetime import date

from tsuho.casework.errors import CannotDo
from tsuho.referral.documents.petition_file import Applicant


def read_petition(written: bytes, file: str) -> Applicant:
    """The applicant. Raises CannotDo where a key is missing or no TOML, without a word of what stands in the file."""
    try:
        said = tomllib.loads(written.decode("utf-8-sig"))
        day = said["received_on"]
        received_on = day if type(day) is date else date.fromisoformat(day)
        texts = [said[key] for key in ("name", "address", "wish")]
    except (ValueError, KeyError, TypeError):  # broken UTF-8 and broken TOML are ValueErrors
        raise CannotDo("cannot_petition_unread", file=file) from None
    name, address, wish = (each if isinstance(each, str) else "" for each in texts)
    if not (name and address and wish):
        raise CannotDo("cannot_petition_unread", file=file)
    return Applicant(name, address, received_on, wish)
