"""Thirty invented days, each with a seed of its own: every kind of referral is built for each, and read by public readers.

A day is a centre made anew, its mail taken in through SMTP, its largest campaigns confirmed by a simulated official. What
`tsuho refer KIND --dry-run --out DIR` writes is then read by libraries that are not ours: XARF by the format's own schema
library, ARF by the standard library and arf-mime, packages by bagit, papers by pypdf, the feed's STIX by stix2.
Every figure is of simulated mail. `--days N` for fewer days, `--mails N` for the size of each.
"""

import argparse
import contextlib
import email
import io
import json
import os
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import arf
import bagit
import stix2
import xarf
from measuring import report
from pypdf import PdfReader

from tsuho.casework import decide
from tsuho.casework.enter_petition import Entry, enter_petition
from tsuho.casework.receive import receive
from tsuho.casework.refer_withdrawals import take_back
from tsuho.casework.take_inbound_list import take_inbound_list
from tsuho.casework.vendor_feed import Asked
from tsuho.referral.documents.petition_file import Applicant
from tsuho.simulation.day import invent_day
from tsuho.simulation.partners import sample_providers
from tsuho.simulation.register import sample_sender
from tsuho.terminal.feed import show_feed
from tsuho.terminal.refer import KINDS, refer_kind
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import Centre, open_centre
from tsuho.wiring.referring import referring_of
from tsuho.wiring.serve import work_once
from tsuho.words.arrival import Envelope, Letter
from tsuho.words.vocabulary import ReferralKind

FIRST = date(2015, 3, 1)


def main() -> None:
    """Build and read, then write one row a day."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=30)
    asked.add_argument("--mails", type=int, default=700)
    wanted = asked.parse_args()
    rows = [run_day(number, wanted.mails) for number in range(wanted.days)]
    failed = sum(int(str(row["failed"])) for row in rows)
    total: Counter[str] = Counter()
    for row in rows:
        total.update({name: value for name, value in row.items() if isinstance(value, int) and name != "seed"})
    rows.append({"day": "all", **total})
    report("referral_days", rows, "files of every kind read by public readers; all mail simulated")
    if failed:
        raise SystemExit(f"{failed} files were not read as they should be")


def run_day(number: int, mails: int) -> dict[str, object]:
    """One day: its files, counted by who read them."""
    begun = time.monotonic()
    day = FIRST + timedelta(days=number)
    with tempfile.TemporaryDirectory() as name, open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        centre = open_centre(make_centre(Path(name) / "centre", simulated=True))
        _take_in(centre, day, seed=100 + number, mails=mails)
        out = Path(name) / "out"
        letters = _build_all(centre, day, out)
        counted = read_all(out)
    seconds = round(time.monotonic() - begun, 1)
    return {"day": day.isoformat(), "seed": 100 + number, "mails": mails, **letters, **counted, "seconds": seconds}


def _take_in(centre: Centre, day: date, *, seed: int, mails: int) -> None:
    letters = [
        Letter(
            each.door, each.received_at, each.raw, each.peer, Envelope(each.mail_from, (each.recipient,)), simulated=True
        )
        for each in invent_day(day, seed=seed, count=mails)
    ]  # fmt: skip
    receive(centre.spool, letters)
    while centre.spool.waiting().arrivals:
        if not work_once(centre):
            time.sleep(0.05)


def _build_all(centre: Centre, day: date, out: Path) -> dict[str, object]:
    """Everything that the day gives, by the same verbs as the command line's; letters of each kind."""
    warned = 0
    for campaign in centre.records.campaigns(limit=30):
        if campaign.monitor_hits and campaign.rules.get("V31"):
            decide.confirm(
                centre.records, centre.audit, campaign=campaign.id, provision="V31", by="模擬係官", reason="模擬",
                at=centre.now(),
            )  # fmt: skip
            if warned < 2:
                warned += 1
                centre.register.enter_sender(sample_sender(campaign.id))
    _enter_by_hand(centre, day, out)
    month = f"{day:%Y-%m}"
    found: dict[str, object] = {}
    for kind in KINDS:
        folder = out / kind
        half = (1 if day.day <= 15 else 2) if kind is ReferralKind.CHAIN_REPORT else 0
        if kind != ReferralKind.PROVIDER_NOTICE:  # built above, before they were sent
            refer_kind(centre, kind, month=month, half=half, dry_run=True, out=folder, language="en")
        found[kind.value] = len(list(folder.glob("**/letter.eml")))
    for vendor, form in (("vendor-a", "features"), ("vendor-b", "eml"), ("vendor-c", "stix"), ("vendor-d", "misp")):
        show_feed(centre, vendor, Asked(form, limit=200), out / "feed" / form, "en")
    return found


def _enter_by_hand(centre: Centre, day: date, out: Path) -> None:
    """What no clock brings about: a petition, an agency's list, and a notice that turns out wrong and is taken back."""
    referring = referring_of(centre)
    rows = "".join(f"{each.server(4)},{day}T01:00:00Z\n" for each in sample_providers()[:3])
    take_inbound_list(
        centre.inbound, centre.partners, centre.audit, "BR", f"ip,time_utc\n{rows}".encode(), by="BR", at=centre.now()
    )
    for at_least in centre.records.campaigns(limit=50):
        sample = centre.records.sample(at_least.id)
        if at_least.reports and not at_least.monitor_hits and sample is not None:
            entry = Entry("bench", "申出書（模擬）", centre.now())
            enter_petition(referring, Applicant("見本花子", "見本県1", day, "調査"), (sample.id,), entry)
            break
    notices = out / ReferralKind.PROVIDER_NOTICE
    refer_kind(centre, "provider_notice", month="", dry_run=True, out=notices, language="en")
    refer_kind(centre, "provider_notice", month="", dry_run=False, out=out / "sent", language="en")
    told = centre.referrals.standing(ReferralKind.PROVIDER_NOTICE)
    take_back(referring, told[0].reports[:1], "rule_fixed", at=centre.now())


def read_all(out: Path) -> dict[str, int]:
    """Every file below a folder, read by readers that are not ours; what was not as it should be is counted and named."""
    counted: Counter[str] = Counter(dict.fromkeys(("xarf", "arf", "bagit", "pdf", "stix", "failed"), 0))
    for file in sorted(each for each in out.rglob("*") if each.is_file()):
        _count(file.name, file.read_bytes(), counted)
    return dict(counted)


def _count(name: str, raw: bytes, counted: "Counter[str]") -> None:
    try:
        for kind, ends, read in _READERS:
            if re.search(ends, name):
                counted[kind] += read(raw, counted)
    except Exception as error:  # one file that is not as it should be is a row of the result
        counted["failed"] += 1
        print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)


def _xarf(raw: bytes, _counted: "Counter[str]") -> int:
    parsed = xarf.parse(json.loads(raw))
    if parsed.errors:
        raise ValueError(f"the schema says {parsed.errors[0]}")
    return 1


def _arf(raw: bytes, _counted: "Counter[str]") -> int:
    """By the standard library, and by a reader of ARF; both must find the same three fields."""
    mail = email.message_from_bytes(raw)
    _, fields, original = mail.get_payload()
    said = fields.get_payload()[0]
    theirs = arf.ARFMessage(raw.decode("utf-8", "replace")).get_feedback_report()
    for name in ("Feedback-Type", "Version", "Source-IP"):
        if not said[name] or said[name] != theirs[name]:
            raise ValueError(f"{name} is {said[name]!r} and {theirs[name]!r}")
    if original.get_content_type() not in {"message/rfc822", "text/rfc822-headers"}:
        raise ValueError("the third part is no mail")
    return 1


def _bag(raw: bytes, counted: "Counter[str]") -> int:
    """A package, where it is one: validated, and each file in it read."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package, tempfile.TemporaryDirectory() as place:
        if not any(name.endswith("bagit.txt") for name in package.namelist()):
            return 0
        package.extractall(place)
        bag = next(Path(place).rglob("bagit.txt")).parent
        bagit.Bag(str(bag)).validate()
        for file in sorted(each for each in (bag / "data").rglob("*") if each.is_file()):
            _count(file.name, file.read_bytes(), counted)
    return 1


def _pdf(raw: bytes, _counted: "Counter[str]") -> int:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    if len(text) < 100 or not ("模擬" in text or "SIMULATED" in text):
        raise ValueError(f"{len(text)} characters of text, without the mark of what is simulated")
    return 1


def _stix(raw: bytes, counted: "Counter[str]") -> int:
    objects = json.loads(raw)["objects"]
    for each in objects:
        stix2.parse(each, allow_custom=False)
    counted["stix objects"] += len(objects)
    return 1


_READERS = (
    ("xarf", r"xarf.*\.json$", _xarf), ("arf", r"\.arf\.eml$", _arf), ("bagit", r"\.zip$", _bag), ("pdf", r"\.pdf$", _pdf),
    ("stix", r"^items\.json$", _stix),
)  # fmt: skip

if __name__ == "__main__":
    main()
