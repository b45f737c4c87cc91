"""The trust boundary under attack: whatever a sender writes below it, nobody else is named."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.origin.boundary import Boundary, find_boundary
from tsuho.engine.origin.received import parse_received
from tsuho.engine.origin.trust import Trust
from tsuho.words.arrival import Peer
from tsuho.words.catalogue import LANGUAGES, say
from tsuho.words.vocabulary import Confidence

MX, VICTIM, SENDER = "mx.centre.example", "198.51.100.9", "203.0.113.5"
TRUST = (MX, ".carrier.example", "192.0.2.0/28")
RECEIVED_AT = datetime(2015, 3, 3, 3, 40, tzinfo=UTC)
FORGED = (
    f"from victim.example (victim.example [{VICTIM}]) by {MX} (Postfix) with ESMTP id X; Tue, 3 Mar 2015 12:00:00 +0900"
)


def boundary(*lines: str, trust=TRUST, session=None, received_at=None, confidence=Confidence.CARRIED) -> Boundary:
    hops = (parse_received(line.encode()) for line in lines)
    found = find_boundary(hops, Trust.of(trust), session=session, received_at=received_at, confidence=confidence)
    for language in LANGUAGES:  # every result can be said, with all its details
        assert "{" not in say(found.why_key, language, found.why_details)
    assert bool(found.ip) == (found.why_key in {"origin_chain", "origin_session", "origin_front"})
    return found


def line(peer: str, by: str = MX, at: str = "12:34:56", how: str = "ESMTP") -> str:
    return f"from {peer} by {by} (Postfix) with {how} id 4C1; Tue, 3 Mar 2015 {at} +0900 (JST)"


def test_the_peer_that_our_host_recorded_is_the_origin():
    found = boundary(line(f"shop (host.isp.example [{SENDER}]:40125)"))
    assert (found.ip, found.port, found.hop, found.helo) == (SENDER, 40125, 0, "shop")
    assert found.sent_at == datetime(2015, 3, 3, 3, 34, 56, tzinfo=UTC)
    assert (found.confidence, found.why_key) == (Confidence.CARRIED, "origin_chain")


def test_pasted_headers_only_report():
    found = boundary(line(f"shop (unknown [{SENDER}])"), confidence=Confidence.REPORTED)
    assert found.confidence is Confidence.REPORTED


@pytest.mark.parametrize(
    "top",
    [
        line(f"shop (unknown [{SENDER}])"),
        line(f"{MX} (unknown [{SENDER}])"),  # HELO says a trusted name
        line(f"[192.0.2.1] (unknown [{SENDER}])"),  # HELO says a trusted address
        line(f"a.carrier.example ([{SENDER}])"),
        line(f"x (a.carrier.example.evil.example [{SENDER}])"),  # the trusted name as a part
        line(f"x (evilcarrier.example [{SENDER}])"),
        f"from x (a.carrier.example [{SENDER}] (may be forged)) by {MX} (8.14.4/8.14.4) with ESMTP id t23; x",
        f"from a.carrier.example (HELO 192.0.2.1) ({SENDER}) by {MX} with SMTP; x".replace(
            "a.carrier.example", "unknown"
        ),
        f"from [{SENDER}] (helo={MX}) by {MX} with esmtp (Exim 4.95); x",
    ],
)
def test_a_line_forged_below_the_boundary_is_never_read(top):
    for below in ((), (FORGED,), (FORGED, FORGED), ("by " + MX + "; x", FORGED)):
        assert (boundary(top, *below).ip, boundary(top, *below).hop) == (SENDER, 0)


@pytest.mark.parametrize(
    "by", ["mx.isp.example", f"{MX}.evil.example", f"x{MX}", "localhost", f"({MX})", "203.0.113.7"]
)
def test_a_top_line_of_an_unknown_host_ends_it(by):
    found = boundary(line(f"shop (unknown [{SENDER}])", by), FORGED)
    assert (found.ip, found.hop, found.why_key) == ("", None, "origin_no_trusted_line")
    assert found.sent_at is None


@pytest.mark.parametrize("by", ["127.0.0.1", "localhost (x [127.0.0.1])", "[fe80::1]", "[::1]"])
def test_a_strangers_loopback_is_not_ours_though_we_trust_our_own(by):
    trust = (*TRUST, "127.0.0.0/8", "::1", "fe80::/10")
    assert boundary(line(f"shop (unknown [{SENDER}])", by), FORGED, trust=trust).why_key == "origin_no_trusted_line"


def test_a_top_line_may_be_signed_with_a_trusted_address():
    assert boundary(line(f"shop (unknown [{SENDER}])", "[192.0.2.3]")).ip == SENDER
    inside_gmail = "by 2002:a05:6a06:1::1 with SMTP id j5csp; x"
    gmail = f"from shop (host.isp.example. [{SENDER}]) by mx.mail.example with ESMTPS id e12; x"
    assert boundary(inside_gmail, gmail, trust=(".mail.example", "2002:a00::/24")).ip == SENDER
    assert boundary(inside_gmail, gmail, trust=(".mail.example",)).why_key == "origin_no_trusted_line"


def test_a_trusted_peer_lets_the_chain_go_on():
    by_name = line("x (relay.carrier.example [203.0.113.77])", at="12:34:58")
    by_address = line("x (unknown [192.0.2.3])", at="12:34:58")
    next_line = line(f"shop (unknown [{SENDER}])", "relay.carrier.example", "12:34:57")
    for top in (by_name, by_address):
        found = boundary(top, next_line, FORGED)
        assert (found.ip, found.hop) == (SENDER, 1)
        assert found.sent_at == datetime(2015, 3, 3, 3, 34, 57, tzinfo=UTC)


def test_a_trusted_peer_that_wrote_no_line_does_not_lend_its_name():
    forged = line(f"victim.example (victim.example [{VICTIM}])", "somewhere.example")
    found = boundary(line("x (unknown [192.0.2.3])"), forged)
    assert (found.ip, found.why_key) == ("", "origin_chain_broken")


def test_a_trusted_peer_may_sign_with_the_name_it_was_called_by():
    found = boundary(
        line("store2.inside.example (unknown [192.0.2.3])"), line(f"shop (unknown [{SENDER}])", "store2.inside.example")
    )
    assert (found.ip, found.hop) == (SENDER, 1)


@pytest.mark.parametrize("by", ["localhost", "0", "store2", "[127.0.0.1]", "10.1.2.3", "mx.localdomain"])
def test_a_trusted_peer_that_wrote_no_line_lends_nothing_to_a_name_that_anybody_may_have(by):
    top = line("x (unknown [192.0.2.3])")
    forged = line(f"victim.example (victim.example [{VICTIM}])", by)
    filters = (line("localhost (localhost [127.0.0.1])", by), "(qmail 1 invoked by uid 80); x", f"by {by} with SMTP; x")
    for between in ((), filters[:1], filters[1:2], filters[2:], filters):
        found = boundary(top, *between, forged)
        assert (found.ip, found.why_key) == ("", "origin_chain_broken"), between


def test_a_filter_that_handed_on_to_another_machine_is_passed():
    beside = line("relay ([127.0.0.1])", "localhost (relay [127.0.0.1]) (amavisd-new, port 10024)")
    found = boundary(line("relay (relay.carrier.example [192.0.2.3])"), beside, line(f"shop (unknown [{SENDER}])"))
    assert (found.ip, found.hop) == (SENDER, 2)


def test_a_reverse_name_that_the_receiver_did_not_check_names_nobody():
    claimed = f"from relay.carrier.example (HELO x) ({SENDER}) by {MX} with SMTP; Tue, 3 Mar 2015 12:34:56 +0900"
    found = boundary(claimed, FORGED)
    assert (found.ip, found.why_key) == ("", "origin_name_unchecked")
    by_address = boundary(claimed, line(f"shop (unknown [{VICTIM}])"), trust=(*TRUST, SENDER))
    assert (by_address.ip, by_address.hop) == (VICTIM, 1)  # the address is named as well, so the relay is known
    assert boundary(claimed.replace("carrier", "isp"), FORGED).ip == SENDER


@pytest.mark.parametrize(
    "inside",
    [
        line("localhost (localhost [127.0.0.1])"),
        line("localhost ([127.0.0.1])", "localhost (mx.centre.example [127.0.0.1]) (amavisd-new, port 10024)"),
        line("x (localhost [::1])"),
        line(MX, how="LMTP"),
        line("store (unknown [10.0.0.7])", how="LMTP"),
        line(f"{MX} ([unix socket])", how="LMTPA"),
        line(f"{MX} (10.0.0.5)", f"{MX} (10.0.0.5)", how="mapi"),
        line("root", how="local"),
        f"from localhost (root@localhost) by {MX} (8.14.4/8.14.4) with ESMTP id t23; x",
        f"from a@shop.example by {MX} by uid 64011 with qmail-scanner-1.22 (Clear:RC:0({VICTIM}):.); x",
        f"from mail pickup service by {MX} with Microsoft SMTPSVC; x",
        f"by {MX} (Postfix, from userid 1000) id 5C6; x",
        "(qmail 1234 invoked from network); 3 Mar 2015 03:34:56 -0000",
        "(qmail 1234 invoked by uid 80); 3 Mar 2015 03:34:56 -0000",
    ],
)
def test_what_a_trusted_host_wrote_about_itself_continues_the_chain(inside):
    found = boundary(
        line("relay (relay.carrier.example [192.0.2.3])", "store.carrier.example"),
        inside,
        line(f"shop (unknown [{SENDER}])"),
        FORGED,
    )
    assert (found.ip, found.hop) == (SENDER, 2)


def test_after_a_line_about_itself_the_same_host_goes_on():
    trust = ("192.0.2.0/28",)
    front = Peer("192.0.2.3")
    inside = line("localhost (localhost [127.0.0.1])", "front.isp.example")
    found = boundary(inside, line(f"shop (unknown [{SENDER}])", "front.isp.example"), trust=trust, session=front)
    assert (found.ip, found.hop) == (SENDER, 1)
    other = boundary(inside, line(f"shop (unknown [{SENDER}])", "other.example"), trust=trust, session=front)
    assert (other.ip, other.why_key) == ("", "origin_chain_broken")


def test_qmail_at_the_top_names_nobody_and_the_next_line_is_the_first():
    network = "(qmail 1234 invoked from network); 3 Mar 2015 03:34:56 -0000"
    assert boundary(network, line(f"shop (unknown [{SENDER}])")).hop == 1
    assert (
        boundary(network, line(f"shop (unknown [{SENDER}])", "mx.isp.example"), FORGED).why_key
        == "origin_no_trusted_line"
    )
    # a program on an unknown host may have written everything below
    assert boundary("(qmail 1234 invoked by uid 80); x", FORGED).why_key == "origin_no_trusted_line"


def test_gmail_hands_over_inside_itself():
    found = boundary(
        line("x (mail-ua1.mail.example. [203.0.113.41])"),
        "by mail-ua1.mail.example with SMTP id a1e0cc; Tue, 3 Mar 2015 03:34:50 -0000",
        "by 2002:a59:a6e5:0:b0:3da:32ca:a03a with SMTP id j5csp1179669vqo; Mon, 2 Mar 2015 19:34:49 -0800 (PST)",
        f"from shop (host.isp.example. [{SENDER}]) by mx.mail.example with ESMTPS id e12; Mon, 2 Mar 2015 19:34:48 -0800 (PST)",
        trust=(MX, ".mail.example"),
    )
    assert (found.ip, found.hop) == (SENDER, 3)
    assert found.sent_at == datetime(2015, 3, 3, 3, 34, 48, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ip", "key"),
    [
        ("10.0.0.7", "origin_is_private"),
        ("192.168.1.2", "origin_is_private"),
        ("IPv6:fd00::7", "origin_is_private"),
        ("100.64.3.2", "origin_is_shared"),
        ("169.254.1.1", "origin_is_link_local"),
        ("224.0.0.1", "origin_is_multicast"),
        ("240.0.0.1", "origin_is_reserved"),
        ("0.0.0.0", "origin_is_unspecified"),
    ],
)
def test_an_address_that_names_nobody_ends_it_and_a_forged_line_below_is_not_taken_instead(ip, key):
    found = boundary(line(f"shop (unknown [{ip}])"), FORGED)
    assert (found.ip, found.why_key) == ("", key)
    assert found.sent_at == datetime(2015, 3, 3, 3, 34, 56, tzinfo=UTC)


def test_private_networks_that_we_named_continue_the_chain():
    lines = (line("store (unknown [10.0.0.7])"), line(f"shop (unknown [{SENDER}])"))
    assert boundary(*lines, trust=(*TRUST, "10.0.0.0/8")).ip == SENDER
    named = line("store (store.carrier.example [10.0.0.7])")
    assert boundary(named, lines[1]).ip == SENDER


@pytest.mark.parametrize("protocol", ["POP3", "IMAP", "pop3s", "Apop", "MSP/POP3"])
def test_mail_fetched_from_a_mailbox_does_not_accuse_the_mailbox(protocol):
    fetched = f"from pop.isp.example [{VICTIM}] by {MX} with {protocol} (fetchmail-6.3.26) for a@localhost; x"
    found = boundary(
        line("localhost (localhost [127.0.0.1])"), fetched, line(f"shop (unknown [{SENDER}])", "pop.isp.example")
    )
    assert (found.ip, found.why_key) == ("", "origin_fetched")


def test_when_every_line_is_of_trusted_hosts_nobody_is_named():
    assert boundary(line("x (relay.carrier.example [203.0.113.77])")).why_key == "origin_all_trusted"
    assert boundary(line("localhost (localhost [127.0.0.1])")).why_key == "origin_all_trusted"


def test_no_lines_no_address_and_unreadable_lines():
    assert boundary().why_key == "origin_no_received"
    assert boundary(line("shop (unknown)"), FORGED).why_key == "origin_line_without_address"
    assert boundary("from x (y", FORGED).why_key == "origin_no_trusted_line"
    assert boundary(line("x (unknown [192.0.2.3])"), "from x (y", FORGED).why_key == "origin_line_broken"


def test_the_peer_of_our_own_session_is_the_origin_whatever_the_lines_say():
    found = boundary(FORGED, session=Peer("203.0.113.5", 40125, MX), received_at=RECEIVED_AT)
    assert (found.ip, found.port, found.hop, found.helo, found.sent_at) == (SENDER, 40125, None, MX, RECEIVED_AT)
    assert (found.confidence, found.why_key) == (Confidence.OBSERVED, "origin_session")


def test_what_a_front_states_is_observed_too():
    found = boundary(FORGED, session=Peer("::ffff:203.0.113.5", 40125, stated_by="xforward"), received_at=RECEIVED_AT)
    assert (found.ip, found.confidence, found.why_key) == (SENDER, Confidence.OBSERVED, "origin_front")
    assert found.why_details["stated_by"] == "xforward"


@pytest.mark.parametrize(
    ("ip", "key"),
    [("127.0.0.1", "origin_is_loopback"), ("10.1.1.1", "origin_is_private"), ("?", "origin_is_unspecified")],
)
def test_a_session_whose_peer_names_nobody_has_no_origin(ip, key):
    found = boundary(FORGED, session=Peer(ip), received_at=RECEIVED_AT)
    assert (found.ip, found.why_key, found.sent_at) == ("", key, RECEIVED_AT)


def test_behind_a_front_that_we_trust_the_chain_goes_on():
    found = boundary(
        line(f"shop (unknown [{SENDER}])", "front"), FORGED, session=Peer("192.0.2.3"), received_at=RECEIVED_AT
    )
    assert (found.ip, found.hop) == (SENDER, 0)
    assert found.sent_at == datetime(2015, 3, 3, 3, 34, 56, tzinfo=UTC)
    undated = f"from shop (unknown [{SENDER}]) by front"
    assert boundary(undated, session=Peer("192.0.2.3"), received_at=RECEIVED_AT).sent_at == RECEIVED_AT


def test_only_the_lines_up_to_the_boundary_are_read():
    def lines():
        yield parse_received(line(f"shop (unknown [{SENDER}])").encode())
        raise AssertionError("a line below the boundary was read")

    assert (
        find_boundary(lines(), Trust.of(TRUST), session=None, received_at=None, confidence=Confidence.CARRIED).ip
        == SENDER
    )


WORDS = st.sampled_from(
    ["from", "by", MX, "relay.carrier.example", "with", "ESMTP", "POP3", "local", "id", "(", ")", f"(victim.example [{VICTIM}])", f"[{VICTIM}]", "[192.0.2.1]", "(relay.carrier.example [192.0.2.1])", "(HELO x)", "helo=", "(Exim 4.95)", ";", "Tue, 3 Mar 2015 12:00:00 +0900", "(qmail 1 invoked from network)"]
)  # fmt: skip
FORGERIES = st.lists(st.lists(WORDS, max_size=15).map(" ".join) | st.text(max_size=60) | st.just(FORGED), max_size=5)


@settings(max_examples=300)
@given(FORGERIES)
def test_nothing_below_an_untrusted_peer_changes_the_origin(forged):
    true = line(f"{MX} (unknown [{SENDER}])")
    assert boundary(true, *forged) == boundary(true)
    assert boundary(*forged, session=Peer(SENDER), received_at=RECEIVED_AT).ip == SENDER


@settings(max_examples=200)
@given(FORGERIES)
def test_nothing_below_an_unknown_host_names_anybody(forged):
    assert boundary(line(f"shop (unknown [{SENDER}])", "mx.isp.example"), *forged).ip == ""
