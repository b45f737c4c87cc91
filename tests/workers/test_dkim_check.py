"""DKIM and ARC with keys made for the run: what a signature is worth, in the words of RFC 8601."""

import time

import dkim
import nacl.encoding
import nacl.signing
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.words.authentication import Signature
from tsuho.workers.dkim_check import MAX_SIGNATURES, check_arc, check_dkim
from tsuho.workers.dns_lookups import Answer, Lookups, State

MAIL = (
    b"From: Shop <news@shop.example>\r\nTo: m@monitor.example\r\nSubject: sale\r\n"
    b"Date: Tue, 10 Mar 2015 21:05:00 +0900\r\nMessage-ID: <1@shop.example>\r\n\r\nFirst line\r\nSecond line\r\n"
)
NAME = "s1._domainkey.shop.example"


@pytest.fixture
def check(zone, dns_of):
    def checked(raw, **more):
        return check_dkim(raw, dns_of(**more).for_one_mail())

    return checked


def results(found) -> list[str]:
    return [each.result for each in found]


def test_a_whole_signature_passes_and_names_its_domain(zone, check, signed, key):
    zone.add(NAME, "TXT", key.record)
    assert check(signed(MAIL, "shop.example")) == (Signature("shop.example", "s1", "pass"),)


def test_ed25519(zone, check, signed):
    made = nacl.signing.SigningKey.generate()
    private = made.encode(nacl.encoding.Base64Encoder)
    public = made.verify_key.encode(nacl.encoding.Base64Encoder).decode()
    zone.add(NAME, "TXT", f"v=DKIM1; k=ed25519; p={public}")
    raw = dkim.sign(MAIL, b"s1", b"shop.example", private, signature_algorithm=b"ed25519-sha256") + MAIL
    assert results(check(raw)) == ["pass"]
    assert results(check(raw.replace(b"Subject: sale", b"Subject: sold"))) == ["fail"]


def test_a_changed_body_or_header_fails(zone, check, signed, key):
    zone.add(NAME, "TXT", key.record)
    raw = signed(MAIL, "shop.example")
    assert results(check(raw.replace(b"Second", b"Third"))) == ["fail"]
    assert results(check(raw.replace(b"Subject: sale", b"Subject: prize"))) == ["fail"]
    assert results(check(raw.replace(b"From: Shop", b"From: evil@other.example\r\nFrom: Shop"))) == ["fail"]


def test_a_key_of_somebody_else_fails(zone, check, signed, other_key):
    zone.add(NAME, "TXT", other_key.record)
    assert results(check(signed(MAIL, "shop.example"))) == ["fail"]


@pytest.mark.parametrize("behaviour", ["silent", "servfail"])
def test_a_key_that_does_not_answer_is_temperror(zone, dns_of, signed, behaviour):
    zone.behaves[NAME] = behaviour
    lookups = dns_of(deadline_seconds=0.4).for_one_mail()
    assert results(check_dkim(signed(MAIL, "shop.example"), lookups)) == ["temperror"]
    assert lookups.unanswered == (NAME,)


@pytest.mark.parametrize(
    "record",
    [None, "v=DKIM1; p=", "v=DKIM1; k=rsa; p=AAAA", "v=DKIM9; p=AAAA", "no key", "v=DKIM1; k=ed25519", b"\xff\xfe"],
)
def test_no_key_a_withdrawn_key_and_nonsense_are_permerror(zone, check, signed, record):
    zone.add("shop.example", "A", "192.0.2.1")
    if record is not None:
        zone.add(NAME, "TXT", record)
    assert results(check(signed(MAIL, "shop.example"))) == ["permerror"]


def test_a_key_that_is_too_short_proves_nothing(zone, check, signed, other_key, monkeypatch):
    zone.add(NAME, "TXT", other_key.record)
    raw = signed(MAIL, "shop.example", by=other_key)
    assert results(check(raw)) == ["pass"]  # 1024 bits, RFC 8301's least
    keysize = dkim.bitsize
    monkeypatch.setattr(dkim, "bitsize", lambda number: min(keysize(number), 768))
    assert results(check(raw)) == ["permerror"]


def test_sha1_is_never_verified(zone, check, signed, key):
    zone.add(NAME, "TXT", key.record)
    raw = dkim.DKIM(MAIL, signature_algorithm=b"rsa-sha1").sign(b"s1", b"shop.example", key.private) + MAIL
    assert results(check(raw)) == ["permerror"]


def test_a_signature_of_half_the_body_does_not_speak_for_the_rest(zone, check, signed, key):
    zone.add(NAME, "TXT", key.record)
    raw = signed(MAIL, "shop.example", length=True)
    assert results(check(raw)) == ["pass"]
    assert results(check(raw + b"What the signer never wrote\r\n")) == ["policy"]


def test_signatures_without_from_and_without_names(zone, check, signed, key):
    zone.add(NAME, "TXT", key.record)
    raw = signed(MAIL, "shop.example")
    head, _, rest = raw.partition(b"\r\nFrom:")
    start = head.index(b"h=")
    without = head[:start] + head[start:].replace(b"from : ", b"").replace(b" : from", b"") + b"\r\nFrom:" + rest
    assert without != raw
    assert results(check(without)) == ["permerror"]
    assert results(check(b"DKIM-Signature: v=1; a=rsa-sha256\r\n" + MAIL)) == ["neutral"]
    assert check(MAIL) == ()


def test_every_signature_has_its_own_result_and_those_over_the_cap_are_not_checked(zone, check, signed, key):
    zone.add(NAME, "TXT", key.record).add("s1._domainkey.relay.example", "TXT", key.record)
    raw = signed(signed(MAIL, "shop.example"), "relay.example").replace(
        b"DKIM-Signature: v=1", b"DKIM-Signature: v=1", 1
    )
    assert [(each.domain, each.result) for each in check(raw)] == [("relay.example", "pass"), ("shop.example", "pass")]
    many = b"".join(signed(MAIL, "shop.example").partition(b"From:")[:1]) * (MAX_SIGNATURES + 3) + MAIL
    assert results(check(many)) == ["pass"] * MAX_SIGNATURES + [""] * 3


@pytest.mark.parametrize(
    "raw",
    [
        b"DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=from; bh=" + b" " * 4_000 + b"\xff; b=" + b"A" * 80 + b"\r\n" + MAIL,
        b"DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=from; bh=A; b=" + b"A" * 500_000 + b"\r\n" + MAIL,
        b"DKIM-Signature: v=1; d=a.example; s=s\r\n" + MAIL + b" " * 3_000_000 + b"x",
        b"DKIM-Signature: v=1; d=a.example; s=s\r\n" + b"X: " + b"\r\n " * 300_000 + b"\r\n" + MAIL,
        b"DKIM-Signature: v=1; d=a.example; s=s\r\nno header at all\r\n" + MAIL,
        b" folded before anything\r\nDKIM-Signature: v=1; d=a.example; s=s\r\n" + MAIL,
        b"DKIM-Signature: v=1; d=a.example; s=s; l=" + b"9" * 70 + b"; h=from; bh=AAAA; b=AAAA; a=rsa-sha256\r\n" + MAIL,
    ],
)  # fmt: skip
def test_hostile_mails_are_bounded_and_pass_nothing(zone, dns_of, key, raw):
    zone.add("s._domainkey.a.example", "TXT", key.record)
    begun = time.process_time()
    lookups = dns_of().for_one_mail()
    assert "pass" not in results(check_dkim(raw, lookups))
    assert check_arc(raw, lookups) == "none"
    assert time.process_time() - begun < 3


class _NoDns:
    """A way to the DNS that knows nothing."""

    def clock(self):
        return 0.0

    def ask(self, _name, _kind, _seconds):
        return Answer(State.NO_SUCH_NAME)

    def note_waiting(self, _seconds):
        pass


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([b"v=1", b"a=rsa-sha256", b"d=a.example", b"s=s", b"h=from", b"bh=AAAA", b"b=AAAA", b"c=x/y", b"i=1", b"cv=none", b"t=9", b"x=1", b"l=-1", b"q=x", b"\xff", b"=;="]), max_size=14),
    st.sampled_from([b"DKIM-Signature", b"ARC-Seal", b"ARC-Message-Signature"]),
    st.binary(max_size=60),
)  # fmt: skip
def test_no_signature_makes_it_raise(tags, name, junk):
    raw = name + b": " + b"; ".join(tags) + junk + b"\r\n" + MAIL
    lookups = Lookups(_NoDns(), 1.0)
    assert "pass" not in results(check_dkim(raw, lookups))
    assert check_arc(raw, lookups) in {"none", "fail", ""}


def sealed(mail: bytes, key, *, domain: str = "list.example") -> bytes:
    asserted = (
        b"Authentication-Results: list.example; dkim=pass header.d=shop.example; spf=pass smtp.mailfrom=shop.example\r\n"
        + mail
    )
    sets = dkim.arc_sign(
        asserted, b"s1", domain.encode(), key.private, b"list.example", include_headers=[b"from", b"subject", b"date"]
    )
    return b"".join(sets) + asserted


def test_a_chain_of_seals(zone, dns_of, key):
    zone.add("s1._domainkey.list.example", "TXT", key.record)
    raw = sealed(MAIL, key)
    assert check_arc(raw, dns_of().for_one_mail()) == "pass"
    assert check_arc(raw.replace(b"Second", b"Third"), dns_of().for_one_mail()) == "fail"
    assert check_arc(MAIL, dns_of().for_one_mail()) == "none"
    many = b"ARC-Seal: i=1\r\n" * 11 + raw
    assert check_arc(many, dns_of().for_one_mail()) == ""


def test_a_silent_key_of_a_seal_is_temperror(zone, dns_of, key):
    zone.behaves["s1._domainkey.list.example"] = "silent"
    assert check_arc(sealed(MAIL, key), dns_of(deadline_seconds=0.4).for_one_mail()) == "temperror"
