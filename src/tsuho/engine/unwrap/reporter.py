"""Who wrote the letter around an original, and whether a reporter wrote it at all.

The reporter's own address is never taken for the spam's sender, nor the signature for its display.
"""

from dataclasses import dataclass

from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.redirected import MARKS
from tsuho.words.vocabulary import Door

# At these doors the sender of what arrives is the reporter, not the sender of the spam.
REPORTERS_WRITE = frozenset({Door.FORWARD, Door.PLUGIN, Door.WEB_FORM, Door.MAILBOX, Door.ASSOCIATION})


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who wrote the letter around the original: never to be taken for its sender."""

    address: str
    name: str

    def has_address(self, address: str) -> bool:
        """Whether an address is the reporter's own."""
        return bool(address) and address.casefold() == self.address.casefold()

    def wrote(self, content: str) -> bool:
        """Whether a line is nothing but the reporter's name or address, as it stands in a signature."""
        content = content.strip(" \t\u3000<>").casefold()
        told = content.rpartition(":")[2].strip(" <>") if "@" in content else content
        return bool(told) and told in {self.address.casefold(), self.name.casefold()}


def reporter_of(mail: Mail) -> Reporter:
    """The sender of a letter."""
    return Reporter(*mailbox(header_text(mail.root.value("from"))))


def reporter_wrote(mail: Mail, door: Door) -> bool:
    """Whether a person wrote this letter to us, rather than a machine passing the spam itself on."""
    return door in REPORTERS_WRITE and not any(field.name in MARKS for field in mail.root.fields)
