"""Killed at any moment of referring, again and again: each referral goes out under one Message-ID, none lost, none counted twice."""

import csv
import io
import multiprocessing
import random
import shutil
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from unittest.mock import patch

from tsuho import cli
from tsuho.casework.deliver import deliver
from tsuho.casework.refer_provider_notices import refer_provider_notices
from tsuho.casework.settle import settle
from tsuho.delivery.by_email import ByEmail
from tsuho.wiring.open import open_centre
from tsuho.wiring.referring import referring_of
from tsuho.wiring.settings import read_settings
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import ReferralKind

FAULTS, KILLS = 80, 20
LETTERS, HITS = 3, 6


class Killed(BaseException):
    """The process ends here; no code of ours may catch it."""


class Steps:
    """Counts the boundaries of every step, before it and after it, and ends the process at one of them."""

    def __init__(self, kill_at=0):
        self.taken = 0
        self.kill_at = kill_at

    def boundary(self):
        self.taken += 1
        if self.taken == self.kill_at:
            raise Killed

    def around(self, socket):
        return Stepping(socket, self)


class Stepping:
    """One socket, each of its calls between two boundaries."""

    def __init__(self, socket, steps):
        self._socket, self._steps = socket, steps

    def __getattr__(self, name):
        method = getattr(self._socket, name)

        def step(*args, **named):
            self._steps.boundary()
            done = method(*args, **named)
            self._steps.boundary()
            return done

        return step


def centre_copy(confirmed, folder, relay):
    shutil.copytree(confirmed, folder)
    file = folder / "tsuho.toml"
    file.write_text(file.read_text("utf-8").replace('relay = ""', f'relay = "{relay}"'), "utf-8")
    return folder


def one_round(centre, steps, now):
    """Refer, deliver, settle once, as `tsuho refer provider_notice` does; what was sent and moved."""
    referring = referring_of(centre)
    moving = replace(
        referring.moving,
        **{name: steps.around(getattr(referring.moving, name)) for name in ("referrals", "ledger", "audit")},
    )
    outbox = steps.around(centre.outbox)
    referring = replace(referring, outbox=outbox, moving=moving)
    letters = refer_provider_notices(referring, now=now, dry_run=False).letters
    way_out = steps.around(ByEmail.to(centre.settings.delivery.relay, 10))
    done = deliver(outbox, way_out, moving.audit, now=now, mail_from=centre.settings.delivery.mail_from)
    return len(letters) + done.sent + settle(moving, outbox, now)


def made_good(centre):
    """Run again until nothing moves any more. An hour later, since a claim that a crash left behind must run out."""
    later = centre.now() + timedelta(hours=1)
    for _ in range(3):
        if not one_round(centre, Steps(), later):
            return
    raise AssertionError("it does not come to rest")


def assert_each_went_once(centre, taken, audit_chain):
    by_message_id = {}
    for _, recipients, raw in taken:
        mail = message_from_bytes(raw)
        known = by_message_id.setdefault(mail["Message-ID"], (recipients, raw))
        assert known == (recipients, raw), "the same Message-ID is the same letter"
    assert len(by_message_id) == LETTERS
    told = Counter(reference for _, raw in by_message_id.values() for reference in references(raw))
    assert len(told) == HITS and set(told.values()) == {1}
    assert len({recipients for recipients, _ in by_message_id.values()}) == LETTERS
    standing = centre.referrals.standing(ReferralKind.PROVIDER_NOTICE)
    assert [each.state for each in standing] == [ReferralState.SENT] * LETTERS
    assert len({each.number for each in standing}) == LETTERS
    assert {each.state for each in centre.outbox.letters()} == {"sent"}
    today = centre.now().date()
    sums = centre.ledger.sums(today - timedelta(days=2), today + timedelta(days=3), ("series",))
    assert sums == [(("provider_letter",), LETTERS), (("provider_notice",), HITS)]
    for each in standing:
        assert [move.verb for move in centre.referrals.history(each.id)] == ["queue", "deliver"]
        assert audit_chain[each.number, "deliver"] == 1 <= audit_chain[each.number, "send"]
        # who hung up may have taken the last one: then the log says so twice
        assert (
            audit_chain[each.number, "send"]
            >= sum(1 for _, _, raw in taken if each.number in message_from_bytes(raw)["Message-ID"]) - 1
        )


def references(raw):
    part = next(part for part in message_from_bytes(raw).walk() if part.get_filename() == "list.csv")
    rows = csv.DictReader(io.StringIO(part.get_payload(decode=True).decode("utf-8-sig")))
    return [row["reference"] for row in rows]


def audit_chain():
    """(ticket, act) → how often; the chain itself must hold."""
    from tsuho.store.records.audit import AuditInDatabase
    from tsuho.store.records.models import AuditEntry

    assert all(link.holds for link in AuditInDatabase().links())
    return Counter(AuditEntry.objects.values_list("subject", "act"))


def test_a_fault_at_every_step_is_made_good(confirmed_centre, tmp_path, sink):
    clean = open_centre(read_settings(centre_copy(confirmed_centre, tmp_path / "clean", sink.relay)))
    steps = Steps()
    one_round(clean, steps, clean.now())
    assert_each_went_once(clean, sink.taken, audit_chain())
    assert len(sink.taken) == LETTERS
    doubled = 0
    kill_at = sorted({1 + number * steps.taken // FAULTS for number in range(FAULTS)})
    assert len(kill_at) >= min(FAULTS, steps.taken)
    for at in kill_at:
        sink.taken.clear()
        folder = centre_copy(confirmed_centre, tmp_path / f"fault-{at}", sink.relay)
        centre = open_centre(read_settings(folder))
        try:
            one_round(centre, Steps(at), centre.now())
        except Killed:
            pass
        else:
            raise AssertionError(f"step {at} was not reached")
        made_good(centre)
        assert_each_went_once(centre, sink.taken, audit_chain())
        doubled += len(sink.taken) - LETTERS
        shutil.rmtree(folder)
    assert 0 < doubled <= len(kill_at), "a kill between 250 and its note sends again, under the same Message-ID"


def test_killed_at_random_moments_nothing_is_lost_and_nothing_doubled(confirmed_centre, tmp_path, sink):
    started = multiprocessing.get_context("forkserver")
    started.set_forkserver_preload(["tsuho.cli", "tsuho.terminal.refer", "tsuho.wiring.open", "tsuho.wiring.referring"])
    chance = random.Random(4)
    begun = time.monotonic()
    run_for(started, centre_copy(confirmed_centre, tmp_path / "first", sink.relay), None)  # the server starts with it
    begun = time.monotonic()
    run_for(started, centre_copy(confirmed_centre, tmp_path / "whole", sink.relay), None)
    whole = time.monotonic() - begun
    killed, how_far = 0, Counter()
    for number in range(3 * KILLS):
        sink.taken.clear()
        folder = centre_copy(confirmed_centre, tmp_path / f"kill-{number}", sink.relay)
        # every other one late, when the letters are on their way: most of the time goes by before
        killed += run_for(started, folder, chance.uniform(0.1 if number % 2 else 0.75, 1.1) * whole)
        centre = open_centre(read_settings(folder))
        how_far[len(centre.outbox.letters()), len(sink.taken)] += 1
        made_good(centre)
        assert_each_went_once(centre, sink.taken, audit_chain())
        shutil.rmtree(folder)
        if killed == KILLS:
            break
    assert killed == KILLS
    assert len(how_far) > 2, f"the kills came at too few different moments: {how_far}"


def run_for(started, folder, seconds):
    """`tsuho refer provider_notice` in a process of its own, killed after so long (None: let run); whether the kill met it."""
    with patch.object(sys, "argv", ["tsuho", "--centre", str(folder), "refer", "provider_notice"]):
        process = started.Process(target=cli.main)
        process.start()
    process.join(seconds)
    met = process.is_alive()
    if met:
        process.kill()
        process.join(10)
    else:
        assert process.exitcode == 0
    process.close()
    return met
