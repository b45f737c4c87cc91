"""How a process that reads mails all day collects garbage: what it loaded for good is left alone, and the rest is looked at seldom.

Reading one mail makes thousands of small values and no cycle to speak of, so that they go by themselves as soon as nobody
holds them. As Python comes, its collector would look at the youngest of them five times a mail, and again and again at the
wordings, tables and classes that stay as long as the process: a twelfth of the time of reading.
"""

import gc

_YOUNG = 20_000  # new values that stay, from which on the youngest are looked at: several mails' worth
_ROUNDS = (50, 100)  # looks at the youngest before the older ones, and at these before all


def collect_seldom() -> None:
    """Called once, when everything that stays is loaded and made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *_ROUNDS)
