"""Whatever address stands in a mail, in whatever dress and place: redacted and written into a notice, it is gone."""

import base64
import codecs
import hashlib
from dataclasses import replace
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuho.referral.documents.provider_notice import Addressee, provider_notice
from tsuho.referral.leak_check import find_leaks
from tsuho.referral.mask import Mask
from tsuho.referral.recipient_codes import without_code
from tsuho.referral.redact import redact

ISP = Addressee("見本インターネット", "abuse@mihon-isp.example", "ja", ("xarf", "arf"))


def words(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


DRESSES = {
    "plain": str,
    "percent": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "half percent": quote,
    "entity": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "RFC 2047": words,
    "base64 at 0": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 at 1": lambda text: base64.b64encode(b"x" + text.encode()).decode(),
    "base64 at 2": lambda text: base64.b64encode(b"xy" + text.encode() + b"z").decode(),
    "base64url": lambda text: base64.urlsafe_b64encode(b"\xff\xfe\xfb" + text.encode()).decode().rstrip("="),
    "hex": lambda text: text.encode().hex(),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "md5": lambda text: hashlib.md5(text.encode()).hexdigest(),
    "sha1": lambda text: hashlib.sha1(text.encode()).hexdigest(),
    "sha256": lambda text: hashlib.sha256(text.encode()).hexdigest(),
}
PLACES = {
    "text": "\r\n\r\n当選です {x} さん\r\n{x}\r\n",
    "subject": "Subject: {x} 様\r\n\r\ntext",
    "name in From": 'From: "{x}" <info@win.example>\r\n\r\ntext',
    "From": "From: {x}@win.example\r\n\r\ntext",
    "Return-Path": "Return-Path: <b-{x}@win.example>\r\n\r\ntext",
    "Message-ID": "Message-ID: <{x}@win.example>\r\n\r\ntext",
    "Received": "Received: from {x} (192.0.2.7) by {x}.win.example id {x} for <{x}>; now\r\n\r\ntext",
    "unknown field": "X-Code: {x}\r\nX-Mailer: {x}\r\n\r\ntext",
    "host": "\r\n\r\nhttp://{x}.win.example/a\r\n",
    "path": "\r\n\r\nhttp://win.example/{x}/a.gif?c={x}#{x}\r\n",
    "link": 'Content-Type: text/html; charset=utf-8\r\n\r\n<a href="http://win.example/{x}">見る</a><img src="/{x}.gif">{x}',
    "mailto": 'Content-Type: text/html; charset=utf-8\r\n\r\n<a href="mailto:{x}?subject={x}">停止</a>',
    "attachment": (
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nt\r\n--b\r\n"
        'Content-Type: image/{x}; name="{x}"\r\n\r\nG\r\n--b--\r\n'
    ),
}


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    local=st.from_regex(r"[a-z][a-z0-9._-]{4,18}[0-9][a-z0-9]", fullmatch=True),
    only_local=st.booleans(),
    outer=st.sampled_from([*sorted(DRESSES), None]),
    inner=st.sampled_from(sorted(DRESSES)),
    place=st.sampled_from(sorted(PLACES)),
)
def test_no_address_survives(hit, handed_over, reporter, words, local, only_local, outer, inner, place):
    address = f"{local}@mobile-a.example"
    written = DRESSES[inner](local if only_local and inner not in {"md5", "sha1", "sha256"} else address)
    raw = PLACES[place].format(x=DRESSES[outer](written) if outer else written).encode()
    mask = Mask(b"key", monitors=["another9trap@mobile-b.example", address])
    changed = replace(
        hit,
        helo=mask.line(written),
        mail_from=mask.line(without_code(mask.text(f"{written}@win.example"))),
        redacted=redact(raw, handed_over, mask),
    )
    notice = provider_notice("20261124-000001", ISP, [changed], reporter, words, "Tue, 24 Nov 2026 03:00:00 +0000")
    for name, document in (("letter", notice.mail), *notice.files):
        assert find_leaks(document, mask.secrets) == [], name
