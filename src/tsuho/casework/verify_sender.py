"""Verify who a sender is, from a source outside his mails: what a mail displays may be a victim's name (law-review, L197)."""

from dataclasses import replace
from datetime import datetime, tzinfo

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit
from tsuho.casework.referral_ports import PartnerRegister
from tsuho.casework.register_senders import sender_of
from tsuho.words.partners import Sender, VerifiedIdentity


def verify_sender(
    register: PartnerRegister, audit: Audit, code: str, identity: VerifiedIdentity, *, at: datetime, timezone: tzinfo
) -> Sender:
    """Enter the identity of a sender. Raises CannotDo where it does not say who found it, how, or whom it names."""
    sender = sender_of(register, code)
    if not (identity.name.strip() and identity.address.strip()):
        raise CannotDo("cannot_verify_unnamed")
    if not (identity.how.strip() and identity.by.strip()):
        raise CannotDo("cannot_verify_unsourced")
    if identity.on > at.astimezone(timezone).date():
        raise CannotDo("cannot_verify_in_future", day=identity.on)
    verified = replace(sender, identity=identity)
    register.enter_sender(verified)
    audit.write(at, identity.by, "verify", f"sender {code}", {"how": identity.how, "on": identity.on.isoformat()})
    return verified
