"""The text of a message as its reader sees it, every character traceable to the bytes it was written in.

A text is a string and, beside it, runs: stretches that stand one to one in the decoded text of a MIME part. Text that
layout adds (a line break where a block ends) belongs to no run.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.folded import Folded, fold
from tsuho.words.evidence import Evidence


class Run(NamedTuple):
    """Characters ``start`` to ``end`` of the text stand at ``source_start`` to ``source_end`` of a decoded part.

    Where both are of one length the characters correspond one to one; otherwise (an entity, folded blanks) the
    whole run is one piece.
    """

    start: int
    end: int
    part: int
    source: Decoded
    source_start: int
    source_end: int


@dataclass(frozen=True)
class Text:
    """Visible text in reading order; hidden text and what pictures say instead of themselves (``alts``) apart.

    ``why_not_whole`` is empty when the text is whole. ``charset_guess`` is what the bytes look like, ``charset_used`` what won.
    ``ways`` names how something was hidden: display_none, tiny, same_colour, comment, far_below, zero_width, …
    """

    chars: str
    runs: tuple[Run, ...] = ()
    hidden: "Text | None" = None
    why_not_whole: str = ""
    charset_label: str = ""
    charset_used: str = ""
    charset_guess: str = ""
    alts: "Text | None" = None
    ways: tuple[str, ...] = ()
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    @property
    def whole(self) -> bool:
        """False when the end may be missing or unreadable, so that no display duty can be judged as absent."""
        return not self.why_not_whole

    @cached_property
    def folded(self) -> Folded:
        """The text as patterns see it."""
        return fold(self.chars)

    @property
    def repaired(self) -> str:
        """Which mistake was undone in it (mojibake); empty for a text that stands as it was written."""
        return next((run.source.repaired for run in self.runs if run.source.repaired), "")

    @cached_property
    def as_written(self) -> str:
        """The text before its mojibake was undone; empty where nothing was."""
        if not self.repaired:
            return ""
        pieces: list[str] = []
        done = 0
        for run in self.runs:
            pieces.append(self.chars[done : run.start])
            done = run.end
            source = run.source.written
            if not run.source.repaired or source is None or run.end - run.start != run.source_end - run.source_start:
                pieces.append(self.chars[run.start : run.end])
                continue
            a, b = run.source.written_span(run.source_start, run.source_end)
            pieces.append(source.text[a:b])
        pieces.append(self.chars[done:])
        return "".join(pieces)

    @cached_property
    def whole_span(self) -> Evidence:
        """The place where the whole text stands, quoted by its beginning and end only."""
        evidence = self.evidence(0, len(self.chars))
        quote = evidence.text
        return (
            evidence if len(quote) <= 80 else Evidence(evidence.where, evidence.span, f"{quote[:40]} … {quote[-36:]}")
        )

    def marked(self, why_not_whole: str) -> "Text":
        """The same text, not whole for a reason (empty: whole); what was folded once is not folded again."""
        if why_not_whole == self.why_not_whole:
            return self
        other = replace(self, why_not_whole=why_not_whole)
        if "folded" in self.__dict__:
            other.__dict__["folded"] = self.folded
        return other

    def evidence(self, start: int, end: int) -> Evidence:
        """Characters ``start`` to ``end`` (half-open, of ``chars``) as evidence, in the bytes of their part."""
        first, last = self._runs_of(start, end)
        if first is None or last is None:
            return Evidence("arrival", (0, 0), self.chars[start:end])
        a = _source_offset(first, max(start, first.start), is_end=False)
        b = _source_offset(last, min(end, last.end), is_end=True)
        return Evidence(f"part:{first.part}", first.source.byte_span(a, b), self.chars[start:end])

    def folded_evidence(self, start: int, end: int) -> Evidence:
        """The same for offsets of the folded text: what a pattern's match proves."""
        return self.evidence(*self.folded.original_span(start, end))

    def cut(self, ranges: Iterable[tuple[int, int]], why_not_whole: str | None = None) -> "Text":
        """A text made of some ranges of this one, in order: how an inline original is lifted out of a forward."""
        pieces: list[str] = []
        runs: list[Run] = []
        length = 0
        for start, end in ranges:
            pieces.append(self.chars[start:end])
            runs.extend(_moved(run, start, end, length - start) for run in self._overlapping(start, end))
            length += end - start
        why = self.why_not_whole if why_not_whole is None else why_not_whole
        return replace(self, chars="".join(pieces), runs=tuple(runs), why_not_whole=why, _starts=[])

    def _overlapping(self, start: int, end: int) -> Sequence[Run]:
        if not self.runs or end <= start:
            return ()
        if not self._starts:
            self._starts.extend(run.start for run in self.runs)
        low = max(0, bisect_right(self._starts, start) - 1)
        high = bisect_right(self._starts, end - 1)
        return [run for run in self.runs[low:high] if run.end > start and run.start < end]

    def _runs_of(self, start: int, end: int) -> tuple[Run | None, Run | None]:
        runs = self._overlapping(start, max(end, start + 1))
        if not runs:
            return None, None
        # A quotation that crosses into another part is placed by what stands in the first one.
        same = [run for run in runs if run.part == runs[0].part and run.source is runs[0].source]
        return same[0], same[-1]


def _source_offset(run: Run, at: int, *, is_end: bool) -> int:
    if run.end - run.start == run.source_end - run.source_start:
        return run.source_start + (at - run.start)
    if is_end:
        return run.source_end
    return run.source_start


def _moved(run: Run, start: int, end: int, shift: int) -> Run:
    a, b = max(run.start, start), min(run.end, end)
    if run.end - run.start == run.source_end - run.source_start:
        return Run(
            a + shift,
            b + shift,
            run.part,
            run.source,
            run.source_start + a - run.start,
            run.source_start + b - run.start,
        )
    return Run(a + shift, b + shift, run.part, run.source, run.source_start, run.source_end)


def plain_text(chars: str) -> Text:
    """A text that stands in one part of its own: for patterns, rules and tests that have a string and no mail."""
    source = Decoded.of_text(chars)
    return Text(chars, (Run(0, len(chars), 0, source, 0, len(chars)),), None, "", "utf-8", "utf-8")
