"""An examiner over stores in memory, and the records as little as casework needs of them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.case_ports import CampaignCounts
from tsuho.casework.examine import Examiner
from tsuho.casework.move_referral import Moving
from tsuho.casework.ports import CampaignSeen
from tsuho.casework.pseudonym import Pseudonyms
from tsuho.casework.referring import Referring
from tsuho.casework.repeats import fingerprint
from tsuho.jurisdictions.jp.chain_mail import chain_titles
from tsuho.jurisdictions.jp.handoffs import CONCERNS
from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.reported_hit import Reporter
from tsuho.simulation.partners import sample_monitors, trusted_hosts
from tsuho.store.lake.memory import LakeInMemory
from tsuho.store.records.memory_discards import DiscardsInMemory
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.store.spool.memory import MemorySpool
from tsuho.wiring.reading import network_table, reading_for
from tsuho.words.vocabulary import Source
from tsuho.workers.gather import Gatherer
from tsuho.workers.virus_test_file import scan_for_test_file

NOW = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
MONITOR = sample_monitors()[0].address


class RecordsInMemory:
    """Monitors, what was filed, and campaigns that a test puts in."""

    def __init__(self):
        self.sheets = {sheet.address: sheet for sheet in sample_monitors()}
        self.filed = []
        self.reporters = {}
        self.seen: dict[int, CampaignSeen] = {}
        self.confirmed = []
        self.hits = []

    def monitor(self, address):
        return self.sheets.get(address)

    def monitors(self):
        return list(self.sheets.values())

    def file(self, evidenced, reporters):
        self.filed.extend(evidenced)
        self.reporters.update(reporters)

    def seen_before(self, fingerprints, since):
        found = {}
        for each in self.filed:
            own = fingerprint(each.arrival.raw, each.arrival.envelope)
            if own in fingerprints and each.arrival.received_at >= since:
                found.setdefault(own, []).append((each.arrival.number, each.arrival.received_at))
        return found

    def campaign(self, number):
        return self.seen.get(number)

    def campaigns(self, since=None, limit=20):
        return list(self.seen.values())[:limit]

    def confirm(self, campaign, provision, by, reason, at):
        self.confirmed.append((campaign, provision, by, reason, at))

    def confirmed_hits(self, since):
        return [hit for hit in self.hits if hit.received_at >= since]


class CasesInMemory:
    """What was noted, and counts that a test puts in."""

    def __init__(self):
        self.counted = CampaignCounts((), 0, {}, {})
        self.mails = {}
        self.sets, self.noted_measures, self.noted_runs = [], [], []

    def counts(self, campaign, timezone):
        return self.counted

    def filed(self, arrival, number_in_arrival):
        return self.mails.get((arrival, number_in_arrival))

    def note_refusal(self, noted):
        self.sets.append(noted)
        return len(self.sets)

    def refusals(self, campaign):
        return ()

    def note_measure(self, measure):
        self.noted_measures.append(measure)
        return len(self.noted_measures)

    def measures(self, campaign):
        return tuple(each for each in self.noted_measures if each.campaign == campaign)

    def note_runs(self, campaign, runs, by, reason, at):
        self.noted_runs += [(campaign, run) for run in runs]

    def runs(self, campaign):
        return tuple(run for own, run in self.noted_runs if own == campaign)


class AuditInMemory:
    def __init__(self):
        self.entries = []

    def write(self, at, by, act, subject, details):
        self.entries.append((by, act, subject, dict(details)))


class OutboxInMemory:
    """Letters that wait, by their keys, and tickets."""

    def __init__(self):
        self.queued = []
        self.tickets = 0
        self.last = {}

    def queue(self, letters, at):
        known = {letter.key for letter in self.queued}
        self.queued.extend(letter for letter in letters if letter.key not in known)
        return [0 if letter.key in known else 1 for letter in letters]

    def letter(self, key):
        return next((letter for letter in self.queued if letter.key == key), None)

    def last_queued(self, kind, party):
        return self.last.get((kind, party))

    def next_ticket(self, day):
        self.tickets += 1
        return f"{day:%Y%m%d}-{self.tickets:06d}"


@pytest.fixture
def records():
    return RecordsInMemory()


@pytest.fixture
def cases():
    return CasesInMemory()


@pytest.fixture
def audit():
    return AuditInMemory()


@pytest.fixture
def examiner(records):
    return Examiner(
        spool=MemorySpool(clock=lambda: NOW, batch_letters=50),
        lake=LakeInMemory(),
        ledger=LedgerInMemory(),
        records=records,
        pseudonyms=Pseudonyms(lambda _year: b"secret", ZoneInfo("Asia/Tokyo")),
        reading=reading_for("jp", trusted_hosts()),
        gather=Gatherer(network_table(), scan_for_test_file, lambda: NOW),
        timezone=ZoneInfo("Asia/Tokyo"),
        discards=DiscardsInMemory(),
        now=lambda: NOW,
    )


@pytest.fixture
def counted(examiner):
    """Counts by series, from the ledger."""

    def count(*columns):
        sums = examiner.ledger.sums(NOW.date(), NOW.date().replace(day=11), columns or ("series",))
        return Counter({key if len(key) > 1 else key[0]: value for key, value in sums})

    return count


@pytest.fixture
def breaking(examiner):
    """The same examiner, whose reading breaks on one subject: a bug of ours that a mail may hit."""

    def gather(questions, raw):
        if b"BREAK" in raw:
            raise ZeroDivisionError("with words of the mail in it")
        return examiner.gather(questions, raw)

    return replace(examiner, gather=gather)


@pytest.fixture
def referring_of_nothing(records, audit):
    """What referring needs, with nobody to write to and nothing to tell."""
    who = Reporter(
        "見本センター", "Sample Centre", "centre.example", "desk@centre.example", simulated=True, version="0"
    )
    return Referring(
        records=records, partners=None, register=None, lake=None, outbox=OutboxInMemory(),
        moving=Moving(MemoryReferrals(), LedgerInMemory(), audit, ZoneInfo("Asia/Tokyo"), Source.SIMULATED), reporter=who,
        articles={"V31": "第3条第1項"}, texts=texts, concerns=CONCERNS, grade=lambda campaign: "E2", token_key=b"key", newest=NOW,
        max_age=timedelta(days=14), editor="editor@centre.example", chain_titles=chain_titles(),
    )  # fmt: skip
