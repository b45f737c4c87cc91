"""Letters by mail against a real relay on loopback: accepted, put off, refused, not there."""

import asyncio
import socket
import threading
from dataclasses import replace

import pytest
from aiosmtpd.smtp import SMTP

from tsuho.casework.errors import PermanentFailure, TemporaryFailure
from tsuho.casework.ports import OutboxLetter
from tsuho.delivery.by_email import ByEmail
from tsuho.delivery.by_file import ByFile

LETTER = OutboxLetter(
    "k", "provider_notice", "20261124-000001", "one", "abuse@one.example", "<1@c.example>", "s",
    b"Message-ID: <1@c.example>\r\n\r\n.dot\r\n", (("list.csv", b"a"), ("../evil", b"b")), (), False,
)  # fmt: skip


class Relay:
    def __init__(self, answer, goodbye="221 bye"):
        self.answer = answer
        self.goodbye = goodbye
        self.taken = []

    async def handle_QUIT(self, server, session, envelope):
        return self.goodbye

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return self.answer

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        started = threading.Event()

        def run():
            asyncio.set_event_loop(self.loop)
            server = self.loop.run_until_complete(
                self.loop.create_server(lambda: SMTP(self, loop=self.loop, auth_require_tls=False), "127.0.0.1", 0)
            )
            self.port = server.sockets[0].getsockname()[1]
            started.set()
            self.loop.run_forever()
            server.close()
            self.loop.run_until_complete(server.wait_closed())

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        started.wait(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    def send(self, letter=LETTER):
        return ByEmail.to(f"127.0.0.1:{self.port}", 10).send(letter, "notices@c.example")


def test_what_the_relay_takes_is_what_was_queued():
    with Relay("250 queued as 7") as relay:
        assert relay.send() == "250 queued as 7"
        assert relay.taken == [("notices@c.example", ["abuse@one.example"], LETTER.message)]


@pytest.mark.parametrize(("answer", "failure"), [("451 later", TemporaryFailure), ("554 never", PermanentFailure)])
def test_a_refusal_says_which_kind_it_is(answer, failure):
    with Relay(answer) as relay, pytest.raises(failure, match=answer.replace(" ", " ")):
        relay.send()


def test_an_accepted_letter_stays_accepted_when_the_goodbye_goes_wrong():
    with Relay("250 queued as 8", goodbye="421 too busy to say goodbye") as relay:
        assert relay.send() == "250 queued as 8"


def test_a_contact_that_no_relay_can_be_told_is_given_up():
    with Relay("250 ok") as relay, pytest.raises(PermanentFailure, match="contact of one"):
        relay.send(replace(LETTER, recipient="苦情@one.example"))
    assert relay.taken == []


def test_a_relay_that_is_not_there_may_be_there_later():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(TemporaryFailure):
            ByEmail("127.0.0.1", taken.getsockname()[1], 2).send(LETTER, "n@c.example")


def test_files_lie_in_a_folder_of_their_ticket_and_nowhere_else(tmp_path):
    place = ByFile(tmp_path / "out").send(LETTER, "n@c.example")
    found = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert place == str(tmp_path / "out" / "20261124-000001")
    assert found == {
        "out/20261124-000001/letter.eml": LETTER.message,
        "out/20261124-000001/list.csv": b"a",
        "out/20261124-000001/_evil": b"b",
    }


def test_a_folder_that_cannot_be_written_may_be_later(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(TemporaryFailure):
        ByFile(tmp_path / "file").send(LETTER, "n@c.example")
