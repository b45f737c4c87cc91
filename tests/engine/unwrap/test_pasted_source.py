"""Pasted sources: read as they stand where they read as text, sliced where they are code, left to a person where broken."""

import base64

import pytest

from tsuho.engine.unwrap.inline import inline
from tsuho.engine.unwrap.pasted_source import pasted_source
from tsuho.words.vocabulary import Door, Form

HEADER = (
    "Return-Path: <ad@spam.example>\nReceived: from mx.spam.example (unknown [203.0.113.7])\n\tby mx.home.example; Mon, 9 Mar 2015 20:15:00 +0900\n"
    "From: Ad <ad@spam.example>\nTo: sato@home.example\nSubject: =?UTF-8?B?5b2T6YG4?=\nMessage-ID: <1@spam.example>\nMIME-Version: 1.0\n"
)
CODE = (
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    + base64.encodebytes("当選しました。\n".encode() * 5).decode()
)


def pasted(letter, text: str, subject: str = "迷惑メール", **more):
    return pasted_source(*letter(text, subject, **more), Door.FORWARD)


def test_text_is_cut_from_the_letter_and_the_header_is_kept_apart(letter):
    (original,) = pasted(letter, f"見てください\n\n{HEADER}\n当選しました。\nお電話を\n")
    assert (original.form, original.mail, original.text.chars) == (
        Form.PASTED_SOURCE,
        None,
        "当選しました。\nお電話を\n",
    )
    assert original.reported["subject"] == "当選"
    assert original.comment == "見てください"
    assert b"203.0.113.7" in original.pasted.root.value("received")
    assert not original.carried


def test_code_is_a_slice_of_the_letter(letter):
    mail, body = letter(f"見て\n\n{HEADER}{CODE}\nよろしく\n", "迷惑メール")
    (original,) = pasted_source(mail, body, Door.FORWARD)
    assert original.mail.raw in mail.raw
    assert original.mail.root.body.decode() == "当選しました。\n" * 5
    assert not original.carried


@pytest.mark.parametrize("mark", ["> ", ">", "| "])
def test_code_behind_quote_marks_waits_for_a_person(letter, mark):
    quoted = "".join(f"{mark}{line}\n" for line in (HEADER + CODE).splitlines())
    (original,) = pasted(letter, quoted)
    assert (original.form, original.why_unrecovered) == (Form.UNRECOVERED, "pasted_source_encoded")
    assert original.reported["from"] == "ad@spam.example"


def test_only_a_header(letter):
    (original,) = pasted(letter, HEADER)
    assert original.why_unrecovered == "only_header_pasted"


def test_a_word_is_not_taken_for_code(letter):
    header = HEADER + "Content-Transfer-Encoding: base64\n"
    (original,) = pasted(letter, f"{header}\nCongratulations\nYou have won\n")
    assert original.text.chars.startswith("Congratulations")


def test_the_reporter_is_never_the_sender(letter):
    (original,) = pasted(letter, HEADER.replace("ad@spam.example>\nTo", "SATO@home.example>\nTo") + "\n当選\n")
    assert original.reported["from_is_reporter"] == "yes"
    assert "from" not in original.reported


@pytest.mark.parametrize(
    "text", ["Received: thanks\n", "MIME-Version: 1.0\n\nhello\n", "I received: from you a letter\n", ""]
)
def test_other_letters_are_no_sources(letter, text):
    assert pasted(letter, text) == ()


def test_at_bulk_only_a_letter_that_says_forward_is_opened(letter):
    text = f"{HEADER}\n当選しました。\n"
    assert pasted_source(*letter(text, "Fwd: 迷惑メール"), Door.BULK)[0].form is Form.PASTED_SOURCE
    assert pasted_source(*letter(text, "迷惑メール"), Door.BULK) == ()


@pytest.mark.parametrize(("sender", "apart"), [("ad@spam.example", True), ("other@spam.example", False)])
def test_a_header_pasted_below_a_forward_is_kept_apart_where_the_sender_is_the_same(letter, sender, apart):
    block = f"---------- Forwarded message ---------\nFrom: Ad <{sender}>\nSubject: 当選\n\n当選しました。\n\n"
    (original,) = inline(*letter(block + HEADER, "Fwd: 当選"), Door.FORWARD)
    assert (original.pasted is not None) == apart
    assert ("Received:" in original.text.chars) != apart
    assert original.text.chars.startswith("当選しました。")


def test_a_source_inside_what_is_forwarded_belongs_to_it(letter):
    block = "---------- Forwarded message ---------\nFrom: Ad <ad@other.example>\nSubject: help\n\nlook at this:\n\n"
    assert pasted(letter, block + HEADER + "\nx\n", "Fwd: help") == ()
