"""The marks by which a letter says that it forwards: the prefix of its subject, and the line above the quoted mail."""

from enum import Enum

from tsuho.engine.unwrap.labels import folded, labels
from tsuho.engine.unwrap.lines import Line

_RULE = "-_=*~─━―－―‐＝＊～＿"
_EDGES = _RULE + " \t\u3000\xa0>＞<＜「」【】[]:：.…"
_MAX_SEPARATOR = 160
_MAX_PREFIXES = 20


class Separator(Enum):
    """What a line above a quoted mail says of it."""

    FORWARD = "forward"  # a program's own word for a forward
    ORIGINAL = "original"  # "Original Message": programs write it in forwards and in replies
    NONE = "none"


def separator(line: Line) -> Separator:
    """What a line says if it is a separator: a known phrase between rules, or one that ends in a colon."""
    content = line.content.strip()
    if not 2 <= len(content) <= _MAX_SEPARATOR or (content[0] not in _RULE and content[-1] not in ":："):
        return _beginning(content)
    phrase = folded(content.strip(_EDGES))
    known = labels()
    if phrase in known.forward_separators or phrase.startswith(known.forward_beginnings):
        return Separator.FORWARD
    return Separator.ORIGINAL if phrase in known.original_separators else Separator.NONE


def _beginning(content: str) -> Separator:
    """Notes and Becky! write their line without rules around it."""
    if content[:1] in {"F", "f"} and len(content) <= _MAX_SEPARATOR:
        return Separator.FORWARD if folded(content).startswith(labels().forward_beginnings) else Separator.NONE
    return Separator.NONE


def ends_quotation(line: Line) -> bool:
    """Whether a program says with this line that the quoted mail ends here."""
    content = line.content.strip()
    if not 4 <= len(content) <= _MAX_SEPARATOR or content[0] not in _RULE:
        return False
    return folded(content.strip(_EDGES)) in labels().end_marks


def is_rule(line: Line) -> bool:
    """Whether nothing but a ruled line stands here (Outlook's, Becky!'s)."""
    content = line.content.strip()
    return len(content) >= 3 and not content.strip(_RULE)


def without_forward_prefix(subject: str) -> tuple[str, bool]:
    """The subject without what forwarding put before it ("Fw: Fwd: ", "[Fwd: …]"), and whether there was any."""
    rest, forwarded = subject.strip(), False
    for _ in range(_MAX_PREFIXES):
        inner = rest[1:-1] if rest.startswith("[") and rest.endswith("]") else rest
        prefix, after = _prefix(inner)
        if not prefix or prefix not in labels().forward_prefixes:
            break
        rest, forwarded = after, True
    return rest, forwarded


def says_reply(subject: str) -> bool:
    """Whether the subject is that of a reply."""
    return _prefix(subject.strip())[0] in labels().reply_prefixes


def _prefix(subject: str) -> tuple[str, str]:
    """What stands before the first colon, folded, if short enough for a prefix, and what stands behind it."""
    head = subject[:20].replace("：", ":")
    at = head.find(":")
    return (folded(head[:at]), subject[at + 1 :].strip()) if at > 0 else ("", subject)
