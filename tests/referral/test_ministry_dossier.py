"""The monthly dossier: the strongest evidence first, verified identities alone, and the same in paper and list."""

import csv
import io
from datetime import date

import pytest

from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.documents.ministry_dossier import COLUMNS, DossierLine, dossier_list, ministry_dossier
from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.plain_paper import paper_as_text

FIRST, LAST = date(2015, 3, 1), date(2015, 3, 31)
WEAK = DossierLine(7, "E0", "", 9, 9, 1, 0, FIRST, LAST, (("V44", 9),), ())
STRONG = DossierLine(
    20, "E4", "株式会社見本広告", 1234, 1200, 310, 34, FIRST, LAST, (("V31", 34), ("V44", 1200)), ("V31",),
    (date(2015, 3, 2),), ("landing:win[.]example",),
)  # fmt: skip
SAME_GRADE = DossierLine(5, "E4", "=cmd()", 40, 0, 0, 40, FIRST, LAST, (), ())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_paper_counts_grades_and_puts_the_strongest_first(language, reporter):
    paper = ministry_dossier(
        "M-1", [WEAK, STRONG, SAME_GRADE], reporter, texts("ministry_dossier", language), language=language,
        day=date(2015, 4, 1), first_day=FIRST, last_day=LAST, draft=True,
    )  # fmt: skip
    assert paper_as_pdf(paper)[:5] == b"%PDF-"
    text = paper_as_text(paper)
    assert "{" not in text and "2015-03-01" in text and "2015-03-31" in text and "V31×34 V44×1200" in text
    grades, campaigns = (block for block in paper.blocks if type(block).__name__ == "Table")
    assert [(row[0], row[2]) for row in grades.rows] == [
        ("E4", "2"),
        ("E3", "0"),
        ("E2", "0"),
        ("E1", "0"),
        ("E0", "1"),
    ]
    assert [row[0] for row in campaigns.rows] == ["5", "20", "7"]
    assert campaigns.rows[2][2] == "–", "nobody is named who was not identified"
    assert paper.draft and paper.simulated == reporter.simulated


def test_the_list_holds_every_column_and_no_formula():
    rows = list(
        csv.DictReader(io.StringIO(dossier_list([WEAK, STRONG, SAME_GRADE], simulated=True).decode("utf-8-sig")))
    )
    assert tuple(rows[0]) == COLUMNS
    assert [row["campaign"] for row in rows] == ["5", "20", "7"]
    assert rows[0]["sender"] == "'=cmd()"
    strong = rows[1]
    assert (strong["messages"], strong["reporters"], strong["monitor_hits"], strong["confirmed"]) == (
        "1234",
        "310",
        "34",
        "V31",
    )
    assert (strong["warned_on"], strong["keys"], strong["note"]) == (
        "2015-03-02",
        "landing:win[.]example",
        "SIMULATED 模擬",
    )
