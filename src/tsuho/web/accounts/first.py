"""The first accounts: the administrator of a new centre, and one account a role in a sample centre."""

from pathlib import Path

from tsuho.web.accounts.keeping import make_account, new_password
from tsuho.web.accounts.models import PartyKind, Role, User

BY = "tsuho init"


def first_administrator(name: str = "admin") -> str:
    """Make the account that makes the others; its password, which is shown once and stored nowhere."""
    password = new_password()
    User.objects.create_superuser(username=name, email="", password=password, role=Role.ADMINISTRATOR)
    return password


def sample_accounts(file: Path, parties: dict[str, str]) -> dict[str, str]:
    """One account a role, demo-analyst and so on; name → password, also left in ``file`` for its owner alone.

    ``parties`` names a partner of the sample centre for each register, since a partner's account is tied to one.
    """
    found = {}
    for role in Role:
        if role != Role.PARTNER:
            found[f"demo-{role}"] = make_account(f"demo-{role}", role, BY)
    for kind, party in parties.items():
        found[f"demo-{kind}"] = make_account(f"demo-{kind}", Role.PARTNER, BY, party_kind=PartyKind(kind), party=party)
    file.touch(mode=0o600)
    file.write_text("".join(f"{name}\t{password}\n" for name, password in found.items()), "utf-8")
    return found
