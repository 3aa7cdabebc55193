"""The collector rests while many values are made, is as it was afterwards, and values are still freed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from workbench.base.memory import many_values


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.disable()


class Thing:
    pass


def test_it_rests_meanwhile_and_goes_on_afterwards() -> None:
    assert gc.isenabled()
    with many_values():
        with many_values():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_also_after_a_failure() -> None:
    with pytest.raises(KeyError), many_values():
        raise KeyError
    assert gc.isenabled()


def test_few_values_are_not_left_out_and_many_are_and_are_freed_all_the_same() -> None:
    before = gc.get_freeze_count()
    with many_values():
        gc.collect(0)
    assert gc.get_freeze_count() == before
    try:
        with many_values():
            thing = Thing()
            held = [[n] for n in range(50_000)]
        assert gc.get_freeze_count() > before + 50_000
        seen = weakref.ref(thing)
        del thing, held
        assert seen() is None
    finally:
        gc.unfreeze()
