"""What an inspection export needs: the books of the centre, the law it holds, whose addresses must not be in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tsuho.casework.audit_ports import AuditHeads, AuditLog
from tsuho.casework.discard_ports import Discards
from tsuho.casework.keep_ledger import Keeping
from tsuho.casework.law_table import LawTable
from tsuho.casework.referral_ports import Referrals
from tsuho.referral.reported_hit import Reporter
from tsuho.words.vocabulary import Source


@dataclass(frozen=True, slots=True)
class Inspecting:
    """What the export is made of. ``settings`` are (name, value, changed) without secrets, ``secret_files`` names alone.

    ``monitors`` are the addresses of all monitors, retired or not; ``is_reporter`` says whether an address ever sent us
    anything, without anybody keeping who did.
    """

    audit: AuditLog
    heads: AuditHeads
    keeping: Keeping
    referrals: Referrals
    discards: Discards
    law: LawTable
    settings: Sequence[tuple[str, str, str]]
    secret_files: Sequence[str]
    reporter: Reporter
    words: Mapping[str, str]
    monitors: Sequence[str]
    is_reporter: Callable[[str], bool]
    source: Source
