"""Each kind of change falls into its class, has its words, and no change is reckoned across a new base period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from workbench.domain.composite import IndexDefinition
from workbench.domain.evidence import Evidence
from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Provenance, Target, Unit
from workbench.domain.issued import PaperFile
from workbench.domain.period import Period
from workbench.domain.strategy import Node, Source, SourceRef
from workbench.domain.text import LocalText
from workbench.services.change_classes import CLASSES, base_of, rebased
from workbench.services.change_report import write_change_report
from workbench.services.operations.evidence import AddEvidence, AttachDocument, SaveIndexDefinition
from workbench.services.operations.settings import PutSetting
from workbench.services.session import Session

READ = Provenance("CSD", "table 1")


def unit(base: str, code: str = "index") -> Unit:
    return Unit(code, "ratio", LocalText(f"Index ({base}=100)", f"指數（{base}年=100）"))


CPI = Indicator("cpi", LocalText("Composite CPI", "綜合消費物價指數"), unit("2015"))


def figure(year: int, vintage: str, value: float, definition: str = "", series: str = "cpi") -> Observation:
    return Observation(series, Period.year(year), vintage, value, f"{value}", READ, definition=definition)


@dataclass(frozen=True)
class Put:
    """There is no operation that puts just anything."""

    things: tuple[tuple[str, Any], ...] = ()
    figures: tuple[Observation, ...] = ()
    recipe: tuple[str, dict[str, Any]] | None = None
    label: ClassVar[str] = "operation.put-setting"

    def params(self, session: Session) -> dict[str, str]:
        return {"key": "test"}

    def prepare(self, session: Session) -> None:
        pass

    def apply(self, store: Any) -> None:
        for kind, thing in self.things:
            store.put(kind, thing)
        store.add_observations(self.figures)
        if self.recipe:
            store.put_recipe(*self.recipe)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "w.wbk", "empty") as made:
        target = Target("t", "cpi", 2027, 2025, 130.0, "130", READ)
        measure = Node("m1", "measure", None, 0, LocalText("Plant", "種"), "yes", SourceRef("CSD"))
        definition = DefinitionVersion(
            "cpi-1", "cpi", "", LocalText("Weights of 2015 (2015=100)", "以2015=100")
        )
        made.execute(
            Put(
                (
                    ("source", Source("CSD", LocalText("C&SD", "統計處"))),
                    ("node", measure),
                    ("indicator", CPI),
                    (
                        "indicator",
                        replace(CPI, id="plain", unit=Unit("n", "count", LocalText("Number", "數目"))),
                    ),
                    ("definition", definition),
                    ("target", target),
                ),
                (
                    figure(2020, "2021", 115.0),
                    figure(2021, "2022", 117.2),
                    figure(2020, "2021", 9, series="plain"),
                ),
                ("fp", {"id": "T1", "header": [1]}),
            )
        )
        made.create_snapshot("before")
        yield made


def told(session: Session, **limits: Any) -> dict[tuple[str, str, str], str]:
    return {(item.kind, item.id, item.part): item.cls for item in session.differences("before", **limits)}


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Index (2020=100)", "2020"),
        ("指數（2020年=100）", "2020"),
        ("(10/2019 - 9/2020 = 100)", "10/2019-9/2020"),
        ("（2019年10月至2020年9月 = 100）", "10/2019-9/2020"),
        ("in chained (2022) dollars", "2022"),
        ("以2022年環比物量計算", "2022"),
        ("at constant (2015) market prices", "2015"),
        ("at 2020 prices", "2020"),
        ("按2020年價格計算", "2020"),
        ("BASE_PER 2020", "2020"),
        ("HK$ million, 2020", ""),
        ("0.100", ""),
        ("2020 = 1000", ""),
    ],
)
def test_base_periods_are_read(text: str, base: str) -> None:
    assert base_of(text) == base


def test_only_two_different_bases_are_a_rebasing() -> None:
    assert rebased("2015=100", "2020=100")
    assert not rebased("2020=100", "Index (2020 = 100)")
    assert not rebased("Number", "2020=100")


def test_figures_of_a_series_whose_unit_has_another_base_are_rebased_not_revised(session: Session) -> None:
    session.execute(
        Put(
            (("indicator", replace(CPI, unit=unit("2020"))),),
            (figure(2020, "2023", 100.0), figure(2022, "2023", 103.0)),
        )
    )
    assert told(session) == {
        ("indicator", "cpi", "unit"): "re-based",
        ("observation", "cpi", "2020"): "re-based",
        ("observation", "cpi", "2022"): "newly-published",
    }
    (moved,) = [item for item in session.differences("before") if item.part == "2020"]
    assert (moved.old_value, moved.new_value, moved.percent) == (115.0, 100.0, None)
    assert moved.words("en").endswith("115.0 → 100.0 (re-based; not to be compared)")
    assert "基期不同，不可比較" in moved.words("zh-Hant")
    before, after = moved.units
    assert (before.text.en, after.text.en) == ("Index (2015=100)", "Index (2020=100)")
    assert moved.old_item.value == 115.0
    # between two past states both sides have the unit of then
    session.create_snapshot("re-based")
    session.execute(Put((("indicator", replace(CPI, unit=unit("2025"))),)))
    (moved,) = [item for item in session.differences("before", "re-based") if item.part == "2020"]
    assert [side.text.en for side in moved.units] == ["Index (2015=100)", "Index (2020=100)"]
    session.undo()
    # the tolerance holds for them too
    assert ("observation", "cpi", "2020") not in told(session, tolerance=15.0)


def test_figures_on_a_definition_with_another_base(session: Session) -> None:
    newer = DefinitionVersion("cpi-2", "cpi", "2021", LocalText("Weights of 2020 (2020=100)", "以2020=100"))
    other = DefinitionVersion("plain-2", "plain", "", LocalText("Also counting students", "包括學生"))
    session.execute(
        Put(
            (("definition", newer), ("definition", other)),
            (figure(2020, "2023", 100.0, "cpi-2"), figure(2020, "2023", 12, "plain-2", "plain")),
        )
    )
    assert told(session) == {
        ("definition", "cpi-2", ""): "re-based",
        ("definition", "plain-2", ""): "definition-changed",
        ("observation", "cpi", "2020"): "re-based",
        ("observation", "plain", "2020"): "definition-changed",
    }


def test_figures_in_another_unit_are_not_revised(session: Session) -> None:
    thousand = Unit("n", "count", LocalText("Thousand", "千"), 3)
    session.execute(
        Put(
            (("indicator", replace(CPI, id="plain", unit=thousand)),),
            (figure(2020, "2023", 0.009, "", "plain"),),
        )
    )
    assert told(session)["observation", "plain", "2020"] == "definition-changed"


def test_a_reference_figure_has_its_class_its_change_and_the_tolerance(session: Session) -> None:
    session.execute(Put((("target", Target("t", "cpi", 2027, 2025, 143.0, "143", READ)),)))
    (text, value) = sorted(session.differences("before"), key=lambda item: item.part)
    assert (text.cls, value.cls, value.part) == ("target-changed", "target-changed", "value")
    assert value.percent == pytest.approx(10.0)
    assert told(session, relative=0.1) == {}
    assert told(session, tolerance=12.9)


def test_everything_else_has_its_class_and_its_words_in_both_languages(
    session: Session, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("content", encoding="utf-8")
    attach = AttachDocument.of_file(letter, LocalText("Letter", "函件"))
    seen = Evidence("e", "m1", "2026", LocalText("Seen", "已見"), "CSD")
    index = IndexDefinition("gx", LocalText("Index", "指數"), {"steps": []})
    session.execute(attach)
    session.execute(AddEvidence(seen))
    session.execute(SaveIndexDefinition(index))
    session.execute(PutSetting("scale", 1))
    session.create_snapshot("before it changed")
    session.execute(AddEvidence(replace(seen, reliability="official")))
    session.execute(
        Put((("document", replace(attach.document, note=LocalText("note", "註"), media_type="x")),))
    )
    session.execute(SaveIndexDefinition(replace(index, spec={"steps": [{"op": "aggregate"}]})))
    session.execute(PutSetting("scale", 2))
    node = session.node("m1")
    session.execute(
        Put((("node", replace(node, indicators=("cpi",))),), recipe=("fp", {"id": "T1", "header": [2]}))
    )
    session.record_issued(
        "p", LocalText("Paper", "文件"), [PaperFile("p_en.docx", "en", "docx", "00")], meeting="Panel"
    )
    found = session.differences("before it changed")
    assert {(item.kind, item.cls) for item in found} == {
        ("evidence", "evidence-changed"),
        ("document", "document-changed"),
        ("index_definition", "index-changed"),
        ("setting", "setting-changed"),
        ("node", "mapping-changed"),
        ("recipe", "mapping-changed"),
        ("issued", "issued"),
    }
    for item in found:
        english, chinese = item.words("en"), item.words("zh-Hant")
        assert not any(
            sign in text for text in (english, chinese) for sign in ("difference.", "field.", "{what")
        )
        assert english != chinese
    assert [item.what.en for item in found if item.kind == "recipe"] == ["T1"]
    (reliability,) = [item for item in found if item.kind == "evidence"]
    assert (reliability.old, reliability.new) == ("unverified", "official"), (
        "what is not stored is as by default"
    )
    assert [item.cls for item in found] == sorted((item.cls for item in found), key=CLASSES.index)
    # a paper is no change since its own snapshot, nor of the time before it
    assert [item.kind for item in session.differences(session.issued_papers()[0].snapshot_id)] == []
    assert "issued" not in {item.kind for item in session.differences("before", "before it changed")}

    from docx import Document

    write_change_report(
        session, "before it changed", None, ("en", "zh-Hant"), ("docx", "xlsx"), tmp_path / "out"
    )
    for lang, wanted in (
        (
            "en",
            {
                "Evidence changed",
                "Documents changed",
                "Papers issued",
                "Mappings changed",
                "Settings changed",
            },
        ),
        (
            "zh-Hant",
            {"佐證的改動", "文件的改動", "已發出的文件", "對應關係的改動", "設定的改動", "指數定義的改動"},
        ),
    ):
        document = Document(str(tmp_path / "out" / f"changes_{lang}.docx"))
        assert wanted <= {paragraph.text for paragraph in document.paragraphs}
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert any("p_en.docx · Panel" in cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells)


def test_every_class_has_words_and_a_sign() -> None:
    from workbench.base.messages import catalogue

    for cls in CLASSES:
        assert f"changes.{cls}" in catalogue()
        assert f"difference.{cls}" in catalogue()
