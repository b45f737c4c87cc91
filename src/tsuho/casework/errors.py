"""What may go wrong in casework, with what to do next in the message."""

from tsuho.words.catalogue import Words, messages


class CannotDo(Exception):  # noqa: N818  # read aloud: "cannot do, because …"
    """The work cannot be done; the text says what happened and what to do next.

    ``said`` is a message key with its details, so that a window says it in its reader's language; ``str`` of it is English, for
    the command line and the audit log. What is no key stands for itself: that is for where only the command line comes.
    """

    def __init__(self, said: str, **details: object) -> None:
        self.words = Words(said, details) if said in messages() else None
        super().__init__(self.words.said_in("en") if self.words else said)

    def said_in(self, language: str) -> str:
        """Why not, in a language that the catalogue has."""
        return self.words.said_in(language) if self.words else str(self)


class TemporaryFailure(Exception):  # noqa: N818
    """A way out did not take a letter now and may take it later."""


class PermanentFailure(Exception):  # noqa: N818
    """A way out will never take this letter; trying again would only annoy."""
