"""CSV files as statistical offices publish them: any Unicode form, Big5 or GB18030, any usual separator.

Cells are turned into numbers only when they are plainly one (``-1.5``, ``1598.6``); everything else stays text for
the marks and period readers. Quotes, line breaks in cells and ragged rows are kept.
"""

from __future__ import annotations

import csv
import io
import itertools
import re

from workbench.domain.errors import FileProblem
from workbench.importers.book import Book, CsvNumber, Sheet, SheetData

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_SEPARATORS = ",\t;|"


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the encoding it was in. Raises :class:`FileProblem` if no encoding fits."""
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as problem:
                raise FileProblem("importers.encoding", file=name) from problem
    if b"\x00" in data[:4096]:
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if text.isprintable() or sum(ch in "\r\n\t" or ch.isprintable() for ch in text) > 0.98 * len(
                text
            ):
                return text, encoding
        raise FileProblem("importers.not-a-workbook", file=name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    found: list[tuple[float, str, str]] = []
    for encoding in ("big5hkscs", "gb18030", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_common_share(text, encoding), text, encoding))
    if not found:
        raise FileProblem("importers.encoding", file=name)
    _, text, encoding = max(found, key=lambda entry: entry[0])
    return text, encoding


_COMMON = set(
    "的年月一人數計總其他按表及百分比產值本地政府統計處資料來源註釋不包括單位男女港元萬元以上率中第季合數计总资来源处单位产"
)


def _common_share(text: str, encoding: str) -> float:
    """How much of the non-ASCII text is in everyday use in tables: tells Big5 from GB18030 and Western text."""
    beyond = [ch for ch in text if ord(ch) > 127]
    if not beyond:
        return 1.0
    if encoding == "cp1252":
        letters = sum((ch.isalpha() and ord(ch) < 0x250) or ch in "–—’‘“”£€§†‡°" for ch in beyond)
        pairs = sum(1 for a, b in itertools.pairwise(text) if ord(a) > 127 and ord(b) > 127)
        return 0.5 * letters / len(beyond) - pairs / len(beyond)
    ideographs = sum("\u4e00" <= ch <= "\u9fff" or ch in "，。、；：（）「」％－　．" for ch in beyond)
    private = sum("\ue000" <= ch <= "\uf8ff" for ch in beyond)
    common = sum(ch in _COMMON for ch in beyond)
    return (0.3 * ideographs + common - 2 * private) / len(beyond)


def read_csv(data: bytes, name: str, digest: str) -> Book:
    """A book of one sheet named after the file. Raises :class:`FileProblem`."""
    text, encoding = decode(data, name)
    if not text.strip("\ufeff\u00a0 \t\r\n,;|"):
        raise FileProblem("importers.empty", file=name)
    control = sum(1 for ch in text[:20000] if ord(ch) < 32 and ch not in "\t\r\n\f\x0b")
    if control > len(text[:20000]) // 100:
        raise FileProblem("importers.not-a-workbook", file=name)
    rows = [[_value(cell) for cell in row] for row in _rows(text, name)]
    if not any(len(row) > 1 for row in rows):
        raise FileProblem("importers.not-a-table-text", file=name)
    sheet = Sheet(name.rsplit(".", 1)[0], SheetData(rows), addressing="R1C1")
    book = Book(name, digest, "csv", [sheet])
    if encoding in ("big5hkscs", "gb18030", "cp1252"):
        book.findings.append(("importers.encoding-guessed", {"encoding": encoding}))
    return book


def _rows(text: str, name: str) -> list[list[str]]:
    sample = text[:50000]
    separator = max(_SEPARATORS, key=lambda mark: _evenness(sample, mark))
    csv.field_size_limit(10_000_000)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as problem:
        raise FileProblem("importers.broken", file=name, reason=str(problem)) from problem


def _evenness(sample: str, mark: str) -> float:
    """Lines that have the separator, favouring those with the same number of them."""
    counts = [line.count(mark) for line in sample.splitlines() if line.strip()]
    if not any(counts):
        return 0.0
    most = max(set(counts) - {0}, key=counts.count)
    return counts.count(most) + 0.001 * (_SEPARATORS[::-1].index(mark))


def _value(cell: str) -> str | CsvNumber:
    stripped = cell.strip()
    if _PLAIN.fullmatch(stripped) and not (len(stripped) > 1 and re.match(r"[+-]?0\d", stripped)):
        return CsvNumber(stripped)
    return cell
