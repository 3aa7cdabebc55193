"""The inspector: everything known of what is chosen, both languages, every link one key or click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QTextBrowser, QVBoxLayout, QWidget

from workbench.domain.errors import UsageError
from workbench.gui import language
from workbench.gui.docks.indicator_page import fill_indicator
from workbench.gui.docks.node_page import fill_node
from workbench.gui.docks.other_pages import fill_empty, fill_scenario, fill_source
from workbench.gui.docks.page import Page
from workbench.gui.documents import ask_and_save, open_document
from workbench.gui.icons import draw_mark
from workbench.gui.language import bind, mark
from workbench.gui.widgets.dock_title import DockTitle

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.gui.theme import Theme
    from workbench.gui.workspace import Workspace

_WIDE = 480  # pixels of the design from which both languages stand side by side


class Browser(QTextBrowser):
    """Shows a page; draws the marks that it asks for by name; says when it was made wider or narrower."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setViewportMargins(0, 0, theme.px(8), 0)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A mark ``mark:icon/tone`` as a picture, crisp on this screen."""
        url = name if isinstance(name, QUrl) else QUrl(name)
        if url.scheme() != "mark":
            return None
        icon, _, tone = url.path().partition("/")
        ratio = self.devicePixelRatioF()
        side = self._theme.px(11)
        image = QImage(
            QSize(round(side * ratio), round(side * ratio)), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        draw_mark(painter, icon, self._theme.hex(tone), QRectF(0, 0, side, side))
        painter.end()
        return image


class InspectorDock(QDockWidget):
    """Follows the shared selection."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._source = ""  # a source looked at for a moment; the next choice leaves it
        self._shown: tuple[str, ...] = ()
        self._released = False
        self.setObjectName("dock-inspector")
        bind(self, self.setWindowTitle, "inspector", "Inspector")
        body = QWidget(self)
        body.setProperty("panel", True)
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        margin = workspace.theme.px(12)
        column.setContentsMargins(margin, 0, 0, 0)
        self.browser = Browser(workspace.theme, body)
        self.browser.anchorClicked.connect(self._follow)
        bind(self.browser, self.browser.setAccessibleName, "inspector", "Inspector")
        column.addWidget(self.browser)
        self.setWidget(body)
        DockTitle(self, workspace.theme)
        self.setFocusProxy(self.browser)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.refresh)
        workspace.selection.changed.connect(self._chosen)
        workspace.changes.connect(self._changed)
        workspace.known.changed.connect(self._timer.start)
        workspace.theme.changed.connect(self._timer.start)
        language.changed.connect(self._language_changed)
        self.refresh()

    def _language_changed(self, _: str) -> None:
        self.refresh()

    def _chosen(self) -> None:
        self._source = ""
        self._timer.start()

    def _changed(self, change: ChangeSet) -> None:
        if change.touched:
            self._timer.start()

    def release(self) -> None:
        """The session closes: nothing that was about to be shown is read from it any more."""
        self._released = True
        self._timer.stop()

    @property
    def wide(self) -> bool:
        """Whether both languages have room side by side."""
        return self.width() >= self._workspace.theme.px(_WIDE)

    def refresh(self) -> None:
        """Show what is chosen, as it is now; stay at the place of the page if it is the same thing."""
        self._timer.stop()
        if self._released:
            return
        page = Page(self._workspace.theme, wide=self.wide)
        try:
            shown = self._fill(page)
        except UsageError:  # what was chosen is gone
            fill_empty(page)
            shown = ()
        bar = self.browser.verticalScrollBar()
        place = bar.value() if shown == self._shown else 0
        self._shown = shown
        self.browser.setHtml(page.html())
        bar.setValue(place)

    def _fill(self, page: Page) -> tuple[str, ...]:
        session, selection = self._workspace.reading, self._workspace.selection
        if self._source:
            source = session.sources().get(self._source)
            if source is not None:
                fill_source(page, session, source)
                return ("source", self._source)
        if selection.focus == "node" and selection.node:
            fill_node(page, session, session.node(selection.node))
            return ("node", selection.node)
        if selection.focus == "indicator" and selection.indicator:
            indicator = session.indicator(selection.indicator)
            fill_indicator(page, session, indicator, selection.observation)
            return ("indicator", selection.indicator)
        if selection.focus == "scenario" and selection.scenario:
            fill_scenario(page, session, session.scenario(selection.scenario))
            return ("scenario", selection.scenario)
        fill_empty(page)
        return ()

    def _follow(self, url: QUrl) -> None:
        """Do what a link says."""
        kind, _, rest = url.toString().partition(":")
        selection = self._workspace.selection
        if kind == "node":
            selection.select_node(rest)
        elif kind == "indicator":
            selection.select_indicator(rest)
            self._workspace.show_pane("indicators")
        elif kind == "scenario":
            selection.select_scenario(rest)
        elif kind == "source":
            self._source = rest
            self.refresh()
        elif kind == "point":
            self._choose_point(rest)
        elif kind == "web":
            self._open_link(rest)
        elif kind == "do":
            self._do(rest)

    def _choose_point(self, address: str) -> None:
        period, _, vintage = address.partition("|")
        for item in self._workspace.reading.vintages(self._workspace.selection.indicator):
            if item.period.code == period and item.vintage == vintage:
                self._workspace.selection.select_observation(item)
                if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
                    self._workspace.trigger("data.printed")

    def _open_link(self, address: str) -> None:
        """Open a page or a file in the program of this computer; what is not there is told instead."""
        from workbench.services.checks import is_broken

        if is_broken(address):
            self._workspace.notify.warn(mark("inspector", "“{link}” is not there."), link=address)
            return
        url = QUrl.fromUserInput(address)
        if url.scheme() not in ("http", "https", "file", "ftp"):
            self._workspace.notify.warn(mark("inspector", "“{link}” is not a page or a file."), link=address)
            return
        QDesktopServices.openUrl(url)

    def _do(self, what: str) -> None:
        what, _, thing = what.partition(":")
        if what == "evidence":
            self._workspace.trigger("data.evidence")
        elif what == "edit-evidence":
            self._edit_evidence(thing)
        elif what == "remove-evidence":
            self._remove_evidence(thing)
        elif what == "open-document":
            open_document(self._workspace, thing)
        elif what == "save-document":
            ask_and_save(self._workspace, thing, self)
        elif what == "status":
            self.edit_status()
        elif what == "let-go":
            self._workspace.selection.select_observation(None)
        elif what == "data":
            self._workspace.show_pane("data")
        elif what == "revisions":
            self._workspace.trigger("data.revisions")
        elif what == "printed":
            self._workspace.trigger("data.printed")

    def _edit_evidence(self, evidence_id: str) -> None:
        from workbench.gui.dialogs.evidence import EvidenceDialog

        session = self._workspace.session
        for item in session.evidence():
            if item.id == evidence_id:
                EvidenceDialog(self._workspace, session.node(item.node_id), self, item).open()

    def _remove_evidence(self, evidence_id: str) -> None:
        from workbench.services.operations.evidence import RemoveEvidence

        if self._workspace.execute(RemoveEvidence(evidence_id), initiator="inspector") is not None:
            undo = (mark("inspector", "Undo"), lambda: self._workspace.trigger("edit.undo"))
            self._workspace.notify.good(mark("inspector", "The evidence was removed."), undo)

    def edit_status(self) -> None:
        """Ask for the delivery status of the chosen measure, and the reason."""
        from workbench.gui.dialogs.status import StatusDialog

        node = self._workspace.session.node(self._workspace.selection.node)
        StatusDialog(self._workspace, node, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or one below the other, as there is room."""
        was = event.oldSize().width() >= self._workspace.theme.px(_WIDE)
        super().resizeEvent(event)
        if was != self.wide:
            self._timer.start()
