"""The SMTP door on a real socket: who is refused, what is kept, and what 250 means."""

import smtplib
import socket
import sqlite3
import ssl
import struct
import threading
import time
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
    with Opened(protocol="lmtp", fronts=("127.0.0.0/8",)) as opened, opened.session() as session:
        session.ehlo("front.example")
        assert session.has_extn("xforward")
        session.docmd("XFORWARD", "ADDR=203.0.113.9 PORT=4711 HELO=bot.example")
        session.mail("a@one.example")
        session.rcpt("meiwaku@centre.example")
        session.rcpt("trap1@mobile-a.example")
        session.putcmd("DATA")
        session.getreply()
        session.sock.sendall(MAIL + b".\r\n")
        assert [session.getreply()[0] for _ in range(2)] == [250, 250]
        assert [(letter.peer.ip, letter.peer.helo) for letter in opened.letters()] == [
            ("203.0.113.9", "bot.example")
        ] * 2


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


def test_what_a_front_states_is_of_one_mail_alone():
    with Opened(fronts=("127.0.0.0/8",)) as opened, opened.session() as session:
        session.ehlo("front.example")
        session.docmd("XFORWARD", "ADDR=203.0.113.9 PORT=4711")
        session.docmd("XFORWARD", "PROTO=ESMTP HELO=[UNAVAILABLE]")
        session.sendmail("a@one.example", ["trap1@mobile-a.example"], MAIL)
        session.sendmail("a@one.example", ["trap1@mobile-a.example"], MAIL)
        session.docmd("XFORWARD", "ADDR=203.0.113.9 PORT=4711")
        session.rset()
        session.sendmail("a@one.example", ["trap1@mobile-a.example"], MAIL)
        stated, *own = [letter.peer for letter in opened.letters()]
    assert (stated.ip, stated.port, stated.stated_by) == ("203.0.113.9", 4711, "xforward")
    assert stated.helo == "", "the front greets in its own name, not in the peer's"
    assert [(peer.ip, peer.helo, peer.stated_by) for peer in own] == [("127.0.0.1", "front.example", "session")] * 2


def test_after_xclient_the_client_must_greet_for_itself():
    with Opened(fronts=("127.0.0.0/8",)) as opened, opened.session() as session:
        session.ehlo("front.example")
        session.docmd("XCLIENT", "ADDR=203.0.113.9 PORT=4711")
        assert session.docmd("MAIL", "FROM:<a@one.example>")[0] == 503
        session.ehlo("client.example")
        for _ in range(2):
            session.sendmail("a@one.example", ["trap1@mobile-a.example"], MAIL)
        assert [(letter.peer.ip, letter.peer.helo) for letter in opened.letters()] == [
            ("203.0.113.9", "client.example")
        ] * 2


def test_the_door_an_address_meant_when_it_was_taken_is_the_one_it_goes_through(monkeypatch):
    with Opened() as opened, opened.session() as session:
        session.ehlo()
        session.mail("a@one.example")
        session.rcpt("trap1@mobile-a.example")
        monkeypatch.delitem(ADDRESSES, "trap1@mobile-a.example")
        assert session.data(MAIL) == (250, b"2.0.0 accepted as 1")
        assert [letter.raw for letter in opened.letters()] == [MAIL]


def test_250_means_that_another_reader_finds_the_bytes_on_disk(tmp_path):
    with Opened(SqliteSpool(tmp_path / "spool", clock=lambda: NOW)) as opened, opened.session() as session:
        session.ehlo()
        for index in range(5):
            session.mail("a@one.example")
            session.rcpt("meiwaku@centre.example")
            _, text = session.data(MAIL + b"%d\r\n" % index)
            with sqlite3.connect(tmp_path / "spool") as other:
                number = int(text.rsplit(b" ", 1)[1])
                (raw,) = other.execute("SELECT raw FROM letters WHERE number = ?", (number,)).fetchone()
            assert raw == MAIL + b"%d\r\n" % index


def test_a_peer_that_hangs_up_while_its_mail_is_stored_stops_nobody(tmp_path):
    spool = SqliteSpool(tmp_path / "spool", clock=lambda: NOW)
    committing, go_on = threading.Event(), threading.Event()
    write = spool._commits._write

    def slowly(letters):
        committing.set()
        go_on.wait(10)
        return write(letters)

    spool._commits._write = slowly
    with Opened(spool) as opened:
        session = opened.session()
        session.ehlo()
        session.mail("a@one.example")
        session.rcpt("meiwaku@centre.example")
        session.putcmd("DATA")
        session.getreply()
        session.sock.sendall(MAIL + b".\r\n")
        assert committing.wait(10)
        session.close()
        until(lambda: not opened.door.sessions)
        go_on.set()
        with opened.session() as other:
            other.sendmail("a@one.example", ["meiwaku@centre.example"], MAIL)
        assert spool.waiting().arrivals == 2


def test_a_mail_of_exactly_the_limit_is_taken_with_commands_behind_it():
    with Opened(max_message_bytes=1_000) as opened, opened.session() as session:
        for size, code in ((1_000, 250), (1_001, 552)):
            session.ehlo()
            session.mail("a@one.example")
            session.rcpt("meiwaku@centre.example")
            session.putcmd("DATA")
            session.getreply()
            session.sock.sendall(b"..\r\n" + b"x" * (size - 5) + b"\r\n.\r\nNOOP\r\n" + b"NOOP\r\n" * 100)
            assert session.getreply()[0] == code
            assert [session.getreply()[0] for _ in range(101)] == [250] * 101
        assert [len(letter.raw) for letter in opened.letters()] == [1_000]


def test_a_long_address_is_taken():
    with Opened() as opened, opened.session() as session:
        session.ehlo()
        sender = "bounce-" + "x" * 700 + "@one.example"
        session.sendmail(sender, ["meiwaku@centre.example"], MAIL)
        assert opened.letters()[0].envelope.mail_from == sender


def until(true, seconds=10.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


def test_stopping_ends_a_busy_door_and_keeps_what_was_answered():
    opened = Opened()
    opened.door.start()
    accepted: list[int] = []

    def load() -> None:
        try:
            with opened.session() as session:
                while True:
                    session.sendmail("a@one.example", ["meiwaku@centre.example"], MAIL)
                    accepted.append(1)
        except smtplib.SMTPException as error:
            said.append(getattr(error, "smtp_code", 0))

    said: list[int] = []
    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    until(lambda: len(accepted) > 50)
    begun = time.monotonic()
    opened.door.stop(20)
    assert time.monotonic() - begun < 10
    for thread in threads:
        thread.join()
    assert said == [421] * 4
    assert opened.spool.waiting().arrivals == len(accepted)


def test_stopping_waits_for_an_open_transaction():
    opened = Opened()
    opened.door.start()
    session, idle = opened.session(), opened.session()
    session.ehlo()
    session.mail("a@one.example")
    stopping = threading.Thread(target=opened.door.stop, args=(20,))
    stopping.start()
    until(lambda: opened.door.draining)
    session.rcpt("meiwaku@centre.example")
    assert session.data(MAIL)[0] == 250
    stopping.join(10)
    assert not stopping.is_alive()
    assert [each.getreply()[0] for each in (session, idle)] == [421, 421]
    session.close()
    idle.close()
    assert opened.spool.waiting().arrivals == 1


def test_a_door_that_could_not_open_says_so_and_has_nothing_to_stop():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        opened = Opened(port=taken.getsockname()[1])
        with pytest.raises(OSError):
            opened.door.start()
        begun = time.monotonic()
        opened.door.stop(5)
        assert time.monotonic() - begun < 1


def proxied(opened, header: bytes, *commands: bytes) -> list[bytes]:
    """The last lines of the answers to the greeting and to each command, behind a load balancer."""
    with socket.create_connection(("127.0.0.1", opened.door.port), timeout=10) as raw, raw.makefile("rwb") as stream:
        answers = []
        for sent in (header, *(command + b"\r\n" for command in commands)):
            stream.write(sent)
            stream.flush()
            while (line := stream.readline())[3:4] == b"-":
                pass
            answers.append(line)
        return answers


def test_a_client_behind_a_load_balancer_has_none_of_its_rights():
    with Opened(proxy_fronts=("127.0.0.0/8",), fronts=("127.0.0.0/8", "198.51.100.0/24")) as opened:
        says = (b"EHLO x.example", b"XFORWARD ADDR=203.0.113.1")
        assert proxied(opened, b"PROXY TCP4 203.0.113.77 127.0.0.1 5555 25\r\n", *says)[-1].startswith(b"550")
        assert proxied(opened, b"PROXY TCP4 198.51.100.7 127.0.0.1 5555 25\r\n", *says)[-1].startswith(b"250")


def test_connections_through_a_load_balancer_count_as_the_clients():
    with (
        Opened(proxy_fronts=("127.0.0.0/8",), max_connections_per_ip=1) as opened,
        socket.create_connection(("127.0.0.1", opened.door.port)) as first,
        first.makefile("rwb") as stream,
    ):
        stream.write(b"PROXY TCP6 2001:db8::1 ::1 5555 25\r\n")
        stream.flush()
        assert stream.readline().startswith(b"220")
        assert proxied(opened, b"PROXY TCP6 2001:db8::1 ::1 5556 25\r\n")[0].startswith(b"421")
        assert proxied(opened, b"PROXY TCP6 2001:db8::2 ::1 5557 25\r\n")[0].startswith(b"220")
    assert opened.door.limits._connections.total() == 0


def test_a_proxy_header_without_an_address_names_nobody():
    signature = b"\r\n\r\n\0\r\nQUIT\n"
    unix = signature + b"\x21\x31" + struct.pack("!H", 216) + b"/a/socket".ljust(108, b"\0") + b"\0" * 108
    says = (b"EHLO x.example", b"MAIL FROM:<>", b"RCPT TO:<meiwaku@centre.example>", b"DATA", MAIL + b".")
    with Opened(proxy_fronts=("127.0.0.0/8",)) as opened:
        for header in (unix, b"PROXY UNKNOWN\r\n"):
            assert proxied(opened, header, *says)[-1].startswith(b"250")
        assert {(letter.peer.ip, letter.peer.stated_by) for letter in opened.letters()} == {("127.0.0.1", "session")}
        assert proxied(opened, b"EHLO no.proxy.example\r\n") == [b""], "a front that must state a peer and does not"


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
