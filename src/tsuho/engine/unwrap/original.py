"""What unwrapping yields: the original inside an arrival, as its own bytes or, where only that survived, as text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.mime import Mail
from tsuho.engine.parse.text import Text
from tsuho.words.vocabulary import Door, Form


@dataclass(frozen=True, slots=True)
class Original:
    """One reported original.

    Exactly one of three holds: ``mail`` is set (the original's exact bytes survive: a slice of the arrival, of one
    transfer-decoded part, or of one unpacked member of an archive); ``text`` is set (a cut of the carrier's text, so
    evidence points into the carrier's parts); or neither, and ``why_unrecovered`` is a message key of unwrap.yaml.

    ``reported`` holds what the reporter or their client wrote about the original, by these names where present:
    from, from_name, to_present ("yes", never the address itself), date, subject, message_id,
    received_date (typed 受信日), sender_address (typed 送信者アドレス, or the number of a short message),
    from_is_reporter ("yes": the quoted sender is the reporter, so no sender is named); what a machine stated stands
    under the names of docs/reference/forms.md (arf, bounce, notice). ``comment`` is what the reporter wrote above it.
    ``depth`` counts wrappings: 1 for a plain forward, 0 for a mail that is itself the original.

    ``pasted`` is the header that a person pasted, read as a mail of no body: its lines are reported, never carried.
    ``rebuilt``: ``mail`` was put together from a file of another kind (Outlook's), so its bytes are not the original's;
    ``header_made``: its header too was, from fields that the file states.
    ``inside`` is the carrier's body where the carrier is a mail inside the arrival (a forward in a forward).
    """

    form: Form
    depth: int
    carrier: Mail
    mail: Mail | None = None
    text: Text | None = None
    reported: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    why_unrecovered: str = ""
    pasted: Mail | None = None
    inside: Body | None = None
    rebuilt: bool = False
    header_made: bool = False

    @property
    def carried(self) -> bool:
        """Whether the header came with the mail's own bytes, so that its lines are carried and not merely reported."""
        return self.mail is not None and self.form is not Form.PASTED_SOURCE and not self.header_made


# A wrapping looks at a mail and its body at a door and answers with the originals it holds; empty: not this wrapping.
Wrapping = Callable[[Mail, Body, Door], tuple[Original, ...]]
