"""The display of a mail as one table: item by mode on its medium, read off what the display rules found (表示事項と態様)."""

from collections.abc import Callable, Sequence

from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.parse.text import Text
from tsuho.jurisdictions.jp.displayed.addresses import postal_addresses
from tsuho.jurisdictions.jp.displayed.contacts import contacts
from tsuho.jurisdictions.jp.displayed.names import formal_names
from tsuho.jurisdictions.jp.displayed.refusals import destinations, links_of_unknown_purpose, statements
from tsuho.words.displayed import Display, DisplayedItem, Item, Mode
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Finding
from tsuho.words.vocabulary import Advertising, Verdict

ITEM_OF_RULE = {
    "V41": Item.NAME,
    "V42": Item.DESTINATION,
    "V43": Item.STATEMENT,
    "V44": Item.ADDRESS,
    "V45": Item.CONTACT,
}
_FINDERS: dict[Item, Callable[[Text], tuple[Evidence, ...]]] = {
    Item.NAME: formal_names,
    Item.DESTINATION: destinations,
    Item.STATEMENT: statements,
    Item.ADDRESS: postal_addresses,
    Item.CONTACT: contacts,
}
_ABSENT = frozenset(
    {
        "name_missing",
        "refusal_destination_missing",
        "refusal_by_other_ways_only",
        "statement_missing",
        "address_missing",
        "contact_missing",
        "missing_beside_a_contract",
    }
)
# What a rule that is neither kept nor not applicable says, as a mode. Anything else is unclear: a person decides.
_MODES = {
    **dict.fromkeys(_ABSENT, Mode.ABSENT),
    "body_empty": Mode.UNSEEN,
    "body_not_whole": Mode.UNSEEN,
    "body_too_long": Mode.UNSEEN,
    "language_not_judged": Mode.OTHER_LANGUAGE,
    "statement_in_another_language": Mode.OTHER_LANGUAGE,
    "only_in_other_alternative": Mode.OTHER_ALTERNATIVE,
    "address_may_stand_behind_link": Mode.BEHIND_LINK_SAID,
    "contact_may_stand_behind_link": Mode.BEHIND_LINK_SAID,
    "statement_may_stand_behind_link": Mode.BEHIND_LINK_UNSAID,
    "may_stand_in_an_attachment": Mode.ATTACHMENT,
    "reply_goes_nowhere": Mode.FALSE,
    "reply_to_a_false_sender": Mode.FALSE,
    "refusal_leads_nowhere": Mode.FALSE,
    # It stands there; that it asks for too much, or that the place beside it is missing, is another question.
    "refusal_asks_for_more": Mode.SHOWN,
    "statement_without_destination": Mode.SHOWN,
}


def display_of(mail: OneMessage, findings: Sequence[Finding]) -> Display | None:
    """The table of one mail; None where nothing advertises, where that is in doubt, or where no law is known."""
    found = mail.classification
    if found is None or found.advertising in {Advertising.NO, Advertising.DOUBTFUL, Advertising.UNREAD}:
        return None
    by_item = {ITEM_OF_RULE[each.rule]: each for each in findings if each.rule in ITEM_OF_RULE and each.law_date}
    if not by_item:
        return None
    items = {item.value: _item(mail, item, finding) for item, finding in by_item.items()}
    return Display(mail.channel, items)


def _item(mail: OneMessage, item: Item, finding: Finding) -> DisplayedItem:
    if finding.verdict is Verdict.KEPT:
        return DisplayedItem(Mode.SHOWN, finding.evidence)
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return DisplayedItem(Mode.NOT_DUE)
    mode = _MODES.get(finding.why_key, Mode.UNCLEAR)
    if mode is Mode.UNSEEN and mail.text.why_not_whole == "image_only":
        return DisplayedItem(Mode.IMAGE_ONLY)
    if mode is Mode.ABSENT:
        return _absent(mail, item)
    return DisplayedItem(mode, finding.evidence)


def _absent(mail: OneMessage, item: Item) -> DisplayedItem:
    """How an item is absent: in hidden text, at best behind a link that says nothing, or nowhere."""
    hidden = _FINDERS[item](mail.text.hidden) if mail.text.hidden else ()
    if hidden:
        return DisplayedItem(Mode.HIDDEN, hidden[:1])
    if item in {Item.ADDRESS, Item.CONTACT} and links_of_unknown_purpose(mail) > 1:
        return DisplayedItem(Mode.BEHIND_LINK_UNSAID)
    return DisplayedItem(Mode.ABSENT)
