"""A chart to the clipboard and to files: as a picture, as a drawing, as figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter, QRegion
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.base.files import write_bytes
from workbench.domain.errors import StorageError, WorkbenchError
from workbench.gui import language

if TYPE_CHECKING:
    from workbench.gui.charts.view import ChartView

_MARGIN = 14
_last_folder = {"path": ""}


def _draw(view: ChartView, painter: QPainter) -> None:
    with view.in_full():
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


def pdf_bytes(view: ChartView) -> bytes:
    """The chart as a page of its own size, words as words."""
    from PySide6.QtCore import QMarginsF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    size = view.size() + QSize(2 * _MARGIN, 2 * _MARGIN)
    points = QSizeF(size.width() * 0.75, size.height() * 0.75)
    page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setResolution(288)
    writer.setTitle(view.title.text())
    plot = view.plot
    cache = plot.cacheMode()
    plot.setCacheMode(plot.CacheModeFlag.CacheNone)
    painter = QPainter(writer)
    painter.scale(3.0, 3.0)
    painter.fillRect(QRect(QPoint(0, 0), size), view.surface())
    _draw(view, painter)
    painter.end()
    plot.setCacheMode(cache)
    buffer.close()
    return bytes(data.data())


def copy_drawing(view: ChartView) -> None:
    """Put the scalable drawing on the clipboard, with the picture for programs that take no drawings."""
    mime = QMimeData()
    content = svg_bytes(view)
    mime.setData("image/svg+xml", content)
    mime.setText(content.decode("utf-8"))
    mime.setImageData(picture(view))
    QGuiApplication.clipboard().setMimeData(mime)


def save(view: ChartView, path: Path) -> None:
    """Write the chart to *path*, whole or not at all; its ending says how.

    Raises :class:`StorageError`, and :class:`RuleError` for what Office files have no chart for.
    """
    content = _content(view, path.suffix.lower().removeprefix("."))
    try:
        write_bytes(path, content)
    except OSError as error:
        raise StorageError(
            "chartview.not-saved", file=path.name, reason=error.strerror or str(error)
        ) from error


def _content(view: ChartView, form: str) -> bytes:
    from workbench.services.chart_files import OFFICE, chart_csv, chart_file

    if view.spec is not None and form in OFFICE:
        return chart_file(view.spec, form)
    if view.spec is not None and form == "csv":
        return chart_csv(view.spec)
    return {"svg": svg_bytes, "pdf": pdf_bytes}.get(form, png_bytes)(view)


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
        except WorkbenchError as error:
            view.failed.emit(error)
        else:
            view.saved.emit(str(path))

    dialog.fileSelected.connect(chosen)
    dialog.open()
