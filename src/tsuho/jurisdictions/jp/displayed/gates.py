"""Gates before a rule (G1, G3): is it an advertisement, can its text be judged, and what does an item that is absent mean?

G0 (can it be read at all) stands in engine/reasons.py, G2 (may a lawful basis apply) in claims.py, G4 (which law) in
engine/law/in_force.py, G5 (who is the sender) in parties.py.
"""

from collections.abc import Callable

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import Judgement, breached, cannot_tell, not_applicable, suspected
from tsuho.engine.parse.text import Text
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Advertising, Kind

Finder = Callable[[Text], tuple[Evidence, ...]]
# Languages whose displays the finders read. A report in another language than Japanese is counted as such (I1) and its display
# is not judged; at a monitor it is, since the Act knows no language.
_READ_IN_REPORTS = frozenset({"ja", ""})
_READ_AT_MONITORS = frozenset({"ja", "en", ""})

# What a leaflet comes as. Programs and archives display nothing.
_DOCUMENTS = frozenset(
    {
        "application/pdf",
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    }
)


def advertisement(mail: OneMessage, _law: LawInForce) -> Judgement | None:
    """G1, 第2条第2号: the Act binds who advertises. Nothing else is judged, and a doubt about it is for a person."""
    found = mail.classification
    if found is None or found.advertising in {Advertising.DOUBTFUL, Advertising.UNREAD}:
        return cannot_tell("advertising_doubtful")
    if found.advertising is Advertising.NO:
        return not_applicable("not_an_advertisement", found.evidence)
    return None


def advertisement_as_such(mail: OneMessage, law: LawInForce) -> Judgement | None:
    """G3, the same for what a mail need not show whose advertisement is incidental (施行規則第6条)."""
    if mail.classification and mail.classification.advertising is Advertising.INCIDENTAL:
        return not_applicable("advertisement_incidental", mail.classification.evidence)
    return advertisement(mail, law)


def unreadable(mail: OneMessage) -> Judgement | None:
    """Why no display item of this mail can be judged; None where the text stands before us whole."""
    if not mail.text.chars.strip():
        return cannot_tell("body_empty")
    if not mail.text.whole:
        return cannot_tell("body_not_whole", reason=mail.text.why_not_whole)
    if not WORDINGS.on(mail.text.folded.text).saw_all:
        return cannot_tell("body_too_long")
    if mail.language not in (_READ_AT_MONITORS if mail.kind is Kind.MONITOR_HIT else _READ_IN_REPORTS):
        return cannot_tell("language_not_judged", language=mail.language)
    return None


def no_session_of_ours(mail: OneMessage) -> Judgement | None:
    """第5条: what a mail hides about its sender shows at our own session only; a mail that others handed on cannot tell."""
    return cannot_tell("no_session_of_ours") if mail.session is None else None


def only_in_other_alternative(mail: OneMessage, finder: Finder) -> Judgement | None:
    """An item that stands in the other MIME alternative alone: whether its reader saw it depends on his program."""
    found = finder(mail.other_text) if mail.other_text else ()
    return cannot_tell("only_in_other_alternative", found) if found else None


def absent(mail: OneMessage, why_key: str) -> Judgement:
    """An item that stands nowhere: a breach, unless the duty itself is in doubt."""
    whole = (mail.text.whole_span,)
    if mail.classification and mail.classification.advertising is Advertising.INCIDENTAL:
        return suspected("missing_beside_a_contract", whole)
    if documents(mail):
        return suspected("may_stand_in_an_attachment", whole)
    return breached(why_key, whole)


def documents(mail: OneMessage) -> bool:
    """Whether a document is attached that may show what the text does not; nobody opens it here."""
    return any(each.content_type in _DOCUMENTS for each in mail.attachments)
