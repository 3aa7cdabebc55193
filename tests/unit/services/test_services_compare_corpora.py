"""Generated corpora of republished tables: no change is missed and none is made up, whatever is called or sorted how."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.services.reading import Reading
from workbench.store.history import History
from workbench.store.store import Store

UNIT = Unit("number", "count", LocalText("Number", "數目"))
VINTAGES = ("2021", "2021-06", "2022-03-01", "2022-03-01+2", "2023")  # in the order in which they were known
KNOWN = ("2021-06", "2021", "2022-03-01", "2022-03-01+2", "2023")  # a year is known with its last day
LABELS = st.sampled_from(["Total", "Total", "Male", "總計"])  # seldom any two different
CELLS = st.tuples(st.sampled_from("abcd"), st.integers(2001, 2004))
VALUES = st.none() | st.integers(0, 3)

TABLE = st.fixed_dictionaries(
    {
        "vintage": st.sampled_from(VINTAGES),
        "cells": st.lists(
            st.tuples(CELLS, VALUES), unique_by=lambda item: item[0], max_size=10
        ),  # in any order
        "labels": st.lists(LABELS, min_size=4, max_size=4),
    }
)
STEPS = st.lists(st.one_of(TABLE, TABLE, TABLE, st.sampled_from(["undo", "redo"])), min_size=1, max_size=6)
State = dict[tuple[str, int], dict[str, int | None]]


def newest(state: State) -> dict[tuple[str, int], int | None]:
    return {cell: held[max(held, key=KNOWN.index)] for cell, held in state.items()}


def publish(history: History, table: dict[str, Any], state: State) -> State:
    """Put the table in; the plain model says what is there afterwards."""
    after = {cell: dict(held) for cell, held in state.items()}
    items = []
    for (series, year), value in table["cells"]:
        held = after.setdefault((series, year), {})
        if table["vintage"] not in held:
            held[table["vintage"]] = value
            items.append(
                Observation(
                    series, Period.year(year), table["vintage"], value, str(value), Provenance("CSD", "t")
                )
            )

    def apply(store: Store) -> None:
        for name, label in zip("abcd", table["labels"], strict=True):
            store.put("indicator", Indicator(name, LocalText(label, label), UNIT))
        store.add_observations(items)

    history.record(apply, label="operation.import", params={})
    return {cell: held for cell, held in after.items() if held}


@given(steps=STEPS, data=st.data())
@settings(max_examples=70, deadline=None)
def test_no_change_is_missed_and_none_made_up(steps: list[Any], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(
            Path(folder) / "c.wbk", workspace_id="w", title="", framework="empty", created_with="0"
        )
        history = History(store, "tester")
        done: list[State] = [{}]
        undone: list[State] = []
        marks = [(history.create_snapshot("0", "").id, done[-1])]
        for number, step in enumerate(steps, 1):
            if step == "undo":
                if history.undo() is not None:
                    undone.append(done.pop())
            elif step == "redo":
                if history.redo() is not None:
                    done.append(undone.pop())
            else:
                done.append(publish(history, step, done[-1]))
                undone.clear()
            marks.append((history.create_snapshot(str(number), "").id, done[-1]))
        first = data.draw(st.integers(0, len(marks) - 1))
        last = data.draw(st.integers(first, len(marks)))
        reading = Reading(store, history)
        found = [
            item
            for item in reading.differences(marks[first][0], marks[last][0] if last < len(marks) else None)
            if item.kind == "observation"
        ]
        store.close()
    then, now = newest(marks[first][1]), newest(marks[min(last, len(marks) - 1)][1])
    expected = {}
    for cell in then.keys() | now.keys():
        pair = (then.get(cell), now.get(cell))
        if cell in then and cell in now and pair[0] == pair[1]:
            continue
        expected[cell] = (
            "newly-published"
            if cell not in then or (pair[0] is None and cell in now)
            else "withdrawn"
            if pair[1] is None
            else "revised"
        )
    told = {(item.id, int(item.part)): item.cls for item in found}
    assert len(told) == len(found), "told twice"
    assert told == expected
    for item in found:
        assert (item.old_value, item.new_value) == (
            then.get((item.id, int(item.part))),
            now.get((item.id, int(item.part))),
        )
