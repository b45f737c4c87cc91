"""Evidence: the words in the mail that prove a finding, and the bytes where they stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation with its place.

    ``where`` is ``arrival``, ``header:<n>`` (n-th header field of the message, from 0) or ``part:<n>`` (the
    transfer-decoded bytes of MIME part n of the message, numbered from 0 in reading order). ``span`` is half-open,
    in bytes of that place. ``text`` is what a reader sees there.
    """

    where: str
    span: tuple[int, int]
    text: str
