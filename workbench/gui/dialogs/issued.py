"""The register of issued papers: what went out when, what it says that is different now, and which file it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.widgets.steps import moment, snapshot_words
from workbench.gui.widgets.text_table import Cell, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.issued import IssuedPaper
    from workbench.gui.language import Text
    from workbench.gui.settings import Settings
    from workbench.gui.workspace import Workspace
    from workbench.services.issuing import MovedFigure

_LONG = 40  # characters of a meeting shown in the table
_HEADS = (
    mark("issued", "Recorded"),
    mark("issued", "Meeting or purpose"),
    mark("issued", "Paper"),
    mark("issued", "File"),
    mark("issued", "Language"),
    mark("issued", "By"),
)
_MOVED_HEADS = (
    mark("issued", "Series"),
    mark("issued", "Period"),
    mark("issued", "Issued with"),
    mark("issued", "Now"),
    mark("issued", "Change"),
    mark("issued", "Why"),
)
_WHY: dict[str, Text] = {
    "revised": mark("issued", "Revised"),
    "newer": mark("issued", "A later period is out"),
    "reworded": mark("issued", "Put differently"),
    "gone": mark("issued", "No figure any more"),
}


class IssuedDialog(Dialog):
    """Papers above; below, what the chosen one was issued with that has changed since."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget) -> None:
        super().__init__(mark("issued", "Issued papers"), parent)
        self._workspace, self._settings = workspace, settings
        theme = workspace.theme
        self.resize(theme.px(1000), theme.px(580))
        self.papers = TextTable(theme, self)
        bind(self.papers, self.papers.setAccessibleName, "issued", "Issued papers")
        self.papers.selectionModel().currentRowChanged.connect(lambda *_: self._show_moved())
        self.column.addWidget(self.papers, 3)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        bind(
            self.empty,
            self.empty.setText,
            "issued",
            "Nothing has been recorded as issued yet. Export a pack and choose “Record as issued”.",
        )
        self.column.addWidget(self.empty, 1)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "strong")
        self.heading.setWordWrap(True)
        self.column.addWidget(self.heading)
        self.origin = QLabel(self)
        self.origin.setProperty("role", "small")
        self.origin.setWordWrap(True)
        self.origin.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.origin)
        self.moved = TextTable(theme, self)
        bind(self.moved, self.moved.setAccessibleName, "issued", "Figures that have changed since")
        self.column.addWidget(self.moved, 2)
        row = QHBoxLayout()
        self.is_it = self._button(row, mark("issued", "Is this the &file we sent?…"), self._ask_file)
        self.again = self._button(row, mark("issued", "&Write it again…"), self._ask_folder)
        self.anew = self._button(row, mark("issued", "Make again with &new data"), self.make_anew)
        self.then = self._button(row, mark("issued", "Show the window as of &then"), self.show_then)
        row.addStretch(1)
        self.column.addLayout(row)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.hide()
        self.column.addWidget(self.said)
        self.buttons()
        workspace.changes.connect(self.refresh)
        language.changed.connect(self.refresh)
        self.refresh()

    def _button(self, row: QHBoxLayout, text: Text, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        bind_text(button, button.setText, text)
        button.clicked.connect(lambda _=False: deed())
        row.addWidget(button)
        return button

    @property
    def paper(self) -> IssuedPaper | None:
        """The chosen paper."""
        key = self.papers.current_key()
        return next((item for item in self._workspace.session.issued_papers() if item.id == key), None)

    def refresh(self) -> None:
        """Read the register anew, newest first."""
        papers = self._workspace.session.issued_papers()
        header = [Cell(say(head)) for head in _HEADS]
        rows = [self._row(item) for item in reversed(papers)]
        self.papers.show_rows(header, rows, stretch=2)
        for part in (self.papers, self.heading, self.origin, self.again, self.anew, self.then, self.is_it):
            part.setVisible(bool(papers))
        self.empty.setVisible(not papers)
        if papers and self.paper is None:
            self.papers.selectRow(0)
        self._show_moved()

    def _row(self, item: IssuedPaper) -> list[Cell]:
        lang = "English" if item.language == "en" else "繁體中文"
        return [
            Cell(moment(item.at), key=item.id),
            Cell(_short(item.meeting) or "—", tip=item.meeting, copy=item.meeting),
            Cell(show(item.title), tip=show(item.title)),
            Cell(item.file_name, tip=f"SHA-256 {item.sha256}"),
            Cell(lang),
            Cell(item.by),
        ]

    def _show_moved(self) -> None:
        """What the chosen paper would say differently today."""
        from workbench.services.issuing import moved_figures

        paper = self.paper
        self.said.hide()
        self.origin.clear()
        if paper is None:
            self.moved.hide()
            return
        try:
            found = moved_figures(self._workspace.session, paper)
        except WorkbenchError as error:
            self.heading.setText(error.words(language.current()))
            self.moved.hide()
            self.again.setEnabled(False)
            self.anew.setEnabled(False)
            self.then.setEnabled(False)
            return
        self.again.setEnabled(True)
        self.anew.setEnabled(self._workspace.known.present)
        self.then.setEnabled(True)
        marks = {item.id: snapshot_words(item) for item in self._workspace.session.snapshots()}
        self.origin.setText(
            tr(
                "issued",
                "Written from snapshot “{name}”; recorded by {by}. SHA-256 of the file: {digest}",
                name=marks[paper.snapshot_id],
                by=paper.by,
                digest=paper.sha256,
            )
        )
        self.heading.setText(
            tr(
                "issued",
                "{n} figures of “{file}” have changed since it was issued",
                n=len(found),
                file=paper.file_name,
            )
            if found
            else tr(
                "issued", "Every figure of “{file}” is still what it was issued with", file=paper.file_name
            )
        )
        header = [Cell(say(head), right=at in (2, 3, 4)) for at, head in enumerate(_MOVED_HEADS)]
        self.moved.show_rows(header, [self._moved_row(item) for item in found], stretch=0)
        self.moved.setVisible(bool(found))

    def _moved_row(self, item: MovedFigure) -> list[Cell]:
        percent = item.percent
        change = "" if percent is None else f"{percent:+.1f}%".replace("-", "−")
        why = say(_WHY[item.why])
        known = f"{item.vintage_now} · {show(item.source_now)}" if item.vintage_now else show(item.source_now)
        period = item.period if item.why != "newer" else f"{item.period} → {item.period_now}"
        return [
            Cell(show(item.series), tip=" ".join((show(item.series), item.series_id)), key=item.series_id),
            Cell(period),
            Cell(show(item.issued), right=True, bold=True),
            Cell(show(item.now) if item.why != "gone" else "—", right=True, tip=known),
            Cell(change, right=True, tone="warn" if item.why == "revised" else ""),
            Cell(why, tip=known),
        ]

    # ---- the file -----------------------------------------------------------------------------------------------
    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("issued", "Is this the file we sent?"), str(self._settings.folder("export"))
        )
        if name:
            self.check_file(Path(name))

    def check_file(self, path: Path) -> None:
        """Say whether *path* is, to the byte, a file of the register, and which."""
        from workbench.services.issuing import find_file

        try:
            found = find_file(self._workspace.session, path)
        except WorkbenchError as error:
            self._say(error.words(language.current()), "bad")
            return
        if not found:
            words = tr(
                "issued",
                "No. “{file}” is not, to the byte, any file that was recorded as issued.",
                file=path.name,
            )
            self._say(words, "bad")
            return
        paper = found[-1]
        for row in range(self.papers.rows.rowCount()):
            if self.papers.rows.cell(row, 0).key == paper.id:
                self.papers.selectRow(row)
        words = tr(
            "issued",
            "Yes. “{file}” is, to the byte, what was issued as {name} on {at}: {meeting}",
            file=path.name,
            name=paper.file_name,
            at=moment(paper.at),
            meeting=paper.meeting or "—",
        )
        self._say(words, "good")

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, tr("issued", "Write it again into"), str(self._settings.folder("export"))
        )
        if name:
            self.write_again(Path(name))

    def write_again(self, folder: Path) -> None:
        """Write the chosen file once more from its snapshot and say whether it is the same."""
        from workbench.services.issuing import write_again

        paper = self.paper
        if paper is None:
            return
        try:
            path, same = write_again(self._workspace.session, paper, folder)
        except WorkbenchError as error:
            self._say(error.words(language.current()), "bad")
            return
        self._say(
            tr(
                "issued",
                "“{file}” was written again: the same to the byte as what was issued.",
                file=path.name,
            )
            if same
            else tr(
                "issued",
                "“{file}” was written again with the figures of then, not the same to the byte: other head, template or program version.",
                file=path.name,
            ),
            "good" if same else "warn",
        )

    def make_anew(self) -> None:
        """Keep the paper with today's figures as a paper of its own, and a cover note of what changed; go there."""
        from workbench.services.operations.packs import SavePacks
        from workbench.services.pack_edit import fresh_id
        from workbench.services.pack_stale import taken_as_seen
        from workbench.services.reissue import reissue

        paper, workspace = self.paper, self._workspace
        if paper is None:
            return
        session = workspace.session
        used = [pack.id for pack in session.packs()]
        try:
            made = reissue(session, paper)
            own = fresh_id(paper.pack_id, used)
            again = taken_as_seen(session, replace(made.pack, id=own, made_from=paper.pack_id))
            cover = replace(made.cover, id=fresh_id(made.cover.id, [*used, own]))
            workspace.execute_or_raise(SavePacks((again, cover)))
        except WorkbenchError as error:
            self._say(error.words(language.current()), "bad")
            return
        workspace.notify.good(
            mark(
                "issued", "“{file}” was made again: {n} figures are other ones now, listed in its cover note."
            ),
            file=paper.file_name,
            n=len(made.changed),
        )
        pane = workspace.show_pane("briefing")
        show_pack = getattr(pane, "show_pack", None)
        if callable(show_pack):
            show_pack(cover.id)
        self.accept()

    def show_then(self) -> None:
        """Let the whole window show the state the paper was written from."""
        paper = self.paper
        if paper is not None:
            self._workspace.attempt(lambda: self._workspace.known.show_snapshot(paper.snapshot_id))
            self.accept()

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        self.said.setProperty("tone", tone)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.show()


def _short(words: str) -> str:
    return words if len(words) <= _LONG else words[: _LONG - 1] + "…"
