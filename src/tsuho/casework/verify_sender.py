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
        raise CannotDo("a verified identity has a name and an address (--name, --address)")
    if not (identity.how.strip() and identity.by.strip()):
        raise CannotDo("say from which source it was found (--how 登記, 第29条の回答, …) and who found it (--by)")
    if identity.on > at.astimezone(timezone).date():
        raise CannotDo(f"the day on which it was verified, {identity.on}, has not come yet")
    verified = replace(sender, identity=identity)
    register.enter_sender(verified)
    audit.write(at, identity.by, "verify", f"sender {code}", {"how": identity.how, "on": identity.on.isoformat()})
    return verified
