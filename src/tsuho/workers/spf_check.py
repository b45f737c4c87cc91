"""SPF (RFC 7208): may this address send mail for this domain? The library's evaluation over our own questions to the DNS.

What did not answer makes the result ``temperror``, also where the RFC would go on as if nothing stood there (a silent PTR):
a mail is never called forged because a name server was slow.
"""

import warnings
from typing import Any

from tsuho.workers.dns_lookups import Lookups, State

with warnings.catch_warnings():  # its docstrings hold escapes that Python complains of where no compiled file is kept
    warnings.simplefilter("ignore")
    import spf

_RESULTS = frozenset({"pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"})


class _Query(spf.query):  # type: ignore[misc]  # the library has no types
    """The library's evaluation, asking through our own questions and counting void ones (RFC 7208 section 4.6.4)."""

    def __init__(self, ip: str, sender: str, helo: str, lookups: Lookups) -> None:
        self._lookups = lookups
        super().__init__(i=ip, s=sender, h=helo)

    def dns(self, name: str, qtype: str, cnames: Any = None, ignore_void: bool = False) -> list[Any]:
        """The records of a name; a void answer counts, and the third is an error (RFC 7208 section 4.6.4)."""
        del cnames  # the resolver follows aliases itself
        if not name:
            raise spf.PermError("a mechanism names no domain")
        answer = self._lookups.ask(str(name), qtype)
        if answer.state is State.UNANSWERED:
            raise spf.TempError(f"no answer for {name}")
        if answer.oversize:
            raise spf.PermError("a record is too long")
        if answer.is_void and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > spf.MAX_VOID_LOOKUPS:
                raise spf.PermError("too many void lookups")
        if qtype == "TXT":
            return [(text,) for text in answer.texts]
        return list(answer.exchanges) if qtype == "MX" else list(answer.values)

    def get_explanation(self, _spec: str) -> None:
        """The domain's words for a refusal are never shown, so they are never asked for."""


def check_spf(ip: str, sender: str, helo: str, lookups: Lookups) -> tuple[str, str]:
    """(result, the domain that was tested) of MAIL FROM, or of HELO for the null sender (RFC 7208 section 2.4)."""
    try:
        query = _Query(ip, sender, helo, lookups)
        domain = str(query.o).rstrip(".").lower()
        if not _is_full_name(domain):
            return "none", ""  # an address literal or a bare word has no policy (RFC 7208 section 4.3)
        result = str(query.check()[0])
    except Exception:  # noqa: BLE001  # whatever a record does to the library is a fault of the record
        return "permerror", sender.rpartition("@")[2].lower()
    return (result if result in _RESULTS else "permerror"), domain


def _is_full_name(domain: str) -> bool:
    labels = domain.split(".")
    if domain.startswith("[") or len(labels) < 2 or labels[-1].rstrip("]").isdigit():
        return False
    return len(domain) <= 253 and all(0 < len(each) < 64 for each in labels)
