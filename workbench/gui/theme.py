"""How the window looks: colours, fonts, icons and one stylesheet, all from ``resources/theme.json``.

Colours are asked for by token (``theme.color("accent")``), never written in code. The theme follows the system unless
one is chosen; theme and scale change while the window is open, and ``changed`` tells those who paint for themselves.
"""

from __future__ import annotations

import json
import string
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, cast, get_args

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from workbench.base.log import logger
from workbench.base.paths import asset
from workbench.gui import language
from workbench.gui.icons import icon_folder, make_icon

ThemeName = Literal["light", "dark", "contrast"]
ThemeChoice = Literal["system", "light", "dark", "contrast"]
CHOICES: tuple[ThemeChoice, ...] = get_args(ThemeChoice)
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
FontRole = Literal["base", "small", "section", "title", "finding", "figure"]

_STYLE_ICONS = ("chevron-down", "branch-closed", "branch-open", "close", "float", "check", "more")
_WIDTHS = QFont.Tag("pwid")  # font feature: proportional widths
_HIDDEN_MS = 20  # after a switch of language: the window is painted first


class Mark(NamedTuple):
    """How a rating or status is shown beside its word: a shape, the icon that draws it, and a colour token."""

    shape: str
    icon: str
    tone: str


@cache
def tokens() -> dict[str, Any]:
    """``resources/theme.json``."""
    return cast("dict[str, Any]", json.loads(asset("resources", "theme.json").read_text(encoding="utf-8")))


@cache
def load_fonts() -> tuple[str, ...]:
    """Give Qt the shipped fonts, once; the families they bring. Needs a ``QGuiApplication``."""
    families: list[str] = []
    for path in sorted(asset("resources", "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            logger.warning("font not loaded: %s", path.name)
            continue
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


class _Style(dict[str, str]):
    """Values of the stylesheet template: tokens as they are, ``pxN`` as N pixels at the scale."""

    def __init__(self, values: Mapping[str, str], scale: float) -> None:
        super().__init__(values)
        self._scale = scale

    def __missing__(self, key: str) -> str:
        if key.startswith("px") and key[2:].isdigit():
            return f"{max(1, round(int(key[2:]) * self._scale))}px"
        raise KeyError(key)


class Theme(QObject):
    """The look at the moment. One for the application; panes read from it and repaint on ``changed``."""

    changed = Signal()

    def __init__(
        self, choice: ThemeChoice = "system", scale: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._choice = choice
        self._scale = min(3.0, max(1.0, scale))
        self._name: ThemeName = "light"
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._listening = False

    # ---- what is chosen -----------------------------------------------------------------------------------------
    @property
    def choice(self) -> ThemeChoice:
        """What the user chose: a theme, or *system*."""
        return self._choice

    @property
    def name(self) -> ThemeName:
        """The theme shown."""
        return self._name

    @property
    def scale(self) -> float:
        """1.0 to 3.0."""
        return self._scale

    def set_choice(self, choice: ThemeChoice) -> None:
        """Show another theme, at once."""
        if choice not in CHOICES:
            raise ValueError(choice)
        self._choice = choice
        self.apply()

    def set_scale(self, scale: float) -> None:
        """Show everything larger or smaller, at once; kept within 1 to 3."""
        self._scale = min(3.0, max(1.0, scale))
        self.apply()

    # ---- what painters ask --------------------------------------------------------------------------------------
    def hex(self, token: str) -> str:
        """A colour as ``#rrggbb``. Raises ``KeyError`` for an unknown token."""
        return str(tokens()["themes"][self._name][token])

    def color(self, token: str, alpha: float = 1.0) -> QColor:
        """A colour; *alpha* from 0 to 1."""
        color = QColor(self.hex(token))
        color.setAlphaF(alpha)
        return color

    def series(self, index: int) -> QColor:
        """The colour of an indicator: its ``color`` number, Okabe-Ito order, round and round."""
        palette = tokens()["series"][self._name]
        return QColor(palette[index % len(palette)])

    def paint(self, role: str) -> QColor:
        """The colour of a role of cells in the import wizard (title, header, stub …)."""
        return QColor(tokens()["paint"][self._name][role])

    def mark(self, key: str) -> Mark:
        """The mark of a rating or a delivery status; an unknown one looks like *cannot be assessed*."""
        marks = tokens()["marks"]
        entry = marks.get(key, marks["unknown"])
        return Mark(entry["shape"], entry["icon"], entry["tone"])

    def px(self, pixels: float) -> int:
        """*pixels* of the design at the scale chosen."""
        return max(1, round(pixels * self._scale))

    def points(self, role: FontRole = "base") -> float:
        """Size of a font role in points at the scale chosen."""
        return float(tokens()["font"][role]) * self._scale

    def font(self, role: FontRole = "base", *, bold: bool = False) -> QFont:
        """The shipped font in the size of *role*, figures of equal width."""
        font = QFont(str(tokens()["font"]["family"]))
        font.setPointSizeF(self.points(role))
        font.setBold(bold or role in ("title", "finding", "figure"))
        font.setFeature(QFont.Tag("tnum"), 1)
        # English: else ’ and “ ” are as wide as a Chinese character. 0 is said too: widgets merge features.
        font.setFeature(_WIDTHS, int(language.current() == "en"))
        return font

    def icon(self, name: str, token: str = "text") -> QIcon:
        """An icon of the set in the colour of *token*. Kept: ask again after ``changed``."""
        key = (name, token)
        if key not in self._icons:
            self._icons[key] = make_icon(name, self.hex(token), self.hex("disabled"))
        return self._icons[key]

    # ---- putting it on ------------------------------------------------------------------------------------------
    def apply(self) -> None:
        """Resolve the theme and dress the application in it: font, palette, stylesheet; then ``changed``."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self._listen()
        load_fonts()
        self._name = self._resolve()
        self._icons = {}
        app.setFont(self.font())
        app.setPalette(self.palette())
        app.setStyleSheet(self.stylesheet())
        self.changed.emit()

    def palette(self) -> QPalette:
        """The colours for Qt's own painting."""
        palette = QPalette()
        role = QPalette.ColorRole
        pairs = {
            role.Window: "page",
            role.WindowText: "text",
            role.Base: "panel",
            role.AlternateBase: "page",
            role.Text: "text",
            role.Button: "raised",
            role.ButtonText: "text",
            role.BrightText: "bad",
            role.Highlight: "selected",
            role.HighlightedText: "selected_text",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.PlaceholderText: "muted",
            role.Link: "link",
            role.LinkVisited: "link",
            role.Light: "raised",
            role.Midlight: "line",
            role.Mid: "line",
            role.Dark: "border",
            role.Shadow: "shadow",
            role.Accent: "accent",
        }
        for where, token in pairs.items():
            palette.setColor(where, self.color(token))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, self.color("disabled"))
        return palette

    def stylesheet(self) -> str:
        """``resources/window.qss`` with the tokens filled in."""
        template = asset("resources", "window.qss").read_text(encoding="utf-8")
        themes = tokens()["themes"]
        values: dict[str, str] = dict(themes[self._name])
        values["family"] = str(tokens()["font"]["family"])
        for role in get_args(FontRole):
            values[f"pt_{role}"] = f"{self.points(role):.2f}pt"
        colors = {"check": values["on_accent"]}
        values["icons"] = icon_folder(
            self._name, {name: colors.get(name, values["muted"]) for name in _STYLE_ICONS}
        )
        template = f"/* {language.current()} */\n{template}"  # Qt does nothing for a sheet that is the same
        return string.Template(template).substitute(_Style(values, self._scale))

    # ---- following the system -----------------------------------------------------------------------------------
    def _resolve(self) -> ThemeName:
        if self._choice != "system":
            return self._choice
        hints = QGuiApplication.styleHints()  # kept: what it gives out dies with it
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if _system_scheme() == Qt.ColorScheme.Dark else "light"

    def _listen(self) -> None:
        if self._listening:
            return
        self._listening = True
        language.changed.connect(self._language_changed)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def _language_changed(self, _: str) -> None:
        """The font's quotation marks are of the language."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.font())
            _renew_fonts([widget for widget in app.allWidgets() if widget.isVisible()])
            QTimer.singleShot(_HIDDEN_MS, self, self._renew_hidden)

    def _renew_hidden(self) -> None:
        """What is not seen takes up the font when the window has shown the new language."""
        wanted = self.font().featureValue(_WIDTHS)
        _renew_fonts(
            [widget for widget in QApplication.allWidgets() if _width_feature(widget.font()) != wanted]
        )

    def _system_changed(self) -> None:
        if self._choice == "system" and self._resolve() != self._name:
            self.apply()


def _system_scheme() -> Qt.ColorScheme:
    return QGuiApplication.styleHints().colorScheme()


def _renew_fonts(widgets: list[QWidget]) -> None:
    """Have widgets take up the application's font again: by itself it does not reach what a stylesheet dresses.

    Setting the stylesheet again would do it too, for more than ten times as long: it makes every widget's look anew.
    """
    for widget in widgets:
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            continue  # whoever gave it a font of its own gives it the next one
        before = _look(widget)
        widget.setFont(QFont())
        if _look(widget) != before:  # the stylesheet gives it a size or weight of its own
            style = widget.style()
            style.unpolish(widget)
            style.polish(widget)


def _width_feature(font: QFont) -> int:
    return font.featureValue(_WIDTHS) if font.isFeatureSet(_WIDTHS) else -1


def _look(widget: QWidget) -> tuple[str, float, int]:
    font = widget.font()
    return font.family(), font.pointSizeF(), font.weight()


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property the stylesheet looks at, and have the widget dressed anew."""
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
