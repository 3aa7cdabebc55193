"""Making very many values on another thread without making the window wait for Python's collector of cycles."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 20_000  # new containers from which on a pass over all of them would be felt (some 5 ms)
_lock = threading.Lock()
_under_way = 0
_was_on = True
_at_first = 0


def at_work() -> bool:
    """Whether many values are being made somewhere."""
    return _under_way > 0


@contextmanager
def many_values() -> Iterator[None]:
    """While this lasts the collector does not run; if many values were made, they are then left out of its passes.

    Half a million values take it a quarter of a second, in which no thread moves; it comes round again and again while
    they are made, and finds nothing, for plain values form no cycles. They are still freed when nobody holds them.
    """
    global _under_way, _was_on, _at_first
    with _lock:
        if _under_way == 0:
            _was_on = gc.isenabled()
            gc.disable()
            _at_first = gc.get_count()[0]
        _under_way += 1
    try:
        yield
    finally:
        with _lock:
            _under_way -= 1
            if _under_way == 0:
                if gc.get_count()[0] - _at_first > _MANY:
                    gc.freeze()
                if _was_on:
                    gc.enable()
