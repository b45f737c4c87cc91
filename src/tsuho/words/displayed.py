"""What a mail displays, on which lawful basis it claims to come, and who is who in it: objects that findings rest on.

They are kept with the report, so that a person sees at one look what stands where, and which article answers for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tsuho.words.evidence import Evidence
from tsuho.words.vocabulary import Channel


class Item(StrEnum):
    """What must be displayed (表示事項): Article 4 of the Act, Article 9 of the ordinance."""

    NAME = "name"  # 氏名又は名称
    DESTINATION = "destination"  # 受信拒否の通知先
    STATEMENT = "statement"  # 受信拒否ができる旨
    ADDRESS = "address"  # 住所
    CONTACT = "contact"  # 苦情・問合せ先


class Mode(StrEnum):
    """In which way an item is displayed, or is not (表示の態様)."""

    SHOWN = "shown"
    ABSENT = "absent"
    HIDDEN = "hidden"
    IMAGE_ONLY = "image_only"
    ATTACHMENT = "attachment"  # at best in a document that nobody opens
    OTHER_ALTERNATIVE = "other_alternative"  # in the other MIME alternative only
    BEHIND_LINK_SAID = "behind_link_said"  # the mail says that a page shows it
    BEHIND_LINK_UNSAID = "behind_link_unsaid"  # a link of unsaid purpose at best
    FALSE = "false"  # a placeholder, a link to nowhere, a reply that nobody reads
    OTHER_LANGUAGE = "other_language"
    UNCLEAR = "unclear"  # something like it stands there: a person decides
    UNSEEN = "unseen"  # the text is cut off or unreadable
    NOT_DUE = "not_due"  # the duty does not reach this mail


class Recipient(StrEnum):
    """What kind of recipient the mail came to, as far as can be told without naming him (受信者の種類)."""

    MONITOR = "monitor"
    NUMBER = "number"  # a telephone number (SMS)
    BUSINESS = "business"  # a body or a person in business who publishes the address; a person found that
    PRIVATE = "private"  # a person found that no business publishes the address
    ROLE_ADDRESS = "role_address"  # info@, sales@: perhaps a body's
    UNKNOWN = "unknown"


class Involvement(StrEnum):
    """What somebody who is named in a mail has to do with it (誰が誰か)."""

    OPERATOR = "operator"  # who is responsible for the sending: 送信者
    ENTRUSTER = "entruster"  # who entrusts the sending: 送信委託者
    ADVERTISER = "advertiser"  # who merely places an advertisement
    DELIVERY_SERVICE = "delivery_service"  # who only carries it: neither sender nor entruster
    VICTIM = "victim"  # whose name a fraud displays


@dataclass(frozen=True, slots=True)
class DisplayedItem:
    """One item: its mode, and the words that show it."""

    mode: Mode
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Display:
    """The display of one mail, item by mode, on its medium. ``items`` is keyed by the values of `Item`."""

    medium: Channel
    items: Mapping[str, DisplayedItem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LawfulBasis:
    """What may make a mail lawful under Article 3(1): the items (i) to (iv) that its words claim, each with its proof.

    ``excluded`` are the items that the monitor's sheet rules out, ``open`` those that it leaves (all four where there is
    no sheet). ``denied_by_label`` holds where the mail's own label denies consent (i).
    """

    claimed: Mapping[str, Evidence]
    recipient: Recipient
    excluded: tuple[str, ...]
    open: tuple[str, ...]
    denied_by_label: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in the mail. ``name`` is what stands there, never checked against a register."""

    involvement: Involvement
    name: str
    evidence: Evidence
