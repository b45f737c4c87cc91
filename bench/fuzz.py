"""Bytes that nobody thought of, through unwrapping, reading and judging: no exception, no input over its time.

Guided by coverage where atheris (libFuzzer for Python) is installed, else mutated blindly, and the result says which. Seeds
are the golden mails, and the shared corpus where it is present, read in place. What fails is kept in var/fuzz with its
traceback. Usage: bench/fuzz.py [SECONDS, default 600].
"""

import json
import random
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from measuring import ROOT, report

FOUND = ROOT / "var" / "fuzz"
SEEDS = (ROOT / "tests" / "mail", ROOT.parent / "shared" / "corpus")
MAX_BYTES = 65_536
MAX_SECONDS = 2.0  # CPU seconds of one input of at most 1 MB
_PIECES = (
    b"\r\n", b"\n", b"\r", b"\n\n", b" ", b"\t", b":", b";", b"=", b"?=", b"=?utf-8?b?", b"--", b"--b\r\n", b">", b"<", b"&", b"\x1b$B",
    b"\x1b(B", b"\x00", b"\xff", b"(", b")", b"[", b"]", b'"', b"\\", b"From: ", b"Received: from ", b"Content-Type: multipart/mixed; boundary=b\r\n\r\n",
    b"Content-Type: message/rfc822\r\n\r\n", b"Content-Transfer-Encoding: base64\r\n", b"charset=iso-2022-jp", b"<style>", b"<!--", b"&#x3042;",
    b"---------- Forwarded message ---------\n", "差出人: ".encode(), "〒".encode(), "受信日".encode(), b"http://", b"@",
)  # fmt: skip


class Watch:
    """Runs inputs, and keeps what failed: one file for each place that raised, and for the slowest ones."""

    def __init__(self, read: Callable[[bytes], object], folder: Path) -> None:
        self.read = read
        self.folder = folder
        self.runs = 0
        self.slowest = 0.0
        self.raised: dict[str, str] = {}
        self.too_slow = 0
        self.written = 0.0

    def __call__(self, data: bytes) -> None:
        begun = time.process_time()
        try:
            self.read(data)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} {Path(place.filename).name}:{place.lineno}"
            if key not in self.raised:
                self.raised[key] = self.keep(data, traceback.format_exc())
        spent = time.process_time() - begun
        self.runs += 1
        self.slowest = max(self.slowest, spent)
        if spent > MAX_SECONDS:
            self.too_slow += 1
            self.keep(data, f"{spent:.2f} CPU seconds\n")
        if time.monotonic() - self.written > 2:
            self.write()

    def keep(self, data: bytes, why: str) -> str:
        """Write the input and why it is kept; the name it has now."""
        name = sha256(data).hexdigest()[:16]
        (self.folder / f"{name}.eml").write_bytes(data)
        (self.folder / f"{name}.txt").write_text(why, "utf-8")
        return name

    def write(self) -> None:
        """The numbers so far, for the process that waits; libFuzzer ends this one without a word."""
        self.written = time.monotonic()
        (self.folder / "watch.json").write_text(
            json.dumps({"runs": self.runs, "slowest": self.slowest, "raised": self.raised, "too slow": self.too_slow}),
            "utf-8",
        )


def reader() -> Callable[[bytes], object]:
    """Look and judge at the door that the input's length draws; called after the engine was instrumented."""
    from tsuho.engine.read_one import judge, look
    from tsuho.wiring.reading import reading_for
    from tsuho.words.arrival import Arrival, Peer
    from tsuho.words.facts import NO_FACTS
    from tsuho.words.vocabulary import Door

    reading = reading_for("jp", ["mx.centre.example", ".carrier.example", "192.0.2.0/28"])
    doors = (Door.FORWARD, Door.BULK, Door.FORWARD, Door.CHAIN, Door.FORWARD, Door.MONITOR)

    def read(data: bytes) -> object:
        door = doors[len(data) % len(doors)]
        peer = Peer("203.0.113.5", 40125, "shop") if door is Door.MONITOR else None
        return judge(look(Arrival(1, door, None, data, peer), reading), NO_FACTS, reading)

    read((ROOT / "tests" / "mail" / "forwarded" / "001-gmail-ja-plain.eml").read_bytes())  # patterns are compiled once
    return read


def guided(atheris: ModuleType, seconds: int) -> None:
    """Run libFuzzer; never returns."""
    with atheris.instrument_imports(include=["tsuho.engine", "tsuho.jurisdictions"]):
        read = reader()
    grown = FOUND / "grown"
    grown.mkdir(exist_ok=True)
    arguments = [
        sys.argv[0], str(grown), *(str(folder) for folder in SEEDS if folder.is_dir()), f"-max_total_time={seconds}",
        f"-max_len={MAX_BYTES}", f"-artifact_prefix={FOUND}/", "-timeout=60", "-rss_limit_mb=4096", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup(arguments, Watch(read, FOUND))
    atheris.Fuzz()


def blind(seconds: int) -> None:
    """Seeds cut, joined, repeated and littered at random, the same ones every time."""
    watch = Watch(reader(), FOUND)
    chance = random.Random(20150310)
    seeds = list(_seeds())
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        watch(_mutated(chance.choice(seeds), chance.choice(seeds), chance))
    watch.write()


def _seeds() -> Iterator[bytes]:
    for folder in SEEDS:
        for path in sorted(folder.rglob("*.eml")) if folder.is_dir() else ():
            yield path.read_bytes()[:MAX_BYTES]


def _mutated(one: bytes, other: bytes, chance: random.Random) -> bytes:
    data = bytearray(one)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        size = chance.choice((1, 4, 40, 400))
        match chance.randrange(6):
            case 0:
                del data[at : at + size]
            case 1:
                data[at:at] = chance.choice(_PIECES)
            case 2:
                data[at:at] = data[at : at + size] * chance.choice((1, 2, 50))
            case 3:
                start = chance.randrange(len(other) + 1)
                data[at : at + size] = other[start : start + size * 4]
            case 4:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                data = data[:at] if chance.random() < 0.2 else data
    return bytes(data[:MAX_BYTES])


def main() -> None:
    """Fuzz in a process of its own, then report; exit 1 where anything failed."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    FOUND.mkdir(parents=True, exist_ok=True)
    try:
        import atheris
    except ImportError:
        atheris = None
        print("atheris is not installed, so inputs are mutated blindly: uv pip install atheris==3.0.0")
    if len(sys.argv) > 2:
        return guided(atheris, seconds) if atheris else blind(seconds)
    child = subprocess.run(
        [sys.executable, __file__, str(seconds), "child"], capture_output=True, text=True, check=False
    )
    watch = json.loads((FOUND / "watch.json").read_text("utf-8"))
    progress = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", child.stderr)
    coverage = dict(zip(("edges", "features", "inputs kept"), map(int, progress[-1]), strict=True)) if progress else {}
    row = {
        "how": "guided by coverage (atheris)" if atheris else "blind mutation",
        "seconds": seconds,
        "inputs": watch["runs"],
        "exceptions": len(watch["raised"]),
        "over 2 CPU s": watch["too slow"],
        "killed": int(child.returncode != 0),
        "slowest, CPU s": round(watch["slowest"], 2),
        **coverage,
    }
    report("fuzz", [row], f"look and judge on mutated mails of at most {MAX_BYTES:,} bytes")
    for place, name in watch["raised"].items():
        print(f"{place}: {FOUND / name}.eml")
    if child.returncode:
        print(child.stderr[-2_000:])
    sys.exit(1 if row["exceptions"] or row["over 2 CPU s"] or row["killed"] else 0)


if __name__ == "__main__":
    main()
