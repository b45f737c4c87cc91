"""What keeping the ledger and publishing from it need, put together from an open centre."""

from datetime import datetime

from tsuho.casework.effects import effects
from tsuho.casework.keep_ledger import Keeping
from tsuho.casework.look_back import look_back
from tsuho.casework.seal_audit import seal_audit
from tsuho.statistics.periods import Period
from tsuho.wiring.ledger_key import LedgerKey
from tsuho.wiring.open import Centre
from tsuho.wiring.publishing import lay_out
from tsuho.wiring.referring import referring_of
from tsuho.words.ledger import LedgerRow


def keeping_of(centre: Centre) -> Keeping:
    """How this centre keeps its ledger."""
    settings = centre.settings
    return Keeping(
        ledger=centre.ledger,
        audit=centre.audit,
        timezone=centre.reading.jurisdiction.timezone,
        signer=LedgerKey(settings.path(settings.store.ledger_key)) if settings.store.ledger_key else None,
        oldest_waiting=lambda: centre.spool.waiting().oldest,
        looked_back=lambda month: _look_back(centre, month),
        audit_sealed=lambda at: _audit_sealed(centre, at),
        laid_out=lambda month: lay_out(centre, month),
    )


def _audit_sealed(centre: Centre, at: datetime) -> tuple[int, str]:
    head = seal_audit(centre.audit, centre.audit_heads, at)
    return head.length, head.hash


def _look_back(centre: Centre, month: Period) -> list[LedgerRow]:
    referring = referring_of(centre)
    moving = referring.moving
    notices = effects(referring, now=centre.now())
    return look_back(centre.campaign_days, notices, month, moving.timezone, moving.source)
