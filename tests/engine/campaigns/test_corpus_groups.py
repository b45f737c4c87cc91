"""Campaigns against the groups of the shared corpus (weak truth): read, keyed and grouped as a centre does.

Pairs across groups that share a landing domain of the sender's own are neutral: the truth took them for two by their texts.
"""

import csv
import itertools
import random
import re

import pytest

from tsuho.engine.campaigns.clues import clues_of
from tsuho.engine.campaigns.grouping import Memory, plan
from tsuho.engine.read_one import judge, look
from tsuho.words.arrival import Arrival
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Door

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def grouped(corpus):
    """Group and clues of every mail that the truth puts into one."""
    from tsuho.wiring.reading import reading_for

    lines = (corpus / "trust.txt").read_text("utf-8").splitlines()
    reading = reading_for("jp", [line.strip() for line in lines if line.strip() and not line.startswith("#")])
    found = []
    with (corpus / "labels.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if group := re.search(r"group:([0-9a-f]+)", row["notes"]):
                seen = look(Arrival(1, Door.BULK, None, (corpus / row["path"]).read_bytes()), reading)
                reports = judge(seen, NO_FACTS, reading).reports
                found.append((group[1], clues_of(reports[0].campaign_keys if reports else ())))
    return found


def pairs(rows):
    """How many pairs are found rightly, found wrongly, missed, and neutral."""
    campaign = {
        index: number
        for number, joined in enumerate(plan([clues for _, clues in rows], Memory()).joins)
        for index in joined.messages
    }
    right = wrong = missed = neutral = 0
    for (a, (group, clues)), (b, (other, others)) in itertools.combinations(enumerate(rows), 2):
        together = a in campaign and campaign[a] == campaign.get(b)
        landings = {key for key in set(clues.strong) & set(others.strong) if key.startswith("landing:")}
        if group == other:
            right, missed = right + together, missed + (not together)
        elif together and landings:
            neutral += 1
        else:
            wrong += together
    return right, wrong, missed, neutral


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_groups_are_found_and_hardly_a_pair_is_wrong_in_any_order(grouped, seed):
    rows = list(grouped)
    random.Random(seed).shuffle(rows)
    right, wrong, missed, neutral = pairs(rows)
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"\npairs right {right}, wrong {wrong}, missed {missed}, neutral {neutral}: ", end="")
    print(f"precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.9
    assert recall >= 0.6
