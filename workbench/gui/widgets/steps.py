"""Steps of the change log in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Qt

from workbench.base.messages import word
from workbench.gui import language
from workbench.gui.language import tr

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.domain.snapshot import Snapshot
    from workbench.domain.text import Lang


def step_words(change: ChangeSet, lang: Lang) -> str:
    """What a step did; an undo, redo or restoring says so before the step's own name."""
    words = word(change.label, lang, **change.params)
    if change.of == "undo":
        return tr("steps", "Undone: {step}", step=words)
    if change.of == "redo":
        return tr("steps", "Redone: {step}", step=words)
    return words


_LONG = 60  # characters of a step quoted in a menu or message


def quoted(words: str) -> str:
    """*words* to stand within quotation marks: their own become inner ones, and long ones are cut."""
    inner = words.translate(str.maketrans("“”「」", "‘’『』"))
    return inner if len(inner) <= _LONG else inner[: _LONG - 1] + "…"


def moment(stamp: str) -> str:
    """A stored moment in local time and the conventions of the language: ``21/11/2026 14:05``."""
    when = QDateTime.fromString(stamp, Qt.DateFormat.ISODate)
    if not when.isValid():
        return stamp
    return language.locale().toString(when.toLocalTime(), "yyyy-MM-dd HH:mm")


def unnamed(snapshot: Snapshot) -> bool:
    """Whether the program made it and nobody has named it: its name is only the moment."""
    if not snapshot.auto:
        return False
    try:
        datetime.fromisoformat(snapshot.name)
    except ValueError:
        return False
    return True


def snapshot_words(snapshot: Snapshot) -> str:
    """Its name; of an automatic one that nobody named, what it is and when it was taken."""
    if unnamed(snapshot):
        return tr("snapshots", "Automatic, {at}", at=moment(snapshot.at))
    return snapshot.name
