"""アンケート調査の回答数: answers to questionnaires that are over."""

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.published import Series

SERIES = Series(name="questionnaire_answers", ledger=(series.QUESTIONNAIRE,), unit=Unit.ANSWERS)
