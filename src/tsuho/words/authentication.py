"""What checking a mail's sender came to (送信ドメイン認証): our own check at our session, apart from what others wrote."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM signature: whose, by which key, and the result in the words of RFC 8601 section 2.7.1."""

    domain: str
    selector: str
    result: str


@dataclass(frozen=True, slots=True)
class Authentication:
    """Our own check of one mail at the time of receipt.

    Results are words of RFC 8601 (pass, fail, softfail, neutral, none, temperror, permerror); an empty string means not
    checked, which is never "fail". ``spf`` is that of MAIL FROM (or of HELO, for the null sender) and ``spf_domain`` its
    domain; ``spf_of_from`` tests the From field's domain against the same address, since SPF itself never does.
    ``from_domain`` is ``exists``, ``no_such_domain`` or empty (unknown). ``helo_addresses`` are those that the HELO name
    had then (None: not asked or no answer); ``reverse_name`` is the peer's confirmed name, empty where it has none.
    """

    spf: str = ""
    spf_domain: str = ""
    spf_of_from: str = ""
    dkim: tuple[Signature, ...] = ()
    arc: str = ""
    dmarc: str = ""
    dmarc_policy: str = ""
    from_domain: str = ""
    helo_addresses: tuple[str, ...] | None = None
    reverse_name: str = ""
    unanswered: tuple[str, ...] = ()  # names that did not answer in time: unknown, never absent


@dataclass(frozen=True, slots=True)
class Handover:
    """How a mail came to us, which is what a check of its sender starts from.

    ``ip`` is the peer that our session saw (empty: a host of ours, whose address says nothing of the sender), ``helo`` its
    name for itself, ``mail_from`` the envelope's sender (empty string: the null sender, None: no SMTP session).
    ``from_domain`` is the From field's domain in ASCII form, empty where the field names no domain or more than one.
    """

    ip: str
    helo: str
    mail_from: str | None
    from_domain: str


@dataclass(frozen=True, slots=True)
class CarriedResult:
    """One result that some other host wrote into the mail (Authentication-Results): carried, never our own finding.

    ``by`` is the host that says it did the check (authserv-id), empty where the line names none; ``where`` is the header
    line, ``header:<n>``.
    """

    method: str
    result: str
    by: str
    properties: tuple[tuple[str, str], ...] = ()
    where: str = ""
