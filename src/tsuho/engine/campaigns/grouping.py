"""Plan which new messages join which campaign (同一送信者群), and say why of each.

A strong key joins alone. A text that is half the same joins with one more weak key, named beside it. Everything else
suggests: a join that cannot be named is an accusation that cannot be explained. What strong keys join does not depend
on the order in which messages arrive; a likeness is looked for among the templates seen so far.

Campaigns that a person parted are never joined again, and a key under which more than 30 strangers came together names
nobody any more: it was a site or a number that many mails mention.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tsuho.engine.campaigns.clues import Clues, alike, places

CLOSE = 0.5  # of two texts: two thirds of each stand in the other
SAME_TEMPLATE = 0.8
ALIKE = "alike"  # stands before the weak keys that a text joined with
MAX_STRANGERS = 30
MAX_CANDIDATES = 64
_MAX_NEAR = 8  # templates that are alike and joined by nothing: one more would tell no more
_MAX_WEAK = 40
_ALWAYS_ONES_OWN = "text:"  # the same long text is never a stranger's


@dataclass(frozen=True, slots=True)
class Template:
    """A text seen before, with the weak keys that came with it.

    It is of a ``campaign``, or of one lone ``report`` that is in none.
    """

    id: int
    campaign: int | None
    report: int
    likeness: bytes
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of earlier messages, as far as the new ones touch it.

    ``campaign_of`` gives the campaign of keys seen before, ``strangers`` how many came by a key alone, ``templates`` those
    that share a place with a new message (by place), ``apart`` the campaigns that a person parted from a campaign.
    """

    campaign_of: Mapping[str, int] = field(default_factory=dict)
    strangers: Mapping[str, int] = field(default_factory=dict)
    templates: Mapping[int, Sequence[Template]] = field(default_factory=dict)
    apart: Mapping[int, Collection[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Why:
    """Why one message is where it is: its keys that the campaign holds, or what its text is like and with which weak keys.

    ``similarity`` is that of the nearest template it joined by; None where keys alone joined it.
    """

    keys: tuple[str, ...]
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """Messages that belong together.

    ``messages`` are indexes into what was planned for, ``keys`` all their strong keys. ``campaigns`` are the known
    campaigns that they join, oldest number first: none means a new campaign, several become one, and the oldest keeps its
    number. ``lone_reports`` were in no campaign until now. ``bridges`` name what made two campaigns one.
    """

    messages: tuple[int, ...]
    keys: tuple[str, ...]
    campaigns: tuple[int, ...]
    lone_reports: tuple[int, ...] = ()
    bridges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewTemplate:
    """A text that nothing known was the same as; ``message`` is the index of the first that had it."""

    message: int
    likeness: bytes
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What filing has to write: joins in the order of their first message, why each message joined, what to remember.

    ``lone`` says of reports that were in no campaign until now why they are. ``wider`` are weak keys to add to known
    templates, ``strangers`` how many more came by a key alone.
    """

    joins: tuple[Joined, ...]
    why: Mapping[int, Why]
    lone: Mapping[int, Why]
    templates: tuple[NewTemplate, ...]
    wider: Mapping[int, frozenset[str]]
    strangers: Mapping[str, int]


def plan(messages: Sequence[Clues], memory: Memory) -> Plan:
    """The joins that new messages bring about. One without a strong key and like no other stands alone, in no campaign."""
    planner = _Planner(memory)
    for index, clues in enumerate(messages):
        planner.add(index, clues)
    return planner.planned(messages)


@dataclass(frozen=True, slots=True)
class _Message:
    index: int


@dataclass(frozen=True, slots=True)
class _Lone:
    report: int


_Node = str | int | _Message | _Lone  # a key, a campaign's number, a new message, an old one that is in no campaign


class _Planner:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._parents: dict[_Node, _Node] = {}
        self._campaigns: dict[_Node, frozenset[int]] = {}  # by root
        self._lone: dict[_Node, frozenset[int]] = {}
        self._bridges: list[tuple[_Node, str]] = []
        self._strangers: Counter[str] = Counter()
        self._own: list[Template] = []  # of this batch; id and report are the index of their first message
        self._own_places: dict[int, list[Template]] = {}
        self._wider: dict[int, frozenset[str]] = {}
        self._likeness: dict[int, Why] = {}
        self._why_lone: dict[int, Why] = {}

    # --- what belongs together
    def _root(self, node: _Node) -> _Node:
        parents = self._parents
        if node not in parents:
            parents[node] = node
            if isinstance(node, int):
                self._campaigns[node] = frozenset((node,))
            elif isinstance(node, _Lone):
                self._lone[node] = frozenset((node.report,))
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    def _unite(self, one: _Node, other: _Node, why: str) -> bool:
        """Put two together; False, and nothing done, where a person parted campaigns of theirs."""
        keep, goes = self._root(one), self._root(other)
        if keep == goes:
            return True
        ours, theirs = self._campaigns.get(keep, frozenset()), self._campaigns.get(goes, frozenset())
        if ours and theirs:
            if any(not theirs.isdisjoint(self._memory.apart.get(number, ())) for number in ours):
                return False
            self._bridges.append((keep, why))
        self._parents[goes] = keep
        if theirs:
            self._campaigns[keep] = ours | theirs
        if lone := self._lone.get(goes):
            self._lone[keep] = self._lone.get(keep, frozenset()) | lone
        return True

    # --- one message after another
    def add(self, index: int, clues: Clues) -> None:
        node = _Message(index)
        own = self._root(node)
        overused = {key for key in clues.strong if self._overused(key)}
        for key in clues.strong:
            if key in overused:
                continue
            known = self._memory.campaign_of.get(key)
            if known is not None:
                self._unite(known, key, key)
            self._unite(own, key, key)
        if clues.likeness:
            weak = clues.weak | overused
            near = list(self._near(clues.likeness))
            self._join_alike(index, near, weak)
            self._remember(index, clues.likeness, weak, near)
            self._count_stranger(index, clues, near)

    def _overused(self, key: str) -> bool:
        return self._memory.strangers.get(key, 0) + self._strangers[key] > MAX_STRANGERS

    def _near(self, likeness: bytes) -> Iterator[tuple[float, Template]]:
        """The templates that are close, nearest place count first; which are looked at does not depend on chance."""
        shared: dict[int, int] = {}
        found: dict[int, Template] = {}
        for place in places(likeness):
            for where in (self._memory.templates, self._own_places):
                for template in where.get(place, ()):
                    shared[template.id] = shared.get(template.id, 0) + 1
                    found[template.id] = template
        for number in sorted(shared, key=shared.__getitem__, reverse=True)[:MAX_CANDIDATES]:
            if (share := alike(likeness, found[number].likeness)) >= CLOSE:
                yield share, found[number]

    def _join_alike(self, index: int, near: Sequence[tuple[float, Template]], weak: frozenset[str]) -> None:
        best = Why(())
        for found, template in near:
            second = weak & self._wider.get(template.id, template.weak)
            if not second:
                continue
            why = Why((ALIKE, *sorted(second)), round(found, 2))
            if not self._unite(_Message(index), self._node(template), " + ".join(why.keys)):
                continue
            if template.id > 0 and template.campaign is None:
                self._why_lone.setdefault(template.report, why)
            if found > (best.similarity or 0):
                best = why
        if best.keys:
            self._likeness[index] = best

    def _node(self, template: Template) -> _Node:
        if template.id < 0:
            return _Message(template.report)
        return template.campaign if template.campaign is not None else _Lone(template.report)

    def _remember(
        self, index: int, likeness: bytes, weak: frozenset[str], near: Sequence[tuple[float, Template]]
    ) -> None:
        """Keep the text as a template, or widen the one of its campaign that it is a copy of."""
        root = self._root(_Message(index))
        for found, template in near:
            if found >= SAME_TEMPLATE and self._root(self._node(template)) == root:
                known = self._wider.get(template.id, template.weak)
                if not weak <= known and len(known) < _MAX_WEAK:
                    self._wider[template.id] = known | frozenset(sorted(weak - known)[: _MAX_WEAK - len(known)])
                return
        if len(near) < _MAX_NEAR:
            template = Template(-1 - index, None, index, likeness, weak)
            self._own.append(template)
            for place in places(likeness):
                self._own_places.setdefault(place, []).append(template)

    def _count_stranger(self, index: int, clues: Clues, near: Sequence[tuple[float, Template]]) -> None:
        """Note a message that one known key joined, and nothing else: neither its text nor another key nor its From."""
        known = [key for key in clues.strong if key in self._memory.campaign_of]
        if len(known) != 1 or known[0].startswith(_ALWAYS_ONES_OWN) or self._overused(known[0]):
            return
        name = known[0].partition(":")[2]
        if {f"from:{name}", f"dkim:{name}"} & clues.weak:
            return
        root = self._root(_Message(index))
        if not any(self._root(self._node(template)) == root for _, template in near):
            self._strangers[known[0]] += 1

    # --- what came of it
    def planned(self, messages: Sequence[Clues]) -> Plan:
        together: dict[_Node, list[int]] = {}
        for index in range(len(messages)):
            together.setdefault(self._root(_Message(index)), []).append(index)
        bridges: dict[_Node, list[str]] = {}
        for node, why in self._bridges:
            bridges.setdefault(self._root(node), []).append(why)
        joins, whys = [], {}
        for root, indexes in together.items():
            held = {index: self._held(root, messages[index]) for index in indexes}
            keys = tuple(dict.fromkeys(key for index in indexes for key in held[index]))
            campaigns, lone = self._campaigns.get(root, frozenset()), self._lone.get(root, frozenset())
            if not keys and not campaigns and len(indexes) + len(lone) == 1:
                continue
            reasons = tuple(dict.fromkeys(bridges.get(root, ())))
            joins.append(Joined(tuple(indexes), keys, tuple(sorted(campaigns)), tuple(sorted(lone)), reasons))
            for index in indexes:
                like = self._likeness.get(index, Why(()))
                whys[index] = Why((*held[index], *like.keys), like.similarity)
        return Plan(
            tuple(joins), whys, dict(self._why_lone), self._new_templates(), self._known_wider(), dict(self._strangers)
        )

    def _held(self, root: _Node, clues: Clues) -> list[str]:
        """The message's strong keys that its campaign holds: not those that stayed with another or name nobody."""
        return [key for key in clues.strong if key in self._parents and self._root(key) == root]

    def _new_templates(self) -> tuple[NewTemplate, ...]:
        return tuple(NewTemplate(each.report, each.likeness, self._wider.get(each.id, each.weak)) for each in self._own)

    def _known_wider(self) -> dict[int, frozenset[str]]:
        return {number: weak for number, weak in self._wider.items() if number > 0}
