"""How every kind of referral may move from draft to its end: one table, and the conditions that guard its rows.

A move that has no row is not allowed, whoever asks. Sources: approval by the ministry before a warning (行政指導, its to
give); confirmed illegality before a provider is asked (追放支援プロジェクト, step 2); start date, the ministry's charge and the
use limits of Article 30 before anything goes abroad (law-review of Art.30: the actor is the minister).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tsuho.words.referrals import Gate, ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind

S, R, G, K = ReferralState, Role, Gate, ReferralKind


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move: of this kind, from here, by whom, with which word, to there, and what must hold."""

    kind: ReferralKind
    at: ReferralState
    verb: str
    by: Role
    to: ReferralState
    gates: tuple[Gate, ...] = ()


class NotAllowed(Exception):  # noqa: N818  # it is said as a sentence: not allowed, because …
    """The table has no such move, or a condition does not hold; ``why`` are message keys."""

    def __init__(self, why: tuple[str, ...]) -> None:
        super().__init__(", ".join(why))
        self.why = why


_FROM_QUEUE = (
    ("deliver", R.MACHINE, S.QUEUED, S.SENT),
    ("fail", R.MACHINE, S.QUEUED, S.BOUNCED),
    ("bounce", R.MACHINE, S.SENT, S.BOUNCED),
    ("queue_again", R.ADMINISTRATOR, S.BOUNCED, S.QUEUED),
)


def _sent_by_outbox(kind: ReferralKind, *, again: tuple[Gate, ...]) -> Iterable[Move]:
    """The rows that sending gives every kind; what bounced goes again only if what let it go still holds."""
    for verb, by, at, to in _FROM_QUEUE:
        yield Move(kind, at, verb, by, to, again if verb == "queue_again" else ())


_WARNING = (G.PROVED_STANDING, G.ILLEGALITY_CONFIRMED, G.IDENTITY_VERIFIED, G.NO_LEAK)
_NOTICE = (
    G.ILLEGALITY_CONFIRMED, G.PROVED_STANDING, G.ORIGIN_OBSERVED, G.FRESH_ENOUGH, G.PARTNER_ACTIVE, G.ARTICLE_11_GROUNDED,
    G.NO_LEAK,
)  # fmt: skip
_BUNDLE = (
    G.PARTNER_ACTIVE, G.AFTER_START_DATE, G.MINISTRY_CHARGE, G.USE_LIMITS_STATED, G.ILLEGALITY_CONFIRMED, G.PROVED_STANDING,
    G.ORIGIN_OBSERVED, G.NO_LEAK,
)  # fmt: skip
# What an agency reported is not found by us: no confirmation and no provision of ours is asked for, and none is cited.
_INBOUND = (G.PASSING_ON_ALLOWED, G.PARTNER_ACTIVE, G.FRESH_ENOUGH, G.ARTICLE_11_GROUNDED, G.NO_LEAK)
# An item of the vendor feed makes no moves of its own: it is there or withdrawn, and each time it leaves these must hold.
VENDOR_FEED_GATES = (G.CONSENT_GIVEN, G.AGREEMENT_IN_FORCE, G.NO_LEAK)

MOVES: tuple[Move, ...] = (
    # --- D1: a warning is drafted here and approved by the ministry, or it does not leave -------------------------------
    Move(K.WARNING, S.DRAFT, "check", R.ADMINISTRATOR, S.CHECKED, (G.PROVED_STANDING, G.IDENTITY_VERIFIED, G.NO_LEAK)),
    Move(K.WARNING, S.DRAFT, "reject", R.ADMINISTRATOR, S.REJECTED),
    Move(K.WARNING, S.CHECKED, "approve", R.MINISTRY, S.APPROVED, (G.ILLEGALITY_CONFIRMED,)),
    Move(K.WARNING, S.CHECKED, "return", R.MINISTRY, S.RETURNED),
    Move(K.WARNING, S.CHECKED, "reject", R.MINISTRY, S.REJECTED),
    Move(K.WARNING, S.RETURNED, "revise", R.ANALYST, S.DRAFT),
    Move(K.WARNING, S.APPROVED, "queue", R.MACHINE, S.QUEUED, _WARNING),
    *_sent_by_outbox(K.WARNING, again=_WARNING),
    Move(K.WARNING, S.SENT, "answer", R.RECIPIENT, S.ANSWERED),
    Move(K.WARNING, S.ANSWERED, "answer", R.RECIPIENT, S.ANSWERED),
    Move(K.WARNING, S.SENT, "grace_over", R.MACHINE, S.IN_RE_CHECK),
    Move(K.WARNING, S.ANSWERED, "grace_over", R.MACHINE, S.IN_RE_CHECK),
    Move(K.WARNING, S.IN_RE_CHECK, "comply", R.ANALYST, S.COMPLIED),
    Move(K.WARNING, S.IN_RE_CHECK, "relapse", R.ANALYST, S.RELAPSED),
    # --- D3: a provider is asked once a person of the ministry confirmed the breach -------------------------------------
    Move(K.PROVIDER_NOTICE, S.DRAFT, "queue", R.ISP_LIAISON, S.QUEUED, _NOTICE),
    Move(K.PROVIDER_NOTICE, S.DRAFT, "queue", R.MACHINE, S.QUEUED, _NOTICE),
    Move(K.PROVIDER_NOTICE, S.DRAFT, "reject", R.ISP_LIAISON, S.REJECTED),
    *_sent_by_outbox(K.PROVIDER_NOTICE, again=_NOTICE),
    Move(K.PROVIDER_NOTICE, S.SENT, "answer", R.RECIPIENT, S.ANSWERED),
    Move(K.PROVIDER_NOTICE, S.ANSWERED, "answer", R.RECIPIENT, S.ANSWERED),
    # --- what an agency abroad reported: to the provider once the administrator confirmed that it may be passed on ------
    Move(K.INBOUND_NOTICE, S.DRAFT, "check", R.INTERNATIONAL_LIAISON, S.CHECKED, (G.PASSING_ON_ALLOWED,)),
    Move(K.INBOUND_NOTICE, S.DRAFT, "reject", R.INTERNATIONAL_LIAISON, S.REJECTED),
    Move(K.INBOUND_NOTICE, S.CHECKED, "approve", R.ADMINISTRATOR, S.APPROVED, (G.PASSING_ON_ALLOWED, G.NO_LEAK)),
    Move(K.INBOUND_NOTICE, S.CHECKED, "return", R.ADMINISTRATOR, S.RETURNED),
    Move(K.INBOUND_NOTICE, S.CHECKED, "reject", R.ADMINISTRATOR, S.REJECTED),
    Move(K.INBOUND_NOTICE, S.RETURNED, "revise", R.INTERNATIONAL_LIAISON, S.DRAFT),
    Move(K.INBOUND_NOTICE, S.APPROVED, "reject", R.ADMINISTRATOR, S.REJECTED),
    Move(K.INBOUND_NOTICE, S.APPROVED, "queue", R.MACHINE, S.QUEUED, _INBOUND),
    *_sent_by_outbox(K.INBOUND_NOTICE, again=_INBOUND),
    Move(K.INBOUND_NOTICE, S.SENT, "answer", R.RECIPIENT, S.ANSWERED),
    Move(K.INBOUND_NOTICE, S.ANSWERED, "answer", R.RECIPIENT, S.ANSWERED),
    # --- D4: abroad only under the ministry's charge, to a partner, after its start date, with the use limits ----------
    Move(K.AGENCY_BUNDLE, S.DRAFT, "check", R.INTERNATIONAL_LIAISON, S.CHECKED),
    Move(K.AGENCY_BUNDLE, S.DRAFT, "reject", R.INTERNATIONAL_LIAISON, S.REJECTED),
    Move(K.AGENCY_BUNDLE, S.CHECKED, "approve", R.ADMINISTRATOR, S.APPROVED, (G.MINISTRY_CHARGE,)),
    Move(K.AGENCY_BUNDLE, S.CHECKED, "return", R.ADMINISTRATOR, S.RETURNED),
    Move(K.AGENCY_BUNDLE, S.RETURNED, "revise", R.INTERNATIONAL_LIAISON, S.DRAFT),
    Move(K.AGENCY_BUNDLE, S.APPROVED, "queue", R.MACHINE, S.QUEUED, _BUNDLE),
    *_sent_by_outbox(K.AGENCY_BUNDLE, again=_BUNDLE),
    Move(K.AGENCY_BUNDLE, S.SENT, "acknowledge", R.RECIPIENT, S.ACKNOWLEDGED),
    # --- D2, D8, D9: to the ministry, checked here first ---------------------------------------------------------------
    *(
        move
        for kind in (K.MINISTRY_REPORT, K.PETITION_FILE, K.INQUIRY_DRAFT)
        for move in (
            Move(kind, S.DRAFT, "check", R.SECRETARIAT, S.CHECKED),
            Move(kind, S.CHECKED, "approve", R.ADMINISTRATOR, S.APPROVED, (G.NO_LEAK,)),
            Move(kind, S.CHECKED, "return", R.ADMINISTRATOR, S.RETURNED),
            Move(kind, S.RETURNED, "revise", R.SECRETARIAT, S.DRAFT),
            Move(kind, S.APPROVED, "queue", R.MACHINE, S.QUEUED, (G.NO_LEAK,)),
            *_sent_by_outbox(kind, again=(G.NO_LEAK,)),
            Move(kind, S.SENT, "acknowledge", R.RECIPIENT, S.ACKNOWLEDGED),
        )
    ),
    # a petition is typed in by hand, so that one that was mistyped can be put away and entered anew
    Move(K.PETITION_FILE, S.DRAFT, "reject", R.SECRETARIAT, S.REJECTED),
    # --- D10: what was wrong is taken back from each who got it --------------------------------------------------------
    Move(K.WITHDRAWAL, S.DRAFT, "approve", R.ADMINISTRATOR, S.APPROVED, (G.ILLEGALITY_KNOWN_WRONG,)),
    Move(K.WITHDRAWAL, S.DRAFT, "reject", R.ADMINISTRATOR, S.REJECTED),
    Move(K.WITHDRAWAL, S.APPROVED, "queue", R.MACHINE, S.QUEUED, (G.NO_LEAK,)),
    *_sent_by_outbox(K.WITHDRAWAL, again=(G.NO_LEAK,)),
    Move(K.WITHDRAWAL, S.SENT, "acknowledge", R.RECIPIENT, S.ACKNOWLEDGED),
    # --- hand-offs: lists to bodies outside the Act --------------------------------------------------------------------
    Move(K.HANDOFF, S.DRAFT, "check", R.ANALYST, S.CHECKED),
    Move(K.HANDOFF, S.CHECKED, "approve", R.ADMINISTRATOR, S.APPROVED, (G.PARTNER_ACTIVE,)),
    Move(K.HANDOFF, S.CHECKED, "reject", R.ADMINISTRATOR, S.REJECTED),
    Move(K.HANDOFF, S.APPROVED, "queue", R.MACHINE, S.QUEUED, (G.PARTNER_ACTIVE, G.NO_LEAK)),
    *_sent_by_outbox(K.HANDOFF, again=(G.PARTNER_ACTIVE, G.NO_LEAK)),
    Move(K.HANDOFF, S.SENT, "acknowledge", R.RECIPIENT, S.ACKNOWLEDGED),
    # --- D6: counts of chain mail for the public, checked by who edits the site, approved by the administrator ----------
    Move(K.CHAIN_REPORT, S.DRAFT, "check", R.EDITOR, S.CHECKED),
    Move(K.CHAIN_REPORT, S.DRAFT, "reject", R.EDITOR, S.REJECTED),
    Move(K.CHAIN_REPORT, S.CHECKED, "approve", R.ADMINISTRATOR, S.APPROVED, (G.NO_LEAK,)),
    Move(K.CHAIN_REPORT, S.CHECKED, "return", R.ADMINISTRATOR, S.RETURNED),
    Move(K.CHAIN_REPORT, S.RETURNED, "revise", R.EDITOR, S.DRAFT),
    Move(K.CHAIN_REPORT, S.APPROVED, "queue", R.MACHINE, S.QUEUED, (G.NO_LEAK,)),
    *_sent_by_outbox(K.CHAIN_REPORT, again=(G.NO_LEAK,)),
    # --- whatever was sent can be withdrawn, by the administrator, once it is known to be wrong -------------------------
    *(
        Move(kind, at, "withdraw", R.ADMINISTRATOR, S.WITHDRAWN, (G.ILLEGALITY_KNOWN_WRONG,))
        for kind in (K.WARNING, K.PROVIDER_NOTICE, K.AGENCY_BUNDLE, K.HANDOFF)
        for at in (S.SENT, S.ANSWERED, S.ACKNOWLEDGED, S.IN_RE_CHECK)
    ),
)  # fmt: skip

# Article 11 lets a provider refuse service for false sender information and fictitious addresses, not for want of consent.
ARTICLE_11 = frozenset({"V51", "V52", "V61"})

_HOLDS: Mapping[Gate, Callable[[Standings], bool]] = {
    G.ILLEGALITY_CONFIRMED: lambda at: bool(at.rules) and set(at.rules) <= set(at.confirmed),
    G.PROVED_STANDING: lambda at: at.all_proved,
    G.ORIGIN_OBSERVED: lambda at: at.all_observed,
    G.FRESH_ENOUGH: lambda at: at.oldest is not None and at.newest_allowed is not None and at.oldest >= at.newest_allowed,
    G.IDENTITY_VERIFIED: lambda at: at.identity_verified,
    G.PARTNER_ACTIVE: lambda at: at.partner_active,
    G.AFTER_START_DATE: lambda at: at.started_on is not None and at.started_on <= at.day,
    G.MINISTRY_CHARGE: lambda at: at.ministry_charge,
    G.USE_LIMITS_STATED: lambda at: at.use_limits,
    G.CONSENT_GIVEN: lambda at: at.consents,
    G.AGREEMENT_IN_FORCE: lambda at: at.agreement,
    G.NO_LEAK: lambda at: at.leaks == 0,
    G.ARTICLE_11_GROUNDED: lambda at: not at.cites_article_11 or bool(ARTICLE_11.intersection(at.rules)),
    G.ILLEGALITY_KNOWN_WRONG: lambda at: at.found_wrong,
    G.PASSING_ON_ALLOWED: lambda at: at.passing_on,
}  # fmt: skip


def unmet(gates: Iterable[Gate], standings: Standings) -> tuple[Gate, ...]:
    """The conditions that do not hold, in the order asked."""
    return tuple(gate for gate in gates if not _HOLDS[gate](standings))


def moved(kind: ReferralKind, at: ReferralState, verb: str, by: Role, standings: Standings) -> ReferralState:
    """The state that this move leads to. Raises NotAllowed, with the reasons as message keys."""
    row = next((each for each in MOVES if (each.kind, each.at, each.verb, each.by) == (kind, at, verb, by)), None)
    if row is None:
        raise NotAllowed(("referral_no_such_move",))
    if missing := unmet(row.gates, standings):
        raise NotAllowed(tuple(f"gate_{gate}" for gate in missing))
    return row.to


def possible(kind: ReferralKind, at: ReferralState, by: Role) -> tuple[str, ...]:
    """The verbs that this role may try from here, for the buttons of a page."""
    return tuple(each.verb for each in MOVES if (each.kind, each.at, each.by) == (kind, at, by))
