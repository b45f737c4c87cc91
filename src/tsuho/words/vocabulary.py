"""The closed lists of the centre's vocabulary: doors, forms, verdicts, outcomes, reasons, sources.

Every value is the very string that stands in JSON, in the ledger and in the glossary, so none is ever renamed.
"""

from enum import StrEnum


class Door(StrEnum):
    """A way in (受付経路)."""

    FORWARD = "forward"
    PLUGIN = "plugin"
    WEB_FORM = "web_form"
    API = "api"
    MAILBOX = "mailbox"
    MONITOR = "monitor"
    ASSOCIATION = "association"
    CHAIN = "chain"
    PHONE = "phone"
    BULK = "bulk"
    REPLIES = "replies"  # what comes back on our own letters


class Form(StrEnum):
    """The innermost wrapping in which the original reached us (転送形式)."""

    ATTACHED = "attached"
    INLINE = "inline"
    TYPED_PREAMBLE = "typed_preamble"
    SERVER_FORWARD = "server_forward"
    DIRECT = "direct"
    PASTED_SOURCE = "pasted_source"
    ARF = "arf"
    ARCHIVE = "archive"
    FORM_FIELDS = "form_fields"
    SMS_FIELDS = "sms_fields"
    BOUNCE = "bounce"
    NOTICE = "notice"
    UNRECOVERED = "unrecovered"


class Kind(StrEnum):
    """What an arrival's statement is: a person's report, or a hit on one of our own monitor addresses."""

    REPORT = "report"
    MONITOR_HIT = "monitor_hit"


class Provenance(StrEnum):
    """Who says so: where the value of one field of a message comes from."""

    OBSERVED = "observed"
    CARRIED = "carried"
    REPORTED = "reported"
    DERIVED = "derived"
    VERIFIED = "verified"


class Confidence(StrEnum):
    """How we know an origin: our own session or front, embedded headers, or what a reporter pasted."""

    OBSERVED = "observed"
    CARRIED = "carried"
    REPORTED = "reported"


class Verdict(StrEnum):
    """What a finding says of one provision: 違反, 疑い, 適合, 判定不能, 対象外."""

    BREACHED = "breached"
    SUSPECTED = "suspected"
    KEPT = "kept"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"


class Standing(StrEnum):
    """How far a finding carries: on the face of a report, at a monitor, or confirmed by a person or a check."""

    FACE = "face"
    MONITOR = "monitor"
    VERIFIED = "verified"


class Outcome(StrEnum):
    """What a report ends in (判定)."""

    VIOLATION = "violation"
    HOLD = "hold"
    NO_VIOLATION = "no_violation"
    OUT_OF_SCOPE = "out_of_scope"
    INCOMPLETE = "incomplete"


class Reason(StrEnum):
    """Why a report is incomplete (不完全情報等), I1 to I9 with sub-codes."""

    FOREIGN_LANGUAGE = "I1"
    MOJIBAKE = "I2"
    VIRUS = "I3"
    NO_SENDER = "I4a"
    NO_DATE = "I4b"
    NO_BODY = "I4c"
    NO_HEADERS = "I4d"
    TRUNCATED = "I4e"
    REFUSAL_SET_GAPS = "I4f"
    ORIGINAL_NOT_RECOVERED = "I4g"
    ONLY_SCREENSHOT = "I4h"
    EMPTY = "I9a"
    TOO_LARGE = "I9b"
    ENCRYPTED = "I9c"
    DUPLICATE = "I9d"
    NOT_MAIL = "I9e"


class Medium(StrEnum):
    """What kind of address a monitor is (モニター受信機)."""

    MOBILE = "mobile"
    PC = "pc"


class Channel(StrEnum):
    """What carried the message: electronic mail by SMTP, or a short message by telephone number."""

    MAIL = "mail"
    SMS = "sms"


class Source(StrEnum):
    """Where a count comes from (出所). Seeded and apportioned are one family; families are never summed."""

    COUNTED = "counted"
    SEEDED = "seeded"
    APPORTIONED = "apportioned"
    SIMULATED = "simulated"


class ChainClass(StrEnum):
    """The centre's five classes of chain mail (チェーンメール)."""

    FORTUNE = "fortune"  # 幸福・不幸系
    ADVERTISING = "advertising"  # 宣伝系
    APPEAL = "appeal"  # 募集系
    SLANDER = "slander"  # 誹謗中傷系
    OTHER = "other"  # その他


class ReferralKind(StrEnum):
    """Anything the centre sends out (提供・依頼)."""

    WARNING = "warning"
    MINISTRY_REPORT = "ministry_report"
    PROVIDER_NOTICE = "provider_notice"
    AGENCY_BUNDLE = "agency_bundle"
    VENDOR_FEED = "vendor_feed"
    PETITION_FILE = "petition_file"
    INQUIRY_DRAFT = "inquiry_draft"
    WITHDRAWAL = "withdrawal"
    HANDOFF = "handoff"
    CHAIN_REPORT = "chain_report"
    INBOUND_NOTICE = "inbound_notice"


NOTICES = (ReferralKind.PROVIDER_NOTICE, ReferralKind.INBOUND_NOTICE)
"""What is sent to providers, answered by them, and followed afterwards: of what we found, and of what an agency reported."""


class Advertising(StrEnum):
    """Is the message 特定電子メール: does a business advertise with it?"""

    YES = "yes"
    INCIDENTAL = "incidental"  # 施行規則第6条: the advertisement only accompanies a contract or notice
    DOUBTFUL = "doubtful"
    UNREAD = "unread"  # in a language that nobody here reads; a person who does may tell
    NO = "no"
