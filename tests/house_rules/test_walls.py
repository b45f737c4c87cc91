"""The walls hold: arrows point down, and the thinking part touches no wire, clock or database."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PURE = ["words", "engine", "jurisdictions", "referral", "statistics", "simulation", "casework"]
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "time_ns", "perf_counter"}


def test_import_linter_is_content():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        capture_output=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout.decode()[-3000:]


@pytest.mark.parametrize("room", PURE)
def test_no_clock_is_read_in_the_thinking_part(room):
    for path in (ROOT / "src" / "tsuho" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
                target = node.func.value
                assert not (isinstance(target, ast.Name) and target.id in {"datetime", "date", "time"}), (
                    f"{path} reads a clock"
                )


@pytest.mark.parametrize("room", PURE)
def test_no_file_is_opened_in_the_thinking_part(room):
    for path in (ROOT / "src" / "tsuho" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "open", f"{path} opens a file"
            if isinstance(node, ast.ImportFrom | ast.Import):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]
                assert not {"pathlib", "shutil", "tempfile"} & {name.split(".")[0] for name in names}, (
                    f"{path} knows the disk"
                )


def test_only_wiring_settings_reads_the_environment():
    for path in (ROOT / "src" / "tsuho").rglob("*.py"):
        if path.match("wiring/settings.py"):
            continue
        text = path.read_text("utf-8")
        assert "getenv" not in text
        assert "os.environ" not in text or path.match("wiring/serve.py"), f"{path} reads the environment"
