"""The main window: puts menus, toolbar, docks, tabs and status bar together around one session. It decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QToolBar, QVBoxLayout, QWidget

from workbench.base.messages import catalogue
from workbench.gui import language
from workbench.gui.actions import Actions
from workbench.gui.bridge import SessionBridge
from workbench.gui.centre import Centre
from workbench.gui.docks.inspector import InspectorDock
from workbench.gui.docks.tree_dock import TreeDock
from workbench.gui.handlers.edits import Edits
from workbench.gui.handlers.files import Files
from workbench.gui.handlers.keeping import Keeping
from workbench.gui.handlers.papers import Papers
from workbench.gui.handlers.records import Records
from workbench.gui.handlers.tools import Tools
from workbench.gui.handlers.views import Views
from workbench.gui.jobs import Jobs
from workbench.gui.language import bind
from workbench.gui.notify import MessageBar, Notifier
from workbench.gui.selection import Selection
from workbench.gui.settings import Settings
from workbench.gui.start_page import StartPage
from workbench.gui.status_bar import StatusBar
from workbench.gui.theme import Theme
from workbench.gui.widgets.known_banner import KnownBanner
from workbench.gui.widgets.switch import LanguageSwitch, SearchButton
from workbench.gui.workspace import Workspace

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.services.session import Session

_LAYOUT_VERSION = 1
_WIDEST_LEAST = 280  # pixels: docks never ask for more, however large the scale
_WARM_MS = 250  # after the window is shown
_PANES = ("overview", "indicators", "scenarios", "data", "briefing", "snapshots", "placeholders")
_HEAVY = (
    "workbench.services.session",
    "workbench.services.frameworks",
    "sqlite_utils",
    "numpy",
    "pyqtgraph",
    "workbench.importers.opened",
    "workbench.services.import_wizard",
    *(f"workbench.gui.panes.{name}" for name in _PANES),
    "workbench.services.known",
    "workbench.services.wordings",
    "workbench.services.scenario_passage",
    "workbench.services.packs",
    "workbench.gui.dialogs.roll_up",
    "workbench.gui.dialogs.import_dialog",
    "workbench.gui.dialogs.export",
)


class MainWindow(QMainWindow):
    """One window on one session, or on none (then the start page shows).

    theme: the application's; a window made without one (tests) makes its own. The window closes the session it holds.
    """

    def __init__(
        self,
        session: Session | None = None,
        *,
        theme: Theme | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.theme = theme or _own_theme(self.settings, self)
        self.notify = Notifier(self)
        self.jobs = Jobs(self)
        self.jobs.failed.connect(self.notify.error)
        self.workspace: Workspace | None = None
        self.session: Session | None = None
        self._bridge: SessionBridge | None = None
        self._warmed = False
        self.centre: Centre | None = None
        self.banner: KnownBanner | None = None
        self.tree: TreeDock | None = None
        self.inspector: InspectorDock | None = None
        self.files, self.edits = Files(self), Edits(self)
        self.views, self.tools = Views(self), Tools(self)
        self.keeping, self.records = Keeping(self), Records(self)
        self.papers = Papers(self)
        handlers = {
            "files": self.files,
            "edits": self.edits,
            "views": self.views,
            "tools": self.tools,
            "keeping": self.keeping,
            "records": self.records,
            "papers": self.papers,
        }
        self.actions_table = Actions(self, self.theme, handlers, self.keep_writing)
        self.setObjectName("main-window")
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self._build_frame()
        self.set_session(session)
        self._restore_geometry()

    # ---- the parts that stay ------------------------------------------------------------------------------------
    def _build_frame(self) -> None:
        places = {
            "recent": self.files.fill_recent,
            "docks": self._fill_docks,
            "tabs": self.views.fill_tabs,
        }
        self.actions_table.fill_menus(self.menuBar(), places)
        self.menuBar().setCornerWidget(self._corner(), Qt.Corner.TopRightCorner)
        self.toolbar = QToolBar(self)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.actions_table.fill_toolbar(self.toolbar)
        self.addToolBar(self.toolbar)
        self._status = StatusBar(self.jobs, self.theme, self)
        self.setStatusBar(self._status)
        self._middle = QWidget(self)
        self._column = QVBoxLayout(self._middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.messages = MessageBar(self.notify, self.theme, self._middle)
        self._column.addWidget(self.messages)
        self.setCentralWidget(self._middle)
        self.start_page: StartPage | None = None
        self.theme.changed.connect(self._dress)
        self._dress()

    def _corner(self) -> QWidget:
        corner = QWidget(self)
        self._corner_row = row = QHBoxLayout(corner)
        self.search = SearchButton(self.theme, corner)
        self.search.clicked.connect(self.views.palette)
        self.switch = LanguageSwitch(corner)
        self.switch.chosen.connect(self.views.set_language)
        row.addWidget(self.search)
        row.addWidget(self.switch)
        return corner

    def _dress(self) -> None:
        side = self.theme.px(16)
        self.toolbar.setIconSize(QSize(side, side))
        px = self.theme.px
        self._corner_row.setContentsMargins(0, px(3), px(14), px(3))
        self._corner_row.setSpacing(px(16))
        for dock, least in ((self.tree, 200), (self.inspector, 220)):
            if dock is not None:
                dock.setMinimumWidth(min(px(least), _WIDEST_LEAST))

    def _fill_docks(self, menu: QMenu) -> None:
        place = menu.addSeparator()

        def refill() -> None:
            for dock in (self.tree, self.inspector):
                if dock is not None and dock.toggleViewAction() not in menu.actions():
                    menu.insertAction(place, dock.toggleViewAction())

        menu.aboutToShow.connect(refill)

    # ---- the session --------------------------------------------------------------------------------------------
    def set_session(self, session: Session | None) -> None:
        """Show *session* (closing the one shown, without asking), or the start page for ``None``."""
        self._release()
        self.session = session
        if session is None:
            self.start_page = StartPage(
                self.actions_table, self.settings, self.files, self.theme, self._middle
            )
            self._column.addWidget(self.start_page, 1)
        else:
            session.adopt()
            self._show_session(session)
        self._status.set_session(session)
        self._known_changed()
        self.actions_table.allow(
            session=session is not None, writable=session is not None and not session.read_only
        )
        self.refresh_state()

    def _show_session(self, session: Session) -> None:
        self._bridge = SessionBridge(session, self)
        self._bridge.changed.connect(self._changed)
        self.workspace = Workspace(
            session=session,
            changes=self._bridge.changed,
            selection=Selection(self._bridge),
            jobs=self.jobs,
            notify=self.notify,
            theme=self.theme,
            trigger=self.actions_table.trigger,
            show_pane=self.show_pane,
        )
        self.tree = TreeDock(self.workspace, self)
        self.inspector = InspectorDock(self.workspace, self)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.tree)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.inspector)
        self.banner = KnownBanner(self.workspace, self._middle)
        self._column.addWidget(self.banner)
        self.centre = Centre(self.workspace, self._middle)
        self._column.addWidget(self.centre, 1)
        self.workspace.known.changed.connect(self._known_changed)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._dress()
        self._restore_layout()
        self.centre.start(self.settings.last_pane)
        self.tree.view.setFocus()
        self.settings.add_recent(session.path)

    def _release(self) -> None:
        """Put everything that belongs to the session away, in the order in which it depends on one another."""
        self.jobs.cancel_all()
        if self.session is not None:
            self._keep_layout()
        if self.centre is not None:
            self.centre.release()
        if self.inspector is not None:
            self.inspector.release()
        for part in (self.start_page, self.banner, self.centre, self.tree, self.inspector):
            if part is not None:
                part.hide()
                part.setParent(None)
                part.deleteLater()
        self.start_page = self.banner = self.centre = self.tree = self.inspector = None
        if self._bridge is not None:
            self._bridge.release()
            self._bridge.deleteLater()
            self._bridge = None
        self.workspace = None
        if self.session is not None:
            self.session.close()
            self.session = None

    def keep_writing(self) -> None:
        """Let every pane keep what is being written in it and not kept yet."""
        for pane in self.centre.made().values() if self.centre is not None else ():
            flush = getattr(pane, "flush", None)
            if callable(flush):
                flush()

    def show_pane(self, pane_id: str) -> QWidget | None:
        """Bring a tab to the front; its pane."""
        return self.centre.go(pane_id) if self.centre is not None else None

    def _changed(self, change: ChangeSet) -> None:
        self.refresh_state()
        session = self.session
        if session is not None and change.touches("observation"):
            self.jobs.quietly(session.seal_ahead)  # a snapshot soon after a large import must not take long

    def _known_changed(self) -> None:
        self._status.show_moment(self.workspace.known.words if self.workspace is not None else None)

    def refresh_state(self) -> None:
        """Title, undo and redo, and the status bar, as the session is now."""
        if self.session is None:
            bind(self, self.setWindowTitle, "window", "Blueprint Workbench")
        else:
            bind(
                self,
                self.setWindowTitle,
                "window",
                "{file}[*] — Blueprint Workbench",
                file=self.session.path.name,
            )
        self.setWindowModified(self.session is not None and self.session.dirty)
        self.edits.refresh()
        self._status.refresh()

    # ---- layout -------------------------------------------------------------------------------------------------
    def _restore_geometry(self) -> None:
        self.resize(1366, 768)
        geometry = self.settings.blob("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def _restore_layout(self) -> None:
        self.default_layout()
        state = self.settings.blob("state")
        if state is not None:
            self.restoreState(state, _LAYOUT_VERSION)

    def default_layout(self) -> None:
        """Docks where they belong, as wide as they should be."""
        for dock, area in (
            (self.tree, Qt.DockWidgetArea.LeftDockWidgetArea),
            (self.inspector, Qt.DockWidgetArea.RightDockWidgetArea),
        ):
            if dock is not None:
                dock.setFloating(False)
                self.addDockWidget(area, dock)
                dock.show()
        if self.tree is not None and self.inspector is not None:
            widths = [self.theme.px(290), self.theme.px(300)]
            self.resizeDocks([self.tree, self.inspector], widths, Qt.Orientation.Horizontal)

    def _keep_layout(self) -> None:
        self.settings.set_blob("state", QByteArray(self.saveState(_LAYOUT_VERSION)))
        if self.centre is not None:
            self.settings.last_pane = self.centre.current_id

    def showEvent(self, event: QShowEvent) -> None:
        """The first time: load ahead, when the window stands, what the first workspace and chart will need."""
        super().showEvent(event)
        if not self._warmed:
            self._warmed = True
            QTimer.singleShot(_WARM_MS, self, lambda: self.jobs.quietly(_load_ahead))

    # ---- Qt -----------------------------------------------------------------------------------------------------
    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes; then let go of everything."""
        if not self.files.may_close():
            event.ignore()
            return
        self.settings.set_blob("geometry", QByteArray(self.saveGeometry()))
        self._release()
        self.settings.sync()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files that the drop would do something with."""
        if self.files.droppable(_local_files(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A workspace is opened, a table imported; after the drop is over, so that the other program is not held."""
        paths = _local_files(event)
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.files.drop(paths))

    def changeEvent(self, event: QEvent) -> None:
        """Coming back to the window: the hours since the last snapshot may have become days."""
        super().changeEvent(event)
        if (
            event.type() == QEvent.Type.ActivationChange
            and self.isActiveWindow()
            and self.session is not None
        ):
            self._status.refresh()


def _load_ahead(stop: Callable[[], bool]) -> None:
    """Import what is heavy and read the messages; on a pool thread, so that the window goes on answering."""
    for name in _HEAVY:
        if stop():
            return
        import_module(name)
    if not stop():
        catalogue()


def _own_theme(settings: Settings, parent: QWidget) -> Theme:
    theme = Theme(settings.theme, settings.scale, parent)
    theme.apply()
    language.set_language(settings.language or language.current())
    return theme


def _local_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
