"""The register of senders (送信者): enter one, assign campaigns, record an order. Who he is, is verified in another step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Records
from tsuho.casework.referral_ports import PartnerRegister
from tsuho.words.partners import Sender


def sender_of(register: PartnerRegister, code: str) -> Sender:
    """One sender. Raises CannotDo for a code that is none."""
    found = next((each for each in register.senders() if each.code == code), None)
    if found is None:
        raise CannotDo("cannot_find_sender", code=repr(code))
    return found


def add_sender(
    register: PartnerRegister, audit: Audit, code: str, displayed: Sequence[str], *, by: str, at: datetime
) -> None:
    """Enter a sender with the names and contacts that the mails display, which prove nothing."""
    _named(by)
    if not code.strip() or any(each.code == code for each in register.senders()):
        raise CannotDo("cannot_enter_sender", code=repr(code))
    register.enter_sender(Sender(code, tuple(displayed)))
    audit.write(at, by, "add", f"sender {code}", {"displayed": " / ".join(displayed)})


def assign_campaigns(
    register: PartnerRegister,
    records: Records,
    audit: Audit,
    code: str,
    campaigns: Sequence[int],
    *,
    by: str,
    at: datetime,
) -> Sender:
    """Say that campaigns are a sender's. Raises CannotDo for one that is none, or another sender's."""
    _named(by)
    sender = sender_of(register, code)
    standing = []
    for number in campaigns:
        campaign = records.campaign(number)
        if campaign is None:
            raise CannotDo("cannot_find_campaign", campaign=number)
        other = next((each for each in register.senders() if campaign.id in each.campaigns and each.code != code), None)
        if other:
            raise CannotDo("cannot_two_senders", campaign=campaign.id, other=other.code)
        standing.append(campaign.id)
    assigned = replace(sender, campaigns=tuple(dict.fromkeys((*sender.campaigns, *standing))))
    register.enter_sender(assigned)
    audit.write(at, by, "assign", f"sender {code}", {"campaigns": " ".join(map(str, standing))})
    return assigned


def record_order(register: PartnerRegister, audit: Audit, code: str, day: date, *, by: str, at: datetime) -> None:
    """Record an order of the ministry (措置命令, 第7条) against a sender, by its day."""
    _named(by)
    sender = sender_of(register, code)
    if sender.identity is None:
        raise CannotDo("cannot_order_unverified", code=code)
    if day > at.date():
        raise CannotDo("cannot_order_in_future", day=day)
    register.enter_sender(replace(sender, ordered_on=tuple(sorted({*sender.ordered_on, day}))))
    audit.write(at, by, "order", f"sender {code}", {"on": day.isoformat()})


def _named(by: str) -> None:
    if not by.strip():
        raise CannotDo("cannot_entry_unnamed")
