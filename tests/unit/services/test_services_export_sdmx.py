"""SDMX-CSV: readable by sdmx1, every code in its list, every vintage there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sdmx
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.services.export_fake import all_observations, hard_figures, rows_of
from workbench.domain.figure import Observation, Provenance
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.services.export import export_workspace
from workbench.services.export_sdmx import by_precedence, code_ids, frequency, time_period
from workbench.services.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    patch = pytest.MonkeyPatch()
    patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("home")))
    opened = Session.create(tmp_path_factory.mktemp("sdmx") / "sample.wbk")
    opened.execute(hard_figures())
    yield opened
    opened.close()
    patch.undo()


@pytest.fixture(scope="module")
def folder(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("out") / "sdmx"
    export_workspace(session, "sdmx-csv", target)
    return target


def read(path: Path, **options):
    """What sdmx1 makes of a file (it leaves files open that it is given by name)."""
    with path.open("rb") as file:
        return sdmx.read_sdmx(file, format=path.suffix[1:].upper(), **options)


def of_row(row: dict[str, str], back: dict[str, dict[str, str]]) -> Observation:
    """An observation out of a record; *back*: for each coded column, the ids its codes stand for."""
    return Observation(
        series_id=row["SERIES_ID"],
        period=Period.parse(row["PERIOD"]),
        vintage=row["VINTAGE"],
        value=float(row["OBS_VALUE"]) if row["OBS_VALUE"] else None,
        text=row["OBS_TEXT"],
        provenance=Provenance(
            back["SOURCE_ID"].get(row["SOURCE_ID"], ""),
            row["PLACE"],
            row["QUOTE_HINT"],
            row["FILE_NAME"],
            row["FILE_SHA256"],
            row["SHEET"],
            row["CELL"],
            LocalText(row["COMMENT_OBS"] or None, row["COMMENT_OBS_ZH"] or None),
        ),
        status=tuple(row[name] for name in row if name.startswith("OBS_STATUS") and row[name]),
        marks=tuple(json.loads(row["MARKS"])) if row["MARKS"] else (),
        qualifier=row["QUALIFIER"],
        decimals=int(row["DECIMALS"]) if row["DECIMALS"] else None,
        confidence=row["CONFIDENCE"],
        definition="" if row["DEFINITION"] == "_Z" else back["DEFINITION"][row["DEFINITION"]],
    )


def decoded(structure: sdmx.message.StructureMessage) -> dict[str, dict[str, str]]:
    """For each coded component, the id in the workspace of each code: its description, or the code itself."""
    flow = structure.dataflow["OBSERVATIONS"].structure
    found = {}
    for component in (*flow.dimensions.components, *flow.attributes.components):
        listed = component.local_representation.enumerated
        if listed is not None:
            found[component.id] = {code.id: str(code.description) or code.id for code in listed}
    return found


def normal(item: Observation) -> Observation:
    """As SDMX orders statuses."""
    from dataclasses import replace

    return replace(item, status=tuple(by_precedence(item.status)))


def test_every_observation_comes_back(session: Session, folder: Path) -> None:
    back = decoded(read(folder / "structure.xml"))
    rows = rows_of(folder / "observations.csv")
    assert [of_row(row, back) for row in rows] == [normal(item) for item in all_observations(session)]
    keys = {
        tuple(row[name] for name in ("FREQ", "INDICATOR", "DEFINITION", "VINTAGE", "TIME_PERIOD"))
        for row in rows
    }
    assert len(keys) == len(rows)


def test_sdmx1_reads_both_messages(session: Session, folder: Path) -> None:
    structure = read(folder / "structure.xml")
    message = read(folder / "observations.csv", structure=structure.dataflow["OBSERVATIONS"])
    (data,) = message.data
    assert data.structured_by is structure.structure["OBSERVATIONS"]
    wanted = all_observations(session)
    assert len(data.obs) == len(wanted)
    for found, item in zip(data.obs, wanted, strict=True):
        attributes = {name: value.value for name, value in found.attached_attribute.items()}
        key = {name: value.value for name, value in found.dimension.values.items()}
        assert key["TIME_PERIOD"] == time_period(item.period)
        assert key["VINTAGE"] == item.vintage
        assert (float(found.value) if found.value else None) == item.value
        assert attributes["SERIES_ID"] == item.series_id
        assert attributes["OBS_STATUS"] == by_precedence(item.status)[0]
        series = session.indicator(item.series_id)
        assert attributes["UNIT_MULT"] == str(series.unit.multiplier)
        # sdmx1 splits a file into lines before it looks at quotes, so a line break inside a text is lost in it
        assert attributes["OBS_TEXT"] == "".join(item.text.splitlines())
    targets = read(folder / "targets.csv", structure=structure.dataflow["TARGETS"])
    assert [float(found.value) for found in targets.data[0].obs] == [item.value for item in session.targets()]
    assert len(sdmx.to_pandas(targets.data[0])) == len(session.targets())


def test_every_coded_value_is_in_its_list_and_named_in_chinese(session: Session, folder: Path) -> None:
    structure = read(folder / "structure.xml")
    for name in ("OBSERVATIONS", "TARGETS"):
        rows = rows_of(folder / f"{name.lower()}.csv")
        flow = structure.dataflow[name].structure
        coded = 0
        for component in (*flow.dimensions.components, *flow.attributes.components):
            listed = component.local_representation.enumerated
            if listed is None:
                continue
            coded += 1
            codes = {code.id for code in listed}
            assert all(re.fullmatch(r"[A-Za-z0-9_@$-]+", code) for code in codes), listed
            assert {row[component.id] for row in rows} - {""} <= codes, component.id
        assert coded >= 6
        header = list(rows[0])
        assert header[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
        assert {row["STRUCTURE_ID"] for row in rows} == {f"BLUEPRINT_WORKBENCH:{name}(1.0.0)"}
    gerd = structure.codelist["CL_INDICATOR"]["K1_1"]
    assert gerd.name.localizations == {
        "en": "GERD as a ratio to GDP",
        "zh-Hant": "本地研發總開支相對本地生產總值的比率",
    }
    assert len(structure.codelist["CL_OBS_STATUS"]) == 20
    assert (
        structure.concept_scheme["CS_WORKBENCH"]["VINTAGE"]
        .name.localizations["zh-Hant"]
        .startswith("版本日期")
    )


def test_the_file_has_no_byte_order_mark(folder: Path) -> None:
    assert (folder / "observations.csv").read_bytes().startswith(b"STRUCTURE,STRUCTURE_ID,ACTION,FREQ,")


@pytest.mark.parametrize(
    ("code", "freq", "time"),
    [
        ("2020", "A", "2020"),
        ("2019/2020", "A", "2019-04-01/P1Y"),
        ("2020-H2", "S", "2020-S2"),
        ("2020-Q3", "Q", "2020-Q3"),
        ("2020-08", "M", "2020-08"),
        ("2020-08-15", "D", "2020-08-15"),
    ],
)
def test_periods_as_sdmx_writes_them(code: str, freq: str, time: str) -> None:
    period = Period.parse(code)
    assert (frequency(period), time_period(period)) == (freq, time)


def test_a_break_outranks_a_missing_value_which_outranks_the_rest() -> None:
    assert by_precedence(("P", "Q", "B")) == ["B", "Q", "P"]
    assert by_precedence(("E", "P", "E")) == ["E", "P"]
    assert by_precedence(("A",)) == ["A"]


def test_codes_keep_to_the_id_where_they_can() -> None:
    assert code_ids(["gerd", "K1.1", "K1.1:2027", "K1.1@2018", "csd-710-86001"]) == {
        "gerd": "gerd",
        "K1.1": "K1_1",
        "K1.1:2027": "K1_1-2027",
        "K1.1@2018": "K1_1@2018",
        "csd-710-86001": "csd-710-86001",
    }
    assert code_ids(["K1.1", "K1_1"]) == {"K1.1": "K1$002E1", "K1_1": "K1_1"}
    assert code_ids(["一"]) == {"一": "$4E00"}


@given(st.lists(st.text(st.sampled_from("aZ0_.:-$@ 一𠮷E24")), unique=True))
def test_two_ids_never_share_a_code(ids: list[str]) -> None:
    codes = code_ids(ids)
    assert list(codes) == ids
    assert len(set(codes.values())) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_@$-]+", code) for code in codes.values())


def test_characters_that_xml_cannot_hold_do_not_break_the_structure(tmp_path: Path) -> None:
    from workbench.services.export_structure import Code, CodeList, structure_message

    codes = CodeList("CL_X", {"en": "x"}, (Code("a", {"en": "bell \x07 & <tag> \ufffe", "zh-Hant": "衞"}),))
    text = structure_message([], [codes], prepared="2026-01-01T00:00:00Z", message_id="X")
    (tmp_path / "s.xml").write_text(text, encoding="utf-8")
    found = read(tmp_path / "s.xml").codelist["CL_X"]["a"].name.localizations
    assert found == {"en": "bell \ufffd & <tag> \ufffd", "zh-Hant": "衞"}
