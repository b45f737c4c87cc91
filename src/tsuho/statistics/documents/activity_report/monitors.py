"""Section 5, モニター受信機: what arrived at the monitors, by the kind of address."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.documents.saying import line_of
from tsuho.statistics.shown import is_empty, label_of
from tsuho.words.paper import Block
from tsuho.words.vocabulary import Medium

TITLE = "activity_monitors"


def blocks(making: Making) -> list[Block]:
    """The year in words (which kind of address received more is compared, not assumed), then chart and table."""
    answer = making.answers[asked.MONITORS]
    if is_empty(answer):
        return making.nothing(answer)
    total = making.total(asked.MONITORS)
    said = [making.say("activity_monitors_text", year=making.year, total=total, **making.extremes(answer))]
    mobile, pc = line_of(answer, Medium.MOBILE), line_of(answer, Medium.PC)
    if mobile and pc and mobile.total is not None and pc.total is not None and mobile.total != pc.total:
        more, less = (mobile, pc) if mobile.total > pc.total else (pc, mobile)
        details = {
            "more": label_of(answer, more, making.language),
            "more_count": making.counted(more.total, answer),
            "less": label_of(answer, less, making.language),
            "less_count": making.counted(less.total, answer),
        }
        said.append(making.say("activity_monitors_more", **details))
    return [making.sourced(making.sentences(said), asked.MONITORS), *making.by_month(asked.MONITORS)]
