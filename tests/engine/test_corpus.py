"""The figures of bench/corpus.py on the shared corpus, held: originals, origins, letters; nobody innocent is named."""

import importlib.util
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"

pytestmark = pytest.mark.shared


def load_bench(name):
    """A bench as a module; benches find one another by their folder."""
    sys.path.insert(0, str(BENCH))
    try:
        spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / f"{name}.py")
        module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCH))
    return module


@pytest.fixture(scope="module")
def table(corpus):
    return load_bench("corpus").measure(corpus)


SYNTHETIC = ["forwarded-synthetic"]


def test_every_mail_of_the_corpus_is_counted(table):
    assert table.of("mails") - table.of("mails", ["spoofed (own)"]) == 429


def test_synthetic_forwards_are_all_found_with_their_exact_bytes(table):
    assert table.of("original found", SYNTHETIC) == table.of("mails", SYNTHETIC) == 20
    assert table.of("bytes exact", SYNTHETIC) == 6 and table.of("bytes differ") == 0
    assert table.of("origin, other evidence: right", SYNTHETIC) == 8
    assert table.of("header lost: null and why", SYNTHETIC) == 12 and table.of("header lost: named") == 0


def test_the_origin_is_the_labelled_one_and_never_another(table):
    large = {name: table.of(f"origin, large mx: {name}") for name in ("right", "null", "wrong")}
    assert large["right"] >= 0.99 * sum(large.values()) and sum(large.values()) >= 180
    assert large["wrong"] == table.of("origin, other evidence: wrong") == 0
    assert table.of("hand forward: null") == 12 and table.of("hand forward: named") == 0
    assert table.of("nobody trusted: null") >= 250 and table.of("nobody trusted: named") == 0


def test_own_spoofed_chains_name_nobody_innocent(table):
    assert table.of("mails", ["spoofed (own)"]) >= 60
    assert table.of("as expected") == table.of("mails", ["spoofed (own)"])
    assert table.of("wrong") == 0
    assert table.of("true sender named") >= 50


def test_hand_forwards_are_recovered(table):
    assert table.of("forward: mails") == 29
    assert table.of("forward: all four") >= 0.9 * 29
    assert table.of("no forward: one found") == 0


def test_feedback_reports_say_what_they_state_and_hold(table):
    assert table.of("report's fields") == 14 and table.of("report's fields missing") == 0
    assert table.of("original found", ["arf"]) == 13 and table.of("no original in the report") == 1


def test_japanese_mail_shows_no_replacement_that_its_source_does_not_hold(table):
    assert table.of("ja: replaced by us") == 0
    assert table.of("ja: no replacement") + table.of("ja: as in the source") >= 120
