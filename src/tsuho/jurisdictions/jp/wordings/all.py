"""All wordings of Japanese law and trade as one pattern set: one look at a text serves classification and every rule."""

from tsuho.engine.law.patterns import PatternSet
from tsuho.jurisdictions.jp.wordings import addresses, categories, chain, claims, contacts, names, refusals

_ROOMS = (names, addresses, contacts, refusals, claims, categories, chain)
WORDINGS = PatternSet(
    {name: pattern for room in _ROOMS for name, pattern in room.WORDINGS.items()},
    {**names.CUES, **addresses.CUES, **contacts.CUES, **refusals.CUES, **chain.CUES},
)
