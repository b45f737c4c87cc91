"""The port Claims on the ORM: who has an item in hand, and the notes beside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tsuho.casework.queue_ports import Claim, Item, ItemKind, ItemNote
from tsuho.store.records.models import Campaign, ClaimRow, ItemNoteRow
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.store.records.plain_text import plain_text

_AT_ONCE = 500


class ClaimsInDatabase:
    """The port Claims on the ORM."""

    def claim(self, item: Item, claim: Claim, *, instead_of: str = "") -> bool:
        """Enter a claim; False while somebody else's holds who is not the one it is taken from."""
        with one_at_a_time(Work.CLAIMS):
            row = ClaimRow.objects.filter(kind=item.kind, number=item.number).first()
            if row is None:
                if instead_of:
                    return False
                row = ClaimRow(kind=item.kind.value, number=item.number)
            elif row.until > claim.since and row.by != (instead_of or claim.by):
                return False
            goes_on = row.by == claim.by and row.until is not None and row.until > claim.since
            row.since = row.since if goes_on else claim.since
            row.by, row.until = claim.by, claim.until
            row.save()
            return True

    def release(self, item: Item, by: str, at: datetime) -> bool:
        """Give up a claim; False if it is not (any more) this person's."""
        gone, _ = ClaimRow.objects.filter(kind=item.kind, number=item.number, by=by, until__gt=at).delete()
        return bool(gone)

    def holders(self, items: Sequence[Item], now: datetime) -> Mapping[Item, Claim]:
        """The claims that hold now."""
        found: dict[Item, Claim] = {}
        for kind in ItemKind:
            numbers = [item.number for item in items if item.kind is kind]
            for start in range(0, len(numbers), _AT_ONCE):
                rows = ClaimRow.objects.filter(kind=kind, number__in=numbers[start : start + _AT_ONCE], until__gt=now)
                found |= {Item(kind, row.number): Claim(row.by, row.since, row.until) for row in rows}
        return found

    def note(self, item: Item, note: ItemNote) -> None:
        """Append a note."""
        ItemNoteRow.objects.create(
            kind=item.kind.value, number=item.number, by=note.by, at=note.at, text=plain_text(note.text, None)
        )

    def notes(self, item: Item) -> list[ItemNote]:
        """All notes of an item, oldest first; a campaign's include those of campaigns that became part of it."""
        numbers = [item.number]
        if item.kind is ItemKind.CAMPAIGN:
            numbers += Campaign.objects.filter(merged_into=item.number).values_list("id", flat=True)
        rows = ItemNoteRow.objects.filter(kind=item.kind, number__in=numbers).order_by("at", "id")
        return [ItemNote(row.by, row.at, row.text) for row in rows]
