"""Check the sender of one mail at the time of receipt: SPF, DKIM, ARC, DMARC, and what the DNS says of the names it used."""

from dataclasses import dataclass
from ipaddress import ip_address

import dns.reversename

from tsuho.engine.authentication.alignment import domain_of
from tsuho.engine.authentication.dmarc import Checked, Published, judge_dmarc, read_policy, where_policies_stand
from tsuho.engine.parse.mime import scan
from tsuho.words.authentication import Authentication, Handover
from tsuho.workers.dkim_check import MAX_SIGNATURES, check_arc, check_dkim, key_name, signatures_of
from tsuho.workers.dns_lookups import Dns, Lookups, State
from tsuho.workers.spf_check import check_spf

_MAX_REVERSE_NAMES = 5


@dataclass(frozen=True, slots=True)
class SenderCheck:
    """Checks senders with one shared, cached way to the DNS."""

    dns: Dns

    def __call__(self, handover: Handover, raw: bytes) -> Authentication:
        """The whole check within the deadline; what did not answer is listed and never counts as a no."""
        lookups = self.dns.for_one_mail()
        lookups.ask_together(_wanted_first(handover, raw))
        spf, spf_domain = _spf(handover, lookups)
        signatures = check_dkim(raw, lookups)
        from_domain = handover.from_domain
        existence = _existence(from_domain, lookups)
        checked = Checked(spf, spf_domain, signatures)
        published = _published(from_domain, lookups)
        dmarc, policy = judge_dmarc(from_domain, published, checked, exists=existence != "no_such_domain")
        return Authentication(
            spf=spf,
            spf_domain=spf_domain,
            spf_of_from=_spf_of_from(handover, lookups),
            dkim=signatures,
            arc=check_arc(raw, lookups),
            dmarc=dmarc,
            dmarc_policy=policy,
            from_domain=existence,
            helo_addresses=_addresses(handover.helo, lookups),
            reverse_name=_reverse_name(handover.ip, lookups),
            unanswered=lookups.unanswered,
        )


def _wanted_first(handover: Handover, raw: bytes) -> list[tuple[str, str]]:
    """The questions that are known before any is answered; asked at once they cost the time of one."""
    wanted = [(key_name(each), "TXT") for each in signatures_of(scan(raw))[:MAX_SIGNATURES]]
    if handover.from_domain:
        wanted += [(f"_dmarc.{each}", "TXT") for each in where_policies_stand(handover.from_domain)]
        wanted.append((handover.from_domain, "MX"))
    if handover.ip:
        wanted.append((dns.reversename.from_address(handover.ip).to_text(omit_final_dot=True), "PTR"))
        wanted += [(each, "TXT") for each in {handover.from_domain, domain_of(handover.mail_from or "")}]
    if _is_name(handover.helo):
        wanted += [(handover.helo, "A"), (handover.helo, "AAAA")]
    return [(name, kind) for name, kind in dict.fromkeys(wanted) if name]


def _spf(handover: Handover, lookups: Lookups) -> tuple[str, str]:
    if not handover.ip or handover.mail_from is None:
        return "", ""
    return check_spf(handover.ip, handover.mail_from, handover.helo, lookups)


def _spf_of_from(handover: Handover, lookups: Lookups) -> str:
    if not handover.ip or not handover.from_domain:
        return ""
    return check_spf(handover.ip, f"postmaster@{handover.from_domain}", handover.helo, lookups)[0]


def _published(from_domain: str, lookups: Lookups) -> Published:
    for domain in where_policies_stand(from_domain):
        answer = lookups.ask(f"_dmarc.{domain}", "TXT")
        if answer.state is State.UNANSWERED:
            return Published(domain=domain, answered=False)
        policy = read_policy(text.decode("ascii", "replace") for text in answer.texts)
        if policy:
            return Published(policy, domain)
    return Published()


def _existence(domain: str, lookups: Lookups) -> str:
    """``no_such_domain`` only where the DNS denies the name itself (RFC 8020), whatever kind of record is asked for."""
    if not domain:
        return ""
    state = lookups.ask(domain, "MX").state
    return {State.ANSWERED: "exists", State.NO_SUCH_NAME: "no_such_domain"}.get(state, "")


def _addresses(name: str, lookups: Lookups) -> tuple[str, ...] | None:
    """The addresses of a host name; None where it is no name, or one of the questions got no answer."""
    if not _is_name(name):
        return None
    answers = [lookups.ask(name, kind) for kind in ("A", "AAAA")]
    if any(answer.state is State.UNANSWERED for answer in answers):
        return None
    return tuple(address for answer in answers for address in answer.values)


def _reverse_name(ip: str, lookups: Lookups) -> str:
    """The peer's name by its address, if that name has the address in turn; else empty."""
    if not ip:
        return ""
    address = ip_address(ip)
    pointer = dns.reversename.from_address(ip).to_text(omit_final_dot=True)
    for name in lookups.ask(pointer, "PTR").values[:_MAX_REVERSE_NAMES]:
        forward = lookups.ask(name, "A" if address.version == 4 else "AAAA")
        if any(ip_address(each) == address for each in forward.values):
            return name.lower()
    return ""


def _is_name(helo: str) -> bool:
    """Whether a HELO is a full host name: not an address literal, not a bare word, not an address."""
    name = helo.rstrip(".")
    return "." in name and not name.startswith("[") and not name.rpartition(".")[2].isdigit()
