"""Made ``schema_1.wbk`` and ``schema_2.wbk``, once each, with the programs of these schema versions. Kept to be read.

A later schema version gets a file of its own (and a script, where its content differs); old files stay as they are,
to be opened for ever.
Usage: ``python tests/documents/make_schema_1.py NEW.wbk``
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["WORKBENCH_HOME"] = tempfile.mkdtemp()

from workbench.domain.composite import IndexDefinition
from workbench.domain.evidence import Evidence
from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Provenance, Target, Unit
from workbench.domain.issued import PaperFile
from workbench.domain.pack import ChartBlock, FigureField, Heading, Pack, Paragraph
from workbench.domain.period import Period
from workbench.domain.scenario import DriverPath, Model, Scenario, Variable
from workbench.domain.strategy import Body, Milestone, Node, Source, SourceRef, Term
from workbench.domain.text import LocalText
from workbench.services.operations.evidence import (
    AddEvidence,
    AttachDocument,
    RemoveEvidence,
    SaveIndexDefinition,
)
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.packs import SavePack
from workbench.services.operations.scenarios import CreateScenario, RenameScenario, SetDriverPath
from workbench.services.operations.settings import PutSetting
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session


def main(path: Path) -> None:
    session = Session.create(path, "empty")
    store = session._store
    place = SourceRef("GAZ", "3.1", "本園於")
    unit = Unit("hkd_million", "money", LocalText("HK$ million", "百萬港元"), 6)
    read = Provenance(
        "GAZ", "Table 1", "", "table.xlsx", "ab" * 32, "T1", "B7", LocalText("as printed", "按原文")
    )
    # What begins a workspace is put in outside the log, as for a plan from data/.
    with store.atomic():
        store.put(
            "source",
            Source("GAZ", LocalText("Gazette of the Garden", "花園公報"), "Garden Office", "2020-01"),
        )
        store.put("body", Body("GO", LocalText("Garden Office", "花園辦事處")))
        store.put("node", Node("v", "vision", None, 0, LocalText("A garden", "一個花園"), "yes", place))
        store.put(
            "node",
            Node(
                "m1", "measure", "v", 1, LocalText("Plant trees", "種樹"), "yes", place, lead_bodies=("GO",)
            ),
        )
        store.put("milestone", Milestone("ms", 2027, LocalText("A hundred trees", "一百棵樹"), place))
        store.put("term", Term("花園", "garden", "花园"))
        store.put(
            "indicator", Indicator("trees", LocalText("Spending on trees", "種樹開支"), unit, "reference")
        )
        store.put(
            "definition", DefinitionVersion("trees-1", "trees", "", LocalText("All trees", "所有樹木"), read)
        )
        store.put("target", Target("t1", "trees", 2027, 2025, 100.0, "100", read, "at_least"))
        store.put(
            "model",
            Model(
                "m",
                LocalText("Growth", "生長"),
                2020,
                2030,
                (Variable("x", LocalText("Rain", "雨量"), "mm"),),
            ),
        )

    def figure(year: int, vintage: str, value: float | None, text: str, **more: object) -> Observation:
        return Observation("trees", Period.year(year), vintage, value, text, read, **more)  # type: ignore[arg-type]

    first = (
        figure(2020, "2021-03", 26332.6, "26 332.6", decimals=1),
        figure(2021, "2022-03", None, "§", status=("Q",), marks=("§",)),
    )
    session.execute(AddObservations(first, recipe=("fp1", {"header": [1, 2]}), title="Table 1"))
    session.execute(SetOfficialStatus("m1", "late", "公報第3.1段"))
    session.execute(CreateScenario(Scenario("base", "m", LocalText("Base", "基準"))))
    session.execute(
        SetDriverPath("base", "x", DriverPath(growth=0.1, by_year={2025: 0.2}, reason="wet years"))
    )
    session.create_snapshot("January paper", "sent on 3 January")
    note = Path(os.environ["WORKBENCH_HOME"]) / "覆函.txt"
    note.write_bytes("已種一百棵樹。\n".encode())
    attach = AttachDocument.of_file(note, LocalText("Reply", "覆函"), source_id="GAZ")
    session.execute(attach)
    session.execute(
        AddEvidence(
            Evidence(
                "e1",
                "m1",
                "2026-03",
                LocalText("Planted", "已種"),
                "GAZ",
                "https://example.org/",
                "p. 3",
                "official",
                attach.document.id,
            )
        )
    )
    session.execute(
        SaveIndexDefinition(
            IndexDefinition("gx", LocalText("Garden index", "花園指數"), {"steps": [{"op": "aggregate"}]})
        )
    )
    session.execute(PutSetting("scale", 0.1 + 0.2))
    blocks = (
        Heading(LocalText("Trees", "樹木")),
        Paragraph(LocalText("Spent {f}.", "開支{f}。")),
        ChartBlock("trees", LocalText("Chart", "圖")),
    )
    pack = Pack(
        id="p",
        title=LocalText("Paper on trees", "樹木文件"),
        paper_no=LocalText("GP(1)1", "GP(1)1"),
        status=LocalText("For information", "資料文件"),
        committee=LocalText("Panel", "事務委員會"),
        blocks=blocks,
        fields=(FigureField("f", "observation", "trees", "latest"),),
    )
    session.execute(SavePack(pack))
    session.execute(
        AddObservations(
            (figure(2020, "2022-03", 26400.0, "26 400.0", decimals=1, status=("P",)),), title="Table 1 again"
        )
    )
    session.record_issued(
        "p",
        pack.title,
        [PaperFile("p_zh-Hant.docx", "zh-Hant", "docx", "cd" * 32)],
        meeting="Panel, 21 March",
    )
    session.save()
    session.execute(RenameScenario("base", LocalText("Middle", "中位")))
    session.undo()
    session.redo()
    session.execute(RemoveEvidence("e1"))
    session.undo()
    session.restore_snapshot("January paper")
    session.create_snapshot("as in January")
    session.undo()
    session.save()
    session.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
