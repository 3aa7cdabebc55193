"""The standing of every entry of the history, against a plain model; and values in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.changes import ChangeSet
from workbench.domain.scenario import DriverPath
from workbench.domain.text import LocalText
from workbench.services.operations.scenarios import SetDriverPath
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.restore import restorable
from workbench.services.session import Session
from workbench.services.timeline import snapshots_after, timeline
from workbench.services.value_words import both_languages, changed_paths, field_words, part_words, value_words


def log(*actions: str) -> list[ChangeSet]:
    return [ChangeSet(number, "operation.x", {}, of=of) for number, of in enumerate(actions, 1)]


def test_a_branch_of_redo_is_told_from_what_can_be_redone() -> None:
    steps = timeline(log("do", "do", "undo", "do", "do", "undo"))
    assert [step.standing for step in steps] == [
        "in-force",
        "left-aside",
        "undo",
        "in-force",
        "undone",
        "undo",
    ]
    assert [step.branch for step in steps] == [0, 1, 0, 0, 0, 0]
    assert [step.of for step in steps] == [None, None, 2, None, None, 5]
    assert [step.change.id for step in steps if step.present] == [4]


def test_two_branches_left_aside_are_told_apart() -> None:
    steps = timeline(log("do", "undo", "do", "undo", "restore"))
    assert [(step.standing, step.branch) for step in steps if step.standing == "left-aside"] == [
        ("left-aside", 1),
        ("left-aside", 2),
    ]


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=40))
def test_the_line_in_force_is_what_a_stack_says(wanted: list[str]) -> None:
    done: list[int] = []
    undone: list[int] = []
    actions = []
    for want in wanted:
        if (want == "undo" and not done) or (want == "redo" and not undone):
            continue
        actions.append(want)
        if want == "do":
            done.append(len(actions))
            undone.clear()
        elif want == "undo":
            undone.append(done.pop())
        else:
            done.append(undone.pop())
    steps = timeline(log(*actions))
    assert [step.change.id for step in steps if step.standing == "in-force"] == done
    assert sorted(step.change.id for step in steps if step.standing == "undone") == sorted(undone)
    assert [step.change.id for step in steps if step.present] == done[-1:]


@pytest.fixture
def session(tmp_path: Path):
    with Session.create(tmp_path / "s.wbk") as opened:
        yield opened


def test_the_standing_agrees_with_undo_and_redo_of_a_session(session: Session) -> None:
    for growth in (0.01, 0.02, 0.03):
        session.execute(SetDriverPath("recent-pace", "gdp", DriverPath(growth=growth)))
    session.undo()
    mark = session.create_snapshot("here")
    steps = timeline(session.history())
    assert next(step.change.id for step in steps if step.present) == session.undo_step().id
    assert [step.change.id for step in steps if step.standing == "undone"] == [session.redo_step().id]
    assert [item.id for item in snapshots_after(session.snapshots())[mark.change_id]] == [mark.id]


def test_differences_bring_both_sides_whole_and_say_what_restores_them(session: Session) -> None:
    session.create_snapshot("before")
    measure = next(node.id for node in session.nodes() if node.kind == "measure")
    session.execute(SetOfficialStatus(measure, "late", "Annual report"))
    session.execute(SetDriverPath("recent-pace", "gdp", DriverPath(growth=0.09, reason="Budget")))
    found = {(item.kind, item.part): item for item in session.differences("before")}
    status, paths = found["node", "official_status"], found["scenario", "paths"]
    assert value_words(session, "node", "official_status", status.new_item, "zh-Hant") == "延誤"
    _, new = changed_paths(paths.old_item, paths.new_item)
    assert list(new) == ["gdp"]
    assert "9% a year; because Budget" in value_words(session, "scenario", "paths", new, "en")
    assert restorable(session, status) == ("node", measure)
    assert restorable(session, paths) == ("scenario", "recent-pace")
    session.restore_snapshot("before", item=restorable(session, paths))
    assert [item.part for item in session.differences("before")] == [
        "official_status",
        "official_status_reason",
    ]


def test_values_are_told_without_braces(session: Session) -> None:
    item = {
        "unit": {"text": {"en": "%", "zh_hant": "百分比"}},
        "order": 3,
        "ids": ["a", "b"],
        "none": None,
        "on": True,
    }
    words = value_words(session, "indicator", "x", item, "zh-Hant")
    assert not set("{}[]\"'") & set(words)
    assert "次序：3" in words
    assert "百分比" in words
    assert value_words(session, "node", "due", None, "en") == "—"
    assert both_languages({"en": "a", "zh_hant": "甲"}) == LocalText("a", "甲")
    assert both_languages({"en": "a", "id": "b"}) is None
    assert field_words("lead_bodies", "en") == "lead bodies"
    assert field_words("a_field_of_tomorrow", "zh-Hant") == "a field of tomorrow"
    assert part_words("observation", "2020-Q3", "zh-Hant") == "2020年第3季"
    assert part_words("observation", "odd", "en") == "odd"


def test_small_moves_can_be_left_out(session: Session) -> None:
    from dataclasses import replace

    from workbench.services.operations.figures import AddObservations

    session.create_snapshot("before")
    old = session.observations("gdp_current")[-1]
    moved = replace(old, vintage="2031-02", value=old.value * 1.01, text="moved")
    session.execute(AddObservations((moved,), title="GDP"))
    assert [item.cls for item in session.differences("before")] == ["revised"]
    assert [item.cls for item in session.differences("before", relative=0.02)] == []
    assert [item.cls for item in session.differences("before", tolerance=old.value * 0.005)] == ["revised"]
    assert [item.cls for item in session.differences("before", tolerance=old.value * 0.02)] == []
