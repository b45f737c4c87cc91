"""A sketch of a text: near-copies of one template have nearly the same one, however names, numbers and links are varied.

Five-character shingles of the folded text without links, digits and blanks (words cannot be told apart in Japanese without
a dictionary), hashed and min-hashed to 128 values, of each the lowest byte: 128 bytes tell what 512 would, but for chance
(Li and König, b-Bit Minwise Hashing, WWW 2010). A short text has no sketch: it would join mails that have nothing in
common but a greeting.
"""

import sys
from array import array
from functools import cache
from string import ascii_letters, digits

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

VERSION = f"s2.{RMinHash.ALGORITHM_VERSION}"
MIN_CHARS = 100  # of skeleton
MAX_CHARS = 20_000
VALUES = 128
BANDS = 25
_ROWS = 5
_CHANCE = 1 / 256  # two bytes that have nothing to do with each other are equal so often
_SCHEME = ascii_letters
_LOCAL_PART = ascii_letters + digits + "._+-"
_LINK = "".join(map(chr, range(0x21, 0x7F)))  # Japanese runs on behind a link without a blank
_BASE = 1_099_511_628_211
_ONE, _TWO = np.uint64(_BASE), np.uint64(_BASE**2 % 2**64)
_SHIFT, _SPREAD = np.uint64(29), np.uint64(0xBF58476D1CE4E5B9)
_LOWEST = 0 if sys.byteorder == "little" else array("I").itemsize - 1
_SHORT = 80  # characters up to which plain Python is the faster one
_LETTERS_END = 0x34000  # behind it stand no letters: private use, tags


def skeleton(folded_text: str) -> str:
    """What of a text stays the same between two mails of one template: its letters, without links and mailboxes."""
    text = _cut_out(folded_text[:MAX_CHARS], "://", _SCHEME, _LINK)
    text = _cut_out(text, "@", _LOCAL_PART, _LOCAL_PART).lower()
    if len(text) <= _SHORT:
        return "".join(filter(str.isalpha, text))
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    return codes[_letters().take(codes, mode="clip")].tobytes().decode("utf-32-le")


@cache
def _letters() -> npt.NDArray[np.bool_]:
    """Which code points are letters in Unicode's sense, ideographs and kana among them."""
    return np.fromiter((chr(code).isalpha() for code in range(_LETTERS_END)), dtype=np.bool_, count=_LETTERS_END)


def _cut_out(text: str, mark: str, before: str, after: str) -> str:
    """The text without each mark and the characters of ``before`` and ``after`` that touch it; linear in its length."""
    if mark not in text:
        return text
    pieces = text.split(mark)
    pieces[:-1] = [piece.rstrip(before) for piece in pieces[:-1]]
    pieces[1:] = [piece.lstrip(after) for piece in pieces[1:]]
    return " ".join(pieces)


def sketch(skeleton_text: str) -> bytes:
    """128 bytes that stand for a skeleton; none for a text of fewer than 100 letters."""
    if len(skeleton_text) < MIN_CHARS:
        return b""
    codes = np.frombuffer(skeleton_text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    pairs = codes[:-1] * _ONE
    pairs += codes[1:]
    fours = pairs[:-2] * _TWO
    fours += pairs[2:]
    hashes = fours[:-1] * _ONE
    hashes += codes[4:]
    hashes ^= hashes >> _SHIFT
    hashes *= _SPREAD  # or neighbouring shingles would hash to neighbouring values
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, [0, len(hashes)], num_perm=VALUES, seed=1)
    return array("I", matrix.to_rows()[0]).tobytes()[_LOWEST :: array("I").itemsize]


def bands(own: bytes) -> tuple[int, ...]:
    """25 numbers of at most 45 bits; two texts that share one are candidates for one template.

    Of texts that share half of their shingles 55 in 100 share a band, of those that share seven tenths 99.
    """
    if len(own) != VALUES:
        return ()
    return tuple(
        band << 40 | int.from_bytes(own[start : start + _ROWS], "big")
        for band, start in enumerate(range(0, BANDS * _ROWS, _ROWS))
    )


def similarity(one: bytes, other: bytes) -> float:
    """Estimated share of shingles in common, 0 to 1; 0 where either has no sketch."""
    if len(one) != VALUES or len(other) != VALUES:
        return 0.0
    equal = int(np.count_nonzero(np.frombuffer(one, dtype=np.uint8) == np.frombuffer(other, dtype=np.uint8)))
    return max(0.0, (equal / VALUES - _CHANCE) / (1 - _CHANCE))
