"""The house rules that a machine can hold: sizes, names, first sentences, one word for one thing."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts)
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
# Synonyms that would split a word in two; the glossary says which word is ours.
WRONG_WORDS = re.compile(r"\b(complaint_id|submission|spam_report|feedback_id|honeypot|incident|ticket_id|isp_id)\b")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_a_module_is_short_named_and_says_what_it_is_for(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400, "split it: no module over 400 lines"
    assert path.stem not in EMPTY_NAMES, "a name that says nothing"
    tree = ast.parse(text)
    if tree.body:
        first = ast.get_docstring(tree)
        assert first, "the first sentence says what the file is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 50, f"{node.name} has {length} lines; no function over 50"
    assert not WRONG_WORDS.search(text), f"another word for one of ours: {WRONG_WORDS.search(text)}"


# Django's classes (models, views, apps) speak through their module; everywhere else a public name explains itself.
THINKING = [path for path in SOURCES if path.relative_to(ROOT / "src" / "tsuho").parts[0] not in {"web", "store"}]


@pytest.mark.parametrize("path", THINKING, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_every_public_name_says_what_it_does(path):
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_no_folder_has_a_name_that_says_nothing():
    folders = {path.name for path in (ROOT / "src").rglob("*") if path.is_dir()}
    assert not folders & EMPTY_NAMES
