"""The words of the phone desk (電話相談): what a call is about, on what the mail came, and to whom the caller was sent on.

The letter of a category says under which heading it is published: A 特電法関連, B 情報料請求（架空請求）, C その他の相談.
"""

from enum import StrEnum


class CallCategory(StrEnum):
    """What a call is about; its words are ``call_category_<value>`` in the catalogue."""

    STOP = "A1"  # wants the mail to stop, asks for countermeasures
    IS_IT_A_BREACH = "A2"
    HOW_TO_REPORT = "A3"  # also how to make a request under Art. 8 (申出)
    OPT_OUT_IGNORED = "A4"
    OWN_ADDRESS_USED = "A5"  # なりすまし被害, bounces of mail never sent
    HOW_TO_COMPLY = "A6"  # a sender or business asks
    OWN_REPORT = "A7"  # what became of it; the desk may not say
    ONE_CLICK = "B1"  # 登録完了画面
    UNPAID_BILL = "B2"  # 未納料金メール
    BILL_BY_SMS = "B3"
    ALREADY_PAID = "B4"
    PERSONAL_DATA = "C1"
    BULLETIN_BOARD = "C2"
    SHOPPING = "C3"  # auctions, mail order
    PHISHING = "C4"  # and unauthorised access
    VIRUS = "C5"
    CHAIN_MAIL = "C6"
    HARASSMENT = "C7"
    SOCIAL_NETWORK = "C8"
    DEVICE = "C9"  # how a device is set
    OTHER = "C99"

    @property
    def heading(self) -> str:
        """The heading that it is published under, a kind of the series CONSULTATION."""
        return {"A": "law", "B": "fictitious_billing", "C": "other"}[self.value[0]]


class CallMedium(StrEnum):
    """On what the mail came that a call is about."""

    MOBILE = "mobile"
    PC = "pc"
    WEBMAIL = "webmail"
    SNS = "sns"
    NOT_ASKED = ""


class AgeBand(StrEnum):
    """A caller's age, where it was given of free will: never a date of birth."""

    UNDER_20 = "under_20"
    TWENTIES = "20s"
    THIRTIES = "30s"
    FORTIES = "40s"
    FIFTIES = "50s"
    SIXTIES = "60s"
    FROM_70 = "from_70"
    NOT_GIVEN = ""


class HandedTo(StrEnum):
    """To whom a caller was sent on, where the desk itself cannot help."""

    CONSUMER_CENTRE = "consumer_centre"  # 消費生活センター
    POLICE = "police"
    LEGAL_AID = "legal_aid"  # 法テラス
    CARRIER = "carrier"
    TRADE_BODY = "trade_body"  # who looks after 特定商取引法
    PHISHING_COUNCIL = "phishing_council"
    NOBODY = ""
