"""A centre as full as the console may ever see it: a month of 2,000,000 reports in 200,000 campaigns, a year's ledger and office.

``filled(folder)`` makes it, or opens the one that is there. All of it is invented and labelled simulated; only the mails of one
day have gone the whole way through the workers, on top of the rest, so that their evidence is in the lake.
"""

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from console_reads import BEGIN, Size, fill
from ledger_year import ROWS, cells

if TYPE_CHECKING:
    from tsuho.wiring.open import Centre

YEAR = date(2014, 4, 1)
LAST_DAY = date(2015, 3, 31)
PROVIDERS = tuple(f"isp-{number:02}" for number in range(75))
_NOTICES, _WARNINGS, _BUNDLES, _PAPERS = 9_203, 3_586, 1_500, 120
_CALLS, _AUDIT, _FEED, _LISTS, _ASKED = 4_171, 100_000, 200_000, 300, 300
_CONFIRMED, _DUE = 200, 200
_MAILS = 2_000
_KEPT = 1_000  # lines of a monitor's custody log, discards, movements of material
_LEAST = 60  # of each thing, however small the centre is
_FIRST_ARRIVAL = 10_000_000  # of the mails that go the whole way: far above those that were filled in past the doors
AGENCIES = ("KR", "TW")
ROUND = "2014H2"  # of the surveys
WITH_DUE = PROVIDERS[:3]  # what is due to these has its evidence in the lake, so that the letter can be shown
_THEIRS = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")


def filled(folder: Path, size: Size) -> "Centre":
    """The full centre of a folder; each part is made once, so that an interrupted filling goes on."""
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.settings import read_settings

    home = folder / "centre"
    if not (home / "tsuho.toml").exists():
        make_centre(home, simulated=True)
    centre = open_centre(read_settings(home))
    file = centre.settings.path(centre.settings.store.database.partition(":")[2])
    parts = {
        "reports": lambda: fill(file, size),
        "hours": lambda: _hours(file),
        "ledger": lambda: _ledger(file, size),
        "mails": lambda: _mails(centre, _share(_MAILS, size)),
        "office": lambda: _office(centre, size),
        "due": lambda: _due(centre),
        "rooms": lambda: _rooms(centre, _share(_KEPT, size)),
        "audit": lambda: _audit(_share(_AUDIT, size)),
        "analysed": lambda: _analysed(file),
    }
    for name, make in parts.items():
        done = folder / f"{name}-filled"
        if not done.exists():
            make()
            done.touch()
    return centre


def _share(count: int, size: Size) -> int:
    """What a smaller centre has of it."""
    return max(_LEAST, count * size.reports // Size().reports)


def _hours(file: Path) -> None:
    """The counters of hours, and a few hundred hits that prove something and are due to providers."""
    hits = "SUM(kind = 'monitor_hit')"
    with sqlite3.connect(file) as database:
        database.execute("DELETE FROM records_inflowhour")
        database.execute(
            f"INSERT INTO records_inflowhour (hour, reports, monitor_hits) "
            f"SELECT strftime('%Y-%m-%d %H:00:00', received_at) AS hour, COUNT(*) - {hits}, {hits} FROM records_report GROUP BY 1"
        )
        database.execute(
            "UPDATE records_report SET standing = 'monitor', confidence = 'observed', rules = 'V31 V44', outcome = 'violation', "
            "monitor_id = (SELECT id FROM records_monitor ORDER BY id LIMIT 1) "
            "WHERE id IN (SELECT id FROM records_report WHERE kind = 'monitor_hit' AND campaign_id IS NOT NULL ORDER BY id DESC LIMIT ?)",
            (_DUE,),
        )


def _ledger(file: Path, size: Size) -> None:
    """A year of sums as heavy as 25 million events: a row a day and set of values, with its count."""
    from tsuho.store.records.ledger import LedgerInDatabase

    splits = "door, form, language, outcome, reason, medium, country, carrier, kind, region, party, tags"
    marks = ", ".join("?" * 12)
    with sqlite3.connect(file) as database:
        database.executemany(
            f"INSERT INTO records_ledgerentry (key, series, day, source, {splits}, count, correction, corrected_on) "
            f"VALUES (?, ?, ?, 'simulated', {marks}, ?, '', '')",
            (
                (f"bench/{number}", name, day, *rest)
                for number, (_, name, day, *rest) in enumerate(cells(_share(ROWS, size), random.Random(2014)))
            ),
        )
    LedgerInDatabase(lambda: date(2015, 4, 20)).sum_anew()


def _office(centre: "Centre", size: Size) -> None:
    """What a year leaves behind: partners, referrals with their moves and answers, calls, lists, the feed, what was confirmed."""
    from django.db import transaction

    from tsuho.casework.partner_ports import Provider
    from tsuho.store.records.models import Campaign, Confirmation

    chance = random.Random(2014)
    centre.partners.import_providers(
        "bench",
        [
            Provider(code, f"Example {code}", f"abuse@{code}.example", networks=((f"10.{number}.0.0/16", YEAR, None),))
            for number, code in enumerate(PROVIDERS)
        ],
        _noon(YEAR),
    )
    with transaction.atomic():
        _referrals(chance, size)
        _calls(chance, _share(_CALLS, size))
        _partners_own(chance)
        _feed(centre.register.vendors()[0].code)
        campaigns = Campaign.objects.filter(monitor_hits__gt=0).order_by("id")[:_CONFIRMED]
        Confirmation.objects.bulk_create(
            Confirmation(campaign=each, rule="V31", by="official (simulated)", reason="bench", at=_noon(LAST_DAY))
            for each in campaigns
        )


def _due(centre: "Centre") -> None:
    """The ministry confirmed what the mails of the last day breach, and three providers hold the networks they came from."""
    from tsuho.casework.partner_ports import Provider
    from tsuho.store.records.models import Confirmation, Report

    numbered = zip(WITH_DUE, _THEIRS, strict=True)
    own = [
        Provider(
            code, f"Example {code}", f"abuse@{code}.example",
            networks=((f"10.{number}.0.0/16", YEAR, None), (prefix, YEAR, None)),
        )
        for number, (code, prefix) in enumerate(numbered)
    ]  # fmt: skip
    centre.partners.import_providers("bench-due", own, _noon(LAST_DAY))
    hits = Report.objects.filter(arrival__gt=_FIRST_ARRIVAL, standing="monitor", campaign__isnull=False)
    for campaign in set(hits.values_list("campaign_id", flat=True)):
        Confirmation.objects.create(
            campaign_id=campaign, rule="V31", by="official (simulated)", reason="bench", at=_noon(LAST_DAY)
        )


def _rooms(centre: "Centre", count: int) -> None:
    """What the rooms keep: a monitor's long custody log, discards, a year of meetings and of materials, and a survey's round."""
    from tsuho.casework.meeting_ports import Meeting
    from tsuho.simulation.survey_sample import ROUNDS, SOURCE, sample_round, sample_services
    from tsuho.store.records.models import CustodyLine, DiscardProof, MaterialMove, Monitor, ProvenanceSheet
    from tsuho.wiring.office import office_of
    from tsuho.wiring.surveying import surveys_of
    from tsuho.words.meetings import MeetingKind

    days = [YEAR + timedelta(days=number * 365 // count) for number in range(count)]
    kept = office_of(centre)
    for day in days[:: max(1, count // 24)]:
        kept.meetings.enter(
            Meeting(MeetingKind.COUNCIL, "bench", day, ("office",), ("agenda",), "議事の要旨。" * 200, "bench")
        )
    first = Monitor.objects.order_by("id")[0]
    ProvenanceSheet.objects.create(
        monitor=first, made_by="bench", made_on=YEAR, machine="bench", keeper="bench", never_registered=True, never_used=True,
        never_on_paper=True, no_dealings=True, published="never", published_where="", new_address=True, quarantine_days=90,
        partners=[], remarks="", by="bench", at=_noon(YEAR),
    )  # fmt: skip
    CustodyLine.objects.bulk_create(
        CustodyLine(monitor=first, act="moved", at=_noon(day), by="bench", note="棚を移した", noted_at=_noon(day))
        for day in days
    )
    DiscardProof.objects.bulk_create(
        DiscardProof(key=f"bench/{n}", at=_noon(day), chain_class="other", door="chain", source="simulated")
        for n, day in enumerate(days)
    )
    MaterialMove.objects.bulk_create(
        MaterialMove(
            material="fight_spam", day=day, pieces=(-1) ** n * 100 + 1, by="bench", to="school", prefecture="13"
        )
        for n, day in enumerate(days)
    )
    surveys = surveys_of(centre)
    surveys.enter_services(SOURCE, sample_services(), _noon(YEAR))
    for label, day in ROUNDS:
        surveys.append(sample_round(label, day, _noon(day)))


def _referrals(chance: random.Random, size: Size) -> None:
    from tsuho.store.records.models import OutboxFile, OutboxRow, Referral, ReferralAnswer, ReferralMove

    Referral.objects.bulk_create(list(_drafts(chance, size)), batch_size=500)
    rows = list(Referral.objects.filter(key__startswith="bench-").order_by("id"))
    moves, answers, letters = [], [], []
    for row in rows:
        if row.state in {"sent", "answered"}:
            moves += [
                ReferralMove(referral=row, at=row.opened_at, by="machine", role="machine", verb="queue", before="draft", after="queued"),
                ReferralMove(referral=row, at=row.opened_at, by="machine", role="machine", verb="deliver", before="queued", after="sent"),
            ]  # fmt: skip
            letters.append(
                OutboxRow(
                    key=row.key, kind=row.kind, ticket=row.number, party=row.party, recipient="abuse@isp.example",
                    message_id=f"<{row.number}@centre.example>", subject="bench", message=b"mail", simulated=True, state="sent",
                    queued_at=row.opened_at, done_at=row.opened_at,
                )
            )  # fmt: skip
        if row.state == "answered":
            kind = chance.choice(("suspended", "warned", "investigating"))
            answers.append(ReferralAnswer(referral=row, kind=kind, on=row.moved_at.date(), at=row.moved_at, by="bench"))
    ReferralMove.objects.bulk_create(moves, batch_size=500)
    ReferralAnswer.objects.bulk_create(answers, batch_size=500)
    OutboxRow.objects.bulk_create(letters, batch_size=500)
    kept = OutboxRow.objects.filter(key__startswith="bench-")
    OutboxFile.objects.bulk_create(
        [OutboxFile(row=row, name="list.csv", content=b"reference,ip\r\n" * 40) for row in kept], batch_size=500
    )


def _drafts(chance: random.Random, size: Size) -> Iterator[object]:
    from tsuho.store.records.models import Referral, Report

    # what is built anew when a page shows it is built from evidence that is there
    mails = list(Report.objects.filter(arrival__gt=_FIRST_ARRIVAL).values_list("id", flat=True))
    plan = (
        ("provider_notice", _NOTICES, PROVIDERS, ("sent",) * 17 + ("answered",) * 3),
        ("agency_bundle", _BUNDLES, AGENCIES, ("sent",)),
        ("warning", _WARNINGS, ("sender",), ("sent",) * 30 + ("checked", "draft", "rejected")),
        ("ministry_report", _PAPERS, ("ministry",), ("sent",)),
        ("petition_file", _PAPERS, ("ministry",), ("sent",)),
    )
    applicant = {"name": "見本花子", "address": "見本県1", "received_on": YEAR.isoformat(), "wish": "調べてください"}
    for kind, whole, parties, states in plan:
        count = _share(whole, size)
        for number in range(count):
            day = YEAR + timedelta(days=number * 365 // count)
            state = states[number % len(states)]
            yield Referral(
                key=f"bench-{kind}-{number}", kind=kind, party=parties[int(len(parties) * chance.random() ** 3)],
                number=f"B-{kind[:3].upper()}-{number:06}", campaign=chance.randrange(1, size.campaigns), first_day=day, last_day=day,
                reports=chance.sample(mails, 6), about=applicant if kind == "petition_file" else {}, state=state, opened_at=_noon(day),
                moved_at=_noon(day) + timedelta(days=5 * (state == "answered")),
            )  # fmt: skip


def _calls(chance: random.Random, count: int) -> None:
    from tsuho.store.records.models import CallNote
    from tsuho.words.consultations import CallCategory

    every = list(CallCategory)
    CallNote.objects.bulk_create(
        [
            CallNote(
                category=chance.choice(every).value, started_at=_noon(day), ended_at=_noon(day) + timedelta(minutes=7),
                consultant="one-consultant", summary="請求のメールが届いた。" * 6, medium="", age_band="", prefecture="", advice="",
                handed_to="", about="", follow_up_on=day if number % 40 == 0 else None,
                followed_up_by="one-consultant" if number % 80 else "", campaign=chance.randrange(1, 2_000),
            )
            for number in range(count)
            for day in [YEAR + timedelta(days=number * 365 // count)]
        ],
        batch_size=500,
    )  # fmt: skip


def _partners_own(chance: random.Random) -> None:
    from tsuho.store.records.models import InboundListRow, MinistryRequestRow

    rows = [[f"198.51.100.{n}", "2015-03-01T00:00:00+00:00", "isp-01"] for n in range(1, 201)]
    InboundListRow.objects.bulk_create(
        InboundListRow(
            agency=agency, by="bench", at=_noon(YEAR), sha256=f"{agency}{chance.getrandbits(200):050x}", rows=rows
        )
        for agency in AGENCIES
        for _ in range(_LISTS)
    )
    MinistryRequestRow.objects.bulk_create(
        MinistryRequestRow(text="三月分の内訳を送ってください。" * 10, by="bench", at=_noon(YEAR))
        for _ in range(_ASKED)
    )


def _feed(vendor: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_feeditem (report, arrival, number_in_arrival, received_at, reporter, reference, consent, why_not, "
            "position, changed_at, ahead) SELECT id, arrival, number_in_arrival, received_at, reporter, printf('bench-%%d', id), 'sample', "
            "'', id, received_at, 0 FROM records_report WHERE id <= %s",
            [_FEED],
        )
        cursor.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
            'INSERT INTO records_feedpull (vendor, at, form, "after", upto, items, tombstones) '
            "SELECT %s, datetime('2015-03-01', printf('+%%d minutes', i * 8)), 'json', i, i + 40, 40, 0 FROM n",
            [vendor],
        )


def _audit(count: int) -> None:
    """A chain as long as a year's, each entry's hash covering the one before."""
    from tsuho.store.records.models import AuditEntry

    previous, entries = "0" * 64, []
    for number in range(count):
        own = sha256(f"{previous}{number}".encode()).hexdigest()
        entries.append(
            AuditEntry(
                at=_noon(YEAR) + timedelta(minutes=5 * number), by=f"one-{('analyst', 'liaison', 'consultant')[number % 3]}",
                act=("unmask", "claim", "finish", "login", "note")[number % 5], subject=f"campaign {number % 9_000}",
                details={"reason": "bench"}, previous=previous, hash=own,
            )
        )  # fmt: skip
        previous = own
    AuditEntry.objects.bulk_create(entries, batch_size=500)


def _mails(centre: "Centre", count: int) -> None:
    """Invented mails of the last day through the spool and the workers."""
    from tsuho.simulation.day import invent_day
    from tsuho.wiring.serve import work_once
    from tsuho.words.arrival import Envelope, Letter

    spool = centre.settings.path(centre.settings.store.spool)
    with sqlite3.connect(spool) as database:
        database.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('letters', ?)", (_FIRST_ARRIVAL,))
    centre.spool.put([
        Letter(each.door, each.received_at, each.raw, each.peer, Envelope(each.mail_from, (each.recipient,)), simulated=True)
        for each in invent_day(LAST_DAY, seed=26, count=count)
    ])  # fmt: skip
    while centre.spool.waiting().arrivals:
        work_once(centre)


def _analysed(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("ANALYZE")


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def moment() -> datetime:
    """The time at which the pages are looked at: the first morning after the month, when all of it is last month's."""
    return BEGIN + timedelta(days=31, hours=1)
