"""The inspection export: the same bytes each time, a manifest that holds, a chain that anybody can compute, and no address in it."""

import csv
import io
import json
import zipfile
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.audit_ports import Head, Linked, Written
from tsuho.casework.discard_ports import DiscardProof
from tsuho.casework.errors import CannotDo
from tsuho.casework.export_inspection import export_inspection, signed_text
from tsuho.casework.inspecting import Inspecting
from tsuho.casework.keep_ledger import Keeping
from tsuho.casework.law_table import law_table
from tsuho.casework.referral_ports import Moved, Referral
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.reported_hit import Reporter
from tsuho.statistics import series
from tsuho.statistics.sealing import START
from tsuho.store.records.memory_discards import DiscardsInMemory
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.words.ledger import LedgerRow
from tsuho.words.referrals import ReferralState, Role
from tsuho.words.vocabulary import ChainClass, Door, ReferralKind, Source

NOW = datetime(2015, 4, 20, 3, 0, tzinfo=UTC)
IN_MARCH = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
MARCH = (date(2015, 3, 1), date(2015, 3, 31))
MONITOR, REPORTER = "watch-7731@monitor.example", "hanako.reporter@isp.example"
S = ReferralState


@dataclass
class Log:
    """An audit log in memory, chained as the database chains its own."""

    entries: list = field(default_factory=list)
    hashes: list = field(default_factory=list)

    def write(self, at, by, act, subject, details):
        said = [
            self.hashes[-1] if self.hashes else START,
            at.astimezone(UTC).isoformat(),
            by,
            act,
            subject,
            dict(details),
        ]
        self.entries.append(Written(len(self.entries) + 1, at, by, act, subject, dict(details)))
        self.hashes.append(sha256(json.dumps(said, sort_keys=True).encode()).hexdigest())

    def head(self):
        return len(self.entries), self.hashes[-1] if self.hashes else START

    def links(self):
        return iter([Linked(each.number, hashed, True) for each, hashed in zip(self.entries, self.hashes, strict=True)])

    def search(self, asked, before, limit):
        found = [
            each for each in reversed(self.entries)
            if (before is None or each.number < before) and asked.since <= each.at < asked.until
        ]  # fmt: skip
        return found[:limit]


class Heads:
    def __init__(self, log):
        self.log = log

    def heads(self):
        return [Head(NOW, *self.log.head())]

    def first_broken(self):
        return None


class Signer:
    public = "ed25519 00"

    def sign(self, text):
        return sha256(b"key" + text).hexdigest()

    def holds(self, text, signature, _public):
        return self.sign(text) == signature


@pytest.fixture
def inspecting():
    log, referrals, discards, ledger = Log(), MemoryReferrals(), DiscardsInMemory(), LedgerInMemory()
    log.write(datetime(2015, 2, 28, 3, 0, tzinfo=UTC), "早い", "login", "x", {})
    log.write(IN_MARCH, "点検者", "check", "20150310-000001", {"reason": "=点検した"})
    log.write(datetime(2015, 4, 2, 3, 0, tzinfo=UTC), "遅い", "login", "x", {})
    draft = Referral(
        "k1", ReferralKind.WARNING, "sender-7", "20150310-000001", about={"name": "見本太郎"}, reports=(1, 2)
    )
    number = referrals.open(draft, IN_MARCH)
    referrals.move(number, Moved(IN_MARCH, "点検者", Role.ADMINISTRATOR, "check", S.DRAFT, S.CHECKED, "点検した"))
    referrals.move(number, Moved(NOW, "係官", Role.MINISTRY, "approve", S.CHECKED, S.APPROVED, "四月"))
    row = LedgerRow("c1", series.CHAIN_MAIL, date(2015, 3, 10), Source.COUNTED, kind="fortune", door="chain")
    ledger.book([row, replace(row, key="r1", series=series.REPORT, kind="", outcome="violation")])
    discards.prove([DiscardProof("c1", IN_MARCH, ChainClass.FORTUNE, Door.CHAIN, Source.COUNTED)])
    keeping = Keeping(
        ledger, log, ZoneInfo("Asia/Tokyo"), Signer(), lambda: None, lambda _: [], lambda _: log.head(), lambda _: None
    )
    return Inspecting(
        audit=log, heads=Heads(log), keeping=keeping, referrals=referrals, discards=discards,
        law=law_table(JAPAN, lambda module: sha256(module.encode()).hexdigest(), "1.0", "e" * 64),
        settings=[("web.listen", "127.0.0.1:8000", "")], secret_files=["django.key"],
        reporter=Reporter("センター", "Centre", "centre.example", "desk@centre.example", False, "1.0"),
        words=texts("inspection", "ja"), monitors=[MONITOR], is_reporter=lambda address: address == REPORTER,
        source=Source.COUNTED,
    )  # fmt: skip


def export(inspecting, days=MARCH, at=NOW, by="管理者", reason="定期検査"):
    return export_inspection(inspecting, *days, by=by, reason=reason, at=at)


def files(handed):
    with zipfile.ZipFile(io.BytesIO(handed.package)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_same_period_has_the_same_bytes_though_the_log_went_on(inspecting):
    one, other = export(inspecting), export(inspecting)
    assert one.package == other.package
    assert one.sha256 == sha256(one.package).hexdigest()
    assert Signer().holds(signed_text(one.name, one.sha256), one.signature, one.signed_with)


def test_every_file_is_what_the_manifest_says(inspecting):
    held = files(export(inspecting))
    listed = dict(line.split("  ")[::-1] for line in held["manifest-sha256.txt"].decode().splitlines())
    assert {path for path in held if path.startswith("data/")} == set(listed)
    assert all(sha256(held[path]).hexdigest() == digest for path, digest in listed.items())
    assert held["data/cover.pdf"].startswith(b"%PDF")


def test_the_chain_can_be_computed_again_from_its_lines(inspecting):
    held = files(export(inspecting))
    lines = held["data/audit/chain.jsonl"].decode().splitlines()
    (entry,) = rows(held["data/audit/entries.csv"])
    assert [sha256(line.encode()).hexdigest() for line in lines] == [entry["hash"]] == [inspecting.audit.hashes[1]]
    assert json.loads(lines[0])[0] == inspecting.audit.hashes[0]
    assert (entry["by"], entry["act"]) == ("点検者", "check"), "the time before and after is not of the period"


def test_books_law_referrals_and_proofs_are_in_it(inspecting):
    held = files(export(inspecting))
    (sum_of_reports,) = [row for row in rows(held["data/ledger/sums.csv"]) if row["series"] == series.REPORT]
    assert (sum_of_reports["day"], sum_of_reports["outcome"], sum_of_reports["count"]) == (
        "2015-03-10",
        "violation",
        "1",
    )
    law = rows(held["data/law/rules.csv"])
    assert len(law) == len(JAPAN.rules) + len(JAPAN.campaign_rules)
    assert [row["provision"] for row in law if row["rule"] == "V44"] == ["第4条第3号・規則第9条第2号"]
    assert [row["judges"] for row in law if row["rule"] == "V31"] == ["mail", "campaign"]
    assert [each["since"] for each in json.loads(held["data/law/periods.json"])][2:4] == ["2008-12-01", "2009-09-01"]
    (referral,) = rows(held["data/referrals/referrals.csv"])
    assert (referral["state_at_end"], referral["messages"]) == ("checked", "2"), "as it stood when the period ended"
    assert [row["verb"] for row in rows(held["data/referrals/moves.csv"])] == ["check"]
    assert [row["class"] for row in rows(held["data/discards/proofs.csv"])] == ["fortune"]
    assert {row["setting"] for row in rows(held["data/settings/settings.csv"])} == {"web.listen", "secrets/django.key"}
    assert not any("見本太郎".encode() in content for content in held.values()), "an applicant's name is no book"


def test_a_simulated_centre_says_so_in_every_row(inspecting):
    made = replace(inspecting, reporter=replace(inspecting.reporter, simulated=True))
    held = files(export(made))
    assert b"SIMULATED DATA" in held["bag-info.txt"]
    tables = [rows(content) for path, content in held.items() if path.endswith(".csv")]
    assert tables and all(row["note"].startswith("SIMULATED") for table in tables for row in table)


@pytest.mark.parametrize(
    "planted",
    [
        MONITOR,
        MONITOR.upper(),
        "=?utf-8?b?d2F0Y2gtNzczMUBtb25pdG9yLmV4YW1wbGU=?=",
        "watch-7731%40monitor.example",
        REPORTER,
    ],
)
@pytest.mark.parametrize("where", ["audit", "move", "party", "setting"])
def test_one_planted_address_anywhere_blocks_all_of_it(inspecting, planted, where):
    if where == "audit":
        inspecting.audit.write(IN_MARCH, "x", "note", "x", {"reason": f"see {planted}"})
    elif where == "setting":
        inspecting = replace(inspecting, settings=[("doors.forward", planted, "changed")])
    else:
        draft = Referral("k2", ReferralKind.HANDOFF, planted if where == "party" else "y", "20150311-000001")
        number = inspecting.referrals.open(draft, IN_MARCH)
        reason = planted if where == "move" else "x"
        inspecting.referrals.move(number, Moved(IN_MARCH, "x", Role.ANALYST, "check", S.DRAFT, S.CHECKED, reason))
    with pytest.raises(CannotDo) as refused:
        export(inspecting)
    assert planted not in str(refused.value) and MONITOR not in str(refused.value)
    last = inspecting.audit.entries[-1]
    assert (last.act, last.by) == ("inspection_blocked", "管理者")
    assert not any(each.act == "inspection_exported" for each in inspecting.audit.entries)


@pytest.mark.parametrize(
    ("days", "by", "reason"),
    [
        ((MARCH[1], MARCH[0]), "x", "x"), ((MARCH[0], date(2015, 4, 21)), "x", "x"), (MARCH, " ", "x"), (MARCH, "x", " "),
    ],
)  # fmt: skip
def test_it_needs_a_period_a_name_and_a_reason(inspecting, days, by, reason):
    before = len(inspecting.audit.entries)
    with pytest.raises(CannotDo):
        export(inspecting, days, by=by, reason=reason)
    assert len(inspecting.audit.entries) == before


def test_who_made_it_and_why_is_written_down_with_its_hash(inspecting):
    handed = export(inspecting)
    last = inspecting.audit.entries[-1]
    assert (last.at, last.by, last.act, last.subject) == (NOW, "管理者", "inspection_exported", handed.name)
    assert (last.details["reason"], last.details["sha256"]) == ("定期検査", handed.sha256)


def test_what_does_not_agree_stands_on_the_cover(inspecting):
    from pypdf import PdfReader

    def cover(made):
        whole = "".join(
            page.extract_text() for page in PdfReader(io.BytesIO(files(export(made))["data/cover.pdf"])).pages
        )
        return "".join(whole.split())

    assert "不一致あり" not in cover(inspecting)
    inspecting.audit.entries[1] = replace(inspecting.audit.entries[1], by="だれか")
    assert "不一致あり" in cover(inspecting)
    inspecting.keeping.ledger.book(
        [LedgerRow("c2", series.CHAIN_MAIL, MARCH[0], Source.COUNTED, kind="other", door="chain")]
    )
    assert "2>1" in cover(inspecting), "a chain mail that was counted and of whose discard there is no proof"
