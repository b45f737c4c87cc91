"""What may go wrong in casework, with what to do next in the message."""


class CannotDo(Exception):  # noqa: N818  # read aloud: "cannot do, because …"
    """The work cannot be done; the text says what happened and what to do next."""


class TemporaryFailure(Exception):  # noqa: N818
    """A way out did not take a letter now and may take it later."""


class PermanentFailure(Exception):  # noqa: N818
    """A way out will never take this letter; trying again would only annoy."""
