"""Any sequence of operations, undo, redo, snapshot, restore, go-to, save, reopening and crash equals a plain model."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from workbench.domain.errors import RuleError
from workbench.domain.evidence import Evidence
from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.issued import PaperFile
from workbench.domain.period import Period
from workbench.domain.scenario import DriverPath, Model, Scenario, Variable
from workbench.domain.strategy import Node, SourceRef
from workbench.domain.text import LocalText
from workbench.services.operations.evidence import AddEvidence, AttachDocument, RemoveDocument, RemoveEvidence
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.scenarios import (
    CreateScenario,
    RemoveScenario,
    RenameScenario,
    SetDriverPath,
)
from workbench.services.operations.settings import PutSetting
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session
from workbench.store import container

UNIT = Unit("hkd_million", "money", LocalText("HK$ million", "百萬港元"), 6)
NAMES = st.sampled_from("abc")
State = dict[str, dict[Any, Any]]  # kind → key → value; in order


def what_is_there(session: Session) -> State:
    """The workspace as plain dictionaries, read by the ordinary readers."""
    return {
        "scenario": {
            item.id: (item.name.en, item.parent, {name: path.growth for name, path in item.paths.items()})
            for item in session.scenarios()
        },
        "figure": {
            (item.series_id, item.period.code, item.vintage): item.value
            for series in session.indicators()
            for item in session.vintages(series.id)
        },
        "status": {node.id: node.official_status for node in session.nodes() if node.official_status},
        "evidence": {item.id: (item.node_id, item.date, item.document_id) for item in session.evidence()},
        "document": {item.id: session.document_content(item.id) for item in session.documents()},
        "setting": {name: session.setting(name) for name in "abc" if session.setting(name) is not None},
    }


class AnySequence(RuleBasedStateMachine):
    """The model: a list of steps in force and of those undone, each a whole state; marks; the state that was saved."""

    template: Path

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "w.wbk")
        self.session = Session.open(self.folder / "w.wbk")
        self.first_dump = self.session.logical_dump()
        self.done: list[State] = [what_is_there(self.session)]
        self.undone: list[State] = []
        self.marks: dict[str, State] = {}
        self.after: dict[int, State] = {}  # change set → state right after it
        self.issued = 0
        self.saved = self.kept()
        self.count = 0

    @property
    def now(self) -> State:
        return json_copy(self.done[-1])

    def kept(self) -> tuple[Any, ...]:
        return (list(self.done), list(self.undone), dict(self.marks), self.issued, dict(self.after))

    def did(self, state: State) -> None:
        self.done.append(state)
        self.undone.clear()
        self.remember()

    def remember(self) -> None:
        self.after[self.session.history()[-1].id] = self.done[-1]

    # --- operations

    @rule(name=NAMES, parent=st.none() | NAMES)
    def create_scenario(self, name: str, parent: str | None) -> None:
        state = self.now
        item = Scenario(name, "m", LocalText(name, "情景"), parent)
        known = state["scenario"]
        if name in known or (parent is not None and parent not in known):
            with pytest.raises(Exception, match=r"exists already|no scenario"):
                self.session.execute(CreateScenario(item))
            return
        self.session.execute(CreateScenario(item))
        known[name] = (name, parent, {})
        self.did(state)

    @precondition(lambda self: self.done[-1]["scenario"])
    @rule(data=st.data(), growth=st.none() | st.floats(-0.5, 2, allow_nan=False))
    def set_path(self, data: st.DataObject, growth: float | None) -> None:
        state = self.now
        name = data.draw(st.sampled_from(sorted(state["scenario"])))
        self.session.execute(SetDriverPath(name, "x", None if growth is None else DriverPath(growth=growth)))
        title, parent, _ = state["scenario"][name]
        state["scenario"][name] = (title, parent, {} if growth is None else {"x": growth})
        self.did(state)

    @precondition(lambda self: self.done[-1]["scenario"])
    @rule(
        data=st.data(),
        title=st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=4),
    )
    def rename(self, data: st.DataObject, title: str) -> None:
        state = self.now
        name = data.draw(st.sampled_from(sorted(state["scenario"])))
        operation = RenameScenario(name, LocalText(title, "甲"))
        self.session.execute(operation)
        state["scenario"][name] = (title, *state["scenario"][name][1:])
        self.did(state)

    @precondition(lambda self: self.done[-1]["scenario"])
    @rule(data=st.data())
    def remove_scenario(self, data: st.DataObject) -> None:
        state = self.now
        name = data.draw(st.sampled_from(sorted(state["scenario"])))
        if any(parent == name for _, parent, _ in state["scenario"].values()):
            with pytest.raises(RuleError, match="inherits"):
                self.session.execute(RemoveScenario(name))
            return
        self.session.execute(RemoveScenario(name))
        del state["scenario"][name]
        self.did(state)

    @rule(
        series=NAMES,
        years=st.lists(st.integers(2001, 2003), min_size=1, max_size=3, unique=True),
        data=st.data(),
    )
    def import_figures(self, series: str, years: list[int], data: st.DataObject) -> None:
        state = self.now
        vintage = f"20{data.draw(st.integers(10, 13))}"
        values = [data.draw(st.floats(-1e12, 1e12)) for _ in years]
        items = tuple(
            Observation(series, Period.year(year), vintage, value, str(value), Provenance("CSD"))
            for year, value in zip(years, values, strict=True)
        )
        indicator = Indicator(series, LocalText(series, "數列"), UNIT, "imported")
        if any((series, str(year), vintage) in state["figure"] for year in years):
            with pytest.raises(RuleError, match="already has a figure"):
                self.session.execute(AddObservations(items, (indicator,)))
            return
        self.session.execute(AddObservations(items, (indicator,)))
        state["figure"] |= {(series, str(y), vintage): v for y, v in zip(years, values, strict=True)}
        self.did(state)

    @rule(node=st.sampled_from(["m1", "m2"]), status=st.sampled_from(["late", "dropped", ""]))
    def set_status(self, node: str, status: str) -> None:
        state = self.now
        self.count += 1
        self.session.execute(SetOfficialStatus(node, status, f"report {self.count}"))  # type: ignore[arg-type]
        state["status"].pop(node, None)
        if status:
            state["status"][node] = status
        self.did(state)

    @rule(name=NAMES, value=st.integers() | st.text(max_size=3))
    def put_setting(self, name: str, value: int | str) -> None:
        state = self.now
        self.session.execute(PutSetting(name, value))
        state["setting"][name] = value
        self.did(state)

    @rule(content=st.binary(min_size=1, max_size=3))
    def attach(self, content: bytes) -> None:
        state = self.now
        file = self.folder / "note.txt"
        file.write_bytes(content)
        operation = AttachDocument.of_file(file)
        self.session.execute(operation)
        state["document"][operation.document.id] = content
        self.did(state)

    @rule(name=NAMES, node=st.sampled_from(["m1", "m2"]), data=st.data())
    def add_evidence(self, name: str, node: str, data: st.DataObject) -> None:
        state = self.now
        document = data.draw(st.sampled_from(["", *state["document"]]))
        item = Evidence(name, node, "2026", LocalText("seen", "已見"), "CSD", document_id=document)
        self.session.execute(AddEvidence(item))
        state["evidence"][name] = (node, "2026", document)
        self.did(state)

    @precondition(lambda self: self.done[-1]["evidence"] or self.done[-1]["document"])
    @rule(data=st.data())
    def remove_kept(self, data: st.DataObject) -> None:
        state = self.now
        kind = data.draw(st.sampled_from([kind for kind in ("evidence", "document") if state[kind]]))
        name = data.draw(st.sampled_from(sorted(state[kind])))
        if kind == "document" and any(used == name for _, _, used in state["evidence"].values()):
            with pytest.raises(RuleError, match="Remove that evidence"):
                self.session.execute(RemoveDocument(name))
            return
        self.session.execute(RemoveEvidence(name) if kind == "evidence" else RemoveDocument(name))
        del state[kind][name]
        self.did(state)

    # --- back and forth

    @rule()
    def undo(self) -> None:
        change = self.session.undo()
        assert (change is None) == (len(self.done) == 1)
        if change is not None:
            self.undone.append(self.done.pop())
            self.remember()

    @rule()
    def redo(self) -> None:
        change = self.session.redo()
        assert (change is None) == (not self.undone)
        if change is not None:
            self.done.append(self.undone.pop())
            self.remember()

    @rule()
    def snapshot(self) -> None:
        self.marks[self.session.create_snapshot("mark").id] = self.done[-1]

    @precondition(lambda self: self.marks)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        mark = data.draw(st.sampled_from(list(self.marks)))
        change = self.session.restore_snapshot(mark)
        self.check_led_back(change, self.marks[mark])

    @precondition(lambda self: self.marks)
    @rule(data=st.data(), kind=st.sampled_from(["scenario", "node", "indicator", "evidence"]), name=NAMES)
    def restore_one(self, data: st.DataObject, kind: Any, name: str) -> None:
        """Only that item is as it was; everything else is as it is. Refused whole where something else rests on it."""
        mark = data.draw(st.sampled_from(list(self.marks)))
        then, state = self.marks[mark], self.now
        item = {"node": "m1"}.get(kind, name)
        try:
            change = self.session.restore_snapshot(mark, item=(kind, item))
        except RuleError as error:
            if error.code != "store.still-used":
                raise
            return
        owned = {
            "scenario": lambda place, key, value: place == "scenario" and key == item,
            "evidence": lambda place, key, value: place == "evidence" and key == item,
            "indicator": lambda place, key, value: place == "figure" and key[0] == item,
            "node": lambda place, key, value: (
                (place == "status" and key == item) or (place == "evidence" and value[0] == item)
            ),
        }[kind]
        moved = {
            key
            for key in {*then["evidence"], *state["evidence"]}
            if kind == "node"
            and item in (then["evidence"].get(key, ("",))[0], state["evidence"].get(key, ("",))[0])
        }

        def picked(place: str, key: Any, value: Any) -> bool:
            return owned(place, key, value) or (place == "evidence" and key in moved)

        for place, things in state.items():
            for key in [key for key, value in things.items() if picked(place, key, value)]:
                del things[key]
            things.update({k: v for k, v in then[place].items() if picked(place, k, v)})
        if change is not None:
            self.did(state)
        else:
            assert state == self.done[-1]

    @precondition(lambda self: self.after)
    @rule(data=st.data())
    def go_to(self, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from(sorted(self.after)))
        change = self.session.go_to(step)
        self.check_led_back(change, self.after[step])

    def check_led_back(self, change: Any, state: State) -> None:
        if change is not None:
            assert change.of == "restore"
            self.did(state)
        else:
            assert state == self.done[-1]

    # --- keeping

    @rule()
    def issue(self) -> None:
        (paper,) = self.session.record_issued(
            "p", LocalText("P", "文"), [PaperFile("p.docx", "en", "docx", "00")]
        )
        self.marks[paper.snapshot_id] = self.done[-1]
        self.issued += 1

    @rule()
    def save(self) -> None:
        self.session.save()
        assert not self.session.dirty
        self.saved = self.kept()

    @rule()
    def save_and_reopen(self) -> None:
        self.session.save()
        self.saved = self.kept()
        self.reopen()

    @rule()
    def close_without_saving(self) -> None:
        self.reopen()
        done, undone, self.marks, self.issued, self.after = self.saved
        self.done, self.undone = list(done), list(undone)
        self.marks, self.after = dict(self.marks), dict(self.after)

    def reopen(self) -> None:
        self.session.close()
        self.session = Session.open(self.folder / "w.wbk")
        assert not self.session.dirty

    @rule()
    def crash_and_recover(self) -> None:
        """What is left after a sudden end is a copy of the working files that no program holds."""
        working = self.session._store.path
        self.session._store.rows("SELECT 1")
        kept = self.folder / "crashed"
        kept.mkdir(exist_ok=True)
        for path in working.parent.glob(f"{working.stem}*"):
            if path.suffix != ".wbk-shm":
                shutil.copy(path, kept / path.name)
        self.session.close()
        for path in kept.iterdir():
            shutil.move(path, working.parent / path.name)
        (left,) = [item for item in container.leftovers() if item.working == working]
        self.session = Session.recover(left)
        assert self.session.dirty

    # --- what must hold

    @invariant()
    def equals_the_model(self) -> None:
        assert what_is_there(self.session) == self.done[-1]
        assert len(self.session.issued_papers()) == self.issued
        assert self.session.broken_snapshots() == ()
        assert {mark.id for mark in self.session.snapshots() if not mark.auto} == set(self.marks)

    def teardown(self) -> None:
        if not hasattr(self, "session"):
            return
        while self.session.undo():
            pass
        assert self.session.logical_dump() == self.first_dump
        assert [problem for problem in self.session.check() if problem.severity == "error"] == []
        self.session.close()
        shutil.rmtree(self.folder)


def json_copy(state: State) -> State:
    return {kind: dict(things) for kind, things in state.items()}


@pytest.fixture(autouse=True)
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An almost empty workspace that every example begins from."""
    path = tmp_path / "template.wbk"
    with Session.create(path, "empty") as session:
        store = session._store  # there is no operation that makes a plan
        node = Node("m1", "measure", None, 0, LocalText("One", "一"), "yes", SourceRef("CSD"))
        model = Model("m", LocalText("M", "模"), 2020, 2030, (Variable("x", LocalText("X", "甲"), "1"),))
        from dataclasses import replace

        from workbench.domain.strategy import Source

        store.put("source", Source("CSD", LocalText("C&SD", "統計處")))
        store.put("node", node)
        store.put("node", replace(node, id="m2", order=1))
        store.put("model", model)
        session._cache.clear()
        session.save()
    monkeypatch.setattr(AnySequence, "template", path, raising=False)


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
