"""Blocks with their figures filled in, in one language: numbered, labelled, references and footnotes resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.base.messages import word
from workbench.briefing.resolved import (
    FilledAnnex,
    FilledBlock,
    FilledBreak,
    FilledChart,
    FilledContents,
    FilledHeading,
    FilledList,
    FilledNote,
    FilledPack,
    FilledParagraph,
    FilledPart,
    FilledSignature,
    FilledTable,
    FilledText,
    Span,
    plain,
)
from workbench.domain.dates import chinese_numeral, hong_kong
from workbench.domain.errors import Problem, RuleError, UsageError
from workbench.domain.pack import (
    AnnexStart,
    ChartBlock,
    ContentsBlock,
    Heading,
    ListBlock,
    NoteBlock,
    PageBreak,
    Paragraph,
    PartStart,
    SignatureBlock,
    TableBlock,
    stands_in,
)
from workbench.domain.text import LANGS, LocalText
from workbench.domain.wording import date_words
from workbench.services.names_at import body_at, committee_name
from workbench.services.pack_charts import pack_chart
from workbench.services.pack_data import PackData
from workbench.services.pack_fields import FieldBook, day_of, marks_of
from workbench.services.pack_spans import (
    bolded,
    checked,
    entries,
    is_figure,
    letter,
    marks_after_measures,
    roman,
)
from workbench.services.pack_texts import anchor_of, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.domain.pack import Block, Pack
    from workbench.domain.text import Lang


def fill_pack(
    session: PackData,
    pack: Pack,
    lang: Lang,
    *,
    book: FieldBook | None = None,
    form: str = "",
    origins: list[int] | None = None,
) -> FilledPack:
    """The paper in one language with every figure filled in; a missing figure shows as ``〔name〕``.

    *pack* may hold live tables. form: *docx*, *pdf* … for blocks that stand in some formats only. origins: takes, for
    each block of the result, the number of the block of *pack* that it was made from.
    Raises :class:`RuleError` ``briefing.bad-character`` for control characters and lone surrogates, and
    :class:`UsageError` for a panel, bureau or style profile that is not known.
    """
    from workbench.services.pack_live import expanded

    pack = expanded(session, pack) if book is None else pack
    filler_ = Filler(session, pack, lang, book or FieldBook(session, pack), form=form)
    blocks = tuple(filler_.blocks())
    if origins is not None:
        origins += filler_.origins
    profile = filler_.book.profiles[lang]
    newest = max((f.vintage for f in filler_.book.figures.values()), default="")
    dated = pack.dated or newest
    draft = word("packs.draft", lang) if pack.draft else ""
    classification = filler_.fill(pack.classification)
    return FilledPack(
        id=pack.id,
        lang=lang,
        title=filler_.fill(pack.title),
        paper_no=filler_.fill(pack.paper_no),
        status=filler_.fill(pack.status),
        committee=filler_.fill(pack.committee),
        classification=classification,
        blocks=blocks,
        signature=tuple(filler_.fill(line) for line in pack.signature),
        dated=filler_.head["dated"],
        created=(dated + "-01-01"[len(dated) - 4 :])[:10] if dated else "2000-01-01",
        figures=tuple(filler_.book.figures.values()),
        profile=profile,
        mark=" · ".join(plain(part) for part in (classification, draft) if part),
        version=word("packs.version", lang, moment=filler_.head["version"]) if pack.version_line else "",
        head=pack.head,
        file_ref=filler_.fill(pack.file_ref),
        footnotes=tuple(filler_.footnotes),
    )


def filler(session: PackData, pack: Pack, lang: Lang) -> Callable[[LocalText], str]:
    """What fills the figures of *pack* into a text of it, in one language; a missing figure shows as its name."""
    from workbench.services.pack_live import expanded

    pack = expanded(session, pack)
    return Filler(session, pack, lang, FieldBook(session, pack)).fill


def head_problems(session: PackData, pack: Pack) -> list[Problem]:
    """What is wrong with the head of a paper: a panel, bureau or date that cannot be."""
    found = []
    for check in (lambda: _panel(pack), lambda: _bureau(session, pack), lambda: _moment(pack.meeting_date)):
        try:
            check()
        except (UsageError, RuleError) as error:
            found.append(Problem("error", error.code, error.params))
    return found


def _panel(pack: Pack) -> LocalText:
    return committee_name(pack.panel, pack.meeting_date) if pack.panel else LocalText()


def _bureau(session: PackData, pack: Pack) -> LocalText:
    if not pack.bureau:
        return LocalText()
    return body_at(session.bodies(), pack.bureau, day_of(session, pack)).name


def _moment(iso: str, lang: Lang = "en", *, chinese_numerals: bool = True) -> str:
    return date_words(iso, lang, chinese_numerals=chinese_numerals) if iso else ""


@dataclass
class _Counters:
    paragraphs: int = 0
    letters: int = 0
    romans: int = 0


class Filler:
    """Turns blocks into filled blocks of one language; counts paragraphs, tables, charts and footnotes on the way."""

    def __init__(self, session: PackData, pack: Pack, lang: Lang, book: FieldBook, *, form: str = "") -> None:
        self.session, self.pack, self.lang, self.book, self.form = session, pack, lang, book, form
        self.profile = book.profiles[lang]
        self.explained: set[str] = set()  # marks are explained below every table, in the text once
        self.footnotes: list[str] = []
        self.head = self._head()
        self.labels: dict[str, str] = {}
        self.origins: list[int] = []
        self._texts = {note.name: note.text for note in pack.footnotes}
        self._number_blocks()

    # ── texts ────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self) -> dict[str, str]:
        lang, pack = self.lang, self.pack
        numerals = self.profile.chinese_numerals
        moment = hong_kong(self.session.moment()) if pack.version_line or _names(pack, "version") else ""
        said = {
            "meeting_date": _moment(pack.meeting_date, lang, chinese_numerals=numerals)
            or word("packs.date-pending", lang),
            "dated": _moment(pack.dated, lang, chinese_numerals=numerals),
            "panel": _panel(pack).show(lang) if pack.panel else word("packs.panel-pending", lang),
            "bureau": _bureau(self.session, pack).show(lang)
            if pack.bureau
            else word("packs.bureau-pending", lang),
            "version": "",
            "as_at": "",
        }
        if moment:
            day = _moment(moment[:10], lang, chinese_numerals=False)
            said["version"] = word("packs.moment", lang, date=day, time=moment[11:16])
        if _names(pack, "as_at"):
            said["as_at"] = _moment(day_of(self.session, pack), lang, chinese_numerals=numerals)
        said["paper_no"] = _head_text(pack.paper_no, lang, said)
        said["title"] = _head_text(pack.title, lang, said)
        return said

    def fill(self, text: LocalText) -> str:
        """A text with its figures, references and footnote numbers; "" for a text that is in no language."""
        if not text.as_dict():
            return ""
        found = [span for piece in self._spans(text.show(self.lang)) for span in piece]
        if self.lang == "zh-Hant":
            found = marks_after_measures(found)
        for span in found:
            checked(span.text)
        return FilledText(bolded(found))

    def _spans(self, template: str) -> Iterator[list[Span]]:
        for words, name in pieces(template):
            if words:
                yield [Span(words)]
            if name.startswith("^"):
                yield [self._call(name[1:])]
            elif name.startswith(">"):
                yield [Span(self.labels.get(name[1:], f"〔{name[1:]}〕"), ref=name[1:])]
            elif name in self.head and name not in self.book.figures:
                yield [Span(self.head[name])]
            elif name and name not in self.book.figures:
                yield [Span(f"〔{name}〕")]
            elif name:
                mark = self.book.mark(name)
                shown = self.book.figures[name].texts.show(self.lang)
                yield [Span(shown, figure=name), *([Span(mark)] if mark else [])]

    def _call(self, name: str) -> Span:
        """The mark of a footnote, which is counted where it is called."""
        self.footnotes.append("")  # its place is taken before its own text is filled
        number = len(self.footnotes)
        self.footnotes[number - 1] = self.fill(self._texts.get(name, LocalText(f"〔{name}〕", f"〔{name}〕")))
        return Span(str(number), note=number)

    # ── numbers and labels ───────────────────────────────────────────────────────────────────────────────

    def standing(self) -> Iterator[tuple[Block, str]]:
        """The blocks that stand in this language and format, with the part each is in."""
        part = ""
        for block in self.pack.blocks:
            if isinstance(block, PartStart):
                inside = stands_in(block.only, self.lang, form=self.form)
                part = block.id if inside else f"\0{block.id}"
            if not part.startswith("\0") and stands_in(block.only, self.lang, form=self.form, part=part):
                yield block, part

    def _number_blocks(self) -> None:
        """What each anchored block is called, before any text that refers to it is filled in."""
        counters, tables, charts = _Counters(self.profile.first_number - 1), 0, 0
        for block, _ in self.standing():
            label = ""
            if isinstance(block, PartStart):
                counters = _Counters(self.profile.first_number - 1)
            elif isinstance(block, Paragraph) and block.numbered:
                label = self._number(block, counters)
                if block.level:
                    label = f"{counters.paragraphs}{label if block.level == 1 else self._pair(counters)}"
            elif isinstance(block, TableBlock):
                tables += 1
                label = word("packs.table", self.lang, number=tables)
            elif isinstance(block, ChartBlock):
                charts += 1
                label = word("packs.chart", self.lang, number=charts)
            elif isinstance(block, AnnexStart):
                label = word("packs.annex", self.lang, letter=block.letter).strip()
            elif isinstance(block, Heading):
                label = "".join(words for words, _ in pieces(block.text.show(self.lang)))
            if anchor := anchor_of(block):
                self.labels[anchor] = label

    def _pair(self, counters: _Counters) -> str:
        letters, romans = self.profile.letters, self.profile.romans
        return letters.format(letter(counters.letters)) + romans.format(roman(counters.romans))

    def _number(self, block: Paragraph, counters: _Counters) -> str:
        if block.level == 0:
            counters.paragraphs, counters.letters, counters.romans = counters.paragraphs + 1, 0, 0
            return str(counters.paragraphs)
        if block.level == 1:
            counters.letters, counters.romans = counters.letters + 1, 0
            return self.profile.letters.format(letter(counters.letters))
        counters.romans += 1
        return self.profile.romans.format(roman(counters.romans))

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────

    def start(self) -> None:
        """Count from the beginning."""
        self.counters, self.tables, self.charts = _Counters(self.profile.first_number - 1), 0, 0
        self.explained.clear()
        self.footnotes.clear()

    def blocks(self) -> list[FilledBlock]:
        """Every block that stands here, filled in."""
        self.start()
        numbers = {id(block): number for number, block in enumerate(self.pack.blocks)}
        found: list[FilledBlock] = []
        for block, _ in self.standing():
            made = self._block(block)
            found += made
            self.origins += [numbers[id(block)]] * len(made)
        return [
            FilledContents(one.title, one.level, entries(found[place:], one.level))
            if isinstance(one, FilledContents)
            else one
            for place, one in enumerate(found)
        ]

    def _block(self, block: Block) -> list[FilledBlock]:
        if isinstance(block, Heading):
            text = self.fill(block.text)
            if self.profile.capital_headings and block.level == 1 and isinstance(text, FilledText):
                text = FilledText(Span(s.text.upper(), s.bold, s.figure, s.note, s.ref) for s in text.spans)
            return [FilledHeading(text, block.level, block.anchor)]
        if isinstance(block, Paragraph):
            text = self.fill(block.text)
            number = self._number(block, self.counters) if block.numbered else ""
            filled = FilledParagraph(text, number, block.level, block.anchor, block.look)
            return [filled, *self._explained(text)]
        if isinstance(block, ListBlock):
            items = tuple(self.fill(item) for item in block.items)
            return [FilledList(items, self._labels(block), block.style), *self._explained("".join(items))]
        if isinstance(block, TableBlock):
            return [self._table(block)]
        if isinstance(block, ChartBlock):
            return [self._chart(block)]
        if isinstance(block, NoteBlock):
            return [FilledNote(self.fill(block.text))]
        if isinstance(block, AnnexStart):
            label = word("packs.annex", self.lang, letter=block.letter).strip()
            return [FilledAnnex(label, self.fill(block.title), block.anchor)]
        if isinstance(block, PartStart):
            self.counters = _Counters(self.profile.first_number - 1)
            self.explained.clear()
            return [FilledPart(block.id, self.fill(block.title), self.fill(block.label), block.head)]
        if isinstance(block, ContentsBlock):
            return [FilledContents(self.fill(block.title), block.level, ())]
        if isinstance(block, SignatureBlock):
            return [FilledSignature()]
        return [FilledBreak()] if isinstance(block, PageBreak) else []

    def _explained(self, text: str) -> list[FilledBlock]:
        """The notes on marks in a text that no text of this part had before."""
        notes = [note for note in marks_of(text, self.lang) if note not in self.explained]
        self.explained.update(notes)
        return [FilledNote(note) for note in notes]

    def _labels(self, block: ListBlock) -> tuple[str, ...]:
        found = []
        for number in range(1, len(block.items) + 1):
            if block.style == "letter":
                found.append(self.profile.letters.format(letter(number)))
            elif block.style == "roman":
                found.append(self.profile.romans.format(roman(number)))
            elif block.style == "part":
                counter = chinese_numeral(number) if self.profile.chinese_parts else str(number)
                found.append(self.profile.parts.format(counter))
            else:
                found.append("•")
        return tuple(found)

    def _table(self, block: TableBlock) -> FilledTable:
        self.tables += 1
        caption = self.fill(block.caption)
        rows = tuple(tuple(self.fill(cell) for cell in row) for row in block.rows)
        body = rows[block.header_rows :]
        columns = range(len(rows[0]))
        marks = marks_of("".join(cell for row in body for cell in row), self.lang)
        self.explained.update(marks)
        return FilledTable(
            number=self.tables,
            label=word("packs.table", self.lang, number=self.tables),
            caption=caption,
            rows=rows,
            header_rows=block.header_rows,
            widths=block.widths or tuple(1.0 for _ in columns),
            numeric=tuple(bool(body) and all(is_figure(row[n]) for row in body) for n in columns),
            notes=(*(self.fill(note) for note in block.notes), *marks),
            source=self.fill(block.source),
            anchor=block.anchor,
        )

    def _chart(self, block: ChartBlock) -> FilledChart:
        self.charts += 1
        label = word("packs.chart", self.lang, number=self.charts)
        spec = pack_chart(self.session, block, self.lang, self.book)
        return FilledChart(self.charts, label, self.fill(block.caption), spec, block.anchor)


def _names(pack: Pack, name: str) -> bool:
    """Whether any text of the head or the blocks may name a word of the head; wrong guesses cost little."""
    needle = f"{{{name}}}"
    return needle in repr((pack.title, pack.status, pack.paper_no, pack.committee, pack.blocks))


def _head_text(text: LocalText, lang: Lang, said: dict[str, str]) -> str:
    if not text.as_dict():
        return ""
    parts = (words + said.get(name, "") for words, name in pieces(text.show(lang)))
    return " ".join("".join(parts).split("\n"))


__all__ = ["LANGS", "Filler", "checked", "fill_pack", "filler", "head_problems"]
