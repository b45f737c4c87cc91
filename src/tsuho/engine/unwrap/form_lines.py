"""Fields that a person filled in, as a form writes them into a mail: a label, a colon, the value; the text comes last.

The layout that the centre's own web form writes stands in docs/reference/forms.md. Forms of others put their labels into
brackets; what follows the text under such a label is the reporter's again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tsuho.engine.parse.header_text import header_text
from tsuho.engine.unwrap.labels import folded
from tsuho.engine.unwrap.lines import Line

MAX_ENTRIES = 50
_SEARCHED = 5_000  # lines of a letter in which an entry may begin
_LONGEST_LABEL = 60  # characters of a line that are looked at for a label
_ABOVE_TEXT = 400  # lines between a first label and that of the text: a pasted header may stand there
_LABELS = {
    "sender": (
        "差出人", "送信者", "送信元", "送信元アドレス", "送信者アドレス", "差出人アドレス", "送信元メールアドレス",
        "差出人メールアドレス", "迷惑メールの送信者", "From", "Sender",
    ),
    "number": (
        "送信元番号", "送信元電話番号", "発信番号", "発信元番号", "発信者番号", "発信元電話番号", "送信者番号",
        "送信者電話番号", "送信者の電話番号", "相手の電話番号", "SMS送信元", "Sender number",
    ),
    "received": ("受信日時", "受信日", "受信年月日", "受信時刻", "受信日付", "着信日時", "Received on", "Date"),
    "subject": ("件名", "題名", "タイトル", "メール件名", "メールの件名", "Subject"),
    "headers": ("ヘッダー", "ヘッダ", "ヘッダー情報", "ヘッダ情報", "メールヘッダー", "メールヘッダ", "Headers"),
    "text": (
        "本文", "メール本文", "メールの本文", "本文内容", "SMS本文", "メッセージ", "メッセージ本文", "迷惑メール本文",
        "Body", "Text", "Message",
    ),
    "other": (
        "お名前", "氏名", "名前", "ご連絡先", "連絡先", "メールアドレス", "通報者", "情報提供者", "備考", "ご意見", "コメント",
        "年齢", "性別", "都道府県", "お住まい", "送信日時", "IPアドレス", "同意", "ブラウザ", "添付ファイル",
    ),
}  # fmt: skip
_BY_LABEL = {folded(label): name for name, labels in _LABELS.items() for label in labels}
# 【件名】 or ■件名 may do without a colon; a bare word is a label only with one.
_LABEL = re.compile(
    r"\s{0,4}(?P<mark>[【\[■●◆・*＜<])?\s?(?P<label>[^\s【】\[\]■●◆:：＞>][^【】\[\]:：\n＞>]{0,19}?)\s?"
    r"(?:[】\]＞>]\s?[:：]?|[:：]|(?(mark)(?=\s*\Z)|(?!)))[^\S\n]*"
)
_END = re.compile(r"\s*[-―─=＝━]{2,}\s*(?:ここまで|本文ここまで|以上|end)\s*[-―─=＝━]*\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One message as somebody filled it in.

    ``values`` by sender, number, received and subject; ``headers`` are the lines pasted as such. The text goes from
    character ``start`` of line ``first`` up to line ``after``; ``top`` is the line of the first label.
    """

    values: Mapping[str, str]
    headers: tuple[str, ...]
    top: int
    first: int
    start: int
    after: int


@dataclass(slots=True)
class _Filled:
    values: dict[str, str] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    mark: str = ""


def read_entries(lines: Sequence[Line]) -> list[Entry]:
    """Every entry of a letter that names a sender or a number and holds a text, in order."""
    found: list[Entry] = []
    at, end = 0, min(len(lines), _SEARCHED)
    while at < end and len(found) < MAX_ENTRIES:
        entry = _entry_at(lines, at)
        if entry is None:
            at += 1
        else:
            found.append(entry)
            at = max(entry.after, at + 1)
    return found


def _entry_at(lines: Sequence[Line], top: int) -> Entry | None:
    """The entry whose first label stands on a line; None where none begins there or no text follows."""
    name, mark, _ = _labelled(lines[top])
    if name not in {"sender", "number", "received", "subject"}:
        return None
    filled = _Filled(mark=mark)
    open_header = False
    for at in range(top, min(len(lines), top + _ABOVE_TEXT)):
        name, mark, value = _labelled(lines[at])
        if mark != filled.mark or (open_header and name != "text"):
            name = ""
        if name == "text":
            return _closed(lines, filled, top, at, value) if _sufficient(filled) else None
        if name == "headers":
            open_header = True
        elif name and name != "other":
            written = lines[at].chars[value : lines[at].end].strip()
            filled.values.setdefault(
                name, header_text(written.encode("utf-8", "replace")) if "=?" in written else written
            )
        elif open_header:
            filled.headers.append(lines[at].content)
        elif not name and not lines[at].blank:
            return None
    return None


def _sufficient(filled: _Filled) -> bool:
    values = filled.values
    if values.get("number"):
        return len(values["number"]) <= 40
    return bool(values.get("sender")) and bool(filled.headers or values.keys() & {"received", "subject"})


def _closed(lines: Sequence[Line], filled: _Filled, top: int, at: int, value: int) -> Entry:
    """The entry with its text found: up to a mark of its end, the next entry, or a label of the form's own."""
    first, start = at, value
    if not lines[at].chars[value : lines[at].end].strip():
        first = at + 1
        start = lines[first].start if first < len(lines) else lines[at].end
    after = first
    while after < len(lines):
        if _END.match(lines[after].content):
            break
        name, mark, _ = _labelled(lines[after])
        if after > at and name and mark == filled.mark and _ends_text(lines, after, name, mark):
            break
        after += 1
    return Entry(filled.values, tuple(filled.headers), top, first, start, after)


def _ends_text(lines: Sequence[Line], at: int, name: str, mark: str) -> bool:
    """Whether a label below the text is the form's: without brackets, only where a whole new entry begins."""
    if mark:
        return name != "text"
    return name in {"sender", "number", "received", "subject"} and _begins_entry(lines, at)


def _begins_entry(lines: Sequence[Line], at: int) -> bool:
    seen = set()
    for line in lines[at : at + 8]:
        name = _labelled(line)[0]
        if not name and not line.blank:
            return False
        seen.add(name)
        if name == "text":
            return bool(seen & {"sender", "number"})
    return False


def _labelled(line: Line) -> tuple[str, str, int]:
    """(what it names, its mark, character where the value begins) of a line that begins with a known label."""
    content = line.chars[line.start : min(line.end, line.start + _LONGEST_LABEL)]
    found = _LABEL.match(content)
    if found is None:
        return "", "", 0
    name = _BY_LABEL.get(folded(found.group("label")), "")
    return name, found.group("mark") or "", line.start + found.end()
