"""How quick the reads behind the console's screens are, with one month of 2,000,000 reports in 200,000 campaigns.

``python bench/console_reads.py [FOLDER]``: fills a records file in a folder (default: a temporary one; one that is there is used
again), then asks every list, search and read model and prints p50 and p95 in milliseconds. All of it is invented.
"""

import itertools
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from measuring import report

BEGIN = datetime(2015, 3, 1, tzinfo=UTC)
LIMIT_MS = 200.0
_CATEGORIES = ("dating", "loans", "pharmacy", "gambling", "goods", "investment")
_LANGUAGES = ("ja",) * 18 + ("en", "zh")
_OUTCOMES = ("violation",) * 5 + ("hold", "incomplete", "no_violation", "out_of_scope")
_WORDS = (
    "無料", "当選", "登録", "限定", "副業", "高収入", "会員", "出会い", "融資", "審査", "即日", "振込", "未納料金", "最終通告", "退会", "抽選", "賞品",
    "ポイント", "特典", "極秘", "情報", "商材", "口座", "支援金", "女性", "男性", "相談", "連絡", "請求", "手続き", "確認", "至急", "本日", "明日",
    "先着", "名様", "投資", "競馬", "予想", "的中", "サプリ", "健康", "通販", "半額", "送料", "激安", "ブランド", "時計", "財布", "海外",
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How much is invented."""

    reports: int = 2_000_000
    campaigns: int = 200_000
    reporters: int = 60_000
    lone: float = 0.06


def fill(path: Path, size: Size) -> float:
    """Fill an empty, migrated records file; the seconds it took. In bulk, past the ORM, into the same rows that filing writes."""
    begun = time.perf_counter()
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;")
    chance = random.Random(20150301)
    of_report = _campaign_of_each(size, chance)
    connection.executemany(
        "INSERT INTO records_report (arrival, number_in_arrival, received_at, door, kind, form, outcome, reason, category, language,"
        " from_address, subject, rules, standing, confidence, ip, network, reporter, fingerprint, campaign_id, joined_by, named,"
        " sha256, message_sha256, ip_order) VALUES (?,0,?,'forward',?,'inline',?,?,?,?,?,?,?,'face','carried',?,?,?,?,?,?,?,?,?,?)",
        _reports(size, of_report, chance),
    )
    connection.execute("CREATE TEMP TABLE totals AS SELECT campaign_id AS id, count(*) AS n, sum(kind='monitor_hit') AS hits, min(received_at) AS first, max(received_at) AS last, count(DISTINCT reporter) AS reporters, max(outcome='violation') AS bad FROM records_report WHERE campaign_id IS NOT NULL GROUP BY campaign_id")  # fmt: skip
    connection.execute("INSERT INTO records_campaign (id, name, messages, reports, monitor_hits, first_at, last_at) SELECT id, 'shop' || id || '.example', n, n - hits, hits, first, last FROM totals")  # fmt: skip
    connection.execute("INSERT INTO records_campaignkey (key, campaign_id, strangers) SELECT 'landing:shop' || id || '.example', id, 0 FROM totals")  # fmt: skip
    _facts(connection)
    _queue(connection)
    connection.executemany(
        'INSERT INTO records_searchtext (campaign_id, report, "where", digest, folded, shown) VALUES (?,?,?,?,?,?)',
        _texts(connection, chance),
    )
    connection.execute("INSERT INTO records_searchindex(records_searchindex) VALUES ('optimize')")
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    return time.perf_counter() - begun


def _campaign_of_each(size: Size, chance: random.Random) -> list[int | None]:
    """The campaign of each report in the order of receipt: sizes fall as 1/rank, and campaigns run for some days."""
    weights = list(itertools.accumulate(1 / (rank + 20) for rank in range(size.campaigns)))
    alone = int(size.reports * size.lone)
    first = list(range(1, size.campaigns + 1))  # every campaign has one member at least
    more = chance.choices(range(1, size.campaigns + 1), cum_weights=weights, k=size.reports - alone - size.campaigns)
    found: list[int | None] = [*first, *more, *([None] * alone)]
    chance.shuffle(found)
    return found


def _reports(size: Size, of_report: list[int | None], chance: random.Random) -> Iterator[tuple[object, ...]]:
    step = timedelta(days=31) / size.reports
    for number, campaign in enumerate(of_report, start=1):
        own = campaign or -number
        outcome = _OUTCOMES[own % len(_OUTCOMES)] if campaign else chance.choice(("hold", "incomplete", "no_violation"))
        ip = 0x0A000000 + (own * 7919 + chance.randrange(200)) % 0xFFFFFF
        at = (BEGIN + number * step).isoformat(sep=" ")[:26]
        reporter = chance.randrange(size.reporters)
        network = {
            "prefix": _prefix(ip),
            "asn": 64_500 + own % 500,
            "holder": "Example Net",
            "country": "JP",
            "snapshot": "2015-03-01",
        }
        yield (
            number,
            at.removesuffix("+00:00"),
            "monitor_hit" if number % 50 == 0 else "report",
            outcome,
            ("I2", "I1", "I4g", "I9d")[number % 4] if outcome == "incomplete" else "",
            _CATEGORIES[own % 6],
            _LANGUAGES[own % 20],
            f"info{number % 97}@shop{own}.example",
            f"{_WORDS[own % 50]}の{_WORDS[own // 50 % 50]}{number % 10}",
            "V44" if outcome == "violation" else "",
            f"{ip >> 24}.{ip >> 16 & 255}.{ip >> 8 & 255}.{ip & 255}",
            json.dumps(network),
            "" if number % 50 == 0 else _reporter(reporter),
            f"{number:064x}",
            campaign,
            json.dumps([f"landing:shop{own}.example"]),
            json.dumps([f"landing:shop{own}.example", f"amount:JPY {own % 400 * 100}"]),
            f"{number:064x}",
            f"{number * 31:064x}",
            f"4:{ip:08x}",
        )


def _reporter(number: int) -> str:
    return f"{number:032x}@{number % 300:012x}"


def _prefix(ip: int) -> str:
    return f"{ip >> 24}.{ip >> 16 & 255}.{ip >> 8 & 255}.0/24"


def _facts(connection: sqlite3.Connection) -> None:
    values = {
        "day": "substr(received_at, 1, 10)",
        "outcome": "outcome",
        "language": "language",
        "category": "category",
        "landing": "'shop' || campaign_id || '.example'",
        "from_domain": "'shop' || campaign_id || '.example'",
        "amount": "'JPY ' || (campaign_id % 400 * 100)",
        "prefix": "json_extract(network, '$.prefix')",
        "as": "json_extract(network, '$.asn')",
        "place": "substr(reporter, 34)",
    }
    for what, value in values.items():
        connection.execute(
            f"INSERT INTO records_campaignfact (campaign_id, report, what, value, count) SELECT campaign_id, 0, '{what}', {value}, count(*) "
            f"FROM records_report WHERE campaign_id IS NOT NULL AND {value} <> '' GROUP BY campaign_id, {value}"
        )
    connection.execute("INSERT INTO records_campaignfact (campaign_id, report, what, value, count) SELECT id, 0, 'reporters', '', reporters FROM totals")  # fmt: skip
    connection.execute("INSERT INTO records_campaignfact (campaign_id, report, what, value, count) SELECT NULL, id, 'landing', 'shop-' || id || '.example', 1 FROM records_report WHERE campaign_id IS NULL")  # fmt: skip


def _queue(connection: sqlite3.Connection) -> None:
    from tsuho.casework.priority import priority
    from tsuho.engine.law.strength import Strength

    def number(messages: int, grade: str, last: str) -> int:
        return priority(messages, Strength(grade), datetime.fromisoformat(last).replace(tzinfo=UTC))

    connection.create_function("priority", 3, number, deterministic=True)
    connection.execute(
        "INSERT INTO records_queuerow (kind, number, priority, open, title, messages, grade, outcome, reason, language, category, asn, monitor_hits, last_at, finished_messages, finished_grade, finished_by) "
        "SELECT 'campaign', t.id, priority(t.n, CASE WHEN hits > 1 THEN 'E3' WHEN hits = 1 THEN 'E2' WHEN reporters > 1 THEN 'E1' ELSE 'E0' END, t.last), 1, 'shop' || t.id || '.example', t.n, "
        "CASE WHEN hits > 1 THEN 'E3' WHEN hits = 1 THEN 'E2' WHEN reporters > 1 THEN 'E1' ELSE 'E0' END, r.outcome, '', r.language, r.category, json_extract(r.network, '$.asn'), hits, t.last, 0, '', '' "
        "FROM totals t JOIN records_report r ON r.id = (SELECT min(id) FROM records_report WHERE campaign_id = t.id)"
    )
    connection.execute(
        "INSERT INTO records_queuerow (kind, number, priority, open, title, messages, grade, outcome, reason, language, category, asn, monitor_hits, last_at, finished_messages, finished_grade, finished_by) "
        "SELECT 'report', id, priority(1, 'E0', received_at), 1, subject, 1, 'E0', outcome, reason, language, category, json_extract(network, '$.asn'), 0, received_at, 0, '', '' "
        "FROM records_report WHERE campaign_id IS NULL AND outcome IN ('hold', 'incomplete') AND reason <> 'I9d'"
    )


def _texts(connection: sqlite3.Connection, chance: random.Random) -> list[tuple[object, ...]]:
    """A subject and one to three texts a campaign, of 100 to 400 characters."""
    from tsuho.casework.index_text import search_fold

    found: list[tuple[object, ...]] = []
    for (campaign,) in connection.execute("SELECT id FROM records_campaign"):
        for variant in range(1 + (campaign % 3)):
            text = "、".join(chance.choices(_WORDS, k=chance.randrange(30, 110)))
            text += f"\n{campaign % 400 * 100:,}円 http://shop{campaign}.example/ 会員{chance.randrange(10**6):06d}\n株式会社みほん{campaign}"
            found.append((campaign, campaign, "text", f"{variant:032x}", search_fold(text) + "\n\n", text))
        subject = f"{_WORDS[campaign % 50]}の{_WORDS[campaign // 50 % 50]}"
        found.append((campaign, campaign, "subject", "0" * 32, search_fold(subject) + "\n\n", subject))
    return found


def questions(size: Size) -> dict[str, Callable[[random.Random], object]]:
    """Every list, search and read model by name, each asking something else every time."""
    from tsuho.casework.find_campaigns import find_campaigns
    from tsuho.casework.queue_ports import Claim, Item, ItemKind, QueueFilter
    from tsuho.casework.search import Indexes, search
    from tsuho.casework.view_campaign import view_campaign
    from tsuho.store.records.campaign_facts import FactsInDatabase
    from tsuho.store.records.campaign_pages import CampaignPagesInDatabase
    from tsuho.store.records.claims import ClaimsInDatabase
    from tsuho.store.records.queue_rows import QueueInDatabase
    from tsuho.store.records.report_index import IncompleteInDatabase, ReportsInDatabase
    from tsuho.store.records.reports_seen import ReportsOfOneInDatabase
    from tsuho.store.records.search_texts import TextsInDatabase

    of_one = ReportsOfOneInDatabase()
    queue, claims, facts, pages = QueueInDatabase(), ClaimsInDatabase(), FactsInDatabase(), CampaignPagesInDatabase()
    indexes, incomplete = Indexes(facts, TextsInDatabase(), ReportsInDatabase()), IncompleteInDatabase()
    now = BEGIN + timedelta(days=31)
    for number in range(1, 40):
        claims.claim(Item(ItemKind.CAMPAIGN, number), Claim("analyst", now, now + timedelta(hours=1)))
    places = [None]

    def paged(wanted: QueueFilter) -> object:
        page = queue.page(wanted, None, 50, now)
        claims.holders([each.item for each in page.entries], now)
        return page

    def deep(_chance: random.Random) -> object:
        page = queue.page(QueueFilter(), places[0], 50, now)
        places[0] = page.after
        return page

    def any_campaign(chance: random.Random) -> int:
        return int(size.campaigns ** chance.random())  # large ones as often as small ones

    def words(chance: random.Random) -> str:
        return "、".join(chance.sample(_WORDS, 2))

    return {
        "queue": lambda _: paged(QueueFilter()),
        "queue, pages deep": deep,
        "queue of a kind": lambda c: paged(QueueFilter(kind=c.choice(list(ItemKind)))),
        "queue of a category and language": lambda c: paged(QueueFilter(category=c.choice(_CATEGORIES), language="en")),
        "queue of a network": lambda c: paged(QueueFilter(asn=64_500 + c.randrange(500))),
        "queue of an outcome at a monitor": lambda c: paged(QueueFilter(outcome=c.choice(_OUTCOMES), monitor_hit=True)),
        "queue of the last day": lambda c: paged(
            QueueFilter(since=now - timedelta(days=1), outcome=c.choice(_OUTCOMES))
        ),
        "queue of one person": lambda _: paged(QueueFilter(claimed_by="analyst")),
        "queue counted": lambda c: queue.count(QueueFilter(outcome=c.choice(_OUTCOMES), language="zh"), now),
        "incomplete": lambda c: incomplete.page(c.choice(["", "I2", "I4", "I1"]), None, 50),
        "incomplete counted": lambda _: incomplete.counts(10_001),
        "search: phrase": lambda c: search(indexes, words(c)),
        "search: two characters": lambda c: search(indexes, c.choice(_WORDS)[:2]),
        "search: rare phrase": lambda c: search(indexes, f"みほん{c.randrange(size.campaigns)}"),
        "search: nothing holds it": lambda c: search(indexes, f"存在しない{c.randrange(1000)}"),
        "search: domain": lambda c: search(indexes, f"shop{any_campaign(c)}.example"),
        "search: sum": lambda c: search(indexes, f"{c.randrange(400) * 100:,}円"),
        "search: hash": lambda c: search(indexes, f"{c.randrange(1, size.reports):064x}"),
        "search: prefix": lambda c: search(indexes, _prefix(0x0A000000 + any_campaign(c) * 7919 % 0xFFFFFF)),
        "search: From": lambda c: search(indexes, f"info{c.randrange(97)}@shop{any_campaign(c)}.example"),
        "desk: phrase and sum": lambda c: find_campaigns(
            indexes, queue, f"{c.choice(_WORDS)} {c.randrange(400) * 100:,}円"
        ),
        "desk: domain": lambda c: find_campaigns(indexes, queue, f"shop{any_campaign(c)}.example"),
        "campaign page": lambda c: view_campaign(pages, facts, queue, any_campaign(c)),
        "mails of one reporter": lambda c: of_one.of_reporter(
            _reporter(c.randrange(size.reporters)), None, BEGIN, now, 1_000
        ),
        "campaign's members": lambda c: pages.members(any_campaign(c), None, 50),
    }


def measure(asked: dict[str, Callable[[random.Random], object]], times: int) -> list[dict[str, object]]:
    """p50 and p95 of each question in milliseconds on the wall's clock, and what of it this process was busy."""
    rows: list[dict[str, object]] = []
    for name, ask in asked.items():
        chance, took, worked = random.Random(name), [], []
        for _ in range(times):
            begun, busy = time.perf_counter(), time.process_time()
            ask(chance)
            took.append((time.perf_counter() - begun) * 1_000)
            worked.append((time.process_time() - busy) * 1_000)
        ordered = sorted(took)
        rows.append({
            "read": name, "p50 ms": round(statistics.median(took), 2), "p95 ms": round(ordered[int(times * 0.95)], 2),
            "longest ms": round(ordered[-1], 2), "p95 cpu ms": round(sorted(worked)[int(times * 0.95)], 2),
        })  # fmt: skip
    return rows


def open_file(path: Path) -> None:
    """Set this process up on a records file, migrated if it is new."""
    from tsuho.store.records.set_up import set_up, sqlite
    from tsuho.store.records.template import migrate_new

    if path.exists():
        set_up(sqlite(path), secret_key="for benches only")
    else:
        migrate_new(path, "for benches only")


def measure_messages(folder: Path, arrivals: int, times: int) -> dict[str, object]:
    """The message view on a centre of its own, whose lake holds an invented day as workers left it: in many small files."""
    from tsuho.casework.view_message import view_message
    from tsuho.simulation.day import invent_day
    from tsuho.wiring.analysing import analysing_of
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.serve import work_once
    from tsuho.words.arrival import Envelope, Letter

    centre = open_centre(make_centre(folder, simulated=True))
    day = invent_day(BEGIN.date(), seed=26, count=arrivals)
    centre.spool.put([
        Letter(each.door, each.received_at, each.raw, each.peer, Envelope(each.mail_from, (each.recipient,)), simulated=True)
        for each in day
    ])  # fmt: skip
    while centre.spool.waiting().arrivals:
        work_once(centre)
    from tsuho.store.records.models import Report

    numbers, looking = list(Report.objects.values_list("id", flat=True)), analysing_of(centre).looking
    asked = {f"message view ({arrivals:,} arrivals in the lake)": lambda c: view_message(looking, c.choice(numbers))}
    return measure(asked, times)[0]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="tsuho-console-"))
    folder.mkdir(parents=True, exist_ok=True)
    path, size, took = folder / "records.sqlite3", Size(), folder / "filled-in-seconds"
    if not took.exists():
        open_file(path)
        took.write_text(f"{fill(path, size):.0f}")
    open_file(path)
    rows = measure(questions(size), 60)
    with tempfile.TemporaryDirectory(prefix="tsuho-message-view-") as other:
        rows.append(measure_messages(Path(other) / "centre", 2_000, 60))
    slow = [row["read"] for row in rows if float(str(row["p95 ms"])) > LIMIT_MS]
    report(
        "console_reads",
        rows,
        f"{size.reports:,} invented reports in {size.campaigns:,} campaigns on SQLite, {path.stat().st_size / 1e9:.1f} GB, filled past the ORM "
        f"in {took.read_text()} s; 60 questions each, machine shared with others. "
        f"Over {LIMIT_MS:.0f} ms at p95: {', '.join(map(str, slow)) or 'none'}.",
    )


if __name__ == "__main__":
    main()
