"""The parameter files are whole: templates have variants, every slot has a word, every text fits a Japanese charset."""

from importlib.resources import files
from pathlib import Path
from random import Random

import pytest

import tsuho.simulation
from tsuho.simulation.campaigns import campaigns_of
from tsuho.simulation.parameters import dice, parameters, shares
from tsuho.simulation.wording import fill

CONTENT = sorted(
    each.name.removesuffix(".yaml") for each in files("tsuho.simulation").joinpath("data", "content").iterdir()
)
GIVEN = {
    "link": "http://x.example/",
    "brand": "みほん商店",
    "company": "みほん商店株式会社",
    "domain": "x.example",
    "month": "3",
    "phone": "03-0000-0000",
    "site": "アカサ",
}


@pytest.mark.parametrize("name", CONTENT)
def test_every_category_has_four_variants_that_can_be_filled(name):
    templates = parameters(f"content/{name}")
    assert len(templates["bodies"]) >= 4
    assert len(templates["subjects"]) >= 4
    for template in (*templates["bodies"], *templates["subjects"]):
        text = fill(template, Random(1), GIVEN)
        assert "{" not in text
        if templates["language"] == "ja":
            text.encode("iso-2022-jp")
            text.encode("shift_jis")


def test_every_category_has_a_voice_with_sentences_enough_to_tell_two_senders_apart():
    table = parameters("voices")
    assert set(table["of"]) == set(CONTENT)
    for voice, lines in table["lines"].items():
        sentences = table[voice]
        assert len(set(sentences)) == len(sentences) >= 2 * lines
        for sentence in sentences:
            text = fill(sentence, Random(1), GIVEN)
            assert "{" not in text
            if voice not in {"english", "chinese"}:
                text.encode("iso-2022-jp")
                text.encode("shift_jis")


def test_every_category_can_be_drawn():
    drawn = {category for kind in parameters("campaigns")["categories"].values() for category in kind}
    assert drawn == set(CONTENT)


def test_a_slot_without_a_word_says_where_to_add_it():
    with pytest.raises(KeyError, match=r"words\.yaml"):
        fill("{nothing}", Random(1), {})


def test_within_one_text_a_name_keeps_its_value():
    first, second = fill("{name} {name}", Random(5), {}).split(" ")
    assert first == second


def test_shares_add_up_to_the_count():
    for count in range(50):
        assert sum(share for _, share in shares({"a": 3, "b": 5, "c": 1}, count)) == count
    assert dict(shares({"a": 3, "b": 1}, 8)) == {"a": 6, "b": 2}


def test_dice_are_told_apart_by_each_of_their_seeds():
    assert dice(1, "a").random() == dice(1, "a").random()
    assert len({dice(1, "a").random(), dice(2, "a").random(), dice(1, "b").random()}) == 3


def test_every_way_of_missing_items_keeps_the_guard():
    for campaign in campaigns_of(parameters("partners")["since"], 1):
        if campaign.kind == "violation":
            assert len(campaign.missing) >= 2
        if campaign.kind == "hold":
            assert len(campaign.missing) == 1


def test_no_module_is_longer_than_400_lines():
    for module in Path(tsuho.simulation.__file__).parent.glob("*.py"):
        assert len(module.read_text("utf-8").splitlines()) <= 400, module.name
