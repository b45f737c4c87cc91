"""V51: the address that mail is sent from must be the sender's own (送信者情報を偽った送信の禁止: 送信に用いた電子メールアドレス).

特定電子メール法 第5条第1号, for mail sent from 2005-11-01 (then 第6条). Only our own session tells: what others forwarded carries no
check of ours. SPF never tests the From field, and a failed DMARC check alone is no forgery (aliases, mailing lists, a sender's
own mistakes). Certain are: no address at all, a domain that does not exist, the recipient's own address, a carrier's address
from a host that is not the carrier's. A From domain that disowns the host is suspected.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, Rule, breached, cannot_tell, kept, since, suspected
from tsuho.jurisdictions.jp.displayed.gates import advertisement, no_session_of_ours
from tsuho.jurisdictions.jp.displayed.senders import domain_of_sender, domain_stands_by, host_is_of, sender_is_false
from tsuho.words.authentication import Authentication
from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Channel


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Breached only by what is certain; kept where the domain stands by the sender."""
    if mail.channel is Channel.SMS:
        return cannot_tell("short_message_sender_unchecked")
    if reason := no_session_of_ours(mail):
        return reason
    if false := sender_is_false(mail):
        return breached(false, _proof(mail), ip=mail.session.ip if mail.session else "", address=mail.from_address)
    checked = mail.authentication
    if checked is None:
        return cannot_tell("sender_not_checked")
    return _by_check(mail, checked)


def _by_check(mail: OneMessage, checked: Authentication) -> Judgement:
    domain = domain_of_sender(mail)
    if by := domain_stands_by(mail, checked):
        return kept("sender_address_confirmed", _proof(mail), by=by, domain=domain)
    if checked.spf_of_from == "fail" and not host_is_of(domain, mail, checked):
        return suspected("sender_domain_disowns_host", _proof(mail), domain=domain)
    return cannot_tell("sender_address_unproved", _proof(mail), domain=domain)


def _proof(mail: OneMessage) -> tuple[Evidence, ...]:
    """The From field where it stands; where there is none, the beginning of what came without it."""
    written = mail.header_evidence.get("from")
    return (written,) if written and written.text else (mail.header_evidence.get("subject") or mail.text.whole_span,)


RULE = Rule("V51", provision="第5条第1号", in_force=since(2005, 11, 1), needs=advertisement, judge=judge)
