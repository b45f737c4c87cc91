"""Import a table of services into the register: first its diff, then, if a person says so, its entries.

The import replaces whole what its source brought before; a service whose row is bad stays as its source had it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tsuho.casework.diff_partners import Diff, diff_partners
from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit
from tsuho.casework.service_tables import read_services
from tsuho.casework.survey_ports import Surveys
from tsuho.casework.table_rows import BadRow
from tsuho.words.catalogue import Words
from tsuho.words.surveys import Service


@dataclass(frozen=True, slots=True)
class ServiceImport:
    """A table that was read and compared: what it would change, its bad rows, and the services as they would stand."""

    source: str
    diff: Diff
    bad: tuple[BadRow, ...]
    services: tuple[Service, ...]


def prepare_services(surveys: Surveys, raw: bytes, form: str, source: str) -> ServiceImport:
    """Read and compare; nothing is changed. Raises CannotDo for what is no table, or holds no good row."""
    good, bad = read_services(raw, form)
    elsewhere = {code: known for code, known in surveys.sources().items() if known != source}
    bad += [
        BadRow(0, each.code, Words("row_elsewhere", {"service": each.code, "list": repr(elsewhere[each.code])}))
        for each in good
        if each.code in elsewhere
    ]
    good = [each for each in good if each.code not in elsewhere]
    refuse_an_empty_table(good, bad)
    before = surveys.services(source)
    spoilt = {each.code for each in bad} - {each.code for each in good}
    services = [*good, *(each for each in before if each.code in spoilt)]
    return ServiceImport(source, diff_partners(before, services, {}), tuple(bad), tuple(services))


def refuse_an_empty_table(good: Sequence[object], bad: Sequence[BadRow]) -> None:
    """Raise CannotDo where no row is good; the first bad one says why."""
    if not good:
        why = Words("cannot_first_bad_row", {"place": bad[0].place, "why": bad[0].why}) if bad else ""
        raise CannotDo("cannot_enter_nothing", why=why)


def apply_services(surveys: Surveys, audit: Audit, prepared: ServiceImport, *, by: str, at: datetime) -> None:
    """Enter what was compared, and write down who did. Raises CannotDo without a name."""
    if not by.strip():
        raise CannotDo("cannot_import_unnamed")
    surveys.enter_services(prepared.source, prepared.services, at)
    diff = prepared.diff
    details = {
        "source": prepared.source,
        "added": " ".join(diff.added),
        "changed": " ".join(f"{each.code}.{each.field}" for each in diff.changed),
        "gone": " ".join(diff.gone),
    }
    audit.write(at, by, "import", "services", details)
