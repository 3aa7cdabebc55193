"""The pages as printed: turned, zoomed, walked by block; a click on a page goes to the block that stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from workbench.gui.language import bind, tr
from workbench.gui.theme import Theme

if TYPE_CHECKING:
    from workbench.services.pack_pages import Pages

_HELD = 12  # pages decoded at a time
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_POINTS = 72.0


class _Canvas(QWidget):
    """Paints the pages that are in sight; a page is decoded when it first is."""

    pressed = Signal(int, float)  # page, points from its top

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._contents: tuple[bytes, ...] = ()
        self._held: dict[int, QPixmap] = {}
        self._size = QSize(794, 1123)
        self._ppi = 96.0
        self._width = 400
        self.lit: tuple[int, float] | None = None

    def show_pages(self, contents: tuple[bytes, ...], ppi: float) -> None:
        self._contents, self._ppi = contents, ppi
        self._held.clear()
        if contents:
            self._size = self.picture(0).size()
        self.fit(self._width)

    def picture(self, page: int) -> QPixmap:
        """A page, decoded."""
        if page not in self._held:
            if len(self._held) >= _HELD:
                self._held.pop(next(iter(self._held)))
            made = QPixmap()
            made.loadFromData(self._contents[page])
            self._held[page] = made
        return self._held[page]

    @property
    def count(self) -> int:
        return len(self._contents)

    @property
    def _gap(self) -> int:
        return self._theme.px(10)

    @property
    def page_height(self) -> int:
        return round(self._width * self._size.height() / max(1, self._size.width()))

    def fit(self, width: int) -> None:
        self._width = max(80, width)
        self.setFixedSize(self._width, max(1, self.count * (self.page_height + self._gap)))
        self.update()

    def top_of(self, page: int) -> int:
        """Pixels from the top of the canvas to the top of a page."""
        return page * (self.page_height + self._gap)

    def down(self, points: float) -> int:
        """Points of a page as pixels."""
        return round(points / _POINTS * self._ppi * self._width / max(1, self._size.width()))

    def page_at(self, y: int) -> int:
        """The page at a height of the canvas."""
        return max(0, min(self.count - 1, y // (self.page_height + self._gap)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in range(self.page_at(event.rect().top()), self.page_at(event.rect().bottom()) + 1):
            if page >= self.count:
                break
            target = QRect(0, self.top_of(page), self._width, self.page_height)
            picture = self.picture(page)
            ratio = self.devicePixelRatioF()
            if (
                picture.width() > target.width() * ratio * 1.2
            ):  # the painter skips pixels when it shrinks by much
                wanted = target.size() * ratio
                picture = picture.scaled(
                    wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            painter.drawPixmap(target, picture)
            painter.setPen(self._theme.color("line"))
            painter.drawRect(target.adjusted(0, 0, -1, -1))
        if self.lit is not None:
            page, points = self.lit
            top = self.top_of(page) + self.down(points)
            painter.fillRect(
                QRect(0, top, self._theme.px(4), self._theme.px(26)), self._theme.color("accent")
            )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which place was meant."""
        if self.count and event.button() == Qt.MouseButton.LeftButton:
            y = round(event.position().y())
            page = self.page_at(y)
            scale = self._ppi * self._width / max(1, self._size.width())
            self.pressed.emit(page, (y - self.top_of(page)) / scale * _POINTS)


class Preview(QWidget):
    """Pages with a bar: page before and after, smaller and larger, words on the state."""

    block_pressed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places: dict[int, tuple[int, float]] = {}
        self._zoom = 1.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.bar = QHBoxLayout()
        self.bar.setSpacing(theme.px(2))
        column.addLayout(self.bar)
        self.before = self._button("‹")
        bind(self.before, self.before.setToolTip, "composer", "Page before")
        bind(self.before, self.before.setAccessibleName, "composer", "Page before")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.label = QLabel(self)
        self.label.setProperty("role", "small")
        self.bar.addWidget(self.label)
        self.after = self._button("›")
        bind(self.after, self.after.setToolTip, "composer", "Next page")
        bind(self.after, self.after.setAccessibleName, "composer", "Next page")
        self.after.clicked.connect(lambda: self.turn(1))
        self.bar.addStretch(1)
        self.smaller = self._button("−")
        bind(self.smaller, self.smaller.setToolTip, "composer", "Smaller pages")
        bind(self.smaller, self.smaller.setAccessibleName, "composer", "Smaller pages")
        self.smaller.clicked.connect(lambda: self._step(-1))
        self.larger = self._button("+")
        bind(self.larger, self.larger.setToolTip, "composer", "Larger pages")
        bind(self.larger, self.larger.setAccessibleName, "composer", "Larger pages")
        self.larger.clicked.connect(lambda: self._step(1))
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bind(self.area, self.area.setAccessibleName, "composer", "Pages as printed")
        self.canvas = _Canvas(theme, self)
        self.area.setWidget(self.canvas)
        self.canvas.pressed.connect(self._pressed)
        self.area.verticalScrollBar().valueChanged.connect(lambda _: self._say())
        column.addWidget(self.area, 1)
        self.state = QLabel(self)
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        column.addWidget(self.state)
        self.state.hide()

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        self.bar.addWidget(button)
        return button

    @property
    def page_count(self) -> int:
        """Pages shown."""
        return self.canvas.count

    @property
    def page(self) -> int:
        """The page at the top of what is in sight, from 0."""
        return self.canvas.page_at(self.area.verticalScrollBar().value() + self._theme.px(40))

    def show_pages(self, pages: Pages) -> None:
        """Show new pages where the old ones stood."""
        self._places = dict(pages.places)
        self.canvas.lit = None
        kept = self.area.verticalScrollBar().value()
        self.canvas.show_pages(pages.pictures, pages.ppi)
        self._fit()
        self.area.verticalScrollBar().setValue(kept)
        self.tell("")
        self._say()

    def tell(self, words: str) -> None:
        """Say something in place of or below the pages."""
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def turn(self, by: int) -> None:
        """So many pages on."""
        page = max(0, min(self.page_count - 1, self.page + by))
        self.area.verticalScrollBar().setValue(self.canvas.top_of(page))

    def go_to_block(self, number: int) -> None:
        """Bring a block into sight and mark it."""
        place = self._places.get(number)
        self.canvas.lit = place
        self.canvas.update()
        if place is None:
            return
        top = self.canvas.top_of(place[0]) + self.canvas.down(place[1])
        bar = self.area.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + self.area.viewport().height() - self._theme.px(60):
            bar.setValue(max(0, top - self._theme.px(60)))

    def _pressed(self, page: int, points: float) -> None:
        above = [
            (place, number)
            for number, place in self._places.items()
            if place[0] == page and place[1] <= points + 4
        ]
        if above:
            self.block_pressed.emit(max(above)[1])

    def _step(self, way: int) -> None:
        at = min(range(len(_ZOOMS)), key=lambda place: abs(_ZOOMS[place] - self._zoom))
        self._zoom = _ZOOMS[max(0, min(len(_ZOOMS) - 1, at + way))]
        self._fit()

    def _fit(self) -> None:
        page = self.page
        width = max(120, self.area.viewport().width() - self._theme.px(2))
        self.canvas.fit(round(width * self._zoom))
        if self._zoom != 1.0:
            self.area.verticalScrollBar().setValue(self.canvas.top_of(page))

    def _say(self) -> None:
        count = self.page_count
        self.label.setText(
            tr("composer", "Page {page} of {pages}", page=self.page + 1, pages=count) if count else ""
        )
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page < count - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width."""
        super().resizeEvent(event)
        self._fit()
