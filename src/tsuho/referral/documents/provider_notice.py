"""The provider notice (対応依頼, D3): to one provider, the hits that came from its networks, and a request to act on them.

The ground is the provider's own terms (約款): Article 11 of the Act gives the right to refuse service for false sender
information and fictitious addresses, and is cited only with such a finding. No field asks for a subscriber's identity.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from tsuho.referral.formats.arf import arf_report
from tsuho.referral.formats.csv_list import csv_list
from tsuho.referral.formats.xarf import xarf_report
from tsuho.referral.reported_hit import ReportedHit, Reporter

_ARTICLE_11 = frozenset({"V51", "V52", "V61"})
_ANSWERS = (
    ("suspended", "利用停止"),
    ("terminated", "契約解除"),
    ("warned", "警告"),
    ("no_such_customer", "該当なし"),
    ("investigating", "調査中"),
    ("cannot_act", "対応不可"),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A finished notice: the mail to be sent and the documents in it, by file name."""

    subject: str
    message_id: str
    mail: bytes
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom it is for: the provider's name, contact address, language, the formats it wants, its terms."""

    name: str
    contact: str
    language: str
    formats: tuple[str, ...]
    terms_url: str = ""


def provider_notice(
    ticket: str, addressee: Addressee, hits: Sequence[ReportedHit], reporter: Reporter, date: str
) -> Notice:
    """Build one notice; ``date`` is its Date field. The same values give the same bytes."""
    files: list[tuple[str, bytes]] = [("list.csv", csv_list(hits, simulated=reporter.simulated))]
    for hit in hits:
        if "xarf" in addressee.formats:
            files.append((f"{hit.reference}.xarf.json", xarf_report(hit, reporter)))
        if "arf" in addressee.formats:
            files.append((f"{hit.reference}.arf.eml", arf_report(hit, reporter)))
    mark = "[SIMULATED 模擬] " if reporter.simulated else ""
    if addressee.language == "ja":
        subject = f"{mark}[{ticket}] 広告宣伝メールの送信に関する対応依頼（{len(hits)}件）"
    else:
        subject = f"{mark}[{ticket}] Request for action: advertising mail ({len(hits)} messages)"
    message_id = f"<{ticket}.{sha256(addressee.contact.encode()).hexdigest()[:12]}@{reporter.domain}>"
    text = _letter(ticket, addressee, hits, reporter)
    head = {
        "From": f"<{reporter.contact}>",
        "To": f"<{addressee.contact}>",
        "Subject": _encoded(subject),
        "Date": date,
        "Message-ID": message_id,
        "MIME-Version": "1.0",
        "Auto-Submitted": "auto-generated",
    }
    return Notice(subject, message_id, _mail(head, text, files), tuple(files))


def _letter(ticket: str, addressee: Addressee, hits: Sequence[ReportedHit], reporter: Reporter) -> str:
    japanese = _japanese(ticket, addressee, hits, reporter)
    english = _english(ticket, addressee, hits, reporter)
    return f"{japanese}\n\n{english}" if addressee.language == "ja" else f"{english}\n\n{japanese}"


def _japanese(ticket: str, addressee: Addressee, hits: Sequence[ReportedHit], reporter: Reporter) -> str:
    simulated = "※ これは模擬データによる見本です。実在の通信ではありません。\n\n" if reporter.simulated else ""
    ground = "貴社の約款に基づく措置" + (
        "（特定電子メール法第11条に基づく役務提供の拒否を含む）" if _cites_article_11(hits) else ""
    )
    terms = f"（{addressee.terms_url}）" if addressee.terms_url else ""
    answers = "\n".join(f"  {code}  {word}" for code, word in _ANSWERS)
    return (
        f"{simulated}{addressee.name} 御中\n\n{reporter.name}です。\n"
        f"当センターのモニター受信機に、貴社のネットワークから特定電子メール法に違反すると認められる広告宣伝メールが"
        f"{len(hits)}件着信しました。違法性は総務省の担当者が確認しています。\n"
        f"添付の一覧の送信元について、{ground}{terms}をご検討くださるようお願いします。\n\n"
        f"整理番号  {ticket}\n添付      list.csv（送信元IP・ポート・日時）、各件の報告（XARF・ARF）\n"
        f"日時は協定世界時と日本時間を秒まで記載しています。受信者に関する情報は伏せています。\n\n"
        f"措置の結果は、件名の整理番号を残したまま、次のいずれかと日付でご回答ください。契約者に関する情報は不要です。\n"
        f"{answers}\n\n本書は上記の目的以外に使用しないでください。\n{reporter.name} {reporter.contact}"
    )


def _english(ticket: str, addressee: Addressee, hits: Sequence[ReportedHit], reporter: Reporter) -> str:
    simulated = (
        "This is a sample made from simulated data; no real communication is concerned.\n\n"
        if reporter.simulated
        else ""
    )
    article = " (Article 11 of the Act allows refusal of service in such cases)" if _cites_article_11(hits) else ""
    answers = "\n".join(f"  {code}" for code, _ in _ANSWERS)
    return (
        f"{simulated}To {addressee.name}\n\n"
        f"{len(hits)} advertising mails that breach Japan's Act on Regulation of Transmission of Specified Electronic Mail reached "
        f"monitors of {reporter.name_en} from your networks. An official of the ministry confirmed the breach.\n"
        f"Please consider measures under your terms of service{article}.\n\n"
        f"Ticket {ticket}. Attached: list.csv (source address, port, time), and a report of each (XARF, ARF).\n"
        f"Recipients are masked. Answer with the ticket in the subject, one of these words and a date; no subscriber's data, please.\n"
        f"{answers}\n\nNot to be used for any other purpose.\n{reporter.name_en} {reporter.contact}"
    )


def _cites_article_11(hits: Sequence[ReportedHit]) -> bool:
    return any(rule in _ARTICLE_11 for hit in hits for rule, _ in hit.provisions)


def _mail(head: dict[str, str], text: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    boundary = f"notice-{sha256(text.encode() + b''.join(content for _, content in files)).hexdigest()[:24]}"
    head = {**head, "Content-Type": f'multipart/mixed; boundary="{boundary}"'}
    pieces = ["".join(f"{name}: {value}\r\n" for name, value in head.items())]
    parts = [("text/plain; charset=utf-8", "", text.encode())]
    parts += [(_TYPES[name.rpartition(".")[2]], name, content) for name, content in files]
    for content_type, name, content in parts:
        named = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
        encoded = base64.encodebytes(content).decode().replace("\n", "\r\n")
        pieces.append(
            f"--{boundary}\r\nContent-Type: {content_type}\r\n{named}Content-Transfer-Encoding: base64\r\n\r\n{encoded}"
        )
    pieces.append(f"--{boundary}--\r\n")
    return (pieces[0] + "\r\n" + "\r\n".join(pieces[1:])).encode()


_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "eml": "application/octet-stream"}


def _encoded(text: str) -> str:
    pieces = [text[start : start + 12] for start in range(0, len(text), 12)]
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(piece.encode()).decode()}?=" for piece in pieces)
