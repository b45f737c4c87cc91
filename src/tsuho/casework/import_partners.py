"""Import a table of partners: first its diff, then, if a person says so, its entries. What is bad in it costs itself only.

Providers: the import replaces whole what its source brought before; a provider whose row is bad stays as its source had it.
Agencies and vendors have one layer, entered by persons: rows are added and changed, and none is taken away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tsuho.casework.diff_partners import Diff, diff_partners
from tsuho.casework.errors import CannotDo
from tsuho.casework.partner_ports import LAYERED, Partners, Provider
from tsuho.casework.partner_tables import Entry, read_partners
from tsuho.casework.ports import Audit
from tsuho.casework.referral_ports import PartnerRegister
from tsuho.casework.table_rows import BadRow
from tsuho.words.catalogue import Words
from tsuho.words.partners import Agency, Vendor


@dataclass(frozen=True, slots=True)
class Registers:
    """Where partners stand, and who writes down what was done to them."""

    partners: Partners
    register: PartnerRegister
    audit: Audit


@dataclass(frozen=True, slots=True)
class Import:
    """A table that was read and compared: what it would change, its bad rows, and the entries as they would stand."""

    kind: str
    source: str
    diff: Diff
    bad: tuple[BadRow, ...]
    entries: tuple[Entry, ...]


def prepare_import(registers: Registers, raw: bytes, form: str, kind: str, source: str) -> Import:
    """Read and compare; nothing is changed. Raises CannotDo for what is no table, or holds no good row."""
    good, bad = read_partners(raw, form, kind)
    if not good:
        why = Words("cannot_first_bad_row", {"place": bad[0].place, "why": bad[0].why}) if bad else ""
        raise CannotDo("cannot_import_nothing", why=why)
    before = _before(registers, kind, source)
    entries: list[Entry] = [_as_kept(each, before) for each in good]
    if kind == "providers":
        codes = {each.code for each in good}
        spoilt = {each.code for each in bad if each.code} - codes
        entries += [each for each in before if each.code in spoilt]
        confirmed = {
            each.code: {name: field.value for name, field in registers.partners.layers(each.code).confirmed.items()}
            for each in entries
        }
        diff = diff_partners(before, entries, {code: said for code, said in confirmed.items() if said}, LAYERED)
    else:
        diff = diff_partners(before, entries, {})
    return Import(kind, source, diff, tuple(bad), tuple(entries))


def apply_import(registers: Registers, prepared: Import, *, by: str, at: datetime) -> None:
    """Enter what was compared, and write down who did. Raises CannotDo without a name."""
    if not by.strip():
        raise CannotDo("cannot_import_unnamed")
    if prepared.kind == "providers":
        providers = [each for each in prepared.entries if isinstance(each, Provider)]
        registers.partners.import_providers(prepared.source, providers, at)
    for each in prepared.entries:
        if isinstance(each, Agency):
            registers.register.enter_agency(each)
        elif isinstance(each, Vendor):
            registers.register.enter_vendor(each)
    diff = prepared.diff
    details = {
        "source": prepared.source,
        "added": " ".join(diff.added),
        "changed": " ".join(f"{each.code}.{each.field}" for each in diff.changed),
        "gone": " ".join(diff.gone),
    }
    registers.audit.write(at, by, "import", prepared.kind, details)


def _before(registers: Registers, kind: str, source: str) -> Sequence[Entry]:
    if kind == "providers":
        return registers.partners.imported(source)
    return registers.register.agencies() if kind == "agencies" else registers.register.vendors()


def _as_kept(entry: Entry, before: Sequence[Entry]) -> Entry:
    """A table holds no keys: an agency keeps the one that a person entered."""
    known = next((each for each in before if each.code == entry.code), None)
    if isinstance(entry, Agency) and isinstance(known, Agency):
        return replace(entry, key_kind=known.key_kind, key=known.key)
    return entry
