"""One set of icons, drawn by us as SVG in ``currentColor``, coloured by the theme and crisp at any scale."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from workbench.base.log import logger
from workbench.base.paths import asset, state_dir

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer


@cache
def _source(name: str) -> str:
    """The SVG text of an icon; an unknown name is logged and gives an empty picture."""
    path = asset("resources", "icons", f"{name}.svg")
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        logger.warning("icon missing: %s", name)
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # not needed before the first icon is painted

    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))


class _Engine(QIconEngine):
    """Paints an icon when asked, in the size asked: nothing is rendered at start for menus nobody opened."""

    def __init__(self, name: str, color: str, disabled: str) -> None:
        super().__init__()
        self._name, self._color, self._disabled = name, color, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint into *rect*, square and centred."""
        color = self._disabled if mode == QIcon.Mode.Disabled else self._color
        side = min(rect.width(), rect.height())
        square = QRectF(
            rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side
        )
        _renderer(self._name, color).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A picture of that size on nothing."""
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

    def clone(self) -> QIconEngine:
        """Another of the same."""
        copy = _Engine(self._name, self._color, self._disabled)
        _kept.append(copy)
        return copy


_kept: list[QIconEngine] = []  # engines that Qt holds only from its own side


def make_icon(name: str, color: str, disabled: str) -> QIcon:
    """The icon *name* in *color*, in *disabled* where its action is not to be had."""
    return QIcon(_Engine(name, color, disabled))


def draw_mark(painter: QPainter, name: str, color: str, rect: QRectF) -> None:
    """Paint an icon of the set with *painter* (for delegates)."""
    _renderer(name, color).render(painter, rect)


def icon_folder(theme: str, colors: dict[str, str]) -> str:
    """A folder of coloured copies for the stylesheet, which takes pictures only as files. With forward slashes."""
    for parent in (state_dir() / "icons", Path(tempfile.gettempdir()) / "blueprint-workbench-icons"):
        folder = parent / theme
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, color in colors.items():
                target = folder / f"{name}.svg"
                text = _source(name).replace("currentColor", color)
                if not target.is_file() or target.read_text(encoding="utf-8") != text:
                    target.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return folder.as_posix()
    return ""


def app_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(asset("resources", "app.svg")))
