"""Seals of the ledger: a digest of a batch of rows in any order, a hash that covers the seal before, the hash of a month.

All of it can be derived again from the rows by anybody who has them, in any database: only text goes into a hash.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

START = "0" * 64
"""What stands before the first seal, and before the first closed month."""


def row_digest(values: Sequence[str]) -> bytes:
    """The digest of one row: its values as text, in the order of the columns. No value holds a NUL, so it may divide them."""
    return sha256("\0".join(values).encode("utf-8", "surrogatepass")).digest()


def batch_digest(rows: Iterable[bytes]) -> str:
    """The digest of a batch from those of its rows; the same in whatever order they come."""
    return sha256(b"".join(sorted(rows))).hexdigest()


def seal_hash(previous: str, digest: str, entries: int, last_row: int) -> str:
    """The hash of a seal: it covers the one before, so that no batch can be changed, left out or put in between."""
    return sha256(f"{previous}|{digest}|{entries}|{last_row}".encode()).hexdigest()


def month_hash(month: str, sums: Iterable[tuple[tuple[str, ...], int]]) -> str:
    """The hash of a month: its sums by every column of a row, in one order."""
    whole = sha256(month.encode())
    for values, count in sorted(sums):
        whole.update(row_digest((*values, str(count))))
    return whole.hexdigest()


def signed_text(month: str, hash_of_month: str, previous: str, seal: str, entries: int, audit: str) -> bytes:
    """What the signature of a closed month stands under: the month, the one before, every row up to then, the audit log's end."""
    return f"tsuho closed month\n{month}\n{hash_of_month}\n{previous}\n{seal}\n{entries}\n{audit}\n".encode()
