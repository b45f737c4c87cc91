"""Confirm fields of a provider by hand: from then on they hold whatever an import says, until they are taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.import_partners import Registers
from tsuho.casework.partner_tables import field_from


def confirm_provider(
    registers: Registers,
    code: str,
    fields: Mapping[str, str],
    drop: Sequence[str],
    *,
    by: str,
    reason: str,
    at: datetime,
) -> None:
    """Enter fields from text, take others back. Raises CannotDo for what is no field, or no value of one."""
    if not (by.strip() and reason.strip()):
        raise CannotDo("cannot_confirm_unreasoned")
    if not (fields or drop):
        raise CannotDo("cannot_confirm_nothing")
    known = registers.partners.layers(code)
    if not (known.imported or known.confirmed) and not {"name", "contact"} <= set(fields):
        raise CannotDo("cannot_find_new_provider", code=repr(code))
    try:
        values = {name: field_from(name, text) for name, text in fields.items()}
        if drop:
            registers.partners.unconfirm(code, drop)
        if values:
            registers.partners.confirm(code, values, by, at)
    except ValueError as error:
        raise CannotDo("cannot_confirm_value", why=error) from None
    details = {"fields": " ".join(values), "dropped": " ".join(drop), "reason": reason}
    registers.audit.write(at, by, "confirm", f"provider {code}", details)
