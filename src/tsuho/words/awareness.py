"""The words of awareness work (周知・啓発): the materials that are given out, who gets them, and the kinds of public pages."""

from enum import StrEnum


class Material(StrEnum):
    """A printed material. A new one is a line here and its title, ``kind_<value>``, in the catalogue."""

    LAW_PAMPHLET = "law_pamphlet"  # 特定電子メール法概要説明のパンフレット
    FIGHT_SPAM = "fight_spam"  # 撃退！迷惑メール
    FIGHT_CHAIN_MAIL = "fight_chain_mail"  # 撃退！チェーンメール
    FIGHT_CHAIN_MAIL_NEWS = "fight_chain_mail_news"  # 撃退！チェーンメール新聞版
    COUNTERMEASURES = "countermeasures"  # 迷惑メール対策のすすめ
    SPOOFING_MEASURES = "spoofing_measures"  # 電子メールのなりすまし対策
    BEWARE_SPOOFING = "beware_spoofing"  # なりすましメールに気をつけよう


class MaterialFor(StrEnum):
    """What kind of recipient a material goes to: never a person's name."""

    SCHOOL = "school"
    MUNICIPALITY = "municipality"
    CONSUMER_CENTRE = "consumer_centre"
    POLICE = "police"
    BUSINESS = "business"
    EVENT = "event"
    PERSON = "person"


class PageKind(StrEnum):
    """What a page of the public site is for."""

    GUIDANCE = "guidance"  # 対策の案内
    CHAIN_REPORT = "chain_report"  # チェーンメールの転送状況
    TECHNOLOGY = "technology"  # ISP等の対応技術導入状況
    COUNCIL = "council_page"  # 推進協議会
    MATERIALS = "materials_page"  # 周知資料
    FIGURES = "figures_page"  # 統計
    NEWS = "news"


class PageChange(StrEnum):
    """What happened to a page."""

    NEW = "new"
    REVISED = "revised"
