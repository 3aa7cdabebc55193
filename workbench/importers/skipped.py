"""Sheets that hold no table: why, and what an index sheet says of the tables of other sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.domain.text import LocalText
from workbench.importers.book import Book, Sheet
from workbench.importers.grid import Grid
from workbench.importers.labels import split_languages, tidy
from workbench.importers.reading import SheetInfo, Table

_INDEX_NAME = re.compile(
    r"(?:table of )?contents?(?: page)?|index|menu|cover(?: page)?|toc|summary|structure|home|list of tables|目錄|目次|目录|索引|封面|表目",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"(?:table|figure|chart|sheet|表|圖|附表|統計表)\s*[A-Z]?[\d一二三四五六七八九十]|[A-Z]?\d+(?:\.\d+)*[.:：]\s",
    re.IGNORECASE,
)


def why_skipped(grid: Grid) -> str:
    """``index`` for a list of contents or of codes, ``no-figures`` where no number stands, else ``no-table``."""
    rows = [row for row in grid.rows() if grid.filled(row)]
    entries = sum(any(_ENTRY.match(grid.text(row, col)) for col in grid.filled(row)[:2]) for row in rows)
    if _INDEX_NAME.fullmatch(grid.sheet.name.strip()) or entries >= 3:
        return "index"
    return "no-table" if any("n" in grid.line(row) for row in rows) else "no-figures"


def title_from_index(book: Book, infos: Sequence[SheetInfo], tables: list[Table]) -> list[Table]:
    """Give tables without a title the one of the index sheet that lists their series (as time-series databases do).

    Only where a sheet without tables names nearly all labels of the table's header.
    """
    if all(table.title.en or table.title.zh_hant for table in tables):
        return tables
    skipped = {info.name for info in infos if info.skipped not in (None, "empty", "not-asked-for")}
    sheets = [sheet for sheet in book.sheets if sheet.name in skipped]
    texts = {sheet.name: _texts(sheet) for sheet in sheets if sheet.n_rows < 2_000}
    found: list[Table] = []
    for table in tables:
        title = None
        labels = {
            tidy(series.path[0].en or series.path[0].zh_hant or "") for series in table.series if series.path
        }
        if not (table.title.en or table.title.zh_hant) and labels:
            lists = [name for name, cells in texts.items() if len(labels & cells) * 10 >= len(labels) * 9]
            titles = {
                text for name in lists for text in texts[name] if re.match(r"table\s*\d|表\s*\d", text, re.I)
            }
            title = titles.pop() if len(titles) == 1 else None
        if title is None:
            found.append(table)
        else:
            english, chinese = split_languages(title)
            found.append(replace(table, title=LocalText(english or None, chinese or None)))
    return found


def _texts(sheet: Sheet) -> set[str]:
    return {
        tidy(value)
        for row in range(sheet.n_rows)
        for value in sheet.cells(row)
        if isinstance(value, str) and value.strip()
    }
