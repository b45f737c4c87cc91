"""The audit log's keeping on every database: searching, and every forgery found out by the verifying, the heads beside it."""

from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.audit_ports import AuditAsked, Head
from tsuho.casework.ledger_ports import ClosedMonth
from tsuho.casework.seal_audit import seal_audit
from tsuho.casework.verify_audit import verify_audit
from tsuho.store.heads.in_file import HeadsInFile

AT = datetime(2015, 3, 31, 1, 2, 3, 456, tzinfo=UTC)
TABLE = "records_auditentry"


@pytest.fixture
def audit(database):
    from tsuho.store.records.audit import AuditInDatabase

    return AuditInDatabase()


@pytest.fixture
def heads(tmp_path):
    return HeadsInFile(tmp_path / "elsewhere.tsv")


def write(audit, count, start=0):
    for number in range(start, start + count):
        audit.write(
            AT + timedelta(hours=number),
            f"person-{number % 2}",
            "look" if number % 3 else "send",
            f"report {number}",
            {"why": "理由", "n": str(number)},
        )


def forge(*statements):
    """As somebody with all rights on the database would: the triggers first."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {TABLE}_no_update")
            cursor.execute(f"DROP TRIGGER {TABLE}_no_delete")
        else:
            cursor.execute(f"DROP TRIGGER {TABLE}_append_only ON {TABLE}")
        for statement in statements:
            cursor.execute(statement)


def keys(audit, heads):
    return [fault.key for fault in verify_audit(audit, heads).faults]


def test_a_log_as_it_was_written_is_whole(audit, heads):
    assert verify_audit(audit, heads).faults == ()
    seal_audit(audit, heads, AT)  # of an empty log
    write(audit, 5)
    assert seal_audit(audit, heads, AT).length == 5
    write(audit, 4, start=5)
    verified = verify_audit(audit, heads)
    assert (verified.entries, verified.heads, verified.faults) == (9, 2, ())


@pytest.mark.parametrize(
    ("forgery", "found"),
    [
        ((f"UPDATE {TABLE} SET act = 'nothing' WHERE id = 3",), ["audit_entry_broken"]),
        ((f"UPDATE {TABLE} SET \"at\" = '2015-01-01 00:00:00' WHERE id = 3",), ["audit_entry_broken"]),
        ((f"UPDATE {TABLE} SET details = '{{}}' WHERE id = 6",), ["audit_entry_broken"]),
        ((f"DELETE FROM {TABLE} WHERE id = 3",), ["audit_entry_broken", "audit_not_as_sealed"]),
        ((f"DELETE FROM {TABLE} WHERE id = 1",), ["audit_entry_broken", "audit_not_as_sealed"]),
        (
            (f"UPDATE {TABLE} SET id = 100 WHERE id = 2", f"UPDATE {TABLE} SET id = 2 WHERE id = 3", f"UPDATE {TABLE} SET id = 3 WHERE id = 100"),
            ["audit_entry_broken"] * 3,
        ),
    ],
    ids=["changed act", "changed time", "changed details", "removed", "removed first", "reordered"],
)  # fmt: skip
def test_a_changed_removed_or_reordered_entry_is_found(audit, heads, forgery, found):
    write(audit, 5)
    seal_audit(audit, heads, AT)
    write(audit, 3, start=5)
    forge(*forgery)
    assert keys(audit, heads) == found


def test_a_cut_tail_is_found_although_the_chain_that_is_left_is_whole(audit, heads):
    write(audit, 8)
    seal_audit(audit, heads, AT)
    forge(f"DELETE FROM {TABLE} WHERE id > 6")
    assert all(link.holds for link in audit.links())
    (fault,) = verify_audit(audit, heads).faults
    assert fault.key == "audit_tail_cut" and (fault.details["sealed"], fault.details["left"]) == ("8", "6")


def test_a_closed_month_remembers_the_log_when_its_heads_are_cut_too(audit, heads):
    write(audit, 8)
    length, last = audit.head()
    month = ClosedMonth("2015-03", 0, "", "", "", "", "", "係", AT, f"{length} {last}")
    assert verify_audit(audit, heads, [month]).faults == ()
    forge(f"DELETE FROM {TABLE} WHERE id > 6")
    assert [fault.key for fault in verify_audit(audit, heads, [month]).faults] == ["audit_tail_cut"]


def test_a_tail_that_was_cut_and_grew_again_is_found(audit, heads):
    write(audit, 8)
    seal_audit(audit, heads, AT)
    forge(f"DELETE FROM {TABLE} WHERE id > 6")
    write(audit, 5, start=20)
    assert all(link.holds for link in audit.links())
    assert keys(audit, heads) == ["audit_not_as_sealed"]


def test_a_whole_chain_written_anew_is_found(audit, heads):
    write(audit, 5)
    seal_audit(audit, heads, AT)
    forge(f"DELETE FROM {TABLE}")
    write(audit, 5, start=50)
    assert keys(audit, heads) == ["audit_not_as_sealed"]


def test_search_by_person_act_subject_and_time_pages_by_number(audit):
    write(audit, 12)

    def numbers(asked, before=None, limit=50):
        return [int(each.details["n"]) for each in audit.search(asked, before, limit)]

    assert numbers(AuditAsked()) == list(range(11, -1, -1))
    assert numbers(AuditAsked(by="person-1")) == [11, 9, 7, 5, 3, 1]
    assert numbers(AuditAsked(act="send", by="person-0")) == [6, 0]
    assert numbers(AuditAsked(subject="report 1")) == [11, 10, 1]
    assert numbers(AuditAsked(since=AT + timedelta(hours=2), until=AT + timedelta(hours=4))) == [3, 2]
    first = audit.search(AuditAsked(), None, 5)
    assert numbers(AuditAsked(), first[-1].number, 5) == [6, 5, 4, 3, 2]
    assert audit.acts() == ["look", "send"]


def test_heads_are_read_as_they_were_written(heads, tmp_path):
    written = [Head(AT + timedelta(hours=each), each, f"{each:064x}") for each in range(4)]
    for head in written:
        heads.append(head)
    again = HeadsInFile(tmp_path / "elsewhere.tsv")
    assert again.heads() == written and again.first_broken() is None
    assert (tmp_path / "elsewhere.tsv").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: [lines[0], lines[1].replace("\t1\t", "\t9\t"), *lines[2:]], 2),
        (lambda lines: [lines[0], *lines[2:]], 2),
        (lambda lines: lines[1:], 1),
        (lambda lines: [lines[0], lines[2], lines[1], lines[3]], 2),
        (lambda lines: [*lines, "rubbish"], 5),
    ],
    ids=["changed", "removed", "first removed", "reordered", "rubbish"],
)
def test_a_forged_line_of_the_heads_is_found(heads, tmp_path, audit, change, line):
    for each in range(4):
        heads.append(Head(AT, each, f"{each:064x}"))
    file = tmp_path / "elsewhere.tsv"
    file.write_text("\n".join(change(file.read_text().splitlines())) + "\n")
    assert heads.first_broken() == line
    assert "audit_heads_broken" in keys(audit, heads)
