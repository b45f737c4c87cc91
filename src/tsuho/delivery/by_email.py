"""Letters by mail: handed to the relay that the settings name, with STARTTLS where it is offered."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass

from tsuho.casework.errors import PermanentFailure, TemporaryFailure
from tsuho.casework.ports import OutboxLetter


@dataclass(frozen=True, slots=True)
class ByEmail:
    """One relay. Its certificate is not checked by name: the relay is ours and named by the settings."""

    host: str
    port: int
    timeout_seconds: float = 30.0

    @staticmethod
    def to(relay: str, timeout_seconds: float) -> "ByEmail":
        """A relay written as HOST:PORT."""
        host, _, port = relay.rpartition(":")
        return ByEmail(host, int(port), timeout_seconds)

    def send(self, letter: OutboxLetter, mail_from: str) -> str:
        """Hand one letter over; what the relay answered. A 5xx is permanent, everything else may pass."""
        try:
            relay = smtplib.SMTP(self.host, self.port, timeout=self.timeout_seconds)
            try:
                return self._hand_over(relay, letter, mail_from)
            finally:
                # an accepted letter must not count as refused, and go again, because the goodbye went wrong
                with suppress(smtplib.SMTPException, OSError):
                    relay.quit()
                relay.close()
        except smtplib.SMTPResponseException as error:
            raise _failure(error.smtp_code, error.smtp_error) from None
        except (smtplib.SMTPException, OSError) as error:
            raise TemporaryFailure(
                f"the relay {self.host}:{self.port} did not take it ({type(error).__name__})"
            ) from error
        except ValueError as error:
            raise PermanentFailure(f"the contact of {letter.party} is no mail address; mend the register") from error

    def _hand_over(self, relay: smtplib.SMTP, letter: OutboxLetter, mail_from: str) -> str:
        relay.ehlo_or_helo_if_needed()
        if relay.has_extn("starttls"):
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            relay.starttls(context=context)
            relay.ehlo()
        _accepted(relay.mail(mail_from))
        _accepted(relay.rcpt(letter.recipient))
        code, answer = relay.data(letter.message)
        _accepted((code, answer))
        return f"{code} {answer.decode('utf-8', 'replace')}"


def _accepted(answer: tuple[int, bytes]) -> None:
    if answer[0] >= 400:
        raise _failure(*answer)


def _failure(code: int, answer: bytes | str) -> TemporaryFailure | PermanentFailure:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    kind = PermanentFailure if code >= 500 else TemporaryFailure
    return kind(f"the relay answered {code} {text}")
