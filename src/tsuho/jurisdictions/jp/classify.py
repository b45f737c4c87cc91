"""What a Japanese mail is about, and whether a business advertises with it (特定電子メール, 第2条第2号).

The steps are asked in order, and the first that knows answers. What none knows is doubtful, and a person decides; a plain
personal mail is nobody's advertisement.
"""

from collections.abc import Callable

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.jurisdictions.jp.chain_mail import chain_letter
from tsuho.jurisdictions.jp.classifying import Look, look_at
from tsuho.jurisdictions.jp.informing import (
    auto_reply,
    bounced,
    correspondence,
    list_post,
    network_notice,
    not_for_profit,
    notice,
    political,
    public_body,
    transaction,
)
from tsuho.jurisdictions.jp.wordings.categories import CATEGORIES
from tsuho.jurisdictions.jp.wordings.foreign import ENGLISH
from tsuho.jurisdictions.jp.wordings.frauds import BILLING
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Classification
from tsuho.words.vocabulary import Advertising, Form, Kind

_READ_BY_US = frozenset({"ja", ""})
# Forwarded as text, an HTML mail loses its links: that none is there says nothing.
_LOSES_LINKS = frozenset({Form.INLINE, Form.TYPED_PREAMBLE, Form.FORM_FIELDS})
# What runs when it is opened. A mail that sells nothing and brings one is no advertisement (out of scope: ウイルス).
_PROGRAMS = (
    ".exe",
    ".scr",
    ".pif",
    ".com",
    ".bat",
    ".cmd",
    ".js",
    ".jse",
    ".vbs",
    ".wsf",
    ".hta",
    ".lnk",
    ".jar",
    ".cpl",
)


def classify(mail: OneMessage, law: LawInForce) -> Classification:
    """Category, advertising or not, and the words that show it."""
    look = look_at(mail, law)
    return next((found for step in _STEPS if (found := step(look))), None) or _nothing_tells(look)


def _empty(look: Look) -> Classification | None:
    mail = look.mail
    if not mail.text.chars.strip() and not mail.subject.strip() and not mail.attachments:
        return look.no("empty", "empty", "classified_empty")
    if look.text.has("TEST") and not mail.links and len(look.text.text) < 40:
        return look.no("empty", "empty", "classified_test", look.proof("TEST"))
    return None


def _known_landing(look: Look) -> Classification | None:
    """第2条第2号: a mail that poses as a friend's and leads to a commercial site advertises it."""
    for link in look.mail.links:
        if category := look.mail.known_landings.get(link.domain):
            proof = Evidence(link.where, link.span, link.url)
            return Classification(category, Advertising.YES, "classified_known_landing", (proof,))
    return None


def _chain(look: Look) -> Classification | None:
    return chain_letter(look.mail, look.law.day)


def _virus(look: Look) -> Classification | None:
    """A program beside a mail that sells nothing; whether it is a virus is the scanner's to say."""
    name = next((each.name for each in look.mail.attachments if each.name.lower().endswith(_PROGRAMS)), "")
    if not name or look.text.has("SALE") or any(look.text.has(category) for category in CATEGORIES):
        return None
    return look.no("virus", "virus", "classified_virus")


def _fictitious_billing(look: Look) -> Classification | None:
    """架空請求: a demand for money, no advertisement; two different cues, or one that nothing else explains."""
    proof = [found for number in range(len(BILLING)) if (found := look.proof(f"BILLING_{number}"))]
    certain = look.proof("BILLING_CERTAIN")
    if len(proof) < 2 and not certain:
        return None
    evidence = tuple(each for found in proof for each in found)[:3]
    return look.no("fictitious_billing", "fictitious_billing", "classified_fictitious_billing", evidence or certain)


def _category(look: Look) -> Classification | None:
    for category in CATEGORIES:
        proof = look.proof(category)
        if not proof or (category == "prize" and look.proof("NOT_PRIZE")):
            continue
        advertising = Advertising.YES if look.leads_somewhere() else Advertising.DOUBTFUL
        return Classification(category, advertising, "classified_category", proof)
    return None


def _phishing(look: Look) -> Classification | None:
    proof = look.proof("PHISHING")
    return look.no("phishing", "phishing", "classified_phishing", proof) if proof and look.mail.links else None


def _sale(look: Look) -> Classification | None:
    """An offer sells; so do two hints, one beside a price, a way to order or to refuse, and a price with a way to order."""
    label = _label(look)
    offer = look.proof("SALE") or (look.hints() and look.proof("HINT")) or look.priced()
    business = look.proof("BUSINESS")
    proof = label or offer or business
    if not proof or not (label or look.leads_somewhere()):
        return None
    category = "business" if business and not look.proof("SALE") else "newsletter"
    return Classification(category, Advertising.YES, "classified_label" if label else "classified_sale", proof)


def _label(look: Look) -> tuple[Evidence, ...]:
    """「未承諾広告※」 or 【広告】 at the front of the subject."""
    labelled = look.subject.has("LABEL") or look.subject.has("WEAK_LABEL")
    return look.proof("LABEL") or look.proof("WEAK_LABEL") if labelled else ()


def _foreign(look: Look) -> Classification | None:
    """Advertising in English, Chinese or Korean: a modest list, read only where the mail is in that language."""
    if look.mail.language in _READ_BY_US or not (look.leads_somewhere() or look.text.has("CALL_ABROAD")):
        return None
    for category in ENGLISH:
        if proof := look.proof(f"EN_{category}"):
            return Classification(category, Advertising.YES, "classified_foreign", proof)
    for name in ("CHINESE", "KOREAN"):
        if proof := look.proof(name):
            return Classification("newsletter", Advertising.YES, "classified_foreign", proof)
    return None


def _mailing(look: Look) -> Classification | None:
    """Who offers a way to refuse sends to many, and with a link leads them to his site."""
    proof = look.proof("OPTOUT")
    if not proof or not (look.mail.links or look.text.has("MAILBOX")) or look.mail.language not in _READ_BY_US:
        return None
    return Classification("newsletter", Advertising.YES, "classified_mailing", proof)


def _lure(look: Look) -> Classification | None:
    """Guidelines on 第2条: an invitation to a site, or a friend's words, that leads to a commercial site advertises it.

    A site that names itself nowhere and waits with a message is taken at its word; a friend may be one, so a person decides.
    """
    if not look.mail.links or look.mail.language not in _READ_BY_US:
        return None
    if proof := look.proof("INVITATION"):
        known = look.text.has("NETWORK_OWN") or look.text.has("LEGAL_FORM")
        advertising = Advertising.DOUBTFUL if known else Advertising.YES
        return Classification("lure", advertising, "classified_invitation", proof)
    if proof := look.proof("LURE"):
        return Classification("lure", Advertising.DOUBTFUL, "classified_friend", proof)
    return None


def _harassment(look: Look) -> Classification | None:
    """個人間・嫌がらせ: threats and abuse among people advertise nothing."""
    proof = look.proof("HARASSMENT")
    return (
        look.no("harassment", "harassment", "classified_harassment", proof) if proof and not look.mail.links else None
    )


def _nothing_tells(look: Look) -> Classification:
    mail = look.mail
    readable = mail.text.whole and bool(mail.text.chars.strip()) and mail.language in _READ_BY_US
    leads_nowhere = not look.leads_somewhere() and mail.form not in _LOSES_LINKS
    if readable and leads_nowhere and mail.kind is Kind.REPORT:
        return look.no("personal", "personal", "classified_personal")
    if mail.language not in _READ_BY_US:
        return Classification("other", Advertising.UNREAD, "classified_unread")
    return Classification("other", Advertising.DOUBTFUL, "classified_nothing_tells")


_STEPS: tuple[Callable[[Look], Classification | None], ...] = (
    _empty,
    _known_landing,
    _chain,
    bounced,
    _virus,
    _fictitious_billing,
    political,
    public_body,
    _category,
    _phishing,
    not_for_profit,
    auto_reply,
    list_post,
    transaction,
    network_notice,
    notice,
    _sale,
    _foreign,
    _lure,
    correspondence,
    _mailing,
    _harassment,
)
