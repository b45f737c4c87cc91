"""The columns of a slim row that come from the judgement: written when a report is filed, and again where a rebuild is applied."""

from dataclasses import asdict
from typing import Any

from tsuho.store.records.models import Report
from tsuho.store.records.plain_text import plain_text
from tsuho.words.judged import JudgedReport
from tsuho.words.vocabulary import Standing

_LENGTHS = {each.name: each.max_length for each in Report._meta.fields}  # noqa: SLF001  # Django's own documented way
_STRONGEST_FIRST = (Standing.VERIFIED, Standing.MONITOR, Standing.FACE)


def judged_columns(judged: JudgedReport) -> dict[str, Any]:
    """Column → value, texts cut to their columns."""
    message, origin = judged.message, judged.origin
    standings = {finding.standing for finding in judged.breaches}
    texts = {
        "form": judged.form,
        "outcome": judged.outcome,
        "reason": judged.reasons[0] if judged.reasons else "",
        "category": judged.classification.category,
        "language": message.language if message else "",
        "from_address": message.from_address if message else "",
        "subject": message.subject if message else "",
        "rules": " ".join(sorted({finding.rule for finding in judged.breaches})),
        "standing": next((each for each in _STRONGEST_FIRST if each in standings), ""),
        "confidence": origin.confidence if origin else "",
        "ip": origin.ip if origin else "",
    }
    return {
        "port": origin.port if origin else None,
        "network": asdict(origin.network) if origin and origin.network else None,
        **{name: plain_text(str(text), _LENGTHS[name]) for name, text in texts.items()},
    }
