"""Cells copied in a spreadsheet program: every digit of every figure, whatever form the other program gave."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import FileProblem
from workbench.importers.printed import shown_text
from workbench.importers.readers.clipboard import read_clipboard
from workbench.importers.readers.open import read_bytes
from workbench.importers.tables import understand_book

XML = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="s62"><NumberFormat ss:Format="0.0"/></Style></Styles>
 <Worksheet ss:Name="Sheet1"><Table ss:ExpandedColumnCount="3">
  <Row><Cell><Data ss:Type="String">Item</Data></Cell><Cell ss:MergeAcross="1"><Data ss:Type="String">GDP</Data></Cell></Row>
  <Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="Number">2020</Data></Cell><Cell><Data ss:Type="Number">2021</Data></Cell></Row>
  <Row><Cell><Data ss:Type="String">Total</Data></Cell><Cell ss:StyleID="s62"><Data ss:Type="Number">0.12345678901234568</Data></Cell>
   <Cell><Data ss:Type="Number">123456789012345.67</Data></Cell></Row>
 </Table></Worksheet></Workbook>"""

HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>
<tr><td rowspan=2>Item</td><td colspan=2>GDP</td></tr>
<tr><td x:num>2020</td><td x:num>2021</td></tr>
<tr><td>Total</td><td x:num="0.12345678901234568">0.1</td><td align=right sdval="98765.4321098765">98,765</td></tr>
</table></body></html>"""


def test_spreadsheet_xml_keeps_all_digits_and_shows_what_was_shown():
    book, content = read_clipboard("Pasted.tsv", xml=XML.encode(), html="<table></table>", text="nothing")
    sheet = book.sheets[0]
    assert sheet.value(3, 1) == 0.12345678901234568
    assert sheet.text(3, 1) == "0.1"
    assert sheet.value(3, 2) == 123456789012345.67
    assert sheet.value(2, 1) == 2020
    assert [(area.left, area.right) for area in sheet.merged] == [(1, 2)]
    assert b"0.12345678901234568" in content


def test_html_keeps_all_digits_and_cells_stand_where_they_stood():
    book, content = read_clipboard("Pasted.tsv", html=HTML, text="nothing")
    sheet = book.sheets[0]
    assert sheet.value(2, 1) == 0.12345678901234568
    assert sheet.text(2, 1) == "0.1"
    assert sheet.value(2, 2) == 98765.4321098765
    assert sheet.text(2, 2) == "98,765"
    assert (sheet.text(1, 1), sheet.text(1, 2)) == ("2020", "2021")  # beside a cell that spans two rows
    table = understand_book(book).tables[0]
    assert {(one.period, one.stored) for one in table.observations} == {
        ("2020", 0.12345678901234568),
        ("2021", 98765.4321098765),
    }
    kept = read_bytes(content, "Pasted.tsv").sheets[0]
    assert shown_text(kept, 2, 1) == "0.12345678901234568"
    assert (kept.addressing, kept.name) == (sheet.addressing, sheet.name)


def test_entities_are_not_unfolded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + XML.partition("?>")[2]
    book, _ = read_clipboard("Pasted.tsv", xml=bomb.encode(), text="Item\t2020\nTotal\t5\n")
    assert book.sheets[0].text(1, 1) == "5"  # the plain text was read instead


@pytest.mark.parametrize("text", ["", "  \t \n", None])
def test_an_empty_clipboard_is_said_in_words(text: str | None):
    with pytest.raises(FileProblem) as caught:
        read_clipboard("Pasted.tsv", text=text)
    assert caught.value.code == "importers.nothing-pasted"


@given(
    st.lists(
        st.lists(
            st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**8), max_value=10**8),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_figures_of_plain_text_come_through_as_written(rows: list[list[Decimal]]):
    text = "\n".join("\t".join(format(value, "f") for value in row) for row in rows)
    book, _ = read_clipboard("Pasted.tsv", text=text)
    sheet = book.sheets[0]
    for at, row in enumerate(rows):
        for col, value in enumerate(row):
            assert shown_text(sheet, at, col) == format(value, "f")
            assert Decimal(getattr(sheet.value(at, col), "written", "nan")) == value
