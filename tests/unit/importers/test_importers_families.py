"""Every cell of tables laid out as statistical offices do, against what their maker knows of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.importers.families import asia, europe, hk, hk_more, pacific  # noqa: F401  (they register)
from tests.unit.importers.families.changes import CHANGES
from tests.unit.importers.families.maker import Made, differences, write_csv, write_xlsx
from tests.unit.importers.families.registry import MAKERS
from workbench.importers.tables import understand


def _wrong(sheets: list[Made], kind: str, path: Path) -> list[str]:
    if kind == "csv":
        write_csv(path, sheets[0])
    else:
        write_xlsx(path, sheets)
    return differences(understand(path).as_json(), sheets, csv=kind == "csv")


@pytest.mark.parametrize("name", MAKERS)
def test_every_cell_says_what_its_maker_knows(name: str, tmp_path: Path) -> None:
    make, kind = MAKERS[name]
    assert _wrong(make(), kind, tmp_path / f"{name}.{kind}") == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_another_edition_says_the_same_of_its_cells(change: Callable[[Made], None], tmp_path: Path) -> None:
    found = {}
    for name, (make, kind) in MAKERS.items():
        sheets = make()
        for one in sheets:
            change(one)
        wrong = _wrong(sheets, kind, tmp_path / f"{name}.{kind}")
        if wrong:
            found[name] = wrong[:3]
    assert found == {}
