"""A small sample centre behind its real server, and Chromium in front of it; skipped by name where Chromium is not installed."""

import fcntl
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

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

    def tsuho(self, *command: str) -> str:
        """What the command line says of this centre."""
        return tsuho("--centre", str(self.folder), *command)

    def figures(self, *period: str) -> dict:
        """What `tsuho figures` says of a period; without one of today."""
        today = datetime.now(ZoneInfo("Asia/Tokyo")).date().isoformat()
        return json.loads(self.tsuho("figures", *(period or ("--day", today)), "--json"))

    def rows(self, query: str, *values: object) -> list[tuple]:
        """What stands in the records."""
        with closing(sqlite3.connect(self.folder / "records.sqlite3", timeout=30)) as records:
            return records.execute(query, values).fetchall()

    def acts(self, by: str) -> list[tuple[str, str]]:
        """(act, subject) of all that the audit log has of one person, in order."""
        asked = "SELECT act, subject FROM records_auditentry WHERE by = ? OR by LIKE ? ORDER BY id"
        return self.rows(asked, by, f"%: {by})")


def tsuho(*command: str) -> str:
    """Run the command line; what it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run([*TSUHO, *command], capture_output=True, check=False, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return done.stdout.decode()


@pytest.fixture(scope="session")
def untouched_centre(tmp_path_factory) -> Path:
    """A sample centre with a few hundred mails, made as `make demo` makes it; only copies of it are worked in."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    beside = tmp_path_factory.getbasetemp().parent if run else tmp_path_factory.mktemp("browser")
    folder = beside / f"centre{run}"
    # processes that test together share it: the first one makes it while the others wait
    with (beside / f"centre{run}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "accounts.txt").exists():
            tsuho("demo", str(folder), "--mails", "300")
    return folder


@pytest.fixture(scope="session")
def demo_centre(untouched_centre, tmp_path_factory) -> Path:
    """The sample centre that all visits share."""
    return shutil.copytree(untouched_centre, tmp_path_factory.mktemp("shared") / "centre")


@pytest.fixture(scope="session")
def site(demo_centre):
    with served(demo_centre) as url:
        yield Site(url, demo_centre, passwords_of(demo_centre))


@pytest.fixture(scope="module")
def own_site(untouched_centre, tmp_path_factory):
    """A sample centre of the module's own, for a day that closes months or sends letters."""
    folder = shutil.copytree(untouched_centre, tmp_path_factory.mktemp("own") / "centre")
    with served(folder) as url:
        yield Site(url, folder, passwords_of(folder))


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory):
    """A centre as `tsuho init --simulated` leaves it: nothing in it, and the administrator whose password was shown once."""
    folder = tmp_path_factory.mktemp("empty") / "centre"
    (password,) = re.findall(r"admin / (\S+)", tsuho("init", str(folder), "--simulated"))
    with served(folder) as url:
        yield Site(url, folder, {"admin": password})


@pytest.fixture(scope="session")
def serving():
    """For a centre that is served in its own way: ``served``, and what makes a site of it."""
    return served, Site


def passwords_of(folder: Path) -> dict[str, str]:
    """The password of each sample account."""
    return dict(line.split("\t") for line in (folder / "accounts.txt").read_text("utf-8").splitlines())


@contextmanager
def served(folder: Path, **environment: str):
    """Serve a centre on loopback as `tsuho serve` does; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "web.log").open("wb")
    server = subprocess.Popen(
        [*SERVED, "--port", str(port)],
        env={**os.environ, "TSUHO_CENTRE": str(folder), **environment},
        stdout=log,
        stderr=log,
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
    url: str
    axe: str
    screenshots: Path
    language: str
    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def wrong(self, picture: Path, *, ask_axe: bool = True) -> list[str]:
        """What is wrong with the page that is open; its picture is taken."""
        self.page.screenshot(path=picture, full_page=True)
        wrong = self.inaccessible() if ask_axe else []
        wrong += [f"asked elsewhere: {url}" for url in self.asked if not url.startswith((self.url, "data:"))]
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append("the page is wider than its window")
        return wrong

    def inaccessible(self) -> list[str]:
        """What axe finds serious or critical in the page that is open."""
        self.page.evaluate(self.axe)  # through the debugger's door, which the page's policy does not concern
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:120]}"
            for each in found["violations"]
            if each["impact"] in {"serious", "critical"}
        ]

    def keep(self, name: str) -> None:
        """A picture of the page as it is now, at the desk and on a telephone, where axe is asked: there everything has to scroll."""
        wide = self.page.viewport_size
        for width in (1280, 390):
            self.page.set_viewport_size({"width": width, "height": 900})
            picture = self.screenshots / f"day_{name}_{self.language}_{width}.png"
            assert not self.wrong(picture, ask_axe=width == 390), f"{name}, {width} px"
        self.page.set_viewport_size(wide)

    def tab_to(self, selector: str) -> None:
        """Go on by the keyboard until an element has the focus."""
        for _ in range(80):
            if self.page.evaluate("selector => document.activeElement?.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by the keyboard")

    def go(self, key: str, path: str) -> None:
        """To a window of the navigation by its key."""
        self.page.wait_for_load_state()  # before its script is there a page hears no keys
        with self.page.expect_navigation(url=f"**{path}"):
            self.page.keyboard.press("g")
            self.page.keyboard.press(key)

    def said(self) -> str:
        """What the page says happened; that it went well."""
        self.page.wait_for_selector(".note-success")
        return self.page.inner_text(".note-success")

    def sign_out(self) -> None:
        """The day is over; the way back is shut, and nothing was asked for elsewhere or refused."""
        here = self.page.url
        self.page.click(".choices form[action$='/logout/'] button")
        self.page.wait_for_url("**/accounts/login/")
        self.page.goto(here)
        assert "/accounts/login/" in self.page.url
        # a form that comes back with its mistakes answers 422, which the browser's console calls an error
        assert not [text for text in self.refused if "status of 422" not in text]


@pytest.fixture
def visit(browser, site, axe, screenshots):
    """Open a browser of one's own, signed in under an account (none: a stranger), in a language and at a width."""
    contexts = []

    def opened(account="", language="ja", width=1280, at=site, url="", password="", **more) -> Watched:
        locale = {"ja": "ja-JP", "en": "en-US"}[language]
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=locale, base_url=url or at.url, **more
        )
        contexts.append(context)
        page = context.new_page()
        watched = Watched(page, url or at.url, axe, screenshots, language)
        page.on("request", lambda request: watched.asked.append(request.url))
        page.on("console", lambda said: watched.refused.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: watched.refused.append(str(error)))
        if account:
            page.goto("/accounts/login/")
            page.fill("#id_login", account)
            page.fill("#id_password", password or at.passwords[account])
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
