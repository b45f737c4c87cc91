"""A mail that came back (RFC 3464, and the text forms of qmail, Exim, m-FILTER, fml): the returned mail is the original.

Spam that was sent under a reporter's address returns to the reporter. Its delivery report is stated under ``reported``
without any recipient: neither the reporter nor the other victim is named.
"""

import re

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail, Part, scan
from tsuho.engine.unwrap.arf import enclosed_mails
from tsuho.engine.unwrap.feedback_fields import stated_fields, without_addresses
from tsuho.engine.unwrap.original import Original
from tsuho.words.vocabulary import Door, Form

# Left out on purpose: Original-Recipient, Final-Recipient.
_STATED = {
    "action": "action",
    "status": "status",
    "diagnostic-code": "diagnostic",
    "remote-mta": "remote_mta",
    "reporting-mta": "reporting_mta",
    "arrival-date": "arrival_date",
}
_RETURNS = re.compile(rb"mailer-?daemon|post_?master|mail\s+delivery|<>", re.IGNORECASE)
_SUBJECT = re.compile(
    r"failure (?:notice|delivery)|returned mail|deliver(?:y|ing) (?:status|fail)|undeliver|non.?delivery|mail delivery failed"
    r"|配信エラー|配送エラー|送信エラー|不達|配信不能",
    re.IGNORECASE,
)
# Where the returned mail begins in a report that is one text: qmail, Yahoo, Exim, m-FILTER, fml, sendmail.
_COPY = re.compile(
    rb"^[ \t]*(?:-{2,} ?(?:Below this line is a copy of the (?:message|mail header)\.?|Original message follows\.?"
    rb"|The header of the original message is following\.?)|-{4,} This is a copy of (?:the|your) message[^\n]{0,60}?-{4,}"
    rb"|-{3,} ?(?:Original message|Unsent message|Returned message|original mail info)[^\n]{0,40}|Original mail as follows:"
    rb"|-{3,} ?(?:\xe5\x85\x83|\xe8\xbf\x94\xe9\x80\x81)[^\n]{0,60}-{3,})[ \t]*\r?\n\s*?(?=^[ \t]*[!-9;-~]{2,60}[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_MAX_SEARCHED = 200_000  # bytes of a text in which the copy may begin


def bounce(mail: Mail, body: Body, _door: Door) -> tuple[Original, ...]:
    """The returned mail; empty where the letter is no delivery report."""
    status = next((part for part in mail.parts if part.type.full in _REPORTS), None)
    if status is None and not _says_returned(mail):
        return ()
    stated = _stated(status) if status is not None else {}
    returned = next(enclosed_mails(mail), None) or _copy_in_text(mail)
    if returned is not None:
        stated |= _from_is_reporter(mail, returned)
        return (Original(Form.BOUNCE, 1, mail, mail=returned, reported=stated),)
    if status is None and not _SUBJECT.search(header_text(mail.root.value("subject"))):
        return ()
    if status is None and len(body.text.chars) > _LONGEST:
        return ()
    return (Original(Form.BOUNCE, 1, mail, reported=stated, why_unrecovered="bounce_without_original"),)


_REPORTS = {"message/delivery-status", "message/global-delivery-status"}
_LONGEST = 5_000  # characters of a report that returns nothing; a longer letter under such a sender is something else


def _says_returned(mail: Mail) -> bool:
    """Whether a mail system speaks: by its sender, or by the null sender that its transport recorded (RFC 5321 4.5.5)."""
    root = mail.root
    if root.type.full == "multipart/report":
        return root.type.parameters.get("report-type", b"").lower() == b"delivery-status"
    sender = root.value("from")
    if _RETURNS.search(sender[:300]):
        address = mailbox(header_text(sender))[0].partition("@")[0].lower()
        return not address or bool(_RETURNS.match(address.encode("ascii", "replace")))
    return root.value("return-path") == b"<>" and bool(_SUBJECT.search(header_text(root.value("subject"))))


def _from_is_reporter(mail: Mail, returned: Mail) -> dict[str, str]:
    """Whether the mail came back to the very address that it shows as its sender: then it names no sender."""
    sender = mailbox(header_text(returned.root.value("from")))[0].casefold()
    back_to = mailbox(header_text(mail.root.value("to")))[0].casefold()
    return {"from_is_reporter": "yes"} if sender and sender == back_to else {}


def _stated(status: Part) -> dict[str, str]:
    return {name: without_addresses(value) for name, value in stated_fields(status, _STATED).items()}


def _copy_in_text(mail: Mail) -> Mail | None:
    """The mail copied into the text of a report, as a slice of that part's bytes; headed lines must follow."""
    for part in mail.parts[:10]:
        if part.children or part.type.main != "text" or part.type.sub == "html":
            continue
        raw = part.body
        if found := _COPY.search(raw, 0, _MAX_SEARCHED):
            inner = scan(raw, found.end())
            named = {field.name for field in inner.root.fields}
            if named & {"from", "subject", "message-id", "received"}:
                return inner
    return None
