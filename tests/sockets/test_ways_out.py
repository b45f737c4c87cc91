"""The port WayOut on each way: what is handed over arrives byte by byte, and what is refused says whether to come again."""

import asyncio
import http.server
import ssl
import threading
from dataclasses import replace

import pytest
import trustme
from aiosmtpd.smtp import SMTP

from tsuho.casework.errors import PermanentFailure, TemporaryFailure
from tsuho.casework.ports import OutboxLetter
from tsuho.delivery.by_email import ByEmail
from tsuho.delivery.by_file import ByFile
from tsuho.delivery.by_https import ByHttps

LETTER = OutboxLetter(
    "k", "handoff", "20261124-000001", "one", "abuse@one.example", "<1@c.example>", "s",
    "Message-ID: <1@c.example>\r\nSubject: x\r\n\r\n.dot\r\n本文\r\n".encode(), (("list.csv", b"a"),), (), False,
)  # fmt: skip


class ByMail:
    """A relay on loopback."""

    def __init__(self, _folder):
        self.taken, self.answer = [], "250 ok"
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(
            self.loop.create_server(lambda: SMTP(self, loop=self.loop, auth_require_tls=False), "127.0.0.1", 0)
        )
        self.port = self.server.sockets[0].getsockname()[1]
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.taken.append(envelope.content)
        return self.answer

    def refuse(self, *, for_ever):
        self.answer = "554 never" if for_ever else "451 later"

    def way_and_letter(self):
        return ByEmail("127.0.0.1", self.port, 10), LETTER

    def close(self):
        def stop():
            self.server.close()
            self.loop.stop()

        self.loop.call_soon_threadsafe(stop)
        self.thread.join(10)
        self.loop.close()


class ByWeb:
    """An HTTPS server on loopback, with a certificate of its own authority."""

    def __init__(self, _folder):
        authority = trustme.CA()
        self.taken, self.status, self.headers = [], 202, {}
        self.trusting = ssl.create_default_context()
        authority.configure_trust(self.trusting)
        serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(serving)
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.headers = dict(self.headers)
                if outer.status < 300:
                    outer.taken.append(body)
                self.send_response(outer.status)
                if outer.status == 307:
                    self.send_header("Location", "https://elsewhere.example/")
                self.end_headers()
                self.wfile.write(b"taken as 7")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.socket = serving.wrap_socket(self.server.socket, server_side=True)
        self.server.handle_error = lambda *_: None  # a client that distrusts the certificate hangs up
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def refuse(self, *, for_ever):
        self.status = 410 if for_ever else 503

    def way_and_letter(self, **changes):
        way = ByHttps(10, **({"context": self.trusting} | changes))
        return way, replace(LETTER, recipient=f"https://localhost:{self.server.server_port}/in?a=b")

    def close(self):
        self.server.shutdown()
        self.thread.join(10)
        self.server.server_close()


class IntoFolder:
    """A folder; what cannot be written may be writable later, and there is nobody who would refuse for ever."""

    def __init__(self, folder):
        self.folder = folder / "out"

    @property
    def taken(self):
        return [file.read_bytes() for file in self.folder.rglob("letter.eml")]

    def refuse(self, *, for_ever):
        self.folder.write_text("in the way")

    def way_and_letter(self):
        return ByFile(self.folder), LETTER

    def close(self):
        pass


@pytest.fixture(params=[ByMail, ByWeb, IntoFolder], ids=["email", "https", "file"])
def other_side(request, tmp_path):
    side = request.param(tmp_path)
    yield side
    side.close()


@pytest.fixture
def web(tmp_path):
    side = ByWeb(tmp_path)
    yield side
    side.close()


def test_what_is_sent_arrives_as_it_is_and_says_so(other_side):
    way, letter = other_side.way_and_letter()
    assert way.send(letter, "notices@c.example")
    assert other_side.taken == [LETTER.message]


def test_what_is_refused_for_now_may_be_sent_again(other_side):
    other_side.refuse(for_ever=False)
    way, letter = other_side.way_and_letter()
    with pytest.raises(TemporaryFailure):
        way.send(letter, "notices@c.example")


@pytest.mark.parametrize("other_side", [ByMail, ByWeb], ids=["email", "https"], indirect=True)
def test_what_is_refused_for_ever_is_given_up(other_side):
    other_side.refuse(for_ever=True)
    way, letter = other_side.way_and_letter()
    with pytest.raises(PermanentFailure):
        way.send(letter, "notices@c.example")
    assert other_side.taken == []


# --- HTTPS alone
def test_a_repeat_shows_itself_by_its_message_id(web):
    way, letter = web.way_and_letter(token="t0ken")
    assert way.send(letter, "notices@c.example") == "202 taken as 7"
    assert web.headers["Idempotency-Key"] == '"1@c.example"'
    assert (web.headers["Content-Type"], web.headers["X-Ticket"]) == ("message/rfc822", LETTER.ticket)
    assert web.headers["Authorization"] == "Bearer t0ken"
    assert "t0ken" not in repr(way)


@pytest.mark.parametrize(
    ("status", "failure"),
    [(307, PermanentFailure), (400, PermanentFailure), (404, PermanentFailure), (408, TemporaryFailure), (429, TemporaryFailure), (500, TemporaryFailure)],
)  # fmt: skip
def test_an_answer_says_which_kind_of_refusal_it_is(web, status, failure):
    web.status = status
    way, letter = web.way_and_letter()
    with pytest.raises(failure, match=f"{status} taken as 7"):
        way.send(letter, "n@c.example")


def test_a_certificate_that_nobody_vouches_for_gets_nothing(web):
    way, letter = web.way_and_letter(context=ssl.create_default_context())
    with pytest.raises(TemporaryFailure, match="CERTIFICATE_VERIFY_FAILED"):
        way.send(letter, "n@c.example")
    way, letter = web.way_and_letter()
    other_name = letter.recipient.replace("localhost", "127.0.0.1")
    with pytest.raises(TemporaryFailure, match="CERTIFICATE_VERIFY_FAILED"):
        way.send(replace(letter, recipient=other_name), "n@c.example")
    assert web.taken == []


@pytest.mark.parametrize(
    "contact",
    ["http://localhost/in", "abuse@one.example", "https://", "https://user:pw@one.example/", "https://[::1/", ""],
)
def test_a_contact_that_is_no_https_address_is_given_up(contact):
    with pytest.raises(PermanentFailure, match="the register"):
        ByHttps(1).send(replace(LETTER, recipient=contact), "n@c.example")


def test_a_server_that_is_not_there_may_be_there_later(web):
    way, letter = web.way_and_letter()
    web.close()
    with pytest.raises(TemporaryFailure):
        way.send(letter, "n@c.example")
