"""Filling templates: ``{a|b|c}`` is one of several wordings, ``{name}`` a word or number of words.yaml or one given."""

import re
from collections.abc import Mapping
from random import Random

from tsuho.simulation.parameters import between, parameters

_SLOT = re.compile(r"\{([^{}]*)\}")


def fill(template: str, rng: Random, given: Mapping[str, str]) -> str:
    """The template with every slot filled; within one call a name keeps its value, so a text agrees with itself."""
    chosen = dict(given)
    return _SLOT.sub(lambda slot: _choose(slot[1], rng, chosen), template)


def _choose(slot: str, rng: Random, chosen: dict[str, str]) -> str:
    if "|" in slot:
        return rng.choice(slot.split("|"))
    if slot not in chosen:
        table = parameters("words")
        if slot in table["words"]:
            chosen[slot] = rng.choice(table["words"][slot])
        elif slot in table["numbers"]:
            chosen[slot] = str(between(rng, table["numbers"][slot]))
        else:
            raise KeyError(f"no word for {{{slot}}}; add it to simulation/data/words.yaml")
    return chosen[slot]
