"""Which way each letter of a centre leaves: the register says who wants notices by HTTPS, a secret file holds our key there."""

import ssl

from tsuho.casework.ports import OutboxLetter
from tsuho.casework.way_out_ports import WayOut
from tsuho.delivery.by_wish import ByWish, Window
from tsuho.wiring.open import Centre
from tsuho.words.vocabulary import NOTICES


def way_out_of(centre: Centre, usual: WayOut, context: ssl.SSLContext | None = None) -> ByWish:
    """The ways out of this centre. ``context`` vouches for the partners' windows; none: the system's authorities do."""
    return ByWish(
        usual,
        lambda letter: _window_of(centre, letter),
        float(centre.settings.delivery.timeout_seconds),
        context or ssl.create_default_context(),
    )


def _window_of(centre: Centre, letter: OutboxLetter) -> Window | None:
    if letter.kind not in NOTICES:
        return None
    provider = centre.partners.provider(letter.party)
    if provider is None or not provider.https_url:
        return None
    name = f"https-{provider.code}.token"
    wanted = (centre.settings.folder / "secrets" / name).exists()
    return Window(provider.https_url, centre.settings.secret(name).decode("ascii").strip() if wanted else "")
