"""Joining: strong keys give a union of sets whatever the order; a text that is alike joins with a second key, and says so."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.campaigns.clues import Clues, places
from tsuho.engine.campaigns.grouping import MAX_STRANGERS, Joined, Memory, Template, Why, plan
from tsuho.engine.campaigns.sketch import VALUES

TEXT = bytes(range(VALUES))
NEAR = bytes(
    value + 1 if index % 5 == 4 else value for index, value in enumerate(TEXT)
)  # four fifths, in one band none
FAR = bytes(value + 1 if index % 2 else value for index, value in enumerate(TEXT))
OTHER = bytes(255 - value for value in range(VALUES))


def near(share: float) -> bytes:
    """A sketch of which that share is as in TEXT, whole bands first."""
    return TEXT[: round(share * VALUES)] + bytes(255 - value for value in TEXT[round(share * VALUES) :])


def strong(*keys):
    return Clues(tuple(keys))


def text(likeness, *weak, keys=()):
    return Clues(tuple(keys), frozenset(weak), likeness)


def memory(*templates, **more):
    by_place = {}
    for template in templates:
        for place in places(template.likeness):
            by_place.setdefault(place, []).append(template)
    return Memory(templates=by_place, **more)


def joins(messages, known=None):
    return plan(messages, known or Memory()).joins


# --- strong keys
def test_messages_that_share_a_key_are_one_campaign_and_others_are_not():
    assert joins([strong("landing:a.example", "phone:1"), strong("landing:b.example"), strong("phone:1")]) == (
        Joined((0, 2), ("landing:a.example", "phone:1"), ()),
        Joined((1,), ("landing:b.example",), ()),
    )


def test_a_message_without_a_strong_key_and_like_no_other_is_in_no_campaign():
    assert joins([strong(), text(TEXT, "name:a"), text(b"", "name:a")]) == ()


def test_a_known_key_names_the_campaign():
    assert joins([strong("a"), strong("b")], Memory({"b": 7, "z": 9})) == (
        Joined((0,), ("a",), ()),
        Joined((1,), ("b",), (7,)),
    )


def test_a_bridge_makes_known_campaigns_one_says_which_key_did_and_the_oldest_keeps_its_number():
    assert joins([strong("a", "b")], Memory({"a": 9, "b": 3})) == (Joined((0,), ("a", "b"), (3, 9), (), ("b",)),)


def test_two_messages_meet_in_a_campaign_that_only_the_known_keys_connect():
    assert joins([strong("a"), strong("b")], Memory({"a": 5, "b": 5})) == (Joined((0, 1), ("a", "b"), (5,)),)


def test_each_message_says_its_own_keys():
    assert plan([strong("a", "b"), strong("b")], Memory()).why == {0: Why(("a", "b")), 1: Why(("b",))}


strong_sets = st.sets(st.sampled_from("abcdefghijkl"), max_size=3)


class Book:
    """Campaigns kept by applying plans one after another, as the records do."""

    def __init__(self):
        self.campaign_of_key, self.campaign_of_message, self.numbers = {}, {}, 0

    def file(self, messages):
        names = list(messages)
        found = plan([strong(*sorted(messages[name])) for name in names], Memory(self.campaign_of_key))
        for joined in found.joins:
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
@given(st.lists(strong_sets, max_size=14), st.randoms(use_true_random=False), st.integers(1, 5))
def test_campaigns_do_not_depend_on_order_or_batches_and_equal_the_union_of_keys(sets, rng: random.Random, size):
    messages = dict(enumerate(sets))
    order = list(messages)
    rng.shuffle(order)
    book = Book()
    for start in range(0, len(order), size):
        book.file({name: messages[name] for name in order[start : start + size]})
    assert book.campaigns() == union_of(messages)


# --- a text that is alike, and one more key
def test_a_near_text_with_a_second_key_joins_and_says_how_near():
    found = plan([text(TEXT, "name:a", "from:x"), text(near(0.7), "name:a", "from:y")], Memory())
    assert found.joins == (Joined((0, 1), (), ()),)
    assert found.why == {0: Why(()), 1: Why(("alike", "name:a"), 0.7)}


def test_a_near_text_alone_and_a_second_key_alone_only_suggest():
    assert joins([text(TEXT, "name:a"), text(near(0.7), "name:b")]) == ()
    assert joins([text(TEXT, "name:a"), text(OTHER, "name:a")]) == ()
    assert joins([text(TEXT, "name:a"), text(near(0.45), "name:a")]) == ()
    assert joins([text(b"", "name:a"), text(b"", "name:a")]) == ()


def test_a_short_text_joins_when_it_is_the_same_and_a_second_key_is():
    same, other = b"a" * 16, b"a" * 15 + b"b"
    assert joins([text(same, "name:a"), text(same, "name:a")]) == (Joined((0, 1), (), ()),)
    assert joins([text(same, "name:a"), text(same, "name:b")]) == ()
    assert joins([text(same, "name:a"), text(other, "name:a")]) == ()


def test_a_rotated_domain_comes_to_the_campaign_of_its_template():
    known = memory(Template(4, 7, 70, TEXT, frozenset({"subject:s"})))
    found = plan([text(near(0.9), "subject:s", keys=["landing:new.example"])], known)
    assert found.joins == (Joined((0,), ("landing:new.example",), (7,)),)
    assert found.why[0] == Why(("landing:new.example", "alike", "subject:s"), 0.9)


def test_a_text_that_is_near_two_campaigns_makes_them_one_and_names_the_bridge():
    known = memory(
        Template(4, 7, 70, TEXT, frozenset({"subject:s"})),
        Template(5, 3, 30, near(0.8), frozenset({"name:n"})),
    )
    (joined,) = joins([text(near(0.9), "subject:s", "name:n")], known)
    assert (joined.campaigns, joined.bridges) == ((3, 7), ("alike + name:n",))


def test_a_lone_report_is_brought_in_with_its_reason():
    known = memory(Template(4, None, 70, TEXT, frozenset({"name:a"})))
    found = plan([text(TEXT, "name:a")], known)
    assert found.joins == (Joined((0,), (), (), (70,)),)
    assert found.lone == {70: Why(("alike", "name:a"), 1.0)}


# --- what is remembered
def test_a_new_text_becomes_a_template_and_a_copy_widens_it():
    found = plan([text(TEXT, "name:a", "from:x"), text(near(0.9), "name:a", "from:y")], Memory())
    (template,) = found.templates
    assert (template.message, template.likeness, template.weak) == (0, TEXT, {"name:a", "from:x", "from:y"})


def test_a_known_template_is_widened_by_its_own_copies_only():
    known = memory(Template(4, 7, 70, TEXT, frozenset({"name:a"})))
    assert plan([text(TEXT, "name:a", "from:y")], known).wider == {4: {"name:a", "from:y"}}
    apart = plan([text(TEXT, "name:b")], known)
    assert apart.wider == {}
    assert [each.weak for each in apart.templates] == [{"name:b"}]


def test_texts_that_nothing_joins_are_not_kept_without_end():
    found = plan([text(TEXT, f"name:{number}") for number in range(50)], Memory())
    assert len(found.templates) == 8


def test_the_weak_keys_of_a_template_have_an_end():
    found = plan([text(TEXT, "name:a", f"from:{number}") for number in range(100)], Memory())
    assert len(found.templates[0].weak) == 40
    assert "name:a" in found.templates[0].weak


# --- who was parted
def test_campaigns_that_a_person_parted_are_not_joined_again_by_a_key():
    parted = Memory({"a": 9, "b": 3}, apart={9: {3}, 3: {9}})
    found = plan([strong("a", "b"), strong("b")], parted)
    assert found.joins == (Joined((0,), ("a",), (9,)), Joined((1,), ("b",), (3,)))
    assert found.why[0] == Why(("a",)), "the key that stayed with the other side is not named"


def test_nor_by_a_text_nor_by_way_of_a_third():
    template = Template(4, 3, 30, TEXT, frozenset({"name:a"}))
    parted = memory(template, campaign_of={"a": 9, "c": 5}, apart={9: {3}, 3: {9}})
    messages = [text(TEXT, "name:a", keys=["a"]), strong("a", "c"), text(TEXT, "name:a", keys=["c"])]
    together = [joined.campaigns for joined in joins(messages, parted)]
    assert together == [(5, 9)]


# --- who comes by a key and nothing else
def stranger(number, *weak, keys=("landing:site.example",)):
    likeness = bytes((value * (2 * number + 3)) % 256 for value in range(VALUES))
    return text(likeness, *weak, keys=keys)


def test_strangers_are_counted_and_after_thirty_the_key_joins_nobody():
    known = Memory({"landing:site.example": 7})
    found = plan([stranger(number) for number in range(MAX_STRANGERS + 5)], known)
    assert found.strangers == {"landing:site.example": MAX_STRANGERS + 1}
    assert found.joins == (Joined(tuple(range(MAX_STRANGERS + 1)), ("landing:site.example",), (7,)),)
    later = plan([stranger(1), strong("landing:site.example")], Memory({"landing:site.example": 7}, found.strangers))
    assert later.joins == ()


def test_an_overused_key_may_still_be_the_second_of_two():
    over = {"landing:site.example": MAX_STRANGERS + 1}
    template = Template(4, 7, 70, TEXT, frozenset({"landing:site.example"}))
    found = plan([text(near(0.9), keys=["landing:site.example"])], memory(template, strangers=over))
    assert found.joins == (Joined((0,), (), (7,)),)


def test_no_stranger_is_who_shares_a_text_or_another_key_or_writes_from_there():
    template = Template(4, 7, 70, TEXT, frozenset())
    known = memory(template, campaign_of={"landing:site.example": 7, "phone:1": 7, "text:t": 7})
    messages = [
        text(near(0.6), keys=["landing:site.example"]),
        stranger(1, keys=("landing:site.example", "phone:1")),
        stranger(2, "from:site.example"),
        stranger(3, keys=("text:t",)),
        strong("landing:site.example"),
    ]
    assert plan(messages, known).strangers == {}


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(
            strong_sets,
            st.sets(st.sampled_from(["name:a", "name:b", "from:c"])),
            st.sampled_from([b"", TEXT, NEAR, FAR, OTHER, b"s" * 16]),
        ),
        max_size=12,
    ),
    st.sets(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=3),
)
def test_every_message_is_in_one_join_at_most_and_parted_campaigns_in_none_together(drawn, pairs):
    apart = {}
    for one, other in pairs:
        if one != other:
            apart.setdefault(one, set()).add(other)
            apart.setdefault(other, set()).add(one)
    known = memory(
        Template(1, 1, 10, TEXT, frozenset({"name:a"})),
        Template(2, None, 20, NEAR, frozenset({"name:b"})),
        campaign_of={"a": 1, "b": 2, "c": 3, "d": 4},
        apart=apart,
    )
    found = plan([Clues(tuple(sorted(keys)), frozenset(weak), own) for keys, weak, own in drawn], known)
    indexes = [index for joined in found.joins for index in joined.messages]
    campaigns = [number for joined in found.joins for number in joined.campaigns]
    assert len(indexes) == len(set(indexes)) and len(campaigns) == len(set(campaigns))
    assert set(found.why) == set(indexes)
    for joined in found.joins:
        assert not any(other in apart.get(one, ()) for one in joined.campaigns for other in joined.campaigns)
