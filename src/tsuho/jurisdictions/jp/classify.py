"""What a Japanese mail is about, and whether a business advertises with it (特定電子メール, 第2条第2号).

The steps are asked in order, and the first that knows answers. What none knows is doubtful, and a person decides; a plain
personal mail is nobody's advertisement.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.patterns import Hits
from tsuho.engine.parse.folded import fold
from tsuho.jurisdictions.jp.chain_mail import chain_letter
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.jurisdictions.jp.wordings.categories import BILLING, CATEGORIES, ENGLISH
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Classification
from tsuho.words.vocabulary import Advertising, Form, Kind

_READ_BY_US = frozenset({"ja", ""})
# Forwarded as text, an HTML mail loses its links: that none is there says nothing.
_LOSES_LINKS = frozenset({Form.INLINE, Form.TYPED_PREAMBLE, Form.FORM_FIELDS})


@dataclass(frozen=True, slots=True)
class _Look:
    """A mail with what stands in its subject and in its text."""

    mail: OneMessage
    law: LawInForce
    subject: Hits
    text: Hits

    def proof(self, name: str) -> tuple[Evidence, ...]:
        """Where a wording stands first, in the text or else in the subject; empty if nowhere."""
        if match := self.text.first(name):
            return (self.mail.text.folded_evidence(*match.span()),)
        if self.subject.has(name):
            whole = Evidence("arrival", (0, 0), self.mail.subject)
            return (self.mail.header_evidence.get("subject", whole),)
        return ()

    def leads_somewhere(self) -> bool:
        """Whether the reader is given a place to go, to write or to call."""
        return bool(self.mail.links) or self.text.has("MAILBOX") or self.text.has("PHONE")

    def selling_lines(self) -> int:
        """How many lines of the text sell something."""
        starts = [each.start() for name in ("SALE", "BUSINESS") for each in self.text.all(name)]
        return len({self.text.text.count("\n", 0, start) for start in starts})


def classify(mail: OneMessage, law: LawInForce) -> Classification:
    """Category, advertising or not, and the words that show it."""
    look = _Look(mail, law, WORDINGS.on(fold(mail.subject).text), WORDINGS.on(mail.text.folded.text))
    return next((found for step in _STEPS if (found := step(look))), None) or _nothing_tells(look)


def _empty(look: _Look) -> Classification | None:
    if look.mail.text.chars.strip() or look.mail.subject.strip() or look.mail.attachments:
        return None
    return _no("empty", "empty", "classified_empty")


def _known_landing(look: _Look) -> Classification | None:
    """第2条第2号: a mail that poses as a friend's and leads to a commercial site advertises it."""
    for link in look.mail.links:
        if category := look.mail.known_landings.get(link.domain):
            proof = Evidence(link.where, link.span, link.url)
            return Classification(category, Advertising.YES, "classified_known_landing", (proof,))
    return None


def _chain(look: _Look) -> Classification | None:
    return chain_letter(look.mail, look.law.day)


def _fictitious_billing(look: _Look) -> Classification | None:
    """架空請求: a demand for money, no advertisement; two different cues, or one that nothing else explains."""
    proof = [found for number in range(len(BILLING)) if (found := look.proof(f"BILLING_{number}"))]
    certain = look.proof("BILLING_CERTAIN")
    if len(proof) < 2 and not certain:
        return None
    evidence = tuple(each for found in proof for each in found)[:3]
    return _no("fictitious_billing", "fictitious_billing", "classified_fictitious_billing", evidence or certain)


def _category(look: _Look) -> Classification | None:
    for category in CATEGORIES:
        proof = look.proof(category)
        if not proof or (category == "prize" and look.proof("NOT_PRIZE")):
            continue
        advertising = Advertising.YES if look.leads_somewhere() else Advertising.DOUBTFUL
        return Classification(category, advertising, "classified_category", proof)
    return None


def _phishing(look: _Look) -> Classification | None:
    proof = look.proof("PHISHING")
    return _no("phishing", "phishing", "classified_phishing", proof) if proof and look.mail.links else None


def _not_for_profit(look: _Look) -> Classification | None:
    """第2条第2号: only bodies for profit and persons in business are senders in the Act's sense."""
    if proof := look.proof("POLITICAL"):
        return _no("political", "non_profit", "classified_political", proof)
    selling = look.selling_lines() > 0
    if proof := look.proof("PERHAPS_FOR_PROFIT"):
        doubt = Classification("non_profit", Advertising.DOUBTFUL, "classified_perhaps_for_profit", proof)
        return None if look.text.has("SENDER_LABEL") and not selling else doubt
    proof = look.proof("NOT_FOR_PROFIT")
    if not proof:
        return None
    if selling:
        return Classification("non_profit", Advertising.DOUBTFUL, "classified_perhaps_for_profit", proof)
    return _no("non_profit", "non_profit", "classified_non_profit", proof)


def _transaction(look: _Look) -> Classification | None:
    """施行規則第6条: a notice about a contract; its advertisement is incidental where it is the smaller part."""
    proof = look.proof("TRANSACTION")
    if not proof:
        return None
    certain = look.proof("TRANSACTION_PROOF")
    selling = look.selling_lines()
    lines = sum(1 for line in look.text.text.split("\n") if line.strip())
    if selling == 0:
        if certain or not look.mail.links:
            return _no("transactional", "transaction_notice", "classified_transaction", proof)
        return Classification("transactional", Advertising.DOUBTFUL, "classified_perhaps_transaction", proof)
    if certain and selling * 2 < lines:
        return Classification("transactional", Advertising.INCIDENTAL, "classified_incidental", certain)
    return None


def _notice(look: _Look) -> Classification | None:
    """What only informs, and sells on no line, is no advertisement (第2条第2号: 広告又は宣伝を行うための手段として)."""
    proof = look.proof("NOTICE")
    if not proof or look.selling_lines() or look.proof("PRICE"):
        return None
    return _no("transactional", "transaction_notice", "classified_notice", proof)


def _sale(look: _Look) -> Classification | None:
    label = _label(look)
    sale, business = look.proof("SALE") or look.proof("PRICE"), look.proof("BUSINESS")
    proof = label or sale or business
    if not proof or not (label or look.leads_somewhere()):
        return None
    category = "business" if business and not sale else "newsletter"
    return Classification(category, Advertising.YES, "classified_label" if label else "classified_sale", proof)


def _label(look: _Look) -> tuple[Evidence, ...]:
    """「未承諾広告※」 or 【広告】 at the front of the subject."""
    labelled = look.subject.has("LABEL") or look.subject.has("WEAK_LABEL")
    return look.proof("LABEL") or look.proof("WEAK_LABEL") if labelled else ()


def _foreign(look: _Look) -> Classification | None:
    """Advertising in English, Chinese or Korean: a modest list, read only where the mail is in that language."""
    if look.mail.language in _READ_BY_US or not look.leads_somewhere():
        return None
    for category in ENGLISH:
        if proof := look.proof(f"EN_{category}"):
            return Classification(category, Advertising.YES, "classified_foreign", proof)
    for name in ("CHINESE", "KOREAN"):
        if proof := look.proof(name):
            return Classification("newsletter", Advertising.YES, "classified_foreign", proof)
    return None


def _mailing(look: _Look) -> Classification | None:
    """Who offers a way to refuse sends to many, and with a link leads them to his site."""
    proof = look.proof("OPTOUT")
    if not proof or not (look.mail.links or look.text.has("MAILBOX")) or look.mail.language not in _READ_BY_US:
        return None
    return Classification("newsletter", Advertising.YES, "classified_mailing", proof)


def _nothing_tells(look: _Look) -> Classification:
    mail = look.mail
    readable = mail.text.whole and bool(mail.text.chars.strip()) and mail.language in _READ_BY_US
    leads_nowhere = not look.leads_somewhere() and mail.form not in _LOSES_LINKS
    if readable and leads_nowhere and mail.kind is Kind.REPORT:
        return _no("personal", "personal", "classified_personal")
    if mail.language not in _READ_BY_US:
        return Classification("other", Advertising.UNREAD, "classified_unread")
    return Classification("other", Advertising.DOUBTFUL, "classified_nothing_tells")


def _no(category: str, out_of_scope: str, why_key: str, evidence: tuple[Evidence, ...] = ()) -> Classification:
    return Classification(category, Advertising.NO, why_key, evidence, out_of_scope=out_of_scope)


_STEPS: tuple[Callable[[_Look], Classification | None], ...] = (
    _empty,
    _known_landing,
    _chain,
    _fictitious_billing,
    _category,
    _phishing,
    _not_for_profit,
    _transaction,
    _notice,
    _sale,
    _foreign,
    _mailing,
)
