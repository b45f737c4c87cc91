"""The mails enclosed as files, bare and in archives, and beside them those that the reporter forwarded in the letter itself.

One report may hold all three. A mail that is both quoted and enclosed is one mail: its exact bytes are taken.
"""

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.archive import archive
from tsuho.engine.unwrap.attached import MAX_ORIGINALS, attached
from tsuho.engine.unwrap.inline import inline
from tsuho.engine.unwrap.next_forward import topic_of
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.reporter import reporter_wrote
from tsuho.words.vocabulary import Door, Form


def enclosed(mail: Mail, body: Body, door: Door) -> tuple[Original, ...]:
    """All of them in reading order, the letter's own text first; empty where no mail is enclosed."""
    files = attached(mail, body, door) + archive(mail, body, door)
    if not files or not reporter_wrote(mail, door):
        return files[:MAX_ORIGINALS]
    known = {_known_by(each.mail) for each in files if each.mail is not None}
    quoted = (each for each in inline(mail, body, door) if each.form is Form.INLINE)
    return (*(each for each in quoted if _named(each) not in known), *files)[:MAX_ORIGINALS]


def _known_by(mail: Mail) -> tuple[str, str]:
    """Sender and subject, as a letter's quotation of the same mail shows them."""
    root = mail.root
    return mailbox(header_text(root.value("from")))[0].casefold(), topic_of(header_text(root.value("subject")))


def _named(quoted: Original) -> tuple[str, str]:
    said = quoted.reported
    return said.get("from", "").casefold(), topic_of(said.get("subject", ""))
