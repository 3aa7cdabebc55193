"""A window on the sample, in English and the light theme, thrown away afterwards; nothing may be left on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.gui import language
from workbench.gui.main_window import MainWindow
from workbench.services.session import Session

# Fonts and the application's stylesheet are loaded once for the whole run: that is what is slow.


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("sample") / "sample.wbk"
    with Session.create(path):
        pass
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample for one test."""
    copy = tmp_path / "sample.wbk"
    copy.write_bytes(sample_file.read_bytes())
    return copy


@pytest.fixture
def english() -> Iterator[None]:
    """English before and after."""
    language.set_language("en")
    yield
    language.set_language("en")


@pytest.fixture
def make_window(qtbot: QtBot, english: None) -> Iterator[Callable[[Path | None], MainWindow]]:
    """Windows that are closed, without questions, when the test is over."""
    made: list[MainWindow] = []

    def make(path: Path | None) -> MainWindow:
        window = MainWindow(Session.open(path) if path is not None else None)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        made.append(window)
        return window

    yield make
    for window in made:
        window.set_session(None)
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def window(make_window: Callable[[Path | None], MainWindow], sample: Path) -> MainWindow:
    """A window on the sample."""
    return make_window(sample)
