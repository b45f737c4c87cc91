"""V52: the names and numbers that identify the sending equipment must be its own (送信者情報を偽った送信の禁止: 電気通信設備の識別).

特定電子メール法 第5条第2号, for mail sent from 2005-11-01 (then 第6条). The HELO that our own session heard is held against the address
that connected. An address behind a translator, an internal name, localhost or a misconfigured server names nobody else's
equipment. A name that is somebody else's is suspected and no more, since the machine may be an abused one (踏み台), unless it is
the recipient's own: that this is not ours is certain.
"""

import ipaddress

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage, Session
from tsuho.engine.law.rule import Judgement, Rule, breached, cannot_tell, kept, not_applicable, since, suspected
from tsuho.engine.origin.addresses import never_an_origin, normal_ip
from tsuho.engine.parse.domains import registered_domain
from tsuho.jurisdictions.jp.displayed.gates import advertisement, no_session_of_ours
from tsuho.words.authentication import Authentication
from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Channel

# One holder's machines behind one translator stand in one network: a difference inside it says nothing.
_SAME_NETWORK = {4: 24, 6: 48}
_INTERNAL = (".local", ".localdomain", ".lan", ".internal", ".intranet", ".home.arpa", ".corp")


def judge(mail: OneMessage, _law: LawInForce) -> Judgement:
    """Kept where the name may be the machine's own, suspected where it is another's."""
    if mail.channel is Channel.SMS:
        return not_applicable("short_message_has_no_helo")
    if reason := no_session_of_ours(mail):
        return reason
    session = mail.session
    helo = session.helo.strip().strip(".").lower() if session else ""
    if session is None or not helo:
        return cannot_tell("helo_unknown")
    if literal := normal_ip(helo.strip("[]").removeprefix("ipv6:")):
        return _literal(mail, literal, session)
    if "." not in helo or helo.endswith(_INTERNAL):
        return kept("helo_internal_name", _proof(mail), helo=helo)
    return _named(mail, session, helo)


def _literal(mail: OneMessage, literal: str, session: Session) -> Judgement:
    ip = normal_ip(session.ip)
    if literal == ip:
        return kept("helo_is_the_address", _proof(mail), helo=literal)
    if never_an_origin(literal) or _in_one_network(literal, ip):
        return kept("helo_internal_name", _proof(mail), helo=literal)
    return suspected("helo_literal_of_another", _proof(mail), helo=literal, ip=ip)


def _named(mail: OneMessage, session: Session, helo: str) -> Judgement:
    checked = mail.authentication
    if checked is None or checked.helo_addresses is None:
        return cannot_tell("helo_not_looked_up", _proof(mail), helo=helo)
    ip = normal_ip(session.ip)
    if any(_in_one_network(normal_ip(each), ip) for each in checked.helo_addresses):
        return kept("helo_is_the_host", _proof(mail), helo=helo)
    if _one_holder(helo, checked):
        return kept("helo_of_the_same_holder", _proof(mail), helo=helo)
    if not checked.helo_addresses:
        return kept("helo_names_nobody", _proof(mail), helo=helo)
    if mail.monitor is not None and _same_domain(helo, mail.monitor.address.rpartition("@")[2]):
        return breached("helo_is_ours", _proof(mail), helo=helo, ip=ip)
    return suspected("helo_of_another_host", _proof(mail), helo=helo, ip=ip)


def _one_holder(helo: str, checked: Authentication) -> bool:
    """The machine's own confirmed name, or the domain that answers for the envelope, is of the same holder."""
    answerable = [checked.reverse_name]
    if checked.spf == "pass":
        answerable.append(checked.spf_domain)
    return any(_same_domain(helo, each) for each in answerable)


def _same_domain(one: str, other: str) -> bool:
    domain = registered_domain(one)
    return bool(domain) and domain == registered_domain(other)


def _in_one_network(one: str, other: str) -> bool:
    if not one or not other:
        return False
    first, second = ipaddress.ip_address(one), ipaddress.ip_address(other)
    if first.version != second.version:
        return False
    return second in ipaddress.ip_network((first, _SAME_NETWORK[first.version]), strict=False)


def _proof(mail: OneMessage) -> tuple[Evidence, ...]:
    """The mail itself, by its From field: the HELO stands in none of its bytes, our session heard it."""
    return (mail.header_evidence.get("from") or mail.text.whole_span,)


RULE = Rule("V52", provision="第5条第2号", in_force=since(2005, 11, 1), needs=advertisement, judge=judge)
