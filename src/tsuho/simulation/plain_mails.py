"""Plain Japanese mails of one size, for the benches: direct, in the charsets and shapes that spam comes in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from tsuho.simulation.campaigns import Campaign, campaigns_of
from tsuho.simulation.encoding import header
from tsuho.simulation.invented import MARK
from tsuho.simulation.originals import Message, compose, write
from tsuho.simulation.parameters import dice
from tsuho.simulation.received import delivered
from tsuho.simulation.reporters import a_reporter
from tsuho.simulation.wording import fill

_DAY = date(2015, 3, 10)


def plain_mails(count: int, seed: int, size: int = 10_000) -> Iterator[bytes]:
    """``count`` Japanese mails of about ``size`` bytes each (never less; at most a paragraph or two more)."""
    campaigns = [each for each in campaigns_of(_DAY, seed) if each.language == "ja"]
    for number in range(count):
        rng = dice(seed, "plain", number)
        yield _plain_mail(campaigns[number % len(campaigns)], seed, size, rng)


def _plain_mail(campaign: Campaign, seed: int, size: int, rng: Random) -> bytes:
    reporter = a_reporter(rng, seed, mobile=False)
    sent_at = datetime(_DAY.year, _DAY.month, _DAY.day, tzinfo=UTC) + timedelta(seconds=rng.randrange(86_400))
    message = compose(campaign, reporter.address, sent_at, rng)
    fields = (header(*MARK), *delivered(message, reporter.provider, rng))
    state = rng.getstate()
    raw = write(message, rng, fields)
    while len(raw) < size:
        message = _longer(message, max(1, (size - len(raw)) // 1_500), rng)
        rng.setstate(state)
        raw = write(message, rng, fields)
    return raw


def _longer(message: Message, paragraphs: int, rng: Random) -> Message:
    """The same message with more of what its campaign writes above it."""
    given = {"link": f"http://{message.domain}/", "brand": message.campaign.brand, "company": message.campaign.company}
    month = {"month": str(message.sent_at.month), "phone": f"03-0000-{message.campaign.last4}"}
    bodies = [fill(rng.choice(message.campaign.bodies), rng, given | month) for _ in range(paragraphs)]
    return replace(message, text="\n".join((*bodies, message.text)))
