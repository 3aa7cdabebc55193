"""The import wizard: the sheet as printed → where its series go → what was done and why → one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import Cancelled, WorkbenchError
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.importing.deeds import Deeds
from workbench.gui.importing.match_page import MatchPage
from workbench.gui.importing.review_page import ReviewPage
from workbench.gui.importing.sheet_page import SheetPage
from workbench.gui.importing.steady import Steady
from workbench.gui.language import Text, bind, bind_text, mark, say, show, tr
from workbench.services.import_held import Held

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.workspace import Workspace
    from workbench.importers.book import Book
    from workbench.importers.opened import Opened
    from workbench.services.import_decisions import Decision, TableKey
    from workbench.services.import_plan import ImportPlan
    from workbench.services.import_wizard import ImportWizard, Snapshot

STEPS: tuple[Text, ...] = (
    mark("import", "1  The sheet"),
    mark("import", "2  Where series go"),
    mark("import", "3  Review"),
)
SHEET, MATCH, REVIEW = range(3)
WAITING, PAGES, REFUSAL = range(3)


class ImportDialog(Dialog):
    """Nothing is changed until *Import* is pressed; then everything is one step of undo.

    path: the file; book: cells that were pasted, with the file that holds the same cells.
    """

    def __init__(
        self, workspace: Workspace, path: Path, parent: QWidget, *, book: Book | None = None
    ) -> None:
        super().__init__(mark("import", "Import table"), parent)
        self._workspace, self._path = workspace, path
        self.wizard: ImportWizard | None = None
        self.snapshot: Snapshot | None = None
        self.plan: ImportPlan | None = None
        self.key: TableKey | None = None
        self._sheet = ""
        self._error: WorkbenchError | None = None
        self._jobs: set[Job] = set()
        self._leaving = self._looking = self._again = self._planning = False
        self.deeds = Deeds(self)
        theme = workspace.theme
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        size = parent.window().size()
        self.resize(
            max(theme.px(900), size.width() - theme.px(24)), max(theme.px(560), size.height() - theme.px(44))
        )
        self.column.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(10))
        self.column.setSpacing(theme.px(6))
        self.column.addLayout(self._build_head())
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._build_waiting())
        self.pages = QStackedWidget(self)
        self.sheet_page = SheetPage(theme, self)
        self.match_page = MatchPage(theme, self)
        self.review_page = ReviewPage(workspace, self)
        for page in (self.sheet_page, self.match_page, self.review_page):
            self.pages.addWidget(page)
        self.stack.addWidget(self.pages)
        self.stack.addWidget(self._build_refusal())
        self.column.addWidget(self.stack, 1)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.column.addWidget(self.told)
        self._build_foot()
        self._connect()
        language.changed.connect(self._retranslate)
        self._show_step(SHEET)
        self._book = book
        self._steady = Steady()
        self._start()

    # ---- the frame ----------------------------------------------------------------------------------------------
    def _build_head(self) -> QHBoxLayout:
        theme = self._workspace.theme
        row = QHBoxLayout()
        name = QLabel(self._path.name, self)
        name.setProperty("role", "title")
        name.setMinimumWidth(10)
        row.addWidget(name)
        row.addStretch(1)
        self.steps: list[QPushButton] = []
        line = QHBoxLayout()
        line.setSpacing(0)
        for number, words in enumerate(STEPS):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("segment", ("left", "middle", "right")[number])
            bind_text(button, button.setText, words)
            button.clicked.connect(lambda _=False, page=number: self.go_to(page))
            self.steps.append(button)
            line.addWidget(button)
        row.addLayout(line)
        row.addStretch(1)
        self.undo = QToolButton(self)
        self.redo = QToolButton(self)
        for tool, icon, keys, deed in (
            (self.undo, "undo", QKeySequence("Ctrl+Z"), self._undo),
            (self.redo, "redo", QKeySequence("Ctrl+Shift+Z"), self._redo),
        ):
            tool.setIcon(theme.icon(icon))
            tool.setShortcut(keys)
            tool.clicked.connect(deed)
            tool.setEnabled(False)
            row.addWidget(tool)
        bind(self.undo, self.undo.setAccessibleName, "import", "Undo the last decision")
        bind(self.redo, self.redo.setAccessibleName, "import", "Make the decision again")
        return row

    def _build_waiting(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        label = QLabel(page)
        bind(label, label.setText, "import", "Reading the file…")
        self.progress = QProgressBar(page)
        self.progress.setRange(0, 0)
        bind(self.progress, self.progress.setAccessibleName, "import", "Reading the file…")
        self.at_sheet = QLabel(page)
        self.at_sheet.setProperty("role", "muted")
        column.addStretch(1)
        column.addWidget(label)
        column.addWidget(self.progress)
        column.addWidget(self.at_sheet)
        column.addStretch(2)
        return page

    def _build_refusal(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.addStretch(1)
        self.refusal = QLabel(page)
        self.refusal.setWordWrap(True)
        self.refusal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.refusal)
        column.addStretch(2)
        return page

    def _build_foot(self) -> None:
        row = QHBoxLayout()
        self.state_line = QLabel(self)
        self.state_line.setProperty("role", "muted")
        self.state_line.setMinimumWidth(10)
        row.addWidget(self.state_line, 1)
        self.back = QPushButton(self)
        bind(self.back, self.back.setText, "import", "&Back")
        self.back.clicked.connect(lambda: self.go_to(self.pages.currentIndex() - 1))
        self.next = QPushButton(self)
        bind(self.next, self.next.setText, "import", "Ne&xt")
        self.next.clicked.connect(lambda: self.go_to(self.pages.currentIndex() + 1))
        self.ok = QPushButton(self)
        bind(self.ok, self.ok.setText, "import", "Import")
        self.ok.clicked.connect(self.accept)
        cancel = QPushButton(self)
        bind(cancel, cancel.setText, "import", "Cancel")
        cancel.clicked.connect(self.reject)
        for button in (self.back, self.next, self.ok, cancel):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.ok.setEnabled(False)
        self.column.addLayout(row)

    def _connect(self) -> None:
        page = self.sheet_page
        page.table_chosen.connect(self.choose_table)
        page.paint.connect(self.deeds.paint)
        page.act.connect(self.deeds.act)
        page.answer.connect(self.deeds.answer)
        self.match_page.asked.connect(self.deeds.asked)
        self.match_page.matched.connect(self.deeds.matched)
        review = self.review_page
        review.vintage_given.connect(self.deeds.vintage)
        review.keep_given.connect(self.deeds.keep)
        review.place_asked.connect(self.show_place)
        review.save_asked.connect(self._save_report)

    # ---- reading ------------------------------------------------------------------------------------------------
    def _start(self) -> None:
        job = self._run(mark("import", "Reading {file}"), _read, self._read_done, self._path, self._book)
        job.progress.connect(self._progress)

    def _run(self, title: Text, work: Callable[..., Any], done: Callable[[Any], None], *args: object) -> Job:
        """Start work on a pool thread; if it is stopped from elsewhere, the wizard leaves."""
        job = self._workspace.jobs.start(title, work, *args, file=self._path.name)
        self._jobs.add(job)
        self._steady.on()
        job.ended.connect(lambda: self._ended(job))
        job.done.connect(done)
        job.failed.connect(self._failed)
        job.stopped.connect(self._stopped)
        return job

    def _ended(self, job: Job) -> None:
        self._jobs.discard(job)
        if not self._jobs:
            self._steady.off()

    def _stopped(self) -> None:
        if not self._leaving:
            self.reject()

    def _progress(self, done: float, sheet: str) -> None:
        if done >= 0:
            self.progress.setRange(0, 1000)
            self.progress.setValue(round(done * 1000))
        self.at_sheet.setText(tr("import", "Sheet “{sheet}”", sheet=sheet) if sheet else "")

    def _read_done(self, opened: Opened) -> None:
        from workbench.services.import_decisions import KeepFile
        from workbench.services.import_wizard import ImportWizard

        self.wizard = ImportWizard(self._path, opened, Held(self._workspace.session))
        if self._book is not None:
            self.wizard.do(KeepFile(True))  # pasted cells are nowhere else
        keys = [(table.sheet, 0) for table in opened.reading.tables]
        self.key = keys[0] if keys else None
        self._sheet = keys[0][0] if keys else (self.wizard.sheets[0].name if self.wizard.sheets else "")
        if not self._sheet:
            from workbench.domain.errors import FileProblem

            self._refuse(FileProblem("importers.no-sheets", file=self._path.name))
            return
        self.look_again()

    def _failed(self, error: object) -> None:
        self._looking = self._planning = False
        if isinstance(error, WorkbenchError):
            self._refuse(error)
        else:
            self.reject()  # a bug: told elsewhere

    def _refuse(self, error: WorkbenchError) -> None:
        self.plan = None
        self._error = error
        self.refusal.setText(error.words(language.current()))
        self.stack.setCurrentIndex(REFUSAL)
        self._show_buttons()

    # ---- looking ------------------------------------------------------------------------------------------------
    def look_again(self) -> None:
        """Work out, off this thread, what follows from the decisions; then show it."""
        if self._looking:
            self._again = True
            return
        assert self.wizard is not None
        self._looking = True
        self._run(mark("import", "Understanding {file}"), _look, self._looked, self.wizard, self._sheet)

    def _looked(self, snapshot: Snapshot) -> None:
        self._looking = False
        if self._again:
            self._again = False
            self.look_again()
            return
        assert self.wizard is not None
        first = self.snapshot is None
        self.snapshot = snapshot
        self.plan = None
        if self.key is not None and self.key not in snapshot.keys:
            self.key = next((key for key in snapshot.keys if key[0] == self._sheet), None)
        self.stack.setCurrentIndex(PAGES)
        self.sheet_page.show_snapshot(self.wizard, snapshot, self.key)
        self.match_page.show_snapshot(self.wizard, snapshot)
        if first:
            known = bool(snapshot.states) and not any(
                state.gone or state.recipe is None or any(row.target is None for row in state.rows)
                for state in snapshot.states
            )
            self._show_step(REVIEW if known and not self.sheet_page.open_questions() else SHEET)
            (
                self.sheet_page.grid if self.pages.currentIndex() == SHEET else self.review_page.table
            ).setFocus()
        self._retranslate()
        if self.pages.currentIndex() == REVIEW:
            self.make_plan()

    def make_plan(self) -> None:
        """Compare with what is held, off this thread."""
        assert self.wizard is not None
        if self._planning:
            return
        self._planning = True
        self._run(mark("import", "Comparing {file} with what is held"), _plan, self._planned, self.wizard)

    def _planned(self, outcome: tuple[Any, ImportPlan | WorkbenchError]) -> None:
        self._planning = False
        assert self.wizard is not None
        decisions, plan = outcome
        if decisions != self.wizard.decisions:
            if not self._looking:
                self.make_plan()
            return
        if isinstance(plan, WorkbenchError):
            self.plan = None
            self.review_page.refuse(plan.words(language.current()))
        else:
            self.plan = plan
            self.review_page.show_plan(self.wizard, plan)
        self._show_buttons()

    @property
    def busy(self) -> bool:
        """Whether what is shown does not follow yet from the decisions."""
        return self._looking or self._planning or bool(self._jobs)

    # ---- deciding -----------------------------------------------------------------------------------------------
    def decide(self, *decisions: Decision) -> bool:
        """Make decisions; what cannot be decided so is said, and nothing happens."""
        assert self.wizard is not None
        self.told.hide()
        for decision in decisions:
            try:
                self.wizard.do(decision)
            except WorkbenchError as error:
                self.say(error.words(language.current()))
                return False
        self.look_again()
        return True

    def say(self, words: str) -> None:
        """Tell the user, in the dialog itself."""
        self.told.setText(words)
        self.told.show()

    def _undo(self) -> None:
        if self.wizard is not None and self.wizard.undo() is not None:
            self.told.hide()
            self.look_again()

    def _redo(self) -> None:
        if self.wizard is not None and self.wizard.redo() is not None:
            self.told.hide()
            self.look_again()

    def choose_table(self, key: TableKey) -> None:
        """Show another table, or (number −1) another sheet with its first table."""
        if self.snapshot is None:
            return
        sheet, number = key
        own = [one for one in self.snapshot.keys if one[0] == sheet]
        chosen = key if number >= 0 else (own[0] if own else None)
        if chosen == self.key and sheet == self._sheet:
            return
        self.key, self._sheet = chosen, sheet
        self.look_again()

    def show_place(self, sheet: str, cell: str) -> None:
        """The printed cell of a finding or figure, on the first page."""
        assert self.snapshot is not None
        self._show_step(SHEET)
        if sheet == self._sheet:
            self.sheet_page.light(cell)
            return
        self.choose_table((sheet, -1))

    # ---- steps --------------------------------------------------------------------------------------------------
    def go_to(self, page: int) -> None:
        """Another page, if it is there to go to."""
        if self.snapshot is not None and SHEET <= page <= REVIEW:
            self._show_step(page)

    def _show_step(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        for number, button in enumerate(self.steps):
            button.setChecked(number == page)
        self._show_buttons()
        if page == REVIEW and self.plan is None and self.snapshot is not None and not self._looking:
            self.make_plan()  # only for who wants to see it: of a large table it takes seconds

    def _show_buttons(self) -> None:
        page = self.pages.currentIndex()
        ready = self.stack.currentIndex() == PAGES
        for button in self.steps:
            button.setEnabled(ready)
        self.back.setEnabled(ready and page > SHEET)
        self.next.setEnabled(ready and page < REVIEW)
        self.next.setVisible(page < REVIEW)
        self.ok.setVisible(page == REVIEW)
        plan = self.plan
        self.ok.setEnabled(
            ready and page == REVIEW and plan is not None and not plan.blocking and bool(plan.observations)
        )
        (self.ok if page == REVIEW else self.next).setDefault(True)

    def _retranslate(self) -> None:
        if self._error is not None:
            self.refusal.setText(self._error.words(language.current()))
        wizard, snapshot = self.wizard, self.snapshot
        if wizard is None or snapshot is None:
            return
        for button, made, words in (
            (self.undo, wizard.undoable, mark("import", "Undo: {words}")),
            (self.redo, wizard.redoable, mark("import", "Again: {words}")),
        ):
            button.setEnabled(made is not None)
            button.setToolTip(say(words, words=show(made.words)) if made is not None else "")
        rows = [row for state in snapshot.states if not state.out for row in state.rows]
        open_rows = sum(row.target is None for row in rows)
        parts = [tr("import", "{n} series", n=len(rows))]
        if open_rows:
            parts.append(tr("import", "{n} to decide", n=open_rows))
        asked = self.sheet_page.open_questions()
        if asked:
            parts.append(tr("import", "{n} marks unexplained", n=asked))
        self.state_line.setText(" · ".join(parts))
        self._show_buttons()

    # ---- doing it -----------------------------------------------------------------------------------------------
    def _save_report(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("import", "Save the report"),
            f"{self._path.stem}.html",
            tr("import", "Web page (*.html)"),
        )
        if name:
            self.save_report(name)

    def save_report(self, name: str) -> None:
        """Write the report of what was done and why."""
        from pathlib import Path as FilePath

        from workbench.base.files import write_bytes
        from workbench.base.messages import word
        from workbench.services.import_report import as_html, report

        if self.wizard is None or self.plan is None:
            return
        lang, plan, wizard = language.current(), self.plan, self.wizard
        title = word("report.title", lang, file=plan.reading.file)
        self._workspace.attempt(
            lambda: write_bytes(FilePath(name), as_html(report(wizard, plan, lang), title).encode())
        )

    def accept(self) -> None:
        """Carry the plan out, as one step."""
        from workbench.services.importing import commit_import
        from workbench.services.operations.evidence import AttachDocument

        plan, wizard = self.plan, self.wizard
        if plan is None or wizard is None or not self.ok.isEnabled():
            return
        workspace = self._workspace

        def work() -> Any:
            keep = None
            if wizard.keeps_file:
                title = plan.tables[0].applied.table.title
                source = plan.tables[0].applied.recipe.source_id
                keep = AttachDocument.of_file(
                    wizard.path, title if title.as_dict() else None, source_id=source
                )
            return commit_import(workspace.session, plan, initiator="import", keep=keep)

        try:
            change = workspace.carry_out(
                mark("import", "Importing “{file}”"), work, size=len(plan.observations), file=self._path.name
            )
        except Cancelled:
            self.say(tr("import", "Stopped; nothing was written."))
            return
        except WorkbenchError as error:  # nothing was written: stay, with everything decided
            self.say(error.words(language.current()))
            return
        if change is not None:
            touched = change.touched.get("observation")
            first = sorted(touched.ids)[0] if touched and touched.ids else ""

            def show_it() -> None:
                workspace.selection.select_indicator(first)
                workspace.show_pane("indicators")

            workspace.notify.good(
                mark("import", "{n} figures were imported. Undo takes them back in one step."),
                action=(mark("import", "Show"), show_it) if first else None,
                n=len(plan.observations),
            )
        super().accept()

    def done(self, result: int) -> None:
        """Leave either way."""
        self._steady.off()
        super().done(result)

    def reject(self) -> None:
        """Leave; work under way is stopped."""
        self._leaving = True
        for job in list(self._jobs):
            job.cancel()
        super().reject()


def _read(ctx: JobContext, path: Path, book: Book | None) -> Opened:
    """On a pool thread: the file is opened in a child process that can be stopped."""
    from workbench.importers.opened import open_book, open_in_child

    ctx.report(-1.0)
    if book is not None:
        return open_book(book, cancelled=lambda: ctx.cancelled, told=ctx.report)
    return open_in_child(path, cancelled=lambda: ctx.cancelled, told=ctx.report)


def _look(ctx: JobContext, wizard: ImportWizard, sheet: str) -> Snapshot:
    from workbench.services.import_wizard import look

    _ = ctx
    return look(wizard, sheet)


def _plan(ctx: JobContext, wizard: ImportWizard) -> tuple[Any, ImportPlan | WorkbenchError]:
    from workbench.services.import_wizard import plan_of

    _ = ctx
    decisions = wizard.decisions
    try:
        return decisions, plan_of(wizard)
    except WorkbenchError as error:
        return decisions, error
