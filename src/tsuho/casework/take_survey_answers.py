"""Take a questionnaire's answers (調査票の回答) into a round: first the diff against what the round holds, then the entries.

The book of a round is never changed: a corrected answer is appended, and the newest one holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tsuho.casework.diff_partners import Diff, diff_partners
from tsuho.casework.errors import CannotDo
from tsuho.casework.import_services import refuse_an_empty_table
from tsuho.casework.ports import Audit
from tsuho.casework.service_tables import read_answers
from tsuho.casework.survey_ports import Surveys
from tsuho.casework.table_rows import BadRow
from tsuho.words.catalogue import Words
from tsuho.words.surveys import RoundEntry, SurveyAnswer, SurveyRun


@dataclass(frozen=True, slots=True)
class AnswersTaken:
    """A table of answers, read and compared with its round. ``new`` are those that say something new."""

    round: str
    diff: Diff
    bad: tuple[BadRow, ...]
    new: tuple[SurveyAnswer, ...]


def prepare_answers(surveys: Surveys, raw: bytes, form: str, label: str) -> AnswersTaken:
    """Read and compare; nothing is changed. Raises CannotDo for what is no table, or holds no good row."""
    good, bad = read_answers(raw, form)
    known = {each.code for each in surveys.services()}
    bad += [
        BadRow(0, each.code, Words("row_no_service", {"service": repr(each.code)}))
        for each in good
        if each.code not in known
    ]
    good = [each for each in good if each.code in known]
    refuse_an_empty_table(good, bad)
    newest = {each.entry.code: each.entry for each in surveys.entries(label) if isinstance(each.entry, SurveyAnswer)}
    before = [newest[each.code] for each in good if each.code in newest]
    new = [each for each in good if newest.get(each.code) != each]
    return AnswersTaken(label, diff_partners(before, good, {}), tuple(bad), tuple(new))


def apply_answers(
    surveys: Surveys, audit: Audit, prepared: AnswersTaken, *, by: str, at: datetime, simulated: bool
) -> None:
    """Append what is new, and write down who did. Raises CannotDo without a name."""
    if not by.strip():
        raise CannotDo("cannot_answers_unnamed")
    if not prepared.new:
        return
    run = SurveyRun("answers", at, at, tuple(surveys.services()))
    first = RoundEntry(prepared.round, run, at, by, simulated)
    surveys.append([first, *(replace(first, entry=each) for each in prepared.new)])
    codes: Sequence[str] = [each.code for each in prepared.new]
    audit.write(at, by, "survey_answers", prepared.round, {"services": " ".join(codes)})
