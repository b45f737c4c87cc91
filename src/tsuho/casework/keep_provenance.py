"""Keep a version of a monitor's provenance sheet (来歴票). Earlier versions stay: a mail is judged by the sheet of its time.

A version may rule out more than the one before, for mail to come. What it rules out no longer was true before as well, so
that is no matter of a new version: the monitor is contaminated, and what stands on it is taken back.
"""

from dataclasses import replace
from datetime import timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.monitor_keeping import (
    MonitorKeeping,
    Noting,
    known_monitor,
    must_be_said,
    must_name_no_address,
    write_down,
)
from tsuho.words.monitors import CustodyAct, Provenance, Published


def keep_provenance(keeping: MonitorKeeping, number: int, sheet: Provenance, noting: Noting) -> int:
    """The version's number. Raises CannotDo for one that opens a basis which the last one ruled out."""
    must_be_said(noting.by, sheet.made_by)
    known_monitor(keeping, number)
    if sheet.made_on > (noting.at + timedelta(days=1)).date():  # UTC's day may be yesterday's
        raise CannotDo("cannot_sheet_made_later")
    if sheet.published is not Published.NEVER and not sheet.published_where.strip():
        raise CannotDo("cannot_sheet_published_where")
    must_name_no_address(keeping, *texts_of(sheet))
    before = next(iter(keeping.register.sheets(number)), None)
    if before and any(was and not now for was, now in zip(before.excludes, sheet.excludes, strict=True)):
        raise CannotDo("cannot_sheet_rule_out_less")
    signed = replace(sheet, by=noting.by, at=noting.at)
    excluded = " ".join(item for item, is_out in zip(("i", "ii", "iii", "iv"), signed.excludes, strict=True) if is_out)
    with keeping.together():
        version = keeping.register.keep_sheet(number, signed)
        write_down(keeping, number, CustodyAct.SHEET, noting, "", {"sheet": str(version), "excludes": excluded})
    return version


def texts_of(sheet: Provenance) -> tuple[str, ...]:
    """All that is written on a sheet in free words."""
    return (sheet.made_by, sheet.machine, sheet.keeper, sheet.published_where, sheet.remarks, *sheet.partners)
