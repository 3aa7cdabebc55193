"""Third page: every figure against what is held, what was found, what was done and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import language
from workbench.gui.importing.sheet_page import KEY, plain_table
from workbench.gui.language import bind, say, tr
from workbench.gui.models.import_model import KIND_WORDS, ImportModel
from workbench.services.import_report import as_html, report, shortened

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.import_plan import ImportPlan
    from workbench.services.import_wizard import ImportWizard

_LISTED = 200
_TONES = {"error": "bad", "warning": "warn", "info": "info"}
KINDS = ("", "new", "revised", "unchanged", "withdrawn", "undecided")


class ReviewPage(QWidget):
    """``vintage_given(text)``, ``keep_given(bool)``, ``place_asked(sheet, cell)``, ``save_asked()``."""

    vintage_given = Signal(str)
    keep_given = Signal(bool)
    place_asked = Signal(str, str)
    save_asked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wizard: ImportWizard | None = None
        self.plan: ImportPlan | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.summary = QLabel(self)
        self.summary.setProperty("role", "finding")
        self.summary.setWordWrap(True)
        column.addWidget(self.summary)
        self.warning = QLabel(self)
        self.warning.setWordWrap(True)
        self.warning.setProperty("tone", "warn")
        column.addWidget(self.warning)
        column.addLayout(self._choices())
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._figures(), "")
        self.findings = QListWidget(self)
        self.findings.setWordWrap(True)
        self.findings.itemActivated.connect(self._go)
        bind(self.findings, self.findings.setAccessibleName, "import", "Findings")
        self.findings.setSpacing(workspace.theme.px(2))
        self.tabs.addTab(self.findings, "")
        self.drift = QListWidget(self)
        self.drift.setWordWrap(True)
        self.drift.setSpacing(workspace.theme.px(2))
        self.drift.itemActivated.connect(self._go)
        bind(self.drift, self.drift.setAccessibleName, "import", "What the publisher changed")
        self.tabs.addTab(self.drift, "")
        self.account = QTextBrowser(self)
        self.account.setFrameShape(QFrame.Shape.NoFrame)
        bind(self.account, self.account.setAccessibleName, "import", "What was done and why")
        self.tabs.addTab(self.account, "")
        column.addWidget(self.tabs, 1)
        self._told = False
        self.tabs.currentChanged.connect(self._tell)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(500)
        self._later.timeout.connect(lambda: self.vintage_given.emit(self.vintage.text().strip()))
        language.changed.connect(self._words)

    def _choices(self) -> QHBoxLayout:
        theme = self._workspace.theme
        row = QHBoxLayout()
        known = QLabel(self)
        bind(known, known.setText, "import", "&Known from (release date)")
        self.vintage = QLineEdit(self)
        self.vintage.setMaximumWidth(theme.px(130))
        bind(self.vintage, self.vintage.setAccessibleName, "import", "Known from (release date)")
        self.vintage.textEdited.connect(lambda _: self._later.start())
        known.setBuddy(self.vintage)
        row.addWidget(known)
        row.addWidget(self.vintage)
        row.addSpacing(theme.px(14))
        self.keep = QCheckBox(self)
        bind(self.keep, self.keep.setText, "import", "Keep the &file inside the workspace")
        bind(
            self.keep,
            self.keep.setToolTip,
            "import",
            "Then the printed cell of every figure can be shown anywhere, without the file",
        )
        self.keep.clicked.connect(self.keep_given)
        row.addWidget(self.keep)
        row.addStretch(1)
        self.save = QPushButton(self)
        self.save.setAutoDefault(False)
        bind(self.save, self.save.setText, "import", "Save this &report…")
        self.save.clicked.connect(self.save_asked)
        row.addWidget(self.save)
        return row

    def _figures(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        label = QLabel(page)
        bind(label, label.setText, "import", "&Show")
        self.kind = QComboBox(page)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for kind in KINDS:
            self.kind.addItem("", kind)
        bind(self.kind, self.kind.setAccessibleName, "import", "Show")
        self.kind.activated.connect(self._show_rows)
        label.setBuddy(self.kind)
        row.addWidget(label)
        row.addWidget(self.kind)
        row.addStretch(1)
        column.addLayout(row)
        self.model = ImportModel(self._workspace.session, self._workspace.theme, self)
        self.table = QTableView(page)
        self.table.setModel(self.model)
        plain_table(self.table)
        self.table.setWordWrap(False)
        bind(self.table, self.table.setAccessibleName, "import", "Figures of the file against those held")
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for number, width in ((0, 110), (2, 96), (3, 150), (4, 150), (5, 84), (6, 120)):
            self.table.setColumnWidth(number, self._workspace.theme.px(width))
        self.table.doubleClicked.connect(lambda index: self._row_activated(index.row()))
        self.table.activated.connect(lambda index: self._row_activated(index.row()))
        column.addWidget(self.table, 1)
        return page

    # ---- showing ------------------------------------------------------------------------------------------------
    def show_plan(self, wizard: ImportWizard, plan: ImportPlan) -> None:
        """Show what the import would do."""
        self._wizard, self.plan = wizard, plan
        if plan.tables:
            first = plan.tables[0]
            if first.origin == "import-day":
                # the day of import is taken, and said: it must not look like a date that someone gave
                self.vintage.setPlaceholderText(first.vintage)
            elif not self.vintage.hasFocus():
                self.vintage.setText(first.vintage)
        self.keep.setChecked(wizard.keeps_file)
        self._words()

    def refuse(self, words: str) -> None:
        """Say why there is no plan."""
        self.plan = None
        self._show_rows()
        self.warning.setText(words)
        self.warning.setVisible(True)

    def _words(self) -> None:
        for row, kind in enumerate(KINDS):
            self.kind.setItemText(row, say(KIND_WORDS[kind]) if kind else tr("import", "All figures"))
        self.tabs.setTabText(0, tr("import", "Figures"))
        plan = self.plan
        count = sum("drift" not in one.code for one in plan.problems) if plan is not None else 0
        self.tabs.setTabText(1, tr("import", "Findings ({count})", count=count))
        drift = sum("drift" in one.code for one in plan.problems) if plan is not None else 0
        self.tabs.setTabText(2, tr("import", "What the publisher changed ({count})", count=drift))
        self.tabs.setTabText(3, tr("import", "What was done and why"))
        if plan is None or self._wizard is None:
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
        if plan.blocking:
            words = plan.blocking[0].message.show(language.current())
            if len(plan.blocking) > 1:
                words += " " + tr("import", "(and {n} more, see Findings)", n=len(plan.blocking) - 1)
        elif not plan.observations:
            words = tr("import", "Every figure is already held: there is nothing to import.")
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self._show_rows()
        self._show_findings(plan)
        self._told = False
        self._tell()

    def _tell(self) -> None:
        """Write the account when it is looked at: it takes time where there are many series."""
        plan, theme = self.plan, self._workspace.theme
        if (
            self._told
            or plan is None
            or self._wizard is None
            or self.tabs.currentWidget() is not self.account
        ):
            return
        self._told = True
        style = (
            f"h2 {{ font-size: {theme.points('title'):.1f}pt; margin-top: {theme.px(10)}px; }}"
            f"th {{ color: {theme.hex('muted')}; font-weight: normal; }} li {{ margin-bottom: {theme.px(2)}px; }}"
        )
        lang = language.current()
        sections = shortened(report(self._wizard, plan, lang), _LISTED, lang)
        self.account.setHtml(as_html(sections, "", whole=False, style=style))

    def _show_rows(self) -> None:
        self.model.set_plan(self.plan, self.kind.currentData())

    def _show_findings(self, plan: ImportPlan) -> None:
        for listed in (self.findings, self.drift):
            listed.clear()
        order = ("error", "warning", "info")
        heads = {
            "error": tr("import", "Must be decided"),
            "warning": tr("import", "Repaired or new: look at it"),
            "info": tr("import", "Changed, without consequence"),
        }
        told: set[str] = set()
        for problem in sorted(plan.problems, key=lambda item: order.index(item.severity)):
            listed = self.drift if "drift" in problem.code else self.findings
            if listed is self.drift and problem.severity not in told:
                told.add(problem.severity)
                head = QListWidgetItem(heads[problem.severity])
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setForeground(self._workspace.theme.color("muted"))
                self.drift.addItem(head)
            tone = _TONES[problem.severity]
            place = "!".join(part for part in (problem.sheet or "", problem.cell or "") if part)
            words = problem.message.show(language.current())
            item = QListWidgetItem(
                self._workspace.theme.icon(tone, tone), f"{place}  {words}" if place else words
            )
            item.setData(KEY, (problem.sheet or "", problem.cell or ""))
            listed.addItem(item)
        if not told:
            self.drift.addItem(tr("import", "Nothing that the recipe knows of has changed."))

    def _go(self, item: QListWidgetItem) -> None:
        sheet, cell = item.data(KEY) or ("", "")
        if sheet and cell:
            self.place_asked.emit(sheet, cell)

    def _row_activated(self, row: int) -> None:
        candidate = self.model.change_at(row).candidate
        if candidate is not None:
            self.place_asked.emit(candidate.sheet, candidate.cell)
