"""The first accounts: an administrator who can sign in, and one account a role in a sample centre."""

from django.contrib.auth import authenticate


def test_the_first_administrator_can_sign_in_with_the_password_shown(centre):
    from tsuho.casework.audit_ports import AuditAsked
    from tsuho.web.accounts.first import first_administrator

    password = first_administrator(centre)
    person = authenticate(username="admin", password=password)
    assert person.is_superuser and person.role == "administrator"
    assert len(password) >= 16
    (entry,) = centre.audit.search(AuditAsked(act="account_made"), None, 5)
    assert (entry.by, entry.subject) == ("tsuho init", "account admin")


def test_a_sample_centre_has_an_account_a_role_and_their_passwords_lie_in_a_file_of_its_owner(centre, tmp_path):
    from tsuho.casework.partner_ports import Provider
    from tsuho.web.accounts.first import sample_accounts
    from tsuho.web.accounts.models import Role, User

    centre.partners.import_providers(
        "s", [Provider("isp-b", "B", "b@isp-b.example", ("xarf",), "ja", "", ())], centre.now()
    )
    file = tmp_path / "accounts.txt"
    made = sample_accounts(centre, file)
    assert {User.objects.get(username=name).role for name in made} == set(Role)
    assert User.objects.get(username="demo-provider").party == "isp-b"
    lines = dict(line.split("\t") for line in file.read_text().splitlines())
    assert lines == made and all(
        authenticate(username=name, password=lines[name]) for name in ("demo-analyst", "demo-provider")
    )
    assert file.stat().st_mode & 0o077 == 0
