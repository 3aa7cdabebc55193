"""Importing a table: read (in the background), shown as a dry run, carried out as one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import UsageError, WorkbenchError
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, mark, say, tr
from workbench.gui.models.import_model import KIND_WORDS, ImportModel

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.workspace import Workspace
    from workbench.importers.reading import Reading
    from workbench.services.importing import ImportPlan

_TONES = {"error": "bad", "warning": "warn", "info": "info"}
_KINDS = ("", "new", "revised", "unchanged", "withdrawn", "undecided")


class ImportDialog(Dialog):
    """Nothing is changed until *Import* is pressed; then everything is one step of undo."""

    def __init__(self, workspace: Workspace, path: Path, parent: QWidget) -> None:
        super().__init__(mark("import", "Import table"), parent)
        self._workspace, self._path = workspace, path
        self._reading: Reading | None = None
        self._error: WorkbenchError | None = None
        self._recipe: dict[str, Any] | None = None  # a proposal, once asked for
        self.plan: ImportPlan | None = None
        self._job: Job | None = None
        theme = workspace.theme
        self.resize(theme.px(880), theme.px(600))
        self.words(mark("import", "{file}"), "title", file=path.name)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._build_waiting())
        self.stack.addWidget(self._build_plan())
        self.stack.addWidget(self._build_refusal())
        self.column.addWidget(self.stack, 1)
        self.buttons(mark("import", "Import"))
        self.ok.setEnabled(False)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(400)
        self._again.timeout.connect(self._plan)
        language.changed.connect(self._retranslate)
        self._start()

    # ---- three pages --------------------------------------------------------------------------------------------
    def _build_waiting(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        label = QLabel(page)
        bind(label, label.setText, "import", "Reading the file…")
        bar = QProgressBar(page)
        bar.setRange(0, 0)
        bind(bar, bar.setAccessibleName, "import", "Reading the file…")
        column.addStretch(1)
        column.addWidget(label)
        column.addWidget(bar)
        column.addStretch(2)
        return page

    def _build_plan(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self.summary = QLabel(page)
        self.summary.setWordWrap(True)
        column.addWidget(self.summary)
        self.warning = QLabel(page)
        self.warning.setWordWrap(True)
        self.warning.setProperty("tone", "warn")
        self.warning.hide()
        column.addWidget(self.warning)
        row = QHBoxLayout()
        self.kind = QComboBox(page)
        for kind in _KINDS:
            self.kind.addItem("", kind)
        bind(self.kind, self.kind.setAccessibleName, "import", "Show")
        self.kind.activated.connect(self._show_rows)
        label = QLabel(page)
        bind(label, label.setText, "import", "&Show")
        label.setBuddy(self.kind)
        row.addWidget(label)
        row.addWidget(self.kind)
        row.addStretch(1)
        known = QLabel(page)
        bind(known, known.setText, "import", "&Known from (release date)")
        self.vintage = QLineEdit(page)
        self.vintage.setMaximumWidth(self._workspace.theme.px(120))
        bind(self.vintage, self.vintage.setAccessibleName, "import", "Known from (release date)")
        self.vintage.textEdited.connect(lambda _: self._again.start())
        known.setBuddy(self.vintage)
        row.addWidget(known)
        row.addWidget(self.vintage)
        column.addLayout(row)
        self.model = ImportModel(self._workspace.session, self._workspace.theme, self)
        self.table = QTableView(page)
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        bind(self.table, self.table.setAccessibleName, "import", "Figures of the file against those held")
        column.addWidget(self.table, 3)
        self.findings = QListWidget(page)
        self.findings.setWordWrap(True)
        self.findings.setMaximumHeight(self._workspace.theme.px(130))
        bind(self.findings, self.findings.setAccessibleName, "import", "Findings")
        column.addWidget(self.findings, 1)
        return page

    def _build_refusal(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.addStretch(1)
        self.refusal = QLabel(page)
        self.refusal.setWordWrap(True)
        self.refusal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.refusal)
        self.propose = QPushButton(page)
        self.propose.setAutoDefault(False)
        bind(self.propose, self.propose.setText, "import", "&Propose a match by the labels")
        self.propose.clicked.connect(self._propose)
        self.propose.hide()
        line = QHBoxLayout()
        line.addWidget(self.propose)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(2)
        return page

    # ---- reading ------------------------------------------------------------------------------------------------
    def _start(self) -> None:
        self._job = self._workspace.jobs.start(
            mark("import", "Reading {file}"), _read, self._path, file=self._path.name
        )
        self._job.done.connect(self._read_done)
        self._job.failed.connect(self._read_failed)
        self._job.stopped.connect(self.reject)

    def _read_done(self, reading: Reading) -> None:
        self._job = None
        self._reading = reading
        self._plan()

    def _read_failed(self, error: object) -> None:
        self._job = None
        if isinstance(error, WorkbenchError):
            self._refuse(error)
        else:
            self.reject()  # a bug: told elsewhere

    def _refuse(self, error: WorkbenchError) -> None:
        self.plan = None
        self._error = error
        self.refusal.setText(self._refusal_words(error))
        self.propose.setVisible(error.code == "importing.no-recipe")
        self.stack.setCurrentIndex(2)
        self.ok.setEnabled(False)

    def _refusal_words(self, error: WorkbenchError) -> str:
        """The error's own words; of an unknown table, what can be done here."""
        if error.code != "importing.no-recipe":
            return error.words(language.current())
        return tr(
            "import",
            "It is not known yet how to read {file}. A match can be proposed by its labels; nothing is imported "
            "before you have looked at it.",
            file=self._path.name,
        )

    # ---- the dry run --------------------------------------------------------------------------------------------
    def _plan(self) -> None:
        """Work out what the import would change; nothing is written."""
        from workbench.services.importing import plan_import

        assert self._reading is not None
        given = self.vintage.text().strip() or None
        try:
            plan = plan_import(
                self._workspace.session, self._path, recipe=self._recipe, vintage=given, reading=self._reading
            )
        except UsageError as error:
            if error.code == "importing.vintage" and self.plan is not None:
                self.ok.setEnabled(False)
                self._say_warning(error.words(language.current()))
                return
            self._refuse(error)
            return
        except WorkbenchError as error:
            self._refuse(error)
            return
        self.plan = plan
        self.stack.setCurrentIndex(1)
        if not given and plan.tables:
            first = plan.tables[0]
            if first.origin == "printed":
                self.vintage.setText(first.vintage)
            else:  # the day of import is taken, and said: it must not look like a date that someone gave
                self.vintage.setPlaceholderText(first.vintage)
        self._retranslate()
        self.table.resizeColumnsToContents()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.ok.setEnabled(not plan.blocking and bool(plan.observations))
        self.ok.setDefault(True)
        self.table.setFocus()

    def _propose(self) -> None:
        """Match by exact labels only, and let the user look at it."""
        from workbench.services.importing import propose_recipe

        assert self._reading is not None
        self._recipe = propose_recipe(self._workspace.session, self._reading)
        self._plan()

    def _retranslate(self) -> None:
        for row, kind in enumerate(_KINDS):
            self.kind.setItemText(row, say(KIND_WORDS[kind]) if kind else tr("import", "All figures"))
        if self._error is not None:
            self.refusal.setText(self._refusal_words(self._error))
        plan = self.plan
        if plan is None:
            return
        counts = plan.counts
        parts = [
            tr(
                "import",
                "{new} new · {revised} revised · {unchanged} unchanged · {withdrawn} withdrawn",
                **{name: counts[name] for name in ("new", "revised", "unchanged", "withdrawn")},
            )
        ]
        if counts["undecided"]:
            parts.append(tr("import", "{undecided} undecided", undecided=counts["undecided"]))
        if plan.indicators:
            parts.append(tr("import", "{n} new series", n=len(plan.indicators)))
        self.summary.setText(" · ".join(parts))
        words = ""
        if self._recipe is not None:
            words = tr(
                "import",
                "This match was proposed by the labels alone. Look at every series before you import.",
            )
        elif not plan.observations:
            words = tr("import", "Every figure is already held: there is nothing to import.")
        self._say_warning(words)
        self._show_rows()
        self._show_findings()

    def _say_warning(self, words: str) -> None:
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def _show_rows(self) -> None:
        self.model.set_plan(self.plan, self.kind.currentData())

    def _show_findings(self) -> None:
        self.findings.clear()
        plan = self.plan
        if plan is None:
            return
        order = ("error", "warning", "info")
        for problem in sorted(plan.problems, key=lambda item: order.index(item.severity)):
            tone = _TONES[problem.severity]
            place = "!".join(part for part in (problem.sheet or "", problem.cell or "") if part)
            words = problem.message.show(language.current())
            text = f"{place}  {words}" if place else words
            self.findings.addItem(QListWidgetItem(self._workspace.theme.icon(tone, tone), text))
        self.findings.setVisible(bool(plan.problems))

    # ---- doing it -----------------------------------------------------------------------------------------------
    def accept(self) -> None:
        """Carry the plan out, as one step."""
        from workbench.services.importing import commit_import

        plan = self.plan
        if plan is None or not self.ok.isEnabled():
            return
        workspace = self._workspace
        change = workspace.attempt(lambda: commit_import(workspace.session, plan, initiator="import"))
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

    def reject(self) -> None:
        """Leave; a reading under way is stopped."""
        job, self._job = self._job, None
        if job is not None:
            job.stopped.disconnect(self.reject)
            job.cancel()
        super().reject()


def _read(ctx: JobContext, path: Path) -> Reading:
    """On a pool thread: the file is opened in a child process that can be stopped."""
    from workbench.importers.child import understand_in_child

    ctx.report(-1.0)
    return understand_in_child(path, cancelled=lambda: ctx.cancelled)
