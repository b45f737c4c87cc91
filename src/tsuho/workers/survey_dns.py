"""Ask the DNS what domains publish, by two resolvers, within a deadline, a few domains at once; every answer keeps who said it when.

What is no answer stays one: a timeout, a failure and a denial that nobody need believe are ``nothing``, with the reason.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import datetime

import dns.flags
import dns.resolver

from tsuho.statistics.adoption import mta_sts_published
from tsuho.statistics.adoption.judged import still_to_ask
from tsuho.words.surveys import Gathered, PolicyFile, Said, Saying, Subject
from tsuho.workers.dns_lookups import Answer, Dns, State

FetchPolicy = Callable[[str], PolicyFile]
_MOST_STEPS = 15  # SPF may point on ten times; answers raise no more questions than that
_WHYS = frozenset({"timeout", "servfail", "refused", "deadline", "too_long", "not_conclusive"})


@dataclass(frozen=True, slots=True)
class SurveyResolver:
    """One resolver and the name under which findings keep it. ``dns`` gives each question its time and no budget over all."""

    name: str
    dns: Dns


def survey_resolver(name: str, resolver: dns.resolver.Resolver, question_seconds: float) -> SurveyResolver:
    """A resolver that is asked to say what it validated (RFC 6840 section 5.7)."""
    resolver.set_flags(dns.flags.RD | dns.flags.AD)
    return SurveyResolver(name, Dns(resolver, deadline_seconds=question_seconds))


@dataclass(frozen=True, slots=True)
class SurveyGatherer:
    """The port GatherPublished. ``asks`` are the first resolver and, if there is one, the second; ``now`` is the clock.

    ``at_once`` domains are asked about together; after ``deadline_seconds`` nothing more is asked, and what is left is unknown.
    """

    asks: tuple[SurveyResolver, ...]
    now: Callable[[], datetime]
    at_once: int = 8
    deadline_seconds: float = 3_600.0
    fetch: FetchPolicy | None = None
    clock: Callable[[], float] = field(default=time.monotonic)

    @property
    def resolvers(self) -> tuple[str, ...]:
        """Whom it asks."""
        return tuple(each.name for each in self.asks)

    @property
    def fetches(self) -> bool:
        """Whether it asks web servers for policy files."""
        return self.fetch is not None

    def __call__(self, subjects: Sequence[Subject]) -> Iterator[Gathered]:
        """Ask about each; one whose asking went wrong altogether raises."""
        until = self.clock() + self.deadline_seconds
        with ThreadPoolExecutor(max_workers=self.at_once, thread_name_prefix="survey") as pool:
            asked = [pool.submit(self._about, subject, until) for subject in subjects]
            for done in as_completed(asked):
                yield done.result()

    def _about(self, subject: Subject, until: float) -> Gathered:
        asked: dict[tuple[str, str], tuple[Saying, ...]] = {}
        for _ in range(_MOST_STEPS):
            questions = still_to_ask(subject, asked)
            if not questions:
                break
            for name, kind in questions:
                key = (name.lower(), kind)
                asked[key] = tuple(self._ask(resolver, *key, until) for resolver in self.asks)
        policy = None
        if self.fetch and mta_sts_published.announced(subject, asked):
            url = mta_sts_published.policy_url(subject)
            policy = self.fetch(url) if self.clock() < until else PolicyFile(url, self.now(), why="deadline")
        return Gathered(subject, asked, policy)

    def _ask(self, resolver: SurveyResolver, name: str, kind: str, until: float) -> Saying:
        left = until - self.clock()
        if left <= 0:
            return Saying(name, kind, resolver.name, self.now(), Said.NOTHING, why="deadline")
        answer = resolver.dns.ask(name, kind, min(left, resolver.dns.deadline_seconds))
        return _saying(name, kind, resolver.name, self.now(), answer)


def _saying(name: str, kind: str, resolver: str, at: datetime, answer: Answer) -> Saying:
    why = answer.why if answer.state is State.UNANSWERED else ""
    if not why and answer.oversize:
        why = "too_long"
    if not why and answer.is_void and not answer.conclusive:
        why = "not_conclusive"
    if why:
        return Saying(name, kind, resolver, at, Said.NOTHING, why=why if why in _WHYS else "failed")
    said = Said.NO_SUCH_NAME if answer.state is State.NO_SUCH_NAME else Said.ANSWERED
    return Saying(name, kind, resolver, at, said, _records(answer), authentic=answer.authentic)


def _records(answer: Answer) -> tuple[str, ...]:
    exchanges = tuple(f"{preference} {host.lower()}." for preference, host in answer.exchanges)
    texts = tuple(text.decode("utf-8", "backslashreplace") for text in answer.texts)
    return texts + exchanges + answer.values
