"""A day as somebody typed it on the command line."""

from datetime import date

import typer


def day_named(text: str) -> date:
    """The day of 2015-03-10. Raises BadParameter for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2015-03-10") from None
