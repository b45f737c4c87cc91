"""The proofs of discard in the database: appended by their keys, in the transaction that counts what they prove."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from tsuho.casework import discard_ports as ports
from tsuho.store.records.models import DiscardProof
from tsuho.words.vocabulary import ChainClass, Door, Source

# One statement that says how many keys were new, which the ORM's bulk insert does not.
_INSERT = (
    "INSERT INTO records_discardproof (key, at, chain_class, door, source) VALUES (%s, %s, %s, %s, %s) "
    "ON CONFLICT (key) DO NOTHING"
)


class DiscardsInDatabase:
    """The port Discards on the ORM."""

    def prove(self, proofs: Iterable[ports.DiscardProof]) -> int:
        """Append the proofs whose keys are new, in one transaction; how many were."""
        rows = [
            (each.key, connection.ops.adapt_datetimefield_value(each.at), each.chain_class.value, each.door.value, each.source.value)
            for each in proofs
        ]  # fmt: skip
        if not rows:
            return 0
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_INSERT, rows)
            return int(cursor.rowcount)

    def between(self, since: datetime, until: datetime) -> list[ports.DiscardProof]:
        """The proofs of discards from ``since`` until just before ``until``, oldest first."""
        rows = DiscardProof.objects.filter(at__gte=since, at__lt=until).order_by("at", "key")
        return [
            ports.DiscardProof(row.key, row.at, ChainClass(row.chain_class), Door(row.door), Source(row.source))
            for row in rows
        ]
