"""A time as somebody types it: ISO 8601 with a zone, since a time without one is another time elsewhere."""

from datetime import datetime

import typer


def time_named(text: str) -> datetime | None:
    """The time; None for an empty text. Raises BadParameter, saying how it is written."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a time; write it as 2015-03-10T21:05:00+09:00") from None
    if found.tzinfo is None:
        raise typer.BadParameter(f"{text!r} has no zone; add one, as in {text}+09:00")
    return found
