"""Grouping a million generated messages: keys, sketches and the records' own joining, on one core, into SQLite on disk.

Usage: campaigns.py [MESSAGES]; another number than a million is printed and not kept. Campaigns have Zipf sizes, templates
of their own, names, numbers and sentences that vary, domains and senders that rotate; one in six messages is like no other,
one in twenty is short. They come in batches as a worker files them, each with its row in the records; generating is not in
the rate, everything else is. The same seed gives the same messages.
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from measuring import report
from processes_seen import resident_megabytes

from tsuho.engine.campaigns.clues import Clues, clues_of
from tsuho.engine.campaigns.keys import KeySources, campaign_keys
from tsuho.engine.parse.folded import fold
from tsuho.store.records.set_up import set_up, sqlite
from tsuho.store.records.template import migrate
from tsuho.words.judged import Link

MESSAGES, BATCH, CAMPAIGNS, TENTHS = 1_000_000, 500, 20_000, 10
BEGUN = datetime(2015, 3, 1, tzinfo=UTC)
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
KANJI = "本日限定特別無料会員登録出会高額当選現金振込確認必要副業簡単収入保証商品購入送料期間終了案内担当連絡女性男性秘密完全匿名安心"


@dataclass(frozen=True, slots=True)
class Sender:
    """A generated campaign: its sentences, subject, name, and the seed of its domains."""

    number: int
    sentences: tuple[str, ...]
    subject: str
    name: str


def main() -> None:
    """Measure and write."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    with tempfile.TemporaryDirectory() as folder:
        set_up(sqlite(Path(folder) / "records.sqlite3"), secret_key="for a bench only")
        migrate()
        rows = _measure(count)
    if count != MESSAGES:
        print(rows[-1])
        return
    report("campaigns", rows, f"{count:,} generated messages grouped in batches of {BATCH}, SQLite on disk, one core")


def _measure(count: int) -> list[dict[str, object]]:
    from tsuho.store.records.joining import enter
    from tsuho.store.records.models import Campaign, CampaignKey, Report, TextTemplate
    from tsuho.store.records.one_at_a_time import Work, one_at_a_time

    rows: list[dict[str, object]] = []
    made_for: list[int] = []
    tenth, done, peak = count // TENTHS, 0, 0.0
    cpu = reading = wall = 0.0
    for batch in _batches(count):
        begun, clock = time.process_time(), time.perf_counter()
        clues = [_clues(each) for each in batch]
        read = time.process_time()
        with one_at_a_time(Work.FILING):
            enter([_row(Report, done + index, each) for index, each in enumerate(batch)], clues)
        cpu += time.process_time() - begun
        reading += read - begun
        wall += time.perf_counter() - clock
        made_for += [each.campaign for each in batch]
        done += len(batch)
        peak = max(peak, resident_megabytes(os.getpid()))
        if done % tenth < BATCH and len(rows) < done // tenth:
            rows.append(
                {
                    "what": f"tenth {len(rows) + 1}",
                    "messages": done,
                    "messages per CPU s": round(tenth / cpu),
                    "messages per s": round(tenth / wall),
                    "keys and sketch, us": round(reading / tenth * 1e6),
                    "peak MB": round(peak),
                }
            )
            print(rows[-1], flush=True)
            cpu = reading = wall = 0.0
    standing = Campaign.objects.filter(merged_into=None)
    precision, recall = _pairs(Counter(zip(made_for, _campaigns(Report), strict=True)))
    rows.append(
        {
            "what": "left behind",
            "messages": done,
            "campaigns": standing.count(),
            "largest": max(standing.values_list("messages", flat=True)),
            "keys": CampaignKey.objects.count(),
            "templates": TextTemplate.objects.count(),
            "pairs right": round(precision, 4),
            "pairs found": round(recall, 4),
            "last tenth to first": round(_rate(rows[-1]) / _rate(rows[0]), 2),
        }
    )
    return rows


def _rate(row: dict[str, object]) -> float:
    return float(str(row["messages per CPU s"]))


def _campaigns(kind) -> Iterator[int]:  # type: ignore[no-untyped-def]
    """The campaign of each message in the order made; a number of its own where it is in none."""
    for index, campaign in kind.objects.order_by("arrival").values_list("arrival", "campaign_id").iterator():
        yield campaign or -index


def _pairs(counts: Counter[tuple[int, int]]) -> tuple[float, float]:
    """Of the pairs that stand together how many were made so, and of those made so how many do; made for 0 is for none."""
    made: Counter[int] = Counter()
    together: Counter[int] = Counter()
    right = 0
    for (sender, campaign), count in counts.items():
        together[campaign] += count
        if sender:
            made[sender] += count
            right += count * (count - 1) // 2
    found = sum(count * (count - 1) // 2 for count in together.values())
    return right / found, right / sum(count * (count - 1) // 2 for count in made.values())


@dataclass(frozen=True, slots=True)
class Made:
    """One generated message: what keys are made of, and the campaign that it was made for (0: none)."""

    sources: KeySources
    text: str
    campaign: int


def _clues(made: Made) -> Clues:
    sources = made.sources
    folded = KeySources(fold(made.text).text, sources.subject, sources.links, sources.phones, (), *_from(sources))
    return clues_of(campaign_keys(folded))


def _from(sources: KeySources) -> tuple[str, str, str, str]:
    return sources.from_address, sources.from_name, sources.origin_ip, sources.helo


def _row(kind, number: int, made: Made):  # type: ignore[no-untyped-def]
    return kind(
        arrival=number + 1,
        number_in_arrival=0,
        received_at=BEGUN + timedelta(seconds=number),
        door="forward",
        kind="report",
        form="inline",
        outcome="violation",
        subject=made.sources.subject,
        from_address=made.sources.from_address,
        reporter=f"{hash((number * 2_654_435_761) % 40_000):032x}@{number % 9:012x}",
        rules="V44",
    )


def _batches(count: int) -> Iterator[list[Made]]:
    rng = random.Random(2015)
    phrases = [_phrase(rng) for _ in range(3_000)]
    senders = [_sender(number, phrases, rng) for number in range(1, CAMPAIGNS + 1)]
    weights = [1 / number for number in range(1, CAMPAIGNS + 1)]
    total = 0.0
    heaped = [total := total + weight for weight in weights]
    seen: dict[int, int] = {}
    for start in range(0, count, BATCH):
        batch = []
        for sender in rng.choices(senders, cum_weights=heaped, k=min(BATCH, count - start)):
            kind = rng.random()
            if kind < 1 / 6:
                batch.append(_lonely(phrases, rng))
            elif kind < 1 / 6 + 1 / 20:
                batch.append(_short(sender, rng))
            else:
                seen[sender.number] = seen.get(sender.number, 0) + 1
                batch.append(_one_of(sender, seen[sender.number], phrases, rng))
        yield batch


def _phrase(rng: random.Random) -> str:
    return "".join(rng.choices(KANA, k=rng.randint(6, 14)) + rng.choices(KANJI, k=rng.randint(3, 8))) + "。"


def _sender(number: int, phrases: list[str], rng: random.Random) -> Sender:
    return Sender(
        number,
        tuple(rng.choices(phrases, k=rng.randint(12, 30))),
        "".join(rng.choices(KANJI, k=12)),
        "".join(rng.choices(KANJI, k=5)),
    )


def _one_of(sender: Sender, turn: int, phrases: list[str], rng: random.Random) -> Made:
    """The turn-th message of a campaign: its domain lives for about 50 of them, its From for about 20."""
    domain = f"s{sender.number}-{turn // 50}.example"
    sentences = list(sender.sentences)
    if rng.random() < 0.3:
        sentences[rng.randrange(len(sentences))] = rng.choice(phrases)
    name = "".join(rng.choices(KANA, k=4))
    text = f"{name}様\n{''.join(sentences)}\nhttps://{domain}/entry/login?u={rng.randrange(10**9)}\n残り{rng.randrange(99)}名"
    return _made(text, sender, f"info@f{sender.number}-{turn // 20}.example", domain, rng)


def _short(sender: Sender, rng: random.Random) -> Made:
    return _made(
        "".join(sender.sentences[:2]), sender, f"a{rng.randrange(10**6)}@freemail.example", "short.example", rng
    )


def _lonely(phrases: list[str], rng: random.Random) -> Made:
    number = rng.randrange(10**9)
    sender = Sender(
        0, tuple(rng.choices(phrases, k=rng.randint(8, 30))), "".join(rng.choices(KANJI, k=12)), f"n{number}"
    )
    return _made("".join(sender.sentences), sender, f"x@u{number}.example", f"u{number}.example", rng)


def _made(text: str, sender: Sender, from_address: str, domain: str, rng: random.Random) -> Made:
    link = Link(f"https://{domain}/entry/login?u={rng.randrange(10**9)}", "", "part:0", (0, 0), domain)
    ip = f"203.0.{rng.randrange(256)}.{rng.randrange(256)}"
    sources = KeySources("", sender.subject, (link,), (), (), from_address, sender.name, ip, f"mail.{domain}")
    return Made(sources, text, sender.number)


if __name__ == "__main__":
    main()
