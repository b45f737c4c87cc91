"""`tsuho keys`: make and revoke API keys. The web holds them; it is asked by its path, since it stands beside us."""

from collections.abc import Sequence
from importlib import import_module

from tsuho.casework.errors import CannotDo
from tsuho.wiring.open import Centre


def add_key(centre: Centre, name: str, scopes: Sequence[str], party: str = "") -> str:
    """Make a key with scopes, bound to a partner; the token, which stands nowhere afterwards."""
    keys = import_module("tsuho.web.api.keys")
    known = [scope.value for scope in keys.Scope]
    if not scopes or set(scopes) - set(known):
        raise CannotDo(f"a key needs scopes, each one of {', '.join(known)}")
    if keys.Scope.FEED in scopes and party not in {vendor.code for vendor in centre.register.vendors()}:
        raise CannotDo(f"a key for the feed needs --party with the code of a vendor in the register, not {party!r}")
    if {keys.Scope.ANSWERS, keys.Scope.NOTICES} & set(scopes) and centre.partners.provider(party) is None:
        raise CannotDo(
            f"a key for answers or notices needs --party with the code of a provider in the register, not {party!r}"
        )
    token: str = keys.make_key(name, [keys.Scope(scope) for scope in scopes], centre.now(), party)
    return token


def revoke_key(centre: Centre, number: int) -> None:
    """Revoke a key by its number."""
    import_module("tsuho.web.api.keys").revoke(number, centre.now())
