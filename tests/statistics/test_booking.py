"""Which rows one judged arrival counts for: each in one series, under keys that repeat."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tsuho.statistics.booking import rows_for, rows_for_unread_chain
from tsuho.words.arrival import Arrival, MonitorSheet
from tsuho.words.authentication import Authentication, Signature
from tsuho.words.judged import Classification, Finding, JudgedArrival, JudgedReport, Network, Origin
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Advertising, Confidence, Door, Form, Kind, Medium, Outcome, Source, Standing, Verdict

AT = datetime(2015, 3, 31, 15, 30, tzinfo=UTC)
DAY = date(2015, 4, 1)
SHEET = MonitorSheet("m@mobile.example", Medium.MOBILE, "例の電話", AT)


def finding(rule, verdict=Verdict.BREACHED):
    return Finding(rule, "", verdict, Standing.FACE, "k", {}, "1", None, "")


def report(
    kind=Kind.REPORT,
    outcome=Outcome.VIOLATION,
    reasons=(),
    findings=(),
    chain=("", "", False),
    reported=None,
    country="",
):
    origin = None
    if country:
        network = Network("203.0.113.0/24", 64500, "Net", country, "s")
        origin = Origin("203.0.113.5", None, None, network, 0, Confidence.OBSERVED, "k")
    classification = Classification("dating", Advertising.YES, "k", (), "", *chain)
    return JudgedReport(
        kind, Form.INLINE, 1, outcome, reasons, classification, None, reported or {}, findings, origin, "k", {}, ()
    )


def booked(door, *reports, raw=b"bytes", monitor=None):
    arrival = Arrival(7, door, AT, raw, monitor=monitor)
    return rows_for(arrival, JudgedArrival("", len(raw), door, reports), DAY, Source.COUNTED)


def test_a_report_counts_with_its_outcome_and_each_rule_it_breaches():
    findings = (finding("V44"), finding("V31"), finding("V41", Verdict.KEPT), finding("V43", Verdict.SUSPECTED))
    assert booked(Door.FORWARD, report(findings=findings)) == [
        LedgerRow(
            "7/0/report",
            "report",
            DAY,
            Source.COUNTED,
            door="forward",
            form="inline",
            outcome="violation",
            tags=("V31", "V44"),
        )
    ]


def test_only_the_primary_reason_is_counted_and_only_of_an_incomplete_report():
    (row,) = booked(Door.FORWARD, report(outcome=Outcome.INCOMPLETE, reasons=("I2", "I1")))
    assert row.reason == "I2"
    (row,) = booked(Door.FORWARD, report(outcome=Outcome.VIOLATION, reasons=("I1",)))
    assert row.reason == ""


def test_each_report_of_an_arrival_has_its_own_key():
    assert [row.key for row in booked(Door.PLUGIN, report(), report(), report())] == [
        "7/0/report",
        "7/1/report",
        "7/2/report",
    ]


def test_a_monitor_hit_is_no_report_and_carries_its_line_and_the_senders_country():
    (row,) = booked(Door.MONITOR, report(kind=Kind.MONITOR_HIT, country="KR"), monitor=SHEET)
    assert (row.key, row.series, row.medium, row.carrier, row.country) == (
        "7/0/monitor_hit",
        "monitor_hit",
        "mobile",
        "例の電話",
        "KR",
    )


def test_consented_mail_for_the_association_is_no_report():
    assert [row.series for row in booked(Door.ASSOCIATION, report())] == ["association"]


def test_an_arrival_in_which_nothing_was_recovered_still_counts_one_at_its_door():
    for door, series in ((Door.FORWARD, "report"), (Door.MONITOR, "monitor_hit"), (Door.ASSOCIATION, "association")):
        (row,) = booked(door)
        assert (row.series, row.door, row.form, row.outcome, row.reason) == (
            series,
            door.value,
            "unrecovered",
            "incomplete",
            "I4g",
        )
    assert booked(Door.FORWARD, raw=b" \r\n")[0].reason == "I9a"


def test_chain_mail_counts_by_class_title_medium_and_prefecture_and_nowhere_else():
    chained = report(chain=("appeal", "blood_donor", True), reported={"prefecture": "東京都", "medium": "sns"})
    (row,) = booked(Door.CHAIN, chained)
    assert row == LedgerRow(
        "7/0/chain_mail",
        "chain_mail",
        DAY,
        Source.COUNTED,
        door="chain",
        kind="appeal",
        medium="sns",
        region="東京都",
        tags=("blood_donor",),
    )
    (row,) = booked(Door.FORWARD, chained)
    assert (row.series, row.door) == ("chain_mail", "forward")


def test_a_doubtful_chain_mail_at_another_door_is_a_report():
    assert [row.series for row in booked(Door.FORWARD, report(chain=("appeal", "", False)))] == ["report"]
    mixed = booked(Door.FORWARD, report(chain=("appeal", "", True)), report())
    assert [row.series for row in mixed] == ["report", "report"]


def test_chain_mail_of_no_known_class_or_title_or_not_readable_is_other_and_unlisted():
    rows = [
        *booked(Door.CHAIN, report()),
        *booked(Door.CHAIN),
        *rows_for_unread_chain(Arrival(7, Door.CHAIN, AT, b""), DAY, Source.COUNTED),
    ]
    assert [(row.key, row.kind, row.tags, row.medium) for row in rows] == [
        ("7/0/chain_mail", "other", ("unlisted",), "mail")
    ] * 3


def test_nothing_that_the_forwarder_wrote_gets_into_the_ledger_but_a_prefecture():
    (row,) = booked(
        Door.CHAIN, report(reported={"prefecture": "この手紙を五人に送らないと不幸になります", "medium": "手紙"})
    )
    assert (row.region, row.medium) == ("", "mail")


def checks(found, kind=Kind.MONITOR_HIT, door=Door.MONITOR):
    rows = booked(door, replace(report(kind=kind), authentication=found), monitor=SHEET)
    assert [row.key for row in rows[1:]] == [f"7/0/monitor_hit/{row.kind}" for row in rows[1:]]
    assert {row.series for row in rows[1:]} <= {"authentication"}
    return {row.kind: row.outcome for row in rows[1:]}


def test_each_check_of_a_monitor_hit_counts_with_its_result_and_what_was_not_checked_is_none():
    signed = (Signature("a.example", "s", "fail"), Signature("b.example", "s", "pass"))
    assert checks(Authentication(spf="softfail", dkim=signed, dmarc="pass")) == {
        "spf": "softfail", "dkim": "pass", "dmarc": "pass",
    }  # fmt: skip
    assert checks(Authentication(spf="none")) == {"spf": "none", "dkim": "none"}
    assert checks(Authentication(spf="fail", dkim=signed[:1])) == {"spf": "fail", "dkim": "fail"}
    assert checks(Authentication()) == checks(None) == {}
    (row,) = booked(Door.FORWARD, replace(report(), authentication=Authentication(spf="fail")))
    assert row.series == "report", "a report was forwarded, so a check of it says nothing of its sender"
