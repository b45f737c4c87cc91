"""A mail server stands in for an ISP: our notice goes out, its reply comes in by our own door, the figures show what was done."""

import json
import os
import re
import smtplib
import subprocess
import sys
from datetime import datetime, timedelta
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.deliver import deliver
from tsuho.casework.effects import effects
from tsuho.casework.receive import receive
from tsuho.casework.refer_provider_notices import refer_provider_notices
from tsuho.casework.settle import settle
from tsuho.delivery.by_email import ByEmail
from tsuho.simulation.partners import sample_providers
from tsuho.wiring.doors import AddressBook, smtp_doors
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import open_centre
from tsuho.wiring.referring import referring_of
from tsuho.wiring.settings import read_settings
from tsuho.words.referrals import AnswerKind, ReferralState

TAKEN, WAITING = "契約者見本花子", "契約者見本太郎"  # subscribers whom nobody asked for


@pytest.fixture(scope="module")
def centre(confirmed_centre):
    return open_centre(read_settings(confirmed_centre))


@pytest.fixture
def door(centre):
    (made,) = smtp_doors(centre, centre.settings.with_smtp("127.0.0.1:0"), AddressBook(centre.settings, centre.records))
    made.start()
    yield made
    made.stop(5.0)


def comes_back(door, sender, to, subject, text, more=""):
    """A mail to our own door, as a mail server hands it over."""
    raw = (
        f"From: <{sender or 'mailer-daemon@isp.example'}>\r\nTo: <{to}>\r\nSubject: {subject}\r\n{more}"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text
    )
    with smtplib.SMTP("127.0.0.1", door.port, timeout=10) as session:
        session.sendmail(sender, [to], raw.encode())


def run(centre, *command):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run(
        [sys.executable, "-m", "tsuho", "--lang", "en", "--centre", str(centre.settings.folder), *command],
        capture_output=True, check=True, timeout=60, env=environment | {"COLUMNS": "200"},
    )  # fmt: skip
    return done.stdout.decode()


def figures(centre):
    today = datetime.now(ZoneInfo("Asia/Tokyo"))
    return json.loads(run(centre, "figures", "--month", f"{today:%Y-%m}", "--json"))


def state(centre, ticket):
    return centre.referrals.by_ticket(ticket).state


def test_the_loop_from_notice_to_figure(centre, door, sink, judge_all, monitor_hit):
    now = centre.now()
    refer_provider_notices(referring_of(centre), now=now, dry_run=False)
    way_out = ByEmail.to(sink.relay, 10)
    mail_from = centre.settings.delivery.mail_from
    assert deliver(centre.outbox, way_out, centre.audit, now=now, mail_from=mail_from).sent == 3
    settle(moving_of(centre), centre.outbox, now)
    arrived = {}
    for envelope_from, (recipient,), raw in sink.taken:
        mail = message_from_bytes(raw)
        reply_to = re.search(r"<(.+)>", mail["From"]).group(1)
        arrived[recipient] = (envelope_from, reply_to, mail["Message-ID"])
    tickets = {letter.letter.recipient: letter.letter.ticket for letter in centre.outbox.letters()}
    first, second, third = (each.contact for each in sample_providers()[:3])
    assert set(arrived) == {first, second, third}

    # the first acts, and names a subscriber, whom nobody asked for
    _, reply_to, message_id = arrived[first]
    answer = f"利用停止 2015-03-12\r\n{TAKEN}\r\n\r\n> suspended, terminated, ...\r\n"
    comes_back(door, first, reply_to, f"Re: [{tickets[first]}]", answer, f"In-Reply-To: {message_id}\r\n")
    # the second's mailbox is gone: its server returns the letter to the envelope's sender
    envelope_from, _, message_id = arrived[second]
    returned = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary="b"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n'
        f"Final-Recipient: rfc822; {second}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\n"
        f"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
    )
    with smtplib.SMTP("127.0.0.1", door.port, timeout=10) as session:
        session.sendmail("", [envelope_from], f"From: <>\r\nSubject: failed\r\n{returned}".encode())
    # the third writes what no list of words holds; and a stranger answers in its name
    _, reply_to, _ = arrived[third]
    comes_back(door, third, reply_to, f"Re: [{tickets[third]}]", f"お世話になります。{WAITING}\r\n")
    comes_back(door, "spammer@k7x2q.example", reply_to, f"Re: [{tickets[third]}]", "terminated 2015-03-12\r\n")
    judge_all(centre)

    assert state(centre, tickets[first]) is ReferralState.ANSWERED
    assert state(centre, tickets[second]) is ReferralState.BOUNCED
    assert state(centre, tickets[third]) is ReferralState.SENT
    counted = figures(centre)
    answers = {kind: count for kind, count in counted["providers"]["answers"].items() if count}
    assert answers.pop("total", 1) == 1 and answers == {"suspended": 1}
    assert counted["reports"]["total"] == 0, "what comes back on our letters is no report"
    waiting = centre.spool.poisoned()
    assert [each.reason for each in waiting] == ["a person must read this reply"] * 2
    bounced = centre.partners.provider(centre.referrals.by_ticket(tickets[second]).party)
    assert bounced.bounces == 1 and bounced.held_back(now.date())

    # the suspended line sends again: a relapse; the third says nothing for weeks: overdue
    ip = sample_providers()[0].server(4)
    later = datetime(2015, 3, 20, 3, 0, tzinfo=ZoneInfo("UTC"))
    receive(centre.spool, [monitor_hit(50, ip, later)])
    judge_all(centre)
    found = {each.referral.number: each for each in effects(referring_of(centre), now=now + timedelta(days=15))}
    assert found[tickets[first]].effect.relapsed
    assert (found[tickets[first]].effect.hits_before, found[tickets[first]].effect.hits_after) == (2, 1)
    assert found[tickets[first]].effect.last_answer is AnswerKind.SUSPENDED
    listed = {
        ticket: line
        for line in run(centre, "answers", "list").splitlines()
        for ticket in tickets.values()
        if ticket in line
    }
    assert "relapse" in listed[tickets[first]] and "relapse" not in listed[tickets[third]]
    assert {number for number, each in found.items() if each.overdue} == {tickets[third]}

    # the bounced provider is written to again only after a person looked
    receive(centre.spool, [monitor_hit(51, sample_providers()[1].server(4), later)])
    judge_all(centre)
    again = refer_provider_notices(referring_of(centre), now=now, dry_run=True)
    assert any(each.startswith(f"{bounced.code}: letters came back") for each in map(str, again.passed_over))

    # of a reply that was entered nothing is kept; one that waits for a person waits in the spool alone
    for file in centre.settings.folder.rglob("*"):
        if file.is_file():
            assert TAKEN.encode() not in file.read_bytes(), file.name
            assert "spool" in file.name or WAITING.encode() not in file.read_bytes(), file.name
    centre.spool.replay([each.number for each in waiting])
    judge_all(centre)
    assert len(centre.spool.poisoned()) == 2, "read again, it is as unclear as before"
