"""A small sample centre behind its real server, and Chromium in front of it; skipped by name where Chromium is not installed."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
TSUHO = [sys.executable, "-m", "tsuho"]
SERVED = [
    sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws",
    "--log-level", "warning", "--host", "127.0.0.1", "tsuho.web.wsgi:application",
]  # fmt: skip


@dataclass(frozen=True)
class Site:
    """The served centre: where it is, its folder, and the password of each sample account."""

    url: str
    folder: Path
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def demo_centre(tmp_path_factory) -> Path:
    """A sample centre with a few hundred mails, made as `make demo` makes it."""
    folder = tmp_path_factory.mktemp("browser") / "centre"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run(
        [*TSUHO, "demo", str(folder), "--mails", "300"], capture_output=True, check=False, timeout=300, env=environment
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return folder


@pytest.fixture(scope="session")
def site(demo_centre):
    with served(demo_centre) as url:
        lines = (demo_centre / "accounts.txt").read_text("utf-8").splitlines()
        yield Site(url, demo_centre, dict(line.split("\t") for line in lines))


@contextmanager
def served(folder: Path):
    """Serve a centre on loopback as `tsuho serve` does; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "web.log").open("wb")
    server = subprocess.Popen(
        [*SERVED, "--port", str(port)], env={**os.environ, "TSUHO_CENTRE": str(folder)}, stdout=log, stderr=log
    )
    try:
        url = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 60
        while True:
            try:
                urlopen(f"{url}/healthz", timeout=5)
                break
            except (URLError, OSError):
                assert server.poll() is None and time.monotonic() < until, (folder / "web.log").read_text()[-2000:]
                time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(30)
        log.close()


@pytest.fixture(scope="module")
def browser():
    # no longer than a module: while it is open an event loop runs in this process, and other tests' databases refuse to work in one
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (/usr/bin/chromium); `make test-tools` installs it")
    # only here, because the tests are collected where the library is missing too
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@dataclass
class Watched:
    """A page, with everything that it asked for elsewhere and everything that its policy refused."""

    page: object
    asked: list[str]
    refused: list[str]


@pytest.fixture
def visit(browser, site):
    """Open a browser of one's own, signed in under an account (none: a stranger), in a language and at a width."""
    contexts = []

    def opened(account="", language="ja", width=1280, url=site.url) -> Watched:
        locale = {"ja": "ja-JP", "en": "en-US"}[language]
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=locale, base_url=url)
        contexts.append(context)
        page = context.new_page()
        watched = Watched(page, [], [])
        page.on("request", lambda request: watched.asked.append(request.url))
        page.on("console", lambda said: watched.refused.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: watched.refused.append(str(error)))
        if account:
            page.goto("/accounts/login/")
            page.fill("#id_login", account)
            page.fill("#id_password", site.passwords[account])
            page.click("main button[type=submit]")
            page.wait_for_url(lambda now: "/accounts/login/" not in now)
        return watched

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Where the pictures of the pages are left to be looked at."""
    folder = ROOT / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, as its wheel brings it."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def name_of(path: str) -> str:
    """A file name for the picture of a page."""
    return re.sub(r"\W+", "-", path).strip("-") or "front"
