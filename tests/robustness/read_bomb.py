"""Reads mails and says as JSON what each cost beyond the idle process, and the outcome.

Started once: it warms up, then reads every file that is named on a line of its input.
"""

import json
import signal
import sys
import time
from pathlib import Path

from tsuho.engine.read_one import judge, look
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Door

READING = reading_for("jp", ["mx.centre.example"])
CPU_SECONDS = 30  # of one mail, of which it may use two
WARM = (
    b"From: Sato <sato@home.example>\r\nSubject: Fwd: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    + "<p>広告 株式会社見本 配信停止はこちら http://c.example/ 03-0000-1234</p>\r\n--b--\r\n".encode()
)


def memory(name: str) -> int:
    """VmRSS (now) or VmHWM (the most there was), in kB."""
    line = next(line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith(name))
    return int(line.split()[1])


def read(raw: bytes):
    """What the engine makes of it."""
    seen = look(Arrival(1, Door.FORWARD, None, raw), READING)
    return judge(seen, NO_FACTS, READING)


def measured(path: Path) -> dict[str, object]:
    """The cost of one mail, its bytes included; an exception is a poison."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak begins anew (proc(5))
    idle = memory("VmRSS:")
    raw = path.read_bytes()
    begun = time.process_time()
    try:
        judged = read(raw)
    except Exception as error:
        return {"outcome": "poison", "why": repr(error)[:300]}
    seconds = time.process_time() - begun
    first = judged.reports[0]
    return {
        "seconds": round(seconds, 3),
        "megabytes": round((memory("VmHWM:") - idle) / 1000, 1),
        "form": first.form.value,
        "reports": len(judged.reports),
        "outcome": first.outcome.value,
        "reasons": [str(reason) for reason in first.reasons],
        "why": first.message.why_not_whole if first.message else first.why_unrecovered,
    }


def main() -> None:
    """Answer line by line; a mail that takes too long kills the process, as a worker would be killed."""
    for _ in range(2):
        read(WARM)
    for line in sys.stdin:
        signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
        print(json.dumps(measured(Path(line.strip()))), flush=True)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


if __name__ == "__main__":
    main()
