"""Undo, redo and the visible history. The steps live in the session; the window only shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject

from workbench.base.messages import word
from workbench.gui.actions import Tip
from workbench.gui.language import bind, mark, say
from workbench.gui.notify import Message
from workbench.gui.widgets.steps import quoted

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.domain.text import Lang
    from workbench.gui.main_window import MainWindow


class Edits(QObject):
    """Handlers of undo, redo and history."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._redoable: ChangeSet | None = None

    def undo(self) -> None:
        """Take the last step back."""
        self._step("undo")

    def redo(self) -> None:
        """Do the step undone last again."""
        self._step("redo")

    def _step(self, which: Literal["undo", "redo"]) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        title = mark("edits", "Undoing") if which == "undo" else mark("edits", "Redoing")
        step, size = getattr(workspace.session, which), workspace.session.size_of_step(which)
        workspace.attempt(lambda: workspace.carry_out(title, step, size=size))

    def refresh(self) -> None:
        """Name the steps in the menu and on the toolbar, and enable what can be done."""
        session = self._window.session
        undo, redo = self._window.actions_table["edit.undo"], self._window.actions_table["edit.redo"]
        back = session.undo_step() if session else None
        again = session.redo_step() if session else None
        self._say_kept(again)
        undo.setEnabled(back is not None)
        redo.setEnabled(again is not None)
        if back is None:
            bind(undo, undo.setText, "menu", "&Undo")
            bind(undo, self._undo_tip, "menu", "&Undo")
        else:
            bind(undo, undo.setText, "menu", "&Undo “{step}”", step=step_words(back))
            bind(undo, self._undo_tip, "menu", "&Undo “{step}”", step=step_words(back))
        if again is None:
            bind(redo, redo.setText, "menu", "&Redo")
            bind(redo, self._redo_tip, "menu", "&Redo")
        else:
            bind(redo, redo.setText, "menu", "&Redo “{step}”", step=step_words(again))
            bind(redo, self._redo_tip, "menu", "&Redo “{step}”", step=step_words(again))
        bind(undo, undo.setIconText, "toolbar", "Undo")
        bind(redo, redo.setIconText, "toolbar", "Redo")

    def _say_kept(self, again: ChangeSet | None) -> None:
        """Something was done after an undo: what was undone is not lost, and the way back to it is told once."""
        before, self._redoable = self._redoable, again
        session = self._window.session
        if session is None or before is None or again is not None:
            return
        steps = session.history()
        if steps and steps[-1].of == "do" and any(step.id == before.id for step in steps):
            self._window.notify.post(
                Message(
                    "info",
                    lambda _: say(
                        mark("edits", "“{step}” was undone and is set aside: the history leads back to it."),
                        step=step_words(before),
                    ),
                    (mark("edits", "History"), self.history),
                )
            )

    def _undo_tip(self, words: str) -> None:
        Tip(self._window.actions_table["edit.undo"])(words)

    def _redo_tip(self, words: str) -> None:
        Tip(self._window.actions_table["edit.redo"])(words)

    def history(self) -> None:
        """Show every step, in the Snapshots tab."""
        self._window.keeping.history()


class step_words:  # noqa: N801 - used like a function, kept as a parameter of a bound text
    """Words of a step in the language asked for."""

    def __init__(self, change: ChangeSet) -> None:
        self._change = change

    def __call__(self, lang: Lang) -> str:
        """In *lang*."""
        return quoted(word(self._change.label, lang, **self._change.params))
