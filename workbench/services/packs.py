"""Briefing packs: fill in the figures, check both languages against one another, write every format.

Nothing is written before everything is filled in and rendered; a paper with a missing figure is refused.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from workbench.base import files
from workbench.base.messages import word
from workbench.briefing.resolved import (
    FilledAnnex,
    FilledBlock,
    FilledBreak,
    FilledChart,
    FilledHeading,
    FilledNote,
    FilledPack,
    FilledParagraph,
    FilledTable,
)
from workbench.domain.errors import Problem, RuleError, StorageError, UsageError
from workbench.domain.pack import AnnexStart, ChartBlock, Heading, NoteBlock, PageBreak, Paragraph, TableBlock
from workbench.domain.text import LocalText
from workbench.domain.wording import date_words, parse_number
from workbench.services.charts import indicator_chart
from workbench.services.pack_fields import FieldBook, PackData, marks_of
from workbench.services.pack_files import field_names, load_pack, shipped_packs
from workbench.services.pack_parity import parity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workbench.domain.pack import Block, Pack
    from workbench.domain.text import Lang

FORMATS = ("docx", "pdf", "pptx", "xlsx")
__all__ = ["FORMATS", "build_pack", "check_pack", "fill_pack", "load_pack", "parity", "shipped_packs"]


class Progress(Protocol):
    """Of long work: how far it is, and whether to stop."""

    def report(self, done: float, text: str = "") -> None: ...
    def check_cancelled(self) -> None: ...


def build_pack(
    session: PackData,
    pack_id: str,
    langs: Sequence[Lang],
    formats: Sequence[str],
    out_dir: Path,
    *,
    ctx: Progress | None = None,
) -> list[Path]:
    """Make a pack in each language and format, and the trace of its figures; return the files written.

    Files: ``<id>_<lang>.<format>`` and ``<id>_trace.json`` (every figure with series, period, vintage and source,
    and the findings of the check). The same workspace and pack give the same bytes.
    Raises :class:`UsageError` (unknown pack or format), :class:`RuleError` ``packs.unresolved`` where a figure is
    missing, :class:`StorageError` ``briefing.cannot-write``, :class:`Cancelled`.
    """
    return write_pack(session, session.pack(pack_id), langs, formats, out_dir, ctx=ctx)


def write_pack(
    session: PackData,
    pack: Pack,
    langs: Sequence[Lang],
    formats: Sequence[str],
    out_dir: Path,
    *,
    ctx: Progress | None = None,
) -> list[Path]:
    """As :func:`build_pack`, for a pack that need not be kept in the workspace."""
    for name in formats:
        if name not in FORMATS:
            raise UsageError("packs.unknown-format", format=name, formats=", ".join(FORMATS))
    book = FieldBook(session, pack)
    problems = _refuse_gaps(pack, book)
    made: list[tuple[str, bytes]] = []
    steps = max(1, len(langs) * len(formats))
    for lang in langs:
        filled = fill_pack(session, pack, lang, book=book)
        for name in formats:
            if ctx:
                ctx.check_cancelled()
                ctx.report(len(made) / steps, f"{pack.id}_{lang}.{name}")
            made.append((f"{pack.id}_{lang}.{name}", _renderer(name)(filled)))
    made.append((f"{pack.id}_trace.json", trace(pack, book, problems)))
    if ctx:
        ctx.check_cancelled()
    written = [_write(out_dir / name, content) for name, content in made]
    if ctx:
        ctx.report(1.0)
    return written


def _refuse_gaps(pack: Pack, book: FieldBook) -> list[Problem]:
    errors = [problem for problem in book.problems if problem.severity == "error"]
    if errors:
        first = errors[0].message
        raise RuleError(
            "packs.unresolved", count=len(errors), first=first.show("en"), first_zh=first.show("zh-Hant")
        )
    return [*book.problems, *parity(pack)]


def _renderer(name: str) -> Callable[[FilledPack], bytes]:
    """The renderer of a format, imported only now: they bring heavy libraries."""
    module = import_module(f"workbench.briefing.{name}")
    return cast("Callable[[FilledPack], bytes]", module.render)


def _write(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_bytes(path, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError("briefing.cannot-write", file=path.name, reason=reason) from error
    return path


def check_pack(session: PackData, pack_id: str) -> list[Problem]:
    """What would keep a pack from going out, or should be looked at first; nothing is written."""
    pack = session.pack(pack_id)
    book = FieldBook(session, pack)
    return [*book.problems, *parity(pack)]


# ── filling in ───────────────────────────────────────────────────────────────────────────────────────────────


def fill_pack(session: PackData, pack: Pack, lang: Lang, *, book: FieldBook | None = None) -> FilledPack:
    """The paper in one language with every figure filled in; a missing figure shows as ``〔name〕``.

    Raises :class:`RuleError` ``briefing.bad-character`` for control characters and lone surrogates.
    """
    filler = _Filler(session, pack, lang, book or FieldBook(session, pack))
    blocks = tuple(filler.blocks())
    newest = max((f.vintage for f in filler.book.figures.values()), default="")
    dated = pack.dated or newest
    return FilledPack(
        id=pack.id,
        lang=lang,
        title=filler.fill(pack.title),
        paper_no=filler.fill(pack.paper_no),
        status=filler.fill(pack.status),
        committee=filler.fill(pack.committee),
        classification=filler.fill(pack.classification),
        blocks=blocks,
        signature=tuple(filler.fill(line) for line in pack.signature),
        dated=date_words(pack.dated, lang, chinese_numerals=True) if pack.dated else "",
        created=(dated + "-01-01"[len(dated) - 4 :])[:10] if dated else "2000-01-01",
        figures=tuple(filler.book.figures.values()),
    )


_MARK_BEFORE_MEASURE = re.compile(r"([#@^])([間人名個項家])")


def filler(session: PackData, pack: Pack, lang: Lang) -> Callable[[LocalText], str]:
    """What fills the figures of *pack* into a text of it, in one language; a missing figure shows as its name."""
    return _Filler(session, pack, lang, FieldBook(session, pack)).fill


class _Filler:
    """Turns blocks into filled blocks of one language; counts paragraphs, tables and charts on the way."""

    def __init__(self, session: PackData, pack: Pack, lang: Lang, book: FieldBook) -> None:
        self.session, self.pack, self.lang, self.book = session, pack, lang, book
        self.paragraphs = self.letters = self.tables = self.charts = 0
        self.explained: set[str] = set()  # marks are explained below every table, in the text once
        date = pack.meeting_date
        self.head = {
            "meeting_date": date_words(date, lang, chinese_numerals=True)
            if date
            else word("packs.date-pending", lang)
        }

    def fill(self, text: LocalText) -> str:
        if not text.as_dict():
            return ""
        template = text.show(self.lang)
        values = {
            name: self.head[name] if name in self.head else self.book.text(name, self.lang)
            for name in field_names(template)
        }
        filled = template.format(**values)
        if self.lang == "zh-Hant":  # the mark stands after the measure word: 約60 000人^
            filled = _MARK_BEFORE_MEASURE.sub(r"\2\1", filled)
        return checked(filled)

    def blocks(self) -> list[FilledBlock]:
        found: list[FilledBlock] = []
        for block in self.pack.blocks:
            found += self.block(block)
        return found

    def block(self, block: Block) -> list[FilledBlock]:
        if isinstance(block, Heading):
            return [FilledHeading(self.fill(block.text), block.level)]
        if isinstance(block, Paragraph):
            text = self.fill(block.text)
            notes = [note for note in marks_of(text, self.lang) if note not in self.explained]
            self.explained.update(notes)
            return [FilledParagraph(text, self.number(block), block.level), *map(FilledNote, notes)]
        if isinstance(block, TableBlock):
            return [self.table(block)]
        if isinstance(block, ChartBlock):
            return [self.chart(block)]
        if isinstance(block, NoteBlock):
            return [FilledNote(self.fill(block.text))]
        if isinstance(block, AnnexStart):
            label = word("packs.annex", self.lang, letter=block.letter).strip()
            return [FilledAnnex(label, self.fill(block.title))]
        return [FilledBreak()] if isinstance(block, PageBreak) else []

    def number(self, block: Paragraph) -> str:
        if not block.numbered:
            return ""
        if block.level == 0:
            self.paragraphs, self.letters = self.paragraphs + 1, 0
            return str(self.paragraphs)
        self.letters += 1
        return f"({chr(96 + self.letters)})"

    def table(self, block: TableBlock) -> FilledTable:
        self.tables += 1
        rows = tuple(tuple(self.fill(cell) for cell in row) for row in block.rows)
        body = rows[block.header_rows :]
        columns = range(len(rows[0]))
        marks = marks_of("".join(cell for row in body for cell in row), self.lang)
        self.explained.update(marks)
        return FilledTable(
            number=self.tables,
            label=word("packs.table", self.lang, number=self.tables),
            caption=self.fill(block.caption),
            rows=rows,
            header_rows=block.header_rows,
            widths=block.widths or tuple(1.0 for _ in columns),
            numeric=tuple(bool(body) and all(_is_figure(row[n]) for row in body) for n in columns),
            notes=(*(self.fill(note) for note in block.notes), *marks),
            source=self.fill(block.source),
        )

    def chart(self, block: ChartBlock) -> FilledChart:
        self.charts += 1
        run = self.book.projection(block.scenario_id, block.indicator_id) if block.scenario_id else None
        spec = indicator_chart(
            self.session,
            block.indicator_id,
            self.lang,
            scenario_run=run,
            first_year=block.first_year,
            chinese_numerals=True,
        )
        label = word("packs.chart", self.lang, number=self.charts)
        return FilledChart(self.charts, label, self.fill(block.caption), spec)


def checked(text: str) -> str:
    """*text*, if all of it can be printed anywhere: no control characters, lone surrogates, private ones
    (names typed with an old HKSCS font are such). Raises :class:`RuleError` ``briefing.bad-character``.
    """
    for character in text:
        kind = unicodedata.category(character)
        nonsense = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
        if nonsense or kind in ("Cs", "Co") or (kind == "Cc" and character != "\n"):
            shown = text.replace(character, "�")
            raise RuleError("briefing.bad-character", point=f"{ord(character):04X}", text=shown[:60])
    return text


def _is_figure(cell: str) -> bool:
    body = re.sub(r"\s*[(（][^)）]*[)）]|[#@^]", "", cell)
    if body in ("", "—"):
        return body == "—"
    try:
        return not parse_number(body).unit or len(parse_number(body).unit) <= 2
    except RuleError:
        return False


# ── trace ────────────────────────────────────────────────────────────────────────────────────────────────────


def trace(pack: Pack, book: FieldBook, problems: Sequence[Problem]) -> bytes:
    """Every figure of a paper with where it came from, as JSON."""
    plain: dict[str, Any] = {
        "format": "blueprint-workbench/trace",
        "version": 1,
        "pack": pack.id,
        "figures": [
            {
                **{key: value for key, value in asdict(figure).items() if key not in ("texts", "source")},
                "texts": figure.texts.as_dict(),
                "source": figure.source.as_dict(),
            }
            for figure in book.figures.values()
        ],
        "findings": [
            {"severity": problem.severity, "code": problem.code, "message": problem.message.as_dict()}
            for problem in problems
        ],
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
