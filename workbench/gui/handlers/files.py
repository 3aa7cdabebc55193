"""File actions: new, sample, open, save, close; and never losing unsaved work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from workbench.base.memory import many_values
from workbench.base.paths import state_dir
from workbench.domain.errors import StorageError, WorkbenchError
from workbench.gui import language
from workbench.gui.dialogs.new import SUFFIX, NewDialog, with_suffix
from workbench.gui.language import bind, mark, say, tr
from workbench.gui.notify import Message
from workbench.gui.widgets.steps import moment

if TYPE_CHECKING:
    from workbench.gui.jobs import Job
    from workbench.gui.main_window import MainWindow
    from workbench.services.session import Session
    from workbench.store.container import Leftover

TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".csv", ".ods"})
Answer = Literal["save", "discard", "cancel"]


class Files(QObject):
    """Handlers of the File menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._saving: Job | None = None
        self._again = False  # saving was asked for once more while it was under way

    # ---- opening ------------------------------------------------------------------------------------------------
    def new(self) -> None:
        """Ask for a plan and a name, and start a workspace."""
        NewDialog(self._window).open()

    def create(self, path: Path, plan: str) -> None:
        """Make a workspace at *path* and open it. Never overwrites."""
        self._window.settings.set_folder("open", path.parent)
        self._open(lambda: _session_class().create(path, plan), path=path)

    def sample(self) -> None:
        """Open the sample in this user's own folder; make it the first time."""
        if not self.may_close():
            return
        path = state_dir() / "sample" / f"blueprint-sample{SUFFIX}"
        if path.is_file():
            self.open_path(path, asked=True)
            return

        def create() -> Session:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _session_class().create(path, sample_in=language.current())

        self._open(create)

    def open(self) -> None:
        """Ask for a workspace and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("files", "Open workspace"),
            str(self._window.settings.folder("open")),
            self._filter(),
        )
        if name:
            self._window.settings.set_folder("open", Path(name).parent)
            self.open_path(Path(name))

    def open_path(self, path: Path, *, read_only: bool = False, asked: bool = False) -> None:
        """Open a workspace by its path, after asking about unsaved changes. A failure leaves what is open open."""
        window = self._window
        if window.session is not None and window.session.path == path and not read_only:
            return
        if not asked and not self.may_close():
            return
        self._open(lambda: _session_class().open(path, read_only=read_only), path=path)

    def _open(self, opening: Callable[[], Session], path: Path | None = None) -> None:
        """Open on the thread that writes, and show it here: on a network share it may take its time."""
        title = mark("files", "Opening “{file}”") if path is not None else mark("files", "Opening the sample")
        try:
            session = self._window.jobs.carry_out(
                title, lambda _: _read_ahead(opening), file=path.name if path is not None else ""
            )
        except WorkbenchError as error:
            self._refused(error, path)
        except OSError as error:
            detail = error.strerror or type(error).__name__
            name = path.name if path else ""
            self._window.notify.error(StorageError("store.cannot-open", file=name, detail=detail))
        else:
            self._window.set_session(session)

    def _refused(self, error: WorkbenchError, path: Path | None) -> None:
        action = None
        if error.code == "store.in-use" and path is not None:
            action = (
                mark("files", "Open read-only"),
                lambda: self.open_path(path, read_only=True),
            )
        self._window.notify.post(Message("bad", _local(error).words, action))

    # ---- after a crash ------------------------------------------------------------------------------------------
    def leftovers(self) -> list[Leftover]:
        """Unsaved work that a crash left behind, newest first."""
        from workbench.store.container import leftovers

        try:
            return leftovers()
        except StorageError as error:
            self._window.notify.error(error)
            return []

    def recover(self, leftover: Leftover) -> None:
        """Go on with what was left behind; it counts as unsaved."""
        if self.may_close():
            self._open(lambda: _session_class().recover(leftover), path=leftover.target)

    def discard(self, leftover: Leftover) -> bool:
        """Throw it away, after asking; whether it is gone."""
        from workbench.store.container import discard

        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("files", "Throw away unsaved work"))
        box.setText(tr("files", "Throw away the unsaved changes to “{file}”?", file=leftover.target.name))
        box.setInformativeText(tr("files", "The saved file itself is not touched."))
        away = box.addButton(tr("files", "Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        chosen = box.clickedButton() is away
        box.deleteLater()
        if chosen:
            discard(leftover)
        return chosen

    def fill_recent(self, menu: QMenu) -> None:
        """The *Open recent* submenu, filled when it opens."""
        recent = menu.addMenu("")
        bind(recent, recent.setTitle, "menu", "Open &recent")

        def refill() -> None:
            recent.clear()
            for path in self._window.settings.recent():
                action = recent.addAction(path.name)
                action.setToolTip(str(path))
                action.setStatusTip(str(path))
                action.triggered.connect(lambda _=False, path=path: self.open_path(path))
            if recent.isEmpty():
                recent.addAction(tr("files", "Nothing opened yet")).setEnabled(False)

        recent.setToolTipsVisible(True)
        recent.aboutToShow.connect(refill)

    # ---- saving -------------------------------------------------------------------------------------------------
    def save_meanwhile(self) -> None:
        """Save to the own file while the user goes on; what is changed meanwhile is left for the next time."""
        session = self._window.session
        if session is None:
            return
        if session.read_only:
            self.save_as()
            return
        if self._saving is not None and self._saving.open:
            self._again = True
            return
        gone = _is_gone(session.path)
        job = self._window.jobs.write(
            mark("files", "Saving “{file}”"), lambda _: session.save(), file=session.path.name
        )
        self._saving = job
        job.done.connect(lambda _: self._saved(session, gone=gone))
        job.failed.connect(lambda error: self._not_saved(session, error))

    def save(self) -> bool:
        """Save to the own file and wait for it; whether it is saved now."""
        session = self._window.session
        if session is None:
            return True
        if session.read_only:
            return self.save_as()
        gone = _is_gone(session.path)
        try:
            self._write(session, session.save)
        except WorkbenchError as error:
            return self._refused_saving(session, error)
        self._saved(session, gone=gone)
        return True

    def _write(self, session: Session, saving: Callable[[], None]) -> None:
        """Save on the thread that writes, and wait. Raises what *saving* raises."""
        self._window.jobs.carry_out(
            mark("files", "Saving “{file}”"), lambda _: saving(), file=session.path.name
        )

    def _not_saved(self, session: Session, error: BaseException) -> None:
        """Saving failed while the user went on."""
        self._saving, self._again = None, False
        if session is not self._window.session:
            return
        session.catch_up()
        if isinstance(error, WorkbenchError):
            self._refused_saving(session, error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _refused_saving(self, session: Session, error: WorkbenchError) -> bool:
        """Tell or ask what to do instead; whether it is saved after all."""
        session.catch_up()
        changed = isinstance(error, StorageError) and error.code == "store.changed-outside"
        answer = self.ask_overwrite(error) if changed else False  # type: ignore[arg-type]
        if answer == "over":
            return self._attempt(session, lambda: session.save(overwrite_changed=True))
        if answer == "elsewhere":
            return self.save_as()
        self._tell_unsaved(error)
        return False

    def _tell_unsaved(self, error: WorkbenchError) -> None:
        """What is in the way, and the way round it; the work itself is kept in any case."""
        words = _local(error).words
        self._window.notify.post(Message("bad", words, (mark("files", "Save as…"), self.save_as)))

    def save_as(self) -> bool:
        """Ask for another name and save there; whether it is saved now."""
        session = self._window.session
        if session is None:
            return True
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("files", "Save as"), str(session.path), self._filter()
        )
        return bool(name) and self.save_to(with_suffix(Path(name)))

    def save_to(self, path: Path) -> bool:
        """Save under *path* and go on with it; whether it is saved now."""
        session = self._window.session
        if session is None or not self._attempt(session, lambda: session.save_as(path)):
            return False
        self._window.settings.add_recent(path)
        self._window.settings.set_folder("open", path.parent)
        return True

    def _attempt(self, session: Session, saving: Callable[[], None]) -> bool:
        try:
            self._write(session, saving)
        except WorkbenchError as error:
            session.catch_up()
            self._tell_unsaved(error)
            return False
        self._saved(session)
        return True

    def _saved(self, session: Session, *, gone: bool = False) -> None:
        self._saving, again, self._again = None, self._again, False
        if session is not self._window.session:
            return
        session.catch_up()
        self._window.refresh_state()
        if gone:
            self._window.notify.info(
                mark("files", "“{file}” was no longer in its folder; it was written there anew."),
                file=session.path.name,
            )
        if again and session.dirty:
            self.save_meanwhile()

    # ---- closing ------------------------------------------------------------------------------------------------
    def may_close(self) -> bool:
        """Whether what is open may be let go: no work under way, nothing unsaved, or the user decided about it."""
        session = self._window.session
        if self._saving is not None:
            self._window.jobs.wait_for(self._saving)
        running = [job for job in self._window.jobs.running if job.matters]
        if running and not self.ask_running(running[0]):
            return False
        if session is None or not session.dirty:
            return True
        answer = self.ask_unsaved(session.path.name)
        return answer == "discard" or (answer == "save" and self.save())

    def ask_unsaved(self, name: str) -> Answer:
        """The question about unsaved changes."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("files", "Unsaved changes"))
        box.setText(tr("files", "Save the changes to “{file}”?", file=name))
        box.setInformativeText(tr("files", "Without saving, the changes since the last save are lost."))
        button = QMessageBox.StandardButton
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.setDefaultButton(button.Save)
        box.setEscapeButton(button.Cancel)
        answers: dict[int, Answer] = {button.Save.value: "save", button.Discard.value: "discard"}
        answer = answers.get(box.exec(), "cancel")
        box.deleteLater()
        return answer

    def ask_running(self, job: Job) -> bool:
        """The question about work under way; whether it may be stopped (or has ended meanwhile)."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("files", "Work under way"))
        box.setText(say(job.title, **job.params))
        box.setInformativeText(
            tr("files", "It is not finished yet. What it has not written will not be written.")
        )
        stop = box.addButton(tr("files", "Stop it"), QMessageBox.ButtonRole.DestructiveRole)
        wait = box.addButton(tr("files", "Keep waiting"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(wait)
        box.exec()
        chosen = box.clickedButton() is stop
        box.deleteLater()
        return chosen or job not in self._window.jobs.running

    def ask_overwrite(self, error: StorageError) -> Literal["over", "elsewhere", False]:
        """The question before writing over what someone else saved meanwhile: over it on purpose, elsewhere, or not."""
        from workbench.gui import language

        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("files", "Changed by someone else"))
        box.setText(error.words(language.current()))
        box.setInformativeText(
            tr(
                "files",
                "Saved under another name, your copy can be merged with theirs later: File ▸ Merge a copy. Saved over, "
                "their version stays beside it as {backup}.",
                backup=f"{error.params.get('file', '')}.bak",
            )
        )
        elsewhere = box.addButton(tr("files", "Save as…"), QMessageBox.ButtonRole.AcceptRole)
        over = box.addButton(tr("files", "Save over it"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(elsewhere)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        if clicked is elsewhere:
            return "elsewhere"
        return "over" if clicked is over else False

    def close(self) -> None:
        """Close the workspace and show the start page."""
        if self.may_close():
            self._window.set_session(None)

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    def check(self) -> None:
        """Look the workspace over and list what was found."""
        from workbench.gui.dialogs.check import CheckDialog

        if self._window.session is not None:
            CheckDialog(self._window.session.check(), self._window.theme, self._window).open()

    # ---- dropping -----------------------------------------------------------------------------------------------
    def droppable(self, paths: list[Path]) -> bool:
        """Whether a drop of these files would do something."""
        if self._papers(paths):
            return self._window.session is not None
        if len(paths) != 1:
            return False
        kind = paths[0].suffix.lower()
        return kind == SUFFIX or (kind in TABLES and self._window.session is not None)

    def drop(self, paths: list[Path]) -> None:
        """Open a workspace, start the import of a table, or verify papers."""
        if not self.droppable(paths):
            return
        if self._papers(paths):
            self._window.papers.verify_paths(paths)
            return
        if paths[0].suffix.lower() == SUFFIX:
            self.open_path(paths[0])
        else:
            self._window.tools.import_path(paths[0])

    @staticmethod
    def _papers(paths: list[Path]) -> bool:
        """Whether all of them are papers; a workbook may be a table, so it is one only beside another paper."""
        kinds = {path.suffix.lower() for path in paths}
        return bool(kinds & {".docx", ".pptx"}) and kinds <= {".docx", ".pptx", ".xlsx"}

    def _filter(self) -> str:
        return tr("files", "Workspaces (*.wbk)")


def _read_ahead(opening: Callable[[], Session]) -> Session:
    """On another thread: open, and read what the window will show first."""
    with many_values():
        session = opening()
        try:
            session.read_ahead()
        except BaseException:
            session.close()
            raise
    return session


def _is_gone(path: Path) -> bool:
    try:
        return not path.exists() and path.parent.is_dir()
    except OSError:
        return False


def _local(error: WorkbenchError) -> WorkbenchError:
    """The same error with its moment in local time: since when someone else has the file open."""
    at = error.params.get("at")
    if not isinstance(at, str):
        return error
    return type(error)(error.code, **{**error.params, "at": moment(at)})


def _session_class() -> type[Session]:
    from workbench.services.session import (
        Session,
    )  # the store is loaded with the first workspace, not the window

    return Session
