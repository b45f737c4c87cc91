"""An analyst's day on a small centre: what waits, one mail looked at, unmasked, read again, found wrong, and counted at once."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import yaml

from tsuho.casework.claim_item import claim_item, release_item, take_over
from tsuho.casework.decision_ports import DecisionKind
from tsuho.casework.errors import CannotDo
from tsuho.casework.export_cases import export_cases, rejected
from tsuho.casework.find_campaigns import find_campaigns
from tsuho.casework.finish_item import finish_item
from tsuho.casework.match_refusal import match_refusal
from tsuho.casework.note_item import note_item
from tsuho.casework.queue_ports import QueueFilter
from tsuho.casework.read_again import as_stated, read_again
from tsuho.casework.reject_finding import reject_finding
from tsuho.casework.search import search
from tsuho.casework.try_rules import pasted, try_rules
from tsuho.casework.unmask import unmask
from tsuho.casework.view_campaign import view_campaign
from tsuho.casework.view_message import view_message
from tsuho.engine.stated import Stated
from tsuho.statistics.figures import figures
from tsuho.wiring.analysing import analysing_of, deciding_of
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.rebuild import Wanted, rebuild_centre
from tsuho.wiring.serve import work_once
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door, Form, Outcome, Verdict

RECEIVED_AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)

REPORTER = "hanako.suzuki@home.example"
SHOP = "太郎様\n新作クッキー20%OFF 3,000円\nhttp://mihon{n}.example/c?id=abc123def\n株式会社みほん\n{to} へお送りしています\n"


def report_of(number, body, *, at=RECEIVED_AT, reporter=REPORTER, charset="utf-8", labelled=""):
    """A report with its original attached, as the plug-in sends it."""
    original = (
        f"Received: from bot.example (bot.example [203.0.113.9]) by mx.home.example; {at:%a, %d %b %Y %H:%M:%S} +0000\r\n"
        f"From: shop@mihon{number}.example\r\nTo: {reporter}\r\nSubject: 新作のご案内{number}\r\n"
        f"Date: {at:%a, %d %b %Y %H:%M:%S} +0000\r\nMessage-ID: <{at.timestamp()}@mihon.example>\r\n"
        f"Content-Type: text/plain; charset={labelled or charset}\r\n\r\n"
    ).encode() + body.replace("\n", "\r\n").encode(charset)
    raw = (
        (
            f"From: {reporter}\r\nSubject: report\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            "--b\r\nContent-Type: message/rfc822\r\n\r\n"
        ).encode()
        + original
        + b"\r\n--b--\r\n"
    )
    return Letter(
        Door.PLUGIN, at, raw, Peer("198.51.100.7", 2525), Envelope(reporter, ("plugin@centre.example",)), simulated=True
    )


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    centre = open_centre(make_centre(tmp_path_factory.mktemp("analysing") / "centre", simulated=True))
    hours = [RECEIVED_AT + timedelta(hours=n) for n in range(4)]
    centre.spool.put([
        report_of(1, SHOP.format(n=1, to=REPORTER), at=hours[0]),
        report_of(1, SHOP.format(n=1, to="ichiro@work.example"), at=hours[1], reporter="ichiro@work.example"),
        report_of(1, SHOP.format(n=1, to=REPORTER), at=hours[2]),
        report_of(2, "文字化けした広告です。無料で登録できます。今だけ限定の特別なご案内をお届けします。", charset="shift_jis", labelled="koi8-r"),
    ])  # fmt: skip
    while centre.spool.waiting().arrivals:  # the spool waits a moment for company before it cuts a small batch
        work_once(centre)
    return centre


@pytest.fixture
def analysing(centre):
    return analysing_of(centre)


def numbers(centre):
    from tsuho.store.records.models import Report

    return list(Report.objects.order_by("id").values_list("id", flat=True))


def campaign_of(report):
    from tsuho.store.records.models import Report

    return Report.objects.get(id=report).campaign_id


def counted(centre):
    day = RECEIVED_AT.date()
    return figures(centre.ledger, day, day + timedelta(days=1), "test")["reports"]


def test_a_mail_is_shown_with_its_proofs_marked_and_nobody_named(centre, analysing):
    view = view_message(analysing.looking, numbers(centre)[0])
    whole = json.dumps(
        [view.text, view.source, [each.value for each in view.headers], [each.line for each in view.hops]]
    )
    assert REPORTER not in whole and "hanako" not in whole and "太郎" not in view.text
    assert "shop@mihon1.example" in json.dumps([each.value for each in view.headers])
    assert "3,000円" in view.text and view.cut == 0
    evidence = [one for each in view.judged.findings for one in each.evidence if one.where.startswith("part:")]
    assert view.marks and {each.rule for each in view.marks} <= {each.rule for each in view.judged.findings}
    # what a mark shows is what the evidence quotes
    quoted = {one.text for one in evidence}
    assert all(any(view.text[m.start : m.end] in text or "…" in text for text in quoted) for m in view.marks)
    assert all("http://" not in link.url for link in view.judged.message.links)
    assert [(hop.believed, hop.is_boundary) for hop in view.hops] == [
        (False, False)
    ]  # nobody trusts mx.home.example here


def test_unmasking_is_written_down_before_it_is_given(centre, analysing):
    from tsuho.store.records.models import AuditEntry

    report = numbers(centre)[0]
    before = AuditEntry.objects.count()
    with pytest.raises(CannotDo):
        unmask(analysing.looking, centre.audit, report, "reporter", by="甲", reason=" ", at=centre.now())
    with pytest.raises(CannotDo):
        unmask(analysing.looking, centre.audit, report, "monitor", by="甲", reason="x", at=centre.now())
    assert AuditEntry.objects.count() == before
    given = unmask(
        analysing.looking, centre.audit, report, "reporter", by="甲", reason="本人からの照会", at=centre.now()
    )
    assert given == REPORTER
    entry = AuditEntry.objects.last()
    assert (entry.act, entry.details) == ("unmask", {"field": "reporter", "reason": "本人からの照会"})
    assert REPORTER not in json.dumps(entry.details)


def test_search_and_desk_find_what_was_filed(centre, analysing):
    campaign = campaign_of(numbers(centre)[0])
    for words in ("クッキー", "新作", "3,000円", "mihon1.example", "hxxp://mihon1[.]example/c", "shop@mihon1.example"):
        sections = search(analysing.indexes, words)
        assert campaign in {match.campaign for section in sections for match in section.matches}, words
    assert search(analysing.indexes, "hanako.suzuki") == []
    assert [each.entry.item.number for each in find_campaigns(analysing.indexes, analysing.queue, "クッキー 3000")] == [
        campaign
    ]
    assert find_campaigns(analysing.indexes, analysing.queue, " ") == []
    with pytest.raises(CannotDo):
        search(analysing.indexes, "無")


def test_the_campaign_page_is_what_was_filed(centre, analysing):
    campaign = campaign_of(numbers(centre)[0])
    view = view_campaign(analysing.pages, analysing.facts, analysing.queue, campaign)
    assert (view.head.messages, view.reporters, view.reporter_places, view.monitors) == (3, 2, 2, 0)
    assert sum(day.count for day in view.days) == 3
    assert view.entry.messages == 3
    assert [each.value for each in view.facts["landing"]] == ["mihon1.example"]
    assert any(key.startswith("landing:mihon1.example") for key, _ in view.keys)
    assert REPORTER not in repr(view)


def test_one_works_at_a_time_and_everything_is_audited(centre, analysing):
    from tsuho.store.records.models import AuditEntry

    now, desk = centre.now(), analysing.desk
    item = analysing.queue.page(QueueFilter(), None, 10, now).entries[0].item
    claim_item(desk, item, by="甲", at=now)
    with pytest.raises(CannotDo, match="甲"):
        claim_item(desk, item, by="乙", at=now)
    with pytest.raises(CannotDo):
        take_over(desk, item, by="乙", reason="", at=now)
    take_over(desk, item, by="乙", reason="甲は不在", at=now)
    with pytest.raises(CannotDo):
        release_item(desk, item, by="甲", at=now)
    note_item(desk, item, by="甲", text="引き継ぎ済み", at=now)
    with pytest.raises(CannotDo):
        finish_item(desk, item, by="甲", reason="済", at=now)
    finish_item(desk, item, by="乙", reason="違反なし", at=now)
    assert item not in [each.item for each in analysing.queue.page(QueueFilter(), None, 10, now).entries]
    assert [note.text for note in analysing.claims.notes(item)] == ["引き継ぎ済み"]
    acts = list(AuditEntry.objects.filter(subject=str(item)).order_by("id").values_list("act", flat=True))
    assert acts == ["claim", "take_over", "note", "finish"]


def test_read_in_another_charset_it_is_another_mail_and_no_rebuild_takes_it_back(centre, analysing):
    report, before = numbers(centre)[3], counted(centre)
    assert "無料で登録" in view_message(analysing.looking, report).text  # the bytes spoke against their label
    deciding = deciding_of(centre)
    with pytest.raises(CannotDo, match="no charset"):
        read_again(deciding, report, Stated("klingon"), by="甲", reason="化けている", at=centre.now())
    with pytest.raises(CannotDo):
        read_again(deciding, report, Stated(), by="甲", reason="化けている", at=centre.now())
    with pytest.raises(CannotDo, match="nothing is recovered"):
        read_again(deciding, report, Stated(form=Form.ARF), by="甲", reason="化けている", at=centre.now())
    decided = read_again(deciding, report, Stated("koi8-r"), by="甲", reason="ロシア語か", at=centre.now())
    view = view_message(analysing.looking, report)
    assert "無料" not in view.text and view.text.strip() and len(view.judgements) == 2
    assert view.decided == (decided,) and decided.stated == {"charset": "koi8-r"}
    after = counted(centre)
    assert after["total"] == before["total"]
    assert decided.outcome_before != decided.outcome_after == "incomplete"
    assert after["incomplete"]["total"] == before["incomplete"]["total"] + 1
    summary, _, _ = rebuild_centre(centre, Wanted(apply=True), lambda results, _pieces: results)
    assert summary.changed == 0
    assert "無料" not in view_message(analysing.looking, report).text
    read_again(deciding, report, Stated("shift_jis"), by="乙", reason="日本語", at=centre.now())
    view = view_message(analysing.looking, report)
    assert "無料で登録" in view.text and len(view.judgements) == 3
    assert counted(centre) == before


def test_a_wrong_finding_falls_is_counted_and_becomes_a_case(centre, analysing):
    report, before = numbers(centre)[1], counted(centre)
    deciding = deciding_of(centre)
    standing = view_message(analysing.looking, report).judged
    accusing = [each.rule for each in standing.findings if each.verdict in {Verdict.BREACHED, Verdict.SUSPECTED}]
    assert accusing, "the mail lacks its display, so something accuses"
    with pytest.raises(CannotDo, match="V99"):
        reject_finding(deciding, report, ["V99"], by="甲", reason="表示あり", at=centre.now())
    decided = reject_finding(deciding, report, [], by="甲", reason="表示あり", at=centre.now())
    assert decided.rules == tuple(accusing)
    now = view_message(analysing.looking, report).judged
    assert now.outcome is not Outcome.VIOLATION
    after = counted(centre)
    assert after["total"] == before["total"]
    assert after[standing.outcome.value] == before[standing.outcome.value] - 1
    assert after[now.outcome.value] == before[now.outcome.value] + 1
    with pytest.raises(CannotDo):
        reject_finding(deciding, report, [], by="甲", reason="表示あり", at=centre.now())
    (again,) = rejected(centre.decisions, RECEIVED_AT)
    kept = analysing.messages.kept(again.arrival, again.number_in_arrival, RECEIVED_AT)
    cases = dict(export_cases(again, kept, centre.reading.jurisdiction))
    assert set(cases) == set(accusing)
    for rule, text in cases.items():
        (case,) = yaml.safe_load(text)
        assert case["kept"] == [rule] and "クッキー" in case["body"]
        assert "ichiro" not in text
    assert again.kind is DecisionKind.NOT_A_VIOLATION


def test_what_would_be_found_is_shown_before_anybody_decides(centre, analysing):
    kept = analysing.messages.kept(1, 0, RECEIVED_AT)
    assert as_stated(kept, Stated("utf-8"), centre.reading).outcome is not None
    with pytest.raises(CannotDo):
        as_stated(kept, Stated(), centre.reading)


def test_the_rules_are_tried_on_any_day_and_nothing_is_stored(centre):
    from tsuho.store.records.models import Report

    before = Report.objects.count()
    source = "From: a@mihon.example\r\nSubject: 案内\r\n\r\n新作クッキー20%OFF http://mihon.example/c\r\n株式会社みほん\r\n".encode()
    rules = {
        day: {each.rule for each in try_rules(pasted(source), centre.reading, day=day).reports[0].findings}
        for day in (date(2001, 1, 1), date(2004, 1, 1), date(2015, 1, 1))
    }
    assert rules[date(2001, 1, 1)] == set() != rules[date(2015, 1, 1)]
    assert rules[date(2004, 1, 1)] != rules[date(2015, 1, 1)]
    assert Report.objects.count() == before


def test_three_parts_of_a_refusal_come_together(centre, analysing):
    def matched(recipient, refused_at):
        return match_refusal(
            analysing.reports_of_one, centre.pseudonyms, recipient=recipient, refused_at=refused_at,
            until=datetime(2015, 3, 31, tzinfo=UTC),
        )  # fmt: skip

    (found,) = matched(REPORTER, RECEIVED_AT + timedelta(hours=1))
    assert found.campaign == campaign_of(numbers(centre)[0])
    assert [len(found.before), len(found.after)] == [1, 1]
    assert matched(REPORTER, RECEIVED_AT + timedelta(hours=3)) == []  # nothing came after it
    assert matched("ichiro@work.example", RECEIVED_AT) == []
    with pytest.raises(CannotDo):
        matched("somebody", RECEIVED_AT)


def test_the_command_line_does_the_same(centre, monkeypatch, tmp_path, capsys):
    from tsuho.casework.queue_ports import Item, ItemKind
    from tsuho.terminal.queue import item_named, list_queue, show_search, write_cases

    nothing = dict.fromkeys(("kind", "outcome", "language", "category", "claimed_by"), "")
    list_queue(centre, nothing | {"kind": "campaign"}, "", 5, "en")
    show_search(centre, "クッキー", 5, "ja")
    printed = capsys.readouterr().out
    assert "本文・件名" in printed and "新作クッキー" in printed and "hanako" not in printed
    assert item_named("campaign/12") == Item(ItemKind.CAMPAIGN, 12)
    for wrong in ("12", "campaign/", "sender/1"):
        with pytest.raises(CannotDo):
            item_named(wrong)
    said = write_cases(centre, tmp_path / "cases", "")
    files = sorted((tmp_path / "cases").iterdir())
    assert files and said.startswith(str(sum(len(yaml.safe_load(file.read_text("utf-8"))) for file in files)))
