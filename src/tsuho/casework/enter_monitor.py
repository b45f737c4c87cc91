"""Enter a monitor into the register, with its first provenance sheet and the first line of its custody log."""

import re

from tsuho.casework.errors import CannotDo
from tsuho.casework.keep_provenance import keep_provenance, texts_of
from tsuho.casework.monitor_keeping import MonitorKeeping, Noting, must_be_said, must_name_no_address, write_down
from tsuho.words.monitors import CustodyAct, MonitorEntry, Provenance

_ADDRESS = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+")


def enter_monitor(
    keeping: MonitorKeeping, entry: MonitorEntry, address: str, sheet: Provenance | None, noting: Noting
) -> int:
    """The new monitor's number. Raises CannotDo where the address or label is taken, or a text names the address.

    Without a sheet nothing says why it never consented; one is entered before its mail is shown to anybody as a proof.
    """
    must_be_said(noting.by, entry.carrier)
    if not _ADDRESS.fullmatch(address):
        raise CannotDo("cannot_enter_monitor_address")
    texts = texts_of(sheet) if sheet else ()
    must_name_no_address(keeping, entry.label, entry.place, entry.carrier, *texts, also=[address])
    with keeping.together():
        number = keeping.register.enter(entry, address)
        if not number:
            raise CannotDo("cannot_enter_monitor_twice")
        made = sheet.machine if sheet else ""
        write_down(keeping, number, CustodyAct.MADE, noting, made, {"label": entry.label, "place": entry.place})
        if sheet is not None:
            keep_provenance(keeping, number, sheet, noting)
    return number
