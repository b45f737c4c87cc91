"""Enter a version of the text that reporters agree to before their mail is shared (同意文): by its hash, and never another one.

What was agreed to cannot be rewritten afterwards, so a version that is known takes only its last day. A new version begins
after those before it: mail that came in keeps the text under which it came.
"""

from datetime import date, datetime
from hashlib import sha256

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit
from tsuho.casework.referral_ports import PartnerRegister
from tsuho.words.catalogue import LANGUAGES
from tsuho.words.partners import ConsentText


def enter_consent_text(
    register: PartnerRegister, audit: Audit, version: str, language: str, content: bytes,
    *, since: date, until: date | None, by: str, at: datetime,
) -> ConsentText:  # fmt: skip
    """Enter one version in one language, or the last day of a known one. Raises CannotDo for what would rewrite what was agreed."""
    if not by.strip():
        raise CannotDo("cannot_unnamed")
    if not version.strip() or language not in LANGUAGES or not content.strip():
        raise CannotDo("cannot_consent_empty")
    if until is not None and until <= since:
        raise CannotDo("cannot_consent_backward", since=since, until=until)
    text = ConsentText(version, language, sha256(content).hexdigest(), since, until)
    _refuse_rewriting(register, text)
    register.enter_consent_text(text)
    details = {"sha256": text.sha256, "since": since.isoformat(), "until": until.isoformat() if until else ""}
    audit.write(at, by, "enter_consent_text", f"{version}/{language}", details)
    return text


def _refuse_rewriting(register: PartnerRegister, text: ConsentText) -> None:
    others = [each for each in register.consent_texts() if each.version != text.version]
    for each in register.consent_texts():
        if each.version != text.version:
            continue
        if each.language == text.language and (each.sha256, each.since) != (text.sha256, text.since):
            raise CannotDo("cannot_consent_rewritten", version=text.version, language=text.language, since=each.since)
        if each.since != text.since:
            raise CannotDo("cannot_consent_two_days", version=text.version, since=each.since)
    known = {each.version for each in register.consent_texts()}
    if text.version not in known and (later := [each for each in others if each.since >= text.since]):
        raise CannotDo("cannot_consent_out_of_order", version=later[0].version, since=later[0].since)
