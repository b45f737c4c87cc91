"""What is no advertisement in the law's sense and is shared with filter vendors all the same: lures that only harm.

Everything else that is out of the Act's scope (a letter of a person, a notice about a contract, a political mail) speaks of
somebody and is nobody else's. The categories are those of the classification.
"""

LURES = frozenset({"phishing", "fictitious_billing"})
ABOUT_A_PERSON = frozenset({"personal", "transactional", "non_profit", "political"})
