"""What a chart says in words beside the drawing: at the crosshair, and below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec
from workbench.gui.charts.walk import flag_words, join_words

if TYPE_CHECKING:
    from workbench.gui.charts.foreground import Foreground

_SOURCED = 6  # series up to which each is read out with its source


def crosshair_rows(
    spec: ChartSpec, layer: Foreground, year: float, source_name: Callable[[str], str]
) -> list[tuple[QColor | None, str]]:
    """The period, then each series with value and flags, its source below, and events of that time."""
    lang = spec.lang
    rows: list[tuple[QColor | None, str]] = []
    head = ""
    many = len({trail.label for trail in layer.trails}) > 1
    for trail in layer.trails:
        for index in trail.at(year):
            stop = trail.stops[index]
            head = head or stop.where(lang)
            words = flag_words(stop.flags, lang)
            for holds, code in ((stop.projected, "projected"), (stop.path, "path"), (stop.target, "target")):
                if holds:
                    words.insert(0, word(f"chartview.{code}", lang))
            text = stop.text or f"{stop.value:g}"
            if many and not stop.target:
                text = f"{trail.label}  {text}"
            brackets = "（{}）" if lang == "zh-Hant" else " ({})"
            text += brackets.format(join_words(words, lang)) if words else ""
            rows.append((layer.stop_color(stop), text))
            if stop.source and len(layer.trails) <= _SOURCED:
                rows.append((None, source_name(stop.source)))
    for event in spec.events if rows else ():  # also the words of a line that had no room beside it
        if event.text and abs(event.period.decimal_year - year) < 0.5:
            rows.append((None, event.text))
    return [(None, head), *rows] if rows else []


def source_and_notes(spec: ChartSpec) -> str:
    """Source and notes in one paragraph, without the notes that the key above says with its symbols."""
    said = word("charts.note-provisional", spec.lang)
    parts = [*(note for note in spec.notes if note != said), spec.source_line]
    return ("" if spec.lang == "zh-Hant" else " ").join(part for part in parts if part)
