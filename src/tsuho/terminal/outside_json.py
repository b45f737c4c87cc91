"""Outside facts of a report in `read --json`: our own check of the sender, what others claim of it, the virus scan."""

from tsuho.terminal.harmless import harmless
from tsuho.words.authentication import Authentication, CarriedResult
from tsuho.words.virus import ScanState, VirusScan

Json = dict[str, object]


def authentication_json(checked: Authentication) -> Json:
    """Our own check; an empty result was not checked, and ``unanswered`` names did not answer."""
    return {
        "spf": {"result": checked.spf, "domain": harmless(checked.spf_domain), "of_from": checked.spf_of_from},
        "dkim": [
            {"domain": harmless(each.domain), "selector": harmless(each.selector), "result": each.result}
            for each in checked.dkim
        ],
        "arc": checked.arc,
        "dmarc": {"result": checked.dmarc, "policy": checked.dmarc_policy},
        "from_domain": checked.from_domain,
        "helo_addresses": None if checked.helo_addresses is None else list(checked.helo_addresses),
        "reverse_name": harmless(checked.reverse_name),
        "unanswered": [harmless(each) for each in checked.unanswered],
    }


def carried_json(carried: CarriedResult) -> Json:
    """A result that another host wrote into the mail, in its words."""
    return {
        "method": carried.method,
        "result": carried.result,
        "by": harmless(carried.by),
        "properties": {harmless(name): harmless(value) for name, value in carried.properties},
        "where": carried.where,
    }


def virus_json(scan: VirusScan | None) -> Json:
    """Whether an engine looked, what it found, and which; what nobody looked at is not scanned."""
    if scan is None:
        return {"scanned": False, "found": None, "by": "", "why": "nothing_to_scan"}
    scanned = scan.state is not ScanState.NOT_SCANNED
    return {"scanned": scanned, "found": harmless(scan.found) or None, "by": harmless(scan.by), "why": scan.why}
