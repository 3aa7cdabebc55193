"""The strategy tree: Qt's own tester, the counts of the Blueprint, the filter in both scripts, the shared selection."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from workbench.gui.main_window import MainWindow
from workbench.gui.models.tree_model import NODE_ROLE, TreeFilter, TreeModel
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def session(sample):
    with Session.open(sample) as opened:
        yield opened


def ids_under(model, parent=None) -> list[str]:
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append(index.data(NODE_ROLE))
        found += ids_under(model, index)
    return found


def test_the_model_keeps_qts_rules(session, qapp):
    model = TreeModel(session)
    proxy = TreeFilter(model)
    testers = [QAbstractItemModelTester(model, FATAL), QAbstractItemModelTester(proxy, FATAL)]
    for text in ("研发", "S1.G2", "nothing at all like this", ""):
        proxy.set_text(text)
    change = session.execute(SetOfficialStatus("S1.G1.R1.M1", "late", "report"))
    model.refresh(change)
    assert len(testers) == 2


def test_every_node_of_the_blueprint_in_printed_order(session, qapp):
    model = TreeModel(session)
    assert ids_under(model) == [node.id for node in session.nodes()]
    kinds = Counter(model.node_at(model.index_of(node_id)).kind for node_id in ids_under(model))
    assert kinds == {
        "vision": 1,
        "direction": 4,
        "strategy": 8,
        "goal": 16,
        "recommendation": 42,
        "measure": 146,
    }


@pytest.mark.parametrize("typed", ["研发", "研發", "r&d centre", "S3.G2.R2.M1", "HKIC", "32000"])
def test_what_is_typed_is_found_with_everything_above_it(session, qapp, typed: str):
    model = TreeModel(session)
    proxy = TreeFilter(model)
    proxy.set_text(typed)
    shown = ids_under(proxy)
    assert proxy.hits > 0
    parents = {node.id: node.parent for node in session.nodes()}
    for node_id in shown:
        assert parents[node_id] is None or parents[node_id] in shown
    assert {node_id for node_id in shown if proxy.is_hit(node_id)} == {
        n.id for n in session.nodes() if proxy.is_hit(n.id)
    }


def test_simplified_and_traditional_find_the_same(session, qapp):
    proxy = TreeFilter(TreeModel(session))
    proxy.set_text("创科人才")
    simplified = ids_under(proxy)
    proxy.set_text("創科人才")
    assert ids_under(proxy) == simplified != []


def test_the_filter_line_counts_and_clears(window: MainWindow, qtbot):
    tree = window.tree
    tree.filter.setText("研发")  # Qt can only type ASCII in tests
    qtbot.waitUntil(lambda: tree.proxy.query is not None)
    assert str(tree.proxy.hits) in tree.found.text()
    assert tree.found.isVisible()
    tree.filter.clear()
    qtbot.waitUntil(lambda: tree.proxy.query is None)
    assert not tree.found.isVisible()


def test_choosing_in_the_tree_is_choosing_everywhere(window: MainWindow):
    tree, selection = window.tree, window.workspace.selection
    index = tree.proxy.mapFromSource(tree.model.index_of("S2"))
    tree.view.setCurrentIndex(index)
    assert selection.node == "S2"
    assert selection.focus == "node"
    selection.select_node("S1.G1.R1.M1")
    assert tree.view.currentIndex().data(NODE_ROLE) == "S1.G1.R1.M1"


def test_a_node_that_is_filtered_away_can_still_be_chosen(window: MainWindow):
    window.tree.filter.setText("研发")
    window.tree.apply_filter()
    window.workspace.selection.select_node("V")
    window.workspace.selection.select_node("S1.G1.R1.M1")
    assert window.workspace.selection.node == "S1.G1.R1.M1"


def test_status_is_spoken_with_kind_and_title(session, qapp, english):
    from PySide6.QtCore import Qt

    model = TreeModel(session)
    model.refresh(session.execute(SetOfficialStatus("S1.G1.R1.M1", "late", "report")))
    words = model.index_of("S1.G1.R1.M1").data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Measure")
    assert words.endswith("Late")


def test_painting_every_row_in_every_theme(window: MainWindow):
    window.session.execute(SetOfficialStatus("S1.G1.R1.M1", "late", "report"))
    window.tree.view.expandAll()
    for choice in ("dark", "contrast", "light"):
        window.theme.set_choice(choice)
        assert not window.tree.view.grab().isNull()


@pytest.mark.parametrize(
    ("only", "count"),
    [("measures", 146), ("unassessed", 146), ("assessed", 0)],
)
def test_views_of_the_tree(window: MainWindow, only: str, count: int):
    window.tree.show_only(only)
    assert window.tree.proxy.hits == count
    assert window.tree.found.isVisible()
    window.tree.show_only("all")
    assert ids_under(window.tree.proxy) == [node.id for node in window.session.nodes()]


def test_a_view_and_words_go_together_and_follow_changes(window: MainWindow):
    tree = window.tree
    tree.show_only("assessed")
    window.session.execute(SetOfficialStatus("S1.G1.R1.M1", "late", "report"))
    assert {node_id for node_id in ids_under(tree.proxy) if tree.proxy.is_hit(node_id)} == {"S1.G1.R1.M1"}
    tree.filter.setText("no such words")
    tree.apply_filter()
    assert ids_under(tree.proxy) == []
    tree.filter.clear()
    tree.apply_filter()
    window.edits.undo()
    assert ids_under(tree.proxy) == []


def test_views_are_what_the_data_say(session, qapp):
    proxy = TreeFilter(TreeModel(session))
    for only, wanted in {
        "money": {n.id for n in session.nodes() if n.amounts},
        "dated": {n.id for n in session.nodes() if n.due},
        "evidence": {n.id for n in session.nodes() if n.progress},
        "indicators": {n.id for n in session.nodes() if n.indicators},
    }.items():
        proxy.set_only(only)
        assert {node_id for node_id in ids_under(proxy) if proxy.is_hit(node_id)} == wanted != set()
