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
        raise CannotDo(f"there is no sender {code!r}; `tsuho senders list` shows them, `tsuho senders add` enters one")
    return found


def add_sender(
    register: PartnerRegister, audit: Audit, code: str, displayed: Sequence[str], *, by: str, at: datetime
) -> None:
    """Enter a sender with the names and contacts that the mails display, which prove nothing."""
    _named(by)
    if not code.strip() or any(each.code == code for each in register.senders()):
        raise CannotDo(f"a sender {code!r} is known already, or the code is empty; choose another")
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
            raise CannotDo(f"there is no campaign {number}; the console lists them")
        other = next((each for each in register.senders() if campaign.id in each.campaigns and each.code != code), None)
        if other:
            raise CannotDo(f"campaign {campaign.id} is {other.code}'s; a campaign has one sender")
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
        raise CannotDo(f"sender {code} has no verified identity, and an order is against a person; verify it first")
    if day > at.date():
        raise CannotDo(f"the day of the order, {day}, has not come yet")
    register.enter_sender(replace(sender, ordered_on=tuple(sorted({*sender.ordered_on, day}))))
    audit.write(at, by, "order", f"sender {code}", {"on": day.isoformat()})


def _named(by: str) -> None:
    if not by.strip():
        raise CannotDo("this needs a name (--by): it must stand years later")
