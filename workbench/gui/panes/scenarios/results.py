"""What can be done with a result: copy it, write it to a file, send it to a pack as a paragraph of traced figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QMenu, QToolButton, QWidget

from workbench.domain.text import LANGS, LocalText
from workbench.gui.language import bind, mark, show, tr
from workbench.gui.panes.scenarios.parts import tool

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.scenario_passage import Passage

_CONTEXT = "ScenariosPane"
_INITIATOR = "pane.scenarios"
Row = Sequence[str | float | None]


def send(workspace: Workspace, pack_id: str, passage: Passage) -> bool:
    """Add a passage to a pack as one step of undo; says so, with a way to the pack."""
    from workbench.services.operations.packs import SavePack
    from workbench.services.scenario_passage import with_passage

    pack = workspace.session.pack(pack_id)
    change = workspace.execute(SavePack(with_passage(pack, passage)), initiator=_INITIATOR)
    if change is None:
        return False

    def go() -> None:
        pane = workspace.show_pane("briefing")
        focus = getattr(pane, "focus_item", None)
        if focus is not None:
            focus(pack_id)

    workspace.notify.good(
        mark(_CONTEXT, "Added to “{pack}”, every figure as a traced field."),
        (mark(_CONTEXT, "Show the pack"), go),
        pack=pack.title,
    )
    return True


class PackButton(QToolButton):
    """*Send to pack*: a menu of the packs. ``passage``: makes what is sent, when it is sent."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.passage: Callable[[], Passage] | None = None
        self.setProperty("compact", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        bind(self, self.setText, _CONTEXT, "Send to pack")
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """The packs as they are now."""
        menu = self.menu()
        menu.clear()
        for pack in self._workspace.reading.packs():
            action = menu.addAction(show(pack.title))
            action.triggered.connect(lambda _=False, pack_id=pack.id: self.send(pack_id))
        if menu.isEmpty():
            menu.addAction(tr(_CONTEXT, "There is no pack yet.")).setEnabled(False)

    def send(self, pack_id: str) -> bool:
        """Send what is shown to a pack."""
        make = self.passage
        if make is None:
            return False
        passage = self._workspace.attempt(make)
        return passage is not None and send(self._workspace, pack_id, passage)


class ResultBar(QWidget):
    """Copy · Export… · Send to pack, for the result that :meth:`set_result` was last given."""

    def __init__(self, workspace: Workspace, parent: QWidget, *, pack: bool = True) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows: Sequence[Row] = ()
        self._words: LocalText | None = None
        self._name = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.copy_button = tool(self, row, mark(_CONTEXT, "Copy"), self.copy)
        self.export_button = tool(self, row, mark(_CONTEXT, "Export…"), self.export)
        self.pack = PackButton(workspace, self)
        self.pack.setVisible(pack)
        row.addWidget(self.pack)
        row.addStretch(1)
        self.set_result((), None, "")

    def set_result(
        self,
        rows: Sequence[Row],
        words: LocalText | None,
        name: str,
        passage: Callable[[], Passage] | None = None,
    ) -> None:
        """rows: the table, head first. words: what it says. name: of the file offered."""
        self._rows, self._words, self._name = rows, words, name
        self.pack.passage = passage
        self.copy_button.setEnabled(bool(rows or words))
        self.export_button.setEnabled(bool(rows))
        self.pack.setEnabled(passage is not None)

    def text(self) -> str:
        """The words in both languages and the table at full precision, for the clipboard."""
        parts = [self._words.show(lang) for lang in LANGS] if self._words is not None else []
        if self._rows:
            parts.append("\n".join("\t".join(_cell(cell) for cell in row) for row in self._rows))
        return "\n\n".join(dict.fromkeys(parts))

    def copy(self) -> None:
        """Onto the clipboard."""
        QApplication.clipboard().setText(self.text())
        self._workspace.notify.good(mark(_CONTEXT, "Copied."))

    def export(self) -> None:
        """Ask for a file and write it."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr(_CONTEXT, "Export result"),
            f"{self._name}.xlsx",
            tr(_CONTEXT, "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"),
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the table: the ending of the name says how."""
        from workbench.services.result_files import write_rows

        said = self._words
        notes: list[Row] = [] if said is None else [[said.show(lang)] for lang in LANGS]

        def work() -> bool:
            write_rows(path, self._name, [*self._rows, *([[]] if notes else []), *notes])
            return True

        if self._workspace.attempt(work):
            self._workspace.notify.good(mark(_CONTEXT, "Written: {file}"), file=path.name)


def _cell(cell: str | float | None) -> str:
    return "" if cell is None else repr(cell) if isinstance(cell, float) else str(cell)


def joined(first: LocalText, passage: Passage) -> Passage:
    """A passage with words (that hold no figures) before it."""
    text = LocalText(
        " ".join(part for part in (first.en, passage.text.en) if part),
        "".join(part for part in (first.zh_hant, passage.text.zh_hant) if part),
    )
    return replace(passage, text=text)


def together(passages: Sequence[Passage]) -> Passage:
    """Several passages as one paragraph; a field that two of them name is kept once."""
    fields = {field.name: field for passage in passages for field in passage.fields}
    text = LocalText(
        " ".join(passage.text.en or "" for passage in passages),
        "".join(passage.text.zh_hant or "" for passage in passages),
    )
    return replace(passages[0], text=text, fields=tuple(fields.values()))
