"""Finder of what our own session shows of the sender: whose address he gives, and whether its domain stands by him.

SPF tests MAIL FROM and HELO, never the From field, so the From domain is held against the peer's address on its own, beside
aligned signatures. A failed DMARC check alone is no forgery: forwarding and a sender's own mistakes fail it too.
"""

import re
from functools import cache
from importlib.resources import files

import yaml

from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.parse.domains import registered_domain
from tsuho.words.authentication import Authentication

# RFC 5321 section 4.1.2, generously: what may stand on either side of the @ of an address that mail can go to. A domain
# without a dot is a badly configured host's, which is no lie: whether it exists is another question.
_POSSIBLE = re.compile(
    r"[^\s@<>]{1,64}@(?:(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){0,10}[^\W_][\w-]{1,62}|\[[0-9A-Fa-f:.IPv]{3,60}\])"
)


def domain_of_sender(mail: OneMessage) -> str:
    """The domain of the From field, lower case; empty where it names none."""
    return mail.from_address.rpartition("@")[2].strip(".").lower()


def is_possible_address(address: str) -> bool:
    """Whether mail could ever be sent from an address: one @, a local part, a domain with a dot."""
    return bool(_POSSIBLE.fullmatch(address))


def is_our_own(mail: OneMessage) -> bool:
    """Whether the sender gives the recipient's own address: we know that we did not send it."""
    address = mail.from_address.lower()
    own = {each.lower() for each in mail.session.rcpt_to} if mail.session else set()
    if mail.monitor is not None:
        own.add(mail.monitor.address.lower())
    return bool(address) and address in own


def domain_stands_by(mail: OneMessage, checked: Authentication) -> str:
    """Which check shows that the From domain stands by the sender: dkim, spf or spf_of_from; empty if none does."""
    domain = registered_domain(domain_of_sender(mail))
    if not domain:
        return ""
    if any(each.result == "pass" and registered_domain(each.domain) == domain for each in checked.dkim):
        return "dkim"
    if checked.spf == "pass" and registered_domain(checked.spf_domain) == domain:
        return "spf"
    return "spf_of_from" if checked.spf_of_from == "pass" else ""


def host_is_of(domain: str, mail: OneMessage, checked: Authentication) -> bool:
    """Whether the host that handed the mail to us has a confirmed name below the registered domain."""
    name = checked.reverse_name.strip(".").lower()
    return bool(name) and registered_domain(name) == registered_domain(domain) and mail.session is not None


def false_carrier(mail: OneMessage, checked: Authentication) -> bool:
    """Whether the sender gives a carrier's address, and the host that sent it is confirmed as somebody else's."""
    hosts = _carriers().get(domain_of_sender(mail))
    if hosts is None or domain_stands_by(mail, checked) or not checked.spf_of_from:
        return False
    name = checked.reverse_name.strip(".").lower()
    of_carrier = any(name == host or name.endswith(f".{host}") for host in hosts)
    return not of_carrier and checked.spf_of_from in {"fail", "softfail"}


@cache
def _carriers() -> dict[str, tuple[str, ...]]:
    text = files("tsuho.jurisdictions.jp").joinpath("carriers.yaml").read_text("utf-8")
    return {domain: tuple(row["hosts"]) for row in yaml.safe_load(text) for domain in row["domains"]}


def sender_is_false(mail: OneMessage) -> str:
    """The message key of why the sender's address is certainly not his own; empty where nothing is certain.

    Only what our own session saw tells. Hiding the address altogether counts as giving a false one.
    """
    if mail.session is None:
        return ""
    if not mail.from_address:
        return "sender_address_hidden"
    if not is_possible_address(mail.from_address):
        return "sender_address_impossible"
    if is_our_own(mail):
        return "sender_address_is_ours"
    checked = mail.authentication
    if checked is None:
        return ""
    if checked.from_domain == "no_such_domain" and not domain_stands_by(mail, checked):
        return "sender_domain_does_not_exist"
    return "sender_is_no_carrier" if false_carrier(mail, checked) else ""
