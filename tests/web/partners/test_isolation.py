"""Each partner sees his own rows only: every URL of the windows, two partners of a kind, his own and the other's."""

import re

import pytest
from django.test.utils import override_settings
from django.urls import reverse
from tests.web.partners.conftest import PARTIES

WITH_TICKET = {
    "provider": ("notice", "notice_csv"),
    "agency": ("bundle", "bundle_file", "bundle_received"),
}
WITHOUT = {
    "provider": ("notices", "provider_figures"),
    "agency": ("bundles", "inbound", "inbound_new"),
    "vendor": ("vendor", "vendor_key"),
}
POSTED = {
    "bundle_file": {"file": "package.zip", "limits": "read"},
    "bundle_received": {},
    "inbound_new": {},
    "vendor_key": {},
}


@pytest.fixture(autouse=True)
def here(centre):
    with override_settings(ALLOWED_HOSTS=["localhost"], TSUHO_SECOND_FACTOR=False):
        yield


def plainly(page, ticket):
    """A page without the ticket that was asked for, and without what differs on every page: the form's token."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    return text.replace(ticket, "")


def ask(client, name, **named):
    url = reverse(f"partners:{name}", kwargs=named, urlconf="tsuho.web.urls")
    return client.post(url, POSTED[name]) if name in POSTED else client.get(url)


def test_every_window_of_a_partner_stands_in_these_tables(centre):
    from tsuho.web.accounts.may import MAY

    tested = {name for names in (*WITH_TICKET.values(), *WITHOUT.values()) for name in names}
    assert tested == {name.removeprefix("partners:") for name, may in MAY.items() if may.party_kind}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in WITH_TICKET.items() for name in names])
def test_ones_own_is_shown_and_the_others_is_not_there(as_, kind, name):
    one, two = PARTIES[kind]
    for own, other in ((one, two), (two, one)):
        client = as_(own)
        shown = ask(client, name, ticket=f"{own}-sent")
        assert shown.status_code in {200, 302}, name
        others, none, draft = (ask(client, name, ticket=each) for each in (f"{other}-sent", "no-such", f"{own}-draft"))
        assert {others.status_code, none.status_code, draft.status_code} == {404}
        assert plainly(others, f"{other}-sent") == plainly(none, "no-such"), "they can be told apart"
        assert other not in plainly(others, f"{other}-sent")


@pytest.mark.parametrize("kind", PARTIES)
def test_lists_hold_nothing_of_another(as_, kind):
    one, two = PARTIES[kind]
    for own, other in ((one, two), (two, one)):
        for name in WITHOUT[kind]:
            page = ask(as_(own), name)
            assert page.status_code in {200, 302, 422}, name
            text = page.content.decode()
            assert f"{other}-sent" not in text and f"of {other}" not in text
            assert f"{own}-draft" not in text


@pytest.mark.parametrize("kind", PARTIES)
def test_another_kind_of_partner_does_not_come_in(as_, kind):
    for other in set(PARTIES) - {kind}:
        client = as_(PARTIES[other][0])
        for name in WITHOUT[kind]:
            assert ask(client, name).status_code == 403
        for name in WITH_TICKET.get(kind, ()):
            assert ask(client, name, ticket=f"{PARTIES[kind][0]}-sent").status_code == 403


def test_an_agency_cannot_acknowledge_or_answer_for_another(as_, centre):
    ask(as_("KR"), "bundle_received", ticket="TW-sent")
    as_("isp-one").post(
        reverse("partners:notice", kwargs={"ticket": "isp-two-sent"}, urlconf="tsuho.web.urls"), {"kind": "suspended"}
    )
    assert centre.referrals.by_ticket("TW-sent").state == "sent"
    assert centre.referrals.by_ticket("isp-two-sent").state == "sent"


def test_a_vendor_cannot_renew_anothers_key(as_, centre):
    from tsuho.web.api.models import ApiKey

    theirs = ApiKey.objects.get(party="vendor-two")
    url = reverse("partners:vendor_key", urlconf="tsuho.web.urls")
    assert as_("vendor-one").post(url, {"key": theirs.pk}).status_code == 302
    theirs.refresh_from_db()
    assert theirs.revoked_at is None and ApiKey.objects.filter(party="vendor-two").count() == 1
    assert ApiKey.objects.filter(party="vendor-one").count() == 1
