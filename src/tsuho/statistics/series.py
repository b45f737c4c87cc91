"""The series of the ledger (帳簿): what one count of each means, and which columns it fills."""

from typing import Final

REPORT: Final = "report"
"""情報提供: one report from the public. door, form, language, outcome, reason (the primary one), tags: rules breached."""

MONITOR_HIT: Final = "monitor_hit"
"""モニター着信: one message to a monitor. medium, carrier and country beside what a report has."""

ASSOCIATION: Final = "association"
"""One message forwarded with consent to its being shared with the association's members. Not inside REPORT (A1)."""

ASSOCIATION_MEMBER: Final = "association_member"
"""One delivery to a member (party). Members are counted as distinct parties."""

CHAIN_MAIL: Final = "chain_mail"
"""チェーンメール: one chain mail, counted and discarded. kind: its class; medium: mail or sns; region: prefecture; tags: its
title by the id in chain_mail.yaml, or `unlisted`."""

CONSULTATION: Final = "consultation"
"""電話相談: one call. kind: law, fictitious_billing, other; reason: its category, A1 to C99; medium and region where told."""

PROVIDER_NOTICE: Final = "provider_notice"
"""対応依頼: one monitor hit notified to a provider (party). Providers are counted as distinct parties."""

PROVIDER_ANSWER: Final = "provider_answer"
"""措置結果: one answer of a provider. kind: suspended, terminated, warned, no_such_customer, investigating, cannot_act."""

AGENCY: Final = "agency"
"""海外執行機関への提供: one mail given to a foreign agency. country: the agency's."""

WARNING: Final = "warning"
"""警告: kind: drafted, approved, sent."""

MATERIAL: Final = "material"
"""周知啓発資料: pieces dispatched. kind: the material; region: prefecture; tags: what kind of recipient."""

MEETING: Final = "meeting"
"""会合: one meeting or exhibition. kind: council, executive, working_group, association, exhibition."""

PAGE: Final = "page"
"""公開ページ: one page of the public site published or revised. kind: what it is for; tags: new or revised."""

QUESTIONNAIRE: Final = "questionnaire"
"""アンケート調査: answers to a round that is over."""

CONSULTATION_KINDS: Final = ("law", "fictitious_billing", "other")
ANSWERS: Final = ("suspended", "terminated", "warned", "no_such_customer", "investigating", "cannot_act")
AGENCY_COUNTRIES: Final = ("CN", "BR", "TW", "HK", "KR", "VN")
WARNING_KINDS: Final = ("drafted", "approved", "sent")
UNLISTED: Final = "unlisted"
