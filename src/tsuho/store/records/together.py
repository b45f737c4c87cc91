"""What belongs together is committed together: a move, its count and its audit entry are all there after a crash, or none is."""

from contextlib import AbstractContextManager

from django.db import transaction


def together() -> AbstractContextManager[None]:
    """One transaction around what is done inside; an error, or an end of the process, undoes all of it."""
    return transaction.atomic()
