"""Referrals in the database: a move succeeds only from where it begins, and its history can only grow."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tsuho.casework import referral_ports as ports
from tsuho.referral.effect import Answered
from tsuho.store.records.referral_models import Referral, ReferralAnswer, ReferralMove
from tsuho.words.referrals import AnswerKind, ReferralState, Role
from tsuho.words.vocabulary import ReferralKind


class ReferralsInDatabase:
    """The port Referrals on the ORM."""

    def open(self, referral: ports.Referral, at: datetime) -> int:
        """Enter a draft; a key that is known answers with the number it has."""
        row, _ = Referral.objects.get_or_create(
            key=referral.key,
            defaults={
                "kind": referral.kind.value,
                "party": referral.party,
                "number": referral.number,
                "campaign": referral.campaign,
                "first_day": referral.first_day,
                "last_day": referral.last_day,
                "reports": list(referral.reports),
                "about": dict(referral.about),
                "state": referral.state.value,
                "opened_at": at,
                "moved_at": at,
            },
        )
        return row.id

    def referral(self, number: int) -> ports.Referral | None:
        """One referral."""
        row = Referral.objects.filter(id=number).first()
        return _referral(row) if row else None

    def by_ticket(self, ticket: str) -> ports.Referral | None:
        """The referral that a ticket names."""
        row = Referral.objects.filter(number=ticket).order_by("id").first()
        return _referral(row) if row else None

    def move(self, number: int, moved: ports.Moved) -> bool:
        """Make a move if the referral still stands where it begins."""
        with transaction.atomic():
            changed = Referral.objects.filter(id=number, state=moved.before.value).update(
                state=moved.after.value, moved_at=moved.at
            )
            if not changed:
                return False
            ReferralMove.objects.create(
                referral_id=number,
                at=moved.at,
                by=moved.by,
                role=moved.role.value,
                verb=moved.verb,
                before=moved.before.value,
                after=moved.after.value,
                reason=moved.reason,
            )
        return True

    def standing(
        self, kind: ReferralKind | None = None, states: Sequence[ReferralState] = (), limit: int = 1_000
    ) -> list[ports.Referral]:
        """Referrals of a kind in these states, the one moved longest ago first."""
        rows = Referral.objects.order_by("moved_at", "id")
        if kind is not None:
            rows = rows.filter(kind=kind.value)
        if states:
            rows = rows.filter(state__in=[state.value for state in states])
        return [_referral(row) for row in rows[:limit]]

    def between(self, since: datetime, until: datetime) -> list[ports.Referral]:
        """Referrals that were opened or moved in that time, in order of their number."""
        moved = ReferralMove.objects.filter(at__gte=since, at__lt=until).values("referral_id")
        opened = Q(opened_at__gte=since, opened_at__lt=until)
        return [_referral(row) for row in Referral.objects.filter(opened | Q(id__in=moved)).order_by("id")]

    def history(self, number: int) -> list[ports.Moved]:
        """All moves of one referral, in order."""
        return [
            ports.Moved(
                row.at,
                row.by,
                Role(row.role),
                row.verb,
                ReferralState(row.before),
                ReferralState(row.after),
                row.reason,
            )
            for row in ReferralMove.objects.filter(referral_id=number)
        ]

    def answer(self, number: int, answered: Answered, at: datetime, by: str) -> bool:
        """Keep an answer; False if the very same is already there."""
        _, created = ReferralAnswer.objects.get_or_create(
            referral_id=number,
            kind=answered.kind.value,
            on=answered.on,
            acted_on=answered.acted_on.isoformat() if answered.acted_on else "",
            defaults={"at": at, "by": by},
        )
        return created

    def answers(self, number: int) -> list[Answered]:
        """What was answered, in order."""
        rows = ReferralAnswer.objects.filter(referral_id=number)
        return [
            Answered(AnswerKind(row.kind), row.on, date.fromisoformat(row.acted_on) if row.acted_on else None)
            for row in rows
        ]


def _referral(row: Referral) -> ports.Referral:
    return ports.Referral(
        key=row.key,
        kind=ReferralKind(row.kind),
        party=row.party,
        number=row.number,
        campaign=row.campaign,
        first_day=row.first_day,
        last_day=row.last_day,
        reports=tuple(row.reports),
        about=row.about,
        state=ReferralState(row.state),
        id=row.id,
        opened_at=row.opened_at,
        moved_at=row.moved_at,
    )
