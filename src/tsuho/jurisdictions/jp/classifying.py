"""One mail as the steps of its classification ask about it: what stands in its subject, its text, and where a sender names himself."""

from dataclasses import dataclass

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.patterns import Hits
from tsuho.engine.parse.folded import fold
from tsuho.jurisdictions.jp.wordings.all import WORDINGS
from tsuho.words.evidence import Evidence
from tsuho.words.judged import Classification
from tsuho.words.vocabulary import Advertising

_FIRST_LINES, _LAST_LINES = 3, 8  # lines in which a sender says who he is


@dataclass(frozen=True, slots=True)
class Look:
    """A mail with what stands in its subject and in its text."""

    mail: OneMessage
    law: LawInForce
    subject: Hits
    text: Hits

    def proof(self, name: str) -> tuple[Evidence, ...]:
        """Where a wording stands first, in the text or else in the subject; empty if nowhere."""
        if match := self.text.first(name):
            return (self.mail.text.folded_evidence(*match.span()),)
        return self._in_subject(name)

    def of_sender(self, name: str) -> tuple[Evidence, ...]:
        """Where a wording says who the sender is: in From, in the subject, or among his first and last lines."""
        if (match := WORDINGS.on(fold(self.mail.from_name).text).first(name)) and self.mail.from_name:
            return (self.mail.header_evidence.get("from", Evidence("arrival", (0, 0), match.group())),)
        found = self.text.all(name)
        head, tail = self._edges() if found else (0, 0)
        for match in found:
            if match.start() < head or match.start() >= tail:
                return (self.mail.text.folded_evidence(*match.span()),)
        return self._in_subject(name)

    def leads_somewhere(self) -> bool:
        """Whether the reader is given a place to go, to write or to call."""
        return bool(self.mail.links) or self.text.has("MAILBOX") or self.text.has("PHONE")

    def selling_lines(self) -> int:
        """How many lines of the text sell something."""
        return self.text.once("selling", WORDINGS, lambda: self._lines("SALE", "BUSINESS"))

    def hints(self) -> bool:
        """Whether words that an offer often has come in company: of another, a price, a way to order or to refuse."""
        if not self.text.has("HINT") and not self.subject.has("HINT"):
            return False
        company = any(self.text.has(name) for name in ("PRICE", "ORDER", "OPTOUT")) or bool(self.mail.list_unsubscribe)
        return company or self._lines("HINT") >= 2

    def priced(self) -> tuple[Evidence, ...]:
        """A price, where the mail also says how to order; empty otherwise."""
        return self.proof("PRICE") if self.text.has("ORDER") and self.text.has("PRICE") else ()

    def no(self, category: str, out_of_scope: str, why_key: str, evidence: tuple[Evidence, ...] = ()) -> Classification:
        """It advertises nothing; ``out_of_scope`` is the code of centre-and-law.md §3.1 that it is counted under."""
        return Classification(category, Advertising.NO, why_key, evidence, out_of_scope=out_of_scope)

    def _in_subject(self, name: str) -> tuple[Evidence, ...]:
        if not self.subject.has(name):
            return ()
        return (self.mail.header_evidence.get("subject", Evidence("arrival", (0, 0), self.mail.subject)),)

    def _lines(self, *names: str) -> int:
        text, done, lines = self.text.text, 0, 0
        for start in sorted(each.start() for name in names for each in self.text.all(name)):
            if not lines or "\n" in text[done:start]:
                lines += 1
                done = start
        return lines

    def _edges(self) -> tuple[int, int]:
        """Where the first lines end and where the last lines begin; empty lines do not count."""
        chars = self.text.text
        head, seen = 0, 0
        while seen < _FIRST_LINES and head < len(chars):
            end = chars.find("\n", head)
            end = len(chars) if end < 0 else end + 1
            seen += bool(chars[head:end].strip())
            head = end
        tail, seen = len(chars), 0
        while seen < _LAST_LINES and tail > head:
            begin = chars.rfind("\n", head, max(head, tail - 1)) + 1 or head
            seen += bool(chars[begin:tail].strip())
            tail = begin
        return head, tail


def look_at(mail: OneMessage, law: LawInForce) -> Look:
    """The mail, with its subject and text looked through once."""
    return Look(mail, law, WORDINGS.on(fold(mail.subject).text), WORDINGS.on(mail.text.folded.text))
