"""DKIM (RFC 6376) and ARC (RFC 8617): does a mail still bear the signatures that were put on it?

The library does the canonicalisation and the arithmetic; what it would choke on is kept from it by size, in bytes. Results are
words of RFC 8601 section 2.7.1; a key that did not answer is ``temperror``, one that is not there ``permerror``.
"""

import logging
import re
from dataclasses import dataclass, field

import dkim
from dkim.canonicalization import CanonicalizationPolicy

from tsuho.engine.parse.mime import Mail, scan
from tsuho.words.authentication import Signature
from tsuho.workers.dns_lookups import Lookups, State

MAX_SIGNATURES = 5  # that are verified; the rest is named and not checked
_MAX_NAMED = 20
_MAX_HEADER = 100_000  # bytes: the library joins folded lines one by one
_MAX_MAIL = 20_000_000  # bytes
_MAX_FIELD = 4_096  # bytes of one signature: its patterns look again and again
_MAX_BLANKS = 4_096  # in one run, for the same reason
_MAX_ARC_SETS = 10
_TAG = {
    name: re.compile(rb"(?:^|;)\s*" + name.encode() + rb"\s*=\s*([!-:<-~]{1,253})")
    for name in ("d", "s", "i", "a", "h")
}

# The library writes what it finds in a mail into its log, and a mail's words have no place in ours.
_SILENT = logging.getLogger("tsuho.dkim")
_SILENT.disabled = True


@dataclass
class _Keys:
    """Where the library gets its keys from, and what became of the last one it asked for."""

    lookups: Lookups
    states: list[State] = field(default_factory=list)

    def __call__(self, name: bytes, timeout: float = 0) -> bytes | None:
        del timeout  # the mail's own deadline holds
        answer = self.lookups.ask(name.decode("ascii", "replace"), "TXT")
        found = answer.texts[0] if answer.texts else None
        self.states.append(
            answer.state if found is not None or answer.state is State.UNANSWERED else State.NO_SUCH_NAME
        )
        if answer.state is State.UNANSWERED:
            raise dkim.DnsTimeoutError("no answer")
        return found


def signatures_of(mail: Mail) -> list[bytes]:
    """The raw values of a mail's DKIM-Signature fields, top to bottom."""
    return mail.root.values("dkim-signature")[:_MAX_NAMED]


def key_name(signature: bytes) -> str:
    """The name that a signature's key stands at; empty for one that does not say."""
    domain, selector = _tag(signature, "d"), _tag(signature, "s")
    return f"{selector}._domainkey.{domain}" if domain and selector else ""


def check_dkim(raw: bytes, lookups: Lookups) -> tuple[Signature, ...]:
    """Every signature with its result; empty result: not checked (over a cap)."""
    mail = scan(raw)
    values = signatures_of(mail)
    if not values:
        return ()
    verifier = _verifier(dkim.DKIM, raw, mail)
    found = []
    for index, value in enumerate(values):
        checkable = verifier is not None and index < MAX_SIGNATURES
        result = _result(verifier, index, value, lookups) if checkable else ""
        found.append(Signature(_tag(value, "d").lower(), _tag(value, "s"), result))
    return tuple(found)


def check_arc(raw: bytes, lookups: Lookups) -> str:
    """What the chain of seals is worth: pass, fail, none or temperror; empty where it is too long to look at."""
    mail = scan(raw)
    seals = mail.root.values("arc-seal")
    if not seals:
        return "none"
    fields = seals + mail.root.values("arc-message-signature")
    verifier = _verifier(dkim.ARC, raw, mail)
    if verifier is None or len(seals) > _MAX_ARC_SETS or any(len(each) > _MAX_FIELD for each in fields):
        return ""
    keys = _Keys(lookups)
    try:
        verdict = verifier.verify(dnsfunc=keys)[0]
    except Exception:  # noqa: BLE001  # whatever a chain does to the library is a fault of the chain
        verdict = None
    if verdict == dkim.CV_Pass:
        return "pass"
    return "temperror" if State.UNANSWERED in keys.states else "fail"


def _verifier(kind: type, raw: bytes, mail: Mail) -> "dkim.DKIM | dkim.ARC | None":
    """The library with the mail in it; None for what is over a cap or no mail to it."""
    root = mail.root
    over = root.body_start - root.start > _MAX_HEADER or len(raw) > _MAX_MAIL
    if over or b" " * _MAX_BLANKS in raw.replace(b"\t", b" "):
        return None
    try:
        return kind(raw[root.start :], logger=_SILENT, minkey=1024)
    except Exception:  # noqa: BLE001  # a header that is none to the library
        return None


def _result(verifier: dkim.DKIM, index: int, value: bytes, lookups: Lookups) -> str:
    if len(value) > _MAX_FIELD or not key_name(value):
        return "neutral"  # it cannot be processed (RFC 8601 section 2.7.1)
    if _tag(value, "a").lower().endswith("-sha1"):
        return "permerror"  # RFC 8301 section 3.1: never to be verified
    if "from" not in _signed_fields(value):
        return "permerror"  # RFC 6376 section 6.1.1
    keys = _Keys(lookups)
    verifier.keysize = 0
    try:
        passed = bool(verifier.verify(index, dnsfunc=keys))
    except dkim.KeyFormatError:
        return "permerror"
    except dkim.ValidationError as error:
        return "fail" if "body hash" in str(error) else "neutral"
    except dkim.DKIMException:
        return "neutral"
    except Exception:  # noqa: BLE001  # whatever a signature does to the library is a fault of the signature
        return "permerror"
    if passed:
        return "pass" if _covers_body(verifier) else "policy"
    if keys.states and keys.states[-1] is State.UNANSWERED:
        return "temperror"
    return "fail" if verifier.keysize else "permerror"


def _covers_body(verifier: dkim.DKIM) -> bool:
    """Whether the signature speaks for the whole body: with ``l=`` anybody may have added to it (RFC 6376 section 8.2)."""
    fields = verifier.signature_fields
    if b"l" not in fields:
        return True
    policy = CanonicalizationPolicy.from_c_value(fields.get(b"c", b"simple/simple"))
    return int(fields[b"l"]) >= len(policy.canonicalize_body(verifier.body))


def _signed_fields(value: bytes) -> set[str]:
    found = re.search(rb"(?:^|;)\s*h\s*=([^;]*)", value)
    return {each.strip().lower() for each in found.group(1).decode("ascii", "replace").split(":")} if found else set()


def _tag(value: bytes, name: str) -> str:
    found = _TAG[name].search(value)
    return found.group(1).decode("ascii") if found else ""
