"""Several worker processes on one database: the same batches at the same moment are filed, counted and numbered once."""

import multiprocessing
from datetime import UTC, date, datetime

from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source

MARCH, APRIL = date(2015, 3, 1), date(2015, 4, 1)
AT = datetime(2015, 3, 31, tzinfo=UTC)


def work(database, batches, start, said):
    """What one worker does with every batch."""
    from tsuho.store.records.set_up import set_up

    set_up(database, secret_key="for tests only")
    from tsuho.store.records.audit import AuditInDatabase
    from tsuho.store.records.ledger import LedgerInDatabase
    from tsuho.store.records.outbox import OutboxInDatabase
    from tsuho.store.records.records import RecordsInDatabase

    start.wait()
    booked, tickets = 0, []
    for batch in batches:
        rows = [LedgerRow(f"{each.arrival.number}/0/report", "report", MARCH, Source.COUNTED) for each in batch]
        booked += LedgerInDatabase().book(rows)
        RecordsInDatabase().file(batch, {})
        tickets.append(OutboxInDatabase().next_ticket(MARCH))
        AuditInDatabase().write(AT, "worker", "filed", "batch", {})
    said.put((booked, tickets))


def test_two_processes_with_the_same_batches_do_everything_once(database, judged_report, evidenced):
    from django.conf import settings

    keys = ["landing:a.example", "landing:b.example", "landing:c.example"]
    batches = [
        [evidenced(10 * b + n, judged_report(keys=(keys[(b + n) % 3], keys[b % 3]))) for n in range(10)]
        for b in range(8)
    ]
    spawn = multiprocessing.get_context("spawn")
    start, said = spawn.Barrier(2), spawn.Queue()
    own = dict(settings.DATABASES["default"])
    processes = [spawn.Process(target=work, args=(own, order, start, said)) for order in (batches, batches[::-1])]
    for process in processes:
        process.start()
    answers = [said.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()

    from tsuho.store.records.audit import AuditInDatabase
    from tsuho.store.records.ledger import LedgerInDatabase
    from tsuho.store.records.records import RecordsInDatabase

    (campaign,) = RecordsInDatabase().campaigns()
    assert campaign.messages == 80
    assert sorted(campaign.keys) == keys
    assert sum(booked for booked, _ in answers) == 80
    assert LedgerInDatabase().sums(MARCH, APRIL, ["series"]) == [(("report",), 80)]
    tickets = sorted(ticket for _, own in answers for ticket in own)
    assert tickets == [f"20150301-{number:06d}" for number in range(1, 17)]
    assert AuditInDatabase().head()[0] == 16
    assert all(link.holds for link in AuditInDatabase().links())
