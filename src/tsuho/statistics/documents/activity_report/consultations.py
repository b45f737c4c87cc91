"""Section 3, 電話相談受付: consultations by category, how many a business day, and what was asked most outside the Act."""

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.making import Making
from tsuho.statistics.shown import is_empty, label_of
from tsuho.words.paper import Block

TITLE = "activity_consultations"
_WITHIN_THE_ACT = "law"


def blocks(making: Making) -> list[Block]:
    """What the year says in words, then the chart and its table."""
    answer, per_day = making.answers[asked.CONSULTATIONS], making.answers[asked.CONSULTATIONS_PER_DAY]
    if is_empty(answer):
        return making.nothing(answer)
    total = making.total(asked.CONSULTATIONS)
    said = [making.say("activity_consultations_text", year=making.year, total=total, **making.extremes(answer))]
    if not is_empty(per_day):
        said.append(making.say("activity_consultations_per_day", per_day=making.total(asked.CONSULTATIONS_PER_DAY)))
    outside = [line for line in answer.lines if line.group != (_WITHIN_THE_ACT,) and line.total]
    if outside:
        most = max(outside, key=lambda line: line.total or 0)
        label, count = label_of(answer, most, making.language), making.counted(most.total, answer)
        said.append(making.say("activity_consultations_outside", label=label, count=count))
    note = making.say("activity_consultations_note")
    return [
        making.sourced(making.sentences(said), asked.CONSULTATIONS, asked.CONSULTATIONS_PER_DAY),
        *making.by_month(asked.CONSULTATIONS, note),
    ]
