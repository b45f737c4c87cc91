"""V31: advertising mail may be sent only to those who agreed beforehand, or to whom another basis applies (オプトイン).

特定電子メール法 第3条第1項, for mail sent from 2008-12-01. The bases are: (i) request or consent, (ii) an address given in
writing, (iii) dealings, (iv) an address that a body or business person publishes (施行規則 第2条, 第3条).
One public report never decides it: the reporter may have forgotten. A monitor whose sheet excludes all four bases does,
unless the mail claims one and displays all it must: then a stranger's typing error at sign-up is likelier than a breach.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, breached, cannot_tell, kept, since, suspected
from tsuho.engine.parse.domains import registered_domain
from tsuho.jurisdictions.jp.displayed.claims import display_is_complete, lawful_basis
from tsuho.jurisdictions.jp.displayed.gates import advertisement
from tsuho.words.vocabulary import Advertising, Kind


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Breached only at a monitor that no basis reaches."""
    if mail.kind is not Kind.MONITOR_HIT:
        return _at_a_reporter(mail)
    sheet = mail.monitor
    if sheet is None:
        return cannot_tell("monitor_without_sheet")
    if mail.sent_at is not None and mail.sent_at < sheet.since:
        return cannot_tell("monitor_not_in_service")
    if sheet.retired_at is not None and mail.sent_at is not None and mail.sent_at >= sheet.retired_at:
        return cannot_tell("monitor_retired")
    if registered_domain(mail.from_address.rpartition("@")[2]) in sheet.partners:
        return _of_a_partner(mail)
    basis = lawful_basis(mail)
    if basis is not None and basis.open:
        return cannot_tell("monitor_leaves_a_basis", basis=", ".join(basis.open))
    proof = mail.classification.evidence if mail.classification else ()
    if mail.classification and mail.classification.advertising is Advertising.INCIDENTAL:
        return suspected("contract_notice_at_a_monitor", proof)
    claimed = basis.claimed if basis else {}
    if claimed and display_is_complete(mail) and not _identity_fails(mail):
        return suspected("basis_claimed_and_display_complete", tuple(claimed.values()), basis=", ".join(claimed))
    return breached("advertisement_at_a_monitor", proof)


def _at_a_reporter(mail: OneMessage) -> Judgement:
    """第3条第1項第4号: where a person has looked, the recipient's own publication tells; otherwise one report does not."""
    seen = mail.published_address
    if seen is None or mail.sent_at is None or seen.seen_on > mail.sent_at.date() or not seen.of_business:
        return cannot_tell("one_report_never_decides")
    return suspected("published_with_refusal") if seen.refuses else kept("published_without_refusal")


def _of_a_partner(mail: OneMessage) -> Judgement:
    """The line's own carrier, its group or its mail provider deals with the line and may advertise to it."""
    checked = mail.authentication
    if checked is not None:
        proved = {signature.domain for signature in checked.dkim if signature.result == "pass"}
        if checked.spf == "pass":
            proved.add(checked.spf_domain)
        if registered_domain(mail.from_address.rpartition("@")[2]) in map(registered_domain, proved):
            return kept("partner_has_dealings")
    return cannot_tell("partner_not_authenticated")


def _identity_fails(mail: OneMessage) -> bool:
    checked = mail.authentication
    return checked is not None and (
        checked.dmarc == "fail" or any(signature.result == "fail" for signature in checked.dkim)
    )


RULE = Rule("V31", provision="第3条第1項", in_force=since(2008, 12, 1), needs=advertisement, judge=judge, version="2")
