"""A mail's own header as a person pasted it: its lines read leniently, and what they say named as reported.

Pasting breaks lines and loses the blanks before folded ones, so a line that begins no field belongs to the field above it.
"""

import re
from collections.abc import Iterable

from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail, scan
from tsuho.engine.unwrap.reporter import Reporter

MAX_LINES = 600
_FIELD = re.compile(r"[!-9;-~]{1,60}:")
_MAX_MESSAGE_ID = 998


def read_pasted(lines: Iterable[str]) -> Mail | None:
    """The header as a mail without a body; None where no line is a field. Its bytes are not the original's."""
    kept: list[str] = []
    for line in lines:
        content = line.strip("\r\n\ufeff")
        if not content.strip() or len(kept) >= MAX_LINES:
            continue
        if _FIELD.match(content):
            kept.append(content)
        elif kept:
            kept.append(f" {content.strip()}")
    if not kept:
        return None
    found = scan(("\r\n".join(kept) + "\r\n\r\n").encode("utf-8", "surrogatepass"))
    return found if found.root.fields else None


def pasted_facts(pasted: Mail, reporter: Reporter) -> dict[str, str]:
    """What a pasted header says, by the names of Original.reported; the reporter is never the sender."""
    root = pasted.root
    address, name = mailbox(header_text(root.value("from")))
    own = reporter.has_address(address)
    said = {
        "from": "" if own else address,
        "from_name": "" if own else name,
        "from_is_reporter": "yes" if own else "",
        "subject": header_text(root.value("subject")),
        "date": header_text(root.value("date")),
        "message_id": header_text(root.value("message-id"))[:_MAX_MESSAGE_ID],
        "to_present": "yes" if root.value("to") else "",
    }
    return {key: value for key, value in said.items() if value}
