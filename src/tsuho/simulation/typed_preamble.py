"""Reports from phones: the reporter types 受信日 and 送信者アドレス on the first lines and leaves the body below untouched."""

from datetime import datetime
from random import Random

from tsuho.simulation.dates import JST
from tsuho.simulation.encoding import text_part
from tsuho.simulation.letters import letter
from tsuho.simulation.originals import Message
from tsuho.simulation.reporters import Reporter

_DAY_FORMS = (
    "{0.year}年{0.month}月{0.day}日{0.hour}時{0.minute}分",
    "受信日：{0.month}月{0.day}日 {0.hour}:{0.minute:02}",
    "受信日時 {0.year}/{0.month:02}/{0.day:02} {0.hour:02}:{0.minute:02}",
    "{0.month}/{0.day} {0.hour}:{0.minute:02}",
)
_SENDER_FORMS = ("{}", "送信者：{}", "送信者アドレス {}")
_CUT_MARKS = (
    "(本文が長いため以下省略)",
    "（以下省略）",
    "※本文が長いため以降は削除されました",
    "(以下略)",
)


def typed_preamble(reporter: Reporter, to: str, message: Message, at: datetime, rng: Random, *, cut: bool) -> bytes:
    """A letter from a phone; ``cut``: the carrier kept only the beginning of the body."""
    day = rng.choice(_DAY_FORMS).format(message.sent_at.astimezone(JST))
    sender = rng.choice(_SENDER_FORMS).format(message.from_address)
    body = message.text.rstrip("\n")
    if cut:
        body = f"{body[: len(body) // 2]}\n{rng.choice(_CUT_MARKS)}"
    text = f"{day}\n{sender}\n\n{body}\n"
    charset = rng.choice(("iso-2022-jp", "shift_jis"))
    content = text_part(text, charset, "7bit" if charset == "iso-2022-jp" else "base64")
    subject = rng.choice((f"Fw:{message.subject}", f"Fw:{message.subject}", "迷惑メール", ""))
    return letter(reporter, to, subject, content, at, rng, charset=charset)
