"""Files made to do harm, or made carelessly: read or refused in a child, quickly, without a word of a traceback."""

from __future__ import annotations

import itertools
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.base.messages import LANGUAGES
from workbench.domain.errors import FileProblem
from workbench.importers.child import understand_in_child
from workbench.importers.tables import understand

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}" xmlns:r="{REL}"><sheetData>'
ROWS = '<row r="1"><c r="B1" t="inlineStr"><is><t>Output</t></is></c></row>' + "".join(
    f'<row r="{row}"><c r="A{row}"><v>{2000 + row}</v></c><c r="B{row}"><v>{row * 1.5}</v></c></row>'
    for row in range(2, 12)
)


def book(path: Path, sheet: str | bytes, **parts: str | bytes) -> Path:
    """A workbook of one sheet, written part by part."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        )
        for name, kind, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.xml"),
            ("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/s.xml"),
        ):
            archive.writestr(
                name,
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{REL}/{kind}" '
                f'Target="{target}"/></Relationships>',
            )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr("xl/worksheets/s.xml", sheet)
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def entities() -> str:
    inner = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise("abcdefghi"))
    start = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "0123456789">{inner}]>'
    return start + HEAD.split("?>")[1] + ROWS.replace("Output", "&i;")


END = "</sheetData></worksheet>"
MERGES = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 3000 + "</mergeCells></worksheet>"
HOSTILE: dict[str, Callable[[], str | bytes]] = {
    "a cell at the far corner": lambda: (
        HEAD + ROWS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + END
    ),
    "entities in entities": lambda: entities() + END,
    "many megabytes of blanks": lambda: (HEAD + ROWS).encode() + b" " * 100_000_000 + END.encode(),
    "elements without end": lambda: HEAD + ROWS + "<a>" * 100_000 + "</a>" * 100_000 + END,
    "merges over merges": lambda: HEAD + ROWS + "</sheetData>" + MERGES,
    "a text of two million characters": lambda: HEAD + ROWS.replace("Output", "(1" * 1_000_000) + END,
    "a label of asterisks": lambda: HEAD + ROWS.replace("Output", "*" * 30_000 + "x") + END,
    "cut in the middle": lambda: HEAD + ROWS[: len(ROWS) // 2],
    "rows that say they are others": lambda: (
        HEAD + ROWS.replace('r="5"', 'r="0"').replace('r="7"', 'r="x"') + END
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_sheets_end_soon(tmp_path: Path, name: str) -> None:
    path = book(tmp_path / "a.xlsx", HOSTILE[name]())
    start = time.monotonic()
    refusal: FileProblem | None = None
    try:
        assert understand_in_child(path).as_json()
    except FileProblem as problem:
        refusal = problem
    assert refusal is None or all("a.xlsx" in refusal.words(lang) for lang in LANGUAGES)  # type: ignore[arg-type]
    assert time.monotonic() - start < 20


def test_long_rows_of_digits_cost_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        ",Output\n" + "".join(f"{2000 + n},{'1' * 30_000}!\n" for n in range(10)) + "2011,5\n2012,6\n"
    )
    start = time.monotonic()
    understand(path)
    assert time.monotonic() - start < 20


DRAWING = (
    '<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:row>4</xdr:row>'
    "</xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>Note: figures </a:t></a:r><a:r><a:t>are provisional.</a:t></a:r></a:p>"
    "</xdr:txBody></xdr:sp></xdr:twoCellAnchor><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>9</xdr:row>"
    "</xdr:from><xdr:pic/></xdr:oneCellAnchor></xdr:wsDr>"
)


def test_what_stands_outside_cells_is_told_of_and_never_run(tmp_path: Path) -> None:
    rel = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="d" Type="{REL}/{{}}" Target="../{{}}"/></Relationships>'
    sheet = HEAD + ROWS.replace('<c r="B5"><v>7.5</v>', '<c r="B5" t="e"><f>1/0</f><v>#DIV/0!</v>')
    sheet += (
        '</sheetData><oleObjects><oleObject progId="Word.Document.12" shapeId="1"/></oleObjects></worksheet>'
    )
    path = book(
        tmp_path / "a.xlsx",
        sheet,
        **{
            "xl/worksheets/_rels/s.xml.rels": rel.format("drawing", "drawings/d.xml"),
            "xl/drawings/d.xml": DRAWING,
            "xl/vbaProject.bin": b"not a macro",
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        },
    )  # fmt: skip
    reading = understand(path)
    assert reading.format == "xlsm"
    told = {problem.code.removeprefix("importers."): problem for problem in reading.problems}
    assert told["text-box"].params["text"] == "Note: figures are provisional."
    assert (told["text-box"].sheet, told["text-box"].cell) == ("S", "D5")
    assert told["pictures"].cell == "A10"
    assert {"embedded", "macros-not-run", "external-links"} <= told.keys()
    assert (told["error-cells"].cell, told["error-cells"].params["text"]) == ("B5", "#DIV/0!")
    (table,) = reading.tables
    wrong = next(one for one in table.observations if one.cell == "B5")
    assert (wrong.value, wrong.text, wrong.status, wrong.period) == (None, "#DIV/0!", ("O",), "2005")


def test_hidden_rows_and_comments_of_an_opendocument_sheet(tmp_path: Path) -> None:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)

    def cell(value: object, note: str = "") -> str:
        kind = "float" if isinstance(value, (int, float)) else "string"
        of_value = f' office:value="{value}"' if kind == "float" else ""
        return f'<table:table-cell office:value-type="{kind}"{of_value}>{note}<text:p>{value}</text:p></table:table-cell>'

    note = "<office:annotation><text:p>Revised in May</text:p></office:annotation>"
    rows = [f"<table:table-row>{cell('Year')}{cell('Output')}</table:table-row>"]
    rows += [f"<table:table-row>{cell(2000 + n)}{cell(n + 0.5)}</table:table-row>" for n in range(4)]
    rows[2] = rows[2].replace("<text:p>1.5", f"{note}<text:p>1.5")
    rows[3] = rows[3].replace("<table:table-row>", '<table:table-row table:visibility="collapse">')
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="A">'
        f"{''.join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        archive.writestr("content.xml", content)
    reading = understand(path)
    told = {problem.code.removeprefix("importers."): problem for problem in reading.problems}
    assert (told["comment"].cell, told["comment"].params["text"]) == ("B3", "Revised in May")
    assert told["hidden-rows"].params["first"] == 4
    assert len(reading.tables[0].observations) == 4
