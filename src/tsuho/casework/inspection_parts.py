"""What an inspection export holds (検査資料の中身): each file out of the ports, and what was checked while it was gathered."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from tsuho.casework.audit_ports import AuditAsked, Written
from tsuho.casework.check_ledger import wrong_in_month
from tsuho.casework.inspecting import Inspecting
from tsuho.casework.ledger_ports import ClosedMonth
from tsuho.casework.verify_audit import verify_audit
from tsuho.referral.documents.inspection_export import Checked, Part, lines_part, table_part, values_part
from tsuho.statistics import series
from tsuho.statistics.sealing import START
from tsuho.words.catalogue import say
from tsuho.words.ledger import SPLITS
from tsuho.words.referrals import ReferralState

_AT_ONCE = 1_000
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)  # ever


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment until just before another."""

    since: datetime
    until: datetime


def parts_of(inspecting: Inspecting, span: Span) -> list[Part]:
    """Every file but the cover."""
    return [
        *_audit(inspecting, span),
        *_ledger(inspecting, span),
        *_law(inspecting),
        *_referrals(inspecting, span),
        *_kept(inspecting, span),
    ]


def checks_of(inspecting: Inspecting, span: Span) -> list[Checked]:
    """What was checked: the whole audit log against its heads, the closed months of the time, the proofs against the counts."""
    verified = verify_audit(inspecting.audit, inspecting.heads, inspecting.keeping.ledger.closed_months())
    faults = tuple(say(each.key, "ja", each.details) for each in verified.faults)
    # the chain is verified to its end; what is told is how much of it is of the time, so that later entries change no byte
    entries = [*_entries(inspecting, span)]
    broken = tuple(
        say("audit_entry_broken", "ja", {"number": f"{entry.number:,}"})
        for entry, line, hashed in entries
        if sha256(line.encode()).hexdigest() != hashed
    )
    months = _months(inspecting, span)
    return [
        Checked("check_audit", len(entries), tuple(dict.fromkeys((*faults, *broken)))),
        Checked("check_months", len(months), _wrong_months(inspecting, months)),
        _chain_mail(inspecting, span),
    ]


def _audit(inspecting: Inspecting, span: Span) -> list[Part]:
    entries = [*_entries(inspecting, span)]
    rows = [
        (
            entry.number, _utc(entry.at), entry.by, entry.act, entry.subject,
            json.dumps(dict(entry.details), ensure_ascii=False, sort_keys=True), hashed,
        )
        for entry, _, hashed in entries
    ]  # fmt: skip
    head = ("number", "time_utc", "by", "act", "subject", "details", "hash")
    return [
        table_part("audit/entries.csv", "audit_entries", head, rows, simulated=inspecting.reporter.simulated),
        lines_part("audit/chain.jsonl", "audit_chain", [line for _, line, _ in entries]),
    ]


def _entries(inspecting: Inspecting, span: Span) -> Iterator[tuple[Written, str, str]]:
    """(entry, the text that its hash is of, its hash), in order of number."""
    found: dict[int, Written] = {}
    before: int | None = None
    while page := inspecting.audit.search(AuditAsked(since=span.since, until=span.until), before, _AT_ONCE):
        found |= {each.number: each for each in page}
        before = page[-1].number
    previous = START
    for link in inspecting.audit.links():
        if entry := found.get(link.number):
            at = entry.at.astimezone(UTC).isoformat()
            said = [previous, at, entry.by, entry.act, entry.subject, dict(entry.details)]
            yield entry, json.dumps(said, sort_keys=True), link.hash
        previous = link.hash


def _ledger(inspecting: Inspecting, span: Span) -> list[Part]:
    first, after = inspecting.keeping.day(span.since), inspecting.keeping.day(span.until)
    sums = sorted(inspecting.keeping.ledger.sums(first, after, SPLITS))
    months = [
        asdict(each) | {"at": _utc(each.at), "signed_text": each.signed_text.decode()}
        for each in _months(inspecting, span)
    ]
    simulated = inspecting.reporter.simulated
    return [
        table_part(
            "ledger/sums.csv",
            "ledger_sums",
            (*SPLITS, "count"),
            [(*values, count) for values, count in sums],
            simulated=simulated,
        ),
        values_part("ledger/closed-months.json", "ledger_months", months),
    ]


def _months(inspecting: Inspecting, span: Span) -> list[ClosedMonth]:
    """The closed months that the time touches."""
    first, last = inspecting.keeping.day(span.since), inspecting.keeping.day(span.until) - timedelta(days=1)
    closed = inspecting.keeping.ledger.closed_months()
    return [each for each in closed if f"{first:%Y-%m}" <= each.month <= f"{last:%Y-%m}"]


def _wrong_months(inspecting: Inspecting, months: Sequence[ClosedMonth]) -> tuple[str, ...]:
    wanted, previous, wrong = {each.month for each in months}, START, list[str]()
    for each in inspecting.keeping.ledger.closed_months():
        if each.month in wanted:
            wrong += [words.said_in("en") for words in wrong_in_month(inspecting.keeping, each, previous)]
        previous = each.hash
    return tuple(wrong)


def _chain_mail(inspecting: Inspecting, span: Span) -> Checked:
    """For each chain mail that came here and was ever counted there is a proof; what came at a month's end went in the next."""
    proofs = [each for each in inspecting.discards.between(_FIRST, _LAST) if each.source is inspecting.source]
    of_the_time = sum(1 for each in proofs if span.since <= each.at < span.until)
    days = inspecting.keeping.ledger.days()
    where = {"series": (series.CHAIN_MAIL,)}
    sums = inspecting.keeping.ledger.sums(*days, (), (inspecting.source,), where) if days else []
    counted = sum(count for _, count in sums)
    wrong = () if counted <= len(proofs) else (f"{counted:,} > {len(proofs):,}",)
    return Checked("check_chain_mail", of_the_time, wrong)


def _law(inspecting: Inspecting) -> list[Part]:
    law, simulated = inspecting.law, inspecting.reporter.simulated
    periods = [
        asdict(each) | {"since": each.since.isoformat(), "until": each.until.isoformat() if each.until else None}
        for each in law.periods
    ]
    rules = [
        (
            each.id, "campaign" if each.many else "mail", each.provision, each.since.isoformat(), each.until.isoformat() if each.until else "", each.version, each.hash,
            law.engine_version, law.engine_hash,
        )
        for each in law.rules
    ]  # fmt: skip
    head = ("rule", "judges", "provision", "since", "until", "version", "sha256", "program_version", "program_sha256")
    return [
        values_part("law/periods.json", "law_periods", periods),
        table_part("law/rules.csv", "law_rules", head, rules, simulated=simulated),
    ]


def _referrals(inspecting: Inspecting, span: Span) -> list[Part]:
    simulated = inspecting.reporter.simulated
    rows: list[tuple[str | int, ...]] = []
    moves: list[tuple[str | int, ...]] = []
    for each in inspecting.referrals.between(span.since, span.until):
        history = [move for move in inspecting.referrals.history(each.id) if move.at < span.until]
        state = history[-1].after if history else ReferralState.DRAFT
        days = tuple(day.isoformat() if day else "" for day in (each.first_day, each.last_day))
        opened = _utc(each.opened_at) if each.opened_at else ""
        rows.append(
            (
                each.number,
                each.kind.value,
                each.party,
                each.campaign or "",
                *days,
                len(each.reports),
                opened,
                state.value,
            )
        )
        moves += [
            (
                each.number,
                _utc(move.at),
                move.verb,
                move.before.value,
                move.after.value,
                move.role.value,
                move.by,
                move.reason,
            )
            for move in history
            if move.at >= span.since
        ]
    head = ("ticket", "kind", "party", "campaign", "first_day", "last_day", "messages", "opened_utc", "state_at_end")
    head_of_moves = ("ticket", "time_utc", "verb", "before", "after", "role", "by", "reason")
    return [
        table_part("referrals/referrals.csv", "referrals", head, rows, simulated=simulated),
        table_part("referrals/moves.csv", "referral_moves", head_of_moves, moves, simulated=simulated),
    ]


def _kept(inspecting: Inspecting, span: Span) -> list[Part]:
    simulated = inspecting.reporter.simulated
    proofs = [
        (_utc(each.at), each.chain_class.value, each.door.value, each.source.value, each.key)
        for each in inspecting.discards.between(span.since, span.until)
    ]
    secret = [(f"secrets/{name}", "", "") for name in inspecting.secret_files]
    return [
        table_part(
            "discards/proofs.csv",
            "discards",
            ("time_utc", "class", "door", "source", "key"),
            proofs,
            simulated=simulated,
        ),
        table_part(
            "settings/settings.csv",
            "settings",
            ("setting", "value", "changed"),
            [*inspecting.settings, *secret],
            simulated=simulated,
        ),
    ]


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
