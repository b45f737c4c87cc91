"""A sketch of a text: near-copies of one template share bands of it, however names, numbers and links are varied.

Five-character shingles of the folded text without links, digits and blanks (words cannot be told apart in Japanese without
a dictionary), hashed, min-hashed to 128 values, cut into 16 bands of 8 rows. A short text has no sketch: it would join
mails that have nothing in common but a greeting.
"""

import re

import numpy as np
from rensa import RMinHash

VERSION = f"s1.{RMinHash.ALGORITHM_VERSION}"
MIN_SHINGLES = 50
MAX_CHARS = 20_000
_ROWS = 8
_VALUES = 128
_LINKS_AND_NUMBERS = re.compile(
    r"https?://[!-~]+|(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9.-]+|[\s\d\W_]+", re.IGNORECASE
)
_POWERS = np.array([1099511628211**power % 2**64 for power in range(4, -1, -1)], dtype=np.uint64)


def skeleton(folded_text: str) -> str:
    """What of a text stays the same between two mails of one template."""
    return _LINKS_AND_NUMBERS.sub("", folded_text[:MAX_CHARS]).lower()


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
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, np.array([0, count], dtype=np.uint64), num_perm=_VALUES, seed=1)
    return tuple(matrix.to_rows()[0])


def bands(values: tuple[int, ...]) -> tuple[str, ...]:
    """16 keys; two texts that share one are candidates for one template."""
    if not values:
        return ()
    packed = np.array(values, dtype=np.uint32).reshape(-1, _ROWS)
    return tuple(f"{VERSION}.{index:02d}.{row.tobytes()[:16].hex()}" for index, row in enumerate(packed))


def similarity(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimated share of shingles in common, 0 to 1; 0 where either has no sketch."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
