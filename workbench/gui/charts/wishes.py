"""Which words wish to stand beside which point, and on which side first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF

from workbench.gui.charts.labels import Place, Wish

if TYPE_CHECKING:
    from workbench.gui.charts.foreground import Foreground
    from workbench.gui.charts.walk import Stop

AROUND_TARGET: tuple[Place, ...] = (
    "above", "right", "left", "below", "above_left", "above_right", "below_right", "below_left",
)  # fmt: skip
AT_END: tuple[Place, ...] = (
    "right", "below_right", "above_right", "below", "above", "left", "above_left", "below_left",
)  # fmt: skip
BY_LAST: tuple[Place, ...] = (
    "below", "above", "below_right", "above_left", "right", "left", "above_right", "below_left",
)  # fmt: skip


def wish_at(
    layer: Foreground, stop: Stop, words: str, places: tuple[Place, ...], *, rank: int, gap: float = 6.0
) -> Wish:
    """The wish of *words* to stand by a stop; figures of a projection are not bold."""
    bold = not stop.projected and rank < 3
    metrics = QFontMetricsF(layer.style.font(bold=bold))
    here = layer.pixel(stop)
    return Wish(
        words,
        here.x(),
        here.y(),
        metrics.horizontalAdvance(words) + 2,
        metrics.height() - 2,
        gap=gap,
        places=places,
        rank=rank,
        color=layer.stop_color(stop).name(),
        bold=bold,
    )
