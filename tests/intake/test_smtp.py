"""The SMTP door on a real socket: who is refused, what is kept, and what 250 means."""

import smtplib
import socket
import sqlite3
import ssl
from datetime import UTC, datetime

import pytest
import trustme

from tsuho.intake.smtp import SmtpDoor, SmtpDoorSettings
from tsuho.store.spool.memory import MemorySpool
from tsuho.store.spool.sqlite import SpoolIsShort, SqliteSpool
from tsuho.words.vocabulary import Door

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
ADDRESSES = {
    "meiwaku@centre.example": Door.FORWARD,
    "chain@centre.example": Door.CHAIN,
    "trap1@mobile-a.example": Door.MONITOR,
    "trap2@mobile-a.example": Door.MONITOR,
}
MAIL = b"From: a@one.example\r\nSubject: test\r\n\r\nbody\r\n"


class Opened:
    """A door over a spool in memory, and what came through it."""

    def __init__(self, spool=None, **settings):
        self.spool = spool or MemorySpool(clock=lambda: NOW)
        self.door = SmtpDoor(
            SmtpDoorSettings(**settings),
            lambda address: ADDRESSES.get(address.lower()),
            self.spool.put_later,
            lambda: NOW,
        )

    def __enter__(self):
        self.door.start()
        return self

    def __exit__(self, *_):
        self.door.stop(2)

    def session(self):
        kind = smtplib.LMTP if self.door.settings.protocol == "lmtp" else smtplib.SMTP
        return kind("127.0.0.1", self.door.port, timeout=10)

    def letters(self):
        batch = self.spool.take("test", datetime(2030, 1, 1, tzinfo=UTC), 60)
        return [spooled.letter for spooled in batch.letters] if batch else []


def test_a_mail_is_kept_exactly_with_what_the_session_saw():
    odd = (
        b"From: a@one.example\r\nX: \xff\x00\r\n\r\n.leading dot\r\n..two\r\nbare \n lf and \r cr\r\n"
        + b"x" * 5000
        + b"\r\n"
    )
    with Opened() as opened, opened.session() as session:
        session.ehlo("client.example")
        client_port = session.sock.getsockname()[1]
        session.mail("reporter@home.example")
        session.rcpt("Meiwaku@centre.example")
        session.putcmd("DATA")
        assert session.getreply()[0] == 354
        session.sock.sendall(odd.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        code, text = session.getreply()
        (letter,) = opened.letters()
    assert code == 250 and text == b"2.0.0 accepted as 1"
    assert letter.raw == odd
    assert (letter.door, letter.received_at) == (Door.FORWARD, NOW)
    assert (letter.peer.ip, letter.peer.helo, letter.peer.stated_by) == ("127.0.0.1", "client.example", "session")
    assert letter.peer.port == client_port
    assert letter.envelope.mail_from == "reporter@home.example"
    assert letter.envelope.rcpt_to == ("meiwaku@centre.example",)


def test_strangers_are_refused_and_nothing_is_relayed():
    with Opened() as opened, opened.session() as session, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        session.sendmail("a@one.example", ["someone@elsewhere.example"], MAIL)
    assert refused.value.recipients["someone@elsewhere.example"][0] == 550
    assert opened.letters() == []


def test_the_null_sender_is_taken():
    with Opened() as opened, opened.session() as session:
        session.sendmail("", ["meiwaku@centre.example"], MAIL)
        assert opened.letters()[0].envelope.mail_from == ""


def test_each_door_and_each_monitor_has_its_own_letter():
    with Opened() as opened, opened.session() as session:
        session.sendmail("a@one.example", list(ADDRESSES), MAIL)
        letters = opened.letters()
    assert [(letter.door, letter.envelope.rcpt_to) for letter in letters] == [
        (Door.FORWARD, ("meiwaku@centre.example",)),
        (Door.CHAIN, ("chain@centre.example",)),
        (Door.MONITOR, ("trap1@mobile-a.example",)),
        (Door.MONITOR, ("trap2@mobile-a.example",)),
    ]


def test_lmtp_answers_for_every_recipient():
    with Opened(protocol="lmtp") as opened, opened.session() as session:
        session.ehlo("front.example")
        session.mail("a@one.example")
        session.rcpt("meiwaku@centre.example")
        session.rcpt("trap1@mobile-a.example")
        session.putcmd("DATA")
        session.getreply()
        session.sock.sendall(MAIL + b".\r\n")
        assert [session.getreply()[0] for _ in range(2)] == [250, 250]
        assert len(opened.letters()) == 2


def test_too_large_is_said_and_the_session_goes_on():
    with Opened(max_message_bytes=100_000) as opened, opened.session() as session:
        with pytest.raises(smtplib.SMTPSenderRefused):  # by its SIZE
            session.sendmail("a@one.example", ["meiwaku@centre.example"], b"x" * 200_000)
        session.rset()
        session.mail("a@one.example")
        session.rcpt("meiwaku@centre.example")
        assert session.data(b"x" * 200_000)[0] == 552  # by its bytes
        session.sendmail("a@one.example", ["meiwaku@centre.example"], MAIL)
        assert [letter.raw for letter in opened.letters()] == [MAIL]
        assert opened.door.limits.held == 0


def test_short_memory_is_a_4xx():
    with Opened(open_bytes=70_000) as opened, opened.session() as session:
        session.ehlo()
        session.mail("a@one.example")
        session.rcpt("meiwaku@centre.example")
        assert session.data(b"y" * 300_000)[0] == 452
        assert opened.door.limits.held == 0
        session.sendmail("a@one.example", ["meiwaku@centre.example"], MAIL)
        assert len(opened.letters()) == 1


def test_a_full_disk_and_a_broken_spool_are_never_a_250(tmp_path):
    full = SqliteSpool(tmp_path / "spool", clock=lambda: NOW, free_bytes=lambda: 10, min_free_bytes=100)
    with pytest.raises(SpoolIsShort):
        full.put([])
    with Opened(full) as opened, opened.session() as session, pytest.raises(smtplib.SMTPDataError) as refused:
        session.sendmail("a@one.example", ["meiwaku@centre.example"], MAIL)
    assert refused.value.smtp_code == 452
    broken = SqliteSpool(tmp_path / "broken", clock=lambda: NOW)
    with sqlite3.connect(tmp_path / "broken") as connection:
        connection.execute("DROP TABLE letters")
    with Opened(broken) as opened, opened.session() as session, pytest.raises(smtplib.SMTPDataError) as refused:
        session.sendmail("a@one.example", ["meiwaku@centre.example"], MAIL)
    assert refused.value.smtp_code == 451


def test_a_bare_line_feed_neither_ends_a_mail_nor_smuggles_one():
    smuggled = b"one\n.\nMAIL FROM:<x@y.example>\r\n.\nstill one\r\n"
    with Opened() as opened, opened.session() as session:
        session.ehlo()
        session.mail("a@one.example")
        session.rcpt("meiwaku@centre.example")
        session.putcmd("DATA")
        session.getreply()
        session.sock.sendall(smuggled.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        assert session.getreply()[0] == 250
        assert [letter.raw for letter in opened.letters()] == [smuggled]


@pytest.mark.parametrize("body", [b"", b"\r\n", b".\r\n", b"\r\n.\r\n.\r\n"])
def test_short_and_dotted_mails_end_where_they_end(body):
    with Opened() as opened, opened.session() as session:
        session.ehlo()
        session.mail("a@one.example")
        session.rcpt("meiwaku@centre.example")
        session.putcmd("DATA")
        session.getreply()
        stuffed = (b"\r\n" + body).replace(b"\r\n.", b"\r\n..")[2:]
        for byte in stuffed + b".\r\n":
            session.sock.sendall(bytes([byte]))
        assert session.getreply()[0] == 250
        assert [letter.raw for letter in opened.letters()] == [body]


def test_a_front_states_the_peer_and_nobody_else_may():
    with Opened(fronts=("127.0.0.0/8",)) as opened, opened.session() as session:
        session.ehlo()
        assert session.has_extn("xforward")
        assert session.docmd("XFORWARD", "ADDR=203.0.113.9 PORT=4711 HELO=bot+20x.example")[0] == 250
        session.sendmail("a@one.example", ["trap1@mobile-a.example"], MAIL)
        peer = opened.letters()[0].peer
        assert (peer.ip, peer.port, peer.helo, peer.stated_by) == ("203.0.113.9", 4711, "bot x.example", "xforward")
    with Opened(fronts=("127.0.0.0/8",)) as opened, opened.session() as session:
        session.ehlo()
        assert session.docmd("XCLIENT", "ADDR=IPV6:2001:db8::9 PORT=[UNAVAILABLE]")[0] == 220
        session.ehlo("again.example")
        session.sendmail("a@one.example", ["trap1@mobile-a.example"], MAIL)
        peer = opened.letters()[0].peer
        assert (peer.ip, peer.port, peer.helo, peer.stated_by) == ("2001:db8::9", None, "again.example", "xclient")
    with Opened() as opened, opened.session() as session:
        session.ehlo()
        assert not session.has_extn("xforward") and not session.has_extn("xtime") and not session.has_extn("auth")
        assert session.docmd("XFORWARD", "ADDR=203.0.113.9")[0] == 550
        assert session.docmd("XCLIENT", "ADDR=203.0.113.9")[0] == 550
        assert session.docmd("MAIL", "FROM:<a@one.example> XTIME=2015-03-10T01:02:03Z")[0] == 555


def test_a_proxy_header_names_the_peer():
    with (
        Opened(proxy_fronts=("127.0.0.0/8",)) as opened,
        socket.create_connection(("127.0.0.1", opened.door.port)) as raw,
    ):
        stream = raw.makefile("rwb")
        stream.write(b"PROXY TCP4 203.0.113.77 127.0.0.1 5555 25\r\n")
        stream.flush()
        assert stream.readline().startswith(b"220")
        for line in (b"EHLO x.example", b"MAIL FROM:<a@one.example>", b"RCPT TO:<meiwaku@centre.example>", b"DATA"):
            stream.write(line + b"\r\n")
            stream.flush()
            while stream.readline()[3:4] == b"-":
                pass
        stream.write(MAIL + b".\r\n")
        stream.flush()
        assert stream.readline().startswith(b"250")
        peer = opened.letters()[0].peer
        assert (peer.ip, peer.port, peer.stated_by) == ("203.0.113.77", 5555, "proxy")


def test_a_simulated_centre_takes_a_time_from_loopback():
    with Opened(simulated=True) as opened, opened.session() as session:
        session.ehlo()
        assert session.docmd("MAIL", "FROM:<a@one.example> XTIME=2015-03-10T01:02:03Z")[0] == 250
        session.rcpt("meiwaku@centre.example")
        session.data(MAIL)
        (letter,) = opened.letters()
    assert letter.received_at == datetime(2015, 3, 10, 1, 2, 3, tzinfo=UTC)
    assert letter.simulated


def test_connections_and_rates_are_limited():
    with Opened(max_connections=2) as opened, opened.session(), opened.session():
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            opened.session()
        assert refused.value.smtp_code == 421
    with Opened(max_mails_per_minute_per_ip=2) as opened, opened.session() as session:
        codes = [
            session.docmd("RSET")[0] and (session.ehlo(), session.docmd("MAIL", "FROM:<a@one.example>")[0])[1]
            for _ in range(3)
        ]
        assert codes == [250, 250, 451]


def test_starttls_is_seen():
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    with certificate.private_key_and_cert_chain_pem.tempfile() as pem:
        context = ssl.create_default_context()
        authority.configure_trust(context)
        context.check_hostname = False
        with Opened(tls_certificate=pem) as opened, opened.session() as session:
            session.starttls(context=context)
            session.sendmail("a@one.example", ["meiwaku@centre.example"], MAIL)
            assert opened.letters()[0].peer.tls.startswith("TLSv1")


def test_a_lost_connection_leaves_nothing_behind():
    with Opened() as opened:
        session = opened.session()
        session.ehlo()
        session.mail("a@one.example")
        session.rcpt("meiwaku@centre.example")
        session.putcmd("DATA")
        session.getreply()
        session.sock.sendall(b"half a mail\r\n" * 1000)
        session.sock.close()
        session.file.close()
        session.sock = None
    assert opened.letters() == []
    assert opened.door.limits.held == 0


def test_an_envelope_of_odd_bytes_is_kept_too(tmp_path):
    with (
        Opened(SqliteSpool(tmp_path / "spool", clock=lambda: NOW, linger_seconds=0)) as opened,
        opened.session() as session,
    ):
        session.ehlo()
        session.sock.sendall(b"MAIL FROM:<\xff\xfe@one.example>\r\n")
        assert session.getreply()[0] == 250
        session.rcpt("meiwaku@centre.example")
        session.data(MAIL)
        (letter,) = opened.letters()
    assert letter.envelope.mail_from.encode("utf-8", "surrogateescape") == b"\xff\xfe@one.example"
