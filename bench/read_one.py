"""Reading one mail, whole, on one core: look and judge, beside what others do less of in the same run."""

import email
import email.policy
from datetime import UTC, datetime
from hashlib import sha256

from measuring import corpus_mails, per_second, report

from tsuho.engine.origin.networks import load_builtin
from tsuho.engine.read_one import judge, look
from tsuho.simulation.plain_mails import plain_mails
from tsuho.wiring.clock import now
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival
from tsuho.words.vocabulary import Door
from tsuho.workers.gather import Gatherer
from tsuho.workers.virus_test_file import scan_for_test_file

READING = reading_for("jp", [".mail.mihon-isp.example"])
GATHER = Gatherer(load_builtin(), scan_for_test_file, now)
RECEIVED_AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)


def _read_one(raw: bytes) -> object:
    seen = look(Arrival(1, Door.BULK, RECEIVED_AT, raw), READING)
    return judge(seen, GATHER(seen.questions, raw), READING)


def _look_only(raw: bytes) -> object:
    return look(Arrival(1, Door.BULK, RECEIVED_AT, raw), READING)


def _stdlib(raw: bytes) -> object:
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    return [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]


def _mail_parser(raw: bytes) -> object:
    import mailparser

    return mailparser.parse_from_bytes(raw)


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
    rows: list[dict[str, object]] = []
    for name, mails in sets.items():
        if not mails:
            continue
        size = sum(map(len, mails)) / len(mails)
        for label, work in {"read_one: look and judge": _read_one, "look alone": _look_only, **others}.items():
            runs = 1 if "mail-parser" in label else 3
            speed = per_second(work, mails, runs)
            rows.append(
                {
                    "mails": name,
                    "what": label,
                    "count": len(mails),
                    "mean bytes": round(size),
                    "mails/s": round(speed, 1),
                }
            )
    report("read_one", rows, "one core, mails per CPU second, best of 3 passes")


if __name__ == "__main__":
    main()
