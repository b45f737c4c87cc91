"""Charsets of real Japanese mail: what the label says, what the bytes are, and which one won.

The label is honoured first, the bytes are asked second: a label that does not fit loses to bytes that read as something
better. What comes out is a ``Decoded``: the text, the three names, and the way back to the bytes.
"""

import re
from collections.abc import Iterator

import chardetng_py

from tsuho.engine.parse.carrier_emoji import KDDI, emoji_in
from tsuho.engine.parse.charset_names import ASCII_CARRIES_MORE, SAYS_NOTHING, SINGLE_BYTE, charset_name
from tsuho.engine.parse.damaged import damaged_charset
from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.iso2022 import decode_iso2022
from tsuho.engine.parse.mojibake import repaired, replaced
from tsuho.engine.parse.plausible import has_kana, plausibility
from tsuho.engine.parse.web_decoder import web_decode

__all__ = ["Decoded", "decode", "decode_as", "undamaged"]

_ESCAPES = re.compile(rb"\x1b(?:\$[@BA]|\([BJI]|\$\([@A-DO-Q])|\x0e[!-_]+\x0f")
_HIGH = re.compile(rb"[\x80-\xff]")
_LONG_HIGH_RUN = re.compile(rb"[\x80-\xff]{4}|(?:[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]){3}")
_WIDE_UTF8 = re.compile(rb"[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}")
_BOMS = ((b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_MARKS = tuple(mark for mark, _ in _BOMS)
_LATER_EDITION = {"shift_jis": "shift_jis_2004", "euc-jp": "euc_jis_2004"}
_CHINESE_OR_KOREAN = frozenset({"gb18030", "big5", "euc-kr"})
# Charsets that a writer of Japanese uses: what reads in one of them without loss was meant so.
_READ_AS_MEANT = frozenset({"utf-8", "iso-2022-jp", "us-ascii", "shift_jis", "euc-jp", "utf-16le", "utf-16be"})
_SAMPLE = 600  # bytes that the detector is shown
_JAPANESE = 0.3  # plausibility below which damaged bytes are Japanese no more
_BEYOND_DOUBT = 0.85  # plausibility of a reading that needs no detector


def decode(raw: bytes, label: str = "", *, hint: str = "ja", carrier: str = "") -> Decoded:
    """Decode a body: the label first, the bytes second; never raises.

    ``hint`` is a top-level domain for the detector; ``carrier`` says whose phone wrote it, for its emoji.
    """
    name = charset_name(label)
    if raw.isascii() and name not in ASCII_CARRIES_MORE and b"\x1b" not in raw and b"\x0e" not in raw:
        used = name if name == "utf-8" or name in SINGLE_BYTE else "us-ascii"
        decoded = Decoded(raw.decode("ascii"), raw, label, used, lossy=False, guess="us-ascii")
        return repaired(decoded)
    decoded = _read_as_utf8(raw, label, name) or _best(raw, label, name, hint, carrier)
    again = repaired(decoded)
    return again if again is not decoded else _with_emoji(decoded, carrier)


def decode_as(raw: bytes, label: str, charset: str) -> Decoded:
    """Decode in the charset that a person states, whatever is lost by it. Raises ValueError for a name that is none."""
    decoded = _as(raw, label, charset_name(charset), _guess(raw, "ja"))
    if decoded is None:
        raise ValueError(f"{charset!r} is no charset that mail is written in")
    return decoded


def _read_as_utf8(raw: bytes, label: str, name: str) -> Decoded | None:
    """What most mails are, at once: bytes that are UTF-8 beyond doubt under a label that does not speak against it."""
    if (
        (name != "utf-8" and name not in SAYS_NOTHING and name not in SINGLE_BYTE)
        or b"\x1b" in raw
        or raw.startswith(_MARKS)
    ):
        return None
    try:
        return Decoded(raw.decode("utf-8"), raw, label, "utf-8", lossy=False, guess="utf-8")
    except UnicodeDecodeError:
        return None


def _best(raw: bytes, label: str, name: str, hint: str, carrier: str) -> Decoded:
    """The first reading that loses nothing and is not beaten by what the bytes look like."""
    guess = _guess(raw, hint)
    best: Decoded | None = None
    for candidate in dict.fromkeys(_candidates(raw, name, guess)):
        decoded = _as(raw, label, candidate, guess, carrier)
        if decoded is None:
            continue
        if not decoded.lossy:
            return _or_better(decoded, guess)
        if best is None or decoded.text.count("\ufffd") < best.text.count("\ufffd"):
            best = decoded
    return best or Decoded(raw.decode("latin-1"), raw, label, "windows-1252", lossy=True, guess=guess)


def undamaged(decoded: Decoded, carrier: str) -> Decoded:
    """The reading that won, unless its bytes are those of damaged Japanese: then what is left of that, with its gaps."""
    if decoded.used in _READ_AS_MEANT and (decoded.used == decoded.guess or not decoded.lossy):
        return decoded
    meant = damaged_charset(decoded.raw)
    rest = _as(decoded.raw, decoded.label, meant, meant, carrier) if meant and meant != decoded.used else None
    if rest is None or plausibility(rest.text.replace("\ufffd", "")) < _JAPANESE:
        return decoded
    # Japanese is also written in Chinese sets and later editions: what is more plausible, its gaps included, was meant
    return rest if plausibility(rest.text) > plausibility(decoded.text) else decoded


def _guess(raw: bytes, hint: str) -> str:
    """What the bytes look like, whatever the label says."""
    if (b"\x1b" in raw or b"\x0e" in raw) and _ESCAPES.search(raw):
        return "iso-2022-jp"
    high = _HIGH.search(raw)
    if not high:
        return "us-ascii"
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return name
    if _is_utf8(raw):
        return "utf-8"
    return _guess_by_reading(raw, hint)


def _guess_by_reading(raw: bytes, hint: str) -> str:
    """Japanese if the bytes read as Japanese that somebody wrote, else what the detector guesses."""
    sample = _sample(raw)
    readings = {name: text for name in ("shift_jis", "euc-jp") if has_kana(text := web_decode(sample, name) or "")}
    ranked = sorted(((plausibility(text), name) for name, text in readings.items()), reverse=True)
    if ranked and ranked[0][0] >= _BEYOND_DOUBT and (len(ranked) == 1 or ranked[0][0] > ranked[1][0] + 0.2):
        return ranked[0][1]
    detector = chardetng_py.EncodingDetector()
    detector.feed(sample, last=True)
    guess = charset_name(detector.guess(tld=hint.encode("ascii", "ignore") or None, allow_utf8=True))
    if ranked and ranked[0][0] > max(0.6, plausibility(web_decode(sample, guess) or "") + 0.05):
        return ranked[0][1]
    return guess


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # a character cut off at the very end is no argument against the rest
        return error.end == len(raw) and error.start > 0 and len(raw) - error.start < 4 and _is_utf8(raw[: error.start])
    return True


def _candidates(raw: bytes, name: str, guess: str) -> Iterator[str]:
    """Charsets to try, in order."""
    if guess == "iso-2022-jp":
        # ESC in the bytes is stronger than any label
        yield "iso-2022-jp"
        if raw.isascii():
            return  # as UTF-8 such bytes lose nothing and mean nothing
    if guess == "utf-8" and (name in SINGLE_BYTE or name in SAYS_NOTHING):
        yield "utf-8"
    if name not in SAYS_NOTHING and (name != "iso-2022-jp" or guess not in {"utf-8", "shift_jis", "euc-jp"}):
        yield name
    yield "utf-8"
    if name in _LATER_EDITION:
        yield _LATER_EDITION[name]
    if guess != "utf-8":
        yield guess
        yield from ("shift_jis", "euc-jp", "shift_jis_2004", "euc_jis_2004")


def _as(raw: bytes, label: str, charset: str, guess: str, carrier: str = "") -> Decoded | None:
    if charset == "iso-2022-jp" and carrier == KDDI:
        return _as_iso2022(raw, label, guess, kddi=True)
    text = web_decode(raw, charset)
    if text is None:
        return None
    if charset == "iso-2022-jp" and ("\ufffd" in text or b"\x0e" in raw or b"\x0f" in raw):
        return _as_iso2022(raw, label, guess)
    return Decoded(text, raw, label, charset, "\ufffd" in text, guess)


def _as_iso2022(raw: bytes, label: str, guess: str, *, kddi: bool = False) -> Decoded:
    text, offsets = decode_iso2022(raw, kddi=kddi)
    return Decoded(text, raw, label, "iso-2022-jp", "\ufffd" in text, guess, _offsets=offsets)


def _or_better(decoded: Decoded, guess: str) -> Decoded:
    """The reading that won, unless the bytes read much better in another charset."""
    used = decoded.used
    if used in {"utf-8", "iso-2022-jp"} or used.startswith("utf-") or not _doubtful(decoded, guess):
        return decoded
    others = {guess, "shift_jis", "euc-jp"} - {used}
    sample = _sample(decoded.raw)
    mine = plausibility(web_decode(sample, used) or "")
    best = decoded
    for other in sorted(others):
        text = web_decode(sample, other)
        if not text or not (has_kana(text) or other == guess):
            continue
        points = plausibility(text)
        # kana stand at the same places in Chinese and Japanese sets, so there the kanji alone must tell, and do
        ambiguous = used in _CHINESE_OR_KOREAN or charset_name(decoded.label) in SAYS_NOTHING
        if points > mine + (0.05 if ambiguous else 0.3):
            rival = _as(decoded.raw, decoded.label, other, guess)
            if rival is not None and not rival.lossy:
                best, mine = rival, points
    return best


def _sample(raw: bytes) -> bytes:
    """Some bytes from the first one on that is not ASCII; whole ones, so that a cut character weighs little."""
    high = _HIGH.search(raw)
    return raw[high.start() : high.start() + _SAMPLE] if high else b""


def _doubtful(decoded: Decoded, guess: str) -> bool:
    """Whether a reading without loss deserves a second look; cheap, since most do not."""
    if decoded.used == guess and charset_name(decoded.label) == guess:
        return False
    if decoded.used in _CHINESE_OR_KOREAN:
        return has_kana(decoded.text) or guess in {"shift_jis", "euc-jp", "utf-8"}
    if decoded.used in {"shift_jis", "euc-jp", "shift_jis_2004", "euc_jis_2004"}:
        return plausibility(decoded.text) < 0.6
    return _LONG_HIGH_RUN.search(decoded.raw) is not None or _WIDE_UTF8.search(decoded.raw) is not None


def _with_emoji(decoded: Decoded, carrier: str) -> Decoded:
    raw = decoded.raw
    if decoded.used == "utf-8":
        if b"\xee" not in raw and b"\x1b" not in raw:
            return decoded
    elif decoded.used != "shift_jis" and b"\x1b" not in raw:
        return decoded
    found = emoji_in(decoded.text, decoded.used, carrier)
    if not found:
        return decoded
    return replaced(decoded, [(a, b, new, [a] * len(new), [b] * len(new)) for a, b, new in found])
