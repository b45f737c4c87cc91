"""The port Materials on the ORM: the stock of printed materials as moves that add up."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Sum

from tsuho.casework.awareness_ports import StockMove
from tsuho.store.records.office_models import MaterialMove
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.store.records.plain_text import plain_text
from tsuho.words.awareness import Material, MaterialFor


class MaterialsInDatabase:
    """The port Materials on the ORM."""

    def move(self, move: StockMove) -> int:
        """Enter one move; its number."""
        row = MaterialMove.objects.create(
            material=move.material.value,
            day=move.day,
            pieces=move.pieces,
            by=plain_text(move.by, 200),
            to=move.to.value if move.to else "",
            prefecture=move.prefecture,
        )
        return row.pk

    def stock(self) -> Mapping[Material, int]:
        """How many pieces of each material there are; those that were never entered are left out."""
        rows = MaterialMove.objects.order_by().values_list("material").annotate(Sum("pieces"))
        return {Material(material): pieces for material, pieces in rows}

    def stock_alone(self, material: Material) -> int:
        """How many pieces of one there are; inside `together` nobody else changes it until that is over."""
        with one_at_a_time(Work.STOCK):
            found = MaterialMove.objects.filter(material=material.value).aggregate(pieces=Sum("pieces"))
        return found["pieces"] or 0

    def moves(self, since: date, until: date) -> Sequence[StockMove]:
        """The moves from ``since`` to the day before ``until``, in the order entered."""
        rows = MaterialMove.objects.filter(day__gte=since, day__lt=until).order_by("id")
        return [_move(row) for row in rows]


def _move(row: MaterialMove) -> StockMove:
    to = MaterialFor(row.to) if row.to else None
    return StockMove(Material(row.material), row.day, row.pieces, row.by, to, row.prefecture)
