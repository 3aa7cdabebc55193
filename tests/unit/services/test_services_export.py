"""Open formats out: nothing lost on the way, valid for other people's readers, whole or not at all."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from frictionless import Package

from tests.unit.services.export_fake import (
    NASTY,
    all_observations,
    hard_figures,
    observation_of,
    rows_of,
)
from workbench.base.messages import catalogue
from workbench.domain.errors import Cancelled, RuleError, StorageError, UsageError
from workbench.domain.figure import STATUS_CODES
from workbench.services import export_text
from workbench.services.export import FORMATS, export_workspace
from workbench.services.export_tables import tables
from workbench.services.export_text import unguard
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    patch = pytest.MonkeyPatch()
    patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("home")))
    opened = Session.create(tmp_path_factory.mktemp("export") / "sample.wbk")
    opened.execute(hard_figures())
    yield opened
    opened.close()
    patch.undo()


@pytest.fixture(scope="module")
def exported(session: Session, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("out")
    for fmt in FORMATS:
        files = export_workspace(session, fmt, folder / fmt)
        assert sorted(files) == sorted((folder / fmt).iterdir())
    return {fmt: folder / fmt for fmt in FORMATS}


# --- csv ------------------------------------------------------------------------------------------------------------


def test_every_observation_comes_back_out_of_csv(session: Session, exported: dict[str, Path]) -> None:
    rows = rows_of(exported["csv"] / "observations.csv", unguard, "utf-8-sig")
    assert [observation_of(row) for row in rows] == all_observations(session)


def test_csv_is_utf8_with_a_mark_and_plain_newlines(exported: dict[str, Path]) -> None:
    for path in exported["csv"].glob("*.csv"):
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\n")
        first = content[3:].split(b"\n", 1)[0]
        assert re.fullmatch(rb"[a-z0-9_,]+", first), path.name


def test_no_cell_of_csv_can_be_a_formula(exported: dict[str, Path]) -> None:
    harmless = re.compile(r"[=+@-]|[+-][\d.,]+")
    for path in exported["csv"].glob("*.csv"):
        for row in rows_of(path, encoding="utf-8-sig"):
            for name, value in row.items():
                if value.lstrip()[:1] in tuple("=+-@＝＋－＠") or value[:1] in tuple("\t\r\n"):
                    number_cell = name in ("value", "unit_multiplier", "direction", "minimum", "maximum")
                    assert number_cell or harmless.fullmatch(value), (path.name, name, value)


def test_the_plan_and_the_indicators_are_there_in_both_languages(
    session: Session, exported: dict[str, Path]
) -> None:
    nodes = rows_of(exported["csv"] / "nodes.csv", unguard, "utf-8-sig")
    assert [
        (row["id"], row["title_en"], row["title_zh_hant"], row["kind"], row["parent"]) for row in nodes
    ] == [
        (node.id, node.title.en or "", node.title.zh_hant or "", node.kind, node.parent or "")
        for node in session.nodes()
    ]
    assert [row["kind"] for row in nodes].count("measure") == 146
    indicators = {row["id"]: row for row in rows_of(exported["csv"] / "indicators.csv", unguard, "utf-8-sig")}
    for item in session.indicators():
        row = indicators[item.id]
        assert (row["unit_code"], row["unit_kind"], int(row["unit_multiplier"])) == (
            item.unit.code,
            item.unit.kind,
            item.unit.multiplier,
        )
        assert (row["name_en"], row["name_zh_hant"]) == (item.name.en or "", item.name.zh_hant or "")
        assert (row["role"], row["formula"]) == (item.role, item.formula)
    lead = {
        (row["node_id"], row["body_code"])
        for row in rows_of(exported["csv"] / "node_bodies.csv", unguard, "utf-8-sig")
    }
    assert lead == {(node.id, code) for node in session.nodes() for code in node.lead_bodies}
    definitions = rows_of(exported["csv"] / "definitions.csv", unguard, "utf-8-sig")
    assert {(row["id"], row["from_period"], row["text_zh_hant"]) for row in definitions} == {
        (item.id, item.from_period, item.text.zh_hant)
        for one in session.indicators()
        for item in session.definitions(one.id)
    }


def test_targets_stand_apart_from_observations(session: Session, exported: dict[str, Path]) -> None:
    for fmt, name in (("csv", "id"), ("datapackage", "id"), ("sdmx-csv", "TARGET_ID")):
        encoding = "utf-8-sig" if fmt == "csv" else "utf-8"
        rows = rows_of(exported[fmt] / "targets.csv", encoding=encoding)
        assert [row[name] for row in rows] == [item.id for item in session.targets()]
        assert len(rows_of(exported[fmt] / "observations.csv", encoding=encoding)) == len(
            all_observations(session)
        )
    first = next(row for row in rows if row["TARGET_ID"] == "K1.1:2027")
    assert (first["TIME_PERIOD"], first["COLUMN_YEAR"], first["OBS_VALUE"]) == ("2025", "2027", "1.3")


def test_scenarios_keep_what_they_assume(session: Session, exported: dict[str, Path]) -> None:
    rows = rows_of(exported["csv"] / "scenario_paths.csv", unguard, "utf-8-sig")
    for scenario in session.scenarios():
        for driver, path in scenario.paths.items():
            own = [row for row in rows if (row["scenario_id"], row["driver"]) == (scenario.id, driver)]
            assert {
                int(row["year"]): float(row["value"]) for row in own if row["what"] == "level"
            } == path.levels
            assert {
                int(row["year"]): float(row["value"]) for row in own if row["what"] == "growth_in_year"
            } == path.by_year
            assert [float(row["value"]) for row in own if row["what"] == "growth"] == [
                value for value in (path.growth,) if value is not None
            ]
            trend = [(int(row["year"]), int(row["until_year"])) for row in own if row["what"] == "trend"]
            assert trend == ([path.trend] if path.trend else [])
            assert {row["reason"] for row in own} == {path.reason}


def test_readme_explains_the_apostrophe_in_both_languages(exported: dict[str, Path]) -> None:
    for fmt in FORMATS:
        text = (exported[fmt] / "README.txt").read_text(encoding="utf-8")
        assert "export." not in text
        assert "{" not in text
        assert "發布機構" in text
    assert "take one leading apostrophe away" in (exported["csv"] / "README.txt").read_text(encoding="utf-8")


# --- data package ---------------------------------------------------------------------------------------------------


def test_the_data_package_is_valid_and_complete(session: Session, exported: dict[str, Path]) -> None:
    package = Package(str(exported["datapackage"] / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note", "place"])
    with package.get_resource("observations") as resource:
        found = [observation_of(row.to_dict()) for row in resource.row_stream]
    assert found == all_observations(session)
    with package.get_resource("indicators") as resource:
        rows = [row.to_dict() for row in resource.row_stream]
    assert [row["name_zh_hant"] or None for row in rows] == [
        item.name.zh_hant for item in session.indicators()
    ]


def test_the_data_package_declares_keys_links_titles_and_sources(exported: dict[str, Path]) -> None:
    package = json.loads((exported["datapackage"] / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title@zh-Hant"]
    assert package["licence_note"]
    assert {source["name"] for source in package["sources"]} >= {"001", "csd-710-86001"}
    resources = {resource["name"]: resource for resource in package["resources"]}
    observations = resources["observations"]["schema"]
    assert observations["primaryKey"] == ["series_id", "period", "definition", "vintage"]
    links = {link["fields"][0]: link["reference"]["resource"] for link in observations["foreignKeys"]}
    assert links == {"series_id": "indicators"}  # one source and one definition of the sample hang loose
    readme = (exported["datapackage"] / "README.txt").read_text(encoding="utf-8")
    assert "observations.source_id" in readme
    assert "observations.definition" in readme
    assert {link["reference"]["resource"] for link in resources["nodes"]["schema"]["foreignKeys"]} == {
        "",
        "sources",
    }
    for resource in resources.values():
        assert resource["title"]
        assert resource["title@zh-Hant"]
        for column in resource["schema"]["fields"]:
            assert column["title"]
            assert re.search(r"[\u4e00-\u9fff]|SHA", column["title@zh-Hant"]), column


def test_a_changed_file_makes_the_package_invalid(
    exported: dict[str, Path], session: Session, tmp_path: Path
) -> None:
    export_workspace(session, "datapackage", tmp_path / "p")
    figures = tmp_path / "p" / "targets.csv"
    figures.write_bytes(figures.read_bytes().replace(b"1.3", b"1.4"))
    assert not Package(str(tmp_path / "p" / "datapackage.json")).validate().valid


def test_texts_reach_the_data_package_exactly(exported: dict[str, Path]) -> None:
    rows = rows_of(exported["datapackage"] / "observations.csv")
    assert {row["place"] for row in rows if row["series_id"] == "imp.series 一"} == set(NASTY)


# --- same bytes, whole or not at all --------------------------------------------------------------------------------


def test_the_same_workspace_gives_the_same_bytes(
    session: Session, exported: dict[str, Path], tmp_path: Path
) -> None:
    session.save()
    with Session.open(session.path, read_only=True) as again:
        for fmt in FORMATS:
            for path in export_workspace(again, fmt, tmp_path / fmt):
                assert path.read_bytes() == (exported[fmt] / path.name).read_bytes(), path.name


def test_an_empty_workspace_is_exported_too(tmp_path: Path) -> None:
    with Session.create(tmp_path / "e.wbk", "empty") as empty:
        for fmt in FORMATS:
            assert export_workspace(empty, fmt, tmp_path / fmt)
    assert Package(str(tmp_path / "datapackage" / "datapackage.json")).validate().valid


@pytest.mark.parametrize("fmt", FORMATS)
def test_nothing_is_ever_overwritten(session: Session, tmp_path: Path, fmt: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "observations.csv").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("full", "file"):
        with pytest.raises(StorageError) as caught:
            export_workspace(session, fmt, tmp_path / name)
        assert caught.value.code == "export.exists"
    assert (tmp_path / "full" / "observations.csv").read_text() == "mine"
    assert (tmp_path / "file").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]


def test_a_new_folder_an_empty_one_and_the_one_we_are_in(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (tmp_path / "a" / "b" / "c" / "nodes.csv") in export_workspace(
        session, "csv", tmp_path / "a" / "b" / "c"
    )
    (tmp_path / "empty").mkdir()
    export_workspace(session, "csv", tmp_path / "empty")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    made = export_workspace(session, "csv", Path())
    assert all(path.is_file() for path in made)
    names = {path.name for path in (tmp_path / "a" / "b" / "c").iterdir()}
    assert names == {path.name for path in (tmp_path / "empty").iterdir()}
    assert names == {path.name for path in (tmp_path / "here").iterdir()}


class Stop:
    """Cancels at the *at*-th question; does *deed* at the first report."""

    def __init__(self, at: int = 10**9, deed=None) -> None:
        self.left, self.deed, self.reports = at, deed, []

    def report(self, done: float, text: str = "") -> None:
        self.reports.append(done)
        if self.deed:
            deed, self.deed = self.deed, None
            deed()

    def check_cancelled(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("there", [True, False])
def test_a_stopped_export_leaves_nothing(session: Session, tmp_path: Path, fmt: str, there: bool) -> None:
    target = tmp_path / "x" if there else tmp_path / "x" / "y" / "z"
    if there:
        target.mkdir()
    for at in (0, 1, 2):
        with pytest.raises(Cancelled):
            export_workspace(session, fmt, target, ctx=Stop(at))
        assert list(tmp_path.rglob("*")) == ([target] if there else [])


def test_progress_goes_up_to_one(session: Session, tmp_path: Path) -> None:
    for fmt in FORMATS:
        ctx = Stop()
        export_workspace(session, fmt, tmp_path / fmt, ctx=ctx)
        assert ctx.reports == sorted(ctx.reports)
        assert ctx.reports[-1] == 1.0


def test_a_change_meanwhile_is_noticed(tmp_path: Path) -> None:
    with Session.create(tmp_path / "s.wbk") as own:
        measure = next(node for node in own.nodes() if node.kind == "measure")
        ctx = Stop(deed=lambda: own.execute(SetOfficialStatus(measure.id, "late", "June")))
        with pytest.raises(RuleError) as caught:
            export_workspace(own, "csv", tmp_path / "out", ctx=ctx)
    assert caught.value.code == "export.changed"
    assert not (tmp_path / "out").exists()


def test_storage_problems_are_said_and_leave_nothing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError) as caught:
        export_workspace(session, "csv", tmp_path / "file" / "out")
    assert caught.value.code == "export.unwritable"

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(export_text.os, "fsync", full)
    with pytest.raises(StorageError) as caught:
        export_workspace(session, "datapackage", tmp_path / "out")
    assert caught.value.code == "export.full"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_unknown_format_is_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        export_workspace(session, "xml", tmp_path / "out")
    assert "sdmx-csv" in caught.value.words("zh-Hant")


# --- words ----------------------------------------------------------------------------------------------------------


def test_every_table_column_and_code_has_a_name_in_both_languages(session: Session) -> None:
    known = catalogue()
    wanted = {f"export.obs_status-{code}" for code in STATUS_CODES}
    for table in tables(session):
        wanted.add(f"export.table-{table.name}")
        wanted |= {f"export.field-{column.title}" for column in table.columns}
    assert wanted <= set(known)
    for code, texts in known.items():
        if code.startswith("export."):
            assert set(texts) == {"en", "zh-Hant"}, code
            fields = [sorted(re.findall(r"\{(\w+)\}", text)) for text in texts.values()]
            assert fields[0] == fields[1], code


def test_keys_are_unique_and_links_lead_somewhere(session: Session) -> None:
    found = {table.name: table for table in tables(session)}
    for table in found.values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)
        keys = [tuple(row[names.index(name)] for name in table.key) for row in table.rows()]
        assert len(set(keys)) == len(keys), table.name
        for link in table.links:
            assert link.column in names
            assert found[link.table].key == (link.to_column,)
