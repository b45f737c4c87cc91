"""Reports in which the original stands inside the letter's text, as the common mail programs forward it."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from random import Random
from typing import Any

from tsuho.simulation.dates import written_date
from tsuho.simulation.encoding import multipart, text_part
from tsuho.simulation.html import fragment
from tsuho.simulation.letters import comment_of, letter
from tsuho.simulation.originals import Message
from tsuho.simulation.parameters import draw, parameters
from tsuho.simulation.reporters import Reporter

_TRANSFER = {"iso-2022-jp": "7bit", "shift_jis": "base64", "utf-8": "base64"}


def a_client(rng: Random, *, mobile: bool) -> str:
    """The name of a mail program, by how common it is among those who report."""
    device = "mobile" if mobile else "pc"
    clients = parameters("forward_clients")["clients"]
    weights: dict[str, int] = {name: each["weight"] for name, each in clients.items() if each["device"] == device}
    return draw(rng, weights)


def inline(reporter: Reporter, to: str, message: Message, client: str, at: datetime, rng: Random) -> bytes:
    """A letter that quotes a message in the manner of one mail program."""
    style = parameters("forward_clients")["clients"][client]
    comment = comment_of(rng)
    text = _text(style, message, comment, reporter.signature)
    content = text_part(text, style["charset"], _TRANSFER[style["charset"]])
    if "html" in style:
        html = style["html"].format_map(_html_fields(style, message, comment))
        content = multipart(
            "alternative", [content, text_part(html, style["charset"], _TRANSFER[style["charset"]], "html")], rng
        )
    subject = style["prefix"] + message.subject
    return letter(reporter, to, subject, content, at, rng, agent=style.get("agent", ""), charset=style["charset"])


def _text(style: Mapping[str, Any], message: Message, comment: str, signature: str) -> str:
    block = style["block"].format_map(_fields(style, message))
    quote = style.get("quote", "")
    quoted = "\n".join(f"{quote}{line}".rstrip() if quote else line for line in block.split("\n"))
    # Below an unmarked original a signature could not be told from it, so programs that mark nothing sign above.
    marked = bool(quote or "tail" in style)
    above = [comment, "" if marked else signature]
    below = [style.get("tail", ""), signature if marked else ""]
    pieces = (*above, style.get("head", ""), quoted, *below)
    return "\n".join(f"{piece}\n" if piece in above else piece for piece in pieces if piece) + "\n"


def _fields(style: Mapping[str, Any], message: Message) -> Mapping[str, str]:
    name, address = message.from_name, message.from_address
    return {
        "from": f"{name} <{address}>",
        "from_mailto": f"{name} [mailto:{address}]",
        "from_name": name,
        "from_address": address,
        "to": message.to,
        "date": written_date(message.sent_at, parameters("forward_clients")["dates"][style["date"]]),
        "subject": message.subject,
        "body": message.text.rstrip("\n"),
    }


def _html_fields(style: Mapping[str, Any], message: Message, comment: str) -> Mapping[str, str]:
    escaped = {name: escape(value) for name, value in _fields(style, message).items()}
    return escaped | {"body": fragment(message.text), "comment": escape(comment)}
