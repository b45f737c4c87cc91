"""How quick every page of the console, the desk and the partners' windows is on a full centre (bench/console_filled.py).

``python bench/console_pages.py [FOLDER]``: every window of the URL table that answers GET, the roles that may come in taking turns,
objects chosen at random, filters and pages deep; 30 requests each through Django's own client, so the whole of our code and no network.
A new window is measured by itself; one whose arguments are unknown here ends the bench with what to add.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from os import getloadavg
from pathlib import Path
from typing import Any

from console_filled import AGENCIES, PROVIDERS, ROUND, WITH_DUE, filled, moment
from console_reads import Size
from measuring import report

TIMES = 30
LIMIT_MS, MESSAGE_LIMIT_MS = 300.0, 200.0
_SPACES = ("console:", "partners:", "account_home")
# Not pages: what a page asks for after it stands. A letter is built and searched through, which takes as long as it is.
# What is due of a whole month is not asked for here: it is the monthly round itself, which takes minutes on a full centre.
_AFTERWARDS = {"console:preview": "?letter=1"}
# A file to take away is no page: its time is its length. A reply stands in the spool, and this centre's spool is empty.
_LEFT_OUT = frozenset({"console:audit_csv", "console:reply", "console:survey_file"})
# A window asked with these besides being asked with nothing; {place}: somewhere in the middle of its list.
_ASKED: dict[str, tuple[str, ...]] = {
    "console:queue": (
        "?after={queue}", "?kind=report", "?outcome=violation&language=zh", "?category=dating&language=en", "?asn=64733",
        "?reason=I4g", "?monitor_hit=on&outcome=hold", "?since=2015-03-31&outcome=incomplete", "?mine=on",
    ),
    "console:campaigns": ("?after={queue}", "?outcome=hold", "?category=gambling", "?words=無料+3万円", "?words=当選", "?words=shop77.example"),
    "console:campaign": ("?after={report}",),
    "console:incomplete": ("?reason=I1", "?reason=I2&after={report}", "?reason=I9", "?after={report}"),
    "console:search": (
        "?q=無料", "?q=当選", "?q=未納料金、最終通告", "?q=みほん{campaign}", "?q=存在しない語", "?q=shop{campaign}.example", "?q=30,000円",
        "?q=10.0.31.0/24", "?q=AS64733", "?q=info5@shop{campaign}.example", "?q={hash}", "?q=無料&section=text&after={text}",
    ),
    "console:audit": ("?by=one-analyst", "?act=unmask", "?subject=campaign+77", "?since=2015-01-01&until=2015-02-01", "?after=50000"),
    "console:sent": ("?state=answered", "?state=bounced", "?party=isp-00", "?after={referral}"),
    "console:standing": ("?kind=warning", "?kind=warning&state=checked", "?after={referral}"),
    "console:agency": ("?after={referral}",),
    "console:due": ("?month=2015-03",),
    "console:desk": (),
    "console:desk_calls": ("?day=2015-01-14",),
    "console:desk_script": ("?category=B1",),
    "console:today": ("?poll=1",),
    "partners:notices": ("?state=answered", "?after={referral}"),
    "partners:bundles": ("?after={referral}",),
    "partners:provider_figures": ("?year=2013",),
    "console:discards": ("?month=2015-03", "?chain_class=other&after=500"),
    "console:monitors": ("?state=silent",),
    "console:ministry": ("?after={referral}",),
    "console:ministry_papers": ("?after={referral}",),
    "console:ministry_requests": ("?after=100",),
    "partners:inbound": ("?after=100",),
    "partners:requests": ("?after=100",),
    "partners:cases": ("?after={queue_row}",),
    "partners:papers": ("?after={referral}",),
}  # fmt: skip
# What is posted and is a question all the same.
_POSTED: dict[str, tuple[dict[str, str], ...]] = {
    "console:desk_search": ({"said": "無料 3万円"}, {"said": "未納料金 50,000円 shop77.example"}, {"said": "当選"}, {"said": "みほん 投資 競馬"}),
    "console:rules": ({"number": "{mail}"},),
    "console:optout": ({"recipient": "hanako@home.example", "refused_at": "2015-03-10T09:00", "way": "sender"},),
}  # fmt: skip


@dataclass(frozen=True)
class Objects:
    """What there is to look at: mails whose evidence is in the lake, tickets and numbers of referrals."""

    size: Size
    mails: Sequence[int]
    referrals: Sequence[int]
    petitions: Sequence[int]
    tickets: dict[str, Sequence[str]]
    queue: Sequence[tuple[int, int]]
    text: int
    users: Sequence[int]
    cases: Sequence[int]
    kinds: Sequence[str]

    def filled_in(self, text: str, chance: random.Random) -> str:
        """A question with its places filled in."""
        priority, row = chance.choice(self.queue)
        return text.format(
            queue=f"{priority}_{row}", queue_row=row, report=chance.randrange(1, self.size.reports),
            campaign=self.campaign(chance), hash=f"{chance.randrange(1, self.size.reports):064x}",
            text=chance.randrange(1, self.text), referral=chance.choice(self.referrals), mail=chance.choice(self.mails),
        )  # fmt: skip

    def campaign(self, chance: random.Random) -> int:
        """Large campaigns as often as small ones."""
        return int(self.size.campaigns ** chance.random()) or 1

    def arguments(self, name: str, names: Sequence[str], chance: random.Random) -> dict[str, Any]:
        """The arguments of a window's address; KeyError for one that this bench does not know."""
        known: dict[str, Callable[[], Any]] = {
            "number": lambda: self._number(name, chance),
            "code": lambda: chance.choice(self._codes(name)),
            "what": lambda: chance.choice(("services", "answers")),
            "label": lambda: ROUND,
            "ticket": lambda: chance.choice(self.tickets[name.partition("_")[0]]),
            "kind": lambda: "monitor" if name == "console:unmask" else chance.choice(self.kinds),
            "field": lambda: chance.choice(("source", "text")),
            "place": lambda: 0,
            "name": lambda: "list.csv",
        }
        return {each: known[each]() for each in names}

    def _codes(self, name: str) -> Sequence[str]:
        if name == "console:preview":
            return WITH_DUE
        return AGENCIES if name in {"console:agency", "console:inbound_lists", "console:inbound_drafts"} else PROVIDERS

    def _number(self, name: str, chance: random.Random) -> int:
        if name.startswith("console:mail"):
            return chance.choice(self.mails)
        if name == "partners:case":
            return chance.choice(self.cases)
        if "campaign" in name:
            return self.campaign(chance)
        if name == "console:account":
            return chance.choice(self.users)
        if name == "console:petition":
            return chance.choice(self.petitions)
        return chance.choice(self.referrals) if "referral" in name else 1


@dataclass(frozen=True)
class Window:
    """One window of the URL table: its name, the names of its arguments, who may come in, and the only question, if it is one."""

    name: str
    arguments: tuple[str, ...]
    accounts: tuple[str, ...]
    only: str = ""

    @property
    def label(self) -> str:
        """What its row in the result is called."""
        return f"{self.name}{self.only}"


def windows() -> list[Window]:
    """Every window of staff and partners."""
    from django.urls import URLPattern, URLResolver, get_resolver

    from tsuho.web.accounts.may import MAY

    def walk(patterns: Any, space: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        for each in patterns:
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, (*space, each.namespace) if each.namespace else space)
            elif isinstance(each, URLPattern) and each.name:
                yield ":".join((*space, each.name)), each

    found = []
    for name, pattern in walk(get_resolver("tsuho.web.urls").url_patterns, ()):
        if name.startswith(_SPACES) and name not in _LEFT_OUT:
            # what is due of a kind is shown to those who open its drafts; an administrator opens them all
            accounts = ("one-administrator",) if name == "console:due" else tuple(_accounts(MAY[name]))
            found.append(Window(name, tuple(pattern.pattern.converters), accounts))
            if name in _AFTERWARDS:
                found.append(replace(found[-1], only=_AFTERWARDS[name]))
    return found


def _accounts(may: Any) -> Iterator[str]:
    for role in sorted(may.roles):
        if role != "partner":
            yield f"one-{role}"
        else:
            yield from (f"one-{kind}" for kind in ("provider", "agency", "vendor") if may.party_kind in {"", kind})


class Visitors:
    """A signed-in client for each account."""

    def __init__(self, vendor: str) -> None:
        from django.test import Client

        from tsuho.web.accounts.keeping import make_account
        from tsuho.web.accounts.models import PartyKind, Role, User

        parties = {"provider": PROVIDERS[0], "agency": AGENCIES[0], "vendor": vendor}
        for role in Role:
            if role != Role.PARTNER and not User.objects.filter(username=f"one-{role}").exists():
                make_account(f"one-{role}", role, "bench")
        for kind, party in parties.items():
            if not User.objects.filter(username=f"one-{kind}").exists():
                make_account(f"one-{kind}", Role.PARTNER, "bench", party_kind=PartyKind(kind), party=party)
        self.clients: dict[str, Any] = {}
        for user in User.objects.filter(username__startswith="one-"):
            client = Client(SERVER_NAME="localhost")
            client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
            self.clients[user.username] = client


def objects(size: Size) -> Objects:
    """Choose what is looked at."""
    from tsuho.casework.ways_of_referring import WAYS
    from tsuho.store.records.models import QueueRow, Referral, Report, SearchText
    from tsuho.web.accounts.models import User
    from tsuho.words.vocabulary import ReferralKind

    chance = random.Random(3)
    places = list(QueueRow.objects.filter(open=1).order_by("-priority").values_list("priority", "id")[:100_000])
    tickets: dict[str, Sequence[str]] = {
        window: list(Referral.objects.filter(**which).values_list("number", flat=True)[:500])
        for window, which in {
            "partners:notice": {"kind": "provider_notice", "party": PROVIDERS[0]},
            "partners:bundle": {"kind": "agency_bundle", "party": AGENCIES[0]},
            "partners:paper": {"kind": "ministry_report"},
            "partners:approval": {"kind": "warning", "state": "checked"},
        }.items()
    }
    mails = list(Report.objects.filter(arrival__gt=10_000_000).values_list("id", flat=True))
    return Objects(
        size=size,
        mails=mails,
        referrals=list(Referral.objects.values_list("id", flat=True)),
        tickets=tickets,
        queue=chance.sample(places, min(500, len(places))),
        text=SearchText.objects.order_by("-id").values_list("id", flat=True)[0],
        petitions=list(Referral.objects.filter(kind="petition_file").values_list("id", flat=True)),
        users=list(User.objects.values_list("id", flat=True)),
        cases=list(QueueRow.objects.filter(kind="campaign", grade="E3").values_list("number", flat=True)[:500]),
        kinds=[kind.value for kind in WAYS if kind != ReferralKind.INBOUND_NOTICE],  # which has a window of its own
    )


def questions(window: Window) -> list[str | dict[str, str]]:
    """What a window is asked, one after another."""
    if window.only:
        return [window.only]
    got = [] if window.name == "console:desk_search" else ["", *_ASKED.get(window.name, ())]
    return [*got, *_POSTED.get(window.name, ())]


def ask(visitors: Visitors, window: Window, there: Objects, number: int, chance: random.Random) -> Any:
    """The next question to a window, by the next account that may come in."""
    from django.urls import reverse

    asked = questions(window)
    question = asked[number % len(asked)]
    arguments = there.arguments(window.name, window.arguments, chance)
    path = reverse(window.name, kwargs=arguments, urlconf="tsuho.web.urls")
    client = visitors.clients[window.accounts[number % len(window.accounts)]]
    if isinstance(question, dict):
        return client.post(path, {key: there.filled_in(value, chance) for key, value in question.items()})
    return client.get(path + there.filled_in(question, chance))


def measure(visitors: Visitors, window: Window, there: Objects, times: int) -> dict[str, object]:
    """One window asked so many times: milliseconds on the wall's clock, and what of it this process was busy."""
    chance, took, busy, statuses, slowest = random.Random(window.name), [], [], set(), ("", 0.0)
    asked = questions(window)
    # the first of each reads templates, law and patterns, once in a process's life: told apart
    first = [_timed(visitors, window, there, number, random.Random(1))[1] for number in range(len(asked))]
    for number in range(max(times, len(asked) * max(1, times // 6))):
        question = asked[number % len(asked)]
        status, spent, working = _timed(visitors, window, there, number, chance)
        busy.append(working)
        took.append(spent)
        statuses.add(status)
        slowest = max(slowest, (str(question), spent), key=lambda each: each[1])
        if status == 405:
            return {"page": window.label, "status": "405"}
    return {
        "page": window.label, "p50 ms": round(statistics.median(took), 1), "p95 ms": _p95(took), "p95 cpu ms": _p95(busy),
        "longest ms": round(slowest[1], 1), "first ms": round(max(first), 1), "longest asked": slowest[0], "requests": len(took),
        "status": " ".join(map(str, sorted(statuses))),
    }  # fmt: skip


def _timed(
    visitors: Visitors, window: Window, there: Objects, number: int, chance: random.Random
) -> tuple[int, float, float]:
    """One question: its status, milliseconds on the wall's clock, and milliseconds for which this process was busy."""
    from tsuho.web.console import today

    today._Read.of = None  # noqa: SLF001  # what ten people share for 20 seconds would hide what it costs
    begun, working = time.perf_counter(), time.process_time()
    answer = ask(visitors, window, there, number, chance)
    b"".join(answer)
    return answer.status_code, (time.perf_counter() - begun) * 1_000, (time.process_time() - working) * 1_000


def _p95(values: Sequence[float]) -> float:
    return round(sorted(values)[min(len(values) - 1, int(len(values) * 0.95))], 1)


def main() -> None:
    """Fill, ask, and write bench/results/console_pages.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where the full centre is kept; filled where it is not")
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--only", nargs="*", default=[], help="these windows, and no result is written")
    given = parser.parse_args()
    folder: Path = given.folder or Path(tempfile.mkdtemp(prefix="tsuho-pages-"))
    folder.mkdir(parents=True, exist_ok=True)
    size = Size()
    centre = filled(folder, size)
    from tsuho.web.centre import set_opener

    opened = replace(centre, now=moment)
    set_opener(lambda: opened)
    visitors, there = Visitors(centre.register.vendors()[0].code), objects(size)
    pages = []
    for window in windows():
        if not given.only or window.name in given.only:
            row = measure(visitors, window, there, given.times)
            if row["status"] != "405":
                pages.append(row)
                print(row, file=sys.stderr, flush=True)
    pages.sort(key=lambda row: -float(str(row["p95 ms"])))
    broken = [row["page"] for row in pages if not str(row["status"]).startswith(("200", "302"))]
    slow = [
        row["page"]
        for row in pages
        if "?" not in str(row["page"])
        and float(str(row["p95 ms"])) > (MESSAGE_LIMIT_MS if row["page"] == "console:mail" else LIMIT_MS)
    ]
    after = ", ".join(f"{row['page']} {row['p50 ms']} ms" for row in pages if "?" in str(row["page"]))
    load = ", ".join(f"{each:.1f}" for each in getloadavg())
    note = (
        f"{datetime.now(UTC):%Y-%m-%d}; {size.reports:,} invented reports of one month in {size.campaigns:,} campaigns, a year's ledger and "
        f"office, SQLite; at least {given.times} requests a page through Django's client, roles in turn; two cores shared with others, load {load}. "
        f"Over {LIMIT_MS:.0f} ms ({MESSAGE_LIMIT_MS:.0f} for a mail) at p95: {', '.join(map(str, slow)) or 'none'}. "
        f"'first ms' is the first request of a process (templates, law, patterns are read), told apart. Asked for by a page that stands "
        f"already, at the median: {after}."
    )
    if not given.only:
        report("console_pages", pages, note)
    if broken:
        raise SystemExit(f"these answered something else than their page: {', '.join(map(str, broken))}")


if __name__ == "__main__":
    main()
