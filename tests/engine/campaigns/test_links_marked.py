"""A link tells what its host is: a shortener, somebody's own, and whether it shows another host than it leads to."""

import pytest

from tsuho.engine.campaigns.sharing import marked_links
from tsuho.words.judged import Link


@pytest.mark.parametrize(
    ("url", "visible", "domain", "shared", "shows_other"),
    [
        ("http://bit.ly/x", "こちら", "bit.ly", "shorteners", False),
        ("http://spam.example/x", "https://www.mihon-bank.example/login", "spam.example", "", True),
        ("http://shop.example/a?b", "http://www.shop.example/", "shop.example", "", False),
        ("http://shop.example/", "http://shop.example/", "shop.example", "", False),
        ("http://shop.example/", "お買い物はこちら", "shop.example", "", False),
        ("http://spam.example/", "www.mihon-bank.example", "spam.example", "", True),
        ("http://spam.example/", "mihon-bank.example", "spam.example", "", True),
        ("http://spam.example/", "公式サイトはこちら→https://mihon-bank.example/", "spam.example", "", True),
        ("http://spam.example/", "ｗｗｗ．ｍｉｈｏｎ－ｂａｎｋ．ｅｘａｍｐｌｅ", "spam.example", "", True),
        ("http://spam.example/", "https://mihon-bank.example@spam.example/", "spam.example", "", False),
        ("mailto:x@spam.example", "info@mihon-bank.example", "spam.example", "", True),
        ("mailto:x@shop.example?subject=a", "X@shop.example", "shop.example", "", False),
        ("http://click.sendgrid.net/x", "https://shop.example/", "sendgrid.net", "mail_delivery", False),
        ("http://shop.example/", "2.5倍お得", "shop.example", "", False),
        ("tel:0120000123", "www.shop.example", "", "", False),
    ],
)
def test_marks(url, visible, domain, shared, shows_other):
    (link,) = marked_links([Link(url, visible, "part:0", (0, 5), domain)])
    assert (link.shared, link.shows_other) == (shared, shows_other)
