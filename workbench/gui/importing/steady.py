"""Keeps the window answering while much is understood on another thread."""

from __future__ import annotations

import gc
import sys

_SWITCH = 0.0005  # seconds; Python's own 5 ms, waited for at each call into Qt, add up to a stop


class Steady:
    """Threads change hands quickly, and memory is not searched for garbage while there is work (that stops everyone)."""

    def __init__(self) -> None:
        self._interval = sys.getswitchinterval()
        self._on = self._collecting = False

    def on(self) -> None:
        """While work is under way."""
        if not self._on:
            self._on = True
            self._interval = sys.getswitchinterval()
            sys.setswitchinterval(_SWITCH)
            self._collecting = gc.isenabled()
            gc.disable()

    def off(self) -> None:
        """When there is none."""
        if self._on:
            self._on = False
            sys.setswitchinterval(self._interval)
            if self._collecting:
                gc.enable()
