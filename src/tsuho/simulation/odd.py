"""Broken mail: what arrives that no standard allows, and must cost a reader nothing but one shrug."""

from collections.abc import Callable, Mapping
from random import Random

from tsuho.simulation.encoding import CRLF, header
from tsuho.simulation.invented import MARK, Invented, ReportTruth, Truth
from tsuho.simulation.letters import sent_by
from tsuho.simulation.originals import Message, compose, write
from tsuho.simulation.parameters import identifier, parameters
from tsuho.simulation.plan import Planned
from tsuho.simulation.received import delivered
from tsuho.simulation.reporters import a_reporter
from tsuho.words.vocabulary import Door, Form

_BLANK = CRLF + CRLF


def odd_mail(planned: Planned, seed: int, rng: Random) -> Invented:
    """One broken mail at the door for forwards; each kind of defect in turn."""
    reporter = a_reporter(rng, seed, mobile=False)
    message = compose(planned.reports[0].campaign, reporter.address, planned.at.replace(microsecond=0), rng)
    defect = list(_DEFECTS)[planned.number % len(_DEFECTS)]
    sound = header(*MARK) + write(message, rng, delivered(message, reporter.provider, rng))
    raw = _DEFECTS[defect](sound, message, rng)
    to = parameters("partners")["doors"][Door.FORWARD.value][0]
    # What a reader makes of the pieces is nowhere laid down: the truth asserts no outcome.
    truth = Truth(planned.kind, (ReportTruth(Form.UNRECOVERED, None),), defect=defect)
    return sent_by(reporter, raw, Door.FORWARD, to, planned.at, truth, rng)


def _nul_bytes(sound: bytes, _message: Message, _rng: Random) -> bytes:
    head, _, body = sound.partition(_BLANK)
    return head + _BLANK + body.replace(b"\r\n", b"\x00\r\n")


def _eight_bit_header(sound: bytes, message: Message, rng: Random) -> bytes:
    charset = rng.choice(("shift_jis", "euc_jp", "utf-8"))
    return b"Subject: " + message.subject.encode(charset, "replace") + CRLF + sound


def _boundary_never_stands(_sound: bytes, _message: Message, _rng: Random) -> bytes:
    head = header(*MARK) + b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="nowhere"\r\n\r\n'
    return head + b"This is a multi-part message in MIME format.\r\n"


def _boundary_missing(sound: bytes, _message: Message, _rng: Random) -> bytes:
    return header(*MARK) + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\n--x\r\n\r\n" + sound


def _never_closed(sound: bytes, _message: Message, _rng: Random) -> bytes:
    head = header(*MARK) + b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="open"\r\n\r\n--open\r\n'
    return head + b"Content-Type: message/rfc822\r\n\r\n" + sound


def _broken_base64(_sound: bytes, _message: Message, rng: Random) -> bytes:
    head = header(*MARK) + b"Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + f"{identifier(rng, 61)}\r\n***{identifier(rng, 30)}===".encode("ascii")


def _unknown_charset(sound: bytes, _message: Message, _rng: Random) -> bytes:
    return header(*MARK) + b'Content-Type: text/plain; charset="x-mihon-9"\r\n\r\n' + sound.partition(_BLANK)[2]


def _charset_lies(_sound: bytes, message: Message, _rng: Random) -> bytes:
    head = header(*MARK) + b'Content-Type: text/plain; charset="ISO-2022-JP"\r\n\r\n'
    return head + message.text.replace("\n", "\r\n").encode("cp932", "replace")


def _word_split_in_a_character(sound: bytes, _message: Message, _rng: Random) -> bytes:
    # 見本 in UTF-8, cut after its second byte
    return b"Subject: =?UTF-8?B?6KY=?=\r\n =?UTF-8?B?i+acrA==?=\r\n" + sound


def _no_header(_sound: bytes, message: Message, _rng: Random) -> bytes:
    return CRLF + message.text.replace("\n", "\r\n").encode("utf-8")


def _line_without_colon(sound: bytes, _message: Message, _rng: Random) -> bytes:
    return header(*MARK) + b"this line is no header field\r\n" + sound


def _nested_deep(sound: bytes, _message: Message, _rng: Random) -> bytes:
    for _ in range(40):
        sound = b"Content-Type: message/rfc822\r\n\r\n" + sound
    return header(*MARK) + b"MIME-Version: 1.0\r\n" + sound


def _impossible_date(sound: bytes, _message: Message, _rng: Random) -> bytes:
    return b"Date: Thu, 31 Feb 2015 25:61:00 +9900\r\n" + sound


def _large_header(sound: bytes, _message: Message, rng: Random) -> bytes:
    lines = b"".join(f" {identifier(rng, 70)}\r\n".encode("ascii") for _ in range(400))
    return b"X-Large: begin\r\n" + lines + sound


_DEFECTS: Mapping[str, Callable[[bytes, Message, Random], bytes]] = {
    "nul_bytes": _nul_bytes,
    "eight_bit_header": _eight_bit_header,
    "boundary_never_stands": _boundary_never_stands,
    "boundary_missing": _boundary_missing,
    "never_closed": _never_closed,
    "broken_base64": _broken_base64,
    "unknown_charset": _unknown_charset,
    "charset_lies": _charset_lies,
    "word_split_in_a_character": _word_split_in_a_character,
    "no_header": _no_header,
    "line_without_colon": _line_without_colon,
    "nested_deep": _nested_deep,
    "impossible_date": _impossible_date,
    "large_header": _large_header,
}
