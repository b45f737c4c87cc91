"""No rule, finder or table raises on any mail: pieces of displays, sessions and checks in any order."""

from case_mail import mail_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuho.engine.law.judging import describe_message, judge_message
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.words.catalogue import say

PIECES = [
    "全品20%OFF ", "http://a.example/x", "配信停止はこちら", "\n", "\r\n", "発行：", "株式会社みほん", "東京都見本区例題町1-2-3", "〒000-0000 ",
    "お問い合わせ：", "03-0000-0001", "%%u%%", "{{x}}", "広告主：", "配信代行：", "このメールに返信", "送信専用", "会員登録いただいたお客様にお送り", "こちら",
    "<a href='#'>配信停止</a>", "<p style='display:none'>", "</p>", "\ud800", "\u202e", "①㈱", "注文番号：A-1", "名刺交換", "\n" * 70, "○○株式会社", "@", ":",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
WORDS = st.sampled_from(["", "pass", "fail", "softfail", "none", "temperror"])
HELOS = st.sampled_from(
    [
        "",
        ".",
        "[",
        "[203.0.113.77]",
        "[IPv6:2001:db8::1]",
        "localhost",
        "mx.monitor.example",
        "a..b",
        "みほん.example",
        "\ud800",
    ]
)
ADDRESSES = st.sampled_from(
    [
        "",
        "@",
        "りさ",
        "a@b",
        "info@mihon.example",
        "monitor07@monitor.example",
        "x@mihon-keitai.example",
        "a@" + "b" * 300,
    ]
)


@given(
    text=TEXTS,
    as_html=st.booleans(),
    door=st.sampled_from(["monitor", "forward"]),
    sender=ADDRESSES,
    helo=HELOS,
    results=st.tuples(WORDS, WORDS, WORDS),
    helo_addresses=st.sampled_from([None, [], ["203.0.113.77"], ["no address"], ["2001:db8::7"]]),
    sent_at=st.sampled_from([None, "2002-01-01 00:00", "2006-01-01 00:00", "2015-02-10 12:00", "2026-01-01 00:00"]),
    attached=st.sampled_from([[], ["a.pdf"], ["a.zip"]]),
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mail_ends_in_findings(text, as_html, door, sender, helo, results, helo_addresses, sent_at, attached):
    spf, of_from, dkim = results
    mail = mail_of(
        {
            "door": door, "from": sender, "subject": text[:20], "html" if as_html else "body": text, "sent_at": sent_at,
            "attached": attached, "session": {"helo": helo},
            "authentication": {"spf": spf, "spf_of_from": of_from, "dkim": dkim, "helo_addresses": helo_addresses},
        }
    )  # fmt: skip
    classification, findings = judge_message(mail, JAPAN)
    found = describe_message(mail, classification, findings, JAPAN)
    for finding in findings:
        say(finding.why_key, "ja", finding.details)
        assert all(each.span[0] <= each.span[1] for each in finding.evidence)
    assert len(found.parties) <= 8
