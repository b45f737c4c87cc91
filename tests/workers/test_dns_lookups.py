"""Questions to the DNS: answers, denials and silence are three things, and silence never costs more than its time."""

import time

import pytest

from tsuho.workers.dns_lookups import MAX_QUESTIONS, MAX_RECORD_BYTES, State, resolver_of


def test_answers_denials_and_failures_are_told_apart(zone, dns_of):
    zone.add("a.example", "A", "192.0.2.1", "192.0.2.2").add("a.example", "MX", (10, "mx.a.example"))
    zone.behaves["broken.example"] = "servfail"
    lookups = dns_of().for_one_mail()
    assert set(lookups.ask("a.example", "A").values) == {"192.0.2.1", "192.0.2.2"}
    assert lookups.ask("a.example", "MX").exchanges == ((10, "mx.a.example"),)
    assert (lookups.ask("a.example", "TXT").state, lookups.ask("a.example", "TXT").is_void) == (State.ANSWERED, True)
    assert lookups.ask("no.example.test", "A").state is State.NO_SUCH_NAME
    assert lookups.ask("broken.example", "A").state is State.UNANSWERED
    assert lookups.unanswered == ("broken.example",)


def test_a_silent_name_ends_with_the_deadline_and_is_not_asked_again(zone, dns_of):
    zone.behaves["silent.example"] = "silent"
    dns = dns_of(deadline_seconds=0.4)
    begun = time.monotonic()
    lookups = dns.for_one_mail()
    assert lookups.ask("silent.example", "TXT").state is State.UNANSWERED
    assert time.monotonic() - begun < 2
    assert lookups.unanswered == ("silent.example",)
    asked = len(zone.asked)
    again = dns.for_one_mail()
    begun = time.monotonic()
    assert again.ask("silent.example", "TXT").state is State.UNANSWERED
    assert time.monotonic() - begun < 0.1
    assert len(zone.asked) == asked


def test_after_the_deadline_every_name_is_unknown_and_none_is_absent(zone, dns_of):
    zone.behaves["silent.example"] = "silent"
    zone.add("a.example", "A", "192.0.2.1")
    lookups = dns_of(deadline_seconds=0.3).for_one_mail()
    lookups.ask("silent.example", "A")
    assert lookups.ask("a.example", "A").state is State.UNANSWERED
    assert lookups.unanswered == ("silent.example", "a.example")


def test_a_dead_name_server_takes_no_more_than_its_share_of_the_time(zone, dns_of):
    dns = dns_of(deadline_seconds=0.3, budget_seconds=0.8, window_seconds=600)
    begun = time.monotonic()
    for number in range(30):
        name = f"silent{number}.example"
        zone.behaves[name] = "silent"
        assert dns.for_one_mail().ask(name, "A").state is State.UNANSWERED
    assert time.monotonic() - begun < 3


def test_the_budget_comes_back_with_time(zone, dns_of):
    now = [0.0]
    zone.add("a.example", "A", "192.0.2.1")
    dns = dns_of(deadline_seconds=2.0, budget_seconds=5.0, window_seconds=100.0, clock=lambda: now[0])
    dns.note_waiting(5.0)
    assert dns.for_one_mail().ask("a.example", "A").state is State.UNANSWERED
    now[0] = 101.0
    assert dns.for_one_mail().ask("a.example", "A").values == ("192.0.2.1",)


def test_what_was_asked_once_is_answered_from_the_cache(zone, dns_of):
    zone.add("a.example", "A", "192.0.2.1")
    dns = dns_of()
    for _ in range(3):
        assert dns.for_one_mail().ask("A.example.", "A").values == ("192.0.2.1",)
    assert zone.asked == [("a.example", "A")]


def test_several_at_once_cost_the_time_of_one(zone, dns_of):
    names = [f"silent{number}.example" for number in range(6)]
    zone.behaves.update(dict.fromkeys(names, "silent"))
    zone.add("a.example", "A", "192.0.2.1")
    lookups = dns_of(deadline_seconds=0.5).for_one_mail()
    begun = time.monotonic()
    lookups.ask_together([*((name, "A") for name in names), ("a.example", "A")])
    assert time.monotonic() - begun < 1.5
    assert [lookups.ask(name, "A").state for name in names] == [State.UNANSWERED] * 6
    assert lookups.unanswered == tuple(names)


def test_long_answers_come_by_tcp_and_absurd_records_are_left_out(zone, dns_of):
    zone.add("long.example", "TXT", "x" * 3_000).add("absurd.example", "TXT", "x" * (MAX_RECORD_BYTES + 1))
    lookups = dns_of().for_one_mail()
    assert lookups.ask("long.example", "TXT").texts == (b"x" * 3_000,)
    absurd = lookups.ask("absurd.example", "TXT")
    assert (absurd.texts, absurd.oversize) == ((), True)


def test_an_alias_is_followed_and_a_ring_of_aliases_ends(zone, dns_of):
    zone.add("ring.example", "CNAME", "ring.example").add("ring.example", "A")
    assert dns_of().for_one_mail().ask("ring.example", "A").values == ()


@pytest.mark.parametrize(
    "name", ["", "a..example", f"{'x' * 64}.example", ".".join(["label"] * 60), "\udce9.example", "a b"]
)
def test_names_that_cannot_exist_never_raise(dns_of, name):
    assert dns_of(deadline_seconds=0.5).for_one_mail().ask(name, "A").values == ()


def test_no_mail_asks_without_end(zone, dns_of):
    zone.add("a.example", "A", "192.0.2.1")
    lookups = dns_of().for_one_mail()
    for _ in range(MAX_QUESTIONS):
        assert lookups.ask("a.example", "A").values
    assert lookups.ask("a.example", "A").state is State.UNANSWERED


@pytest.mark.parametrize(
    ("text", "server"),
    [("192.0.2.1", ("192.0.2.1", 53)), ("127.0.0.1:5353", ("127.0.0.1", 5353)), ("[::1]:5353", ("::1", 5353)), ("::1", ("::1", 53))],
)  # fmt: skip
def test_a_name_server_may_have_a_port(text, server):
    (found,) = resolver_of([text]).nameservers
    assert (found.address, found.port) == server


def test_what_is_no_name_server_is_refused():
    with pytest.raises(ValueError):
        resolver_of(["resolver.example"])
