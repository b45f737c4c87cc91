"""The table of what is referred with approval: kind → how what is due is found and how its letter is built."""

from collections.abc import Mapping

from tsuho.casework.refer_agency_bundles import AGENCY_BUNDLES
from tsuho.casework.refer_by_approval import Way
from tsuho.casework.refer_chain_reports import CHAIN_REPORTS
from tsuho.casework.refer_handoffs import HANDOFFS
from tsuho.casework.refer_inquiry_drafts import INQUIRY_DRAFTS
from tsuho.casework.refer_ministry_dossiers import MINISTRY_DOSSIERS
from tsuho.casework.refer_petition_files import PETITION_FILES
from tsuho.casework.refer_warnings import WARNINGS
from tsuho.casework.refer_withdrawals import WITHDRAWALS
from tsuho.words.vocabulary import ReferralKind

WAYS: Mapping[ReferralKind, Way] = {
    way.kind: way
    for way in (
        WARNINGS,
        AGENCY_BUNDLES,
        PETITION_FILES,
        INQUIRY_DRAFTS,
        WITHDRAWALS,
        HANDOFFS,
        MINISTRY_DOSSIERS,
        CHAIN_REPORTS,
    )
}
