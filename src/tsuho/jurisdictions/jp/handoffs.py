"""Which body outside the Act works with which category of mail (引継ぎ先の所管); the categories are those of the classification."""

from collections.abc import Mapping

from tsuho.words.referrals import HandoffTo

CONCERNS: Mapping[HandoffTo, frozenset[str]] = {
    HandoffTo.PHISHING_COUNCIL: frozenset({"phishing"}),
    HandoffTo.CONSUMER_CENTRE: frozenset({"fictitious_billing", "dating", "side_job", "prize", "loan"}),
    HandoffTo.POLICE: frozenset({"phishing", "fictitious_billing", "drugs", "gambling"}),
    HandoffTo.SPECIFIED_COMMERCIAL: frozenset({"dating", "side_job", "copies", "drugs", "adult", "fortune"}),
}
