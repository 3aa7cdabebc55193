"""Where words go on a chart so that they do not lie on one another or on what they name. No Qt; pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

Place = Literal["above", "below", "right", "left", "above_left", "above_right", "below_left", "below_right"]

_AROUND: tuple[Place, ...] = (
    "above",
    "below",
    "right",
    "left",
    "above_right",
    "above_left",
    "below_right",
    "below_left",
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """The shared area, 0 if apart."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return wide * high if wide > 0 and high > 0 else 0.0

    def within(self, other: Box) -> bool:
        """Whether all of this box lies inside the other."""
        return (
            self.x >= other.x - 0.5
            and self.y >= other.y - 0.5
            and self.x + self.width <= other.x + other.width + 0.5
            and self.y + self.height <= other.y + other.height + 0.5
        )

    def moved(self, dx: float, dy: float) -> Box:
        """The same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that names the point at (x, y). ``gap``: distance kept from it. Lower ``rank`` is placed first."""

    text: str
    x: float
    y: float
    width: float
    height: float
    gap: float = 6.0
    places: tuple[Place, ...] = _AROUND
    rank: int = 0
    color: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a wish came to stand. ``leader``: it stands so far off that a thin line should tie it to its point."""

    wish: Wish
    box: Box
    leader: bool = False
    order: int = field(default=0)


def _candidate(wish: Wish, place: Place, stretch: float) -> Box:
    gap = wish.gap + stretch
    x = wish.x - wish.width / 2
    y = wish.y - wish.height / 2
    if "left" in place:
        x = wish.x - gap - wish.width
    if "right" in place:
        x = wish.x + gap
    if "above" in place:
        y = wish.y - gap - wish.height
    if "below" in place:
        y = wish.y + gap
    return Box(x, y, wish.width, wish.height)


def place_labels(wishes: Sequence[Wish], bounds: Box, obstacles: Sequence[Box] = ()) -> list[Placed]:
    """Place every label inside *bounds*, off one another; off *obstacles* (curves, symbols) where there is room.

    Greedy: by rank, each takes the free place nearest to its point; a label that finds none stands further off with a
    leader, and only if even that fails is left out (its figure is still in the table and in the walk).
    """
    placed: list[Placed] = []
    for order, wish in sorted(enumerate(wishes), key=lambda pair: (pair[1].rank, pair[0])):
        best: tuple[float, Box, bool] | None = None
        for round_number, stretch in enumerate((0.0, 8.0, 20.0, 36.0, 56.0, 80.0)):
            for preference, place in enumerate(wish.places):
                box = _candidate(wish, place, stretch)
                box = _pushed_in(box, bounds) if round_number else box
                if not box.within(bounds):
                    continue
                if any(box.overlap(other.box) > 0.5 for other in placed):
                    continue
                area = wish.width * wish.height
                cost = 6.0 * sum(box.overlap(other) for other in obstacles) / area
                cost += 0.05 * preference + 0.4 * round_number
                if best is None or cost < best[0]:
                    best = (cost, box, round_number >= 2)
            if best is not None and best[0] < 0.4 * (round_number + 1):
                break
        if best is not None:
            placed.append(Placed(wish, best[1], best[2], order))
    return sorted(placed, key=lambda item: item.order)


def _pushed_in(box: Box, bounds: Box) -> Box:
    x = min(max(box.x, bounds.x), bounds.x + bounds.width - box.width)
    y = min(max(box.y, bounds.y), bounds.y + bounds.height - box.height)
    return Box(x, y, box.width, box.height)


def path_obstacles(
    points: Sequence[tuple[float, float]], thickness: float = 3.0, stride: float = 9.0
) -> list[Box]:
    """Small boxes along a polyline, at most *stride* pixels apart."""
    boxes: list[Box] = []
    half = thickness / 2
    for (x0, y0), (x1, y1) in pairwise(points):
        length = max(abs(x1 - x0), abs(y1 - y0))
        count = max(1, int(length / stride))
        for index in range(count + 1):
            part = index / count
            boxes.append(
                Box(x0 + (x1 - x0) * part - half, y0 + (y1 - y0) * part - half, thickness, thickness)
            )
    return boxes
