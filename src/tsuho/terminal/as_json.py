"""`tsuho read --json`: the contract. Names and keys stay; more may be added."""

from collections.abc import Mapping
from datetime import datetime

from tsuho.engine.parse.links import defang
from tsuho.terminal.harmless import harmless
from tsuho.terminal.outside_json import authentication_json, carried_json, virus_json
from tsuho.words.catalogue import say
from tsuho.words.displayed import Display, LawfulBasis
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Finding, JudgedArrival, JudgedReport, MessageFacts, Origin

Json = dict[str, object]


def arrival_json(file: str, judged: JudgedArrival, language: str) -> Json:
    """One line of `read --json`."""
    return {
        "file": harmless(file),
        "arrival": {"sha256": judged.sha256, "door": judged.door.value, "size": judged.size},
        "reports": [report_json(report, language) for report in judged.reports],
    }


def report_json(report: JudgedReport, language: str) -> Json:
    """One report: what it is, what was found, where it came from."""
    return {
        "kind": report.kind.value,
        "form": report.form.value,
        "depth": report.depth,
        "outcome": report.outcome.value,
        "reasons": [str(reason) for reason in report.reasons],
        "category": report.classification.category,
        "advertising": report.classification.advertising.value,
        "out_of_scope": report.classification.out_of_scope,
        "message": _message(report.message) if report.message else None,
        "why_unrecovered": _say(report.why_unrecovered, language, {}) if report.why_unrecovered else "",
        "reported": {name: harmless(value) for name, value in report.reported.items()},
        "lawful_basis": _lawful_basis(report.lawful_basis) if report.lawful_basis else None,
        "display": _display(report.display) if report.display else None,
        "parties": [
            {"involvement": each.involvement.value, "name": harmless(each.name), "evidence": _evidence(each.evidence)}
            for each in report.parties
        ],
        "findings": [_finding(finding, language) for finding in report.findings],
        "origin": _origin(report.origin, language) if report.origin else None,
        "origin_why": _say(report.origin_why_key, language, report.origin_why_details),
        "campaign_keys": [str(key) for key in report.campaign_keys],
        "authentication": authentication_json(report.authentication) if report.authentication else None,
        "virus": virus_json(report.virus),
    }


def _message(message: MessageFacts) -> Json:
    return {
        "sha256": message.sha256,
        "from": harmless(message.from_address or message.from_name),
        "from_name": harmless(message.from_name),
        "subject": harmless(message.subject),
        "date": _time(message.date),
        "message_id": harmless(message.message_id),
        "language": message.language,
        "charset": {
            "label": harmless(message.charset_label), "guess": message.charset_guess, "used": message.charset_used,
            "repaired": message.repaired,
        },
        "text": harmless(message.text),
        "text_as_written": harmless(message.text_as_written),
        "hidden_text": harmless(message.hidden_text),
        "hidden_ways": list(message.hidden_ways),
        "alt_text": harmless(message.alt_text),
        "text_whole": message.text_whole,
        "why_not_whole": message.why_not_whole,
        "links": [
            {"url": harmless(link.url), "defanged": harmless(defang(link.url)), "visible": harmless(link.visible),
             "where": link.where, "span": list(link.span), "domain": link.domain, "shortener": link.shared == "shorteners",
             "shared": link.shared, "shows_other": link.shows_other}
            for link in message.links
        ],
        "pictures": [
            {"url": harmless(each.url), "defanged": harmless(defang(each.url)), "where": each.where, "span": list(each.span),
             "domain": each.domain, "pixel": each.pixel}
            for each in message.pictures
        ],
        "phones": list(message.phones),
        "amounts": [
            {"value": each.value, "currency": each.currency, "evidence": _evidence(each.evidence)} for each in message.amounts
        ],
        "attachments": [
            {"part": each.part, "name": harmless(each.name), "type": each.content_type, "size": each.size, "sha256": each.sha256}
            for each in message.attachments
        ],
        "provenance": {field: kind.value for field, kind in message.provenance.items()},
        "authentication_carried": [carried_json(each) for each in message.carried_authentication],
    }  # fmt: skip


def _finding(finding: Finding, language: str) -> Json:
    return {
        "rule": finding.rule,
        "provision": finding.provision,
        "verdict": finding.verdict.value,
        "standing": finding.standing.value,
        "why": _say(finding.why_key, language, finding.details),
        "why_key": finding.why_key,
        "rule_version": finding.rule_version,
        "supports_only": finding.supports_only,
        "law_date": finding.law_date.isoformat() if finding.law_date else None,
        "period": finding.period,
        "evidence": [_evidence(each) for each in finding.evidence],
    }


def _lawful_basis(basis: LawfulBasis) -> Json:
    return {
        "claimed": {item: _evidence(proof) for item, proof in basis.claimed.items()},
        "recipient": basis.recipient.value,
        "excluded": list(basis.excluded),
        "open": list(basis.open),
        "denied_by_label": basis.denied_by_label,
    }


def _display(display: Display) -> Json:
    items = {
        item: {"mode": shown.mode.value, "evidence": [_evidence(each) for each in shown.evidence]}
        for item, shown in display.items.items()
    }
    return {"medium": display.medium.value, **items}


def _evidence(evidence: Evidence) -> Json:
    return {"where": evidence.where, "span": list(evidence.span), "text": harmless(evidence.text)}


def _origin(origin: Origin, language: str) -> Json:
    network = origin.network
    return {
        "ip": origin.ip,
        "port": origin.port,
        "time": _time(origin.time),
        "prefix": network.prefix if network else None,
        "asn": network.asn if network else None,
        "provider": network.holder if network else None,
        "country": network.country if network else None,
        "network_snapshot": network.snapshot if network else None,
        "network_age_days": network.snapshot_age_days if network else None,
        "hop": origin.hop,
        "confidence": origin.confidence.value,
        "why": _say(origin.why_key, language, origin.why_details),
    }


def _say(key: str, language: str, details: Mapping[str, str]) -> str:
    return harmless(say(key, language, details))


def _time(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
