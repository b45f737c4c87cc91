"""The centre's own key (Ed25519), from a file of 32 random bytes: it signs a month when it is closed."""

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tsuho.casework.errors import CannotDo

_KIND = "ed25519"
_SIZE = 32


class LedgerKey:
    """The port Signer on a file."""

    def __init__(self, file: Path) -> None:
        try:
            secret = file.read_bytes()
        except FileNotFoundError:
            raise CannotDo(
                f"the key of the ledger {file} is missing; restore it from the backup, make a new one of {_SIZE} random "
                "bytes, or empty [store] ledger_key, and months are closed unsigned"
            ) from None
        if len(secret) != _SIZE:
            raise CannotDo(f"the key of the ledger {file} has {len(secret)} bytes; it needs {_SIZE} random ones")
        self._key = Ed25519PrivateKey.from_private_bytes(secret)

    @property
    def public(self) -> str:
        """The public key in words: the kind and the hexadecimal value."""
        return f"{_KIND} {self._key.public_key().public_bytes_raw().hex()}"

    def sign(self, text: bytes) -> str:
        """The signature, hexadecimal."""
        return self._key.sign(text).hex()

    def holds(self, text: bytes, signature: str, public: str) -> bool:
        """Whether a signature was made with the key that ``public`` names; an older key of the centre is named there too."""
        kind, _, value = public.partition(" ")
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(value)).verify(bytes.fromhex(signature), text)
        except (InvalidSignature, ValueError):
            return False
        return kind == _KIND
