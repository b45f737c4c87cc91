"""The columns of a slim row that come from the judgement: written when a report is filed, and again where a rebuild is applied."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tsuho.casework.index_text import address_in_order
from tsuho.casework.search_ports import What
from tsuho.store.records.models import Report
from tsuho.store.records.plain_text import plain_text
from tsuho.words.judged import JudgedReport, MessageFacts
from tsuho.words.vocabulary import Standing

_LENGTHS = {each.name: each.max_length for each in Report._meta.fields}  # noqa: SLF001  # Django's own documented way
_STRONGEST_FIRST = (Standing.VERIFIED, Standing.MONITOR, Standing.FACE)
_MOST_NAMED = 10  # values of one kind that a slim row keeps: a list of a thousand domains names nobody
_LONGEST_NAMED = 200


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
        "ip_order": address_in_order(origin.ip) if origin else "",
        "message_sha256": (message.sha256 or "") if message else "",
    }
    return {
        "port": origin.port if origin else None,
        "network": asdict(origin.network) if origin and origin.network else None,
        "named": [plain_text(each, _LONGEST_NAMED) for each in _named(message)] if message else [],
        **{name: plain_text(str(text), _LENGTHS[name]) for name, text in texts.items()},
    }


def _named(message: MessageFacts) -> Iterator[str]:
    """The domains, telephone numbers, sums and files that the mail names, each once."""
    found = {
        What.LANDING: [link.domain for link in message.links if link.domain],
        What.PHONE: message.phones,
        What.AMOUNT: [f"{each.currency} {each.value}" for each in message.amounts],
        What.FILE: [each.sha256 for each in message.attachments],
    }
    for what, values in found.items():
        for value in list(dict.fromkeys(values))[:_MOST_NAMED]:
            yield f"{what}:{value}"
