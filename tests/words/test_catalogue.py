"""Every message key says the same thing in Japanese and English, with the same details."""

import string

import pytest

from tsuho.casework.decision_ports import DecisionKind
from tsuho.casework.queue_ports import ItemKind
from tsuho.casework.search_ports import What
from tsuho.words.catalogue import messages, say
from tsuho.words.vocabulary import Door, Form, Outcome, Reason, Verdict


def _details(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(messages()))
def test_both_languages_take_the_same_details(key):
    texts = messages()[key]
    assert texts["ja"].strip() and texts["en"].strip()
    assert _details(texts["ja"]) == _details(texts["en"])


@pytest.mark.parametrize(
    "key",
    [f"door_{each}" for each in Door]
    + [f"form_{each}" for each in Form]
    + [f"outcome_{each}" for each in Outcome]
    + [f"verdict_{each}" for each in Verdict]
    + [f"reason_{each}" for each in Reason]
    + [f"what_{each}" for each in What]
    + [f"item_{each}" for each in ItemKind]
    + [f"decision_{each}" for each in DecisionKind],
)
def test_every_word_of_the_vocabulary_can_be_said(key):
    assert say(key, "ja") != say(key, "en") or key.endswith("api")
