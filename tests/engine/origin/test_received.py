"""Received lines of many servers: the peer is what the receiver recorded, never what the sender said of itself."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.origin.received import MAX_FIELD, MAX_PIECES, parse_received

DATE = "; Tue, 3 Mar 2015 12:34:56 +0900 (JST)"
# name: line → (helo, recorded name, address, port, by)
LINES = {
    "postfix": (
        "from mail.shop.example (host5.isp.example [203.0.113.5]) by mx.centre.example (Postfix) with ESMTP id 3FBE72177C6 for <a@centre.example>",
        ("mail.shop.example", "host5.isp.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "postfix without a reverse name": (
        "from shop (unknown [203.0.113.5]) by mx.centre.example (Postfix) with SMTP id X",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "postfix over IPv6": (
        "from a.example (unknown [IPv6:2001:db8::25]) by mx.centre.example (Postfix)",
        ("a.example", "", "2001:db8::25", None, "mx.centre.example"),
    ),
    "postfix with TLS comments": (
        ("from a.example (b.example [203.0.113.5]) (using TLSv1.3 with cipher X (256/256 bits) key-exchange Y (2048 bits))"
         " (No client certificate requested) by mx.centre.example (Postfix) with ESMTPS"),
        ("a.example", "b.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "a certificate that reads like an address": (
        ('from a.example (b.example [203.0.113.5]) (Client CN "192.0.2.8", Issuer "[192.0.2.8]" (not verified))'
         " (Authenticated sender: [192.0.2.8]) (Authenticated 192.0.2.8) by mx.centre.example"),
        ("a.example", "b.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "a literal in HELO": (
        "from [192.0.2.8] (host.isp.example [203.0.113.5]) by mx.centre.example",
        ("192.0.2.8", "host.isp.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "a literal in HELO over IPv6": (
        "from 192.0.2.8 (unknown [2001:db8::25]) by mx.centre.example",
        ("192.0.2.8", "", "2001:db8::25", None, "mx.centre.example"),
    ),
    "a literal in HELO and nothing recorded": (
        "from [192.0.2.8] by mx.centre.example with SMTP",
        ("192.0.2.8", "", "", None, "mx.centre.example"),
    ),
    "a name that holds by": (
        "from ruby.example (ruby.example [203.0.113.5]) by mx.centre.example",
        ("ruby.example", "ruby.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "by as a name": ("from by (unknown [203.0.113.5]) by mx.centre.example", ("by", "", "203.0.113.5", None, "mx.centre.example")),
    "a mapped address": (
        "from a.example (b.example [::ffff:203.0.113.5]) by mx.centre.example",
        ("a.example", "b.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "exim, verified": (
        "from host.isp.example ([203.0.113.5] helo=[192.0.2.8]) by mx.centre.example with esmtp (Exim 4.95)",
        ("192.0.2.8", "host.isp.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "exim, HELO equal to the name": (
        "from host.isp.example ([203.0.113.5]:40125) by mx.centre.example with esmtps (TLS1.2) (Exim 4.95) id 1jst6G-00",
        ("host.isp.example", "host.isp.example", "203.0.113.5", 40125, "mx.centre.example"),
    ),
    "exim, no name": (
        "from [203.0.113.5] (port=40125 helo=mx.trusted.example ident=x) by mx.centre.example with esmtp (Exim 4.95)",
        ("mx.trusted.example", "", "203.0.113.5", 40125, "mx.centre.example"),
    ),
    "exim, H=": (
        "from shop.example (H=mx.trusted.example [203.0.113.5]) by mx.centre.example with esmtp",
        ("shop.example", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "not exim: the bare name is HELO": (
        "from mx.trusted.example ([203.0.113.5]) by mx.centre.example with ESMTP",
        ("mx.trusted.example", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "sendmail": (
        "from a.example (IDENT:root@host.isp.example [203.0.113.5]) by mx.centre.example (8.14.4/8.14.4) with ESMTP id t23",
        ("a.example", "host.isp.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "sendmail, may be forged": (
        "from a.example (mx.trusted.example [203.0.113.5] (may be forged)) by mx.centre.example (8.14.4/8.14.4)",
        ("a.example", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "a reverse name that ends in helo": (
        "from [192.0.2.8] (evil.helo [203.0.113.5] (may be forged)) by mx.centre.example (8.14.4/8.14.4)",
        ("192.0.2.8", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "qmail": (
        "from unknown (HELO mail.shop.example) (203.0.113.5) by 0 with SMTP",
        ("mail.shop.example", "", "203.0.113.5", None, "0"),
    ),
    "qmail with ident and name": (
        "from host.isp.example (HELO [192.0.2.8]) (root@203.0.113.5) by mx.centre.example with (AES256-SHA encrypted) SMTP",
        ("192.0.2.8", "host.isp.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "ironport": (
        "from host.isp.example (HELO shop) ([203.0.113.5]) by mx.centre.example with ESMTP",
        ("shop", "host.isp.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "yahoo": (
        "from 192.0.2.8  (EHLO mail.shop.example) (203.0.113.5) by mta1.mail.example with SMTP",
        ("mail.shop.example", "", "203.0.113.5", None, "mta1.mail.example"),
    ),
    "zimbra": (
        "from mail.shop.example (LHLO mail.shop.example) (203.0.113.5) by mx.centre.example with LMTP",
        ("mail.shop.example", "mail.shop.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "communigate": (
        "from 203.0.113.5 (HELO shop) by mx.centre.example (198.51.100.32) with SMTP",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "exchange": (
        "from mail.shop.example (203.0.113.5) by EX1.mail.example (10.13.177.149) with Microsoft SMTP Server id 15.1.225.42",
        ("mail.shop.example", "", "203.0.113.5", None, "ex1.mail.example"),
    ),
    "exchange over IPv6": (
        ("from A.mail.example (2001:db8:303:b8:cafe::94) by B.mail.example (2001:db8:303:b8::20) with Microsoft SMTP Server"
         " (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.8722.28 via Frontend Transport"),
        ("a.mail.example", "", "2001:db8:303:b8:cafe::94", None, "b.mail.example"),
    ),
    "a link-local address with its zone": (
        "from A.mail.example ([fe80::1%9]) by A.mail.example ([fe80::1%3]) with mapi id 15.20.6455.020",
        ("a.mail.example", "", "fe80::1", None, "a.mail.example"),
    ),
    "gmail": (
        "from mail.shop.example (host.isp.example. [203.0.113.5]) by mx.mail.example with ESMTPS id e12-20020a170902ed8c00",
        ("mail.shop.example", "host.isp.example", "203.0.113.5", None, "mx.mail.example"),
    ),
    "domino": (
        "from shop ([203.0.113.5]) by notes.centre.example (Lotus Domino Release 8.5.3) with ESMTP id 2015030312345678-1234",
        ("shop", "", "203.0.113.5", None, "notes.centre.example"),
    ),
    "courier": (
        "from shop (host.isp.example [::ffff:203.0.113.5]) (AUTH: LOGIN x) by mx.centre.example with ESMTP; id 0000",
        ("shop", "host.isp.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "mailmarshal": (
        "from shop (Not Verified[203.0.113.5]) by mx.centre.example with MailMarshal (v6,4,7,8297) id <B4f>",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "a version that reads like an address": (
        "from shop (Mailer 15.1.225.42) by mx.centre.example (15.1.225.42) with SMTP 8.8.8.8 id 15.1.225.42",
        ("shop", "", "", None, "mx.centre.example"),
    ),
    "fetchmail": (
        "from pop.isp.example [203.0.113.5] by localhost with POP3 (fetchmail-6.3.26) for <a@localhost> (single-drop)",
        ("pop.isp.example", "", "203.0.113.5", None, "localhost"),
    ),
    "web mail": ("from [203.0.113.5] by web1.mail.example via HTTP", ("203.0.113.5", "", "203.0.113.5", None, "web1.mail.example")),
    "no port beyond the last one": (
        "from a ([203.0.113.5]:99999 helo=b) by mx.centre.example",
        ("b", "", "203.0.113.5", None, "mx.centre.example"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_a_line_is_read_as_its_server_writes_it(name):
    line, expected = LINES[name]
    hop = parse_received((line + DATE).encode())
    assert (hop.from_helo, hop.from_name, hop.from_ip, hop.from_port, hop.by) == expected
    assert hop.has_from and not hop.broken
    assert hop.time == datetime(2015, 3, 3, 3, 34, 56, tzinfo=UTC)


def test_a_folded_line_is_one_line():
    hop = parse_received(
        b"from a.example (b.example\r\n\t[203.0.113.5])\r\n by mx.centre.example;\r\n 3 Mar 2015 12:34:56 +0900"
    )
    assert (hop.from_ip, hop.by) == ("203.0.113.5", "mx.centre.example")
    assert hop.time == datetime(2015, 3, 3, 3, 34, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "by 2002:a05:6a06:1::1 with SMTP id j5csp1179669vqo; Fri, 2 Jun 2023 11:44:29 -0700 (PDT)",
        "(qmail 1234 invoked by uid 80); 3 Mar 2015 03:34:56 -0000",
        "by mx.centre.example (Postfix, from userid 1000) id 5C6; Tue, 3 Mar 2015 12:34:56 +0900 (JST)",
        "(from root@localhost) by mx.centre.example (8.14.4/8.14.4/Submit) id t23; Tue, 3 Mar 2015 12:34:56 +0900",
    ],
)
def test_a_host_that_speaks_of_itself_names_no_peer(line):
    hop = parse_received(line.encode())
    assert not hop.has_from and not hop.from_ip and not hop.from_network and not hop.broken
    assert hop.time is not None


def test_qmail_says_when_the_peer_stands_in_the_next_line():
    assert parse_received(b"(qmail 1234 invoked from network); 3 Mar 2015 03:34:56 -0000").from_network
    assert not parse_received(b"from (invoked from network) by x").from_network


def test_only_whether_a_recipient_is_named_is_kept():
    hop = parse_received(b"from a (b.example [203.0.113.5]) by mx.centre.example for <monitor-7@centre.example>; x")
    assert hop.for_present
    assert "monitor-7" not in repr(hop)


@pytest.mark.parametrize(
    "line",
    [
        # clauses smuggled in with HELO: the real ones follow
        "from x (mx.trusted.example [192.0.2.1]) by mx.centre.example (evil.example [203.0.113.5]) by mx.centre.example",
        "from unknown (HELO x) (mx.trusted.example [192.0.2.1]) by mx.centre.example () (203.0.113.5) by mx.centre.example",
        "from x (mx.trusted.example [192.0.2.1]) by mx.centre.example; 3 Mar (evil.example [203.0.113.5]) by mx.centre.example",
        "from unknown (HELO x (192.0.2.1) by mx.centre.example with SMTP",
        "from x) (mx.trusted.example [192.0.2.1]) by mx.centre.example",
        # two addresses, each as recorded
        "from x (mx.trusted.example [192.0.2.1]) (evil.example [203.0.113.5]) by mx.centre.example",
        "from x ((((too deep)))) (evil.example [203.0.113.5]) by mx.centre.example",
        "from x (evil.example [203.0.113.5]) by mx.centre.example" + " word" * MAX_PIECES,
        "from x (evil.example [203.0.113.5]) by mx.centre.example " + "w" * MAX_FIELD,
    ],
)
def test_a_line_that_can_be_read_in_two_ways_proves_nothing(line):
    hop = parse_received(line.encode())
    assert hop.broken
    assert not hop.from_ip and not hop.by


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_no_bytes_raise(value):
    hop = parse_received(value)
    assert hop.time is None or hop.time.tzinfo is UTC


PIECES = st.sampled_from(
    ["from", "by", "with", "id", "for", ";", "(", ")", "[203.0.113.5]", "(HELO x)", "(a.example [203.0.113.9])", "<", ">", "a.example", "\\", '"', "helo=x", "203.0.113.7", ":25"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_no_order_of_clauses_raises_and_helo_is_never_the_peer(line):
    hop = parse_received(line.encode())
    assert hop.from_ip in {"", "203.0.113.5", "203.0.113.9", "203.0.113.7"}
    assert not (hop.broken and (hop.from_ip or hop.by or hop.from_name))


@settings(max_examples=200)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="()<>;"), min_size=1, max_size=60))
def test_whatever_one_word_helo_says_the_recorded_peer_stands(helo):
    hop = parse_received(f"from {helo} (unknown [203.0.113.5]) by mx.centre.example (Postfix) with SMTP; x".encode())
    assert hop.broken or (hop.from_ip, hop.from_name, hop.by) == ("203.0.113.5", "", "mx.centre.example")


@pytest.mark.parametrize(
    "piece",
    ["(", ")", "(a", "(a)", "[", "<", "<a", ";", "\\", "(\\", "a=b ", "from ", "by ", "(((x)) ", "1:", "x@", "."],
)
def test_hostile_repetition_costs_no_more_than_its_length(piece):
    value = (b"from x (" + piece.encode() * MAX_FIELD)[:MAX_FIELD]
    begun = time.process_time()
    for _ in range(20):
        parse_received(value)
    assert time.process_time() - begun < 0.2  # a quadratic reading takes thirty times as long
