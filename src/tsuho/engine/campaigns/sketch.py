"""A sketch of a text: near-copies of one template share bands of it, however names, numbers and links are varied.

Five-character shingles of the folded text without links, digits and blanks (words cannot be told apart in Japanese without
a dictionary), hashed, min-hashed to 128 values, cut into 16 bands of 8 rows. A short text has no sketch: it would join
mails that have nothing in common but a greeting.
"""

import re
from hashlib import blake2b
from string import ascii_letters, digits

import numpy as np
from rensa import RMinHash

VERSION = f"s1.{RMinHash.ALGORITHM_VERSION}"
MIN_SHINGLES = 50
MAX_CHARS = 20_000
_ROWS = 8
_VALUES = 128
_LETTERS = re.compile(r"[^\W\d_]++")
_SCHEME = ascii_letters
_LOCAL_PART = ascii_letters + digits + "._+-"
_LINK = "".join(map(chr, range(0x21, 0x7F)))  # Japanese runs on behind a link without a blank
_POWERS = np.array([1099511628211**power % 2**64 for power in range(4, -1, -1)], dtype=np.uint64)


def skeleton(folded_text: str) -> str:
    """What of a text stays the same between two mails of one template: its letters, without links and mailboxes."""
    text = _cut_out(folded_text[:MAX_CHARS], "://", _SCHEME, _LINK)
    text = _cut_out(text, "@", _LOCAL_PART, _LOCAL_PART)
    return "".join(_LETTERS.findall(text)).lower()


def _cut_out(text: str, mark: str, before: str, after: str) -> str:
    """The text without each mark and the characters of ``before`` and ``after`` that touch it; linear in its length."""
    pieces = text.split(mark)
    pieces[:-1] = [piece.rstrip(before) for piece in pieces[:-1]]
    pieces[1:] = [piece.lstrip(after) for piece in pieces[1:]]
    return " ".join(pieces)


def sketch(skeleton_text: str) -> tuple[int, ...]:
    """128 min-hash values of a skeleton; empty for a text of fewer than 50 shingles."""
    if len(skeleton_text) < MIN_SHINGLES + 4:
        return ()
    codes = np.frombuffer(skeleton_text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - 4
    hashes = np.zeros(count, dtype=np.uint64)
    for shift in range(5):
        hashes += codes[shift : shift + count] * _POWERS[shift]
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)  # spread, or neighbouring shingles would hash to neighbouring values
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, [0, count], num_perm=_VALUES, seed=1)
    return tuple(matrix.to_rows()[0])


def bands(values: tuple[int, ...]) -> tuple[str, ...]:
    """16 keys; two texts that share one are candidates for one template."""
    if not values:
        return ()
    packed = np.array(values, dtype="<u4").tobytes()
    width = 4 * _ROWS
    rows = (packed[start : start + width] for start in range(0, len(packed), width))
    return tuple(f"{VERSION}.{band:02d}.{blake2b(row, digest_size=8).hexdigest()}" for band, row in enumerate(rows))


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimated share of shingles in common, 0 to 1; 0 where either has no sketch."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
