"""Take printed materials into stock and dispatch them (周知啓発資料): never more than there are, and counted when they leave."""

import re
from datetime import date, datetime

from tsuho.casework.awareness_ports import Materials, StockMove
from tsuho.casework.errors import CannotDo
from tsuho.casework.office import Office, named
from tsuho.statistics.booking_office import row_for_dispatch
from tsuho.words.awareness import Material, MaterialFor
from tsuho.words.catalogue import Words

_PREFECTURE = re.compile(r"\w{2,3}[都道府県]")


def stock_material(
    office: Office, materials: Materials, material: Material, pieces: int, *, day: date, by: str, at: datetime
) -> int:
    """Enter pieces that came from the printer; how many there are now."""
    _check(office, pieces, day, by, at)
    with office.together():
        before = materials.stock_alone(material)
        materials.move(StockMove(material, day, pieces, by))
        office.audit.write(at, by, "stock_material", material.value, {"pieces": str(pieces), "day": day.isoformat()})
    return before + pieces


def dispatch_material(office: Office, materials: Materials, move: StockMove, *, at: datetime) -> int:
    """Send pieces out and count them; how many are left. Raises CannotDo where there are not so many.

    ``move.pieces`` is how many are sent, above zero; ``move.to`` says to whom.
    """
    _check(office, move.pieces, move.day, move.by, at)
    to = move.to
    if to is None:
        raise CannotDo("cannot_dispatch_to_nobody", known=", ".join(MaterialFor))
    if move.prefecture and not _PREFECTURE.fullmatch(move.prefecture):
        raise CannotDo("cannot_prefecture", prefecture=repr(move.prefecture))
    with office.together():
        there = materials.stock_alone(move.material)
        if there < move.pieces:
            raise CannotDo(
                "cannot_out_of_stock", there=there, material=Words(f"kind_{move.material}"), pieces=move.pieces
            )
        taken = StockMove(move.material, move.day, -move.pieces, move.by, to, move.prefecture)
        number = materials.move(taken)
        row = row_for_dispatch(number, move.material, move.pieces, to, move.prefecture, move.day, office.source)
        office.ledger.book([row])
        office.audit.write(
            at, move.by, "dispatch_material", move.material.value, {"pieces": str(move.pieces), "to": to.value}
        )
    return there - move.pieces


def _check(office: Office, pieces: int, day: date, by: str, at: datetime) -> None:
    named(by)
    office.past(day, at)
    if pieces < 1:
        raise CannotDo("cannot_no_pieces")
