"""Those whom the centre writes to (提供先): agencies abroad, filter vendors, bodies that are handed lists, the ministry."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tsuho.words.referrals import HandoffTo


class PassingOn(StrEnum):
    """What an agency lets us tell a provider of its lists (一覧の取次ぎ)."""

    NOTHING = "nothing"
    WITHOUT_NAME = "without_name"  # address and time, and not whose report it is
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Agency:
    """A foreign enforcement agency (海外執行機関).

    ``code`` is the country or region as ISO 3166 has it. ``started_on`` None: no start date is known, so nothing goes there.
    ``legal_basis`` is what the exchange rests on; ``key_kind`` is ``openpgp``, ``smime`` or empty, ``key`` its armoured text.
    Of the lists that it sends us: ``passing_on`` is what it allows, ``list_basis`` on what it hands them over, ``list_limits``
    what whoever gets them may not do, each as notices say it. ``wants_counts``: it is told what became of them.
    """

    code: str
    name: str
    name_en: str
    body: str
    legal_basis: str
    started_on: date | None
    language: str
    formats: tuple[str, ...]
    contact: str
    key_kind: str = ""
    key: str = ""
    ministry_charge: bool = False
    suspended: str = ""
    passing_on: PassingOn = PassingOn.NOTHING
    list_basis: str = ""
    list_limits: str = ""
    wants_counts: bool = False

    @property
    def lets_pass_on(self) -> bool:
        """Whether anything of its lists may reach a provider: it said so, and on what basis."""
        return self.passing_on is not PassingOn.NOTHING and bool(self.list_basis)


@dataclass(frozen=True, slots=True)
class Vendor:
    """A member of the association (アソシエーション参加事業者): it may pull consented mail for the purpose agreed.

    ``formats`` are of eml, features, stix, misp; ``daily_quota`` the items that it may pull in a day.
    """

    code: str
    name: str
    purpose: str
    agreement: str
    since: date
    until: date | None = None
    formats: tuple[str, ...] = ("features",)
    daily_quota: int = 10_000
    suspended: str = ""

    def in_force(self, day: date) -> bool:
        """Whether the agreement holds on a day."""
        return self.since <= day and (self.until is None or day < self.until) and not self.suspended


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The text that a reporter agrees to before his mail may be shared with vendors (同意文).

    In force from ``since`` to the day before ``until``. ``sha256`` is of the exact UTF-8 text that was shown, so that years
    later nobody can say that it read otherwise; one ``version`` may stand in several languages.
    """

    version: str
    language: str
    sha256: str
    since: date
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether this is what was agreed to on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class HandoffBody:
    """A body outside the Act that is handed lists of what concerns it."""

    to: HandoffTo
    name: str
    contact: str
    language: str = "ja"
    suspended: str = ""


@dataclass(frozen=True, slots=True)
class Ministry:
    """The ministry: where documents go, and who answers for administrative guidance (行政手続法 第35条)."""

    names: tuple[str, ...]
    section: str
    official: str
    contact: str
    handoffs: tuple[HandoffBody, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class VerifiedIdentity:
    """Who a sender is, as found outside his mails: a displayed name may be a victim's (law-review, L197).

    ``how`` names the source (登記, registry, an answer under Article 29), ``by`` and ``on`` who found it and when.
    """

    name: str
    address: str
    contact: str
    how: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Sender:
    """The person or company answerable for campaigns (送信者): what the mails display, apart from what was verified.

    ``displayed`` are names and contacts as the mails show them. ``warned_on`` and ``ordered_on`` are days.
    """

    code: str
    displayed: tuple[str, ...] = ()
    campaigns: tuple[int, ...] = ()
    identity: VerifiedIdentity | None = None
    warned_on: tuple[date, ...] = ()
    ordered_on: tuple[date, ...] = ()
