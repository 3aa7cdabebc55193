"""What a file is, from its bytes."""

from __future__ import annotations

import io
import zipfile

from workbench.domain.errors import FileProblem

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)


def sniff(data: bytes, name: str) -> str:
    """``xlsx``, ``xlsm``, ``xlsb``, ``ods``, ``xls`` or ``csv``. Raises :class:`FileProblem` for anything else."""
    if not data.strip(b"\x00 \r\n\t"):
        raise FileProblem("importers.empty", file=name)
    if data.startswith(_OLE):
        return _sniff_ole(data, name)
    if data[:2] == b"PK":
        return _sniff_zip(data, name)
    if (
        data[:2] in _BIFF
        and len(data) > 8
        and data[2:4] in (b"\x04\x00", b"\x06\x00", b"\x08\x00", b"\x10\x00")
    ):
        return "xls"
    for magic, kind in _OTHERS:
        if data.startswith(magic):
            raise FileProblem("importers.not-a-table", file=name, kind=kind)
    start = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<?xml", b"<table", b"<meta")):
        raise FileProblem("importers.not-a-table", file=name, kind="HTML / XML")
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")) and not _looks_utf16(data):
        raise FileProblem("importers.not-a-workbook", file=name)
    return "csv"


def _looks_utf16(data: bytes) -> bool:
    sample = data[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return max(even, odd) > len(sample) // 5 and min(even, odd) < len(sample) // 50 + 1


def _sniff_ole(data: bytes, name: str) -> str:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise FileProblem("importers.encrypted", file=name)
    if has("Workbook") or has("Book") or has("WORKBOOK") or has("BOOK"):
        return "xls"
    if has("WordDocument"):
        raise FileProblem("importers.not-a-table", file=name, kind="Word")
    if has("PowerPoint Document"):
        raise FileProblem("importers.not-a-table", file=name, kind="PowerPoint")
    raise FileProblem("importers.not-a-workbook", file=name)


def _sniff_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                mime = archive.open("mimetype").read(200).decode("ascii", "replace")
                if "spreadsheet" in mime:
                    return "ods"
                raise FileProblem("importers.not-a-table", file=name, kind="OpenDocument")
            low = {entry.lower() for entry in names}
            if any(entry.endswith("workbook.bin") for entry in low):
                return "xlsb"
            if any(entry.endswith("workbook.xml") or entry.startswith("xl/") for entry in low):
                return "xlsm" if "xl/vbaproject.bin" in low else "xlsx"
            if "word/document.xml" in low:
                raise FileProblem("importers.not-a-table", file=name, kind="Word")
            if "ppt/presentation.xml" in low:
                raise FileProblem("importers.not-a-table", file=name, kind="PowerPoint")
            raise FileProblem("importers.not-a-table", file=name, kind="ZIP")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as problem:
        raise FileProblem("importers.broken", file=name, reason=type(problem).__name__) from problem
