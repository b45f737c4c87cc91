"""Which covered addresses can be looked at: one line a kind, with who finds the address by its number."""

from collections.abc import Callable, Mapping

from tsuho.store.records.models import Monitor


def _monitor(number: int) -> str | None:
    return Monitor.objects.filter(pk=number).values_list("address", flat=True).first()


FINDERS: Mapping[str, Callable[[int], str | None]] = {"monitor": _monitor}
