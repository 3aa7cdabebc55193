"""What calamine does not give of an OpenDocument sheet: hidden rows and columns, comments, text boxes, pictures.

Number formats, bold type and indentation are not read from OpenDocument files; the book says so.
"""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

from workbench.importers.readers.extras import SheetExtras, shortened
from workbench.importers.readers.ooxml import Package

MOST_HIDDEN = 100_000  # a run of rows hidden down to the end of the sheet is not listed further


def read_ods_extras(data: bytes) -> tuple[dict[str, SheetExtras], list[tuple[str, dict[str, Any]]]]:
    """Extras by sheet name, and findings about the whole workbook."""
    package = Package(data)
    about: list[tuple[str, dict[str, Any]]] = [("importers.no-formatting", {"format": "ods"})]
    if any(name.startswith(("basic/", "scripts/")) for name in package.names):
        about.append(("importers.macros-not-run", {}))
    return _tables(package.read("content.xml")), about


def _tables(content: bytes) -> dict[str, SheetExtras]:
    found: dict[str, SheetExtras] = {}
    extras, rows, cols = SheetExtras(), _Line(), _Line()
    cells = _Line()
    for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
        tag = element.tag.rsplit("}", 1)[-1]
        if event == "start":
            if tag == "table":
                extras, rows, cols = SheetExtras(), _Line(), _Line()
                found[_attribute(element, "name")] = extras
            elif tag == "table-row":
                rows.step(element, "number-rows-repeated")
                cells = _Line()
            elif tag == "table-column":
                cols.step(element, "number-columns-repeated")
            elif tag in ("table-cell", "covered-table-cell"):
                cells.step(element, "number-columns-repeated")
        elif tag == "annotation":
            if text := _paragraphs(element):
                extras.findings.append(("importers.comment", {"text": text}, (rows.at, cells.at)))
        elif tag == "text-box":
            if text := _paragraphs(element):
                extras.findings.append(("importers.text-box", {"text": text}, None))
        elif tag == "image":
            extras.findings.append(("importers.pictures", {"count": 1}, None))
        elif tag == "table-row":
            element.clear()
        elif tag == "table":
            extras.hidden_rows, extras.hidden_cols = frozenset(rows.hidden), frozenset(cols.hidden)
    return found


class _Line:
    """Counts rows (or columns) of which one element may stand for many."""

    def __init__(self) -> None:
        self.at = self._next = 0
        self.hidden: set[int] = set()

    def step(self, element: ElementTree.Element, repeated: str) -> None:
        times = _attribute(element, repeated)
        count = int(times) if times.isdigit() else 1
        self.at, self._next = self._next, self._next + count
        if _attribute(element, "visibility") in ("collapse", "filter"):
            self.hidden.update(range(self.at, self.at + min(count, MOST_HIDDEN)))


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), "")


def _paragraphs(element: ElementTree.Element) -> str:
    lines = ["".join(part.itertext()) for part in element.iter() if part.tag.rsplit("}", 1)[-1] == "p"]
    return shortened(" ".join(lines))
