"""Report bombing (通報の集中): signs that reports speak more of who sends them than of the sender they name.

A sign accuses nobody and clears nobody. It stands beside the campaign, so that a person looks before anything leaves; how many
witnesses a burst of accounts counts for is the business of `witnesses`, how much a heavy reporter weighs is here.
"""

from dataclasses import dataclass

HEAVY = 100  # reports of one pseudonym, of whatever campaign; more make each weigh less
FEWEST = 10  # reports in which a pattern can be seen
_MOST = 0.5
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Reporting:
    """How a campaign was reported; monitor hits are no reports and count apart.

    ``reporters`` are distinct pseudonyms, ``most_by_one`` the reports of the busiest of them, ``busiest_day`` those of the
    busiest day, ``without_breach`` those that ended as no violation or out of scope, ``senders`` distinct From addresses.
    """

    reports: int
    reporters: int
    most_by_one: int
    busiest_day: int
    without_breach: int
    senders: int
    monitor_hits: int


def weight(reports_of_reporter: int) -> float:
    """How much one reporter counts: 1 up to 100 reports of whatever campaign, then 100 by their number.

    Whoever reports his whole mailbox chooses nothing, so his choice of a campaign says little.
    """
    return min(1.0, HEAVY / reports_of_reporter) if reports_of_reporter > 0 else 1.0


def signs(seen: Reporting) -> tuple[str, ...]:
    """Message keys of the signs, none for a campaign reported as campaigns are."""
    if seen.reports < FEWEST:
        return ()
    found = []
    if seen.most_by_one >= _MOST * seen.reports:
        found.append("bombing_one_reporter")
    elif seen.reporters * 5 <= seen.reports:
        found.append("bombing_few_reporters")
    if (
        seen.monitor_hits == 0
        and seen.senders == 1
        and seen.busiest_day >= _MOST * seen.reports
        and seen.without_breach >= _NEARLY_ALL * seen.reports
    ):
        found.append("bombing_of_an_innocent")
    return tuple(found)
