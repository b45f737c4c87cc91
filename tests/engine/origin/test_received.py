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
        ("192.0.2.8", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "ironport": (
        "from host.isp.example (HELO shop) ([203.0.113.5]) by mx.centre.example with ESMTP",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "yahoo": (
        "from 192.0.2.8  (EHLO mail.shop.example) (203.0.113.5) by mta1.mail.example with SMTP",
        ("mail.shop.example", "", "203.0.113.5", None, "mta1.mail.example"),
    ),
    "zimbra": (
        "from mail.shop.example (LHLO mail.shop.example) (203.0.113.5) by mx.centre.example with LMTP",
        ("mail.shop.example", "", "203.0.113.5", None, "mx.centre.example"),
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
    "postfix, re-injected by a content filter": (
        "from localhost (localhost [127.0.0.1]) by mx.centre.example (Postfix) with ESMTP id 7C1",
        ("localhost", "", "127.0.0.1", None, "mx.centre.example"),
    ),
    "amavis": (
        "from mx.centre.example ([127.0.0.1]) by localhost (mx.centre.example [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id vbKy",
        ("mx.centre.example", "", "127.0.0.1", None, "localhost"),
    ),
    "postfix with the peer's port": (
        "from shop (unknown [203.0.113.5]:40125) by mx.centre.example (Postfix) with ESMTPA id 4C1",
        ("shop", "", "203.0.113.5", 40125, "mx.centre.example"),
    ),
    "postfix that keeps the address to itself": (
        "from shop (unknown [UNAVAILABLE]) by mx.centre.example (Postfix) with ESMTP",
        ("shop", "", "", None, "mx.centre.example"),
    ),
    "exim over TLS without a name": (
        "from [203.0.113.5] (port=61034 helo=shop) by mx.centre.example with esmtpsa (TLS1.2:ECDHE:256) (Exim 4.92.3) (envelope-from <a@shop.example>) id 1jst6G-00",
        ("shop", "", "203.0.113.5", 61034, "mx.centre.example"),
    ),
    "sendmail, only the address, may be forged": (
        "from shop ([203.0.113.5] (may be forged)) by mx.centre.example (8.14.4/8.14.4) with ESMTP id t23",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "sendmail with a login": (
        "from shop (host.isp.example [203.0.113.5]) (authenticated bits=0) by mx.centre.example (8.13.8/8.13.8) with ESMTP id t23",
        ("shop", "host.isp.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "qmail with a login that holds an at sign": (
        "from unknown (HELO shop) (tanaka@192.0.2.8@203.0.113.5) by mx.centre.example with ESMTPA",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "exchange hub": (
        "from EX1.centre.example ([fe80::1:2:3]) by EX2.centre.example ([fe80::4:5:6%12]) with mapi id 14.03.0123.003",
        ("ex1.centre.example", "", "fe80::1:2:3", None, "ex2.centre.example"),
    ),
    "outlook.com, the first hop inside": (
        ("from AM0.eop-EUR05.prod.protection.example (2001:db8:a:7e12::35) by AM0.outlook.example (2001:db8:a:19f::11)"
         " with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.6387.20 via Frontend Transport"),
        ("am0.eop-eur05.prod.protection.example", "", "2001:db8:a:7e12::35", None, "am0.outlook.example"),
    ),
    "outlook.com with HTTPS": (
        "from AS8.prod.outlook.example (2001:db8:a:42::9) by AM6.prod.outlook.example with HTTPS",
        ("as8.prod.outlook.example", "", "2001:db8:a:42::9", None, "am6.prod.outlook.example"),
    ),
    "microsoft smtpsvc": (
        "from shop ([203.0.113.5]) by mail.centre.example with Microsoft SMTPSVC(6.0.3790.4675)",
        ("shop", "", "203.0.113.5", None, "mail.centre.example"),
    ),
    "gmail, sent by a program": (
        "from [192.168.1.5] (host.isp.example. [203.0.113.5]) by smtp.mail.example with ESMTPSA id 5-20020a17090a.39 for <a@centre.example> (version=TLS1_3 cipher=X bits=128/128)",
        ("192.168.1.5", "host.isp.example", "203.0.113.5", None, "smtp.mail.example"),
    ),
    "yahoo japan": (
        "from 203.0.113.5  (EHLO shop.example) (203.0.113.5) by mta5.mail.example with SMTP",
        ("shop.example", "", "203.0.113.5", None, "mta5.mail.example"),
    ),
    "softbank, which keeps HELO to itself": (
        "from (gw55.isp.example [203.0.113.5]) by relay41.carrier.example with smtp id ffff_0000_1ab",
        ("", "gw55.isp.example", "203.0.113.5", None, "relay41.carrier.example"),
    ),
    "au": (
        "from ezmail.carrier.example (nx3.carrier.example [203.0.113.5]) by lsean.carrier.example (EZweb Mail) with ESMTP id 5D3 for <a@carrier.example>",
        ("ezmail.carrier.example", "nx3.carrier.example", "203.0.113.5", None, "lsean.carrier.example"),
    ),
    "docomo": (
        "from shop.example ([203.0.113.5]) by mfsmax.carrier.example(DCM-MX) with ESMTP id <20150303123456.ABCD>",
        ("shop.example", "", "203.0.113.5", None, "mfsmax.carrier.example"),
    ),
    "a rented server": (
        "from www1234.hosting.example (localhost [127.0.0.1]) by www1234.hosting.example (8.14.5/8.14.5) with ESMTP id t23",
        ("www1234.hosting.example", "", "127.0.0.1", None, "www1234.hosting.example"),
    ),
    "domino, an older one": (
        "from shop.example ([203.0.113.5]) by notes.centre.example (Lotus SMTP MTA v4.6.7 (934.1 12-30-1999)) with SMTP id 49256DFA.00",
        ("shop.example", "", "203.0.113.5", None, "notes.centre.example"),
    ),
    "domino 9": (
        "from shop.example ([203.0.113.5]) by notes.centre.example (IBM Domino Release 9.0.1FP10) with ESMTP id 2015030312345678-98765 ",
        ("shop.example", "", "203.0.113.5", None, "notes.centre.example"),
    ),
    "imail": (
        "from shop.example [203.0.113.5] by mail.centre.example with ESMTP (SMTPD32-8.05) id A1B2C3",
        ("shop.example", "", "203.0.113.5", None, "mail.centre.example"),
    ),
    "postini": (
        "from source ([203.0.113.5]) by exprod5mx1.filter.example ([192.0.2.9]) with SMTP",
        ("source", "", "203.0.113.5", None, "exprod5mx1.filter.example"),
    ),
    "barracuda": (
        "from shop.example (host.isp.example [203.0.113.5]) by barracuda.centre.example with ESMTP id QdZ1 (version=TLSv1 cipher=DHE-RSA-AES256-SHA bits=256 verify=NO)",
        ("shop.example", "host.isp.example", "203.0.113.5", None, "barracuda.centre.example"),
    ),
    "proofpoint's filter": (
        "from pps.filterd (m0098404.filter.example [127.0.0.1]) by mx0a.filter.example (8.16.0.22/8.16.0.22) with SMTP id v9",
        ("pps.filterd", "m0098404.filter.example", "127.0.0.1", None, "mx0a.filter.example"),
    ),
    "amazon ses": (
        "from a48-1.smtp-out.sending.example (a48-1.smtp-out.sending.example [203.0.113.5]) by inbound-smtp.sending.example with SMTP id k1o for a@centre.example",
        ("a48-1.smtp-out.sending.example", "a48-1.smtp-out.sending.example", "203.0.113.5", None, "inbound-smtp.sending.example"),
    ),
    "ecelerity": (
        "from [10.1.1.1] ([203.0.113.5:41423] helo=shop.example) by mx.centre.example (envelope-from <a@shop.example>) (ecelerity 3.6.6.45965 r(Core:3.6.6.0)) with ESMTP id A9/90",
        ("shop.example", "", "203.0.113.5", 41423, "mx.centre.example"),
    ),
    "communigate with a login": (
        "from [203.0.113.5] (account tanaka@centre.example HELO shop) by mx.centre.example (CommuniGate Pro SMTP 5.2.3) with ESMTPSA id 1",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "mdaemon": (
        "from shop.example (host.isp.example [203.0.113.5]) by mail.centre.example ([192.0.2.9]) (MDaemon PRO v13.0.3) with ESMTP id md50000000001.msg",
        ("shop.example", "host.isp.example", "203.0.113.5", None, "mail.centre.example"),
    ),
    "haraka": (
        "from shop (NXDOMAIN [203.0.113.5]) by mx.centre.example (Haraka/2.8.24) with ESMTP id 1.1 envelope-from <a@shop.example>",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "opensmtpd": (
        "from shop (host.isp.example [203.0.113.5]) by mx.centre.example (OpenSMTPD) with ESMTPS id a1 (TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256:NO) for <a@centre.example>",
        ("shop", "host.isp.example", "203.0.113.5", None, "mx.centre.example"),
    ),
    "no blank before the comment": (
        "from unknown([203.0.113.5]) by mx.centre.example(192.0.2.9) with ESMTP",
        ("unknown", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "a receiver that asked for no name": (
        "from shop (unverified [203.0.113.5]) by mx.centre.example (Rockliffe SMTPRA 9.3.1) with ESMTP id <B0>",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "brackets in brackets": (
        "from shop (unknown [203.0.113.5]) by mx.centre.example (Postfix) with ESMTP id 1 for <<a@centre.example>>",
        ("shop", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "HELO with U+00A0, which is no blank": (
        "from a\u00a0[192.0.2.8] by mx.centre.example with SMTP",
        ("a??[192.0.2.8]", "", "", None, "mx.centre.example"),
    ),
    "a HELO in UTF-8": (
        "from ｍｘ.trusted.example (unknown [203.0.113.5]) by mx.centre.example with SMTP",
        ("??????.trusted.example", "", "203.0.113.5", None, "mx.centre.example"),
    ),
    "numbers that are no address": (
        "from shop (unknown [203.0.113.0x5]) (3405803781) ([0313.0.0161.5]) by mx.centre.example with SMTP",
        ("shop", "", "", None, "mx.centre.example"),
    ),
    "two addresses in one comment": (
        "from shop (mx.trusted.example [192.0.2.8] [203.0.113.5]) by mx.centre.example with SMTP",
        ("shop", "", "", None, "mx.centre.example"),
    ),
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


@pytest.mark.parametrize(
    "line",
    [
        "from localhost (eugen@localhost) by mx.centre.example (8.11.6/8.11.6) with ESMTP id g83",
        "from localhost (localhost) by mx.centre.example (8.13.6/8.12.1/SuSE Linux) id k9J",
        "from localhost (mx.centre.example [local]) by mx.centre.example (OpenSMTPD) with ESMTPA id 7",
        "from mx.centre.example ([unix socket]) by mx.centre.example (Cyrus v2.3.7) with LMTPA",
        "from mail pickup service by mx.centre.example with Microsoft SMTPSVC",
        "from a@shop.example by mx.centre.example by uid 64011 with qmail-scanner-1.22 (clamdscan: 0.75. Clear:RC:0(203.0.113.5):. Processed in 1 secs)",
        "from 203.0.113.5 (a@shop.example) by mx.centre.example (envelope-from <a@shop.example>, uid 502) with qmail-scanner-2.01",
    ],
)
def test_a_program_on_the_same_machine_is_told(line):
    hop = parse_received((line + DATE).encode())
    assert hop.local and not hop.from_ip and not hop.broken and hop.by == "mx.centre.example"
    assert hop.time is not None


@pytest.mark.parametrize(
    "line",
    [
        "from x (localhost) by mx.centre.example (Postfix) with ESMTP id g83",  # only Sendmail leaves the address out
        "from x (localhost) by mx.centre.example with ESMTP (8.11.6/8.11.6)",
        "from x[local] by mx.centre.example with SMTP",
        "from x (evil.example [203.0.113.5]) (localhost) by mx.centre.example (8.11.6/8.11.6) with ESMTP id g83",
        "from mail pickup service (unknown [203.0.113.5]) by mx.centre.example with Microsoft SMTPSVC",
        "from mail pickup service by mx.centre.example with SMTP",
        "from a@shop.example by mx.centre.example by uid 64011 with qmail-scanner-1.22 (evil.example [203.0.113.5]) by mx.centre.example (Postfix)",
    ],
)
def test_what_a_sender_may_say_makes_no_program_of_it(line):
    assert not parse_received((line + DATE).encode()).local


@pytest.mark.parametrize("control", ["\r", "\x00", "\x0b", "\x0c", "\n", "\x1b[2K", "\x1e"])
def test_a_line_with_a_control_character_in_it_proves_nothing(control):
    line = f"from x{control}(mx.trusted.example [192.0.2.8]) by mx.centre.example (Postfix) with SMTP; x"
    assert parse_received(line.encode()).broken


@pytest.mark.parametrize("fold", [b"\r\n ", b"\n\t", b"\r\n\t   ", b"\r ", b"\r\r\n\t"])
def test_however_it_is_folded_it_is_one_line(fold):
    hop = parse_received(
        fold.join([b"from x (unknown", b"[203.0.113.5])", b"by mx.centre.example; 3 Mar 2015 12:34:56 +0900\r\n"])
    )
    assert (hop.from_ip, hop.by) == ("203.0.113.5", "mx.centre.example")
    assert hop.time == datetime(2015, 3, 3, 3, 34, 56, tzinfo=UTC)


def test_a_reverse_name_that_nobody_checked_is_kept_apart():
    qmail = parse_received(b"from relay.trusted.example (HELO x) (203.0.113.5) by mx.centre.example with SMTP; x")
    assert (qmail.from_name, qmail.from_unchecked_name) == ("", "relay.trusted.example")
    postfix = parse_received(b"from x (relay.trusted.example [203.0.113.5]) by mx.centre.example; x")
    assert (postfix.from_name, postfix.from_unchecked_name) == ("relay.trusted.example", "")


@pytest.mark.parametrize("name", ["a..example", ".example", "a.example..", "-", "a" * 64 + ".example", "a.example/x"])
def test_a_name_of_no_right_form_is_no_reverse_name(name):
    assert parse_received(f"from x ({name} [203.0.113.5]) by mx.centre.example; x".encode()).from_name == ""


TRUE = "from x (unknown [203.0.113.5]) by mx.centre.example (Postfix) with SMTP id 4C1; Tue, 3 Mar 2015 12:34:56 +0900 (JST)"


@pytest.mark.parametrize(
    ("folded_in", "time_stays"),
    [
        (" (mx.trusted.example [192.0.2.8])", True),
        (" with LMTP id local", True),
        (" ; Tue, 3 Mar 2015 09:00:00 +0900", False),
        (" ; x; Tue, 3 Mar 2015 09:00:00 +0900 with LMTP", False),
        (" with LMTP; x", False),
    ],
)
def test_what_a_sender_folds_into_the_line_above_changes_neither_peer_nor_time(folded_in, time_stays):
    hop, true = parse_received((TRUE + "\r\n" + folded_in).encode()), parse_received(TRUE.encode())
    assert (hop.from_ip, hop.from_name, hop.by, hop.by_ip, hop.with_) == (true.from_ip, "", true.by, "", "SMTP")
    assert hop.time == (true.time if time_stays else None)


@pytest.mark.parametrize(
    "folded_in", [" from y (mx.trusted.example [192.0.2.8]) by mx.centre.example; x", " (", " by z"]
)
def test_what_reads_like_a_second_line_makes_it_unreadable(folded_in):
    assert parse_received((TRUE + "\r\n" + folded_in).encode()).broken


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
