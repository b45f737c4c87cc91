"""Series as JSON: each with its title and meaning in both languages, its lines, sources, notes and corrections."""

import json
from collections.abc import Iterable
from typing import Any

from tsuho.statistics.answer import Answer, Line
from tsuho.statistics.shown import label_of, meaning_of, notes_of, title_of

_LANGUAGES = ("ja", "en")


def series_json(answers: Iterable[Answer]) -> bytes:
    """All of them in one document; a number that may not be shown is null."""
    value = {"series": [_series(answer) for answer in answers]}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _series(answer: Answer) -> dict[str, Any]:
    return {
        "name": answer.series,
        "title": {language: title_of(answer, language) for language in _LANGUAGES},
        "meaning": {language: meaning_of(answer, language) for language in _LANGUAGES},
        "unit": answer.unit.value,
        "by": list(answer.by),
        "months": list(answer.months),
        "lines": [_line(answer, line) for line in answer.lines],
        "whole": _line(answer, answer.whole),
        "family": answer.family.value,
        "sources": {source.value: rows for source, rows in answer.sources.items()},
        "notes": {language: list(notes_of(answer, language)) for language in _LANGUAGES},
        "revisions": [
            {
                "month": each.month,
                "group": list(each.group),
                "before": each.before,
                "after": each.after,
                "reason": each.reason,
                "on": each.on,
            }
            for each in answer.revisions
        ],
    }


def _line(answer: Answer, line: Line) -> dict[str, Any]:
    return {
        "group": list(line.group),
        "label": {language: label_of(answer, line, language) for language in _LANGUAGES},
        "by_month": list(line.by_month),
        "total": line.total,
    }
