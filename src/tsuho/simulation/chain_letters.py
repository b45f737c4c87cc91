"""Chain mail as people pass it on to the centre: the prefecture on the first line, the letter below it."""

from random import Random

from tsuho.simulation.encoding import text_part
from tsuho.simulation.invented import Invented, Truth
from tsuho.simulation.letters import letter, sent_by
from tsuho.simulation.parameters import draw, identifier, parameters
from tsuho.simulation.plan import Planned
from tsuho.simulation.reporters import a_reporter
from tsuho.words.vocabulary import Door


def chain_letter(planned: Planned, seed: int, rng: Random) -> Invented:
    """One chain letter of one of the five classes."""
    table = parameters("day")
    chain_class = draw(rng, table["chain_classes"])
    title, body = rng.choice(parameters("chain")[chain_class])
    to = draw(rng, table["chain_door"])
    reporter = a_reporter(rng, seed, mobile="mobile" in to)
    prefecture = rng.choice(parameters("people")["prefectures"])
    text = f"{prefecture}\n{body.replace('{domain}', identifier(rng, 8) + '.example')}\n"
    content = text_part(text, "iso-2022-jp", "7bit")
    raw = letter(reporter, to, f"Fw:{title}", content, planned.at, rng, charset="iso-2022-jp")
    truth = Truth(planned.kind, chain_class=chain_class, prefecture=prefecture)
    return sent_by(reporter, raw, Door.CHAIN, to, planned.at, truth, rng)
