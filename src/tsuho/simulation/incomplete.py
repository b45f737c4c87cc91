"""Reports that a centre cannot use (不完全情報等): unreadable, infected, without the original, or empty."""

from dataclasses import replace
from datetime import datetime
from random import Random

from tsuho.simulation.encoding import CRLF, attachment, multipart, text_part
from tsuho.simulation.letters import letter
from tsuho.simulation.originals import Message, write
from tsuho.simulation.reporters import Reporter

# The industry's harmless test file, in pieces, so that no scanner takes this file for what it recognises.
_TEST_FILE = ("X5O!P%@AP[4", "\\PZX54(P^)7", "CC)7}$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE", "!$H+H*")

# A picture of one grey point: what a report by screenshot holds, as far as a reader of text can tell.
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)


def infected(message: Message, received: tuple[bytes, ...], rng: Random) -> bytes:
    """An original (I3) with the virus test file attached."""
    virus = attachment("".join(_TEST_FILE).encode("ascii"), "application/octet-stream", "invoice.com")
    return write(message, rng, received, virus)


def garbled(message: Message, received: tuple[bytes, ...], rng: Random) -> bytes:
    """An original (I2) whose text no charset reads: bytes overwritten, or characters replaced on the way."""
    head = write(message, rng, received).partition(b"MIME-Version: 1.0\r\n")[0]
    if rng.random() < 0.5:
        scrambled = bytearray(message.text.encode("shift_jis", "replace"))
        for at in range(0, len(scrambled), 3):
            scrambled[at] = rng.randrange(0x80, 0xFF)
        body = bytes(scrambled).replace(b"\n", CRLF)
    else:
        body = lost_characters(message, rng).text.encode("utf-8").replace(b"\n", CRLF)
    content = b'Content-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    return head + b"MIME-Version: 1.0\r\n" + content + body


def lost_characters(message: Message, rng: Random) -> Message:
    """A message (I2) as a program shows it that could not read it: most characters replaced."""
    text = "".join(
        char if char.isascii() or rng.random() < 0.3 else "\N{REPLACEMENT CHARACTER}" for char in message.text
    )
    return replace(message, text=text)


def without_body(message: Message, received: tuple[bytes, ...], rng: Random) -> bytes:
    """An original (I4c) of which only the header survived."""
    return write(message, rng, received).partition(CRLF + CRLF)[0] + CRLF + CRLF


def without_original(reporter: Reporter, to: str, at: datetime, rng: Random) -> bytes:
    """A letter (I4g) that complains of a mail and does not hold it."""
    text = rng.choice(
        (
            "迷惑メールが毎日来ます。何とかしてください。",
            "昨日の夜から同じ会社のメールが何度も届きます。調べてください。",
            "知らない人からメールが来ました。アドレスは消してしまいました。",
            "先日情報提供したものです。まだ止まりません。",
        )
    )
    content = text_part(f"{text}\n{reporter.signature}\n", "iso-2022-jp", "7bit")
    return letter(reporter, to, rng.choice(("迷惑メール", "相談", "Fw:")), content, at, rng, charset="iso-2022-jp")


def only_screenshot(reporter: Reporter, to: str, at: datetime, rng: Random) -> bytes:
    """A letter (I4h) with nothing but a picture of the mail."""
    parts = [text_part("\n", "iso-2022-jp", "7bit"), attachment(_PICTURE, "image/png", "screen.png")]
    return letter(reporter, to, "迷惑メール", multipart("mixed", parts, rng), at, rng, charset="iso-2022-jp")


def empty(reporter: Reporter, to: str, at: datetime, rng: Random) -> bytes:
    """A letter (I9a) with nothing in it."""
    return letter(reporter, to, "", text_part("", "iso-2022-jp", "7bit"), at, rng)
