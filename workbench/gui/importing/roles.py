"""How each role of cells looks: a tint, a pattern (nothing is told by colour alone), a letter and a name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPixmap

from workbench.gui.language import Text, mark
from workbench.importers.painted import ROLES, Role

if TYPE_CHECKING:
    from workbench.gui.theme import Theme

__all__ = ["ROLES", "ROLE_LOOKS", "Role", "RoleLook", "fill_role", "role_icon"]


class RoleLook(NamedTuple):
    """Name, pattern and key of a role."""

    name: Text
    pattern: Qt.BrushStyle
    key: str
    why: Text


_S = Qt.BrushStyle
ROLE_LOOKS: dict[Role, RoleLook] = {
    "title": RoleLook(mark("import", "Title"), _S.Dense7Pattern, "1", mark("import", "what the table is")),
    "unit": RoleLook(mark("import", "Unit"), _S.FDiagPattern, "2", mark("import", "unit and factor")),
    "header": RoleLook(
        mark("import", "Header"), _S.VerPattern, "3", mark("import", "labels over the columns")
    ),
    "period": RoleLook(
        mark("import", "Period"), _S.HorPattern, "4", mark("import", "years, quarters, months")
    ),
    "stub": RoleLook(mark("import", "Stub"), _S.BDiagPattern, "5", mark("import", "labels beside the rows")),
    "data": RoleLook(mark("import", "Data"), _S.NoBrush, "6", mark("import", "figures")),
    "mark": RoleLook(
        mark("import", "Marks"), _S.CrossPattern, "7", mark("import", "columns of footnote marks")
    ),
    "notes": RoleLook(mark("import", "Notes"), _S.Dense6Pattern, "8", mark("import", "notes and legend")),
    "source": RoleLook(
        mark("import", "Source"), _S.DiagCrossPattern, "9", mark("import", "where the table comes from")
    ),
    "ignore": RoleLook(
        mark("import", "Ignored"), _S.NoBrush, "0", mark("import", "counts as empty; struck through")
    ),
}
_TINT, _LINES = 0.16, 0.22


@lru_cache(maxsize=64)
def _brushes(name: str, color: str, role: Role) -> tuple[QColor, QBrush | None]:
    """Tint and pattern of a role in a theme."""
    contrast = name == "contrast"
    tint = QColor(color)
    tint.setAlphaF(0.0 if contrast else (0.07 if role in ("data", "ignore") else _TINT))
    pattern = ROLE_LOOKS[role].pattern
    if pattern == Qt.BrushStyle.NoBrush:
        return tint, None
    lines = QColor(color)
    lines.setAlphaF(0.45 if contrast else _LINES)
    return tint, QBrush(lines, pattern)


def fill_role(painter: QPainter, rect: QRectF, role: Role, theme: Theme) -> None:
    """Tint and pattern of a role in a rectangle."""
    tint, pattern = _brushes(theme.name, theme.paint(role).name(), role)
    painter.fillRect(rect, tint)
    if pattern is not None:
        painter.fillRect(rect, pattern)


def role_icon(role: Role, theme: Theme, ratio: float = 1.0) -> QIcon:
    """A swatch of a role as it looks in the sheet."""
    side = QSize(theme.px(26), theme.px(16))
    picture = QPixmap(side * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.color("panel"))
    painter = QPainter(picture)
    rect = QRectF(0, 0, side.width(), side.height())
    fill_role(painter, rect, role, theme)
    painter.setPen(theme.paint(role))
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    if role == "ignore":
        painter.drawLine(4, side.height() // 2, side.width() - 4, side.height() // 2)
    painter.end()
    return QIcon(picture)
