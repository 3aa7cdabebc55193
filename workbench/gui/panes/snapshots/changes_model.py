"""Differences as a tree: class → thing → period or field. Words are made when asked for, so many cost little."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.gui import language
from workbench.gui.language import mark, say, show
from workbench.gui.panes.snapshots.words import class_words, sign
from workbench.services.compare import CLASSES
from workbench.services.value_words import EMPTY, both_languages, kind_words, part_words, value_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from workbench.domain.text import LocalText
    from workbench.gui.theme import Theme
    from workbench.services.compare import Difference
    from workbench.services.search import Query
    from workbench.services.session import Session

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
Key = tuple[str, str, str, str]  # class, kind, id, part of a difference
DIFFERENCE = Qt.ItemDataRole.UserRole + 1
_HEADS = (mark("snapshots", "What"), mark("snapshots", "Before → after"))
_LONG = 60  # characters of a value shown in the tree


@dataclass(eq=False)
class Branch:
    """A row with rows below: a class of changes, or a thing. A leaf holds its difference."""

    row: int
    parent: Branch | None
    cls: str = ""
    what: LocalText | None = None
    kind: str = ""
    difference: Difference | None = None
    rows: list[Branch] = field(default_factory=list)
    leaves: int = 0


@dataclass(frozen=True)
class Arranged:
    """A tree ready to be shown: its differences, its first rows, and where each difference stands."""

    shown: list[Difference]
    top: list[Branch]
    places: dict[Key, Branch]


def order_of(cls: str) -> int:
    """Place of a class in the list; one not known yet comes last."""
    return CLASSES.index(cls) if cls in CLASSES else len(CLASSES)


class ChangesModel(QAbstractItemModel):
    """Shows those differences that answer the query and whose class is not put away."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._top: list[Branch] = []
        self._places: dict[Key, Branch] = {}
        self.shown: list[Difference] = []

    def show_differences(
        self, found: Iterable[Difference], query: Query | None, without: Collection[str] = ()
    ) -> None:
        """Build the tree anew. For many differences let a pool thread :func:`arrange` them and :meth:`take` the outcome."""
        self.take(arrange(found, query, without))

    def take(self, arranged: Arranged) -> None:
        """Show a tree that is built already."""
        self.beginResetModel()
        self.shown = arranged.shown
        self._top, self._places = arranged.top, arranged.places
        self.endResetModel()

    def find(self, wanted: Difference) -> QModelIndex:
        """Where a difference is shown; an invalid index if it is not."""
        leaf = self._places.get(_key(wanted))
        return self.createIndex(leaf.row, 0, leaf) if leaf is not None else QModelIndex()

    def retranslate(self) -> None:
        """The language of the window changed."""
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)

    # ---- Qt -----------------------------------------------------------------------------------------------------
    def _branch(self, index: Index) -> Branch | None:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Branch) else None

    def _rows(self, index: Index) -> list[Branch]:
        branch = self._branch(index)
        return self._top if branch is None else branch.rows

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """A cell."""
        rows = self._rows(parent) if parent.column() <= 0 else []
        if 0 <= row < len(rows) and 0 <= column < len(_HEADS):
            return self.createIndex(row, column, rows[row])
        return QModelIndex()

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """The row above."""
        branch = self._branch(index)
        if branch is None or branch.parent is None:
            return QModelIndex()
        return self.createIndex(branch.parent.row, 0, branch.parent)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows below."""
        return 0 if parent.column() > 0 else len(self._rows(parent))

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What, and before → after."""
        return len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(_HEADS[section]) if section < len(_HEADS) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a row."""
        branch = self._branch(index)
        if branch is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._left(branch) if index.column() == 0 else self._right(branch)
        if role == Qt.ItemDataRole.FontRole and branch.parent is None:
            return self._theme.font(bold=True)
        if role == Qt.ItemDataRole.ForegroundRole:
            if branch.parent is None:
                return self._theme.color(sign(branch.cls)[1])
            return self._theme.color("muted") if index.column() == 1 else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(branch)
        if role == DIFFERENCE:
            return branch.difference
        return None

    def _left(self, branch: Branch) -> str:
        if branch.what is None:
            return f"{sign(branch.cls)[0]} {class_words(branch.cls)}"
        item = branch.difference
        if item is not None and item.part:
            return part_words(item.kind, item.part, language.current())
        return show(branch.what)

    def _right(self, branch: Branch) -> str:
        item = branch.difference
        if item is None:
            return str(branch.leaves) if branch.parent is None or branch.leaves > 1 else ""
        if not item.part:
            return item.new or kind_words(item.kind, language.current())
        if item.kind == "observation":
            percent = item.percent
            change = "" if percent is None else f"  {percent:+.2f}%".replace("-", "−")
            return f"{item.old or EMPTY} → {item.new or EMPTY}{change}"
        return f"{self._side(item, item.old_item)} → {self._side(item, item.new_item)}"

    def _side(self, item: Difference, value: Any) -> str:
        text = both_languages(value)
        lang = language.current()
        words = (
            (text.get(lang) or EMPTY)
            if text is not None
            else value_words(self._session, item.kind, item.part, value, lang)
        )
        words = " ".join(words.split())
        return words if len(words) <= _LONG else words[:_LONG] + "…"

    def _tip(self, branch: Branch) -> str:
        if branch.difference is not None:
            words = branch.difference.words(language.current())
            return words if len(words) < 600 else words[:600] + "…"
        return show(branch.what) if branch.what is not None else class_words(branch.cls)


def arrange(found: Iterable[Difference], query: Query | None, without: Collection[str] = ()) -> Arranged:
    """The tree of those differences that answer *query* and whose class is not in *without*. Needs no window."""
    shown = [
        item for item in found if item.cls not in without and (not query or query.matches(*_texts(item)))
    ]
    shown.sort(key=lambda item: order_of(item.cls))
    top: dict[str, Branch] = {}
    things: dict[tuple[str, str, str], Branch] = {}
    places: dict[Key, Branch] = {}
    for item in shown:
        branch = top.setdefault(item.cls, Branch(len(top), None, item.cls))
        key = (item.cls, item.kind, item.id)
        if key not in things:
            things[key] = Branch(len(branch.rows), branch, item.cls, item.what, item.kind)
            branch.rows.append(things[key])
        thing = things[key]
        thing.rows.append(Branch(len(thing.rows), thing, item.cls, item.what, item.kind, item))
        places[_key(item)] = thing.rows[-1]
        thing.leaves += 1
        branch.leaves += 1
    for thing in things.values():
        one = thing.rows[0].difference
        if len(thing.rows) == 1 and one is not None and not one.part:
            thing.difference, thing.rows = one, []
            places[_key(one)] = thing
    return Arranged(shown, list(top.values()), places)


def _texts(item: Difference) -> tuple[str, ...]:
    parts = [part_words(item.kind, item.part, lang) for lang in ("en", "zh-Hant")]
    return (item.what.en or "", item.what.zh_hant or "", item.id, item.part, item.old, item.new, *parts)


def _key(item: Difference) -> Key:
    return item.cls, item.kind, item.id, item.part
