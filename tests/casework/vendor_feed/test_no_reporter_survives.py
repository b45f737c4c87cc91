"""Two hundred reporters' addresses, each in twelve dresses and all over its mail: none is left in what a vendor gets."""

import base64
import codecs
import hashlib
from urllib.parse import quote

import pytest

from tsuho.casework.vendor_feed import MOST, Asked, pull
from tsuho.referral.leak_check import ENCODINGS, LeakCheck

FIRST = ("hanako", "taro", "yuki", "kenji", "akira", "noriko", "satoshi", "megumi", "hiroshi", "sachiko")
LAST = ("yamada", "suzuki", "tanaka", "sato", "ito", "kobayashi", "nakamura", "yoshida", "kimura", "hayashi")
ADDRESSES = [
    f"{first}.{last}{number}@{domain}.example"
    for number, domain in ((31, "home"), (77, "mobile-b"))
    for first in FIRST
    for last in LAST
]
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


def planted(address, mails):
    """A mail that names its reader wherever a sender can."""
    dressed = [dress(address) for dress in DRESSES.values()]
    text = "".join(
        f"{each}\r\n{each} さん http://win.example/{quote(each)}/r?u={quote(each)}&{quote(each)}=1\r\n"
        for each in dressed
    )
    inner = mails.spam(to=address, subject=f"当選 {address} {address.partition('@')[0]}", text=text)
    extra = "".join(f"X-Code-{number}: {each}\r\n" for number, each in enumerate(dressed))
    extra += f"List-Unsubscribe: <mailto:out+{address.replace('@', '=')}@win.example>, <http://win.example/u/{dressed[8]}>\r\n"
    extra += f"Reply-To: {address.replace('@', '=')}@win.example\r\nX-Mailer: for {address}\r\n"
    return mails.forward(
        inner.replace("MIME-Version", f"{extra}MIME-Version").replace("<1@", f"<{dressed[7]}@"), reporter=address
    )


def test_the_dresses_are_all_that_the_check_knows():
    assert set(DRESSES) == {each.name for each in ENCODINGS}


def test_no_reporter_survives_in_any_format(feeding, take, mails):
    for number, address in enumerate(ADDRESSES):
        raw = planted(address, mails)
        if number % 3 == 0:  # forwarded by somebody else: he stands inside the mail alone
            raw = raw.replace(f"<{address}>".encode(), b"<x9@y.example>", 1)
        take(raw, sender=address if number % 2 else "postmaster@relay.example")
    page = pull(feeding, mails.vendor, Asked("features", limit=MOST), mails.now)
    assert (len(page.items), page.held_back) == (len(ADDRESSES), ())
    check = LeakCheck(ADDRESSES)
    assert check.find_leaks(planted(ADDRESSES[0], mails)), "they were planted indeed"
    for outgoing in mails.written(page.items):
        assert check.find_leaks(outgoing) == []
    assert all(item.mail for item in page.items)


@pytest.mark.parametrize("dress", sorted(DRESSES))
def test_a_recipient_among_others_is_masked_in_every_dress(feeding, take, pulled, mails, dress):
    """He stands in no envelope and is not who forwarded it: the list of recipients alone names him."""
    other = "michiko.mori88@other.example"
    inner = mails.spam(to=f"a1b2@home.example, {other}", text=DRESSES[dress](other))
    take(mails.forward(inner))
    (item,) = pulled().items
    for outgoing in mails.written([item]):
        assert LeakCheck([other]).find_leaks(outgoing) == []
