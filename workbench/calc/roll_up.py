"""One judgement from several: worst part, weighted mean of scores, counts.

Bands and nesting as in the Statistics Canada / Open SDG progress methodology: the mean of scores from −5 to +5, groups
averaged first; 2.5 and more is on track, 0 and more moderate, −2.5 and more limited, less deterioration; achieved only
where every part is. Worst part: the lowest status among the parts, as in the German strategy's rule for several targets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from workbench.calc.rating_base import STATUSES

if TYPE_CHECKING:
    from workbench.calc.rating_base import Status

BANDS: Final = ((Fraction(5, 2), 3), (Fraction(0), 2), (Fraction(-5, 2), 1))


@dataclass(frozen=True, slots=True)
class Scored:
    """A part of a roll-up. score: −5 … +5, ``None`` where it cannot be judged; weight ≥ 0."""

    id: str
    score: float | None
    status: Status | None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Rolled:
    """The judgement on several parts. used: those that have a score and a weight; worst: ids of the worst of them."""

    score: float | None
    status: Status | None
    worst_status: Status | None
    worst: tuple[str, ...]
    used: tuple[Scored, ...]
    left_out: tuple[Scored, ...]


def band(score: Fraction) -> Status:
    """The status of a mean score."""
    for bound, rank in BANDS:
        if score >= bound:
            return STATUSES[rank]
    return STATUSES[0]


def roll_up(parts: Sequence[Scored]) -> Rolled:
    """Weighted mean Σ w·s ÷ Σ w, exact in fractions of the scores, and the worst part.

    Parts without a score or with weight zero are left out and named. Raises ``ValueError`` for a negative weight.
    """
    if any(part.weight < 0 for part in parts):
        raise ValueError("negative weight")
    used = tuple(part for part in parts if part.score is not None and part.weight > 0)
    left_out = tuple(part for part in parts if part not in used)
    if not used:
        return Rolled(None, None, None, (), (), left_out)
    weights = [Fraction(repr(part.weight)) for part in used]
    scores = [Fraction(repr(float(part.score or 0))) for part in used]
    mean = sum((w * s for w, s in zip(weights, scores, strict=True)), Fraction(0)) / sum(weights)
    judged = [part for part in used if part.status is not None]
    lowest = min((STATUSES.index(part.status) for part in judged if part.status is not None), default=None)
    all_achieved = bool(judged) and all(part.status == "target_achieved" for part in used)
    return Rolled(
        float(mean),
        "target_achieved" if all_achieved else band(mean),
        None if lowest is None else STATUSES[lowest],
        tuple(part.id for part in judged if lowest is not None and part.status == STATUSES[lowest]),
        used,
        left_out,
    )
