"""Seal a package for one reader: OpenPGP (RFC 9580) or S/MIME (RFC 8551), by the key that stands in the register.

Sealing is the last step before sending, on bytes whose hash is already in the audit log: sealed bytes differ every time.
"""

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7EnvelopeBuilder
from pysequoia import Cert, encrypt

KINDS = ("openpgp", "smime")


def seal(content: bytes, kind: str, key: str) -> tuple[bytes, str]:
    """The sealed bytes, and what is added to the file's name. ``key``: an armoured certificate, or one in PEM.

    Raises ValueError for a key that is none of its kind, so that nothing leaves open which should be sealed.
    """
    if kind == "openpgp":
        return _openpgp(content, key), ".pgp"
    if kind == "smime":
        return _smime(content, key), ".p7m"
    raise ValueError(f"no way of sealing is called {kind!r}; known: {', '.join(KINDS)}")


def _openpgp(content: bytes, key: str) -> bytes:
    try:
        certificate = Cert.from_bytes(key.encode())
        sealed: bytes = encrypt(recipients=[certificate], bytes=content)
    except Exception as error:  # the library raises bare Exception
        raise ValueError(f"the OpenPGP key cannot be used ({error}); enter a valid one in the register") from error
    return sealed


def _smime(content: bytes, key: str) -> bytes:
    try:
        certificate = x509.load_pem_x509_certificate(key.encode())
        return PKCS7EnvelopeBuilder().set_data(content).add_recipient(certificate).encrypt(Encoding.DER, options=[])
    except (ValueError, TypeError) as error:
        raise ValueError(
            f"the S/MIME certificate cannot be used ({error}); enter a valid one in the register"
        ) from error
