"""The docs name everything that a person can meet: each setting, command, door, form, rule, document; and no dead links."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

from tsuho.statistics.published import published
from tsuho.wiring.settings import SECTIONS
from tsuho.words.vocabulary import Door, Form

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"


def headings(file: Path) -> set[str]:
    return {line.lstrip("#").strip() for line in file.read_text("utf-8").splitlines() if line.startswith("#")}


def test_every_setting_has_its_heading():
    wanted = {f"{section}.{each.name}" for section, kind in SECTIONS.items() for each in fields(kind)}
    found = {heading for heading in headings(REFERENCE / "settings.md") if "." in heading}
    assert found == wanted


def test_every_command_has_its_heading():
    from tsuho.cli import app

    assert headings(REFERENCE / "command-line.md") - {"Command line"} == set(typer.main.get_command(app).commands)


@pytest.mark.parametrize(("file", "words"), [("doors.md", list(Door)), ("forms.md", list(Form))])
def test_every_word_is_explained(file, words):
    text = (REFERENCE / file).read_text("utf-8")
    named = headings(REFERENCE / file) | set(re.findall(r"`(\w+)`", text))
    assert {str(word) for word in words} <= named


def test_every_rule_has_its_heading():
    from tsuho.wiring.reading import JURISDICTIONS

    rules = {rule.id for law in JURISDICTIONS.values() for rule in (*law.rules, *law.campaign_rules)}
    found = {heading.split()[0] for heading in headings(REFERENCE / "rules.md")}
    assert rules <= found


def test_every_document_has_its_heading():
    documents = {path.stem for path in (ROOT / "src/tsuho/referral/documents").glob("*.py")} - {"__init__"}
    text = (REFERENCE / "documents.md").read_text("utf-8").lower()
    formats = {path.stem for path in (ROOT / "src/tsuho/referral/formats").glob("*.py")} - {"__init__"}
    assert documents <= headings(REFERENCE / "documents.md")
    assert all(each in text for each in formats)


def test_every_published_series_has_its_heading():
    assert headings(REFERENCE / "series.md") - {"Published series"} == set(published())


@pytest.mark.parametrize(
    "file", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_link_is_dead(file):
    for target in re.findall(r"\]\(([^)#]+)\)", file.read_text("utf-8")):
        if "://" not in target:
            assert (file.parent / target).exists(), f"{file.name} points to {target}, which is not there"


def test_paths_that_the_docs_name_exist():
    for file in (ROOT / "docs").rglob("*.md"):
        for path in re.findall(r"`(src/tsuho/[\w./]+|docs/[\w./-]+|tests/[\w./]+)`", file.read_text("utf-8")):
            if "<" not in path and "NNN" not in path:
                assert (ROOT / path).exists(), f"{file.name} names {path}"


def test_japanese_and_english_readme_say_the_same_things():
    english, japanese = (ROOT / "README.md").read_text("utf-8"), (ROOT / "README.ja.md").read_text("utf-8")
    for shared in ("make demo", "make test", "docs/glossary.md", "docs/start/your-own-centre.md", "Apache-2.0"):
        assert shared in english and shared in japanese
