"""Reading one mail, whole, on one core: look and judge, beside what others do less of in the same run."""

import email
import email.policy
import multiprocessing
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from measuring import corpus_mails, per_second, report
from rspamd_beside import rspamd_per_cpu_second

from tsuho.engine.campaigns.sketch import skeleton, sketch
from tsuho.engine.origin.networks import load_builtin
from tsuho.engine.read_one import judge, look
from tsuho.simulation.plain_mails import plain_mails
from tsuho.wiring.clock import now
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Door
from tsuho.workers.collecting import collect_seldom
from tsuho.workers.gather import Gatherer
from tsuho.workers.virus_test_file import scan_for_test_file

READING = reading_for("jp", [".mail.mihon-isp.example"])
GATHER = Gatherer(load_builtin(), scan_for_test_file, now)
RECEIVED_AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)


def _arrival(raw: bytes) -> Arrival:
    return Arrival(1, Door.BULK, RECEIVED_AT, raw)


def _read_one(raw: bytes) -> object:
    seen = look(_arrival(raw), READING)
    return judge(seen, GATHER(seen.questions, raw), READING)


def _look_only(raw: bytes) -> object:
    return look(_arrival(raw), READING)


def _stdlib(raw: bytes) -> object:
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    return [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]


def _mail_parser(raw: bytes) -> object:
    import mailparser

    return mailparser.parse_from_bytes(raw)


def _cold(mails: Sequence[bytes]) -> float:
    """Mails per CPU second where none was seen before, in a process that has read other mails: the best of 3 such."""
    context = multiprocessing.get_context("spawn")
    found = []
    for _ in range(3):
        with context.Pool(1) as pool:
            found.append(pool.apply(_one_pass, (list(mails),)))
    return max(found)


def _one_pass(mails: list[bytes]) -> float:
    golden = Path(__file__).resolve().parents[1] / "tests" / "mail"
    for mail in [*plain_mails(50, seed=77), *(path.read_bytes() for path in sorted(golden.rglob("*.eml")))]:
        _read_one(mail)  # rules compiled, modules loaded, tables built: what a process does once
    collect_seldom()  # as a worker does
    return per_second(_read_one, mails, 1)


def _stages(mails: Sequence[bytes]) -> dict[str, float]:
    """Microseconds a mail of two stages timed apart: the sketch, and the networks' look-up."""
    texts = [
        skeleton(report.message.text)
        for mail in mails
        for report in judge(look(_arrival(mail), READING), NO_FACTS, READING).reports
        if report.message
    ]
    addresses = [f"203.0.113.{number % 256}" for number in range(len(texts))]
    networks = load_builtin()
    return {
        "sketch alone": _sketched(texts),
        "networks' look-up alone": per_second(lambda ip: networks.at(ip.decode(), RECEIVED_AT), _encoded(addresses)),
    }


def _sketched(texts: Sequence[str]) -> float:
    return per_second(lambda text: sketch(text.decode("utf-8", "replace")), _encoded(texts))


def _encoded(texts: Sequence[str]) -> list[bytes]:
    return [text.encode("utf-8", "replace") for text in texts]


def main() -> None:
    """Measure and write."""
    others = {"stdlib parse, walk, decode": _stdlib, "sha256 (yardstick)": lambda raw: sha256(raw).digest()}
    try:
        import mailparser  # noqa: F401

        others["mail-parser 4.x parse"] = _mail_parser
    except ImportError:
        print("mail-parser is not installed, so it is not measured: uv pip install mail-parser")
    sets = {
        "generated 10 kB, Japanese": list(plain_mails(500, seed=1)),
        "real 10-30 kB": corpus_mails(),
        "real under 5 kB": corpus_mails(0, 5_000),
    }
    collect_seldom()  # as a worker does; for the others as for us
    rows: list[dict[str, object]] = []
    for name, mails in sets.items():
        if not mails:
            continue
        speeds = {"read_one, cold": _cold(mails), "read_one, warm (each seen before)": per_second(_read_one, mails)}
        for label, work in {"look alone, warm": _look_only, **others}.items():
            speeds[label] = per_second(work, mails, 1 if "mail-parser" in label else 3)
        speeds |= _stages(mails)
        if (beside := rspamd_per_cpu_second(mails)) is not None:
            speeds["rspamd (Debian), network checks off"] = beside
        else:
            print("rspamd is not installed, so it is not measured: apt-get install rspamd")
        size = round(sum(map(len, mails)) / len(mails))
        rows += [
            {"mails": name, "what": what, "count": len(mails), "mean bytes": size, "mails/s": round(speed, 1)}
            for what, speed in speeds.items()
        ]
    report("read_one", rows, "one core, mails per CPU second, best of 3 passes")


if __name__ == "__main__":
    main()
