"""Measured on the shared corpus: exact originals of the synthetic forwards, feedback reports, notices and bounces by form."""

import csv
import re
from collections import Counter
from email.utils import parsedate_to_datetime
from hashlib import sha256

import pytest

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import scan
from tsuho.engine.read_headers import headers_of
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.table import unwrap
from tsuho.words.vocabulary import Door, Form

pytestmark = pytest.mark.shared

# Notices of whole networks or of pages: they state no address of a sender's host.
NO_SOURCE_IP = {"Netcraft_Example_6"}
# Mails of the kind `dsn` that are none: a forward, an automatic reply, and letters of gateways that return nothing.
NO_BOUNCE = re.compile(r"bounce_with_utf8_part|rfc3834|apachejames|fml")


@pytest.fixture(scope="module")
def labels(corpus):
    with (corpus / "labels.csv").open(encoding="utf-8") as file:
        return {row["path"]: row for row in csv.DictReader(file)}


def of_kind(corpus, labels, kind: str, door: Door):
    """(row, originals) of each mail of a kind."""
    for path in sorted((corpus / kind).glob("*.eml")):
        mail = scan(path.read_bytes())
        yield labels[f"{kind}/{path.name}"], unwrap(mail, read_body(mail), door)


def digest(original: Original) -> set[str]:
    """The hash of the original's bytes with the corpus's line ends; the last one belongs to the delimiter below it."""
    raw = original.mail.raw.replace(b"\r\n", b"\n")
    return {sha256(raw).hexdigest(), sha256(raw + b"\n").hexdigest()}


STYLES = {
    "carrier-ja": Form.INLINE, "gmail-ja": Form.INLINE, "iphone-ja": Form.INLINE, "outlook-ja": Form.INLINE,
    "thunderbird-ja": Form.INLINE, "yahoo-jp": Form.INLINE, "headers-pasted": Form.PASTED_SOURCE,
    "rfc822": Form.ATTACHED, "eml-octet": Form.ATTACHED, "double-rfc822": Form.ATTACHED,
}  # fmt: skip


def test_every_synthetic_forward_yields_its_original_exact_where_the_bytes_survive(corpus, labels):
    exact = 0
    for row, originals in of_kind(corpus, labels, "forwarded-synthetic", Door.FORWARD):
        (original,) = originals
        style, want = re.search(r"style ([\w-]+); inner original sha256 (\w+)", row["notes"]).groups()
        assert original.form is STYLES[style], row["path"]
        assert original.depth == (2 if style.startswith("double") else 1)
        assert headers_of(original).from_address
        assert "@example.jp" not in headers_of(original).from_address  # the reporters of the set
        if original.mail is not None:
            assert want in digest(original), row["path"]
            exact += 1
    assert exact == 6


def test_a_pasted_header_keeps_its_received_lines(corpus, labels):
    for row, (original,) in of_kind(corpus, labels, "forwarded-synthetic", Door.FORWARD):
        if original.form is Form.PASTED_SOURCE:
            received = b"\n".join(original.pasted.root.values("received")).decode()
            assert f"[{row['sender_ip']}]" in received
            assert headers_of(original).subject
            assert original.text.chars.strip()


def test_every_feedback_report_states_source_and_arrival_and_holds_its_original(corpus, labels):
    found = Counter()
    for row, (original,) in of_kind(corpus, labels, "arf", Door.BULK):
        assert original.form is Form.ARF, row["path"]
        assert original.reported["source_ip"] == row["sender_ip"], row["path"]
        assert parsedate_to_datetime(original.reported["arrival_date"]), row["path"]
        found["original"] += original.mail is not None
        blacked_out = original.mail is None
        assert blacked_out == ("arf-25" in row["path"])  # its provider wrote REDACTED in the mail's place
    print(found)
    assert found["original"] == 13


def test_every_notice_states_an_address_or_a_page_and_a_time(corpus, labels):
    for row, (original, *_) in of_kind(corpus, labels, "abuse-report", Door.BULK):
        assert original.form is Form.NOTICE, row["path"]
        wanted = {"date", "url"} if any(name in row["path"] for name in NO_SOURCE_IP) else {"date", "source_ip"}
        assert wanted <= original.reported.keys(), row["path"]


def test_bounces_return_their_mail_and_name_no_recipient(corpus, labels):
    returned = bounces = 0
    for row, (original, *_) in of_kind(corpus, labels, "dsn", Door.BULK):
        if NO_BOUNCE.search(row["path"]):
            assert original.form is Form.DIRECT, row["path"]
            continue
        bounces += 1
        assert original.form is Form.BOUNCE, row["path"]
        returned += original.mail is not None
        assert "@" not in "".join(original.reported.values()), row["path"]
    print(f"{returned} of {bounces} bounces return a mail or its header")
    assert (returned, bounces) == (15, 20)
