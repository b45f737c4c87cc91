"""Keeping accounts: made, changed, closed by the administrator; each written down; the last administrator stays."""

import pytest

from tsuho.casework.errors import CannotDo


def acts():
    from tsuho.store.records.models import AuditEntry

    return list(AuditEntry.objects.order_by("id").values_list("by", "act", "subject", "details"))


def test_the_administrator_makes_a_partner_and_its_password_is_shown_once(as_, client):
    from tsuho.web.accounts.models import User

    own = as_("one-administrator")
    said = {"name": "new-isp", "role": "partner", "party_kind": "provider", "party": "isp-07"}
    answer = own.post("/console/accounts/new/", said)
    password = answer.context["password"]
    assert password in answer.content.decode()
    user = User.objects.get(username="new-isp")
    assert (user.role, user.party_kind, user.party) == ("partner", "provider", "isp-07")
    assert user.check_password(password)
    assert password not in own.get("/console/accounts/").content.decode()
    by, act, subject, details = acts()[-1]
    assert (by, act, subject) == ("one-administrator", "account_made", "account new-isp")
    assert details["role"] == "partner" and password not in str(details)


@pytest.mark.parametrize(
    "said",
    [
        {"name": "a", "role": "partner", "party_kind": "", "party": ""},
        {"name": "a", "role": "partner", "party_kind": "provider", "party": ""},
        {"name": "a", "role": "analyst", "party_kind": "provider", "party": "isp-01"},
        {"name": "one-analyst", "role": "analyst", "party_kind": "", "party": ""},
        {"name": "a", "role": "emperor", "party_kind": "", "party": ""},
        {"name": "a b", "role": "analyst", "party_kind": "", "party": ""},
    ],
)
def test_an_account_that_would_see_too_much_is_refused(as_, said):
    from tsuho.web.accounts.models import User

    before = User.objects.count()
    assert as_("one-administrator").post("/console/accounts/new/", said).status_code == 422
    assert User.objects.count() == before


def test_the_database_itself_refuses_a_partner_without_a_party(one_a_role):
    from django.db import IntegrityError, transaction

    user = one_a_role["one-provider"]
    user.party = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        user.save()


def test_a_change_of_role_ends_the_sessions_and_is_written_down(as_, one_a_role):
    theirs, own = as_("one-analyst"), as_("one-administrator")
    number = one_a_role["one-analyst"].pk
    assert own.post(f"/console/accounts/{number}/", {"act": "role", "role": "consultant"}).status_code == 302
    assert theirs.get("/accounts/second-factor/").status_code == 302
    by, act, subject, details = acts()[-1]
    assert (by, act, subject) == ("one-administrator", "role_changed", "account one-analyst")
    assert (details["before"], details["after"]) == ("analyst", "consultant")


def test_the_last_administrator_can_neither_go_nor_change(as_, one_a_role):
    from tsuho.web.accounts.keeping import change_role, close_account
    from tsuho.web.accounts.models import Role

    last = one_a_role["one-administrator"]
    with pytest.raises(CannotDo):
        close_account(last, "x")
    with pytest.raises(CannotDo):
        change_role(last, Role.ANALYST, "x")
    last.refresh_from_db()
    assert last.is_active and last.role == "administrator"
    own = as_("one-administrator")
    assert "最後の管理者" in own.post(f"/console/accounts/{last.pk}/", {"act": "close"}, follow=True).content.decode()


def test_an_administrator_who_changes_role_keeps_nothing_of_it(one_a_role):
    from tsuho.web.accounts.keeping import change_role, make_account
    from tsuho.web.accounts.models import Role, User

    make_account("second", Role.ADMINISTRATOR, "x")
    first = one_a_role["one-administrator"]
    change_role(first, Role.EDITOR, "second")
    first = User.objects.get(pk=first.pk)
    assert (first.role, first.is_superuser, first.is_staff) == ("editor", False, False)


def test_a_forgotten_factor_has_to_be_set_up_anew(as_, one_a_role, settings_of_windows):
    settings_of_windows(TSUHO_SECOND_FACTOR=True)
    own = as_("one-administrator")
    number = one_a_role["one-analyst"].pk
    own.post(f"/console/accounts/{number}/", {"act": "forget"})
    assert not one_a_role["one-analyst"].authenticator_set.exists()
    assert [act for _, act, _, _ in acts()][-1] == "second_factor_forgotten"


def test_the_list_pages_by_name_and_filters(as_, one_a_role):
    from tsuho.web.accounts.models import User

    for number in range(60):
        User.objects.create(username=f"z{number:03}", role="analyst")
    own = as_("one-administrator")
    first = own.get("/console/accounts/?role=analyst").context["page"]
    names = [user.username for user in first.rows]
    assert len(names) == 50 and names == sorted(names)
    rest = own.get(f"/console/accounts/?role=analyst&after={first.after}").context["page"]
    assert len(rest.rows) == 11 and not rest.after
    assert not set(names) & {user.username for user in rest.rows}
    assert [user.username for user in own.get("/console/accounts/?name=one-ven").context["page"].rows] == ["one-vendor"]
