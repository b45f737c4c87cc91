"""A sample centre that sent something to two partners of each kind, and a signed-in client for each of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tsuho.casework.move_referral import move_referral, open_referral
from tsuho.casework.partner_ports import Provider
from tsuho.casework.ports import OutboxLetter
from tsuho.casework.referral_ports import Referral
from tsuho.words.referrals import Role, Standings
from tsuho.words.vocabulary import ReferralKind

SENT_AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
KIND_OF = {"provider": ReferralKind.PROVIDER_NOTICE, "agency": ReferralKind.AGENCY_BUNDLE}
PARTIES = {"provider": ("isp-one", "isp-two"), "agency": ("KR", "TW"), "vendor": ("vendor-one", "vendor-two")}
_HOLDS = Standings(
    date(2015, 3, 10), ("V31",), ("V31",), all_proved=True, all_observed=True, oldest=date(2015, 3, 10),
    newest_allowed=date(2015, 3, 10), partner_active=True, leaks=0, started_on=date(2015, 1, 1), ministry_charge=True,
    use_limits=True,
)  # fmt: skip
_WAYS = {
    ReferralKind.PROVIDER_NOTICE: (("queue", Role.MACHINE), ("deliver", Role.MACHINE)),
    ReferralKind.AGENCY_BUNDLE: (
        ("check", Role.INTERNATIONAL_LIAISON), ("approve", Role.ADMINISTRATOR), ("queue", Role.MACHINE), ("deliver", Role.MACHINE),
    ),
    ReferralKind.MINISTRY_REPORT: (
        ("check", Role.SECRETARIAT), ("approve", Role.ADMINISTRATOR), ("queue", Role.MACHINE), ("deliver", Role.MACHINE),
    ),
}  # fmt: skip


def files_for(party):
    return (
        ("list.csv", f"\ufeffreference,ip\r\n{party},198.51.100.7\r\n".encode()),
        ("package.zip", b"PK " + party.encode()),
    )


def send(centre, kind, party, ticket, *, moves=None):
    """One referral with its letter, moved to where it was sent."""
    from tsuho.wiring.moving import moving_of

    draft = Referral(ticket, kind, party, ticket, first_day=date(2015, 3, 1), last_day=date(2015, 3, 9), reports=(1, 2))
    number = open_referral(moving_of(centre), draft, SENT_AT).id
    letter = OutboxLetter(
        ticket, kind.value, ticket, party, "abuse@isp.example", f"<{ticket}@centre.example>", "subject", b"mail", files_for(party),
        (), True,
    )  # fmt: skip
    centre.outbox.queue([letter], SENT_AT)
    for verb, role in _WAYS[kind] if moves is None else moves:
        move_referral(
            moving_of(centre), number, verb, by="tests", role=role, reason="because", standings=_HOLDS, at=SENT_AT
        )
    return number


@pytest.fixture
def centre(tmp_path):
    """The sample centre; each partner has one ticket: <party>-sent, and one that did not leave yet: <party>-draft."""
    from tsuho.web.centre import set_opener
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre

    made = open_centre(make_centre(tmp_path / "centre", simulated=True))
    # models exist only once a centre is open
    from tsuho.web.accounts.keeping import make_account
    from tsuho.web.accounts.models import PartyKind
    from tsuho.web.accounts.models import Role as Account
    from tsuho.web.api.keys import Scope, make_key

    set_opener(lambda: made)
    made.partners.import_providers(
        "tests", [Provider(code, code, f"abuse@{code}.example", networks=((net, date(2010, 1, 1), None),))
                  for code, net in zip(PARTIES["provider"], ("198.51.100.0/25", "198.51.100.128/25"), strict=True)], SENT_AT,
    )  # fmt: skip
    shipped = made.register.vendors()[0]
    for code in PARTIES["vendor"]:
        made.register.enter_vendor(replace(shipped, code=code, purpose=f"purpose of {code}"))
        make_key(f"key of {code}", [Scope.FEED], made.now(), code)
    for kind, codes in PARTIES.items():
        for code in codes:
            make_account(f"user-{code}", Account.PARTNER, "tests", party_kind=PartyKind(kind), party=code)
            if kind in KIND_OF:
                send(made, KIND_OF[kind], code, f"{code}-sent")
                send(made, KIND_OF[kind], code, f"{code}-draft", moves=())
    make_account("user-official", Account.OFFICIAL, "tests")
    send(made, ReferralKind.MINISTRY_REPORT, "ministry", "ministry-sent")
    yield made
    from django.db import connections

    connections.close_all()


@pytest.fixture
def as_(centre):
    """A client in which the account of a partner is signed in; the sample centre asks for no second factor."""
    from django.test import Client

    from tsuho.web.accounts.models import User

    def signed_in(party, **how):
        own = Client(SERVER_NAME="localhost", **how)
        user = User.objects.get(username=f"user-{party}")
        own.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        return own

    return signed_in
