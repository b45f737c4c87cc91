"""Note recipients that a receiving host refused (架空電子メールアドレス): only counts and a pattern are kept, no address.

They come from a provider's own log, with what its register says of each address; a monitor's mail has no place here.
"""

from collections.abc import Iterable
from datetime import datetime

from tsuho.casework.case_ports import CampaignCases
from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Records
from tsuho.engine.campaigns.refused_recipients import Refused, runs_of
from tsuho.engine.law.campaign_case import RecipientRun


def note_refused_recipients(
    records: Records,
    cases: CampaignCases,
    audit: Audit,
    *,
    campaign: int,
    refused: Iterable[Refused],
    by: str,
    reason: str,
    at: datetime,
) -> tuple[RecipientRun, ...]:
    """Note the runs in a list of refused recipients; what was found. Raises CannotDo for an empty list."""
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_note_list_unreasoned")
    seen = records.campaign(campaign)
    if seen is None:
        raise CannotDo("cannot_find_campaign", campaign=campaign)
    runs = runs_of(refused)
    if not runs:
        raise CannotDo("cannot_note_empty_list")
    cases.note_runs(seen.id, runs, by, reason, at)
    counts = {
        "runs": str(len(runs)),
        "refused": str(sum(run.refused for run in runs)),
        "never_assigned": str(sum(run.never_assigned for run in runs)),
        "reason": reason,
    }
    audit.write(at, by, "note_refused_recipients", f"campaign {seen.id}", counts)
    return runs
