"""The policy file of MTA-STS over HTTPS on loopback: only a plain text by a checked certificate counts, and nobody holds us up."""

import datetime as dt
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tsuho.workers.mta_sts_policy import PolicyFetcher

AT = dt.datetime(2015, 6, 1, 3, 0, tzinfo=dt.UTC)
HOST = "mta-sts.a.example"
URL = f"https://{HOST}/.well-known/mta-sts.txt"
TEXT = "version: STSv1\nmode: enforce\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def fetch(certificate):
    """Fetch from a server that answers like this."""
    servers = []

    def made(status=200, kind="text/plain; charset=utf-8", body=TEXT, url=URL, trusted=True, drips=False, seconds=5.0):
        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Location", "https://elsewhere.example/")
                self.end_headers()
                for letter in body if drips else [body]:
                    self.wfile.write(letter.encode())
                    if drips:
                        time.sleep(0.1)

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Answers)
        server.handle_error = lambda *_: None
        secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secured.load_cert_chain(certificate)
        server.socket = secured.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        context = ssl.create_default_context(cafile=str(certificate) if trusted else None)
        return PolicyFetcher(lambda: AT, seconds, context, lambda _host: server.server_address)(url)

    yield made
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_plain_text_by_the_hosts_own_certificate_is_the_policy(fetch):
    found = fetch()
    assert (found.url, found.at, found.text, found.why) == (URL, AT, TEXT, "")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"status": 404}, "HTTP 404"),
        ({"status": 302}, "HTTP 302"),
        ({"kind": "text/html"}, "Content-Type text/html"),
        ({"body": "x" * 70_000}, "> 65536 bytes"),
        ({"trusted": False}, "SSLCertVerificationError"),
        ({"url": "https://mta-sts.other.example/.well-known/mta-sts.txt"}, "SSLCertVerificationError"),
    ],
)
def test_anything_else_is_no_policy_and_says_why(fetch, given, why):
    found = fetch(**given)
    assert (found.text, found.why) == ("", why)


def test_a_server_that_drips_holds_us_no_longer_than_the_time(fetch):
    begun = time.monotonic()
    assert fetch(body=TEXT * 10, drips=True, seconds=0.5).why == "TimeoutError"
    assert time.monotonic() - begun < 3


def test_nobody_there_is_no_policy():
    found = PolicyFetcher(lambda: AT, 1.0, connect_to=lambda _host: ("127.0.0.1", 9))(URL)
    assert (found.text, found.why) == ("", "ConnectionRefusedError")
