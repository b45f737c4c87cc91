"""Export the books of a period for an inspection (立入検査・監督, 第28条第2項): gathered, checked, searched for leaks, written down.

The package says what stood at the period's end, so that one of a period that is over has the same bytes whenever it is made on
a day. An address of a monitor or a reporter in any of its bytes blocks it: nothing is handed over, and that is written down.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from tsuho.casework.errors import CannotDo
from tsuho.casework.inspecting import Inspecting
from tsuho.casework.inspection_parts import Span, checks_of, parts_of
from tsuho.casework.office import named
from tsuho.referral.documents.inspection_export import Export, Inspected, inspection_export
from tsuho.referral.leak_check import LeakCheck, Leaks

_ADDRESS = re.compile(rb"[\w.+%-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Handed:
    """The package as it is handed over: its hash stands in the audit log, under the centre's signature where it has a key."""

    name: str
    package: bytes
    sha256: str
    signature: str = ""
    signed_with: str = ""


def export_inspection(
    inspecting: Inspecting, first_day: date, last_day: date, *, by: str, reason: str, at: datetime
) -> Handed:
    """Make the package of a period. Raises CannotDo for a period that is none, without a name or a reason, and for a leak."""
    named(by)
    if not reason.strip():
        raise CannotDo("cannot_inspect_unreasoned")
    keeping = inspecting.keeping
    if not first_day <= last_day <= keeping.day(at):
        raise CannotDo("cannot_inspect_period")
    span = Span(
        datetime.combine(first_day, time(), keeping.timezone),
        datetime.combine(last_day + timedelta(days=1), time(), keeping.timezone),
    )
    inspected = Inspected(first_day, last_day, keeping.day(at))
    export = inspection_export(
        inspected, parts_of(inspecting, span), checks_of(inspecting, span), inspecting.reporter, inspecting.words
    )
    days = {"since": first_day.isoformat(), "until": last_day.isoformat(), "reason": reason.strip()}
    try:
        _must_not_leak(inspecting, export)
    except Leaks as leaks:
        inspecting.audit.write(at, by, "inspection_blocked", export.name, {**days, "why": str(leaks)})
        raise CannotDo("cannot_inspect_leaking", leaks=leaks.words or str(leaks)) from None
    digest, signer = sha256(export.package).hexdigest(), keeping.signer
    signature = signer.sign(signed_text(export.name, digest)) if signer else ""
    details = {**days, "sha256": digest, "bytes": str(len(export.package)), "signature": signature}
    inspecting.audit.write(at, by, "inspection_exported", export.name, details)
    return Handed(export.name, export.package, digest, signature, signer.public if signer else "")


def signed_text(name: str, digest: str) -> bytes:
    """What the signature of a package stands under."""
    return f"tsuho inspection export\n{name}\n{digest}\n".encode()


def _must_not_leak(inspecting: Inspecting, export: Export) -> None:
    """Every byte, in every encoding, for monitors; every address as it stands for reporters, whom only a pseudonym knows."""
    check = LeakCheck(inspecting.monitors)
    for name, content in (*export.beneath, (export.name, export.package)):
        check.must_not_leak(name, content)
        for address in dict.fromkeys(_ADDRESS.findall(content)):
            if inspecting.is_reporter(address.decode("ascii", "replace")):
                at = content.index(address)
                raise Leaks(f"{name} holds the address of a reporter at bytes {at} to {at + len(address)}")
