"""Fixtures for every test: no test touches this user's own files, and real fixtures are skipped where absent."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPO = Path(__file__).resolve().parents[1]
SHARED = REPO.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--run-slow", action="store_true", help="also run endurance, fuzz and packaging tests")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "slow" in item.keywords and not config.getoption("--run-slow"):
            item.add_marker(pytest.mark.skip(reason="slow: on demand with --run-slow"))
        if "real" in item.keywords and not SHARED.is_dir():
            item.add_marker(
                pytest.mark.skip(reason=f"real published files are not beside the project ({SHARED.name}/)")
            )


_MANY = 100_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Garbage is looked for between tests, on the main thread: never on a thread of a test, where it would take apart
    widgets that an earlier test left (see :mod:`workbench.gui.collector`).
    """
    gc.disable()
    result = yield
    if gc.get_count()[0] > _MANY:
        gc.collect()
    return result


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, working copies and logs of a test go to a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("WORKBENCH_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The real published workbooks; skip where they are not."""
    folder = SHARED / "fixtures"
    if not folder.is_dir():
        pytest.skip("real published workbooks are not beside the project")
    return folder
