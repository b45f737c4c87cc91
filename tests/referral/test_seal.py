"""What is sealed for a reader, that reader can open, and nobody reads it on the way."""

import warnings
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization.pkcs7 import pkcs7_decrypt_der
from cryptography.x509.oid import NameOID
from pysequoia import Tsk, decrypt

from tsuho.referral.formats.seal import seal

SECRET = "list.csv 内容".encode() * 50


def test_openpgp():
    key = Tsk.generate("Agency <exchange@br.agency.example>")
    sealed, suffix = seal(SECRET, "openpgp", str(key.extract_certificate()))
    assert suffix == ".pgp"
    assert SECRET[:8] not in sealed
    assert decrypt(decryptor=key.decryptor(), bytes=sealed).bytes == SECRET


def test_smime():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "exchange@br.agency.example")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now).not_valid_after(now + timedelta(days=900)).sign(key, hashes.SHA256())
    )  # fmt: skip
    sealed, suffix = seal(SECRET, "smime", certificate.public_bytes(serialization.Encoding.PEM).decode())
    assert suffix == ".p7m"
    assert SECRET[:8] not in sealed
    assert pkcs7_decrypt_der(sealed, certificate, key, []) == SECRET


@pytest.mark.parametrize(("kind", "key"), [("openpgp", "no key"), ("smime", "no key"), ("rot13", ""), ("", "")])
def test_a_key_that_is_none_lets_nothing_out(kind, key):
    with warnings.catch_warnings(), pytest.raises(ValueError, match=r"register|no way of sealing"):
        seal(SECRET, kind, key)
