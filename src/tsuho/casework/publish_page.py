"""Publish a page of the public site, or a new version of it: who approved it, when, and the hash of what stood there.

A report on chain mail (転送状況) is a page too. A text that has not changed is not published again, so that no update is counted
which nobody could see.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from tsuho.casework.awareness_ports import PageNote, Pages
from tsuho.casework.errors import CannotDo
from tsuho.casework.office import Office, named
from tsuho.statistics.booking_office import row_for_page
from tsuho.words.awareness import PageChange, PageKind


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as it is to be published."""

    path: str
    kind: PageKind
    title: str
    text: bytes


def publish_page(
    office: Office, pages: Pages, page: PageText, *, day: date, by: str, approved_by: str, at: datetime
) -> PageChange:
    """Enter that a page was published; whether it is new or revised. Raises CannotDo for a page that did not change."""
    named(by)
    if not approved_by.strip():
        raise CannotDo("cannot_publish_unapproved")
    office.past(day, at)
    if not page.path.startswith("/") or not page.title.strip():
        raise CannotDo("cannot_publish_unnamed")
    digest = sha256(page.text).hexdigest()
    with office.together():
        before = pages.latest(page.path)
        if before is not None and (before.sha256, before.title) == (digest, page.title):
            raise CannotDo("cannot_publish_unchanged", path=page.path, day=before.day.isoformat())
        change = PageChange.NEW if before is None else PageChange.REVISED
        number = pages.enter(PageNote(page.path, page.kind, page.title, change, day, by, approved_by, digest))
        office.ledger.book([row_for_page(number, page.kind, change, day, office.source)])
        office.audit.write(at, by, "publish_page", page.path, {"change": change.value, "approved_by": approved_by})
    return change
