"""Section 1, 主な業務: what the centre does."""

from tsuho.statistics.documents.making import Making
from tsuho.words.paper import Block, Items

TITLE = "activity_work"


def blocks(making: Making) -> list[Block]:
    """The six kinds of work, numbered as the centre numbers them."""
    return [Items(tuple(making.say(f"activity_work_{number}") for number in range(1, 7)), numbered=True)]
