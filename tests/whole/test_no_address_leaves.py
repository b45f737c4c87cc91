"""Two hundred reporters and monitors planted in twelve encodings through a thousand mails: not one leaves in any document, of any kind.

What left is searched here without our own leak check: packages, mails and papers are opened, and what is encoded is decoded.
"""

import base64
import codecs
import hashlib
import io
import re
import time
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from urllib.parse import quote

import pytest
from pypdf import PdfReader

from tsuho.casework import decide
from tsuho.casework.deliver import deliver
from tsuho.casework.enter_petition import Entry, enter_petition
from tsuho.casework.move_referral import move_referral
from tsuho.casework.queue_letter import check_leaks
from tsuho.casework.receive import receive
from tsuho.casework.refer_by_approval import refer_by_approval
from tsuho.casework.refer_provider_notices import refer_provider_notices
from tsuho.casework.refer_withdrawals import take_back
from tsuho.casework.settle import settle
from tsuho.casework.take_inbound_list import take_inbound_list
from tsuho.casework.vendor_feed import Asked
from tsuho.casework.ways_of_referring import WAYS
from tsuho.delivery.by_file import ByFile
from tsuho.referral.documents.petition_file import Applicant
from tsuho.referral.leak_check import ENCODINGS, Leaks
from tsuho.referral.moves import MOVES
from tsuho.simulation.partners import sample_monitors, sample_providers
from tsuho.simulation.register import sample_sender
from tsuho.terminal.feed import show_feed
from tsuho.wiring.make import make_centre
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import open_centre
from tsuho.wiring.referring import half_month_of, period_of, referring_of
from tsuho.wiring.serve import work_once
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.referrals import ReferralState, Standings
from tsuho.words.vocabulary import Door, ReferralKind

DAY = datetime(2015, 3, 10, 0, 0, tzinfo=UTC)
STEM = "qzpla"  # every planted local part begins with it, and nothing else in the world does
MONITORS = [f"{STEM}{number:03d}m@mobile-a.example" for number in range(100)]
REPORTERS = [f"{STEM}{number:03d}r@home.example" for number in range(100)]
HITS, REPORTS, CHAIN = 500, 490, 10
WORDS = {
    "dating": "直アド交換しませんか？今なら男性も完全無料だよ",
    "phishing": "お客様のアカウントに不正なログインがありました。24時間以内にパスワードとカード番号をご確認ください。",
    "prize": "おめでとうございます。100万円が当選しました。今すぐ無料登録で受け取り",
}
HASHES = ("MD5", "SHA-1", "SHA-256")
DRESSES = {
    "plain": str,
    "percent": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "HTML entity": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "RFC 2047": lambda text: f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?=",
    "base64": lambda text: base64.b64encode(b"xy" + text.encode()).decode(),
    "base64url": lambda text: base64.urlsafe_b64encode(b"\xff\xfe\xfb" + text.encode()).decode().rstrip("="),
    "hex": lambda text: text.encode().hex(),
    "ROT13": lambda text: codecs.encode(text, "rot13"),
    "MD5": lambda text: hashlib.md5(text.encode()).hexdigest(),
    "SHA-1": lambda text: hashlib.sha1(text.encode()).hexdigest(),
    "SHA-256": lambda text: hashlib.sha256(text.encode()).hexdigest(),
}
_DIGESTS = {DRESSES[name](address) for name in HASHES for address in (*MONITORS, *REPORTERS)}


# --- what is planted
def original(number: int, reader: str, other: str) -> bytes:
    """A mail to ``reader`` that names him, and ``other``, in one dress wherever a sender can."""
    dress = DRESSES[sorted(DRESSES)[number % len(DRESSES)]]
    kind = sorted(WORDS)[number // 7 % len(WORDS)]
    told, also = dress(reader), dress(other)
    host = f"{kind}{number % 9}.example"
    name = reader.partition("@")[0]
    return (
        f"Received: from bot.example (bot.example [203.0.113.{number % 200}]) by mx.example for <{reader}>; x\r\n"
        f"From: {told} <info-{name}@{host}>\r\nTo: {reader}\r\nSubject: {told}さん {number}\r\n"
        f"Message-ID: <{number}.{dress(name)}@{host}>\r\nX-Code: {also}\r\nReply-To: <{reader.replace('@', '=')}@{host}>\r\n"
        f"List-Unsubscribe: <mailto:out+{reader.replace('@', '=')}@{host}>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{told} さん {also}\r\n{WORDS[kind]}\r\nhttp://{host}/{quote(told)}/r?u={quote(told)}&{quote(also)}=1\r\n"
    ).encode()


def hit(number: int) -> Letter:
    """At a monitor, half from networks at home, half from those of agencies."""
    monitor, other = MONITORS[number % 100], MONITORS[(number * 7 + 3) % 100]
    providers = sample_providers()[:3]
    ip = providers[number // 2 % 3].server(4 + number % 10) if number % 2 else f"198.51.100.{1 + number % 250}"
    raw = original(number, monitor, other)
    sender = f"b-{monitor.replace('@', '=')}@bounce.example"
    peer = Peer(ip, 4_000 + number, f"{monitor.partition('@')[0]}.bot.example")
    return Letter(
        Door.MONITOR, DAY + timedelta(minutes=number), raw, peer, Envelope(sender, (monitor,)), simulated=True
    )


def report(number: int) -> Letter:
    """Handed on by a reporter: attached below his own words, or redirected as it was."""
    reporter, monitor = REPORTERS[number % 100], MONITORS[(number * 3 + 1) % 100]
    inner = original(number + 1, reporter, monitor)
    door, to = (Door.ASSOCIATION, "association") if number % 2 else (Door.FORWARD, "meiwaku")
    if number % 3 == 2:
        raw = f"Resent-From: {reporter}\r\nResent-To: {to}@centre.example\r\n".encode() + inner
    else:
        raw = attached(reporter, inner, to)
    envelope = Envelope(reporter, (f"{to}@centre.example",))
    at = DAY + timedelta(minutes=number)
    return Letter(door, at, raw, Peer("203.0.113.250", 25, "mail.home.example"), envelope, simulated=True)


def attached(reporter: str, inner: bytes, to: str) -> bytes:
    """A mail that is handed on whole, with his own words above it."""
    return (
        (
            f"From: {reporter}\r\nTo: {to}@centre.example\r\nSubject: Fwd: {reporter}\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{reporter}\r\n"
            "--b\r\nContent-Type: message/rfc822\r\n\r\n"
        ).encode()
        + inner
        + b"\r\n--b--\r\n"
    )


def chain(number: int) -> Letter:
    reporter = REPORTERS[number]
    raw = f"From: {reporter}\r\nSubject: Fw: {reporter}\r\n\r\n東京都\r\n{reporter} このメールを7人に送ると願いが叶います。\r\n"
    envelope = Envelope(reporter, ("chain@centre.example",))
    return Letter(Door.CHAIN, DAY + timedelta(minutes=number), raw.encode(), envelope=envelope, simulated=True)


# --- what left
@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    """A centre that took a thousand such mails, whose campaigns are confirmed and whose senders are known."""
    centre = open_centre(make_centre(tmp_path_factory.mktemp("leaks") / "centre", simulated=True))
    sheet = sample_monitors()[0]
    centre.records.register_monitors([replace(sheet, address=address, retired_at=None) for address in MONITORS])
    letters = [*map(hit, range(HITS)), *map(report, range(REPORTS)), *map(chain, range(CHAIN))]
    assert len(letters) == 1_000
    receive(centre.spool, letters)
    while centre.spool.waiting().arrivals:
        if not work_once(centre):
            time.sleep(0.1)
    assert centre.spool.poisoned() == []
    warned = 0
    for campaign in centre.records.campaigns(limit=100):
        for rule in campaign.rules if campaign.monitor_hits else ():
            decide.confirm(
                centre.records, centre.audit, campaign=campaign.id, provision=rule, by="模擬係官", reason="模擬", at=centre.now()
            )  # fmt: skip
        if campaign.monitor_hits and campaign.rules and warned < 1:
            warned += 1
            centre.register.enter_sender(sample_sender(campaign.id))
    yield centre
    from django.db import connections

    connections.close_all()


@pytest.fixture(scope="module")
def left(centre, tmp_path_factory):
    """Everything of every kind, approved and sent into a folder, and every format that a vendor may pull: path → bytes."""
    out = tmp_path_factory.mktemp("left")
    referring = referring_of(centre)
    assert refer_provider_notices(referring, now=centre.now(), dry_run=False).blocked == ()
    told = centre.referrals.standing(ReferralKind.PROVIDER_NOTICE)[0].reports[:2]
    _petition(centre, referring)
    rows = "".join(f"{each.server(4)},2015-03-10T01:00:00Z\n" for each in sample_providers()[:3])
    take_inbound_list(
        centre.inbound, centre.partners, centre.audit, "BR", f"ip,time_utc\n{rows}".encode(), by="BR", at=centre.now()
    )
    _send(centre, out)
    take_back(referring, told, "rule_fixed", at=centre.now())
    for kind, way in WAYS.items():
        refer_by_approval(referring, way, _period(centre, kind), now=centre.now(), dry_run=False)
        for verb in ("check", "approve"):
            _move_all(centre, kind, verb)
        done = refer_by_approval(referring, way, _period(centre, kind), now=centre.now(), dry_run=False)
        assert done.blocked == (), kind
        assert done.letters, kind
    _send(centre, out)
    # the redacted copies hold most, so all of them; the other formats say parts of the same
    for vendor, form, limit in (
        ("vendor-b", "eml", 1_000), ("vendor-a", "features", 80), ("vendor-c", "stix", 80), ("vendor-d", "misp", 80),
    ):  # fmt: skip
        show_feed(centre, vendor, Asked(form, limit=limit), out / "feed" / vendor, "en")
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*")) if file.is_file()}


def _petition(centre, referring):
    """A person's own mail, in which nothing is planted: it leaves as he handed it on."""
    inner = original(1, "applicant@own.example", "family@own.example")
    raw = attached("applicant@own.example", inner, "meiwaku")
    envelope = Envelope("applicant@own.example", ("meiwaku@centre.example",))
    receive(
        centre.spool, [Letter(Door.FORWARD, DAY, raw, Peer("203.0.113.250", 25, "h.example"), envelope, simulated=True)]
    )
    while centre.spool.waiting().arrivals:
        if not work_once(centre):
            time.sleep(0.1)
    from tsuho.store.records.models import Report

    number = Report.objects.order_by("-id").first().id
    applicant = Applicant("見本花子", "見本県1", date(2015, 3, 11), "調べてください")
    enter_petition(referring, applicant, (number,), Entry("見本", "申出書 第1号", centre.now()))


def _period(centre, kind):
    return half_month_of("2015-03", 1, centre) if kind is ReferralKind.CHAIN_REPORT else period_of("2015-03", centre)


def _move_all(centre, kind, verb):
    for each in centre.referrals.standing(kind, [ReferralState.DRAFT, ReferralState.CHECKED]):
        for row in MOVES:
            if (row.kind, row.at, row.verb) == (kind, each.state, verb):
                move_referral(
                    moving_of(centre), each.id, verb, by="模擬係官", role=row.by, reason="模擬", at=centre.now(),
                    standings=approvable(centre.now().date()),
                )  # fmt: skip


def approvable(day):
    """What a person may approve; what lets it leave is asked again of the document itself, when it is queued."""
    return Standings(
        day, rules=("V31",), confirmed=("V31",), all_proved=True, identity_verified=True, ministry_charge=True,
        partner_active=True, found_wrong=True, passing_on=True, leaks=0,
    )  # fmt: skip


def _send(centre, out):
    while deliver(centre.outbox, ByFile(out), centre.audit, now=centre.now(), mail_from="n@centre.example").sent:
        settle(moving_of(centre), centre.outbox, centre.now())


def seen_through(raw: bytes, depth: int = 0):
    """Whatever a reader can get out of these bytes: they themselves, what is packed in them, what they say decoded."""
    yield raw
    if depth == 5:
        return
    inside: list[bytes] = []
    if raw[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            inside += [package.read(name) for name in package.namelist()]
            inside.append("\n".join(package.namelist()).encode())
    elif raw[:5] == b"%PDF-":
        reader = PdfReader(io.BytesIO(raw))
        inside.append("\n".join(page.extract_text() for page in reader.pages).replace("\u200b", "").encode())
        inside.append(repr(reader.metadata).encode())
    elif re.match(rb"[A-Za-z-]+: ", raw):
        mail = message_from_bytes(raw, policy=policy.compat32)
        for part in mail.walk():
            inside += [str(value).encode("utf-8", "replace") for value in part.values()]
            if not part.is_multipart():
                inside.append(part.get_payload(decode=True) or b"")
    for run in re.findall(rb"[A-Za-z0-9+/]{24,}", re.sub(rb"(?<=[A-Za-z0-9+/]{60})\r?\n", b"", raw)):
        inside.append(base64.b64decode(run + b"=" * (-len(run) % 4), validate=False) if len(run) % 4 != 1 else b"")
    for each in inside:
        yield from seen_through(each, depth + 1)


def _stem_dresses() -> "re.Pattern[bytes]":
    found = [STEM, codecs.encode(STEM, "rot13"), STEM.encode().hex()]
    found += [DRESSES[name](STEM) for name in ("percent", "HTML entity", "quoted-printable")]
    literal = [re.escape(each.encode()) for each in found]
    coded = []
    for offset in range(3):
        run = base64.b64encode(b"x" * offset + STEM.encode()).rstrip(b"=")
        coded.append(re.escape(run[(offset * 8 + 5) // 6 : (offset + len(STEM)) * 8 // 6]))
    return re.compile(b"(?i:" + b"|".join(literal) + b")|" + b"|".join(coded))


_PLANTED = _stem_dresses()
_HEX = re.compile(rb"[0-9a-f]{32,200}")


def planted_in(raw: bytes) -> list[bytes]:
    """What of the planted is found there, without the help of our own check."""
    found = []
    for view in seen_through(raw):
        found += [view[max(0, each.start() - 30) : each.end() + 30] for each in _PLANTED.finditer(view)]
        for run in _HEX.findall(view.lower()):
            windows = (run[start : start + size] for size in (32, 40, 64) for start in range(len(run) - size + 1))
            found += [each for each in windows if each.decode() in _DIGESTS]
    return found


def test_they_were_planted_and_the_search_finds_each_dress(centre):
    assert set(DRESSES) == {each.name for each in ENCODINGS}
    for name, dress in DRESSES.items():
        for address in (MONITORS[17], REPORTERS[42]):
            assert planted_in(f"x {dress(address)} y".encode()), name
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.eml", report(8).raw)
    mail = b"Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert planted_in(mail + base64.encodebytes(packed.getvalue())), "in a package in a mail"
    in_evidence = sum(bool(planted_in(each.raw)) for each in (*map(hit, range(60)), *map(report, range(60))))
    assert in_evidence == 120


def test_every_kind_and_every_format_left(centre, left):
    kinds = Counter(each.letter.kind for each in centre.outbox.letters())
    assert set(kinds) == {*WAYS, ReferralKind.PROVIDER_NOTICE}
    assert {each.state for each in centre.outbox.letters()} == {"sent"}
    endings = Counter(name.rpartition(".")[2] for name in left)
    assert set(endings) >= {"eml", "pdf", "csv", "zip", "json", "jsonl"}
    hits = sum(len(each.letter.reports) for each in centre.outbox.letters(ReferralKind.PROVIDER_NOTICE))
    assert hits > 150, "the planted mails are told of"
    assert len(left["feed/vendor-a/items.jsonl"].splitlines()) >= 80
    with zipfile.ZipFile(io.BytesIO(left["feed/vendor-b/items.zip"])) as copies:
        assert sum(name.endswith(".eml") for name in copies.namelist()) > 100


def test_not_one_address_is_in_anything_that_left(left):
    assert {name: found[:3] for name, raw in left.items() if (found := planted_in(raw))} == {}


def test_whose_address_a_letter_holds_it_does_not_leave_whatever_its_kind(centre, left):
    """Each recipient is made a monitor: now every letter holds one, on the line that says to whom it goes."""
    letters = centre.outbox.letters()
    sheet = sample_monitors()[0]
    for address in {each.letter.recipient for each in letters}:
        centre.records.register_monitors([replace(sheet, address=address)])
    referring = referring_of(centre)
    for kind, way in WAYS.items():
        for each in centre.referrals.standing(kind, [ReferralState.SENT]):
            built = way.build(referring, each, centre.now())
            with pytest.raises(Leaks, match=r"the letter holds the address .* at bytes \d+ to \d+"):
                check_leaks(built.letter, built.secrets)
    # notices are opened anew, since those hits were told of
    provider = sample_providers()[0]
    again = replace(hit(1), peer=Peer(provider.server(7), 9, "x.example"), received_at=DAY + timedelta(days=1))
    receive(centre.spool, [again])
    while centre.spool.waiting().arrivals:
        if not work_once(centre):
            time.sleep(0.1)
    before = len(centre.outbox.letters())
    done = refer_provider_notices(referring_of(centre), now=centre.now(), dry_run=False)
    assert done.letters == () and len(centre.outbox.letters()) == before
    assert len(done.blocked) == 1 and "the letter holds the address" in str(done.blocked[0])
    assert str(done.blocked[0]).startswith(provider.code)
