"""Text of a mail as a database takes it: without NUL, without half of a surrogate pair, cut to the column's length."""

_REFUSED = dict.fromkeys((0, *range(0xD800, 0xE000)))


def plain_text(text: str, length: int | None) -> str:
    """The text, cut to so many characters."""
    return text[:length].translate(_REFUSED)
