"""Where the bytes that prove a finding stand in the text as its reader sees it: evidence points at bytes, a screen at characters."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.text import Run, Text
from tsuho.words.judged import Finding
from tsuho.words.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` (half-open) prove what a rule says."""

    start: int
    end: int
    rule: str
    verdict: Verdict


@dataclass(slots=True)
class _Places:
    """Byte offsets of the characters of each decoded part, found once."""

    offsets: dict[int, Sequence[int]] = field(default_factory=dict)

    def of(self, source: Decoded) -> Sequence[int]:
        """Where each character of a part begins, and where the last one ends."""
        if id(source) not in self.offsets:
            self.offsets[id(source)] = _offsets(source)
        return self.offsets[id(source)]


def marks(text: Text, findings: Iterable[Finding]) -> list[Mark]:
    """The marks of all findings whose evidence stands in this text, in its order."""
    places = _Places()
    found: list[Mark] = []
    for finding in findings:
        for evidence in finding.evidence:
            part = evidence.where.partition("part:")[2]
            if not part or evidence.span[0] >= evidence.span[1]:
                continue
            span = _characters(text, int(part), evidence.span, places)
            if span is not None:
                found.append(Mark(*span, finding.rule, finding.verdict))
    return sorted(found, key=lambda each: (each.start, each.end, each.rule))


def _characters(text: Text, part: int, span: tuple[int, int], places: _Places) -> tuple[int, int] | None:
    starts, ends = [], []
    for run in text.runs:
        if run.part == part and (own := _in_run(run, span, places.of(run.source))) is not None:
            starts.append(own[0])
            ends.append(own[1])
    return (min(starts), max(ends)) if starts else None


def _in_run(run: Run, span: tuple[int, int], offsets: Sequence[int]) -> tuple[int, int] | None:
    """The characters of one run that lie in a span of bytes; None where none does."""
    low, high = run.source_start, min(run.source_end, len(offsets) - 1)
    if high <= low or offsets[high] <= span[0] or offsets[low] >= span[1]:
        return None
    if run.end - run.start != run.source_end - run.source_start:
        return run.start, run.end  # an entity, folded blanks: one piece
    first = bisect_left(offsets, span[0], low, high)
    last = bisect_left(offsets, span[1], low, high)
    return (run.start + first - low, run.start + last - low) if last > first else None


def _offsets(source: Decoded) -> Sequence[int]:
    if source.used == "utf-8" and not source.lossy and source.written is None:
        return [0, *accumulate(len(char.encode("utf-8", "surrogatepass")) for char in source.text)]
    count = len(source.text)
    return [*(source.byte_span(at, at + 1)[0] for at in range(count)), source.byte_span(max(count - 1, 0), count)[1]]
