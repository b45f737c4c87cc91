"""Reports that a carrier's サーバ転送 passes on: the original itself, with the marks of the redirect on top of it."""

from datetime import datetime
from random import Random

from tsuho.simulation.dates import header_date, received_date
from tsuho.simulation.encoding import header
from tsuho.simulation.invented import MARK
from tsuho.simulation.originals import Message, write
from tsuho.simulation.parameters import identifier
from tsuho.simulation.received import delivered, passed_on
from tsuho.simulation.reporters import Reporter


def redirected(reporter: Reporter, to: str, message: Message, at: datetime, rng: Random) -> bytes:
    """A message redirected to the centre by the reporter's provider (RFC 5322 section 3.6.6)."""
    marks = (
        header(*MARK),
        passed_on(reporter.provider, received_date(at), rng),
        header("Resent-From", reporter.address),
        header("Resent-To", to),
        header("Resent-Date", header_date(at)),
        header("Resent-Message-ID", f"<{identifier(rng, 20)}@{reporter.provider.domain}>"),
    )
    return write(message, rng, (*marks, *delivered(message, reporter.provider, rng)))
