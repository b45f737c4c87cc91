"""Plan which new messages join which campaign (同一送信者群): whoever shares a strong key is one sender's.

Only strong keys join. Weak ones stay with the evidence and suggest, because a join that cannot be named is an accusation
that cannot be explained. The plan does not depend on the order in which messages arrive.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Joined:
    """Messages that belong together.

    ``messages`` are indexes into what was planned for, ``keys`` all their strong keys. ``campaigns`` are the known
    campaigns that these keys already name, oldest number first: none means a new campaign, several become one, and the
    oldest keeps its number.
    """

    messages: tuple[int, ...]
    keys: tuple[str, ...]
    campaigns: tuple[int, ...]


def plan(messages: Sequence[Collection[str]], known: Mapping[str, int]) -> tuple[Joined, ...]:
    """The joins that new messages, each given by its strong keys, bring about; in the order of their first message.

    ``known`` gives the campaign of keys seen before. A message without a strong key stands alone, in no campaign.
    """
    parents: dict[str | int, str | int] = {}

    def root(node: str | int) -> str | int:
        parents.setdefault(node, node)
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    for keys in messages:
        for key in keys:
            parents[root(key)] = root(next(iter(keys)))
            if key in known:
                parents[root(known[key])] = root(key)
    together: dict[str | int, list[int]] = {}
    for index, keys in enumerate(messages):
        if keys:
            together.setdefault(root(next(iter(keys))), []).append(index)
    return tuple(_joined(indexes, messages, known) for indexes in together.values())


def _joined(indexes: Sequence[int], messages: Sequence[Collection[str]], known: Mapping[str, int]) -> Joined:
    keys = tuple(dict.fromkeys(key for index in indexes for key in messages[index]))
    return Joined(tuple(indexes), keys, tuple(sorted({known[key] for key in keys if key in known})))
