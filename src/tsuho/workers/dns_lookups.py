"""Questions to the DNS with a cache, a deadline for all questions of one mail, and no answer told apart from "no such name".

Nothing here raises for what a name server says or leaves unsaid. A name that did not answer is not asked again for a minute,
and no more than a part of the time is ever spent on waiting, so that one dead name server never stops the reading of mail.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from enum import StrEnum
from ipaddress import ip_address

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.nameserver
import dns.rcode
import dns.rdatatype
import dns.resolver

MAX_RECORDS = 50
MAX_RECORD_BYTES = 8_192  # of one TXT record; no key or policy that works is longer
MAX_QUESTIONS = 150  # of one mail: SPF alone may ask for ten times ten names (RFC 7208 section 4.6.4)
_MAX_CACHED = 20_000
_MAX_NAMED = 50
_SILENT_SECONDS = 60.0
_ONE_TRY_SECONDS = 2.0
_SHARE_TOGETHER = 0.6
# What a resolver adds (RFC 8914) when its denial is not the name's own: stale, forged, blocked, filtered, or nobody was reached.
_NO_DENIAL = frozenset({3, 4, 15, 16, 17, 18, 19, 20, 22, 23})


class State(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"  # the name exists; there may be no record of the kind that was asked for
    NO_SUCH_NAME = "no_such_name"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Answer:
    """The records of one name and kind: addresses and names as text, ``texts`` for TXT, ``exchanges`` for MX.

    ``oversize`` says that a record was left out because nothing sensible is so long. ``why`` of an unanswered question is
    ``timeout``, ``failed`` or the response code (``servfail``, ``refused``). ``authentic`` is the AD bit; ``conclusive`` False:
    that there is nothing was said by one who need not know (a referral, a filter, a stale answer).
    """

    state: State
    values: tuple[str, ...] = ()
    texts: tuple[bytes, ...] = ()
    exchanges: tuple[tuple[int, str], ...] = ()
    oversize: bool = False
    why: str = ""
    authentic: bool = False
    conclusive: bool = True

    @property
    def is_void(self) -> bool:
        """Whether there was no record, or no such name."""
        return not (self.values or self.texts or self.exchanges or self.oversize)


_NO_SUCH_NAME = Answer(State.NO_SUCH_NAME)
_UNANSWERED = Answer(State.UNANSWERED, why="timeout")


def resolver_of(nameservers: Iterable[str]) -> dns.resolver.Resolver:
    """A caching resolver that asks these (``IP`` or ``IP:port``, ``[IP]:port``); none named: those of the system."""
    named = [_nameserver(each) for each in nameservers]
    try:
        resolver = dns.resolver.Resolver(configure=not named)
    except dns.resolver.NoResolverConfiguration:
        resolver = dns.resolver.Resolver(configure=False)
    if named:
        resolver.nameservers = named
    resolver.timeout = _ONE_TRY_SECONDS
    resolver.cache = dns.resolver.LRUCache(_MAX_CACHED)
    resolver.use_edns(0, 0, 1232)
    return resolver


def _nameserver(text: str) -> dns.nameserver.Nameserver:
    address, port = text, "53"
    if text.startswith("["):
        address, _, rest = text[1:].partition("]")
        port = rest.removeprefix(":") or port
    elif text.count(":") == 1:
        address, _, port = text.partition(":")
    return dns.nameserver.Do53Nameserver(str(ip_address(address)), int(port))


@dataclass
class Dns:
    """A resolver shared by all mails of one process. ``budget_seconds`` is the most it may wait in ``window_seconds``."""

    resolver: dns.resolver.Resolver
    deadline_seconds: float = 5.0
    budget_seconds: float = 40.0
    window_seconds: float = 120.0
    clock: Callable[[], float] = time.monotonic
    _silent_until: dict[tuple[str, str], float] = field(default_factory=dict)
    _waited: deque[tuple[float, float]] = field(default_factory=deque)
    _pool: ThreadPoolExecutor | None = None

    def for_one_mail(self) -> "Lookups":
        """The questions of one mail, whose time begins now."""
        seconds = min(self.deadline_seconds, self.budget_seconds - self._waited_lately())
        return Lookups(self, self.clock() + max(0.0, seconds))

    def ask(self, name: str, kind: str, seconds: float) -> Answer:
        """One question, answered from the cache or within the time; without any left, from the cache alone."""
        key = (name.lower(), kind)
        if self._silent_until.get(key, 0.0) > self.clock():
            return _UNANSWERED
        lifetime = max(seconds, 0.0)
        try:
            found = self.resolver.resolve(name, kind, lifetime=lifetime, search=False, raise_on_no_answer=False)
        except dns.resolver.NXDOMAIN as denied:
            denials = denied.kwargs["responses"].values()
            return Answer(State.NO_SUCH_NAME, conclusive=all(_conclusive(each) for each in denials))
        except (dns.name.LabelTooLong, dns.name.EmptyLabel, dns.name.NameTooLong, dns.name.IDNAException):
            return _NO_SUCH_NAME  # no such name can exist
        except (dns.exception.DNSException, OSError, ValueError) as error:
            if seconds * 2 >= self.deadline_seconds:  # it had its time; who was asked in the last moment is not silent
                self._remember_silence(key)
            return Answer(State.UNANSWERED, why=_why(error))
        return _answer(found, kind)

    def ask_together(self, questions: Iterable[tuple[str, str]], seconds: float) -> None:
        """Ask several at once, so that the cache knows the answers when they are wanted one by one."""
        if seconds <= 0:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=16, thread_name_prefix="dns")
        asked = {self._pool.submit(self.ask, name, kind, seconds): (name, kind) for name, kind in questions}
        for late in wait(asked, timeout=seconds).not_done:
            name, kind = asked[late]
            self._remember_silence((name.lower(), kind))

    def note_waiting(self, seconds: float) -> None:
        """Count waiting time against the budget."""
        self._waited.append((self.clock(), seconds))

    def _waited_lately(self) -> float:
        since = self.clock() - self.window_seconds
        while self._waited and self._waited[0][0] < since:
            self._waited.popleft()
        return sum(seconds for _, seconds in self._waited)

    def _remember_silence(self, key: tuple[str, str]) -> None:
        if len(self._silent_until) >= _MAX_CACHED:
            self._silent_until.clear()
        self._silent_until[key] = self.clock() + _SILENT_SECONDS


@dataclass
class Lookups:
    """The questions of one mail. ``unanswered`` are the names that did not answer, in the order they were asked."""

    dns: Dns
    until: float
    asked: int = 0
    _unanswered: dict[str, None] = field(default_factory=dict)

    def ask(self, name: str, kind: str) -> Answer:
        """One question; when the mail's time or its number of questions is used up, the name counts as unanswered."""
        name = name.rstrip(".")
        begun = self.dns.clock()
        self.asked += 1
        answer = self.dns.ask(name, kind, self.until - begun) if self.asked <= MAX_QUESTIONS else _UNANSWERED
        self.dns.note_waiting(self.dns.clock() - begun)
        if answer.state is State.UNANSWERED and len(self._unanswered) < _MAX_NAMED:
            self._unanswered[name.lower()] = None
        return answer

    def ask_together(self, questions: Iterable[tuple[str, str]]) -> None:
        """Ask at once what will be wanted anyway; a silent name leaves time for what is asked after it."""
        begun = self.dns.clock()
        self.dns.ask_together(questions, (self.until - begun) * _SHARE_TOGETHER)
        self.dns.note_waiting(self.dns.clock() - begun)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The names that did not answer: unknown, never absent."""
        return tuple(self._unanswered)


def _why(error: Exception) -> str:
    """Why there is no answer: nobody spoke in time, or the code with which the last one failed."""
    if isinstance(error, dns.exception.Timeout):
        return "timeout"
    tries = error.kwargs.get("errors", ()) if isinstance(error, dns.resolver.NoNameservers) else ()
    codes = [said[4].rcode() for said in tries if len(said) > 4 and isinstance(said[4], dns.message.Message)]
    return dns.rcode.to_text(codes[-1]).lower() if codes else "failed"


def _conclusive(response: dns.message.Message) -> bool:
    """Whether a denial may be believed: from one who knows the zone or asked for us, and not in place of the zone."""
    codes = {int(option.code) for option in response.options if isinstance(option, dns.edns.EDEOption)}
    knows = bool(response.flags & (dns.flags.AA | dns.flags.RA))
    return knows and not response.flags & dns.flags.TC and not codes & _NO_DENIAL


def _answer(found: dns.resolver.Answer, kind: str) -> Answer:
    answer = _records_of(found, kind)
    return replace(
        answer,
        authentic=bool(found.response.flags & dns.flags.AD),
        conclusive=not answer.is_void or _conclusive(found.response),
    )


def _records_of(found: dns.resolver.Answer, kind: str) -> Answer:
    records = list(found.rrset or ())[:MAX_RECORDS]
    if kind == "TXT":
        texts = [b"".join(record.strings) for record in records]
        short = tuple(text for text in texts if len(text) <= MAX_RECORD_BYTES)
        return Answer(State.ANSWERED, texts=short, oversize=len(short) < len(texts))
    if kind == "MX":
        exchanges = tuple((record.preference, record.exchange.to_text(omit_final_dot=True)) for record in records)
        return Answer(State.ANSWERED, exchanges=exchanges)
    if kind == "PTR":
        return Answer(State.ANSWERED, tuple(record.target.to_text(omit_final_dot=True) for record in records))
    if kind in {"A", "AAAA"}:
        return Answer(State.ANSWERED, tuple(record.address for record in records))
    return Answer(State.ANSWERED, tuple(record.to_text() for record in records))
