"""Reports with the originals attached as mails of their own, as the plug-in of the centre and PC programs send them."""

from datetime import datetime
from random import Random

from tsuho.simulation.encoding import attachment, multipart, text_part, transferred
from tsuho.simulation.letters import comment_of, letter
from tsuho.simulation.parameters import draw, parameters
from tsuho.simulation.reporters import Reporter


def attached(reporter: Reporter, to: str, originals: list[bytes], subject: str, at: datetime, rng: Random) -> bytes:
    """A letter with 1 to 50 originals attached, byte for byte."""
    comment = comment_of(rng)
    text = f"{comment}\n{reporter.signature}\n" if reporter.signature else f"{comment}\n"
    parts = [text_part(text, "iso-2022-jp", "7bit")]
    parts += [_attached(original, f"mail{number}.eml", rng) for number, original in enumerate(originals, start=1)]
    return letter(reporter, to, subject, multipart("mixed", parts, rng), at, rng, charset="iso-2022-jp")


def _attached(original: bytes, file_name: str, rng: Random) -> bytes:
    kind = draw(rng, parameters("day")["attachment_kinds"])
    if kind == "message":
        return b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + original
    if kind == "message_base64":
        head = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        return head + transferred(original, "base64")
    transfer = "base64" if kind == "octet_base64" else "8bit"
    return attachment(original, "application/octet-stream", file_name, transfer)
