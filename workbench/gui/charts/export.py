"""A chart to the clipboard and to files: as a picture, as a drawing, as figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter, QRegion
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.base.files import write_bytes
from workbench.domain.errors import StorageError
from workbench.gui import language

if TYPE_CHECKING:
    from workbench.gui.charts.view import ChartView

_MARGIN = 14
_last_folder = {"path": ""}


def _draw(view: ChartView, painter: QPainter) -> None:
    view.render(painter, QPoint(_MARGIN, _MARGIN), QRegion(), QWidget.RenderFlag.DrawChildren)


def picture(view: ChartView, scale: float = 2.0) -> QImage:
    """The whole chart with title, key and source on its own ground, *scale* times the pixels of the screen."""
    size = view.size() + QSize(2 * _MARGIN, 2 * _MARGIN)
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(view.surface())
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(view, painter)
    painter.end()
    return image


def png_bytes(view: ChartView, scale: float = 3.0) -> bytes:
    """The picture as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture(view, scale))
    buffer.close()
    return bytes(data.data())


def svg_bytes(view: ChartView) -> bytes:
    """The chart as a scalable drawing whose words stay words."""
    from PySide6.QtSvg import QSvgGenerator  # only needed here

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    size = view.size() + QSize(2 * _MARGIN, 2 * _MARGIN)
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(0, 0), size))
    generator.setResolution(view.logicalDpiX())
    generator.setTitle(view.title.text())
    generator.setDescription(view.spec.alt if view.spec else "")
    plot = view.plot
    cache = plot.cacheMode()
    plot.setCacheMode(plot.CacheModeFlag.CacheNone)
    painter = QPainter(generator)
    painter.fillRect(QRect(QPoint(0, 0), size), view.surface())
    _draw(view, painter)
    painter.end()
    plot.setCacheMode(cache)
    buffer.close()
    return bytes(data.data())


def copy_picture(view: ChartView) -> None:
    """Put the picture on the clipboard."""
    QGuiApplication.clipboard().setImage(picture(view))


def copy_text(text: str) -> None:
    """Put text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def save(view: ChartView, path: Path) -> None:
    """Write the chart to *path*, whole or not at all; its ending says PNG or SVG. Raises :class:`StorageError`."""
    content = svg_bytes(view) if path.suffix.lower() == ".svg" else png_bytes(view)
    try:
        write_bytes(path, content)
    except OSError as error:
        raise StorageError(
            "chartview.not-saved", file=path.name, reason=error.strerror or str(error)
        ) from error


def ask_and_save(view: ChartView, kind: str) -> None:
    """Ask where to, without blocking, then save; ``view.failed`` carries what went wrong."""
    title = language.tr("ChartView", "Save chart")
    dialog = QFileDialog(view, title, _last_folder["path"])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind)
    dialog.setNameFilter(f"{kind.upper()} (*.{kind})")

    def chosen(name: str) -> None:
        path = Path(name)
        _last_folder["path"] = str(path.parent)
        try:
            save(view, path)
        except StorageError as error:
            view.failed.emit(error)
        else:
            view.saved.emit(str(path))

    dialog.fileSelected.connect(chosen)
    dialog.open()
