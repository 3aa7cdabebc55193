"""A crash: what was not saved is offered on the start page, gone on with, or thrown away after a question."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from workbench.gui import language

MEASURE = "S1.G1.R1.M1"
CRASH = """
import os, sys
from pathlib import Path
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session
session = Session.open(Path(sys.argv[1]))
session.execute(SetOfficialStatus(sys.argv[2], "late", "report"))
os._exit(1)
"""


@pytest.fixture
def crashed(sample: Path, own_home: Path) -> Path:
    """A workspace that another process was changing when it died."""
    done = subprocess.run([sys.executable, "-c", CRASH, str(sample), MEASURE], timeout=60, check=False)
    assert done.returncode == 1
    return sample


def test_unsaved_work_is_offered_and_gone_on_with(make_window, crashed: Path):
    window = make_window(None)
    recovery = window.start_page.recovery
    assert recovery is not None
    assert recovery.count == 1
    assert "sample.wbk" in " ".join(
        label.text() for label in recovery.findChildren(type(window._status.saved))
    )
    language.set_language("zh-Hant")
    button = next(button for button in recovery.findChildren(QPushButton) if button.text() == "繼續處理")
    button.click()
    assert window.session.path == crashed
    assert window.session.node(MEASURE).official_status == "late"
    assert window.isWindowModified()
    assert window.files.save()


def test_it_is_thrown_away_only_after_a_question(make_window, crashed: Path, monkeypatch):
    window = make_window(None)
    asked = []
    monkeypatch.setattr(window.files, "discard", lambda leftover: asked.append(leftover.target) or False)
    recovery = window.start_page.recovery
    discard = next(button for button in recovery.findChildren(QPushButton) if button.text() == "Throw away…")
    discard.click()
    assert asked == [crashed]
    assert recovery.count == 1


def test_without_a_crash_nothing_is_offered_and_the_store_is_not_loaded(make_window):
    window = make_window(None)
    assert window.start_page.recovery is None
