"""Progress towards a target, judged by published methods; each rating shows its inputs, ratio and thresholds.

Boundaries are decided exactly: inputs are the decimals as printed (:class:`fractions.Fraction`), roots
are taken with 50 digits, and a ratio within 1e-30 of a threshold counts as equal to it (so that “≥ 0.95”
holds at 0.95). ``at_the_line`` marks a ratio within 1e-9 of a threshold, and a value that equals its target.

Sources: *statcan*: Statistics Canada / Open SDG progress methodology, as published with its program.
*eurostat*: the same ratio with Eurostat's labels. *un*: UN DESA progress assessment, 2023. *escap_csi*,
*escap_api*: UN ESCAP (formulas published; the weights of the regression and the cut-offs are recalled,
not read). *weather*: German sustainability strategy (Destatis). *sdsn*: SDG Index, linear (recalled).
*required_pace*: ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.calc.rating_base import STATUSES, Case, Rating, Status, exact
from workbench.calc.rating_growth import eurostat, statcan, un
from workbench.calc.rating_linear import escap_api, escap_csi, required_pace, sdsn, weather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["METHODS", "STATUSES", "Case", "Rating", "Status", "exact", "rate"]

METHODS: Final[dict[str, Callable[[Case], Rating]]] = {
    "statcan": statcan,
    "eurostat": eurostat,
    "un": un,
    "escap_csi": escap_csi,
    "escap_api": escap_api,
    "weather": weather,
    "sdsn": sdsn,
    "required_pace": required_pace,
}


def rate(case: Case, methods: Iterable[str] | None = None) -> dict[str, Rating]:
    """The case under each method. Raises ``KeyError`` for an unknown one."""
    return {name: METHODS[name](case) for name in (METHODS if methods is None else methods)}
