"""As whom a person moves referrals: the roles of the table of moves that an account has."""

from collections.abc import Mapping

from django.http import HttpRequest

from tsuho.casework.referral_ports import Referral
from tsuho.referral.moves import possible
from tsuho.web.accounts.models import Role as Account
from tsuho.web.accounts.models import User
from tsuho.words.referrals import Role
from tsuho.words.vocabulary import ReferralKind

_ROLES: Mapping[Account, tuple[Role, ...]] = {
    Account.ADMINISTRATOR: (Role.ADMINISTRATOR,),
    Account.ANALYST: (Role.ANALYST,),
    Account.LIAISON: (Role.ISP_LIAISON, Role.INTERNATIONAL_LIAISON),
    Account.EDITOR: (Role.EDITOR,),
    Account.SECRETARIAT: (Role.SECRETARIAT,),
}

# Who opens drafts of a kind: to whom its document falls. The administrator may too, and is never the only one to move them on.
_DRAFTED_BY: Mapping[ReferralKind, tuple[Account, ...]] = {
    ReferralKind.WARNING: (Account.ANALYST,),
    ReferralKind.AGENCY_BUNDLE: (Account.LIAISON,),
    ReferralKind.PETITION_FILE: (Account.ANALYST, Account.SECRETARIAT),
    ReferralKind.INQUIRY_DRAFT: (Account.ANALYST, Account.SECRETARIAT),
    ReferralKind.WITHDRAWAL: (Account.ANALYST, Account.LIAISON),
    ReferralKind.HANDOFF: (Account.ANALYST,),
    ReferralKind.CHAIN_REPORT: (Account.EDITOR,),
    ReferralKind.MINISTRY_REPORT: (Account.SECRETARIAT,),
}


def drafts_of(request: HttpRequest) -> tuple[ReferralKind, ...]:
    """The kinds of which this person may open drafts."""
    user = request.user
    role = Account(user.role) if isinstance(user, User) else None
    return tuple(kind for kind, roles in _DRAFTED_BY.items() if role in (*roles, Account.ADMINISTRATOR))


def roles_of(request: HttpRequest) -> tuple[Role, ...]:
    """The roles of who asks; an account without any moves nothing."""
    user = request.user
    return _ROLES.get(Account(user.role), ()) if isinstance(user, User) else ()


def moves_of(request: HttpRequest, referral: Referral) -> dict[str, Role]:
    """What this person may try from where a referral stands: verb → as whom."""
    return {verb: role for role in roles_of(request) for verb in possible(referral.kind, referral.state, role)}
