"""Python's search for garbage, on the window's thread alone.

Python starts it on whichever thread happens to make the next value. On a pool thread it would take apart widgets that
nobody holds any more, which Qt allows on their own thread only: the harm shows much later, as a crash. So it never
starts by itself while there is a window; a timer of the window's thread starts it, generation by generation.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

from workbench.base.memory import at_work

_EVERY = 400  # ms
_WHOLE = 60.0  # seconds at least between two passes over everything


class Collector(QObject):
    """Lives as long as *parent* (the application); at its end Python collects by itself again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY)

    def look(self) -> int:
        """Collect the oldest generation that is due; return how much was found. Nothing while many values are made."""
        if at_work() or gc.isenabled():
            return 0
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[2] > limits[2] and time.monotonic() - self._last > _WHOLE:
            self._last = time.monotonic()
            return gc.collect()
        if counts[1] > limits[1]:
            return gc.collect(1)
        return gc.collect(0) if counts[0] > limits[0] else 0
