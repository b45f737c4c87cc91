"""The port Pages on the ORM: what was published on the public site, and when."""

from collections.abc import Sequence
from datetime import date

from tsuho.casework.awareness_ports import PageNote
from tsuho.store.records.office_models import PagePublication
from tsuho.store.records.plain_text import plain_text
from tsuho.words.awareness import PageChange, PageKind


class PagesInDatabase:
    """The port Pages on the ORM."""

    def enter(self, page: PageNote) -> int:
        """Enter one publication; its number."""
        row = PagePublication.objects.create(
            path=plain_text(page.path, 300),
            kind=page.kind.value,
            title=plain_text(page.title, 300),
            change=page.change.value,
            day=page.day,
            by=plain_text(page.by, 200),
            approved_by=plain_text(page.approved_by, 200),
            sha256=page.sha256,
        )
        return row.pk

    def latest(self, path: str) -> PageNote | None:
        """The latest publication of a page; None where it never was."""
        row = PagePublication.objects.filter(path=plain_text(path, 300)).order_by("-id").first()
        return _page(row) if row else None

    def between(self, since: date, until: date) -> Sequence[PageNote]:
        """Publications from ``since`` to the day before ``until``, in the order entered."""
        rows = PagePublication.objects.filter(day__gte=since, day__lt=until).order_by("id")
        return [_page(row) for row in rows]


def _page(row: PagePublication) -> PageNote:
    return PageNote(
        row.path, PageKind(row.kind), row.title, PageChange(row.change), row.day, row.by, row.approved_by, row.sha256
    )
