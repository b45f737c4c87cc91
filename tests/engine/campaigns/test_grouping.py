"""Joining by strong keys: the same campaigns whatever the order, and exactly those that a union of sets gives."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.campaigns.grouping import Joined, plan


def test_messages_that_share_a_key_are_one_campaign_and_others_are_not():
    assert plan([["landing:a.example", "phone:0300000001"], ["landing:b.example"], ["phone:0300000001"]], {}) == (
        Joined((0, 2), ("landing:a.example", "phone:0300000001"), ()),
        Joined((1,), ("landing:b.example",), ()),
    )


def test_a_message_without_a_strong_key_is_in_no_campaign():
    assert plan([[], []], {}) == ()


def test_a_known_key_names_the_campaign():
    assert plan([["a"], ["b"]], {"b": 7, "z": 9}) == (Joined((0,), ("a",), ()), Joined((1,), ("b",), (7,)))


def test_a_bridge_makes_known_campaigns_one_and_the_oldest_keeps_its_number():
    assert plan([["a", "b"]], {"a": 9, "b": 3}) == (Joined((0,), ("a", "b"), (3, 9)),)


def test_two_messages_meet_in_a_campaign_that_only_the_known_keys_connect():
    assert plan([["a"], ["b"]], {"a": 5, "b": 5}) == (Joined((0, 1), ("a", "b"), (5,)),)


keys = st.sets(st.sampled_from("abcdefghijkl"), max_size=3)


class Book:
    """Campaigns kept by applying plans one after another, as the records do."""

    def __init__(self):
        self.campaign_of_key, self.campaign_of_message, self.numbers = {}, {}, 0

    def file(self, messages):
        names = list(messages)
        for joined in plan([sorted(messages[name]) for name in names], self.campaign_of_key):
            if joined.campaigns:
                number = joined.campaigns[0]
            else:
                self.numbers += 1
                number = self.numbers
            merged = set(joined.campaigns[1:])
            for book in (self.campaign_of_key, self.campaign_of_message):
                book.update({name: number for name, old in book.items() if old in merged})
            self.campaign_of_key.update(dict.fromkeys(joined.keys, number))
            self.campaign_of_message.update({names[index]: number for index in joined.messages})

    def campaigns(self):
        found = {}
        for name, number in self.campaign_of_message.items():
            found.setdefault(number, set()).add(name)
        return {frozenset(names) for names in found.values()}


def union_of(messages):
    """Grow one set of messages after another until none of them shares a key with the rest."""
    left = {name: own for name, own in messages.items() if own}
    found = set()
    while left:
        name, reached = left.popitem()
        group = {name}
        while more := {other for other, own in left.items() if own & reached}:
            group |= more
            reached = reached.union(*(left.pop(other) for other in more))
        found.add(frozenset(group))
    return found


@settings(max_examples=200)
@given(st.lists(keys, max_size=14), st.randoms(use_true_random=False), st.integers(1, 5))
def test_campaigns_do_not_depend_on_order_or_batches_and_equal_the_union_of_keys(sets, rng: random.Random, size):
    messages = dict(enumerate(sets))
    order = list(messages)
    rng.shuffle(order)
    book = Book()
    for start in range(0, len(order), size):
        book.file({name: messages[name] for name in order[start : start + size]})
    assert book.campaigns() == union_of(messages)
