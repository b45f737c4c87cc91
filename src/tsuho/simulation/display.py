"""The display at the end of an advertisement (表示義務, Article 4): the items that a campaign shows, as senders write them."""

from collections.abc import Sequence
from random import Random

from tsuho.simulation.campaigns import Campaign
from tsuho.simulation.parameters import dice, parameters
from tsuho.simulation.wording import fill


def footer(campaign: Campaign, domain: str, token: str) -> str:
    """The footer, the same in every mail of a campaign but for the recipient's token; empty where nothing is shown."""
    if not campaign.shows:
        return ""
    rng = dice(campaign.footer_seed)
    lines = [line for line in (_refusal(campaign, rng), *_identity(campaign, rng)) if line]
    if not lines:
        return ""
    given = {
        "company": campaign.company,
        "brand": campaign.brand,
        "domain": domain,
        "token": token,
        "last4": campaign.last4,
        "scheme": campaign.landing.split(":", 1)[0],
    }
    ruler = rng.choice(parameters("display")["rulers"])
    return fill("\n".join([ruler, *lines] if ruler else lines), rng, given)


def _refusal(campaign: Campaign, rng: Random) -> str:
    """Where one can refuse (V42) and the words that say so (V43)."""
    if "V42" in campaign.missing:
        return ""
    wordings = parameters("display")["without_statement" if "V43" in campaign.missing else "with_statement"]
    return str(rng.choice(_without_mailbox(wordings) if "V45" in campaign.missing else wordings))


def _identity(campaign: Campaign, rng: Random) -> list[str]:
    """Name (V41), postal address (V44) and complaint contact (V45)."""
    table = parameters("display")
    lines = []
    for rule in ("V41", "V44", "V45"):
        if rule not in campaign.missing:
            plain = rule == "V45" and "V42" in campaign.missing
            lines.append(rng.choice(_without_mailbox(table[rule]) if plain else table[rule]))
        elif rule == "V41" and campaign.kind == "hold":
            lines.append(rng.choice(table["brand_only"]))
    return lines


def _without_mailbox(wordings: Sequence[str]) -> list[str]:
    """Refusal and complaints may share a mailbox, so where one of the two is plainly missing no mailbox is shown."""
    return [wording for wording in wordings if "@" not in wording]
