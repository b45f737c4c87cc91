"""The table of labels: every language and separator in it works, and no word means two things."""

from importlib.resources import files

import pytest
import yaml

from tsuho.engine.unwrap.forward_marks import Separator, separator
from tsuho.engine.unwrap.inline import inline
from tsuho.engine.unwrap.labels import folded, labels
from tsuho.engine.unwrap.lines import lines_of
from tsuho.words.vocabulary import Door

TABLE = yaml.safe_load(files("tsuho.engine.unwrap").joinpath("labels.yaml").read_text("utf-8"))
LANGUAGES = TABLE["header_labels"]


def test_no_label_means_two_things():
    meanings: dict[str, set[str]] = {}
    for fields in LANGUAGES.values():
        for field, words in fields.items():
            for word in words:
                meanings.setdefault(folded(word), set()).add(field)
    assert [word for word, fields in meanings.items() if len(fields) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("colon", [":", " : ", "："])
def test_a_block_in_every_language_is_read(letter, language, colon):
    fields = LANGUAGES[language]
    values = {"from": "Shop <shop@spam.example>", "date": "2015/3/9 20:15", "to": "sato@home.example", "subject": "x y"}
    for number in range(max(len(fields[field]) for field in values)):
        block = "".join(
            f"{fields[field][number % len(fields[field])]}{colon}{value}\n" for field, value in values.items()
        )
        (original,) = inline(*letter(f"{block}\nbuy now\n", "迷惑メール"), Door.FORWARD)
        said = original.reported
        assert (said["from"], said["date"], said["subject"]) == ("shop@spam.example", "2015/3/9 20:15", "x y")
        assert original.text.chars.strip() == "buy now"


def kind(line: str) -> Separator:
    return separator(lines_of(line)[0])


@pytest.mark.parametrize("phrase", TABLE["forward_separators"])
def test_every_forward_separator_is_known_between_rules_and_with_a_colon(phrase):
    for line in (
        f"---------- {phrase} ---------",
        f"-----{phrase}-----",
        f"> {phrase}:",
        f"===== {phrase} =====",
    ):
        assert kind(line) is Separator.FORWARD, line


@pytest.mark.parametrize("phrase", TABLE["original_separators"])
def test_every_separator_of_quotation_is_known(phrase):
    assert kind(f"-----{phrase}-----") is Separator.ORIGINAL


@pytest.mark.parametrize(
    "line", ["Forwarded message", "-- ", "----------", "転送してください。", "- 転送料金 -", "a: b"]
)
def test_prose_and_rules_are_no_separators(line):
    assert kind(line) is Separator.NONE


def test_prefixes_are_known_in_any_case_and_none_is_both():
    assert not labels().forward_prefixes & labels().reply_prefixes
    assert {"fw", "fwd", "転送"} <= labels().forward_prefixes
