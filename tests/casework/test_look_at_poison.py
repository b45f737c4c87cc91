"""What waits on the poison list is shown masked, and discarded only by name and with a reason."""

import base64
from datetime import UTC, datetime

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.casework.examine import READER_DIED
from tsuho.casework.look_at_poison import discard_poison, show_poison
from tsuho.store.spool.memory import MemorySpool
from tsuho.words.arrival import Envelope, Letter
from tsuho.words.vocabulary import Door

NOW = datetime(2015, 3, 10, tzinfo=UTC)
MONITOR = "kx7trap42q@mobile-a.example"
CODED = base64.b64encode(MONITOR.encode()).decode()
MAIL = (
    b"From: =?utf-8?B?5bGx55Sw?= <hanako.yamada31@home.example>\r\nSubject: Re: [20150310-000001]\r\n"
    b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n"
) + f"対応しました。hanako.yamada31 {MONITOR} {CODED} other@elsewhere.example \x1b[2J".encode("iso-2022-jp")


def aside(raw, reason="why"):
    spool = MemorySpool(clock=lambda: NOW)
    (number,) = spool.put(
        [Letter(Door.REPLIES, NOW, raw, envelope=Envelope("hanako.yamada31@home.example", ("desk@c.example",)))]
    )
    batch = spool.take("w", NOW, 60)
    spool.set_aside(batch.number, number, reason)
    spool.acknowledge(batch.number)
    return spool, number


def everything(shown):
    return repr(shown.headers) + shown.text


def test_it_is_text_and_names_nobody():
    spool, number = aside(MAIL)
    shown = show_poison(spool, number, [MONITOR], b"key")
    assert shown.read and "対応しました" in shown.text
    assert dict(shown.headers)["subject"] == "Re: [20150310-000001]" and "山田" in dict(shown.headers)["from"]
    for hidden in ("hanako.yamada31", "kx7trap42q", CODED, "other@elsewhere.example", "\x1b"):
        assert hidden not in everything(shown), hidden
    assert (shown.of.number, shown.of.reason) == (number, "why")


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff\xfe", b"\x1b$B" * 100, b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"]
)
def test_what_is_no_mail_is_shown_as_far_as_it_is_letters(raw):
    spool, number = aside(raw + b"hanako.yamada31@home.example")
    assert "hanako" not in everything(show_poison(spool, number, [], b"key"))


def test_a_mail_on_which_the_reader_died_is_not_read_again(monkeypatch):
    spool, number = aside(MAIL, READER_DIED)
    monkeypatch.setattr("tsuho.casework.look_at_poison.scan", lambda _raw: pytest.fail("it was read"))
    shown = show_poison(spool, number, [MONITOR], b"key")
    assert not shown.read and shown.headers == () and "Content-Type" in shown.text
    assert "hanako.yamada31" not in shown.text and MONITOR not in shown.text


def test_it_is_discarded_by_name_and_with_a_reason_and_the_log_says_so(audit):
    spool, number = aside(MAIL)
    for by, reason in (("", "r"), ("n", " ")):
        with pytest.raises(CannotDo, match="--by"):
            discard_poison(spool, audit, number, by=by, reason=reason, at=NOW)
    with pytest.raises(CannotDo, match="poison list"):
        discard_poison(spool, audit, number + 1, by="n", reason="r", at=NOW)
    assert audit.entries == [] and len(spool.poisoned()) == 1
    discard_poison(spool, audit, number, by="見本", reason="広告", at=NOW)
    assert spool.poisoned() == []
    (entry,) = audit.entries
    assert entry[:3] == ("見本", "discard_poison", f"arrival {number}")
    assert entry[3] == {"door": "replies", "bytes": str(len(MAIL)), "why_aside": "why", "reason": "広告"}
