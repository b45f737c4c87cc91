"""Sample entries of the partner register: a ministry, six vendors, four bodies, and identities of senders; all invented."""

from datetime import date
from hashlib import sha256

from tsuho.words.partners import ConsentText, HandoffBody, Ministry, Sender, Vendor, VerifiedIdentity
from tsuho.words.referrals import HandoffTo

_OFFICIAL = "模擬: 担当課長 見本一郎"


def sample_ministry() -> Ministry:
    """The simulated ministry; it is called one, and so is its official."""
    return Ministry(
        ("総務省（模擬）", "消費者庁（模擬）"), "電気通信消費者行政の担当課（模擬）", _OFFICIAL, "spam@ministry.example"
    )


def sample_bodies() -> tuple[HandoffBody, ...]:
    """One body of each kind."""
    return (
        HandoffBody(HandoffTo.PHISHING_COUNCIL, "見本フィッシング対策協議会", "report@council.example"),
        HandoffBody(HandoffTo.CONSUMER_CENTRE, "見本県消費生活センター", "desk@consumer.example"),
        HandoffBody(HandoffTo.POLICE, "見本県警察 サイバー犯罪対策課", "cyber@police.example"),
        HandoffBody(HandoffTo.SPECIFIED_COMMERCIAL, "見本産業協会", "spam@industry.example"),
    )


def sample_vendors() -> tuple[Vendor, ...]:
    """The six members of the association, each with its own formats."""
    formats = (("features",), ("eml", "features"), ("stix",), ("misp",), ("features", "stix"), ("eml",))
    return tuple(
        Vendor(
            f"vendor-{letter}", f"見本フィルタ{letter.upper()}", "迷惑メール対策製品の改善", "アソシエーション協定（模擬）",
            date(2014, 4, 1), formats=wanted,
        )
        for letter, wanted in zip("abcdef", formats, strict=True)
    )  # fmt: skip


def sample_consent_text() -> ConsentText:
    """The text that reporters of the sample centre agreed to before they were told the association's address."""
    text = "転送した迷惑メールを、あなたのメールアドレスを除いたうえで、アソシエーション参加事業者に提供することに同意します。（模擬）"
    return ConsentText("2014-04", "ja", sha256(text.encode()).hexdigest(), date(2014, 4, 1))


def sample_sender(campaign: int) -> Sender:
    """A sender whose identity a simulated official verified; one for the campaign of that number."""
    identity = VerifiedIdentity(
        f"株式会社見本広告{campaign}", "見本県見本市1-2-3", f"info@sender-{campaign}.example", "登記情報（模擬）", _OFFICIAL,
        date(2015, 3, 1),
    )  # fmt: skip
    return Sender(f"sender-{campaign}", ("当選事務局",), (campaign,), identity)
