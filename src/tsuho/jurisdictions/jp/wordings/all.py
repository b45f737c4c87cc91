"""All wordings of Japanese law and trade as one pattern set: one look at a text serves classification and every rule."""

from tsuho.engine.law.patterns import PatternSet
from tsuho.jurisdictions.jp.wordings import (
    addresses,
    bodies,
    categories,
    chain,
    claims,
    contacts,
    falsehoods,
    foreign,
    frauds,
    names,
    notices,
    offers,
    parties,
    refusals,
    trade,
)

_ROOMS = (
    *(names, addresses, contacts, refusals, claims, falsehoods, parties, trade),
    *(categories, frauds, notices, offers, bodies, foreign, chain),
)
WORDINGS = PatternSet(
    {name: pattern for room in _ROOMS for name, pattern in room.WORDINGS.items()},
    {name: cue for room in _ROOMS for name, cue in getattr(room, "CUES", {}).items()},
    {name: reach for room in _ROOMS for name, reach in getattr(room, "REACHES", {}).items()},
)
