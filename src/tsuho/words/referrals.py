"""The words of what leaves the centre: states of a referral, who moves it, what must hold first, and what is answered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReferralState(StrEnum):
    """Where a referral stands (提供・依頼の状態)."""

    DRAFT = "draft"  # 案
    CHECKED = "checked"  # 点検済
    APPROVED = "approved"  # 承認済
    RETURNED = "returned"  # 差戻し
    REJECTED = "rejected"  # 不採用
    QUEUED = "queued"  # 送信待ち
    SENT = "sent"  # 送信済
    BOUNCED = "bounced"  # 不達
    ACKNOWLEDGED = "acknowledged"  # 受領
    ANSWERED = "answered"  # 回答あり
    IN_RE_CHECK = "in_re_check"  # 猶予期間後の再確認
    COMPLIED = "complied"  # 改善
    RELAPSED = "relapsed"  # 継続
    WITHDRAWN = "withdrawn"  # 撤回


class Role(StrEnum):
    """Who may move a referral (役割)."""

    ANALYST = "analyst"  # 分析員
    ADMINISTRATOR = "administrator"  # 専任管理者
    ISP_LIAISON = "isp_liaison"  # ISP担当
    INTERNATIONAL_LIAISON = "international_liaison"  # 国際担当
    SECRETARIAT = "secretariat"  # 事務局
    EDITOR = "editor"  # 広報
    MINISTRY = "ministry"  # 総務省
    RECIPIENT = "recipient"  # 相手方
    MACHINE = "machine"  # the centre itself: sending, receipts, clocks


class Gate(StrEnum):
    """What must hold before a move (送付の条件); each is a question with a yes or no, and its refusal says what to do."""

    ILLEGALITY_CONFIRMED = "illegality_confirmed"
    PROVED_STANDING = "proved_standing"
    ORIGIN_OBSERVED = "origin_observed"
    FRESH_ENOUGH = "fresh_enough"
    IDENTITY_VERIFIED = "identity_verified"
    PARTNER_ACTIVE = "partner_active"
    AFTER_START_DATE = "after_start_date"
    MINISTRY_CHARGE = "ministry_charge"
    USE_LIMITS_STATED = "use_limits_stated"
    CONSENT_GIVEN = "consent_given"
    AGREEMENT_IN_FORCE = "agreement_in_force"
    NO_LEAK = "no_leak"
    ARTICLE_11_GROUNDED = "article_11_grounded"
    ILLEGALITY_KNOWN_WRONG = "illegality_known_wrong"
    PASSING_ON_ALLOWED = "passing_on_allowed"


class AnswerKind(StrEnum):
    """What came back on a referral (措置結果); none of them names a subscriber."""

    SUSPENDED = "suspended"  # 利用停止
    TERMINATED = "terminated"  # 契約解除
    WARNED = "warned"  # 警告
    NO_SUCH_CUSTOMER = "no_such_customer"  # 該当なし
    INVESTIGATING = "investigating"  # 調査中
    CANNOT_ACT = "cannot_act"  # 対応不可


class HandoffTo(StrEnum):
    """Bodies outside the Act that are told what concerns them (引継ぎ先)."""

    PHISHING_COUNCIL = "phishing_council"  # フィッシング対策協議会
    CONSUMER_CENTRE = "consumer_centre"  # 消費生活センター
    POLICE = "police"  # 警察
    SPECIFIED_COMMERCIAL = "specified_commercial"  # 特定商取引法の窓口


@dataclass(frozen=True, slots=True)
class Standings:
    """What is known of a referral when it is to move; what nobody said is not so.

    ``day`` is that of the move in the centre's own time; ``started_on`` the day from which the partner is served.
    ``cites_article_11`` and ``rules`` are those of the document; ``confirmed`` the rules that a person of the ministry
    confirmed for its campaign. ``passing_on``: the agency whose list it is allows it to be passed on, and said on what basis.
    """

    day: date
    rules: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    all_proved: bool = False
    all_observed: bool = False
    oldest: date | None = None
    newest_allowed: date | None = None
    identity_verified: bool = False
    partner_active: bool = False
    started_on: date | None = None
    ministry_charge: bool = False
    use_limits: bool = False
    consents: bool = False
    agreement: bool = False
    leaks: int | None = None
    cites_article_11: bool = False
    found_wrong: bool = False
    passing_on: bool = False
