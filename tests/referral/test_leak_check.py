"""Every encoding of the leak check is found, alone and inside another one."""

import base64
import codecs
import hashlib
import html
import quopri
from email.header import Header
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.referral.leak_check import ENCODINGS, LeakCheck, Leaks, find_leaks, must_not_leak
from tsuho.words.catalogue import Words

ADDRESS = "kx7trap42q@mobile-a.example"


def offset(count):
    return lambda text: base64.b64encode(b"x" * count + text.encode() + b"y").decode()


DRESSES = {
    "plain": str,
    "upper case": str.upper,
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "percent in part": quote,
    "entity": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "entity hex": lambda text: "".join(f"&#x{ord(char):x};" for char in text),
    "entity in part": lambda text: html.escape(text).replace("@", "&#64;"),
    "quoted-printable": lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode().replace("@", "=40"),
    "rfc 2047": lambda text: Header(text + "広", "utf-8").encode(),
    "base64 at 0": offset(0),
    "base64 at 1": offset(1),
    "base64 at 2": offset(2),
    "base64url": lambda text: base64.urlsafe_b64encode(b"??>" + text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "md5": lambda text: hashlib.md5(text.encode()).hexdigest(),
    "sha1": lambda text: hashlib.sha1(text.encode()).hexdigest(),
    "sha256": lambda text: hashlib.sha256(text.encode()).hexdigest(),
}


@pytest.mark.parametrize("name", DRESSES)
def test_an_address_is_found_in_every_dress(name):
    document = f"before {DRESSES[name](ADDRESS)} after".encode()
    assert find_leaks(document, ["other@elsewhere.example", ADDRESS])
    assert {leak.which for leak in find_leaks(document, ["other@elsewhere.example", ADDRESS])} == {1}


@pytest.mark.parametrize("name", [name for name in DRESSES if name not in {"md5", "sha1", "sha256", "upper case"}])
def test_the_local_part_alone_is_found(name):
    assert find_leaks(f"u={DRESSES[name](ADDRESS.partition('@')[0])}&".encode(), [ADDRESS])


@pytest.mark.parametrize("outer", ["base64 at 0", "quoted-printable", "percent"])
@pytest.mark.parametrize("inner", ["percent", "hex", "base64 at 1", "md5", "plain"])
def test_a_dress_inside_a_dress_is_found(outer, inner):
    assert find_leaks(f"x {DRESSES[outer]('u=' + DRESSES[inner](ADDRESS) + ';')} y".encode(), [ADDRESS])


def test_the_contract_names_these_encodings():
    assert len(ENCODINGS) >= 11


def test_a_clean_document_is_clean_and_an_error_never_repeats_the_address():
    assert find_leaks("本文と notices@centre.example と 203.0.113.5".encode(), [ADDRESS]) == []
    with pytest.raises(Leaks) as leaks:
        must_not_leak("list.csv", f"a,{ADDRESS}".encode(), [ADDRESS])
    assert "list.csv" in str(leaks.value)
    assert "kx7trap42q" not in str(leaks.value)


@given(
    st.from_regex(r"[a-z][a-z0-9._-]{5,20}[a-z0-9]", fullmatch=True),
    st.sampled_from(sorted(DRESSES)),
    st.binary(max_size=60),
    st.binary(max_size=60),
)
def test_any_address_in_any_dress_anywhere(local, name, before, after):
    address = f"{local}@mobile-a.example"
    document = before + b" " + DRESSES[name](address).encode() + b" " + after
    assert any(leak.which == 0 for leak in find_leaks(document, [address]))


def test_a_leak_is_told_in_the_readers_language_and_never_the_address():
    with pytest.raises(Leaks) as leaked:
        LeakCheck([ADDRESS]).must_not_leak(Words("leak_letter"), f"to {ADDRESS}".encode())
    japanese = leaked.value.said_in("ja")
    assert "本文のメールにモニターか情報提供者のアドレスがあります" in japanese and "must not leave" in str(
        leaked.value
    )
    assert ADDRESS not in japanese and "must not" not in japanese
