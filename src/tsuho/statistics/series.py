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

WARNING_EFFECT: Final = "warning_effect"
"""警告の効果: a warning as it was looked at after its days of grace. kind: complied, went_on."""

PROVIDER_LETTER: Final = "provider_letter"
"""依頼文書: one notice that left, however many messages it tells of (A2). party: the provider."""

PROVIDER_MEASURE: Final = "provider_measure"
"""措置: the first measure of a provider on a notice. kind: days from sending to the measure; outcome: suspended, terminated or
warned; party: the provider."""

RELAPSE: Final = "relapse"
"""再発: a line that a notice named sent again after the measure that should have ended it; once a notice. party: the provider."""

AUTHENTICATION: Final = "authentication"
"""送信ドメイン認証: one check of one monitor hit, by us at our session. kind: spf, dkim, dmarc; outcome: in the words of RFC 8601."""

CAMPAIGN: Final = "campaign"
"""送信者群の通数: messages of one campaign (party: its number) on one day, booked when the month is closed."""

CAMPAIGN_DAY: Final = "campaign_day"
"""送信者群の活動日: one day on which messages of a campaign (party) came in, booked with CAMPAIGN."""

MATERIAL: Final = "material"
"""周知啓発資料: pieces dispatched. kind: the material; region: prefecture; tags: what kind of recipient."""

MEETING: Final = "meeting"
"""会合: one meeting or exhibition. kind: council, executive, working_group, association, exhibition."""

PAGE: Final = "page"
"""公開ページ: one page of the public site published or revised. kind: what it is for; tags: new or revised."""

QUESTIONNAIRE: Final = "questionnaire"
"""アンケート調査: answers to a round that is over."""

INBOUND_NOTICE: Final = "inbound_notice"
"""海外からの一覧による対応依頼: one row of an agency's list that a notice told a provider of (party). country: the agency. Not inside
PROVIDER_NOTICE, which counts what the centre itself found."""

INBOUND_LETTER: Final = "inbound_letter"
"""One notice of an agency's list that left, however many rows it tells of. party: the provider; country: the agency."""

INBOUND_ANSWER: Final = "inbound_answer"
"""One answer of a provider to such a notice. kind: as of PROVIDER_ANSWER; country: the agency."""

INBOUND_MEASURE: Final = "inbound_measure"
"""The first measure on such a notice, as PROVIDER_MEASURE. country: the agency."""

INBOUND_RELAPSE: Final = "inbound_relapse"
"""A line of such a notice that sent again after the measure, to our monitors or as an agency reports. country: the agency."""

CONSULTATION_KINDS: Final = ("law", "fictitious_billing", "other")
ANSWERS: Final = ("suspended", "terminated", "warned", "no_such_customer", "investigating", "cannot_act")
AGENCY_COUNTRIES: Final = ("CN", "BR", "TW", "HK", "KR", "VN")
WARNING_KINDS: Final = ("drafted", "approved", "sent")
WARNING_EFFECTS: Final = ("complied", "went_on")
MEASURES: Final = ("suspended", "terminated", "warned")
"""The answers that are measures."""

CHECKS: Final = ("spf", "dkim", "dmarc")
UNLISTED: Final = "unlisted"

BOOKED: Final = (
    REPORT, MONITOR_HIT, ASSOCIATION, ASSOCIATION_MEMBER, CHAIN_MAIL, CONSULTATION, PROVIDER_NOTICE, PROVIDER_LETTER,
    PROVIDER_ANSWER, PROVIDER_MEASURE, RELAPSE, AGENCY, WARNING, WARNING_EFFECT, AUTHENTICATION, CAMPAIGN, CAMPAIGN_DAY,
    INBOUND_NOTICE, INBOUND_LETTER, INBOUND_ANSWER, INBOUND_MEASURE, INBOUND_RELAPSE, MATERIAL, MEETING, PAGE,
    QUESTIONNAIRE,
)  # fmt: skip
"""All of them."""
