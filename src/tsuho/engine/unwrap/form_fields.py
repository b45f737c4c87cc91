"""A mail reported through a form: its sender, subject, time, header and text filled in, one under the other.

What a person typed is reported, all of it. Several mails may stand in one letter, one entry below the other.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.form_lines import Entry, read_entries
from tsuho.engine.unwrap.lines import Line, lines_of
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.pasted_header import pasted_facts, read_pasted
from tsuho.engine.unwrap.quotation import Quotation, has_pictures, lifted, text_from
from tsuho.engine.unwrap.reporter import Reporter, reporter_of, reporter_wrote
from tsuho.words.vocabulary import Door, Form

# A letter without the label of a text holds no entry, nor one without a number's a short message: asked first, since
# every letter passes here.
_TEXT_LABELS = ("本文", "メッセージ", "Message:", "Body:", "Text:")
_NUMBER_LABELS = ("番号", "SMS", "umber")


def form_fields(mail: Mail, body: Body, door: Door) -> tuple[Original, ...]:
    """The mails of all entries that name a sender; empty where none was filled in."""
    return tuple(filled_in(mail, body, door, Form.FORM_FIELDS))


def filled_in(mail: Mail, body: Body, door: Door, form: Form) -> Iterator[Original]:
    """The originals of one form: entries with a sender's address, or those with a telephone number."""
    chars = body.text.chars
    if not (reporter_wrote(mail, door) or door is Door.API):
        return
    labels = _TEXT_LABELS if form is Form.FORM_FIELDS else _NUMBER_LABELS
    if not any(label in chars for label in labels):
        return
    lines = lines_of(chars)
    for entry in read_entries(lines):
        if bool(entry.values.get("number")) == (form is Form.SMS_FIELDS):
            yield _original(mail, body, lines, entry, form)


def _original(mail: Mail, body: Body, lines: Sequence[Line], entry: Entry, form: Form) -> Original:
    reporter = reporter_of(mail)
    pasted = read_pasted(entry.headers)
    reported = {**(pasted_facts(pasted, reporter) if pasted else {}), **_typed(entry, reporter)}
    comment = body.text.chars[: lines[entry.top].start].strip()
    text = lifted(body, _quotation(lines, entry, reporter))
    if text.chars.strip() or has_pictures(body):
        return Original(form, 1, mail, text=text, reported=reported, comment=comment, pasted=pasted)
    why = "form_without_text"
    return Original(Form.UNRECOVERED, 0, mail, reported=reported, comment=comment, why_unrecovered=why, pasted=pasted)


def _quotation(lines: Sequence[Line], entry: Entry, reporter: Reporter) -> Quotation:
    """The text; its first line may stand behind the label."""
    if entry.first >= len(lines):
        return Quotation((), len(lines))
    line = lines[entry.first]
    if entry.start <= line.start:
        return text_from(entry.first, 0, lines, entry.after, reporter)
    below = text_from(entry.first + 1, 0, lines, max(entry.after, entry.first + 1), reporter)
    return Quotation(((entry.start, line.end), *below.ranges), below.after, below.why_not_whole)


def _typed(entry: Entry, reporter: Reporter) -> dict[str, str]:
    """What was typed into the fields, by the names of Original.reported."""
    values = entry.values
    address, name = mailbox(values.get("sender", ""))
    own = reporter.has_address(address)
    said = {
        "from": "" if own else address,
        "from_name": "" if own else name,
        "from_is_reporter": "yes" if own else "",
        "sender_address": values.get("number", ""),
        "subject": values.get("subject", ""),
        "received_date": unicodedata.normalize("NFKC", values.get("received", "")),
    }
    return {key: value for key, value in said.items() if value}
