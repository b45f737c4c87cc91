"""DMARC: which record counts, which policy holds for whom, and what is never held against a mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.authentication.dmarc import Checked, Policy, Published, judge_dmarc, read_policy, where_policies_stand
from tsuho.words.authentication import Signature

REJECT = Policy("reject", "quarantine", "reject")
STRICT = Policy("reject", "reject", "reject", strict_dkim=True, strict_spf=True)


@pytest.mark.parametrize(
    ("records", "policy"),
    [
        (["v=DMARC1; p=reject"], Policy("reject", "reject", "reject")),
        ([" v = DMARC1 ;p= Quarantine;sp=none"], Policy("quarantine", "none", "none")),
        (["v=DMARC1; p=none; sp=quarantine; np=reject"], Policy("none", "quarantine", "reject")),
        (["v=DMARC1; p=reject; pct=1"], Policy("reject", "reject", "reject")),
        (["v=DMARC1; p=reject; adkim=s; aspf=s"], STRICT),
        (["v=DMARC1; p=reject; adkim=x; aspf="], Policy("reject", "reject", "reject")),
        (["v=DMARC1; p=reject; sp=nonsense"], Policy("reject", "reject", "reject")),
        (["v=DMARC1; p=reject; sp=quarantine; t=y"], Policy("quarantine", "none", "none")),
        (["v=DMARC1; p=none; p=reject"], Policy("none", "none", "none")),
        (["v=DMARC1; p=wrong; rua=mailto:r@shop.example"], Policy("none", "none", "none")),
        (["v=DMARC1; p=wrong"], None),
        (["v=DMARC1"], None),
        (["v=DMARC10; p=reject"], None),
        (["p=reject; v=DMARC1"], None),
        (["v=spf1 -all", "v=DMARC1; p=reject"], Policy("reject", "reject", "reject")),
        (["v=DMARC1; p=reject", "v=DMARC1; p=none"], None),
        (["v=DMARC1; p=reject; x=" + "y" * 5_000], None),
        ([], None),
    ],
)
def test_which_record_counts(records, policy):
    assert read_policy(records) == policy


@given(st.lists(st.text(max_size=200).map(lambda text: f"v=DMARC1;{text}"), max_size=3))
def test_no_record_makes_it_raise(records):
    policy = read_policy(records)
    assert policy is None or {policy.own, policy.below, policy.not_existing} <= {"none", "quarantine", "reject"}


def test_where_a_policy_may_stand():
    assert where_policies_stand("a.b.shop.co.jp") == ("a.b.shop.co.jp", "shop.co.jp")
    assert where_policies_stand("shop.example") == ("shop.example",)
    assert where_policies_stand("co.jp") == ("co.jp",)
    assert where_policies_stand("") == ()


def dmarc(checked, policy=REJECT, domain="shop.example", at="shop.example", **more):
    return judge_dmarc(domain, Published(policy, at), checked, **more)


def signature(domain, result):
    return Signature(domain, "s", result)


@pytest.mark.parametrize(
    ("checked", "result"),
    [
        (Checked("pass", "shop.example", ()), "pass"),
        (Checked("pass", "bounce.shop.example", ()), "pass"),
        (Checked("pass", "other.example", ()), "fail"),
        (Checked("fail", "shop.example", (signature("shop.example", "pass"),)), "pass"),
        (Checked("fail", "shop.example", (signature("other.example", "pass"),)), "fail"),
        (Checked("none", "shop.example", ()), "fail"),
        (Checked("softfail", "shop.example", (signature("shop.example", "fail"), signature("shop.example", "pass"))), "pass"),
        # what did not answer, or was not asked, might have passed
        (Checked("temperror", "shop.example", ()), "temperror"),
        (Checked("temperror", "other.example", ()), "fail"),
        (Checked("fail", "shop.example", (signature("shop.example", "temperror"),)), "temperror"),
        (Checked("fail", "shop.example", (signature("other.example", "temperror"),)), "fail"),
        (Checked("temperror", "shop.example", (signature("shop.example", "pass"),)), "pass"),
        (Checked("", "", ()), ""),
        (Checked("", "", (signature("shop.example", "fail"),)), ""),
        (Checked("fail", "shop.example", (signature("shop.example", ""),)), ""),
        # a signature that covers half a body proves nothing of the mail
        (Checked("fail", "shop.example", (signature("shop.example", "policy"),)), "fail"),
    ],
)  # fmt: skip
def test_results(checked, result):
    assert dmarc(checked) == (result, "reject")


def test_strict_alignment_wants_the_very_domain():
    assert dmarc(Checked("pass", "a.shop.example", ()), STRICT)[0] == "fail"
    assert dmarc(Checked("pass", "shop.example", ()), STRICT)[0] == "pass"
    assert dmarc(Checked("fail", "x.example", (signature("a.shop.example", "pass"),)), STRICT)[0] == "fail"


def test_whose_policy_holds():
    failed = Checked("fail", "evil.example", ())
    policy = Policy("reject", "quarantine", "none")
    assert dmarc(failed, policy) == ("fail", "reject")
    assert dmarc(failed, policy, domain="a.shop.example") == ("fail", "quarantine")
    assert dmarc(failed, policy, domain="a.shop.example", exists=False) == ("fail", "none")
    assert dmarc(failed, policy, domain="a.shop.example", at="a.shop.example") == ("fail", "reject")


def test_without_a_policy_an_answer_or_an_author_nothing_fails():
    failed = Checked("fail", "evil.example", ())
    assert judge_dmarc("shop.example", Published(), failed) == ("none", "")
    assert judge_dmarc("shop.example", Published(answered=False), failed) == ("temperror", "")
    assert judge_dmarc("", Published(REJECT, "shop.example"), failed) == ("permerror", "")
