"""What changes only what is shown: language, theme, size, tabs, palette, preferences, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from workbench.gui import language
from workbench.gui.language import bind_text
from workbench.gui.panes import PANES
from workbench.gui.theme import CHOICES, SCALES, ThemeChoice

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.gui.main_window import MainWindow


class Views(QObject):
    """Handlers of the View, Window and Help menus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    # ---- language, theme, size ----------------------------------------------------------------------------------
    def set_language(self, lang: str) -> None:
        """Show the window in *lang* and remember it."""
        language.set_language(cast("Lang", lang))
        self._window.settings.language = language.current()

    def switch_language(self) -> None:
        """The other language."""
        self.set_language("en" if language.current() == "zh-Hant" else "zh-Hant")

    def next_theme(self) -> None:
        """System, light, dark, high contrast, and round again."""
        at = CHOICES.index(self._window.theme.choice)
        self.set_theme(CHOICES[(at + 1) % len(CHOICES)])

    def set_theme(self, choice: ThemeChoice) -> None:
        """Show a theme and remember it."""
        self._window.theme.set_choice(choice)
        self._window.settings.theme = choice

    def larger(self) -> None:
        """One step larger."""
        above = [scale for scale in SCALES if scale > self._window.theme.scale + 0.01]
        self.set_scale(above[0] if above else SCALES[-1])

    def smaller(self) -> None:
        """One step smaller."""
        below = [scale for scale in SCALES if scale < self._window.theme.scale - 0.01]
        self.set_scale(below[-1] if below else SCALES[0])

    def normal_size(self) -> None:
        """The designed size."""
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """Show everything at *scale* and remember it."""
        self._window.theme.set_scale(scale)
        self._window.settings.scale = scale

    # ---- tabs and regions ---------------------------------------------------------------------------------------
    def fill_tabs(self, menu: QMenu) -> None:
        """One entry for each tab, Alt+1 to Alt+8."""
        for number, spec in enumerate(PANES, start=1):
            action = menu.addAction("")
            bind_text(action, action.setText, spec.title)
            action.setShortcut(f"Alt+{number}")
            action.triggered.connect(lambda _=False, pane=spec.id: self._window.show_pane(pane))

    def show_scenarios(self) -> None:
        """The scenario editor."""
        self._window.show_pane("scenarios")

    def _scenario_dialog(self, name: str) -> None:
        """One of the scenario editor's dialogs, over the editor."""
        pane: Any = self._window.show_pane("scenarios")
        if pane.ready() or name == "model":
            getattr(pane.openers, name)()

    def solve_scenario(self) -> None:
        """What it would take to meet a reference figure."""
        self._scenario_dialog("solve")

    def scenario_answers(self) -> None:
        """Gaps, measures, tornado, tables, comparison."""
        self._scenario_dialog("answers")

    def scenario_uncertainty(self) -> None:
        """Fan, chances, distributions, correlations, looking back."""
        self._scenario_dialog("uncertainty")

    def scenario_batch(self) -> None:
        """A table of variations."""
        self._scenario_dialog("batch")

    def scenario_model(self) -> None:
        """The model card."""
        self._scenario_dialog("model")

    def show_briefing(self) -> None:
        """The briefing packs."""
        self._window.show_pane("briefing")

    def show_consistency(self) -> None:
        """What published figures say of one another."""
        self._indicators_page("consistency")

    def enter_figures(self) -> None:
        """The grid of the chosen series."""
        self._indicators_page("figures")

    def _indicators_page(self, name: str) -> None:
        show = getattr(self._window.show_pane("indicators"), "show_page", None)
        if callable(show):
            show(name)

    def next_tab(self) -> None:
        """The tab to the right, and round again."""
        self._turn(1)

    def previous_tab(self) -> None:
        """The tab to the left, and round again."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        centre = self._window.centre
        if centre is not None:
            centre.setCurrentIndex((centre.currentIndex() + step) % centre.count())

    def next_region(self) -> None:
        """Move the keyboard from tree to tabs to inspector, and round again."""
        window = self._window
        regions = [
            part for part in (window.tree, window.centre, window.inspector) if part and part.isVisible()
        ]
        if not regions:
            return
        focus = QApplication.focusWidget()
        at = next((i for i, part in enumerate(regions) if focus is not None and part.isAncestorOf(focus)), -1)
        target: QWidget = regions[(at + 1) % len(regions)]
        enter = getattr(target, "enter", None)
        if callable(enter):
            enter()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find(self) -> None:
        """Filter the tree."""
        if self._window.tree is not None:
            self._window.tree.show()
            self._window.tree.start_filter()

    def reset_layout(self) -> None:
        """Docks back where they belong."""
        self._window.settings.forget("state")
        self._window.default_layout()

    # ---- palette and dialogs ------------------------------------------------------------------------------------
    def palette(self) -> None:
        """Search or command."""
        from workbench.gui.dialogs.palette import Palette

        Palette(self._window).open()

    def preferences(self) -> None:
        """Language, theme, size."""
        from workbench.gui.dialogs.preferences import PreferencesDialog

        PreferencesDialog(self._window, self, self._window.theme).open()

    def tour(self) -> None:
        """The tour in five steps; the window stays usable."""
        from workbench.gui.dialogs.tour import TourDialog

        if self._window.session is not None:
            TourDialog(self._window).show()

    def shortcuts(self) -> None:
        """Every shortcut."""
        from workbench.gui.dialogs.about import ShortcutsDialog

        ShortcutsDialog(self._window.actions_table, self._window).open()

    def licences(self) -> None:
        """Licences of the program and of what it is made with."""
        from workbench.gui.dialogs.about import LicencesDialog

        LicencesDialog(self._window).open()

    def about(self) -> None:
        """What this is."""
        from workbench.gui.dialogs.about import AboutDialog

        AboutDialog(self._window.theme, self._window).open()
