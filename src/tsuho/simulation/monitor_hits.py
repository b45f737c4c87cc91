"""Mail that arrives at the centre's own monitor addresses, straight from its sender."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from tsuho.simulation.campaigns import Campaign
from tsuho.simulation.encoding import header
from tsuho.simulation.invented import MARK, Invented, ReportTruth, Truth
from tsuho.simulation.letters import ephemeral_port
from tsuho.simulation.networks import host_in
from tsuho.simulation.originals import Message, compose, write
from tsuho.simulation.parameters import parameters
from tsuho.simulation.partners import sample_monitors
from tsuho.simulation.plan import Planned
from tsuho.simulation.received import made_up, return_path
from tsuho.words.arrival import Peer
from tsuho.words.vocabulary import Door, Form, Outcome


def monitor_hit(planned: Planned, rng: Random) -> Invented:
    """One hit: the peer of the session is the origin itself."""
    monitor = rng.choice([sheet for sheet in sample_monitors() if sheet.medium is planned.medium])
    campaign = planned.reports[0].campaign
    sent_at = (planned.at - timedelta(seconds=rng.randint(1, 90))).replace(microsecond=0)
    message = compose(campaign, monitor.address, sent_at, rng)
    if planned.origin:
        message = replace(message, host=host_in(planned.origin, rng, message.domain))
    raw = write(message, rng, (header(*MARK), *made_up(message, rng)))
    peer = Peer(message.host.ip, ephemeral_port(rng), message.host.helo)
    proves = monitor.retired_at is None or planned.at < monitor.retired_at
    truth = ReportTruth(
        form=Form.DIRECT,
        outcome=_outcome(message, proves=proves),
        rules=_rules(message.campaign, proves=proves),
        category=campaign.category,
        language=campaign.language,
        campaign=campaign.id,
        sent_from=message.host.ip,
        origin_ip=message.host.ip,
    )
    return Invented(
        raw, Door.MONITOR, monitor.address, planned.at, peer, return_path(message, rng), Truth(planned.kind, (truth,))
    )


def _outcome(message: Message, *, proves: bool) -> Outcome:
    """A complete newsletter at a monitor is most likely a stranger's typing error at sign-up, for a person to decide.

    So is a business mail that claims a basis; one that claims none has none, since the monitor's sheet rules out all four.
    """
    kind = message.campaign.kind
    if kind == "foreign":
        return Outcome.VIOLATION
    if kind == "no_violation" and proves:
        cold = str(parameters("content/business")["cold"])
        return Outcome.VIOLATION if cold in message.text else Outcome.HOLD
    return Outcome(kind)


def _rules(campaign: Campaign, *, proves: bool) -> tuple[str, ...]:
    """The display items missing, and V31 where an address that never consented received an advertisement."""
    advertises = proves and campaign.kind in {"violation", "no_violation", "foreign"}
    return ("V31", *campaign.missing) if advertises else campaign.missing
