"""No ordinary mail of the shared corpus is accused or held, whether or not another language is a reason of incompleteness."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tsuho.engine.read_one import judge, look
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Door, Outcome

AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
READING = reading_for("jp", [])
OPEN = replace(READING, jurisdiction=replace(READING.jurisdiction, language=""))


@pytest.mark.shared
@pytest.mark.parametrize("gate", ["on", "off"])
def test_no_ham_is_accused_or_held(corpus, gate):
    outcomes: Counter[Outcome] = Counter()
    for path in sorted((corpus / "ham").glob("*.eml")):
        seen = look(Arrival(1, Door.BULK, AT, path.read_bytes()), READING)
        for report in judge(seen, NO_FACTS, OPEN if gate == "off" else READING).reports:
            outcomes[report.outcome] += 1
            assert report.outcome not in {Outcome.VIOLATION, Outcome.HOLD}, path.name
    assert outcomes.total() >= 40
