"""What an import of partners or services would change: shown before anything is applied, field by field, and where it contradicts a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Protocol

Value = object


class Coded(Protocol):
    """An entry of a register: a dataclass known by its code."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def code(self) -> str:
        """What it is known by."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one entry that an import would change, or would contradict as a person confirmed it."""

    code: str
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Diff:
    """Codes that are new, fields that change, codes that are gone from the table, and confirmed fields that it contradicts.

    A contradiction changes nothing: what a person confirmed holds. It is a question to that person.
    """

    added: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[str, ...] = ()
    contradicted: tuple[Change, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the import would change nothing; contradictions change nothing either."""
        return not (self.added or self.changed or self.gone)


def diff_partners(
    before: Sequence[Coded],
    after: Sequence[Coded],
    confirmed: Mapping[str, Mapping[str, Value]],
    only: Sequence[str] = (),
) -> Diff:
    """Compare what a source brought before with what it brings now, in order of codes.

    ``confirmed`` are the fields that a person confirmed, by code; ``only`` the fields that an import brings (none: all).
    """
    old = {each.code: each for each in before}
    new = {each.code: each for each in after}
    return Diff(
        added=tuple(sorted(set(new) - set(old))),
        changed=tuple(
            change
            for code in sorted(set(old) & set(new))
            for change in _changes(code, _values(old[code], only), _values(new[code], only))
        ),
        gone=tuple(sorted(set(old) - set(new))),
        contradicted=tuple(
            change
            for code in sorted(set(new) & set(confirmed))
            for change in _changes(code, confirmed[code], _values(new[code], tuple(confirmed[code])))
        ),
    )


def _values(entry: Coded, only: Sequence[str]) -> dict[str, Value]:
    return {each.name: getattr(entry, each.name) for each in fields(entry) if not only or each.name in only}


def _changes(code: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> list[Change]:
    return [Change(code, name, before[name], after[name]) for name in before if before[name] != after.get(name)]
