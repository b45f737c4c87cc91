"""Style sheets of a mail: which rules of its ``<style>`` elements hold for an element, by tag, class, id and ancestors.

Only what mail clients apply on a wide, light screen: rules under a condition (``@media``) are left out, save that a rule
which shows an element on some screen keeps it from being called hidden. Selectors that look at anything but tag, class, id,
descendants and children hold for nothing. Capped: 200 kB, 2,000 rules, 200,000 looks at ancestors.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from tsuho.engine.parse.html_tags import Element, Tag
from tsuho.engine.parse.styles import NO_EFFECT, Declarations, Effect, Shown, cascaded, declarations, effect_of, merged

MAX_CSS = 200_000
MAX_RULES = 2_000
_MAX_LOOKS = 200_000
_MAX_KEPT = 4_000  # tags and elements that a sheet remembers
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_CONDITION = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)?\s*\Z")
_COMPOUND = re.compile(r"([a-z][\w-]*|\*)?((?:[.#][\w-]{1,100})*)\Z", re.IGNORECASE)
_COMBINATOR = re.compile(r"\s*(>)\s*|\s+")
_SHOWS = frozenset({"display", "visibility", "max-height", "height", "font-size", "opacity", "width", "max-width"})


@dataclass(frozen=True, slots=True)
class Compound:
    """Tag, classes and id that one element must have; empty where any will do."""

    tag: str
    classes: frozenset[str]
    ident: str

    def holds(self, tag: str, classes: frozenset[str], ident: str) -> bool:
        """Whether an element is such a one."""
        return (not self.tag or self.tag == tag) and self.classes <= classes and (not self.ident or self.ident == ident)


@dataclass(frozen=True, slots=True, eq=False)
class StyleRule:
    """One selector with its declarations; ``above`` are the compounds of its ancestors, nearest first, each with its combinator."""

    compound: Compound
    above: tuple[tuple[str, Compound], ...]
    declared: Declarations
    weight: tuple[int, int, int, int]
    conditional: bool


Open = tuple[
    str, Shown, Element
]  # an element that is open: its name, how text in it is shown, what selectors see of it


@dataclass
class Sheet:
    """The rules of a mail's style elements, found by the last compound of their selector.

    Kept from mail to mail of the same style elements, with what it said of each tag.
    """

    rules: tuple[StyleRule, ...]
    _by_key: dict[str, list[StyleRule]] = field(default_factory=dict)
    # By element: the rules that may hold, and those of them that hold wherever it stands.
    _matched: dict[Element, tuple[tuple[StyleRule, ...], tuple[StyleRule, ...]]] = field(default_factory=dict)
    _always: dict[Tag, Effect] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the rules."""
        for rule in self.rules:
            end = rule.compound
            key = f"#{end.ident}" if end.ident else f".{min(end.classes)}" if end.classes else end.tag
            self._by_key.setdefault(key, []).append(rule)

    def effect(self, tag: Tag, ancestors: Sequence[Open], looks: list[int]) -> Effect:
        """The effect of the sheet, the tag's style and its other attributes; ``looks`` counts looks at ancestors of this mail."""
        effect = self._always.get(tag)
        if effect is not None:
            return effect
        if len(self._always) + len(self._matched) > _MAX_KEPT:
            self._always.clear()
            self._matched.clear()
        found = self._matched.get(tag.element)
        if found is None:
            rules = self._candidates(*tag.element)
            found = self._matched[tag.element] = (rules, tuple(rule for rule in rules if not rule.above))
        rules, anywhere = found
        if len(rules) == len(anywhere):
            effect = self._always[tag] = _combined(rules, tag)
            return effect
        if looks[0] > _MAX_LOOKS:
            return _combined(anywhere, tag)
        return _combined(tuple(rule for rule in rules if not rule.above or _holds_above(rule, ancestors, looks)), tag)

    def _candidates(self, tag: str, classes: frozenset[str], ident: str) -> tuple[StyleRule, ...]:
        keys = [f"#{ident}"] if ident else []
        keys.extend(f".{name}" for name in classes)
        found = [
            rule
            for key in (*keys, tag, "")
            if key in self._by_key
            for rule in self._by_key[key]
            if rule.compound.holds(tag, classes, ident)
        ]
        found.sort(key=attrgetter("weight"))
        return tuple(found)


def _holds_above(rule: StyleRule, ancestors: Sequence[Open], looks: list[int]) -> bool:
    at = len(ancestors) - 1
    looks[0] += 1
    for combinator, compound in rule.above:
        while at >= 0:
            looks[0] += 1
            if looks[0] > _MAX_LOOKS:
                return False
            at -= 1
            if compound.holds(*ancestors[at + 1][2]):
                break
            if combinator == ">":
                return False
        else:
            return False
    return True


@lru_cache(maxsize=4096)
def _combined(holding: tuple[StyleRule, ...], tag: Tag) -> Effect:
    if not holding:
        return tag.effect
    own = declarations(tag.style) if tag.style else ()
    effect = effect_of(cascaded([rule.declared for rule in holding if not rule.conditional], [own]))
    if effect.way and any(rule.conditional for rule in holding):
        # shown on some screen: nobody can say that it is hidden
        effect = effect._replace(way="")
    effect = merged(tag.presentational, effect)
    return NO_EFFECT if effect == NO_EFFECT else effect


@lru_cache(maxsize=64)
def sheet_of(css: str) -> Sheet:
    """The sheet that the text of a mail's style elements makes, at most its first 200 kB."""
    return Sheet(sheet_rules(css))


def sheet_rules(css: str) -> tuple[StyleRule, ...]:
    """The rules of the style elements' text that can hide or show anything."""
    rules: list[StyleRule] = []
    open_blocks: list[str] = []
    pieces = _BRACE.split(_COMMENT.sub(" ", css[:MAX_CSS]).lower())
    for before, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if brace == "{":
            open_blocks.append(before.rpartition(";")[2].strip() if not open_blocks else before.strip())
            continue
        if not open_blocks:
            continue
        prelude = open_blocks.pop()
        if (
            not before.strip()
            or prelude.startswith("@")
            or any(not outer.startswith("@media") for outer in open_blocks)
        ):
            continue
        if any("print" in outer and "screen" not in outer for outer in open_blocks):
            continue
        conditional = any(not _CONDITION.match(outer) for outer in open_blocks)
        rules.extend(_rules(prelude, before, len(rules), conditional=conditional))
        if len(rules) >= MAX_RULES:
            break
    return tuple(rules[:MAX_RULES])


def _rules(selectors: str, body: str, order: int, *, conditional: bool) -> Iterator[StyleRule]:
    declared = declarations(body)
    if conditional:
        declared = tuple(
            each for each in declared if each[0] in _SHOWS and each[1] not in {"none", "hidden", "0", "0px"}
        )
    if not declared:
        return
    for selector in selectors.split(",")[:50]:
        chain = _chain(selector.strip())
        if chain is None:
            continue
        compound, above = chain
        every = [compound, *(each for _, each in above)]
        weight = (
            sum(bool(each.ident) for each in every),
            sum(len(each.classes) for each in every),
            sum(bool(each.tag) for each in every),
            order,
        )
        yield StyleRule(compound, above, declared, weight, conditional)


@lru_cache(maxsize=2048)
def _chain(selector: str) -> tuple[Compound, tuple[tuple[str, Compound], ...]] | None:
    if not selector or len(selector) > 300:
        return None
    parts = _COMBINATOR.split(selector)  # compound, combinator or None, compound, …
    compounds = [_compound(part) for part in parts[::2]]
    if len(compounds) > 12 or any(each is None for each in compounds):
        return None
    whole = [each for each in compounds if each is not None]
    combinators = [part or " " for part in parts[1::2]]
    return whole[-1], tuple(zip(reversed(combinators), reversed(whole[:-1]), strict=True))


def _compound(text: str) -> Compound | None:
    found = _COMPOUND.match(text)
    if not found or not text:
        return None
    names = re.findall(r"([.#])([\w-]+)", found.group(2))
    tag = (found.group(1) or "").lower()
    return Compound(
        "" if tag == "*" else tag,
        frozenset(name.lower() for mark, name in names if mark == "."),
        next((name.lower() for mark, name in names if mark == "#"), ""),
    )
