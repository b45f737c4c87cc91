"""An agency's list from its window to the provider's: drafts by a button, two people's word, the letter, the answer, the counts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from tsuho.casework.deliver import deliver
from tsuho.casework.refer_by_approval import refer_by_approval
from tsuho.casework.refer_inbound_notices import INBOUND_NOTICES
from tsuho.casework.settle import settle
from tsuho.delivery.by_file import ByFile
from tsuho.words.partners import PassingOn
from tsuho.words.referrals import ReferralState


@pytest.fixture
def centre(tmp_path):
    from tsuho.web.centre import set_opener
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre

    made = open_centre(make_centre(tmp_path / "centre", simulated=True))
    from tsuho.web.accounts.keeping import make_account
    from tsuho.web.accounts.models import PartyKind, Role

    set_opener(lambda: made)
    for role in (Role.LIAISON, Role.ADMINISTRATOR, Role.ANALYST):
        make_account(f"one-{role}", role, "tests")
    for kind, party in ((PartyKind.AGENCY, "TW"), (PartyKind.PROVIDER, "mihon-isp")):
        make_account(f"one-{kind}", Role.PARTNER, "tests", party=party, party_kind=kind)
    return made


@pytest.fixture
def as_(centre):
    from tsuho.web.accounts.models import User

    def signed_in(name, language="en"):
        own = Client(SERVER_NAME="localhost", headers={"accept-language": language})
        own.force_login(User.objects.get(username=f"one-{name}"), "allauth.account.auth_backends.AuthenticationBackend")
        return own

    return signed_in


@pytest.fixture
def sent(centre, as_):
    """A list of the agency, with one row of a registered provider, one of nobody, and one that is too old."""
    from io import BytesIO

    provider = next(each for each in centre.partners.providers() if each.networks)
    ip = provider.networks[0][0].partition("/")[0]
    fresh, old = (f"{centre.now() - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}" for days in (1, 60))
    file = BytesIO(f"ip,time_utc\n{ip},{fresh}\n2001:db8:ffff::1,{fresh}\n{ip},{old}\n".encode())
    file.name = "list.csv"
    assert as_("agency").post("/partners/agency/lists/new/", {"file": file}).status_code == 302
    return provider, ip


def page(answer):
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_rows_become_drafts_by_a_button_and_leave_when_two_people_said_so(centre, as_, sent, tmp_path):
    provider, _ = sent
    own, where = as_("liaison"), "/console/agencies/TW/lists/"
    before = page(own.get(where))
    assert "refused: too old" in before and "waits: of no registered provider" in before and "Make notices" in before
    assert own.post(f"{where}drafts/").status_code == 302
    (draft,) = centre.referrals.standing()
    assert (draft.state, draft.party) == (ReferralState.DRAFT, provider.code) and draft.number in page(own.get(where))
    assert not centre.outbox.letters()
    where_it_is = f"/console/referrals/{draft.id}/"
    assert f'hx-get="{where_it_is}?letter=1"' in page(own.get(where_it_is)), (
        "what takes long to build comes after its page"
    )
    part = page(own.get(f"{where_it_is}?letter=1", headers={"HX-Request": "true"}))
    assert "list.csv" in part and "<html" not in part
    shown = page(own.get(f"{where_it_is}?letter=1"))

    assert "list.csv" in shown and "has not judged whether any law was broken" in shown
    own.post(f"/console/referrals/{draft.id}/", {"verb": "approve", "reason": "x"})
    assert centre.referrals.referral(draft.id).state is ReferralState.DRAFT, "nobody confirms what he checks himself"
    own.post(f"/console/referrals/{draft.id}/", {"verb": "check", "reason": "in order"})
    as_("administrator").post(f"/console/referrals/{draft.id}/", {"verb": "approve", "reason": "may be passed on"})
    assert centre.referrals.referral(draft.id).state is ReferralState.APPROVED
    _leaves(centre, tmp_path)
    assert centre.referrals.referral(draft.id).state is ReferralState.SENT
    assert draft.number in page(own.get("/console/providers/sent/"))
    told = page(as_("agency").get("/partners/agency/lists/"))
    assert "What became of them" in told and provider.code not in told and provider.name not in told


def _leaves(centre, folder):
    from tsuho.wiring.moving import moving_of
    from tsuho.wiring.referring import period_of, referring_of

    refer_by_approval(referring_of(centre), INBOUND_NOTICES, period_of("", centre), now=centre.now(), dry_run=False)
    deliver(centre.outbox, ByFile(folder / "out"), centre.audit, now=centre.now(), mail_from="notices@centre.example")
    settle(moving_of(centre), centre.outbox, centre.now())


def test_what_an_agency_does_not_allow_becomes_no_draft(centre, as_, sent):
    agency = next(each for each in centre.register.agencies() if each.code == "TW")
    centre.register.enter_agency(replace(agency, passing_on=PassingOn.NOTHING))
    as_("liaison").post("/console/agencies/TW/lists/drafts/")
    assert not centre.referrals.standing()
    assert "the agency does not let it be passed on" in page(as_("liaison").get("/console/agencies/TW/lists/"))


def test_an_agency_that_does_not_want_counts_sees_none_and_others_do_not_come_in(centre, as_, sent):
    assert "What became of them" in page(as_("agency").get("/partners/agency/lists/"))
    agency = next(each for each in centre.register.agencies() if each.code == "TW")
    centre.register.enter_agency(replace(agency, wants_counts=False))
    assert "What became of them" not in page(as_("agency").get("/partners/agency/lists/"))
    assert as_("analyst").get("/console/agencies/TW/lists/").status_code == 403
    assert as_("analyst").post("/console/agencies/TW/lists/drafts/").status_code == 403
    assert as_("liaison").get("/console/agencies/XX/lists/").status_code == 404
