"""Which sender addresses can exist at all, and whose hosts may send for a carrier."""

import pytest
from case_mail import mail_of

from tsuho.jurisdictions.jp.displayed.senders import is_possible_address, sender_is_false

MAIL = {"door": "monitor", "subject": "x", "body": "x"}


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example",
        "first.last+tag@sub.mihon.example",
        "りさ@みほん.example",
        "root@web01",
        "x@[192.0.2.1]",
        "x@xn--p8j.example",
    ],
)
def test_addresses_that_mail_can_come_from(address):
    assert is_possible_address(address)


@pytest.mark.parametrize(
    "address", ["", "risa", "@b.example", "a@", "a@@b.example", "a b@c.example", "a@-b.example", "a@b..example"]
)
def test_addresses_that_none_can_come_from(address):
    assert not is_possible_address(address)


def test_a_carriers_subscriber_is_known_by_the_carriers_host_only():
    mail = MAIL | {"from": "info@mihon-keitai.example"}
    soft = {"spf": "softfail", "spf_of_from": "softfail"}
    strange = mail_of(mail | {"authentication": soft | {"reverse_name": "p77.unrelated.example"}})
    own = mail_of(mail | {"authentication": soft | {"reverse_name": "out3.mihon-keitai.example"}})
    lookalike = mail_of(mail | {"authentication": soft | {"reverse_name": "evilmihon-keitai.example"}})
    signed = mail_of(mail | {"authentication": soft | {"dkim": "pass"}})
    assert sender_is_false(strange) == "sender_is_no_carrier"
    assert sender_is_false(lookalike) == "sender_is_no_carrier"
    assert sender_is_false(own) == ""
    assert sender_is_false(signed) == ""


def test_only_what_our_own_session_saw_makes_a_sender_false():
    forwarded = mail_of(MAIL | {"door": "forward", "from": "", "session": None})
    assert sender_is_false(forwarded) == ""
