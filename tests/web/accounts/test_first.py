"""The first administrator of a new centre."""


def test_the_first_administrator_can_sign_in_with_the_password_shown(records_file):
    from django.contrib.auth import authenticate

    from tsuho.web.accounts.first import first_administrator

    password = first_administrator()
    person = authenticate(username="admin", password=password)
    assert person.is_superuser and person.role == "administrator"
    assert len(password) >= 16
