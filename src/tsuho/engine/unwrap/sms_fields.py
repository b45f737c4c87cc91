"""A short message (SMS) reported by its fields: the sender's number, when it came, and its text.

A telephone number is the address of such a message (施行規則 for Article 2(i) of the law). The number is kept as it was typed,
full-width figures and hyphens made narrow; a sender's name in its place (alphanumeric sender) likewise.
"""

import re
import unicodedata
from dataclasses import replace

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.form_fields import filled_in
from tsuho.engine.unwrap.original import Original
from tsuho.words.vocabulary import Door, Form

_HYPHENS = re.compile(r"(?<=[\d)])[‐‑‒–—―−ーｰ](?=[\d(])")


def sms_fields(mail: Mail, body: Body, door: Door) -> tuple[Original, ...]:
    """The short messages of all entries that name a number; empty where none was filled in."""
    return tuple(_narrow(each) for each in filled_in(mail, body, door, Form.SMS_FIELDS))


def _narrow(original: Original) -> Original:
    number = unicodedata.normalize("NFKC", original.reported.get("sender_address", "")).strip()
    narrow = {"sender_address": _HYPHENS.sub("-", number)}
    return replace(original, reported={**original.reported, **narrow})
