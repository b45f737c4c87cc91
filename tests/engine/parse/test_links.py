"""The links of a message: where they stand in Japanese text and in hrefs, and where a browser would go."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.html import MAX_PICTURES, HtmlLink, read_html
from tsuho.engine.parse.links import (
    MAX_LINKS,
    defang,
    domain_of,
    host_of,
    href_links,
    leading,
    pictures_of,
    refang,
    text_links,
)
from tsuho.engine.parse.text import plain_text


@pytest.mark.parametrize(
    ("text", "url", "visible"),
    [
        ("詳しくはhttp://shop.exampleをご覧ください。", "http://shop.example", "http://shop.example"),
        ("（http://shop.example/a）", "http://shop.example/a", "http://shop.example/a"),
        ("「http://shop.example/a?b=1」です", "http://shop.example/a?b=1", "http://shop.example/a?b=1"),
        ("http://shop.example/a、お早めに", "http://shop.example/a", "http://shop.example/a"),
        ("http://shop.example/wiki_(a)", "http://shop.example/wiki_(a)", "http://shop.example/wiki_(a)"),
        ("ｈｔｔｐ：／／ｓｈｏｐ．ｅｘａｍｐｌｅ／ａ", "http://shop.example/a", "http://shop.example/a"),
        ("hxxp://shop[.]example/x", "http://shop.example/x", "hxxp://shop[.]example/x"),
        ("h**p://shop.example/x", "http://shop.example/x", "h**p://shop.example/x"),
        ("ttp://shop.example/x", "http://shop.example/x", "ttp://shop.example/x"),
        ("ttps://shop.example/x", "https://shop.example/x", "ttps://shop.example/x"),
        ("www.shop.exampleまで", "http://www.shop.example", "www.shop.example"),
        ("www.shop.example:8080/a へ", "http://www.shop.example:8080/a", "www.shop.example:8080/a"),
        ("今すぐshop.example/xへ", "http://shop.example/x", "shop.example/x"),
        ("mihon.co.jpで検索", "http://mihon.co.jp", "mihon.co.jp"),
        ("http://例え.jpです", "http://例え.jp", "http://例え.jp"),
        ("http://192.0.2.1:8080/a", "http://192.0.2.1:8080/a", "http://192.0.2.1:8080/a"),
        ("http://3221225985/x", "http://3221225985/x", "http://3221225985/x"),
        ("http://[2001:db8::1]/a", "http://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
        ("http://a.example/r?u=http://b.example/", "http://a.example/r?u=http://b.example/", "http://a.example/r?u=http://b.example/"),
    ],
)  # fmt: skip
def test_a_link_ends_where_the_address_ends(text, url, visible):
    (link,) = text_links(plain_text(text))
    assert (link.url, link.visible) == (url, visible)
    start, end = link.span
    assert text.encode()[start:end].decode() in text


@pytest.mark.parametrize(
    "text",
    [
        "連絡は info@shop.example まで", "readme.md と setup.sh を見る", "3.14 と 10.5 と No.1", "http://", "http:// x",
        "Amazon.co.jp をご利用のお客様", "ver.2.0.jp", "by mx.shop.example (Postfix)", "Received: from mail.shop.example", "a..com",
        "éxample.com", "user_name.example", "http://12/",
    ],
)  # fmt: skip
def test_what_is_no_link(text):
    assert text_links(plain_text(text)) == []


def test_two_addresses_beside_each_other_are_two_in_order():
    found = text_links(plain_text("shop.example と http://a.example/,http://b.example/ と www.c.example"))
    assert [link.domain for link in found] == ["shop.example", "a.example", "b.example", "c.example"]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://www.bank.example@evil.example/", "evil.example"),
        ("http://a@b@evil.example/", "evil.example"),
        ("http://user:word@evil.example:80/", "evil.example"),
        ("http://evil.example#@bank.example/", "evil.example"),
        ("http:\\\\evil.example\\@bank.example", "evil.example"),
        ("http:/evil.example", "evil.example"),
        ("//EVIL.example./", "evil.example"),
        ("http://%65vil.example/", "evil.example"),
        ("http://0xC0.0.2.1/", "192.0.2.1"),
        ("http://0300.0.2.1/", "192.0.2.1"),
        ("http://3221225985/", "192.0.2.1"),
        ("http://[2001:DB8::1]:80/", "2001:db8::1"),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("", ""),
    ],
)
def test_the_host_is_the_one_a_browser_asks(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("http://www.shop.co.jp/", "shop.co.jp"), ("http://co.jp/", ""), ("mailto:a%40shop.example?subject=x", "shop.example"),
        ("tel:0120000123", ""), ("http://3221225985/", "192.0.2.1"), ("hxxp://shop[.]example/", "shop.example"),
    ],
)  # fmt: skip
def test_the_domain_is_what_somebody_registered(url, domain):
    assert domain_of(url) == domain


def hrefs(*targets):
    text = plain_text("押す")
    return href_links(text, [HtmlLink(target, 0, 1, 0, 2) for target in targets], 0)


def test_hrefs_lead_to_sites_mailboxes_and_telephones_only():
    found = hrefs(
        "\x01 https://shop.example/a\n", "ht\ntp://b.example/", "//c.example/", "tel:0120-000-123", "mailto:a@d.example",
        "javascript:x", "#top", "data:text/html,x", "cid:1",
    )  # fmt: skip
    assert [link.url for link in found] == [
        "https://shop.example/a", "http://b.example/", "http://c.example/", "tel:0120-000-123", "mailto:a@d.example",
    ]  # fmt: skip
    assert [link.url for link in leading(found)][-1] == "mailto:a@d.example"
    assert len(leading(found)) == 4
    assert {link.visible for link in found} == {"押す"}


def test_pictures_that_are_fetched_stand_apart_from_links_and_pixels_are_told():
    page = (
        '<p>x</p><img src="http://a.example/b.jpg" width="600" alt="y"><img src="https://t.example/o.gif?u=1&amp;v=2" width="1" height=1>'
        "<img src=cid:1><img src='data:image/gif;base64,R0'><img src='//u.example/o' style='width:1px; height:1px'>"
        '<img src="http://c.example/rule.gif" width="600" height="1">'
    )
    shown = read_html(Decoded.of_text(page), 0)
    found = pictures_of(shown.text, shown.pictures, 0)
    assert [(each.url, each.domain, each.pixel) for each in found] == [
        ("http://a.example/b.jpg", "a.example", False),
        ("https://t.example/o.gif?u=1&v=2", "t.example", True),
        ("http://u.example/o", "u.example", True),
        ("http://c.example/rule.gif", "c.example", False),
    ]
    start, end = found[1].span
    assert page.encode()[start:end] == b"https://t.example/o.gif?u=1&amp;v=2"
    assert shown.links == ()


def test_no_page_has_more_pictures_than_the_cap():
    page = "".join(f'<img src="http://a.example/{number}">' for number in range(MAX_PICTURES + 50))
    shown = read_html(Decoded.of_text(page), 0)
    assert len(shown.pictures) == MAX_PICTURES
    assert shown.images == MAX_PICTURES + 50


def test_nobody_clicks_what_is_shown():
    assert defang("https://shop.example/a") == "hxxps://shop[.]example/a"
    assert refang(defang("https://shop.example/a")) == "https://shop.example/a"


@settings(max_examples=300)
@given(st.text(alphabet="htps:/.@[]()%,;あ。 w-1aZ\n例com", max_size=200))
def test_no_text_raises_and_every_link_points_inside(chars):
    text = plain_text(chars)
    for link in text_links(text):
        start, end = link.span
        assert 0 <= start < end <= len(chars.encode())
        assert isinstance(host_of(link.url), str)


HOSTILE = ("http://a", "://", ".com", "www.", "a.com ", "http://a.example/,", "(http://", "http://a@", "ttp://", "a.example/", "http://[", "h**p://", "www.a.b ")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_costs_no_more_than_its_length(piece):
    text = plain_text((piece * 200_000)[:400_000])
    begun = time.process_time()
    assert len(text_links(text)) <= MAX_LINKS
    assert time.process_time() - begun < 2
