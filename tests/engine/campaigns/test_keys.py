"""Keys of a message: what joins it to others of one sender, what may be the second of two, and what is neither."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.campaigns.keys import KeySources, campaign_keys, name_skeleton, path_skeleton, subject_skeleton
from tsuho.engine.campaigns.sharing import shared_domains
from tsuho.engine.campaigns.sketch import MIN_CHARS
from tsuho.words.judged import Link

LONG = "".join(chr(0x3042 + number % 80) for number in range(MIN_CHARS))


def link(domain: str, scheme: str = "https://", path: str = "") -> Link:
    return Link(f"{scheme}{domain}{path}", "", "part:0", (0, 0), domain.rpartition("@")[2])


def keys(*, text="", links=(), **more):
    found = campaign_keys(KeySources(text, links=links, **more))
    return {str(key): key.strong for key in found}


# --- strong
def test_a_landing_domain_and_a_phone_join():
    assert keys(links=[link("shop.example"), link("shop.example")], phones=["0300001234"]) == {
        "landing:shop.example": True,
        "phone:0300001234": True,
    }


def test_a_mailbox_is_no_landing():
    assert keys(links=[link("info@shop.example", "mailto:")]) == {}


def test_where_unrelated_people_stand_joins_nobody():
    found = {domain: keys(links=[link(domain)]) for domain in shared_domains()}
    assert found == {domain: {f"landing:{domain}": False} for domain in shared_domains()}


def test_the_page_of_a_customer_on_shared_space_does_not_join_by_itself():
    assert keys(links=[link("customer.blogspot.com")]) == {"landing:customer.blogspot.com": False}


def test_beside_the_sites_of_others_the_one_own_landing_joins():
    found = keys(links=[link("evil.example"), link("jcb.co.jp"), link("apple.com")])
    assert found == {"landing:evil.example": True, "landing:jcb.co.jp": False, "landing:apple.com": False}


def test_of_several_landings_none_names_the_sender_alone():
    assert set(keys(links=[link("evil.example"), link("brand.example")]).values()) == {False}


def test_a_mail_full_of_links_names_no_sender_by_them():
    others = [link(domain) for domain in ("apple.com", "google.com", "line.me", "x.com", "w3.org", "bit.ly", "fc2.com")]
    more = [link(domain) for domain in ("jcb.co.jp", "yahoo.co.jp", "youtube.com")]
    assert keys(links=[link("shop.example"), *others])["landing:shop.example"] is True
    assert keys(links=[link("shop.example"), *others, *more])["landing:shop.example"] is False


def test_the_exact_text_joins_when_it_is_long_enough():
    assert [strong for key, strong in keys(text=LONG).items() if key.startswith("text:")] == [True]
    assert [key for key in keys(text=LONG[1:]) if key.startswith("text:")] == []


def test_numbers_and_links_do_not_change_the_text_key():
    def exact(text):
        return next(key for key in keys(text=text) if key.startswith("text:"))

    assert exact(LONG) == exact(f"1 {LONG[:50]}\n {LONG[50:]} https://a.example/?id=7")
    assert exact(LONG) != exact("あ" + LONG)


# --- never
def test_the_reporters_own_provider_is_no_key_at_all():
    found = keys(
        links=[link("shop.example"), link("home.example")],
        from_address="me@home.example",
        dkim_domains=["mail.home.example"],
        origin_ip="203.0.113.9",
        helo="out.home.example",
        reporter_domains={"home.example"},
    )
    assert found == {"landing:shop.example": True}


@pytest.mark.parametrize("text", ["", " \n", "1234567890" * 50, "https://shop.example/" + "x" * 500, "、。！" * 200])
def test_an_empty_text_is_like_no_other(text):
    assert keys(text=text) == {}


@pytest.mark.parametrize("host", ["gmail.com", "mail.example-customer.sendgrid.net", "u.amazonses.com"])
def test_a_service_is_no_sender(host):
    assert keys(from_address=f"a@{host}", dkim_domains=[host], origin_ip="203.0.113.9", helo=f"o1.{host}") == {}


# --- weak
def test_a_dkim_domain_that_nobody_verified_only_suggests():
    assert keys(dkim_domains=["m.shop.example"]) == {"dkim:shop.example": False}


def test_the_from_domain_and_the_display_name_only_suggest():
    assert keys(from_address="x@news.shop.example", from_name="お得な 情報 7") == {
        "from:shop.example": False,
        "name:お得な情報": False,
    }


def test_a_network_counts_with_its_helo_only():
    assert keys(origin_ip="203.0.113.9", helo="mx7.sender.example") == {"origin:203.0.113.0/24 sender.example": False}
    assert keys(origin_ip="2001:db8:5:6::7", helo="a.sender.example") == {
        "origin:2001:db8:5::/48 sender.example": False
    }
    assert keys(origin_ip="203.0.113.9") == keys(helo="mx7.sender.example") == {}
    assert keys(origin_ip="203.0.113.9", helo="[203.0.113.9]") == keys(origin_ip="203.0.113.9", helo="localhost") == {}


def test_a_short_text_has_a_hash_and_a_long_one_a_sketch():
    assert [key.partition(":")[0] for key in keys(text="あいうえおかきくけこ")] == ["short"]
    assert [key.partition(":")[0] for key in keys(text="あいうえおかきくけ")] == []
    assert [key.partition(":")[0] for key in keys(text=LONG)] == ["text", "sketch"]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://a.example/index/login.html?u=77&token=%20x", "/index/login.html?u&token"),
        ("https://b.example/index/login.html?u=8&token=", "/index/login.html?u&token"),
        ("https://a.example/2015/03/a9f/entry-form/", "////entry-form/"),
        ("https://a.example/", ""),
        ("https://a.example/?id=1", ""),
        ("https://a.example#index-login-html", ""),
        ("no address", ""),
    ],
)
def test_a_path_keeps_what_stays_when_the_domain_changes(url, path):
    assert path_skeleton(url) == path


def test_only_the_path_on_a_senders_own_domain_is_a_key():
    assert "path:/entry/login" in keys(links=[link("shop.example", path="/entry/login")])
    assert "path:/entry/login" not in keys(links=[link("blogspot.com", path="/entry/login")])


@pytest.mark.parametrize(
    ("subject", "bones"),
    [
        ("山田太郎様 本日12時までの特別なご案内", "本日時までの特別なご案内"),
        ("Re: RE: Fwd: 【重要】ポイント500円分を進呈", "重要ポイント円分を進呈"),
        ("ＦＷ： ★当選おめでとう★ No.77 x@a.example", "当選おめでとうno"),
        ("花子さん、お待たせしました", "お待たせしました"),
        ("Re: 123 こんにちは", ""),
        ("", ""),
        ("12345", ""),
    ],
)
def test_a_subject_loses_numbers_names_and_mailboxes(subject, bones):
    assert subject_skeleton(subject) == bones


@pytest.mark.parametrize(
    ("name", "bones"),
    [
        ("Ｓｈｏｐ 7号店", "shop号店"),
        ("お店 via Some-List", ""),
        ("カード会員係 via Some-List", "カード会員係"),
        ("'Shop News' via group", "shopnews"),
        ("Via Roma", "viaroma"),
        ("ab", ""),
        ("", ""),
    ],
)
def test_a_display_name_loses_what_a_list_appended(name, bones):
    assert name_skeleton(name) == bones


def test_strong_keys_come_first():
    found = list(keys(text=LONG, links=[link("bit.ly")], phones=["0300001234"], subject="お得な情報です").values())
    assert found == sorted(found, reverse=True)


@settings(max_examples=100)
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=60))
def test_no_text_raises(text, subject, host):
    found = campaign_keys(
        KeySources(
            text, subject, [link(host)], from_address=f"a@{host}", from_name=subject, dkim_domains=[host], helo=host
        )
    )
    assert len(found) == len(set(found))
    assert all(len(key.value) <= 253 for key in found if key.kind not in {"landing", "path"})
