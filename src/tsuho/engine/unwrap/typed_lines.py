"""The lines a reporter types above a mail forwarded from a phone: 受信日 and 送信者アドレス, labelled or not, in any order.

A phone's forward carries neither; the centre asks people to type them at the very top (C5).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tsuho.engine.unwrap.lines import Line
from tsuho.engine.unwrap.reporter import Reporter

_COMMENT_LINES = 5  # written lines of greeting that may stand above them
_LONGEST = 200  # characters; a longer line is the mail itself
# Letters that may stand beside what was typed: 「に受信」; under a label of the date, 「夕方ごろ」; of the sender, a name.
_BARE, _DATED, _NAMED = 3, 8, 24

_RECEIVED = r"受信年月日|受信日時|受信日付|受信時刻|受信時間|受信日|受信|着信日時|着信日"
_SENDER = (
    r"(?:送信者|送信元|発信者|発信元|差出人|相手)(?:の)?(?:メール)?(?:アドレス|メアド)?"
    r"|(?:メール)?アドレス|メアド|From"
)
_SUBJECT = re.compile(r"^\W{0,2}(?:件名|題名|タイトル|Subject)[\s】\]」]{0,2}[:=\s](.*)$", re.IGNORECASE)
_LABEL = re.compile(
    rf"(?:^|(?<=[\s・■●◆○□【\[「(*,、]))(?:(?P<received>{_RECEIVED})|(?P<sender>{_SENDER})|(?P<date>日時|日付))[】\]」)]?\s{{0,3}}[:=は]?",
    re.IGNORECASE,
)
_DAY = (
    r"(?:(?:西暦)?(?:19|20)\d{2}\s?[年/.-]|(?:平成|令和|H|R)\s?(?:\d{1,2}|元)\s?[年/.-])?"
    r"\s?\d{1,2}\s?(?:月\s?\d{1,2}\s?日|[/.-]\d{1,2})(?:\s?\([月火水木金土日祝・曜]{1,4}\))?(?:\s?[月火水木金土日]曜日?)?"
)
_TIME = (
    r"(?:午前|午後|AM|PM)?\s?\d{1,2}(?::\d{2}(?::\d{2})?|時(?:\d{1,2}分(?:\d{1,2}秒)?|半)?)\s?(?:AM|PM)?(?:頃|ごろ)?"
)
_WHEN = re.compile(rf"(?:{_DAY}|今日|本日|昨日|今朝|昨夜|昨晩)(?:[\s、,の]{{0,3}}(?:{_TIME}))?", re.IGNORECASE)
_ADDRESS = re.compile(r"<?([A-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Z0-9.-]{1,255})>?", re.IGNORECASE)
_DECORATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class TypedLines:
    """What was typed (``received_date``, ``sender_address``, ``subject``), and its lines ``first`` up to ``after``.

    ``asked_for``: a label stands there that the centre asks for and that no program writes for the date of a mail.
    """

    reported: Mapping[str, str] = field(default_factory=dict)
    first: int = 0
    after: int = 0
    asked_for: bool = False


def read_typed_lines(lines: Sequence[Line], reporter: Reporter) -> TypedLines:
    """The typed lines at the top; nothing ``reported`` unless both were typed, or one under a label of its own."""
    said: dict[str, str] = {}
    label_kinds: set[str] = set()
    first = after = written = 0
    for at, line in enumerate(lines):
        if line.blank:
            continue
        written += 1
        typed, kinds = _typed(line.content, begun=bool(said))
        if reporter.has_address(typed.get("sender_address", "")):
            typed = {}
        # in the order of _typed, never of a set: keys that change places between two processes are different evidence
        fresh = {key: value for key, value in typed.items() if key not in said}
        if fresh:
            first = first if said else at
            said |= fresh
            label_kinds |= kinds
            after = at + 1
        elif said or written > _COMMENT_LINES or line.depth:
            break
    if not ({"received_date", "sender_address"} <= said.keys() or label_kinds & {"received", "sender"}):
        return TypedLines()
    return TypedLines(said, first, after, "received" in label_kinds)


def _typed(content: str, *, begun: bool) -> tuple[dict[str, str], set[str]]:
    """What one line tells, and the kinds of label on it; nothing where more stands on it than that."""
    if len(content) > _LONGEST or content.rstrip().endswith((">:", "＞：")):  # the line above a reply's quotation
        return {}, set()
    plain = unicodedata.normalize("NFKC", content).strip()
    if subject := _SUBJECT.match(plain):
        return ({"subject": subject.group(1).strip()} if begun else {}), set()
    kinds = {str(found.lastgroup) for found in _LABEL.finditer(plain)}
    address, when = _ADDRESS.search(plain), _WHEN.search(plain)
    said: dict[str, str] = {}
    if address:
        said["sender_address"] = address.group(1).strip(".=")
    if when and not (address and address.start() <= when.start() < address.end()):
        said["received_date"] = when.group().strip()
    rest = plain
    for found in (address, when):
        rest = rest.replace(found.group(), " ") if found else rest
    rest = _DECORATION.sub("", _LABEL.sub(" ", rest))
    allowed = _NAMED if "sender" in kinds else _DATED if kinds else _BARE
    return (said, kinds) if len(rest) <= allowed else ({}, set())
