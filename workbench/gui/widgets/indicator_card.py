"""A headline card: name, latest figure and year, change, reference figures, rating with its method, sparkline."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from workbench.gui.theme import set_property

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec
    from workbench.gui.theme import Theme
    from workbench.gui.widgets.indicator_facts import Facts
    from workbench.gui.widgets.rating import Shown

L = TypeVar("L", bound=QLabel)


class Elided(QLabel):
    """One line that shortens itself with … and shows all of it as a tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._tip = ""
        self._shorter = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_whole(self, text: str, tip: str = "", shorter: str = "") -> None:
        """Show this, or *shorter* where that does not fit, or as much of it as fits; *tip* explains it."""
        self._whole = text
        self._shorter = shorter
        self._tip = tip
        self._fit()

    @property
    def whole(self) -> str:
        """The text, whether or not all of it fits."""
        return self._whole

    def resizeEvent(self, event: object) -> None:
        """Shorten anew."""
        self._fit()

    def _fit(self) -> None:
        width = max(10, self.width() - 2)
        text = self._whole
        if self._shorter and self.fontMetrics().horizontalAdvance(text) > width:
            text = self._shorter
        text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        if text != self.text():
            self.setText(text)
        self.setToolTip(
            " — ".join(part for part in (self._whole if text != self._whole else "", self._tip) if part)
        )


class IndicatorCard(QFrame):
    """``chosen(str)``: clicked, or Enter or space pressed on it. *large* adds change, reference figures, sparkline."""

    chosen = Signal(str)
    badge_chosen = Signal(str)  # how the methods agree is to be shown

    def __init__(self, theme: Theme, *, large: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._large = large
        self._facts: Facts | None = None
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.name = _label(self, "small", Elided(self))
        self.value = _label(self, "figure", QLabel(self))
        self.period = _label(self, "small", Elided(self))
        self.change = _label(self, "small", Elided(self))
        self.other = _label(self, "small", Elided(self))
        self.mark = QLabel(self)
        self.method = _label(self, "small", Elided(self))
        column = QVBoxLayout(self)
        edge = 7 if large else 4
        column.setContentsMargins(theme.px(10), theme.px(edge), theme.px(6), theme.px(edge))
        column.setSpacing(0)
        column.addWidget(self.name)
        first = QHBoxLayout()
        first.setSpacing(theme.px(6))
        first.addWidget(self.value, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addWidget(self.period, 1, Qt.AlignmentFlag.AlignBaseline)
        column.addLayout(first)
        rating = QHBoxLayout()
        rating.setSpacing(theme.px(4))
        rating.addWidget(self.mark)
        rating.addWidget(self.method, 1)
        self.badge = QToolButton(self)
        self.badge.setProperty("badge", True)
        self.badge.setAutoRaise(True)
        self.badge.setStyleSheet("padding: 0; border: 0;")
        self.badge.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter on the card leads to the same page
        self.badge.clicked.connect(self._badge_clicked)
        rating.addWidget(self.badge)
        self.targets: list[tuple[Elided, Elided]] = []
        self.spark: QWidget | None = None
        if large:
            from workbench.gui.charts.small import Sparkline  # the strip does not draw

            column.addWidget(self.change)
            column.addWidget(self.other)
            spark = Sparkline(theme, self)
            self.spark = spark
            column.addWidget(spark, 1)
            pair = QHBoxLayout()
            pair.setSpacing(theme.px(2))
            for _ in range(2):
                head = _label(self, "small", Elided(self))
                figure = Elided(self)
                side = QVBoxLayout()
                side.setSpacing(0)
                side.addWidget(head)
                side.addWidget(figure)
                pair.addLayout(side, 1)
                self.targets.append((head, figure))
            column.addLayout(pair)
        else:
            self.change.hide()
            self.other.hide()
        column.addLayout(rating)

    @property
    def facts(self) -> Facts | None:
        """What is shown."""
        return self._facts

    def show_facts(self, facts: Facts, rating: Shown | None, spec: ChartSpec | None = None) -> None:
        """Fill the card."""
        self._facts = facts
        self.name.set_whole(facts.name)
        self.value.setText(facts.value)
        set_property(self.value, "role", "figure" if facts.latest else "muted")
        self.period.set_whole(
            " ".join(part for part in (facts.period, facts.brief_quality) if part), facts.quality
        )
        self.change.set_whole(facts.change or "\u2007")
        self.other.set_whole(facts.other or "\u2007")
        for number, (head, figure) in enumerate(self.targets):
            target = facts.targets[number] if number < len(facts.targets) else None
            head.set_whole(target.brief_column if target else "", target.column if target else "")
            figure.setFont(self._theme.font("small", bold=True))
            figure.set_whole(target.brief if target else "", target.text if target else "")
        if rating is None:
            self.mark.setText("")
            self.method.set_whole("")
            self.badge.hide()
        else:
            self.mark.setText(f"{rating.shape} {rating.word}")
            set_property(self.mark, "tone", rating.tone)
            self.mark.setFont(self._theme.font("small", bold=True))  # after the stylesheet has dressed it
            self.method.set_whole(rating.method, shorter=rating.brief_method)
            self.mark.setToolTip(rating.explanation)
            self.badge.setText(rating.badge)
            self.badge.setVisible(bool(rating.badge))
            self.badge.setToolTip(rating.badge_words)
            self.badge.setAccessibleName(rating.badge_words)
            self.badge.setFont(self._theme.font("small", bold=True))
            metrics = self.badge.fontMetrics()
            self.badge.setFixedSize(metrics.horizontalAdvance(rating.badge) + 8, metrics.height())
        if self.spark is not None:
            self.spark.set_spec(spec)  # type: ignore[attr-defined]
        self.setToolTip(facts.full_name)
        self.setAccessibleName(self.spoken(facts, rating))

    def spoken(self, facts: Facts, rating: Shown | None) -> str:
        """The card in a sentence."""
        parts = [
            f"{facts.full_name}: {facts.value} {facts.period} {facts.quality}".strip(),
            facts.change,
            facts.other,
        ]
        parts += [f"{target.column}: {target.text}" for target in facts.targets]
        if rating is not None:
            parts.append(f"{rating.word} — {rating.method}")
            parts.append(rating.badge_words)
        return "; ".join(part for part in parts if part)

    def _badge_clicked(self) -> None:
        if self._facts is not None:
            self.badge_chosen.emit(self._facts.indicator.id)

    def set_chosen(self, on: bool) -> None:
        """Mark the card as the one chosen."""
        if bool(self.property("chosen")) != on:
            set_property(self, "chosen", on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose()
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        """As if clicked."""
        if self._facts is not None:
            self.chosen.emit(self._facts.indicator.id)


def _label(parent: QWidget, role: str, label: L) -> L:
    label.setProperty("role", role)
    return label
