"""How strong the evidence against one sender is, E0 to E4: from who reported it and where it arrived.

Counts of distinct witnesses only, so the same witnesses always weigh the same. A warning is drafted from E2 on, the file for
an order from E3 on (docs/reference/rules.md).
"""

from enum import StrEnum

REPORTERS_BESIDE_A_MONITOR = 10  # that many distinct reporters weigh as much as a second monitor


class Strength(StrEnum):
    """Evidence strength (証拠の強さ), weakest first."""

    E0 = "E0"  # one claim
    E1 = "E1"  # two reporters at two domains
    E2 = "E2"  # one monitor hit
    E3 = "E3"  # two monitors, or a monitor and ten reporters
    E4 = "E4"  # E3, and it went on after a warning


def strength_of(*, reporters: int, reporter_domains: int, monitors: int, went_on_after_warning: bool) -> Strength:
    """The grade; ``reporters``, ``reporter_domains`` and ``monitors`` count distinct ones, retired monitors left out.

    ``went_on_after_warning`` is true only for hits later than the warning and its grace. Raises ValueError for a count
    below zero, and for more domains than reporters, since such counts come from a faulty query.
    """
    if min(reporters, reporter_domains, monitors) < 0 or reporter_domains > reporters:
        raise ValueError("counts of witnesses do not fit one another; check the query that counted them")
    if monitors >= 2 or (monitors == 1 and reporters >= REPORTERS_BESIDE_A_MONITOR):
        return Strength.E4 if went_on_after_warning else Strength.E3
    if monitors == 1:
        return Strength.E2
    return Strength.E1 if reporters >= 2 and reporter_domains >= 2 else Strength.E0
