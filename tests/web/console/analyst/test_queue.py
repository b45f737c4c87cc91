"""The queue: most pressing first, filtered, claimed row by row, and the next free item on demand."""

from tsuho.casework.queue_ports import QueueFilter


def items(answer):
    return [entry.item for entry, _, _ in answer.context["page"].rows]


def test_what_waits_is_listed_as_the_port_orders_it(as_, centre):
    from tsuho.web.console.in_hand import analysing

    answer = as_("one-analyst").get("/console/queue/")
    listed = analysing().queue.page(QueueFilter(), None, 50, centre.now()).entries
    assert items(answer) == [each.item for each in listed] and len(listed) >= 2
    assert answer.context["count"] == len(listed)


def test_filters_are_the_ports_filters_and_nonsense_filters_nothing_away(as_):
    own = as_("one-analyst")
    everything = items(own.get("/console/queue/"))
    only = items(own.get("/console/queue/?kind=campaign"))
    assert only and {each.kind for each in only} == {"campaign"} and set(only) < set(everything)
    assert items(own.get("/console/queue/?mine=on")) == []
    assert items(own.get("/console/queue/?asn=x&after=zzz")) == everything
    assert items(own.get("/console/queue/?since=2030-01-01")) == []


def test_pages_do_not_overlap(as_, monkeypatch):
    from tsuho.web.console import queue

    own = as_("one-analyst")
    everything = items(own.get("/console/queue/"))
    monkeypatch.setattr(queue, "SIZE", 1)
    walked, after = [], ""
    while True:
        answer = own.get(f"/console/queue/?after={after}")
        walked += items(answer)
        after = answer.context["page"].after
        if not after:
            break
    assert walked == everything


def test_a_row_is_claimed_opened_and_given_back(as_):
    own, other = as_("one-analyst"), as_("one-administrator")
    item = items(own.get("/console/queue/"))[0]
    row = {"kind": item.kind, "number": item.number}
    answer = own.post("/console/queue/", row | {"act": "claim"})
    assert answer.url == f"/console/{'mail' if item.kind == 'report' else 'campaigns'}/{item.number}/"
    assert items(own.get("/console/queue/?mine=on")) == [item] and items(other.get("/console/queue/?mine=on")) == []
    assert other.post("/console/queue/", row | {"act": "claim"}).url == "/console/queue/"
    own.post("/console/queue/", row | {"act": "release"})
    assert items(own.get("/console/queue/?mine=on")) == []
    for wrong in ({"kind": "sender", "number": 1}, {"kind": "report", "number": "x"}, {}):
        assert own.post("/console/queue/", wrong).status_code == 404


def test_the_next_one_is_the_most_pressing_that_nobody_has(as_):
    own, other = as_("one-analyst"), as_("one-administrator")
    waiting = items(own.get("/console/queue/"))
    opened = [(own if n % 2 else other).post("/console/queue/next/").url for n in range(len(waiting))]
    assert opened == [f"/console/{'mail' if each.kind == 'report' else 'campaigns'}/{each.number}/" for each in waiting]
    assert own.post("/console/queue/next/").url == "/console/queue/"
    assert own.get("/console/queue/next/").status_code == 405


def test_only_analysts_come_in(as_):
    for name in ("one-consultant", "one-liaison", "one-official", "one-provider"):
        assert as_(name).get("/console/queue/").status_code == 403
