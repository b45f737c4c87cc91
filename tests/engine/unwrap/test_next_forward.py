"""Forwards one below another: each is an original of its own, and no thread, nested forward or imitation is torn apart."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.unwrap.attached import MAX_ORIGINALS
from tsuho.engine.unwrap.inline import inline
from tsuho.words.vocabulary import Door

from .conftest import a_letter

GMAIL = "---------- Forwarded message ---------"
OUTLOOK = "-----Original Message-----"


def block(number: int, text: str = "", *, mark=GMAIL, subject="", sender="", to="sato@home.example") -> str:
    sender = sender or f"Shop {number} <shop{number}@spam{number}.example>"
    subject = subject or f"Offer of house {number}"
    return f"{mark}\nFrom: {sender}\nDate: 2015/3/{number}\nTo: {to}\nSubject: {subject}\n\n{text or f'buy now at {number}'}\n"


def senders(text: str, subject: str = "Fwd: Offer", door: Door = Door.FORWARD) -> list[str]:
    return [each.reported.get("from", "") for each in inline(*a_letter(text, subject), door)]


@pytest.mark.parametrize("mark", [GMAIL, OUTLOOK, "-------- 元のメッセージ --------", "転送メッセージ:"])
@pytest.mark.parametrize("count", [2, 3, 7])
def test_each_forward_is_an_original(mark, count):
    found = inline(
        *a_letter("See below.\n\n" + "\n".join(block(each, mark=mark) for each in range(1, count + 1))), Door.FORWARD
    )
    assert [each.text.chars.strip() for each in found] == [f"buy now at {each}" for each in range(1, count + 1)]
    assert [each.comment for each in found] == ["See below."] + [""] * (count - 1)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (block(1, mark=OUTLOOK), block(2, mark=OUTLOOK, subject="Re: Offer of house 1")),
        (block(1, mark=OUTLOOK), block(2, mark=OUTLOOK, subject="Offer of house 1")),
        (block(1, mark=OUTLOOK, subject="Re: Offer"), block(2, mark=OUTLOOK)),
        (block(1, mark=OUTLOOK), block(2, mark=OUTLOOK, sender="Sato <sato@home.example>")),
        (block(1, mark=OUTLOOK), block(2, mark=OUTLOOK, to="Shop 1 <shop1@spam1.example>")),
        (block(1, mark=OUTLOOK), block(2, mark=OUTLOOK, to="somebody@else.example")),
        (block(1), block(2, mark=OUTLOOK)),
        (block(1), block(2, mark="-------- 転送メッセージ --------", to="somebody@else.example")),
        (block(1), "".join(f"> {line}\n" for line in block(2).splitlines())),
        (block(1), "On 2015/03/09 20:15, Shop <shop@spam.example> wrote:\n> buy\n"),
        (block(1, "line\n" * 40, subject="Fwd: Offer"), block(2, subject="Offer")),
    ],
)
def test_what_is_no_forward_of_the_reporters_stays_the_text_above_it(above, below):
    (original,) = inline(*a_letter(f"{above}\n{below}"), Door.FORWARD)
    assert original.text.chars.rstrip().endswith(below.rstrip())


def test_a_program_is_known_at_every_door_and_a_mere_quotation_only_where_reporters_write():
    assert len(senders(block(1) + block(2), door=Door.BULK)) == 2
    assert len(senders(block(1, mark=OUTLOOK) + block(2, mark=OUTLOOK), door=Door.BULK)) == 1
    assert len(senders(block(1, mark=OUTLOOK) + block(2, mark=OUTLOOK))) == 2


def test_spam_in_the_reporters_own_name_does_not_swallow_the_next_one():
    own = block(1, sender="Sato <sato@home.example>")
    found = inline(*a_letter(own + block(2)), Door.FORWARD)
    assert [each.reported.get("from_is_reporter", each.reported.get("from")) for each in found] == [
        "yes",
        "shop2@spam2.example",
    ]


@pytest.mark.parametrize("count", ["2通目", "【２件目】", "■その2", "②", "2nd mail:", "＝＝＝ 二つ目のメール ＝＝＝"])
def test_the_count_above_a_forward_is_the_reporters(count):
    first, second = inline(*a_letter(f"{block(1)}\n{count}\n\n{block(2)}"), Door.FORWARD)
    assert first.text.chars.strip() == "buy now at 1"
    assert second.comment == count


@pytest.mark.parametrize("line", ["No.2", "残り2名", "2つ目のバッグは半額です", "2015年3月9日", "その2つの理由"])
def test_a_last_line_of_the_mail_above_is_not_cut(line):
    first, _second = inline(*a_letter(f"{block(1, line)}\n{block(2)}"), Door.FORWARD)
    assert first.text.chars.strip() == line


def test_a_letter_of_nothing_but_forwards_is_capped_and_soon_read():
    mail, body = a_letter("".join(block(each % 28 + 1) for each in range(900)))
    begun = time.process_time()
    assert len(inline(mail, body, Door.FORWARD)) == MAX_ORIGINALS
    assert time.process_time() - begun < 2


# Letters and signs that stand for themselves: no separators, marks or private-use emoji, which reading translates.
LINE = st.text(st.characters(categories=("L", "N", "Sc", "Sm"), exclude_characters=">＞|｜"), min_size=1, max_size=30)
WORDS = st.lists(LINE, min_size=1, max_size=5)


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_no_word_of_an_original_is_lost_or_goes_to_another(texts):
    texts = [[f"本文 {at} {line}" for line in lines] for at, lines in enumerate(texts)]
    letter = "\n".join(block(at + 1, "\n".join(lines)) for at, lines in enumerate(texts))
    found = inline(*a_letter(letter), Door.FORWARD)
    assert [each.text.chars.split() for each in found] == [" ".join(lines).split() for lines in texts]
