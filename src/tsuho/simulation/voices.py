"""The voice of a sender: sentences that all its mails share and no other sender's do, around the text of its trade.

Who sells the same thing writes the same few phrases, and who sends them cannot be told by those; a mail in real life says
more than that, in its sender's own words.
"""

from random import Random

from tsuho.simulation.parameters import identifier, parameters
from tsuho.simulation.wording import fill

_KANA = "アカサタナハマラヤワイキシチニヒミリウクスツヌムルエケセテネメレオコソトノモロ"


def words_around(category: str, rng: Random, site: str) -> str:
    """The sentences of one sender in a trade, each on a line of its own, with a line end behind the last."""
    table = parameters("voices")
    voice = table["of"][category]
    sentences = rng.sample(table[voice], k=table["lines"][voice])
    return "\n" + "".join(f"{fill(sentence, rng, {'site': site})}\n" for sentence in sentences)


def site_name(language: str, rng: Random) -> str:
    """An invented name that a sender calls itself by."""
    if language == "ja":
        return "".join(rng.choices(_KANA, k=rng.randint(4, 6)))
    return identifier(rng, rng.randint(5, 7)).capitalize()
