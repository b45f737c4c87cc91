"""One technology after another: what a record comes to as a mark, what is noted on it, and what stays unknown."""

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from tsuho.statistics.adoption import (
    bimi_published,
    dane_published,
    dkim_published,
    dmarc_published,
    mta_sts_published,
    spf_published,
    tls_rpt_published,
)
from tsuho.statistics.adoption.dkim_published import rsa_bits
from tsuho.words.surveys import Mark, PolicyFile, Presence, Subject

SUBJECT = Subject("a.example", ("s1", "s2"))
NOBODY = "timeout"


def spf(told, record, further=()):
    records = {("a.example", "TXT"): [record] if isinstance(record, str) else record}
    records |= {(name, "TXT"): value for name, value in dict(further).items()}
    return spf_published.judge(SUBJECT, told(records))


def keys(published):
    return [each.key for each in published.notes]


@pytest.mark.parametrize(
    ("record", "mark", "notes"),
    [
        ("v=spf1 ip4:192.0.2.0/24 -all", Mark.FULL, []),
        ("v=spf1 -ALL", Mark.FULL, []),
        ("V=SPF1 ip6:2001:db8::/32 mx/24//64 a:b.example/28 -all", Mark.FULL, []),
        ("v=spf1 -all ip4:not-reached", Mark.PART, ["spf_wrong"]),
        ("v=spf1 ~all", Mark.PART, ["spf_ends"]),
        ("v=spf1 ?all", Mark.PART, ["spf_ends"]),
        ("v=spf1 all", Mark.PART, ["spf_ends"]),
        ("v=spf1 +all", Mark.PART, ["spf_ends"]),
        ("v=spf1", Mark.PART, ["spf_ends"]),
        ("v=spf1 ipv4:192.0.2.1 -all", Mark.PART, ["spf_wrong"]),
        ("v=spf1 ip4:192.0.2.999 -all", Mark.PART, ["spf_wrong"]),
        ("v=spf1 include: -all", Mark.PART, ["spf_wrong"]),
        ("v=spf1 exp=why.example x-new=1 -all", Mark.FULL, []),
        ("v=spf1 exists:%{i}.b.example -all", Mark.FULL, []),
        ("v=spf1 " + "a " * 10 + "-all", Mark.FULL, []),
        ("v=spf1 " + "a " * 11 + "-all", Mark.PART, ["spf_lookups"]),
        (["v=spf1 -all", "v=spf1 ~all"], Mark.PART, ["spf_several"]),
    ],
)
def test_spf_by_its_end_and_by_whether_it_can_work(told, record, mark, notes):
    found = spf(told, record)
    assert (found.mark, keys(found)) == (mark, notes)


@pytest.mark.parametrize(
    ("record", "further", "mark", "notes"),
    [
        ("v=spf1 redirect=b.example", {"b.example": ["v=spf1 -all"]}, Mark.FULL, []),
        ("v=spf1 redirect=b.example", {"b.example": ["v=spf1 ~all"]}, Mark.PART, ["spf_ends"]),
        ("v=spf1 redirect=b.example", {"b.example": NOBODY}, Mark.PART_OR_FULL, ["spf_not_followed", "spf_end_unknown"]),
        ("v=spf1 redirect=b.example", {"b.example": None}, Mark.PART, ["spf_points_nowhere", "spf_ends"]),
        ("v=spf1 redirect=a.example", {}, Mark.PART, ["spf_ring", "spf_ends"]),
        ("v=spf1 redirect=b.example -all", {}, Mark.FULL, []),
        ("v=spf1 include:b.example -all", {"b.example": ["v=spf1 +all"]}, Mark.FULL, []),
        ("v=spf1 include:b.example -all", {"b.example": []}, Mark.PART, ["spf_points_nowhere"]),
        ("v=spf1 include:b.example -all", {"b.example": ["v=spf1 nonsense -all"]}, Mark.PART, ["spf_wrong"]),
        ("v=spf1 include:b.example a a -all", {"b.example": ["v=spf1 " + "mx " * 7 + "-all"]}, Mark.FULL, []),
        ("v=spf1 include:b.example a a a -all", {"b.example": ["v=spf1 " + "mx " * 7 + "-all"]}, Mark.PART, ["spf_lookups"]),
        ("v=spf1 include:b.example -all", {"b.example": ["v=spf1 include:a.example -all"]}, Mark.PART, ["spf_ring"]),
    ],
)  # fmt: skip
def test_spf_through_what_it_points_to(told, record, further, mark, notes):
    found = spf(told, record, further)
    assert (found.mark, keys(found)) == (mark, notes)


def test_what_is_no_spf_record_is_none_and_silence_is_unknown(told):
    assert spf(told, ["v=spf10 -all", "spf2.0/pra -all", "hello"]).mark is Mark.NONE
    assert spf(told, []).mark is Mark.NONE
    assert spf_published.judge(SUBJECT, told({("a.example", "TXT"): NOBODY})).mark is Mark.UNKNOWN


@given(st.text(max_size=300))
def test_no_spf_record_is_too_strange_to_be_read(text):
    read = spf_published.read_spf(f"v=spf1 {text}")
    assert read.lookups >= 0 and (not read.last or read.last.endswith("all"))


def public(bits, form=serialization.PublicFormat.SubjectPublicKeyInfo):
    made = rsa.generate_private_key(public_exponent=65537, key_size=bits).public_key()
    return base64.b64encode(made.public_bytes(serialization.Encoding.DER, form)).decode()


def dkim(told, s1, s2=None, subject=SUBJECT):
    return dkim_published.judge(
        subject, told({("s1._domainkey.a.example", "TXT"): s1, ("s2._domainkey.a.example", "TXT"): s2})
    )


def test_a_dkim_key_is_there_and_a_weak_one_is_noted(told):
    assert dkim(told, [f"v=DKIM1; p={public(2048)}"]).mark is Mark.PART
    # 512 bits can no longer be made here; this is a key of 768 from the days when they were in use.
    modulus = (1 << 767) | 1
    weak = base64.b64encode(_der_of(modulus)).decode()
    assert rsa_bits(weak) == 768
    found = dkim(told, [f"p={weak}"])
    assert found.mark is Mark.PART
    assert [(each.key, each.details["bits"]) for each in found.notes] == [("dkim_weak", "768")]


def _der_of(modulus):
    number = modulus.to_bytes(97, "big")
    inner = b"\x02" + bytes([len(number)]) + number + b"\x02\x03\x01\x00\x01"
    return b"\x30" + (bytes([len(inner)]) if len(inner) < 128 else b"\x81" + bytes([len(inner)])) + inner


@pytest.mark.parametrize("bits", [1024, 2048])
@pytest.mark.parametrize(
    "form", [serialization.PublicFormat.SubjectPublicKeyInfo, serialization.PublicFormat.PKCS1], ids=["spki", "bare"]
)
def test_the_bits_of_a_key(bits, form):
    assert rsa_bits(public(bits, form)) == bits


@given(st.binary(max_size=200))
def test_no_key_is_too_strange_to_be_read(raw):
    assert rsa_bits(base64.b64encode(raw).decode()) >= 0


def test_a_revoked_dkim_key_is_none_unless_another_works(told):
    alone = dkim(told, ["v=DKIM1; p="])
    assert (alone.mark, alone.why.key, keys(alone)) == (Mark.NONE, "dkim_only_revoked", ["dkim_revoked"])
    beside = dkim(told, ["v=DKIM1; p="], [f"v=DKIM1; k=ed25519; p={base64.b64encode(b'x' * 32).decode()}"])
    assert (beside.mark, keys(beside)) == (Mark.PART, ["dkim_revoked"])
    assert dkim(told, ["v=DKIM1; p="], NOBODY).mark is Mark.UNKNOWN, "the other selector may hold a key"


def test_dkim_without_a_known_selector_is_unknown_unless_everything_below_is_denied(told):
    without = Subject("a.example")

    def judged(said):
        return dkim_published.judge(without, told({("_domainkey.a.example", "TXT"): said}))

    assert (judged([]).mark, judged([]).why.key) == (Mark.UNKNOWN, "dkim_no_selector")
    assert judged(NOBODY).mark is Mark.UNKNOWN
    assert judged(None).mark is Mark.NONE
    assert dkim(told, None, None).mark is Mark.NONE


@pytest.mark.parametrize(
    ("record", "mark", "notes"),
    [
        ("v=DMARC1; p=reject; rua=mailto:d@a.example", Mark.FULL, ["dmarc_policy"]),
        ("v=DMARC1; p=quarantine; pct=100; rua=mailto:d@a.example", Mark.FULL, ["dmarc_policy"]),
        ("v=DMARC1; p=reject; pct=50; rua=mailto:d@a.example", Mark.PART, ["dmarc_policy"]),
        ("v=DMARC1; p=none; rua=mailto:d@a.example", Mark.PART, ["dmarc_policy"]),
        ("v=DMARC1; p=none", Mark.PART, ["dmarc_policy", "dmarc_no_reports"]),
        ("v=DMARC1; p=perhaps", Mark.PART, ["dmarc_wrong"]),
        ("p=reject; v=DMARC1", Mark.NONE, []),
    ],
)
def test_dmarc_by_what_it_asks_for(told, record, mark, notes):
    found = dmarc_published.judge(SUBJECT, told({("_dmarc.a.example", "TXT"): [record]}))
    assert (found.mark, keys(found)) == (mark, notes)


def test_dmarc_of_the_organisation_holds_by_its_sp(told):
    below = Subject("mail.a.example")
    asked = told(
        {
            ("_dmarc.mail.a.example", "TXT"): None,
            ("_dmarc.a.example", "TXT"): ["v=DMARC1; p=reject; sp=none; rua=mailto:d@a.example"],
        }
    )
    found = dmarc_published.judge(below, asked)
    assert (found.mark, keys(found)) == (Mark.PART, ["dmarc_inherited", "dmarc_policy"])
    assert found.notes[1].details == {"p": "reject", "sp": "none", "pct": "100"}
    silent = told({("_dmarc.mail.a.example", "TXT"): NOBODY, ("_dmarc.a.example", "TXT"): ["v=DMARC1; p=reject"]})
    assert dmarc_published.judge(below, silent).mark is Mark.UNKNOWN, "its own record may say otherwise"


def mta_sts(told, record, text=None, why=""):
    policy = None if text is None else PolicyFile("https://mta-sts.a.example/", None, text, why)
    return mta_sts_published.judge(SUBJECT, told({("_mta-sts.a.example", "TXT"): record}), policy)


@pytest.mark.parametrize(
    ("record", "text", "why", "mark", "notes"),
    [
        (["v=STSv1; id=1"], None, "", Mark.PART_OR_FULL, ["mta_sts_not_asked"]),
        (["v=STSv1; id=1"], "", "HTTP 404", Mark.PART_OR_FULL, ["mta_sts_no_policy"]),
        (["v=STSv1; id=1"], "version: STSv1\r\nmode: enforce\r\n", "", Mark.FULL, ["mta_sts_mode"]),
        (["v=STSv1; id=1"], "version: STSv1\nmode: testing\n", "", Mark.PART, ["mta_sts_mode"]),
        (["v=STSv1; id=1"], "mode: enforce\n", "", Mark.PART, ["mta_sts_policy_wrong"]),
        (["v=STSv1"], "version: STSv1\nmode: enforce\n", "", Mark.PART, ["mta_sts_wrong"]),
        (None, None, "", Mark.NONE, []),
        (NOBODY, None, "", Mark.UNKNOWN, []),
    ],
)
def test_mta_sts_by_its_policy_where_one_was_asked_for(told, record, text, why, mark, notes):
    found = mta_sts(told, record, text, why)
    assert (found.mark, keys(found)) == (mark, notes)


def test_tls_rpt_and_bimi(told):
    def tls_rpt(record):
        return tls_rpt_published.judge(SUBJECT, told({("_smtp._tls.a.example", "TXT"): record}))

    def bimi(record):
        return bimi_published.judge(SUBJECT, told({("default._bimi.a.example", "TXT"): record}))

    assert (tls_rpt(["v=TLSRPTv1; rua=mailto:t@a.example"]).mark, tls_rpt(None).mark, tls_rpt(NOBODY).mark) == (
        Mark.PART,
        Mark.NONE,
        Mark.UNKNOWN,
    )
    assert keys(tls_rpt(["v=TLSRPTv1"])) == ["tls_rpt_wrong"]
    assert bimi(["v=BIMI1; l=https://a.example/l.svg; a=https://a.example/c.pem"]).mark is Mark.FULL
    assert bimi(["v=BIMI1; l=https://a.example/l.svg; a="]).mark is Mark.PART
    declined = bimi(["v=BIMI1; l=; a=;"])
    assert (declined.mark, declined.why.key) == (Mark.NONE, "bimi_declined")
    assert (bimi(None).mark, bimi(NOBODY).mark) == (Mark.NONE, Mark.UNKNOWN)


KEY = "3 1 1 " + "01" * 32
MX = ("a.example", "MX")
ONE, TWO = "_25._tcp.m1.a.example", "_25._tcp.m2.a.example"
BOTH_SERVERS = ["10 m1.a.example.", "20 m2.a.example."]


@pytest.mark.parametrize(
    ("records", "authentic", "mark", "key"),
    [
        ({MX: BOTH_SERVERS, (ONE, "TLSA"): [KEY], (TWO, "TLSA"): [KEY]}, ["a.example", ONE, TWO], Mark.FULL, None),
        ({MX: BOTH_SERVERS, (ONE, "TLSA"): [KEY], (TWO, "TLSA"): None}, ["a.example", ONE], Mark.PART, None),
        ({MX: BOTH_SERVERS, (ONE, "TLSA"): [KEY], (TWO, "TLSA"): NOBODY}, ["a.example", ONE], Mark.PART_OR_FULL, None),
        ({MX: BOTH_SERVERS, (ONE, "TLSA"): [KEY], (TWO, "TLSA"): [KEY]}, [ONE, TWO], Mark.PART, None),
        ({MX: BOTH_SERVERS, (ONE, "TLSA"): [KEY], (TWO, "TLSA"): None}, [], Mark.UNKNOWN, "dane_not_vouched"),
        ({MX: BOTH_SERVERS, (ONE, "TLSA"): None, (TWO, "TLSA"): NOBODY}, [], Mark.UNKNOWN, "survey_why_timeout"),
        ({MX: BOTH_SERVERS, (ONE, "TLSA"): None, (TWO, "TLSA"): []}, [], Mark.NONE, "survey_why_no_such_name"),
        ({MX: NOBODY}, [], Mark.UNKNOWN, "survey_why_timeout"),
        ({MX: ["0 ."]}, [], Mark.NONE, "dane_no_mail"),
        ({MX: [], ("_25._tcp.a.example", "TLSA"): [KEY]}, ["a.example", "_25._tcp.a.example"], Mark.PART, None),
    ],
)
def test_dane_of_every_mail_server_and_only_where_vouched_for(told, records, authentic, mark, key):
    found = dane_published.judge(SUBJECT, told(records, authentic))
    assert (found.mark, found.why and found.why.key) == (mark, key)
    assert (found.presence is Presence.PRESENT) == (mark in {Mark.FULL, Mark.PART, Mark.PART_OR_FULL})
