"""The words of surveys of providers (調査): services, what was asked of the DNS, what was found, what providers answered.

Unknown is never absent: what did not answer, and what two resolvers tell differently, stays unknown, with the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Technology(StrEnum):
    """A technology that a domain adopts by publishing something in the DNS (送信ドメイン認証技術等)."""

    SPF = "spf"
    DKIM = "dkim"
    DMARC = "dmarc"
    MTA_STS = "mta_sts"
    TLS_RPT = "tls_rpt"
    DANE = "dane"
    BIMI = "bimi"


class Presence(StrEnum):
    """Whether something is published. ``unknown`` is an answer of its own and never counted with ``absent``."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Mark(StrEnum):
    """The notation of the published table (一覧表の記号)."""

    FULL = "◎"
    PART = "○"
    PART_OR_FULL = "○?"  # it is there, how strict it is did not come to light
    NONE = "−"
    UNKNOWN = "?"


class Scope(StrEnum):
    """How far a provider blocks port 25 from dynamic addresses (OP25B)."""

    ALL = "all"
    MOBILE = "mobile"  # only towards the mobile carriers (携帯宛のみ)
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Service:
    """One mail service of a provider in the register of services.

    ``domains`` are what its customers send from, ``selectors`` the known DKIM selectors. ``op25b`` and ``op25b_since`` are
    what the provider declared (None: nothing). ``dynamic`` are its dynamic ranges: (prefix in CIDR, valid since, valid until
    or None). ``source`` says where the entry comes from.
    """

    code: str
    provider: str
    name: str
    domains: tuple[str, ...]
    selectors: tuple[str, ...] = ()
    op25b: Scope | None = None
    op25b_since: date | None = None
    dynamic: tuple[tuple[str, date, date | None], ...] = ()
    source: str = ""
    remark: str = ""


# --- what was asked of the DNS -----------------------------------------------------------------------------------
class Said(StrEnum):
    """What one resolver said of one question."""

    ANSWERED = "answered"  # the name exists; there may be no record of that kind
    NO_SUCH_NAME = "no_such_name"
    NOTHING = "nothing"  # it did not answer, or not so that an absence could stand on it


@dataclass(frozen=True, slots=True)
class Saying:
    """One resolver's words on one question, and when. ``authentic``: it vouches for them by DNSSEC (the AD bit).

    ``why`` of ``nothing`` is a key of the catalogue without its ``survey_why_``.
    """

    name: str
    kind: str
    resolver: str
    at: datetime
    said: Said
    records: tuple[str, ...] = ()
    why: str = ""
    authentic: bool = False


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """The policy file that MTA-STS keeps on a web server. ``why`` names the reason where there is no text."""

    url: str
    at: datetime
    text: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A domain that is surveyed, and the DKIM selectors known for it."""

    domain: str
    selectors: tuple[str, ...] = ()


# Every question that was asked, (name in lower case, kind) → one saying of each resolver.
Asked = Mapping[tuple[str, str], tuple[Saying, ...]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that was asked about one domain. ``policy`` None: nobody may ask web servers here."""

    subject: Subject
    asked: Asked
    policy: PolicyFile | None = None


# --- what was found ----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a finding: a key of the message catalogue and its values."""

    key: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """What a domain publishes of one technology. ``full`` None: it is there, but how strict it is is not known.

    ``record`` is the text that decides, as it stands in the DNS; ``why`` says what an absence or an unknown rests on.
    """

    presence: Presence
    full: bool | None = False
    record: str = ""
    why: Note | None = None
    notes: tuple[Note, ...] = ()

    @property
    def mark(self) -> Mark:
        """Its mark in the published table."""
        if self.presence is Presence.PRESENT:
            return {True: Mark.FULL, False: Mark.PART, None: Mark.PART_OR_FULL}[self.full]
        return Mark.NONE if self.presence is Presence.ABSENT else Mark.UNKNOWN


@dataclass(frozen=True, slots=True)
class AuthFinding:
    """One technology of one domain of one service in a round, with every saying that it rests on."""

    service: str
    domain: str
    technology: Technology
    published: Published
    sayings: tuple[Saying, ...] = ()
    policy: PolicyFile | None = None

    @property
    def at(self) -> datetime | None:
        """When the last answer came in that it rests on."""
        return max((each.at for each in self.sayings), default=None)


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """What a provider answered for one service in a round's questionnaire (調査票). None: that question was left open.

    ``labelling`` (LBL) is ``authentication_results``, ``received_spf`` or ``none``; the yes and no are of taking customers' mail by
    SMTP AUTH on port 587, IP25B, filtering (FTR), DKIM signing and checking, policy checking (PCY) and reporting (RPT).
    """

    service: str
    answered_on: date
    op25b: Scope | None = None
    op25b_since: date | None = None
    smtp_auth: bool | None = None
    ip25b: bool | None = None
    labelling: str = ""
    filtering: bool | None = None
    dkim_sign: bool | None = None
    dkim_check: bool | None = None
    policy_check: bool | None = None
    reporting: bool | None = None
    respondent: str = ""
    remark: str = ""

    @property
    def code(self) -> str:
        """The service it is about, as every table of entries is compared by."""
        return self.service


@dataclass(frozen=True, slots=True)
class MonitorOrigin:
    """Where one monitor hit came from, as the records have it; ``medium`` is the monitor's.

    ``straight``: it is the peer of our own session, or of a front of ours; otherwise a host that we trust wrote it down.
    """

    report: int
    received_at: datetime
    ip: str
    medium: str
    straight: bool = True


@dataclass(frozen=True, slots=True)
class HitsOfDay:
    """Mails that came in one day straight from a service's dynamic ranges to monitors of one kind, at our own session."""

    day: date
    medium: str
    hits: int


@dataclass(frozen=True, slots=True)
class DirectMail:
    """The evidence on OP25B of one service in a round: mail straight to the monitors' port 25 from its dynamic ranges.

    ``samples`` are the newest reports (record ids) behind it. ``relayed`` came by way of a host that we trust: such mail may
    have been submitted there lawfully, so it is no evidence. Without ``ranges`` nothing can be said.
    """

    service: str
    ranges: int
    by_day: tuple[HitsOfDay, ...] = ()
    addresses: int = 0
    samples: tuple[int, ...] = ()
    relayed: int = 0


@dataclass(frozen=True, slots=True)
class SurveyRun:
    """One go at a round: what was asked, whom, how, and the register of services as it stood that day."""

    kind: str  # auth, answers, direct_mail
    begun_at: datetime
    ended_at: datetime
    services: tuple[Service, ...]
    resolvers: tuple[str, ...] = ()
    fetched_policies: bool = False


Entry = SurveyRun | AuthFinding | SurveyAnswer | DirectMail


@dataclass(frozen=True, slots=True)
class RoundEntry:
    """One entry of a round's book (回): appended once, never changed."""

    round: str
    entry: Entry
    at: datetime
    by: str
    simulated: bool = False
