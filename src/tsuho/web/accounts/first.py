"""The first accounts: the administrator of a new centre, and one account a role in a sample centre."""

from pathlib import Path

from tsuho.web.accounts.keeping import make_account
from tsuho.web.accounts.models import PartyKind, Role
from tsuho.web.centre import Centre, set_opener


def first_administrator(centre: Centre, name: str = "admin") -> str:
    """Make the account that makes the others; its password, which is shown once and stored nowhere."""
    set_opener(lambda: centre)
    return make_account(name, Role.ADMINISTRATOR, "tsuho init")


def sample_accounts(centre: Centre, file: Path) -> dict[str, str]:
    """One account a role, demo-analyst and so on; name → password, also left in ``file`` for its owner alone.

    Each kind of partner gets an account of one that the centre wrote to, where it wrote to any.
    """
    set_opener(lambda: centre)
    made = {f"demo-{role}": make_account(f"demo-{role}", role, "tsuho demo") for role in Role if role != Role.PARTNER}
    for kind, party in _parties(centre).items():
        made[f"demo-{kind}"] = make_account(f"demo-{kind}", Role.PARTNER, "tsuho demo", party_kind=kind, party=party)
    file.touch(mode=0o600)
    file.write_text("".join(f"{name}\t{password}\n" for name, password in made.items()), "utf-8")
    return made


def _parties(centre: Centre) -> dict[PartyKind, str]:
    noticed = {letter.letter.party for letter in centre.outbox.letters("provider_notice")}
    known = {
        PartyKind.PROVIDER: [each.code for each in centre.partners.providers()],
        PartyKind.AGENCY: [each.code for each in centre.register.agencies() if each.started_on is not None],
        PartyKind.VENDOR: [each.code for each in centre.register.vendors()],
    }
    # those that were written to first: their windows have something in them
    return {kind: min(codes, key=lambda code: (code not in noticed, code)) for kind, codes in known.items() if codes}
