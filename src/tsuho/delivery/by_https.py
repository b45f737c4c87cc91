"""Letters by HTTPS: the mail as it is, posted to the partner's own window; its Message-ID keeps a repeat from counting twice."""

import http.client
import ssl
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tsuho.casework.errors import PermanentFailure, TemporaryFailure
from tsuho.casework.ports import OutboxLetter

# Refused for now: too early, too often, taking too long (RFC 9110 section 15.5.9, RFC 8470, RFC 6585). All of 5xx passes too.
_LATER = frozenset({408, 425, 429})
_MOST_READ = 300  # bytes of an answer that are kept as the receipt


@dataclass(frozen=True, slots=True)
class ByHttps:
    """``context`` checks the other side's certificate and name; a letter's ``recipient`` is the URL. ``token``: our key there."""

    timeout_seconds: float = 30.0
    token: str = field(default="", repr=False)
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    def send(self, letter: OutboxLetter, mail_from: str) -> str:
        """Post one letter; what the other side answered. 2xx is accepted, a redirect is not followed."""
        host, port, path = _place(letter)
        connection = http.client.HTTPSConnection(host, port, timeout=self.timeout_seconds, context=self.context)
        try:
            connection.request("POST", path, letter.message, self._headers(letter, mail_from))
            answer = connection.getresponse()
            said = answer.read(_MOST_READ).decode("utf-8", "replace").strip()
        except (OSError, http.client.HTTPException) as error:
            raise TemporaryFailure(
                f"https://{host}:{port} did not take it ({type(error).__name__}: {error})"
            ) from error
        except ValueError as error:  # a header that cannot be written; it will not get better
            raise PermanentFailure(f"letter {letter.ticket} cannot be posted: {error}") from error
        finally:
            connection.close()
        return _receipt(f"https://{host}:{port}", answer.status, said)

    def _headers(self, letter: OutboxLetter, mail_from: str) -> dict[str, str]:
        said = {
            "Content-Type": "message/rfc822",
            "Idempotency-Key": f'"{letter.message_id.strip("<>")}"',
            "X-Ticket": letter.ticket,
            "From": mail_from,
        }
        return said | ({"Authorization": f"Bearer {self.token}"} if self.token else {})


def _place(letter: OutboxLetter) -> tuple[str, int, str]:
    try:
        parts = urlsplit(letter.recipient)
        host, port = parts.hostname, parts.port or 443
    except ValueError:
        host, port = None, 443
    if host is None or parts.scheme != "https" or parts.username is not None:
        raise PermanentFailure(f"the contact of {letter.party} is no https:// address; mend the register")
    return host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _receipt(where: str, status: int, said: str) -> str:
    told = f"{status} {said}".strip()
    if 200 <= status < 300:
        return told
    if status in _LATER or status >= 500:
        raise TemporaryFailure(f"{where} answered {told}")
    raise PermanentFailure(f"{where} answered {told}")
