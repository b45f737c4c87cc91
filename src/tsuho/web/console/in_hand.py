"""What the analyst's windows share: their ports, the item that a page is about, and what was done or refused, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from tsuho.casework.claim_item import claim_item, release_item, take_over
from tsuho.casework.errors import CannotDo
from tsuho.casework.finish_item import finish_item
from tsuho.casework.note_item import note_item
from tsuho.casework.queue_ports import Claim, Finished, Item, ItemKind, ItemNote, QueueEntry, QueueFilter
from tsuho.web.centre import Centre, centre
from tsuho.web.look.preferences import language_of
from tsuho.wiring.analysing import Analysing, analysing_of
from tsuho.words.catalogue import messages as catalogue
from tsuho.words.catalogue import say

_PAGES_LOOKED_AT = 20  # of 50: beyond a thousand items that colleagues have in hand something else is wrong
_SHORTEST = 4  # characters of a reason; fewer say nothing to whoever reads them in years


class _Put:
    """The ports, put together once for the centre that is open."""

    of: Centre | None = None
    together: Analysing | None = None


def analysing() -> Analysing:
    """What reading and claiming need, of the centre that is open."""
    here = centre()
    if _Put.of is not here or _Put.together is None:
        _Put.of, _Put.together = here, analysing_of(here)
    return _Put.together


@dataclass(frozen=True, slots=True)
class InHand:
    """An item of the queue as its page shows it: who has it, what was noted, and whether it is done with."""

    item: Item
    entry: QueueEntry
    holder: Claim | None
    mine: bool
    notes: tuple[ItemNote, ...]
    finished: Finished | None


def in_hand(item: Item, by: str, now: datetime) -> InHand | None:
    """The item's state; None for what never waited for anybody."""
    ports = analysing()
    entry = ports.queue.entries([item]).get(item)
    if entry is None:
        return None
    holder = ports.claims.holders([item], now).get(item)
    mine = holder is not None and holder.by == by
    return InHand(item, entry, holder, mine, tuple(ports.claims.notes(item)), ports.queue.finished(item))


def address_of(item: Item) -> str:
    """Where an item is looked at."""
    return reverse("console:mail" if item.kind is ItemKind.REPORT else "console:campaign", args=[item.number])


def claim_next(by: str, now: datetime) -> Item | None:
    """Claim the most pressing item that nobody has in hand; None where none is left."""
    ports, after = analysing(), None
    for _ in range(_PAGES_LOOKED_AT):
        page = ports.queue.page(QueueFilter(), after, 50, now)
        held = ports.claims.holders([each.item for each in page.entries], now)
        for each in page.entries:
            if each.item in held:
                continue
            try:
                claim_item(ports.desk, each.item, by=by, at=now)
            except CannotDo:  # a colleague was quicker
                continue
            return each.item
        after = page.after
        if after is None:
            break
    return None


def act_on(request: HttpRequest, item: Item, act: str) -> bool:
    """Do one of the acts that every item knows, and say so; False for another act, or where it was refused."""
    desk, by, at = analysing().desk, request.user.get_username(), centre().now()
    reason = reason_of(request)
    acts: dict[str, Callable[[], object]] = {
        "claim": lambda: claim_item(desk, item, by=by, at=at),
        "release": lambda: release_item(desk, item, by=by, at=at),
        "take_over": lambda: take_over(desk, item, by=by, reason=reason, at=at),
        "note": lambda: note_item(desk, item, by=by, text=request.POST.get("text", ""), at=at),
        "finish": lambda: finish_item(desk, item, by=by, reason=reason, at=at),
    }
    return act in acts and tried(request, act, acts[act])


def tried(request: HttpRequest, act: str, do: Callable[[], object]) -> bool:
    """Do it and say that it is done; where casework refuses, say what to do instead (done_…, refused_… in the catalogue)."""
    language = language_of(request)
    try:
        do()
    except CannotDo:
        messages.error(request, say(f"refused_{act}", language))
        return False
    messages.success(request, say(f"done_{act}", language))
    return True


def reason_of(request: HttpRequest) -> str:
    """The reason that was typed, or nothing where it is too short to say anything."""
    said = request.POST.get("reason", "").strip()
    return said if len(said) >= _SHORTEST else ""


def open_list(language: str, family: str, values: Iterable[str]) -> list[tuple[str, str]]:
    """The values of a list to choose from that is never complete, each by its words where the catalogue has them."""
    known = catalogue()
    any_ = [("", say("filter_any", language))]
    return [
        *any_, *((each, say(f"{family}_{each}", language) if f"{family}_{each}" in known else each) for each in values)
    ]  # fmt: skip


def known_of(family: str) -> list[str]:
    """The values of a family that the catalogue has words for."""
    return [key.removeprefix(f"{family}_") for key in catalogue() if key.startswith(f"{family}_")]


def languages() -> list[str]:
    """The languages that the catalogue has words for, by their ISO 639-1 codes."""
    return [code for code in known_of("language") if len(code) == 2]
