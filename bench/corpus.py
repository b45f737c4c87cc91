"""What is recovered from the mails of the shared corpus, by kind: the original, its bytes, its origin, its letters.

Only counts leave this program: no address and no text of the corpus. The truths are its labels.csv and forwards.csv; what
is right there and null here is told apart from what is wrong. Run it from a checkout that has the corpus beside it
(../shared/corpus), or with its folder as the argument.
"""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.header import decode_header
from functools import cache
from hashlib import sha256
from pathlib import Path

from measuring import ROOT, report

from tsuho.engine.parse.mime import Mail, Part, scan
from tsuho.engine.read_one import Reading, judge, look
from tsuho.engine.seen import Seen, SeenReport
from tsuho.wiring.reading import reading_for, trust_lines
from tsuho.words.arrival import Arrival, Peer
from tsuho.words.facts import NO_FACTS
from tsuho.words.judged import JudgedReport
from tsuho.words.vocabulary import Door, Form

CORPUS = ROOT.parent / "shared" / "corpus"
LARGE_MX = ("SourceForge", "Outlook.com")  # whose hosts trust.txt names
REPLACED = "\ufffd"
_MARK = re.compile(rb"\xef\xbf\xbd|&#(?:65533|[xX][fF]{3}[dD]);")
_INNER = re.compile(r"inner original sha256 ([0-9a-f]{64})")


@dataclass
class Table:
    """One row of counts for each kind, in the order of the corpus."""

    rows: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, kind: str, *names: str) -> None:
        """Count one mail of a kind under each name."""
        self.rows.setdefault(kind, Counter()).update(names)

    def of(self, name: str, kinds: Sequence[str] = ()) -> int:
        """How many there are under a name, in these kinds or in all."""
        return sum(row[name] for kind, row in self.rows.items() if not kinds or kind in kinds)

    def as_rows(self) -> list[dict[str, object]]:
        """For measuring.report; the kinds as they came."""
        return [
            {"kind": kind, "what": name, "mails": row[name]}
            for kind, row in self.rows.items()
            for name in sorted(row, key=lambda name: (name != "mails", name))
        ]


@dataclass(frozen=True)
class One:
    """One mail of the corpus, read as at the door it would come through; with the row of its truth."""

    row: Mapping[str, str]
    seen: Seen
    judged: Sequence[JudgedReport]

    @property
    def first(self) -> tuple[SeenReport, JudgedReport]:
        """The first original; the corpus holds one a mail."""
        return self.seen.reports[0], self.judged[0]


@cache
def readings(corpus: Path) -> tuple[Reading, Reading]:
    """With the corpus' trust, and with none."""
    return reading_for("jp", trust_lines(corpus / "trust.txt")), reading_for("jp", [])


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of one table of the corpus."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def read(row: Mapping[str, str], raw: bytes, reading: Reading) -> One:
    """Look and judge, without outside facts."""
    door = Door.FORWARD if row["kind"].startswith("forwarded") else Door.BULK
    seen = look(Arrival(1, door, None, raw), reading)
    return One(row, seen, judge(seen, NO_FACTS, reading).reports)


def letter(row: Mapping[str, str], truth: Mapping[str, str], raw: bytes) -> bytes:
    """The mail; a body of a forward that the corpus holds as text gets the header that it came under."""
    if not row["path"].endswith(".txt"):
        return raw
    prefix = "Re" if truth["is_forward"] == "no" else "Fwd"
    head = f"From: someone@reporter.example\r\nSubject: {prefix}: {truth['orig_subject']}\r\n"
    return head.encode() + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + raw


def origin_of(one: One) -> str:
    """right, null or wrong, beside the label's address."""
    _, judged = one.first
    if judged.origin is None:
        return "null"
    return "right" if judged.origin.ip == one.row["sender_ip"] else "wrong"


def count_origin(table: Table, one: One, untrusting: One) -> None:
    """The origin with the corpus' trust, and with none, where nobody may be named."""
    row = one.row
    _, judged = one.first
    if not row["sender_ip"]:
        return
    group = "large mx" if row["ip_evidence"].startswith(LARGE_MX) else "other evidence"
    if (
        row["kind"] == "forwarded"
    ):  # the label is the forwarder's relay: whoever names it accuses the reporter's provider
        table.count(row["kind"], "hand forward: null" if judged.origin is None else "hand forward: named")
        return
    if row["kind"] != "arf":  # the address is the report's statement, counted with its fields
        table.count(row["kind"], f"origin, {group}: {origin_of(one)}")
    _, without = untrusting.first
    table.count(row["kind"], "nobody trusted: null" if without.origin is None else "nobody trusted: named")


def count_original(table: Table, one: One) -> None:
    """A synthetic forward: found, exact where the notes say that its bytes survive, null with a reason where not."""
    row = one.row
    inner = _INNER.search(row["notes"])
    if not inner:
        return
    seen, judged = one.first
    table.count(row["kind"], "original found" if judged.message else "original not found")
    if "inner headers lost" in row["notes"]:
        good = judged.origin is None and judged.origin_why_key
        table.count(row["kind"], "header lost: null and why" if good else "header lost: named")
    elif seen.original.mail is not None:
        lf = seen.original.mail.raw.replace(b"\r\n", b"\n")
        table.count(row["kind"], "bytes exact" if sha256(lf).hexdigest() == inner[1] else "bytes differ")
    else:
        table.count(row["kind"], "bytes not kept (pasted as text)")


def count_letters(table: Table, one: One) -> None:
    """Replacement characters in what is read of Japanese mail, beside those that its sender or a list already wrote."""
    _, judged = one.first
    if "ja" not in {one.row["lang"], one.row["kind"][:2]} or judged.message is None:
        return
    message = judged.message
    found = sum(text.count(REPLACED) for text in (message.subject, message.from_name, message.text))
    mail = scan(one.seen.arrival.raw)
    written = sum(len(_MARK.findall(part.body)) for part in all_parts(mail)) + sum(map(_in_header, all_parts(mail)))
    if not found:
        table.count(one.row["kind"], "ja: no replacement")
    else:
        table.count(one.row["kind"], "ja: as in the source" if found <= written else "ja: replaced by us")


def all_parts(mail: Mail) -> Iterator[Part]:
    """The parts of a mail and of the mails inside it."""
    for part in mail.parts:
        yield part
        if part.type.full == "message/rfc822" or part.type.file_name.lower().endswith(".eml"):
            inner = part.inner_mail
            if inner is not None:
                yield from all_parts(inner)


def _in_header(part: Part) -> int:
    """U+FFFD in subject and sender, encoded or bare, as the standard library reads them."""
    total = 0
    for value in (part.value("subject"), part.value("from")):
        for piece, _charset in decode_header(" ".join(value.decode("utf-8", "surrogateescape").split())):
            raw = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
            total += len(_MARK.findall(raw))
    return total


def count_report(table: Table, one: One) -> None:
    """A feedback report: its Source-IP and its Arrival-Date (or Received-Date), and the mail it holds."""
    seen, judged = one.first
    kind = one.row["kind"]
    stated = judged.reported.get("source_ip") == one.row["sender_ip"] and bool(judged.reported.get("arrival_date"))
    table.count(kind, "report's fields" if stated and judged.form is Form.ARF else "report's fields missing")
    held = any(
        re.search(rb"(?m)^[!-9;-~]+:", part.raw_body)
        for part in seen.original.carrier.parts
        if part.type.full in {"message/rfc822", "text/rfc822-headers"}
    )
    if held:
        table.count(kind, "original found" if judged.message else "original not found")
    else:
        table.count(kind, "no original in the report")


def _words(text: str) -> str:
    return "".join(text.split()).casefold()


def _truths(truth: Mapping[str, str], which: str) -> list[str]:
    """The start or end of the original's text, in the plain part and, where the notes tell it, in the HTML part."""
    of_html = re.search(rf"text/html part reads:.*?\b{which} \[(.*?)\](?= end|;|$)", truth["notes"])
    found = (truth[f"orig_text_{which}"], of_html.group(1) if of_html else None)
    return [_words(each) for each in found if each is not None]


def count_forward(table: Table, one: One, truth: Mapping[str, str]) -> None:
    """A hand forward: sender, subject, start and end of the original's text; and what is no forward yields none."""
    kind = one.row["kind"]
    seen, judged = one.first
    if truth["is_forward"] == "no":
        none = seen.original.form in {Form.UNRECOVERED, Form.DIRECT}
        table.count(kind, "no forward: none found" if none else "no forward: one found")
        return
    message = judged.message
    text = _words(message.text) if message else ""
    right = {
        "sender": message is not None and message.from_address.casefold() == truth["orig_from"].casefold(),
        "subject": message is not None
        and (not truth["orig_subject"] or _words(message.subject) == _words(truth["orig_subject"])),
        "start": message is not None and any(map(text.startswith, _truths(truth, "start"))),
        "end": message is not None and any(map(text.endswith, _truths(truth, "end"))),
    }
    names = [f"forward: {name}" for name, good in right.items() if good]
    table.count(kind, "forward: mails", *names, *(["forward: all four"] if all(right.values()) else []))


def measure(corpus: Path) -> Table:
    """Read every mail of the corpus and count."""
    trusting, untrusting = readings(corpus)
    truths = {row["path"]: row for row in rows_of(corpus / "forwards.csv")}
    table = Table()
    for row in rows_of(corpus / "labels.csv"):
        truth = truths.get(row["path"])
        raw = (corpus / row["path"]).read_bytes()
        raw = letter(row, truth, raw) if truth else raw
        table.count(row["kind"], "mails")
        one = read(row, raw, trusting)
        count_origin(table, one, read(row, raw, untrusting))
        count_original(table, one)
        count_letters(table, one)
        if row["kind"] == "arf":
            count_report(table, one)
        if truth:
            count_forward(table, one, truth)
    count_spoofs(table)
    return table


def count_spoofs(table: Table) -> None:
    """Our own spoofed chains, each read with its trust on: the true sender or nobody, never an innocent line."""
    for path in sorted((ROOT / "tests" / "mail" / "spoofed").glob("*.eml")):
        expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
        peer = Peer(**expected["peer"]) if "peer" in expected else None
        door = Door.MONITOR if peer else Door(expected.get("door", "bulk"))
        reading = reading_for("jp", expected["trust"])
        seen = look(Arrival(1, door, None, path.read_bytes(), peer), reading)
        (judged,) = judge(seen, NO_FACTS, reading).reports
        right = (expected["reports"][0]["origin"] or {}).get("ip")
        found = judged.origin.ip if judged.origin else None
        verdict = "wrong" if found != right and found else "nobody named" if found is None else "true sender named"
        table.count("spoofed (own)", "mails", verdict, *(["as expected"] if found == right else []))


def shares(table: Table) -> list[dict[str, object]]:
    """The figures that are held by tests/engine/test_corpus.py."""
    others = [kind for kind in table.rows if not kind.startswith("forwarded")]
    large = {name: table.of(f"origin, large mx: {name}", others) for name in ("right", "null", "wrong")}
    beside = {name: table.of(f"origin, other evidence: {name}", others) for name in ("right", "null", "wrong")}
    forwards = table.of("forward: mails")
    spoofs = table.of("mails", ["spoofed (own)"])
    return [
        _share("origin as labelled, large MX, no forwards", large["right"], sum(large.values()), large["wrong"]),
        _share("origin as labelled, other evidence", beside["right"], sum(beside.values()), beside["wrong"]),
        _share("own spoofed chains as expected", table.of("as expected"), spoofs, table.of("wrong")),
        _share("hand forwards without an origin", table.of("hand forward: null"), *_both(table, "hand forward: named")),
        _share("nobody named when nobody is trusted", table.of("nobody trusted: null"), *_both(table, "nobody trusted: named")),
        _share("hand forwards: sender, subject, start, end", table.of("forward: all four"), forwards, 0),
        _share("synthetic forwards: original found", table.of("original found", ["forwarded-synthetic"]), table.of("mails", ["forwarded-synthetic"]), 0),
        _share("Japanese mail without a replacement of ours", table.of("ja: no replacement") + table.of("ja: as in the source"), *_both(table, "ja: replaced by us")),
    ]  # fmt: skip


def _both(table: Table, bad: str) -> tuple[int, int]:
    good = {
        "hand forward: named": ("hand forward: null",),
        "nobody trusted: named": ("nobody trusted: null",),
        "ja: replaced by us": ("ja: no replacement", "ja: as in the source"),
    }[bad]
    return table.of(bad) + sum(map(table.of, good)), table.of(bad)


def _share(what: str, right: int, of: int, wrong: int) -> dict[str, object]:
    percent = round(100 * right / of, 1) if of else 0.0
    return {"kind": "all", "what": what, "mails": right, "of": of, "wrong": wrong, "percent": percent}


def main() -> None:
    """Measure, print and write; a corpus that is not there is said, and no failure."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not (corpus / "labels.csv").is_file():
        print(f"the shared corpus is not at {corpus}, so nothing is measured; give its folder as the argument")
        return
    table = measure(corpus)
    rows = table.as_rows() + shares(table)
    report("corpus", rows, "mails of the shared corpus by kind (forwarded-synthetic is made for it, spoofed by us)")


if __name__ == "__main__":
    main()
