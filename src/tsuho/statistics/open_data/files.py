"""The files of a year's open data: CSV of each series, a workbook in each language, one JSON of all with their definitions."""

from collections.abc import Mapping, Sequence
from datetime import date

from tsuho.statistics.documents.asked import Ask
from tsuho.statistics.fiscal_year import fiscal_year_named, fiscal_year_of
from tsuho.statistics.open_data.series_csv import series_csv
from tsuho.statistics.open_data.series_json import series_json
from tsuho.statistics.open_data.workbook import workbook
from tsuho.words.catalogue import say


def open_data(ask: Ask, names: Sequence[str], *, senders: Mapping[str, str], day: date) -> Mapping[str, bytes]:
    """Path → bytes, of the series named; ``senders`` is the centre's name by language."""
    answers = [ask(name) for name in names]
    files = {f"csv/{answer.series}.csv": series_csv(answer) for answer in answers}
    year = fiscal_year_of(answers[0].months[0])
    for language, sender in senders.items():
        title = say("open_data_title", language, {"year": fiscal_year_named(year, language), "centre": sender})
        made = workbook(answers, title=title, sender=sender, language=language, day=day)
        files[f"tables-{language}.xlsx"] = made
    files["series.json"] = series_json(answers)
    return files
