"""A bar chart drawn on the server, as a list of rectangles for an SVG; the same numbers stand in the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 160
_LEFT, _RIGHT, _BOTTOM, _TOP = 44, 14, 22, 10  # right: so that half of the last label is not cut


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle: of which series, of which group, where, and the number that it stands for."""

    series: int
    label: str
    value: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across at a round number, or a label below a group."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Groups of bars with their table: ``labels`` name the groups (``labels_name``: by what), ``series`` the numbers by the name of what they count."""

    caption: str
    labels_name: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    bars: tuple[Bar, ...]
    across: tuple[Tick, ...]
    below: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    left_text: int = _LEFT - 6
    ground: int = HEIGHT - _BOTTOM

    @property
    def rows(self) -> list[tuple[str, list[int]]]:
        """The table's rows: a group and its number in each series."""
        return [(label, [numbers[at] for _, numbers in self.series]) for at, label in enumerate(self.labels)]


def bar_chart(
    caption: str, labels_name: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[int]]], every: int = 1
) -> Chart:
    """Draw groups of bars, one bar a series; every n-th group is named below."""
    highest = _round_up(max((number for _, numbers in series for number in numbers), default=0))
    ground = HEIGHT - _BOTTOM
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(labels))
    wide = step * 0.8 / max(1, len(series))
    bars = []
    for which, (_, numbers) in enumerate(series):
        for at, number in enumerate(numbers):
            tall = (ground - _TOP) * number / highest
            x = _LEFT + at * step + step * 0.1 + which * wide
            bars.append(Bar(which, labels[at], number, _one(x), _one(ground - tall), _one(wide), _one(tall)))
    across = [Tick(f"{highest * part // 2:,}", _one(ground - (ground - _TOP) * part / 2)) for part in (0, 1, 2)]
    below = [Tick(labels[at], _one(_LEFT + (at + 0.5) * step)) for at in range(0, len(labels), every)]
    return Chart(
        caption,
        labels_name,
        tuple(labels),
        tuple((name, tuple(numbers)) for name, numbers in series),
        tuple(bars),
        tuple(across),
        tuple(below),
    )


def _round_up(number: int) -> int:
    """The next even number of the form 2, 4, 10, 20, 40, 100, … so that half of it is whole too."""
    power = 1
    while True:
        for step in (2, 4, 10):
            if step * power >= number:
                return step * power
        power *= 10


def _one(number: float) -> float:
    return round(number, 1)
