"""The settings of one centre: the only reader of files and of the environment.

``tsuho.toml`` is read into one frozen value that is handed on whole. A key nobody knows is refused, because a misspelt
setting that is silently ignored is found out years later.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tsuho.casework.errors import CannotDo
from tsuho.words.statistics import StatisticsSettings
from tsuho.words.vocabulary import Door

FILE_NAME = "tsuho.toml"


@dataclass(frozen=True, slots=True)
class CentreSettings:
    """``[centre]``: who we are. Every row of a ``simulated`` centre says so, and its documents too."""

    name: str = "迷惑メール相談センター"
    name_en: str = "Anti-Spam Consultation Centre"
    domain: str = "centre.example"
    contact: str = "desk@centre.example"
    editor: str = "editor@centre.example"  # who edits the public site
    jurisdiction: str = "jp"
    language: str = "ja"
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class DoorSettings:
    """``[doors]``: which recipient address means which door. Monitor addresses stand in the register, not here."""

    forward: tuple[str, ...] = ()
    plugin: tuple[str, ...] = ()
    association: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()  # where answers and bounces of our own letters come back


@dataclass(frozen=True, slots=True)
class ListenSettings:
    """``[smtp]``: where mail comes in, and how much of it at once."""

    smtp: str = "127.0.0.1:2525"
    lmtp: str = ""
    host_name: str = "mx.centre.example"
    max_message_bytes: int = 50_000_000
    max_recipients: int = 100
    max_connections: int = 200
    max_connections_per_ip: int = 50
    max_mails_per_minute_per_ip: int = 6_000
    open_bytes: int = 256_000_000  # over all open sessions: what one process may hold in memory
    timeout_seconds: int = 120
    min_free_disk_bytes: int = 1_000_000_000
    tls_certificate: str = ""
    tls_key: str = ""
    proxy_fronts: tuple[str, ...] = ()  # networks of load balancers that begin every connection with a PROXY header
    fronts: tuple[str, ...] = ()  # networks of fronts that we run, which may state a peer by XFORWARD, XCLIENT or PROXY


@dataclass(frozen=True, slots=True)
class TrustSettings:
    """``[trust]``: whose Received lines are believed: hosts, ``.example.net`` for any host below, networks."""

    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """``[store]``: where things are kept. Paths are below the centre's folder; a URL chooses the engine."""

    database: str = "sqlite:records.sqlite3"
    spool: str = "spool.sqlite3"
    lake: str = "lake"
    ledger_key: str = ""  # 32 random bytes that sign closed months; none: they are closed unsigned, and say so
    networks: str = "networks"
    audit_heads: str = "audit-heads.tsv"  # better on another disk than the database
    lanes: int = 4
    batch_letters: int = 200
    batch_bytes: int = 16_000_000


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """``[workers]``: how many processes read, and when one that hangs on a mail is ended."""

    processes: int = 2
    lease_seconds: int = 120
    stuck_after_seconds: int = 60


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """``[delivery]``: how letters leave. Without a relay nothing is sent and ``--out`` writes files."""

    relay: str = ""
    mail_from: str = "notices@centre.example"
    notice_days: int = 14  # nothing older is noticed: an address line cannot be told from its next user any more
    timeout_seconds: int = 30


@dataclass(frozen=True, slots=True)
class RetentionSettings:
    """``[retention]``: after how many whole months `tsuho purge` takes what is kept of mails."""

    reports_months: int = 13
    monitors_months: int = 36
    evidence_months: int = 36  # of a case: after its last mail or its last step, whichever is later
    held_campaigns: tuple[str, ...] = ()  # under a legal hold: nothing of these goes


@dataclass(frozen=True, slots=True)
class ResolverSettings:
    """``[resolver]``: whether and whom we ask when the sender of a mail at our own session is checked."""

    enabled: bool = True
    nameservers: tuple[str, ...] = ()  # IP, IP:port or [IP]:port; none: those of the system
    deadline_seconds: int = 5  # for all questions of one mail


@dataclass(frozen=True, slots=True)
class SurveySettings:
    """``[survey]``: whom and how patiently we ask what providers publish. Absence needs two resolvers that agree."""

    resolvers: tuple[str, ...] = ()  # as resolver.nameservers; none: those of the system
    second_resolvers: tuple[str, ...] = ()  # others than the first; none: nothing is ever published as absent
    question_seconds: float = 3.0
    deadline_seconds: int = 3_600  # of a whole survey; what is not asked by then is unknown
    at_once: int = 8
    fetch_policies: bool = False


@dataclass(frozen=True, slots=True)
class VirusSettings:
    """``[virus]``: the engine that looks for viruses. Without one, arrivals are recorded as not scanned."""

    clamd: str = ""  # unix:/path/of/socket or HOST:PORT
    deadline_seconds: int = 10
    max_bytes: int = 25_000_000


@dataclass(frozen=True, slots=True)
class WebSettings:
    """``[web]``: the windows."""

    listen: str = "127.0.0.1:8000"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    public_url: str = ""  # https://…: notices then carry a link to the answer form below it
    proxies: int = 0  # how many proxies of our own stand in front and say for whom they ask (X-Forwarded-For)


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """``[accounts]``: how people sign in. The identity provider's client secret stands in ``secrets/oidc.secret``."""

    second_factor: bool = True  # false is for a sample centre only
    idle_minutes: int = 30
    oidc_name: str = ""
    oidc_server: str = ""  # empty: no identity provider
    oidc_client: str = ""
    oidc_claim: str = "preferred_username"  # the claim that holds the name of the account here


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """``[queue]``: how work is shared out."""

    claim_minutes: int = 240


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one centre, and the folder they stand in."""

    folder: Path
    centre: CentreSettings = field(default_factory=CentreSettings)
    doors: DoorSettings = field(default_factory=DoorSettings)
    smtp: ListenSettings = field(default_factory=ListenSettings)
    trust: TrustSettings = field(default_factory=TrustSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    workers: WorkerSettings = field(default_factory=WorkerSettings)
    delivery: DeliverySettings = field(default_factory=DeliverySettings)
    web: WebSettings = field(default_factory=WebSettings)
    accounts: AccountSettings = field(default_factory=AccountSettings)
    resolver: ResolverSettings = field(default_factory=ResolverSettings)
    virus: VirusSettings = field(default_factory=VirusSettings)
    survey: SurveySettings = field(default_factory=SurveySettings)
    statistics: StatisticsSettings = field(default_factory=StatisticsSettings)
    queue: QueueSettings = field(default_factory=QueueSettings)
    retention: RetentionSettings = field(default_factory=RetentionSettings)

    def path(self, name: str) -> Path:
        """A path of the settings, below the centre's folder unless it is absolute."""
        return self.folder / name

    def with_smtp(self, listen: str) -> "Settings":
        """The same, its SMTP door elsewhere (HOST:PORT, port 0 for any)."""
        return replace(self, smtp=replace(self.smtp, smtp=listen, lmtp=""))

    def secret(self, name: str) -> bytes:
        """A secret from its file under ``secrets/``; never from the environment, never logged."""
        file = self.folder / "secrets" / name
        try:
            return file.read_bytes()
        except FileNotFoundError:
            raise CannotDo(f"the secret {file} is missing; restore it from the backup, or make a new centre") from None


SECTIONS: Mapping[str, type[Any]] = {
    "centre": CentreSettings,
    "doors": DoorSettings,
    "smtp": ListenSettings,
    "trust": TrustSettings,
    "store": StoreSettings,
    "workers": WorkerSettings,
    "delivery": DeliverySettings,
    "web": WebSettings,
    "accounts": AccountSettings,
    "resolver": ResolverSettings,
    "virus": VirusSettings,
    "survey": SurveySettings,
    "statistics": StatisticsSettings,
    "queue": QueueSettings,
    "retention": RetentionSettings,
}


def centre_folder(named: Path | None) -> Path:
    """The centre that a command means: the one named, that of TSUHO_CENTRE, or the working directory."""
    return named or Path(os.environ.get("TSUHO_CENTRE", "") or Path.cwd())


def read_settings(folder: Path) -> Settings:
    """Read ``tsuho.toml`` of a centre; CannotDo says which key is wrong and what would be right."""
    file = folder / FILE_NAME
    try:
        written = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise CannotDo(f"there is no centre in {folder} (no {FILE_NAME}); make one with `tsuho init DIR`") from None
    except tomllib.TOMLDecodeError as error:
        raise CannotDo(f"{file} is not valid TOML: {error}") from None
    unknown = sorted(set(written) - set(SECTIONS))
    if unknown:
        raise CannotDo(f"{file} has an unknown section [{unknown[0]}]; known: {', '.join(SECTIONS)}")
    return Settings(folder, **{name: _section(file, name, values) for name, values in written.items()})


def _section(file: Path, name: str, values: object) -> Any:
    kind = SECTIONS[name]
    if not isinstance(values, dict):
        raise CannotDo(f"{file}: {name} must be a section, [{name}]")
    known = {each.name: each for each in fields(kind)}
    for key in values:
        if key not in known:
            raise CannotDo(f"{file}: unknown setting {key!r} in [{name}]; known: {', '.join(known)}")
    defaults = kind()
    checked = {key: _checked(file, f"{name}.{key}", value, getattr(defaults, key)) for key, value in values.items()}
    try:
        return kind(**checked)
    except ValueError as wrong:
        raise CannotDo(f"{file}: [{name}] {wrong}") from None


def _checked(file: Path, key: str, value: object, default: object) -> object:
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise CannotDo(f"{file}: {key} must be a list of strings, not {value!r}")
    if type(value) is not type(default):
        raise CannotDo(f"{file}: {key} must be of the kind of {default!r}, not {value!r}")
    return value


def door_table(settings: Settings) -> Mapping[str, Door]:
    """Recipient address (lower case) → door, from the settings."""
    doors = settings.doors
    listed = {
        Door.FORWARD: doors.forward,
        Door.PLUGIN: doors.plugin,
        Door.ASSOCIATION: doors.association,
        Door.CHAIN: doors.chain,
        Door.REPLIES: doors.replies,
    }
    return {address.lower(): door for door, addresses in listed.items() for address in addresses}


def language_wanted(named: str) -> str:
    """The language of what is printed: the one named, that of TSUHO_LANG, else Japanese."""
    wanted = named or os.environ.get("TSUHO_LANG", "") or "ja"
    if wanted not in {"ja", "en"}:
        raise CannotDo(f"the language is ja or en, not {wanted!r}")
    return wanted
