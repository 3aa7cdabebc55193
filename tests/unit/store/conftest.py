"""A small store to try things on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.store.history import History
from workbench.store.store import Store

UNIT = Unit("hkd_million", "money", LocalText("HK$ million", "百萬港元"), 6)


def series(series_id: str, name: str = "Series") -> Indicator:
    return Indicator(series_id, LocalText(name, "數列"), UNIT)


def observed(series_id: str, year: int, vintage: str, value: float | None, text: str = "") -> Observation:
    return Observation(
        series_id,
        Period.year(year),
        vintage,
        value,
        text or str(value),
        Provenance("CSD", place="table 1", cell=f"B{year - 2000}"),
        status=("A",) if value is not None else ("O",),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(
        tmp_path / "a.wbk", workspace_id="wbk-1", title="A plan", framework="empty", created_with="0"
    )
    yield opened
    opened.close()


@pytest.fixture
def history(store: Store) -> History:
    return History(store, "tester")
