"""The plan as a Qt tree. Rows are kept as plain numbers in a list, so that nothing Qt holds can be collected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from workbench.gui import language
from workbench.gui.words import kind_words, status_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.domain.changes import ChangeSet
    from workbench.domain.strategy import Node
    from workbench.services.search import Query
    from workbench.services.session import Session

Index = QModelIndex | QPersistentModelIndex
NODE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NUMBER_ROLE = NODE_ROLE + 1  # the number printed before the title, "" if none
_ROOT = QModelIndex()


@dataclass
class _Row:
    """One node: its parent's place in the list (-1 = none), its own among its brothers, its children's places."""

    node: Node
    parent: int
    row: int
    children: list[int]


class TreeModel(QAbstractItemModel):
    """Nodes of the plan, one column. A change of values repaints rows; a change of structure resets the model."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[_Row] = []
        self._tops: list[int] = []
        self._places: dict[str, int] = {}
        self._read()
        language.changed.connect(self._repaint)

    # ---- reading ------------------------------------------------------------------------------------------------
    def _read(self) -> None:
        self._rows, self._tops, self._places = [], [], {}
        for place, node in enumerate(self._session.nodes()):
            parent = self._places.get(node.parent or "", -1)
            brothers = self._rows[parent].children if parent >= 0 else self._tops
            self._rows.append(_Row(node, parent, len(brothers), []))
            brothers.append(place)
            self._places[node.id] = place

    def refresh(self, change: ChangeSet) -> None:
        """Take up a change of the session."""
        if change.touches("node"):
            self.read_again(change.touched["node"].ids)

    def read_again(self, touched: Iterable[str] | None = None) -> None:
        """Take up the session as it is read now. touched: ids that may have changed, all if ``None``."""
        nodes = self._session.nodes()
        if [(n.id, n.parent) for n in nodes] == [(row.node.id, row.node.parent) for row in self._rows]:
            for row, node in zip(self._rows, nodes, strict=True):
                row.node = node
            for node_id in self._places if touched is None else touched:
                index = self.index_of(node_id)
                if index.isValid():
                    self.dataChanged.emit(index, index)
        else:
            self.beginResetModel()
            self._read()
            self.endResetModel()

    def index_of(self, node_id: str) -> QModelIndex:
        """The index of a node; invalid if there is none."""
        place = self._places.get(node_id, -1)
        return self.createIndex(self._rows[place].row, 0, place) if place >= 0 else QModelIndex()

    def node_at(self, index: Index) -> Node | None:
        """The node of an index."""
        return self._rows[index.internalId()].node if index.isValid() else None

    def with_evidence(self) -> set[str]:
        """Ids of nodes that evidence was added to."""
        return {item.node_id for item in self._session.evidence()}

    def nodes(self) -> list[Node]:
        """All nodes, depth first."""
        return [row.node for row in self._rows]

    def count(self) -> int:
        """All nodes."""
        return len(self._rows)

    # ---- Qt -----------------------------------------------------------------------------------------------------
    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Qt's index of a place."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        places = self._rows[parent.internalId()].children if parent.isValid() else self._tops
        return self.createIndex(row, column, places[row])

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Qt's index of the parent."""
        if not index.isValid():
            return QModelIndex()
        place = self._rows[index.internalId()].parent
        return self.createIndex(self._rows[place].row, 0, place) if place >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Children of a node."""
        if not parent.isValid():
            return len(self._tops)
        return 0 if parent.column() > 0 else len(self._rows[parent.internalId()].children)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, number, tooltip and spoken words of a node."""
        node = self.node_at(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title.show(language.current())
        if role == NODE_ROLE:
            return node.id
        if role == NUMBER_ROLE:
            return number_of(node)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(node) if role == Qt.ItemDataRole.AccessibleTextRole else tip(node)
        return None

    def _repaint(self) -> None:
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()


def number_of(node: Node) -> str:
    """The printed number, as it stands before the title."""
    return node.printed_no


def spoken(node: Node) -> str:
    """Kind, number, title and status in words, for a screen reader."""
    lang = language.current()
    parts = [kind_words(node.kind), node.printed_no, node.title.show(lang)]
    if node.official_status:
        parts.append(status_words(node.official_status))
    return " ".join(part for part in parts if part)


def tip(node: Node) -> str:
    """Both languages, as plain text."""
    return "\n".join(text for text in (node.title.zh_hant, node.title.en, node.id) if text)


ONLY: dict[str, Callable[[Node], bool]] = {
    "all": lambda node: True,
    "measures": lambda node: node.kind == "measure",
    "assessed": lambda node: bool(node.official_status),
    "unassessed": lambda node: node.kind == "measure" and not node.official_status,
    "evidence": lambda node: bool(node.progress),
    "dated": lambda node: bool(node.due),
    "money": lambda node: bool(node.amounts),
    "indicators": lambda node: bool(node.indicators),
}
"""Which nodes a view of the tree is about, by its key."""


class TreeFilter(QSortFilterProxyModel):
    """Rows that answer a query and belong to a view, with everything above them."""

    def __init__(self, model: TreeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._query: Query | None = None
        self._only = "all"
        self._hits: set[str] = set()
        self._kept: set[str] = set()
        self.setSourceModel(model)

    @property
    def query(self) -> Query | None:
        """What is looked for; ``None`` for no words."""
        return self._query

    @property
    def only(self) -> str:
        """The view, a key of :data:`ONLY`."""
        return self._only

    @property
    def active(self) -> bool:
        """Whether anything may be hidden."""
        return self._query is not None or self._only != "all"

    @property
    def hits(self) -> int:
        """How many nodes answer."""
        return len(self._hits)

    def is_hit(self, node_id: str) -> bool:
        """Whether this node itself answers (rather than one above or below it)."""
        return node_id in self._hits

    def set_text(self, text: str) -> None:
        """Show what answers *text*; everything of the view for an empty one."""
        from workbench.services.search import Query

        self._query = Query.parse(text) if text.strip() else None
        self._find()

    def set_only(self, only: str) -> None:
        """Show a view, a key of :data:`ONLY`."""
        if only not in ONLY:
            raise KeyError(only)
        self._only = only
        self._find()

    def refresh(self) -> None:
        """Look again, after a change."""
        if self.active:
            self._find()

    def _find(self) -> None:
        nodes = {node.id: node for node in self._model.nodes()}
        belongs, query = ONLY[self._only], self._query
        added = self._model.with_evidence() if self._only == "evidence" else set()
        self._hits, self._kept = set(), set()
        if self.active:
            self._hits = {
                node.id
                for node in nodes.values()
                if (belongs(node) or node.id in added) and (query is None or query.matches(*_searched(node)))
            }
            self._kept = set(self._hits)
            for node_id in self._hits:
                above = nodes[node_id].parent
                while above and above in nodes and above not in self._kept:
                    self._kept.add(above)
                    above = nodes[above].parent
        self.beginFilterChange()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Whether a row is shown."""
        if not self.active:
            return True
        node_id = self._model.index(row, 0, parent).data(NODE_ROLE)
        return node_id in self._kept


def _searched(node: Node) -> tuple[str, ...]:
    """Everything of a node that a search looks through."""
    parts = [node.id, node.printed_no, node.title.en or "", node.title.zh_hant or "", *node.lead_bodies]
    parts += [f"{amount.hkd_million:g}" for amount in node.amounts]
    for part in (node.due_text, node.note, *node.components):
        parts += [part.en or "", part.zh_hant or ""]
    return tuple(parts)
