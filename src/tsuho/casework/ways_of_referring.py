"""The table of what is referred with approval: kind → how what is due is found and how its letter is built."""

from collections.abc import Mapping
from datetime import datetime

from tsuho.casework.refer_agency_bundles import AGENCY_BUNDLES
from tsuho.casework.refer_by_approval import Built, Period, Way
from tsuho.casework.refer_chain_reports import CHAIN_REPORTS
from tsuho.casework.refer_handoffs import HANDOFFS
from tsuho.casework.refer_inbound_notices import INBOUND_NOTICES
from tsuho.casework.refer_inquiry_drafts import INQUIRY_DRAFTS
from tsuho.casework.refer_ministry_dossiers import MINISTRY_DOSSIERS
from tsuho.casework.refer_ministry_reports import MINISTRY_REPORTS
from tsuho.casework.refer_petition_files import PETITION_FILES
from tsuho.casework.refer_warnings import WARNINGS
from tsuho.casework.refer_withdrawals import WITHDRAWALS
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring
from tsuho.words.catalogue import Words
from tsuho.words.vocabulary import ReferralKind


def _together(one: Way, other: Way) -> Way:
    """Two documents of one kind: both are looked for, and each is built by the way whose key it has."""

    def due(referring: Referring, period: Period, now: datetime) -> tuple[list[Referral], list[Words]]:
        drafts, passed_over = one.due(referring, period, now)
        more, why = other.due(referring, period, now)
        return [*drafts, *more], [*passed_over, *why]

    def build(referring: Referring, referral: Referral, now: datetime) -> Built:
        way = other if referral.key.startswith(other.key) else one
        return way.build(referring, referral, now)

    return Way(one.kind, due, build)


WAYS: Mapping[ReferralKind, Way] = {
    way.kind: way
    for way in (
        WARNINGS,
        AGENCY_BUNDLES,
        PETITION_FILES,
        INQUIRY_DRAFTS,
        WITHDRAWALS,
        HANDOFFS,
        CHAIN_REPORTS,
        INBOUND_NOTICES,
        _together(MINISTRY_DOSSIERS, MINISTRY_REPORTS),
    )
}
