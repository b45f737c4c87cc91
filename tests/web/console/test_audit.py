"""The audit room: searching, taking out as a file in which nothing can run, and verifying; looking is written down too."""

from datetime import UTC, datetime

import pytest

from tsuho.casework.audit_ports import AuditAsked


@pytest.fixture
def log(centre):
    for number in range(60):
        centre.audit.write(
            datetime(2015, 3, 1 + number % 20, 15, 30, tzinfo=UTC),
            "analyst-a",
            "unmask",
            f"report {number}",
            {"reason": "=cmd|x"},
        )
    return centre.audit


def test_the_newest_stand_first_and_pages_do_not_overlap(as_, log):
    own = as_("one-administrator")
    first = own.get("/console/audit/?act=unmask").context["page"]
    assert [entry.subject for entry in first.rows][:2] == ["report 59", "report 58"] and len(first.rows) == 50
    rest = own.get(f"/console/audit/?act=unmask&after={first.after}").context["page"]
    assert len(rest.rows) == 10 and not rest.after


def test_a_day_of_the_form_is_a_day_of_the_centre(as_, log):
    """15:30 UTC on the 1st is half past midnight on the 2nd in Tokyo."""
    rows = (
        as_("one-administrator")
        .get("/console/audit/?act=unmask&since=2015-03-02&until=2015-03-02")
        .context["page"]
        .rows
    )
    assert [entry.subject for entry in rows] == ["report 40", "report 20", "report 0"]


def test_the_file_holds_all_and_no_formula(as_, log):
    answer = as_("one-administrator").get("/console/audit/export.csv?by=analyst-a")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 61 and lines[0] == "number,time_utc,by,act,subject,details"
    assert answer["Content-Disposition"].startswith("attachment")
    (entry,) = log.search(AuditAsked(act="audit_exported"), None, 5)
    assert (entry.by, entry.details) == ("one-administrator", {"by": "analyst-a"})


def test_a_name_that_is_a_formula_does_not_run(as_, centre):
    centre.audit.write(datetime(2015, 3, 1, tzinfo=UTC), "=1+1", "look", "＝x", {})
    answer = as_("one-administrator").get("/console/audit/export.csv?act=look")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert ",'=1+1," in text and ",'＝x," in text


def test_verifying_says_what_is_wrong(as_, log, centre, records_file):
    from django.db import connection

    from tsuho.casework.seal_audit import seal_audit

    own = as_("one-administrator")
    assert "控えがまだありません" in own.post("/console/audit/verify/").content.decode()
    seal_audit(log, centre.audit_heads, centre.now())
    page = own.post("/console/audit/verify/").content.decode()
    assert "書かれたままです" in page and "改ざん" in page
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER records_auditentry_no_update")
        cursor.execute("UPDATE records_auditentry SET subject = 'x' WHERE subject = 'report 7'")
    page = own.post("/console/audit/verify/").content.decode()
    assert "書かれたままではありません" in page and "変えられた" in page
    assert log.search(AuditAsked(act="audit_verified"), None, 1)[0].details["result"] == "not whole"
