"""The register of partners in the database: agencies, vendors, bodies, the ministry; what a person entered wins."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeVar

from tsuho.store.lake.as_json import from_json, to_json
from tsuho.store.records.referral_models import PartnerEntry
from tsuho.words.partners import Agency, ConsentText, HandoffBody, Ministry, Sender, Vendor
from tsuho.words.referrals import HandoffTo

Partner = TypeVar("Partner", Agency, ConsentText, HandoffBody, Ministry, Sender, Vendor)
_MINISTRY = "ministry"


class PartnerRegisterInDatabase:
    """The port PartnerRegister on the ORM. ``shipped`` are the agencies that the jurisdiction brings."""

    def __init__(self, shipped: Sequence[Agency] = ()) -> None:
        self._shipped = tuple(shipped)

    def agencies(self) -> list[Agency]:
        """All agencies, by code; one that a person entered replaces the one that is shipped."""
        found = {each.code: each for each in self._shipped}
        found |= {each.code: each for each in _entered("agency", Agency)}
        return [found[code] for code in sorted(found)]

    def enter_agency(self, agency: Agency) -> None:
        """Enter or replace one."""
        _enter("agency", agency.code, agency)

    def vendors(self) -> list[Vendor]:
        """All members of the association, by code."""
        return _entered("vendor", Vendor)

    def enter_vendor(self, vendor: Vendor) -> None:
        """Enter or replace one."""
        _enter("vendor", vendor.code, vendor)

    def consent_texts(self) -> list[ConsentText]:
        """All versions of the text that reporters agree to, oldest first."""
        return sorted(_entered("consent", ConsentText), key=lambda each: (each.since, each.version, each.language))

    def enter_consent_text(self, text: ConsentText) -> None:
        """Enter or replace one version in one language."""
        _enter("consent", f"{text.version}/{text.language}", text)

    def bodies(self) -> Mapping[HandoffTo, HandoffBody]:
        """The bodies that are handed lists."""
        return {each.to: each for each in _entered("body", HandoffBody)}

    def enter_body(self, body: HandoffBody) -> None:
        """Enter or replace one."""
        _enter("body", body.to.value, body)

    def ministry(self) -> Ministry | None:
        """The ministry; None until a person entered it."""
        return next(iter(_entered(_MINISTRY, Ministry)), None)

    def enter_ministry(self, ministry: Ministry) -> None:
        """Enter or replace it."""
        _enter(_MINISTRY, _MINISTRY, ministry)

    def senders(self) -> list[Sender]:
        """The register of senders, by code."""
        return _entered("sender", Sender)

    def enter_sender(self, sender: Sender) -> None:
        """Enter or replace one."""
        _enter("sender", sender.code, sender)


def _enter(kind: str, code: str, partner: object) -> None:
    PartnerEntry.objects.update_or_create(kind=kind, code=code, defaults={"entry": json.loads(to_json(partner))})


def _entered(kind: str, of: type[Partner]) -> list[Partner]:
    rows = PartnerEntry.objects.filter(kind=kind).order_by("code")
    return [from_json(of, json.dumps(row.entry)) for row in rows]
