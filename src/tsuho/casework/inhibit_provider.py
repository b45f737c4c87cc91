"""Inhibit a provider: nothing is sent there until a day, or until it is lifted; and clear a bounce once the contact is in order."""

from datetime import date, datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.import_partners import Registers


def inhibit_provider(
    registers: Registers, code: str, *, reason: str, until: date | None, by: str, at: datetime
) -> None:
    """Send nothing there before ``until`` (None: until it is lifted), and say why."""
    _known(registers, code, by, reason)
    registers.partners.inhibit(code, reason, until)
    details = {"reason": reason, "until": until.isoformat() if until else ""}
    registers.audit.write(at, by, "inhibit", f"provider {code}", details)


def lift_inhibition(registers: Registers, code: str, *, reason: str, by: str, at: datetime) -> None:
    """Write there again."""
    _known(registers, code, by, reason)
    registers.partners.inhibit(code, "", None)
    registers.audit.write(at, by, "lift", f"provider {code}", {"reason": reason})


def clear_bounce(registers: Registers, code: str, *, reason: str, by: str, at: datetime) -> None:
    """A person looked at the contact and it is in order: letters may go there again."""
    _known(registers, code, by, reason)
    registers.partners.clear_bounce(code)
    registers.audit.write(at, by, "clear_bounce", f"provider {code}", {"reason": reason})


def _known(registers: Registers, code: str, by: str, reason: str) -> None:
    if not (by.strip() and reason.strip()):
        raise CannotDo("cannot_unreasoned")
    if registers.partners.provider(code) is None:
        raise CannotDo("cannot_find_provider", code=repr(code))
