"""What reading one arrival ends in: findings, outcome, origin and keys, ready to be kept as evidence for years."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tsuho.words.authentication import Authentication, CarriedResult
from tsuho.words.displayed import Display, LawfulBasis, Party
from tsuho.words.evidence import Evidence
from tsuho.words.virus import VirusScan
from tsuho.words.vocabulary import (
    Advertising,
    Channel,
    Confidence,
    Door,
    Form,
    Kind,
    Outcome,
    Provenance,
    Standing,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One provision of law held against one message or one campaign (違反確認).

    ``why_key`` is a key of the message catalogue, ``details`` its values; ``law_date`` the date whose law was used
    (None when the sending time is unknown); ``period`` names that period of the law.
    """

    rule: str
    provision: str
    verdict: Verdict
    standing: Standing
    why_key: str
    details: Mapping[str, str]
    rule_version: str
    law_date: date | None
    period: str
    evidence: tuple[Evidence, ...] = ()
    supports_only: bool = False  # says how or why beside other findings; never counted as a violation of its own


@dataclass(frozen=True, slots=True)
class Network:
    """Who held an address at a date: prefix in CIDR, AS number, holder, ISO country, and which snapshot says so.

    ``snapshot_age_days`` is how many days the snapshot was old at the time that was asked for; negative where it is younger,
    so that the prefix may have changed hands between; None where no time was asked for.
    """

    prefix: str
    asn: int | None
    holder: str
    country: str
    snapshot: str
    snapshot_age_days: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The network that handed the message to a host we trust (送信元).

    ``hop`` is the index of the Received line that names it, counted from the top of the message (None: our own
    session). ``time`` is that hop's, aware.
    """

    ip: str
    port: int | None
    time: datetime | None
    network: Network | None
    hop: int | None
    confidence: Confidence
    why_key: str
    why_details: Mapping[str, str] = field(default_factory=dict)
    helo: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands: its target, what the reader sees of it, where, and the registered domain it lands on.

    ``shared`` names the kind of service that many people stand under (shorteners, hosting…), empty for a domain of one's own.
    ``shows_other`` says that what the reader sees names another host than the target.
    """

    url: str
    visible: str
    where: str
    span: tuple[int, int]
    domain: str
    shared: str = ""
    shows_other: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a client would fetch from a server; ``pixel`` says that it is too small to be seen.

    Who fetches it tells the sender that the mail was opened, so it is never fetched here.
    """

    url: str
    where: str
    span: tuple[int, int]
    domain: str
    pixel: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money as the text names it, in whole units of an ISO 4217 currency, or ``points`` of a site."""

    value: int
    currency: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment, known by hash and type only; never opened."""

    part: int
    name: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """The reported original as we read it (対象メール). ``sha256`` is of its exact bytes, None if only text survived.

    ``charset_label`` is what the mail says, ``charset_guess`` what the bytes look like, ``charset_used`` what won. Where mojibake
    was undone, ``repaired`` names the mistake and ``text_as_written`` is the text as it stood. ``hidden_ways`` names how text was
    hidden, ``alt_text`` is what pictures say instead of themselves.
    """

    sha256: str | None
    from_address: str
    from_name: str
    subject: str
    date: datetime | None
    message_id: str
    language: str
    charset_label: str
    charset_used: str
    text: str
    hidden_text: str
    text_whole: bool
    why_not_whole: str
    links: tuple[Link, ...] = ()
    phones: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    channel: Channel = Channel.MAIL
    charset_guess: str = ""
    repaired: str = ""
    text_as_written: str = ""
    hidden_ways: tuple[str, ...] = ()
    alt_text: str = ""
    carried_authentication: tuple[CarriedResult, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignKey:
    """One nameable thing that joins messages of one sender: ``kind`` (landing, phone, dkim, sketch…) and value.

    Strong keys join by themselves, weak ones only suggest.
    """

    kind: str
    value: str
    strong: bool

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class Classification:
    """What the mail is about, and whether it is an advertisement in the law's sense, each with its proof."""

    category: str
    advertising: Advertising
    why_key: str
    evidence: tuple[Evidence, ...] = ()
    out_of_scope: str = ""
    chain_class: str = ""
    chain_title: str = ""
    chain_certain: bool = False


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """One report, judged. ``reasons`` are all reasons of incompleteness, the primary one first."""

    kind: Kind
    form: Form
    depth: int
    outcome: Outcome
    reasons: tuple[str, ...]
    classification: Classification
    message: MessageFacts | None
    reported: Mapping[str, str]
    findings: tuple[Finding, ...]
    origin: Origin | None
    origin_why_key: str
    origin_why_details: Mapping[str, str]
    campaign_keys: tuple[CampaignKey, ...]
    why_unrecovered: str = ""  # a message key, where no original was found
    authentication: Authentication | None = None  # our own check at our session; None: not checked
    virus: VirusScan | None = None  # None: nothing in the arrival wanted scanning
    lawful_basis: LawfulBasis | None = None  # None: nothing advertises here
    display: Display | None = None
    parties: tuple[Party, ...] = ()

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """What was found breached and counts as a violation; how or why (V46, V47) would count the same thing twice."""
        return tuple(each for each in self.findings if each.verdict is Verdict.BREACHED and not each.supports_only)


@dataclass(frozen=True, slots=True)
class JudgedArrival:
    """All reports that one arrival holds, judged."""

    sha256: str
    size: int
    door: Door
    reports: tuple[JudgedReport, ...]
