"""A provider that wants notices by HTTPS gets them at its window, under our key there; the others get theirs by mail."""

import http.server
import ssl
import threading
from email import message_from_bytes

import pytest
import trustme

from tsuho.casework.deliver import LADDER, deliver
from tsuho.casework.refer_provider_notices import refer_provider_notices
from tsuho.casework.settle import settle
from tsuho.delivery.by_email import ByEmail
from tsuho.wiring.moving import moving_of
from tsuho.wiring.open import open_centre
from tsuho.wiring.referring import referring_of
from tsuho.wiring.settings import read_settings
from tsuho.wiring.ways_out import way_out_of
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import ReferralKind


@pytest.fixture
def window():
    """A partner's window on loopback, with a certificate of its own authority; it refuses until it is told to take."""
    authority = trustme.CA()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(serving)
    posted = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posted.append((self.path, self.headers["Authorization"], body))
            self.send_response(503 if len(posted) == 1 else 202)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = serving.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    server.posted, server.trusting = posted, ssl.create_default_context()
    authority.configure_trust(server.trusting)
    yield server
    server.shutdown()
    thread.join(10)
    server.server_close()


def test_each_notice_leaves_the_way_its_provider_wants(confirmed_centre, sink, window):
    centre = open_centre(read_settings(confirmed_centre))
    now = centre.now()
    refer_provider_notices(referring_of(centre), now=now, dry_run=False)
    first = centre.referrals.standing(ReferralKind.PROVIDER_NOTICE)[0]
    url = f"https://localhost:{window.server_port}/notices"
    centre.partners.confirm(first.party, {"https_url": url}, "見本", now)
    assert centre.partners.provider(first.party).https_url == url
    token = centre.settings.folder / "secrets" / f"https-{first.party}.token"
    token.write_text("t0ken\n")
    way_out = way_out_of(centre, ByEmail.to(sink.relay, 10), window.trusting)
    done = deliver(centre.outbox, way_out, centre.audit, now=now, mail_from="n@centre.example")
    assert (done.sent, done.put_off) == (2, 1), "a window that is busy is tried again by the same ladder"
    (waits,) = [each for each in centre.outbox.letters() if each.state == "queued"]
    soon = now + LADDER[0]
    assert deliver(centre.outbox, way_out, centre.audit, now=soon, mail_from="n@centre.example").sent == 1
    assert [(path, key) for path, key, _ in window.posted] == [("/notices", "Bearer t0ken")] * 2
    assert {message_from_bytes(body)["Message-ID"] for *_, body in window.posted} == {waits.letter.message_id}
    assert len(sink.taken) == 2
    assert first.number not in "".join(message_from_bytes(raw)["Subject"] for *_, raw in sink.taken)
    settle(moving_of(centre), centre.outbox, now)
    assert centre.referrals.referral(first.id).state is ReferralState.SENT
    assert "t0ken" not in repr(way_out)
