"""The steps of classification that find mail which advertises nothing, or only beside what it is for.

Who is no business (第2条第2号), what a contract or an account makes necessary (施行規則第6条), what machines answer, and what
people who know each other write.
"""

from tsuho.jurisdictions.jp.classifying import Look
from tsuho.words.judged import Classification
from tsuho.words.vocabulary import Advertising

_NEVER_SENT_BY_PEOPLE = ("mailer-daemon", "postmaster")


def bounced(look: Look) -> Classification | None:
    """A mail server says that a mail did not arrive."""
    if not look.mail.from_address.lower().startswith(_NEVER_SENT_BY_PEOPLE):
        return None
    proof = look.proof("BOUNCED")
    return look.no("bounce", "other", "classified_bounce", proof) if proof else None


def public_body(look: Look) -> Classification | None:
    """The state and its parts are no body for profit, whatever they offer; one that holds out money or love is not believed."""
    if look.text.has("LEGAL_FORM") or look.text.has("prize") or look.text.has("dating"):
        return None
    proof = look.of_sender("PUBLIC_BODY")
    return look.no("non_profit", "non_profit", "classified_public_body", proof) if proof else None


def political(look: Look) -> Classification | None:
    """Elections, parties and members of assemblies; election mail has a law of its own (公職選挙法142条の4)."""
    proof = look.proof("POLITICAL") or look.of_sender("POLITICAL_BODY")
    return look.no("political", "non_profit", "classified_political", proof) if proof else None


def not_for_profit(look: Look) -> Classification | None:
    """第2条第2号: only bodies for profit and persons in business are senders in the Act's sense."""
    if proof := look.of_sender("PERHAPS_FOR_PROFIT"):
        doubt = Classification("non_profit", Advertising.DOUBTFUL, "classified_perhaps_for_profit", proof)
        return None if look.text.has("SENDER_LABEL") and not look.selling_lines() else doubt
    proof = look.of_sender("NOT_FOR_PROFIT")
    if not proof:
        return None
    if not look.selling_lines():
        return look.no("non_profit", "non_profit", "classified_non_profit", proof)
    if _names_a_firm(look):
        return None
    return Classification("non_profit", Advertising.DOUBTFUL, "classified_perhaps_for_profit", proof)


def _names_a_firm(look: Look) -> bool:
    """Whether a company signs, so that a shrine or an association is only where something takes place."""
    return any("会社" in each.text or "(株)" in each.text for each in look.of_sender("LEGAL_FORM"))


def auto_reply(look: Look) -> Classification | None:
    """A machine answers for somebody who is away, or says that an enquiry arrived."""
    if not look.subject.has("AUTO_REPLY") or look.selling_lines():
        return None
    return look.no("auto_reply", "other", "classified_auto_reply", look.proof("AUTO_REPLY"))


def list_post(look: Look) -> Classification | None:
    """Somebody writes to a list of people who write to each other; the list's own way out stands below it."""
    if not look.subject.has("LIST_TAG") or look.selling_lines():
        return None
    return look.no("mailing_list", "personal", "classified_mailing_list", look.proof("LIST_TAG"))


def transaction(look: Look) -> Classification | None:
    """施行規則第6条: a notice about a contract; its advertisement is incidental where it is the smaller part."""
    proof = look.proof("TRANSACTION") or look.proof("ACCOUNT")
    if not proof:
        return None
    certain = look.proof("TRANSACTION_PROOF") or look.proof("ACCOUNT_PROOF")
    selling = look.selling_lines()
    lines = sum(1 for line in look.text.text.split("\n") if line.strip())
    if selling == 0 and look.text.has("INVITATION") and look.mail.links:
        return None  # a message that waits at a site, whatever number of a member stands beside it
    if selling == 0:
        if certain or not look.mail.links:
            return look.no("transactional", "transaction_notice", "classified_transaction", proof)
        if look.hints():
            return None
        return Classification("transactional", Advertising.DOUBTFUL, "classified_perhaps_transaction", proof)
    if certain and selling * 2 < lines:
        return Classification("transactional", Advertising.INCIDENTAL, "classified_incidental", certain)
    return None


def network_notice(look: Look) -> Classification | None:
    """A network tells its member what happened to what is his, and how to hear no more of it."""
    proof = look.proof("NETWORK")
    if not proof or not look.proof("NETWORK_OWN") or look.selling_lines():
        return None
    return look.no("sns_notice", "sns_notice", "classified_sns_notice", proof)


def notice(look: Look) -> Classification | None:
    """What only informs, and sells on no line, is no advertisement (第2条第2号: 広告又は宣伝を行うための手段として)."""
    proof = look.proof("NOTICE")
    if not proof or look.selling_lines() or look.hints():
        return None
    return look.no("transactional", "transaction_notice", "classified_notice", proof)


def correspondence(look: Look) -> Classification | None:
    """How people write who know each other at work or moved house; what is sent to many offers a way out."""
    proof = look.proof("CORRESPONDENCE")
    if not proof or look.text.has("OPTOUT") or look.mail.list_unsubscribe or look.text.has("HINT"):
        return None
    return look.no("personal", "personal", "classified_correspondence", proof)
