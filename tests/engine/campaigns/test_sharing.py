"""Shared domains: each in one kind, each a registered domain, and names below them count as they do."""

from importlib.resources import files

import pytest
import yaml

from tsuho.engine.campaigns.sharing import shared_domains, shared_kind

TABLE = yaml.safe_load(files("tsuho.engine.campaigns").joinpath("shared_domains.yaml").read_text("utf-8"))


def test_every_domain_stands_once_and_is_one():
    names = [name for domains in TABLE.values() for name in domains]
    assert len(names) == len(set(names)) == len(shared_domains())
    assert [name for name in names if name != name.lower() or "." not in name or "/" in name] == []


@pytest.mark.parametrize(
    ("domain", "kind"),
    [
        ("bit.ly", "shorteners"),
        ("gmail.com", "free_mail"),
        ("docomo.ne.jp", "access_providers"),
        ("amazonses.com", "mail_delivery"),
        ("groups.io", "mailing_lists"),
        ("blogspot.com", "hosting"),
        ("customer.blogspot.com", "hosting"),
        ("a.b.hosting.example", "hosting"),
        ("line.me", "social"),
        ("apple.com", "app_stores"),
        ("trendmicro.co.jp", "antivirus"),
        ("w3.org", "machinery"),
        ("rakuten.co.jp", "large_sites"),
        ("jcb.co.jp", "imitated"),
        ("shop.example", ""),
        ("notbit.ly", ""),
        ("com", ""),
        ("", ""),
    ],
)
def test_a_domain_is_shared_with_all_names_below_it(domain, kind):
    assert shared_kind(domain) == kind


def test_no_public_suffix_of_a_country_is_taken_for_a_service():
    ordinary = ("co.jp", "ne.jp", "or.jp", "go.jp", "com", "net", "org", "example", "test", "tokyo.jp")
    assert not [suffix for suffix in ordinary if shared_kind(suffix)]
