"""Open formats out: a workspace as CSV tables, as SDMX-CSV, or as a data package, for whoever has no workbench.

Three folders, one content: ``csv`` for people and spreadsheets, ``sdmx-csv`` for statistical systems (figures only),
``datapackage`` for programs. Nothing is written in place: the folder appears whole or not at all.
"""

from __future__ import annotations

import errno
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from workbench import __version__
from workbench.base.messages import LANGUAGES, word
from workbench.domain.errors import RuleError, StorageError, UsageError
from workbench.services.export_text import Written, write_csv, write_text

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.services.export_tables import Table
    from workbench.services.session import Session

FORMATS = ("csv", "sdmx-csv", "datapackage")


class Progress(Protocol):
    """Of long work: how far it is, and whether to stop."""

    def report(self, done: float, text: str = "") -> None:
        """*done* from 0 to 1; *text*: what is being done."""

    def check_cancelled(self) -> None:
        """Raises :class:`Cancelled` if the user asked to stop."""


def export_workspace(session: Session, fmt: str, out_dir: Path, *, ctx: Progress | None = None) -> list[Path]:
    """Write the workspace into the folder *out_dir* in an open format (one of :data:`FORMATS`); return the files.

    The folder must be new or empty. The same workspace gives the same bytes: no time of writing is in them.
    Raises :class:`UsageError` (unknown format), :class:`StorageError` ``export.exists`` (something is there),
    ``export.full`` or ``export.unwritable``, :class:`RuleError` ``export.changed`` (changed meanwhile by the window)
    and :class:`Cancelled`; then nothing is left behind.
    """
    writer = _writer(fmt)
    state = _state(session)
    with _whole_folder(out_dir) as folder:
        written = writer(session, folder, ctx)
        if ctx is not None:
            ctx.check_cancelled()
        if _state(session) != state:
            raise RuleError("export.changed")
    if ctx is not None:
        ctx.report(1.0)
    return [out_dir / file.name for file in written]


def _writer(fmt: str) -> Callable[[Session, Path, Progress | None], list[Written]]:
    if fmt == "csv":
        return _write_csv
    if fmt == "datapackage":
        from workbench.services.export_package import write_package

        return write_package
    if fmt == "sdmx-csv":
        from workbench.services.export_sdmx import write_sdmx

        return write_sdmx
    raise UsageError("export.unknown-format", format=fmt, formats=", ".join(FORMATS))


def _write_csv(session: Session, folder: Path, ctx: Progress | None) -> list[Written]:
    from workbench.services.export_tables import tables

    found = tables(session)
    written = [
        write_table(folder, table, bom=True, guarded=True, ctx=ctx, done=place / len(found))
        for place, table in enumerate(found)
    ]
    texts = ["plan", "figures", "unit", "status", "period", "csv", "guard", "empty", "excel", "left-out"]
    readme = readme_text(session, "csv", texts, zip(found, written, strict=True), columns=True)
    return [*written, write_text(folder / "README.txt", readme)]


def write_table(
    folder: Path,
    table: Table,
    *,
    bom: bool = False,
    guarded: bool = False,
    watch: Iterable[str] = (),
    ctx: Progress | None = None,
    done: float = 0.0,
) -> Written:
    """One table as ``<name>.csv``; asks *ctx* whether to stop as it goes. Raises ``OSError``, :class:`Cancelled`."""
    name = f"{table.name}.csv"
    header = [column.name for column in table.columns]
    return write_csv(
        folder / name,
        header,
        watched(table.rows(), ctx, done, name),
        bom=bom,
        guarded=guarded,
        watch=tuple(watch),
    )


def watched(rows: Iterable[Any], ctx: Progress | None, done: float, text: str) -> Iterator[Any]:
    """The same rows, stopping every thousand to ask whether to go on. Raises :class:`Cancelled`."""
    if ctx is not None:
        ctx.report(done, text)
    for place, row in enumerate(rows):
        if ctx is not None and place % 1000 == 0:
            ctx.check_cancelled()
        yield row


# --- what it is of ---------------------------------------------------------------------------------------------------


def identity(session: Session) -> dict[str, str]:
    """Id of the workspace, moment of its last change (of its making, if there is none) and number of that change."""
    made = session.identity()
    history = session.history()
    at = history[-1].at if history else made["created"]
    return {"id": made["id"], "at": at, "change": str(history[-1].id) if history else ""}


def _state(session: Session) -> str:
    return identity(session)["change"]


def readme_text(
    session: Session,
    fmt: str,
    texts: Iterable[str],
    contents: Iterable[tuple[Table, Written]],
    *,
    columns: bool = False,
    open_links: str = "",
) -> str:
    """README.txt in both languages, one after the other. *texts*: which paragraphs (``export.readme-…``)."""
    texts, contents = list(texts), list(contents)
    parts = []
    for lang in LANGUAGES:
        tag: Lang = "en" if lang == "en" else "zh-Hant"
        paragraphs = [*_heading(session, fmt, tag)]
        paragraphs += [_paragraph(session, name, tag) for name in texts]
        if open_links:
            paragraphs.append(word("export.readme-open-links", tag, links=open_links))
        paragraphs.append(word("export.licence", tag))
        lines = [word("export.readme-contents", tag)]
        for table, file in contents:
            title = word(f"export.table-{table.name}", tag)
            lines.append("  " + word("export.readme-rows", tag, file=file.name, title=title, rows=file.rows))
            if columns:
                lines += [f"      {column.name}: {column_title(column, tag)}" for column in table.columns]
        parts.append("\n\n".join([*paragraphs, "\n".join(lines)]))
    return ("\n\n" + "-" * 60 + "\n\n").join(parts) + "\n"


def _heading(session: Session, fmt: str, lang: Lang) -> list[str]:
    known = identity(session)
    state = "readme-state" if known["change"] else "readme-new"
    lines = [
        word(f"export.{state}", lang, number=known["change"], id=known["id"], at=known["at"]),
        word("export.readme-made-with", lang, version=__version__),
    ]
    names = [
        mark.name
        for mark in session.snapshots()
        if not mark.auto and str(mark.change_id) == (known["change"] or "0")
    ]
    if names:
        lines.insert(1, word("export.readme-snapshots", lang, names=" · ".join(names)))
    return [word(f"export.readme-title-{fmt}", lang), "\n".join(lines)]


def _paragraph(session: Session, name: str, lang: Lang) -> str:
    return word(
        f"export.readme-{name}", lang, title=session.title().show(lang), framework=session.framework_id()
    )


def column_title(column: Any, lang: str) -> str:
    """What a column holds, in words; a bilingual text's columns say which language they are."""
    title = word(f"export.field-{column.title}", lang)
    return word(f"export.language-{column.lang}", lang, name=title) if column.lang else title


# --- the folder ------------------------------------------------------------------------------------------------------


@contextmanager
def _whole_folder(target: Path) -> Iterator[Path]:
    """Give a temporary folder; on leaving, put it in the place of *target*, or its files into *target* if that is there.

    On any failure whatever was made is removed again. Raises :class:`StorageError`.
    """
    made: list[Path] = []
    try:
        if target.is_symlink() or target.exists():
            if not target.is_dir() or any(target.iterdir()):
                raise StorageError("export.exists", folder=target.name or str(target))
            beside = target  # an empty folder may be a mounted drive, or "here": it is filled, not replaced
        else:
            for parent in reversed([folder for folder in target.parents if not folder.exists()]):
                parent.mkdir()
                made.append(parent)
            beside = target.parent
        part = beside / f".{target.name}.{uuid.uuid4().hex[:8]}.part"
        part.mkdir()
        made.append(part)
        yield part
        _place(part, target)
    except OSError as error:
        _remove(made)
        raise _storage_error(error, target) from error
    except BaseException:
        _remove(made)
        raise


def _place(part: Path, target: Path) -> None:
    if part.parent != target:
        part.rename(target)
        return
    moved: list[Path] = []
    try:
        for file in sorted(part.iterdir()):
            place = target / file.name
            if place.exists():
                raise StorageError("export.exists", folder=target.name or str(target))
            moved.append(file.rename(place))
        part.rmdir()
    except BaseException:
        for file in moved:
            with suppress(OSError):
                file.unlink()
        raise


def _remove(made: list[Path]) -> None:
    """Take away what we made, newest first: our own temporary folder with its files, and folders that are empty."""
    for folder in reversed(made):
        with suppress(OSError):
            if folder.name.endswith(".part"):
                for file in folder.iterdir():
                    file.unlink()
            folder.rmdir()


def _storage_error(error: OSError, target: Path) -> StorageError:
    folder = target.name or str(target)
    if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
        return StorageError("export.exists", folder=folder)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError("export.full", folder=folder)
    return StorageError("export.unwritable", folder=folder, reason=error.strerror or str(error))
