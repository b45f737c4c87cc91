"""Keys of a message: what joins it to others of one sender, and what only suggests."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.campaigns.keys import MIN_EXACT, campaign_keys, shared_domains, subject_skeleton
from tsuho.words.judged import Link

LONG = "".join(chr(0x3042 + number % 80) for number in range(MIN_EXACT))


def link(domain: str, scheme: str = "https://") -> Link:
    return Link(f"{scheme}{domain}", "", "part:0", (0, 0), domain.rpartition("@")[2])


def keys(*, text="", subject="", links=(), phones=(), dkim=()):
    found = campaign_keys(folded_text=text, subject=subject, links=links, phones=phones, dkim_domains=dkim)
    return {str(key): key.strong for key in found}


def test_a_landing_domain_and_a_phone_join():
    assert keys(links=[link("shop.example"), link("shop.example")], phones=["0300001234"]) == {
        "landing:shop.example": True,
        "phone:0300001234": True,
    }


def test_a_mailbox_is_no_landing():
    assert keys(links=[link("info@shop.example", "mailto:")]) == {}


@pytest.mark.parametrize("domain", sorted(shared_domains()))
def test_where_unrelated_people_stand_joins_nobody(domain):
    assert keys(links=[link(domain)]) == {f"landing:{domain}": False}


def test_a_mail_full_of_links_names_no_sender_by_them():
    few = keys(links=[link(f"shop{number}.example") for number in range(5)])
    many = keys(links=[link(f"shop{number}.example") for number in range(6)])
    assert set(few.values()) == {True}
    assert set(many.values()) == {False}


def test_a_dkim_domain_that_nobody_verified_only_suggests():
    assert keys(dkim=["shop.example"]) == {"dkim:shop.example": False}


def test_the_exact_text_joins_when_it_is_long_enough():
    assert [key for key in keys(text=LONG) if key.startswith("text:")]
    assert keys(text=LONG)[next(key for key in keys(text=LONG) if key.startswith("text:"))] is True
    assert not [key for key in keys(text=LONG[1:]) if key.startswith("text:")]


@pytest.mark.parametrize("text", ["", " \n", "1234567890" * 50, "https://shop.example/" + "x" * 500, "、。！" * 200])
def test_an_empty_text_is_like_no_other(text):
    assert keys(text=text) == {}


def test_numbers_and_links_do_not_change_the_text_key():
    def exact(text):
        return next(key for key in keys(text=text) if key.startswith("text:"))

    assert exact(LONG) == exact(f"1 {LONG[:50]}\n {LONG[50:]} https://a.example/?id=7")
    assert exact(LONG) != exact("あ" + LONG)


def test_bands_only_suggest():
    found = {key: strong for key, strong in keys(text=LONG * 2).items() if key.startswith("sketch:")}
    assert len(found) == 16
    assert not any(found.values())


@pytest.mark.parametrize(
    ("subject", "bones"),
    [
        ("山田太郎様 本日12時までの特別なご案内", "本日時までの特別なご案内"),
        ("Re: RE: Fwd: 【重要】ポイント500円分を進呈", "重要ポイント円分を進呈"),
        ("ＦＷ： ★当選★ No.77 x@a.example", "当選no"),
        ("花子さん、お待たせしました", "お待たせしました"),
        ("", ""),
        ("12345", ""),
    ],
)
def test_a_subject_loses_numbers_names_and_mailboxes(subject, bones):
    assert subject_skeleton(subject) == bones


def test_a_subject_only_suggests_and_a_short_one_does_not():
    assert keys(subject="【重要】ポイント進呈のお知らせ") == {"subject:重要ポイント進呈のお知らせ": False}
    assert keys(subject="Re: 123 こんにちは") == {}


@settings(max_examples=100)
@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_raises(text, subject):
    found = campaign_keys(folded_text=text, subject=subject, links=(), phones=(), dkim_domains=())
    assert len(found) == len(set(found))
