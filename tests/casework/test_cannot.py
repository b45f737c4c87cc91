"""Every refusal of casework, and of what a window reaches besides, is a key of the catalogue: said in the reader's language."""

import ast
import re
from pathlib import Path

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.words.catalogue import LANGUAGES, Words, messages

SRC = Path(__file__).parents[2] / "src" / "tsuho"
FILES = [
    *sorted((SRC / "casework").glob("*.py")),
    *(SRC / "wiring" / f"{name}.py" for name in ("deciding", "publications", "publishing", "referring", "surveying")),
]


def refusals():
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                name = getattr(node.exc.func, "id", "")
                if name in {"CannotDo", "NotServed"}:
                    yield f"{file.stem}:{node.lineno}", node.exc


FOUND = list(refusals())


def test_the_walk_finds_the_refusals():
    assert len(FOUND) > 150


@pytest.mark.parametrize(("where", "call"), FOUND, ids=[where for where, _ in FOUND])
def test_a_refusal_says_itself_in_both_languages(where, call):
    (key,) = call.args if call.func.id == "CannotDo" else call.args[:1]
    assert isinstance(key, ast.Constant), f"{where} refuses with a text; name a key of words/messages/cannot.yaml"
    texts = messages().get(key.value)
    assert texts is not None, f"{where}: there is no message {key.value!r}"
    given = {each.arg for each in call.keywords} - {"later"}
    for language in LANGUAGES:
        assert set(re.findall(r"{(\w+)}", texts[language])) <= given, f"{where}: {key.value} in {language}"


def test_no_refusal_of_the_catalogue_is_out_of_use():
    used = {call.args[0].value for _, call in FOUND}
    nested = {"cannot_first_bad_row", "cannot_build_leaking"}
    kept = {key for key in messages() if key.startswith("cannot_")}
    assert kept - used - nested == set()


def test_a_refusal_is_english_for_the_command_line_and_the_readers_words_for_a_window():
    refused = CannotDo("cannot_leave", why=(Words("gate_no_leak"), Words("gate_consent_given")))
    assert str(refused) == "it has not passed the leak check; the reporter did not consent, or took the consent back"
    assert refused.said_in("ja") == "まだ送れません：漏えい検査を通っていない；情報提供者の同意がない、または撤回された"


def test_what_is_no_key_stands_for_itself():
    refused = CannotDo("3 {files} are gone")
    assert {refused.said_in(language) for language in LANGUAGES} == {"3 {files} are gone"} == {str(refused)}
