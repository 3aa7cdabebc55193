"""Verifying papers that came back: every figure that is not as exported or not as the workspace has it now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.widgets.text_table import Cell, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.language import Text
    from workbench.gui.settings import Settings
    from workbench.gui.workspace import Workspace
    from workbench.services.verify import Finding, Verdict

PAPERS = frozenset({".docx", ".pptx", ".xlsx"})
_SHAPES = {"error": "▼", "warning": "◢", "info": "○"}
_TONES = {"error": "bad", "warning": "warn", "info": "muted"}
_HEADS = (
    mark("composer", "File"),
    mark("composer", "Place"),
    mark("composer", "What is wrong"),
    mark("composer", "Should be"),
    mark("composer", "Stands there"),
    mark("composer", "Other language"),
    mark("composer", "Source"),
)


def _verify(ctx: JobContext, frozen: Any, paths: Sequence[Path]) -> tuple[Verdict, ...]:
    """On a thread of its own."""
    from workbench.services.verify import verify

    ctx.check_cancelled()
    return verify(frozen, paths)


class VerifyDialog(Dialog):
    """Files above; below, what is not right in them."""

    def __init__(
        self, workspace: Workspace, settings: Settings, parent: QWidget, paths: Sequence[Path] = ()
    ) -> None:
        super().__init__(mark("composer", "Verify a paper"), parent)
        self._workspace, self._settings = workspace, settings
        self.paths: list[Path] = []
        self.verdicts: tuple[Verdict, ...] = ()
        self.job: Job | None = None
        theme = workspace.theme
        self.resize(theme.px(980), theme.px(520))
        self.words(
            mark(
                "composer",
                "Choose papers that were exported from this program and edited since, both languages together if there are two.",
            ),
            "muted",
        )
        row = QHBoxLayout()
        self.choose = self._button(row, mark("composer", "&Choose files…"), self._ask)
        self.files = QLabel(self)
        self.files.setWordWrap(True)
        row.addWidget(self.files, 1)
        self.save = self._button(row, mark("composer", "&Save report…"), self._ask_save)
        self.column.addLayout(row)
        self.verdict = QLabel(self)
        self.verdict.setProperty("role", "strong")
        self.verdict.setWordWrap(True)
        self.column.addWidget(self.verdict)
        self.table = TextTable(theme, self)
        bind(self.table, self.table.setAccessibleName, "composer", "What is not right in the papers")
        self.column.addWidget(self.table, 1)
        self.buttons()
        language.changed.connect(self._retranslate)
        self.finished.connect(lambda _: self._abandon())
        self.refresh()
        if paths:
            self.verify_paths(paths)

    def _button(self, row: QHBoxLayout, text: Text, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        bind_text(button, button.setText, text)
        button.clicked.connect(lambda _=False: deed())
        row.addWidget(button)
        return button

    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            tr("composer", "Verify a paper"),
            str(self._settings.folder("export")),
            tr("composer", "Papers (*.docx *.pptx *.xlsx)"),
        )
        if names:
            self.verify_paths([Path(name) for name in names])

    def verify_paths(self, paths: Sequence[Path]) -> None:
        """Look at these files; the window stays usable meanwhile."""
        from workbench.services.frozen import FrozenSession

        self._abandon()
        self.paths, self.verdicts = list(paths), ()
        self.verdict.setText(tr("composer", "Verifying…"))
        self.verdict.setProperty("tone", "")
        job = self._workspace.jobs.start(
            mark("composer", "Verifying papers…"), _verify, FrozenSession(self._workspace.session), self.paths
        )
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        self.job = job
        self.refresh()

    def _done(self, verdicts: tuple[Verdict, ...]) -> None:
        self.job, self.verdicts = None, verdicts
        self.refresh()

    def _failed(self, error: object) -> None:
        self.job = None
        words = getattr(error, "words", None)
        self._say(str(words(language.current())) if callable(words) else str(error), "bad")

    def _abandon(self) -> None:
        if self.job is not None:
            self.job.abandon()
            self.job = None

    def _retranslate(self, _: str) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show what was found."""
        self.files.setText(
            "、".join(path.name for path in self.paths)
            if language.current() == "zh-Hant"
            else ", ".join(path.name for path in self.paths)
        )
        found = [item for verdict in self.verdicts for item in verdict.findings]
        self.save.setEnabled(bool(self.verdicts))
        self.table.show_rows(
            [Cell(say(head)) for head in _HEADS], [self._row(item) for item in found], stretch=2
        )
        self.table.setVisible(bool(found))
        if not self.verdicts:
            if self.job is None:
                self.verdict.setText("")
            return
        checked = sum(verdict.checked for verdict in self.verdicts)
        wrong = sum(item.severity == "error" for item in found)
        said = (
            tr("composer", "{n} figures are wrong; {checked} were checked.", n=wrong, checked=checked)
            if wrong
            else tr("composer", "No figure is wrong; {checked} were checked.", checked=checked)
        )
        if any(not verdict.same_workspace for verdict in self.verdicts):
            said += " " + tr("composer", "Some were exported from another workspace.")
        self._say(said, "bad" if wrong else "good")

    def _row(self, item: Finding) -> list[Cell]:
        from workbench.services.verify import place_words

        words = show(item.message)
        source = show(item.figure.source) if item.figure is not None and item.figure.source.as_dict() else ""
        return [
            Cell(item.file, tip=item.file, key=item.kind),
            Cell(show(place_words(item.place))),
            Cell(
                f"{_SHAPES[item.severity]} {words}", tone=_TONES[item.severity], tip=f"{words}\n{item.near}"
            ),
            Cell(item.expected or "—", bold=True),
            Cell(item.found or "—", bold=True),
            Cell(item.other or "—"),
            Cell(source or "—", tip=source),
        ]

    def _say(self, words: str, tone: str) -> None:
        self.verdict.setText(words)
        self.verdict.setProperty("tone", tone)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)

    def _ask_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("composer", "Save report"),
            str(self._settings.folder("export") / "verify.csv"),
            tr("composer", "Tables (*.csv)"),
        )
        if name:
            self.save_report(Path(name))

    def save_report(self, path: Path) -> bool:
        """Write what was found as a table that spreadsheet programs open, in the language of the window."""
        from workbench.services.verify_report import write_report

        def work() -> bool:
            write_report(self.verdicts, path, language.current())
            return True

        return bool(self._workspace.attempt(work))
