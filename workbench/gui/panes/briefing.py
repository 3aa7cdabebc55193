"""Briefing: the packs, what is in them, what keeps them from going out, and their pages as they will be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.pack import (
    AnnexStart,
    ChartBlock,
    Heading,
    LiveTable,
    NoteBlock,
    Paragraph,
    PartStart,
    TableBlock,
)
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.widgets.pane_base import Pane
from workbench.gui.widgets.text_table import Cell, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.changes import Kind
    from workbench.domain.errors import Problem
    from workbench.domain.pack import Block
    from workbench.domain.text import Lang, LocalText
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.language import Text
    from workbench.gui.workspace import Workspace

_CONTEXT = "BriefingPane"
_PPI = 110.0
_TONES = {"error": "bad", "warning": "warn", "info": "muted"}


def _set_pages(ctx: JobContext, frozen: Any, pack_id: str, lang: Lang) -> tuple[list[bytes], list[Problem]]:
    """The pages of a pack as pictures, and the findings of its check. On a thread of its own."""
    from workbench.briefing.pdf import pages
    from workbench.services.packs import check_pack, fill_pack

    problems = check_pack(frozen, pack_id)
    ctx.check_cancelled()
    filled = fill_pack(frozen, frozen.pack(pack_id), lang)
    ctx.check_cancelled()
    return pages(filled, ppi=_PPI), problems


class BriefingPane(Pane):
    """The seventh tab."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        "pack",
        "observation",
        "indicator",
        "target",
        "scenario",
        "model",
        "source",
        "definition",
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._pack_id = ""
        self._lang: Lang = language.current()
        self._lang_chosen = False
        self._job: Job | None = None
        self._pictures: list[QPixmap] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(self.px(16), self.px(10), self.px(16), self.px(8))
        column.setSpacing(self.px(8))
        row = QHBoxLayout()
        self.pack = QComboBox(self)
        self.pack.setMinimumContentsLength(20)
        self.pack.activated.connect(self._pack_activated)
        bind(self.pack, self.pack.setAccessibleName, _CONTEXT, "Briefing pack")
        row.addWidget(self.pack, 1)
        languages = QHBoxLayout()
        languages.setSpacing(0)
        self._group = QButtonGroup(self)
        self.language_buttons: dict[Lang, QPushButton] = {}
        names: tuple[tuple[Lang, str, str], ...] = (("zh-Hant", "中", "left"), ("en", "EN", "right"))
        for lang, words, side in names:
            button = QPushButton(words, self)
            button.setCheckable(True)
            button.setProperty("segment", side)
            bind(
                button,
                button.setAccessibleName,
                _CONTEXT,
                "Pages in {language}",
                language=_language_name(lang),
            )
            button.clicked.connect(lambda _=False, chosen=lang: self.show_language(chosen))
            self._group.addButton(button)
            self.language_buttons[lang] = button
            languages.addWidget(button)
        row.addLayout(languages)
        self.export_button = QPushButton(self)
        self.export_button.setProperty("primary", True)
        bind(self.export_button, self.export_button.setText, _CONTEXT, "Export pack…")
        self.export_button.clicked.connect(lambda: workspace.trigger("briefing.export"))
        row.addWidget(self.export_button)
        column.addLayout(row)

        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(self.px(12))
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        column.addWidget(split, 1)
        left = QWidget(split)
        side_column = QVBoxLayout(left)
        side_column.setContentsMargins(0, 0, 0, 0)
        side_column.setSpacing(self.px(4))
        self.outline = TextTable(workspace.theme, left)
        self.outline.horizontalHeader().hide()
        bind(self.outline, self.outline.setAccessibleName, _CONTEXT, "Outline")
        side_column.addWidget(_section(left, mark(_CONTEXT, "Outline")))
        side_column.addWidget(self.outline, 3)
        side_column.addWidget(_section(left, mark(_CONTEXT, "Check before it goes out")))
        self.problems = TextTable(workspace.theme, left)
        self.problems.horizontalHeader().hide()
        self.problems.setWordWrap(True)
        bind(self.problems, self.problems.setAccessibleName, _CONTEXT, "Findings of the check")
        side_column.addWidget(self.problems, 2)
        self.verdict = QLabel(left)
        self.verdict.setProperty("role", "small")
        self.verdict.setWordWrap(True)
        side_column.addWidget(self.verdict)
        split.addWidget(left)
        self.pages = QScrollArea(split)
        self.pages.setWidgetResizable(True)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        bind(self.pages, self.pages.setAccessibleName, _CONTEXT, "Pages as printed")
        self._sheet = QWidget()
        self._sheet.setProperty("page", True)
        self._sheets = QVBoxLayout(self._sheet)
        self._sheets.setContentsMargins(0, 0, self.px(8), 0)
        self._sheets.setSpacing(self.px(10))
        self.pages.setWidget(self._sheet)
        self.state = QLabel(self._sheet)
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        self._sheets.addWidget(self.state)
        self._sheets.addStretch(1)
        split.addWidget(self.pages)
        split.setSizes([self.px(240), self.px(500)])
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(30)
        self._fit.timeout.connect(self._show_pictures)

    # ── what is chosen ───────────────────────────────────────────────────────────────────────────

    def focus_item(self, item_id: str) -> None:
        """Jump here from the palette."""
        self._pack_id = item_id
        self.update_soon()

    def show_language(self, lang: Lang) -> None:
        """Show the pages in this language, whatever that of the window."""
        self._lang, self._lang_chosen = lang, True
        self.language_buttons[lang].setChecked(True)
        self._start()

    def _pack_activated(self, row: int) -> None:
        self._pack_id = str(self.pack.itemData(row))
        self.refresh()

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Packs, outline, pages."""
        packs = self.session.packs()
        if self._pack_id not in {item.id for item in packs}:
            self._pack_id = packs[0].id if packs else ""
        with QSignalBlocker(self.pack):
            self.pack.clear()
            for item in packs:
                self.pack.addItem(show(item.title), item.id)
            self.pack.setCurrentIndex(self.pack.findData(self._pack_id))
        if not self._lang_chosen:
            self._lang = language.current()
        self.language_buttons[self._lang].setChecked(True)
        self.export_button.setEnabled(bool(packs))
        self._show_outline()
        self._start()

    def _show_outline(self) -> None:
        rows: list[list[Cell]] = []
        if self._pack_id:
            from workbench.services.packs import filler

            pack = self.session.pack(self._pack_id)
            filled = filler(self.session, pack, language.current())
            for block in pack.blocks:
                cell = self._outline_cell(block, filled)
                if cell is not None:
                    rows.append([cell])
        self.outline.show_rows([Cell("")], rows)

    def _outline_cell(self, block: Block, filled: Callable[[LocalText], str]) -> Cell | None:
        if isinstance(block, Heading):
            return Cell("    " * (block.level - 1) + show(block.text), bold=True, tip=show(block.text))
        if isinstance(block, PartStart):
            return Cell(filled(block.title), bold=True, tip=show(block.title))
        if isinstance(block, AnnexStart):
            words = tr(_CONTEXT, "Annex {letter}: {title}", letter=block.letter, title=block.title)
            return Cell(words, bold=True, tip=words)
        if isinstance(block, TableBlock | LiveTable):
            words = tr(_CONTEXT, "Table: {caption}", caption=block.caption)
            return Cell("    " + words, tip=words)
        if isinstance(block, ChartBlock):
            words = tr(_CONTEXT, "Chart: {caption}", caption=block.caption)
            return Cell("    " + words, tip=words)
        if isinstance(block, Paragraph | NoteBlock):
            text = filled(block.text).replace("**", "")
            return Cell("    " + text, tone="muted", tip=text)
        return None  # breaks, contents and signatures say nothing of their own

    def _start(self) -> None:
        """Set the pages on another thread; a later start cuts the earlier one off."""
        if self._job is not None:
            self._job.abandon()
            self._job = None
        if not self._pack_id:
            self._pictures = []
            self._show_pictures()
            self.state.setText(tr(_CONTEXT, "This workspace has no briefing pack yet."))
            self.state.show()
            self.problems.show_rows([Cell("")], [])
            self.verdict.setText("")
            return
        from workbench.services.frozen import FrozenSession

        if not self._pictures:
            self.state.setText(tr(_CONTEXT, "Setting the pages…"))
            self.state.show()
        job = self.workspace.jobs.start(
            mark(_CONTEXT, "Setting the pages…"),
            _set_pages,
            FrozenSession(self.session),
            self._pack_id,
            self._lang,
        )
        job.done.connect(self._set)
        job.failed.connect(self._failed)
        job.stopped.connect(self._stopped)
        self._job = job

    def _set(self, result: object) -> None:
        if self._released:
            return
        assert isinstance(result, tuple)
        pages, problems = result
        self._job = None
        self._pictures = []
        for content in pages:
            picture = QPixmap()
            picture.loadFromData(content)
            self._pictures.append(picture)
        self.state.clear()
        self.state.hide()
        self._show_pictures()
        self._show_problems(problems)

    def _failed(self, error: object) -> None:
        self._job = None
        if not self._released:
            self._pictures = []
            self._show_pictures()
            words = getattr(error, "words", None)
            self.state.setText(str(words(language.current())) if callable(words) else str(error))
            self.state.show()

    def _stopped(self) -> None:
        self._job = None
        if not self._released and not self._pictures:
            self.state.setText(tr(_CONTEXT, "Stopped. Choose a language to set the pages again."))
            self.state.show()

    def _show_problems(self, problems: list[Problem]) -> None:
        shapes = {"error": "▼", "warning": "◢", "info": "○"}
        rows = [
            [
                Cell(
                    f"{shapes[item.severity]} {show(item.message)}",
                    tone=_TONES[item.severity],
                    tip=show(item.message),
                    key=item.code,
                )
            ]
            for item in problems
        ]
        self.problems.show_rows([Cell("")], rows)
        self.problems.setVisible(bool(rows))
        errors = sum(1 for item in problems if item.severity == "error")
        if errors:
            self.verdict.setText(tr(_CONTEXT, "{n} findings keep this pack from going out.", n=errors))
        elif rows:
            self.verdict.setText(tr(_CONTEXT, "{n} things to look at; the pack can go out.", n=len(rows)))
        else:
            self.verdict.setText(
                tr(_CONTEXT, "✓ Every figure is filled in, and both languages say the same numbers.")
            )

    def _show_pictures(self) -> None:
        while self._sheets.count() > 2:
            item = self._sheets.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        ratio = self.devicePixelRatioF()
        width = max(120, self.pages.viewport().width() - self.px(22))
        for number, picture in enumerate(self._pictures, start=1):
            label = QLabel(self._sheet)
            scaled = picture.scaledToWidth(int(width * ratio), Qt.TransformationMode.SmoothTransformation)
            scaled.setDevicePixelRatio(ratio)
            label.setPixmap(scaled)
            label.setFixedSize(
                scaled.deviceIndependentSize().toSize() + QSize(2, 2)
            )  # a page is never squeezed
            words = tr(_CONTEXT, "Page {page} of {pages}", page=number, pages=len(self._pictures))
            label.setAccessibleName(words)
            label.setToolTip(words)
            label.setFrameShape(QFrame.Shape.Box)
            label.setStyleSheet(f"QLabel {{ border: 1px solid {self.workspace.theme.hex('line')}; }}")
            self._sheets.insertWidget(self._sheets.count() - 1, label, 0, Qt.AlignmentFlag.AlignHCenter)
        self._sheets.activate()

    @property
    def page_count(self) -> int:
        """Pages shown."""
        return len(self._pictures)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width."""
        super().resizeEvent(event)
        self._fit.start()

    def release(self) -> None:
        """Stop setting pages."""
        if not self._released:
            self._fit.stop()
            if self._job is not None:
                self._job.abandon()
                self._job = None
        super().release()


def _language_name(lang: Lang) -> str:
    return "English" if lang == "en" else "中文"


def _section(parent: QWidget, words: Text) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "section")
    bind_text(label, label.setText, words)
    return label
