"""F06: computed and projected values say so. F07: no line across a change of definition. F19: revised since the last
paper. F20: nothing from outside official publications without its mark explained.
"""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from workbench.base.messages import both
from workbench.briefing.resolved import FilledChart, FilledNote, FilledTable, plain
from workbench.domain.pack import TableBlock
from workbench.domain.period import Period
from workbench.domain.text import LANGS
from workbench.services.before_issue.finding import Finding
from workbench.services.before_issue.house_style import house_style
from workbench.services.charts import OUTSIDE, PROJECTION, version_of
from workbench.services.definitions import joined
from workbench.services.pack_fields import DERIVED, PROVISIONAL
from workbench.services.pack_fields import OUTSIDE as OUTSIDE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.resolved import TracedFigure
    from workbench.domain.chart import ChartSpec
    from workbench.domain.text import Lang
    from workbench.services.before_issue.draft import Draft, Unit
    from workbench.services.pack_data import PackData
    from workbench.services.readers import ReaderSource
    from workbench.services.reading import Reading
    from workbench.services.session import Session

_NOTES = {DERIVED: "mark-derived", PROVISIONAL: "mark-provisional", OUTSIDE_MARK: "mark-outside"}


def projections_say_so(draft: Draft) -> Iterator[Finding]:
    """F06: a value of a scenario stands beside words that say it is a projection (in its text, row, head or caption)."""
    for unit in draft.units:
        for name in dict.fromkeys([*unit.figures("en"), *unit.figures("zh-Hant")]):
            figure = draft.book.figures[name]
            if figure.confidence != "projection" or figure.show not in ("value", "value_unit"):
                continue
            for lang in unit.filled:
                said = " ".join(_around(draft, unit, lang)).lower()
                scenario = figure.source.show(lang).lower()
                if any(word in said for word in house_style().projection[lang]) or scenario in said:
                    continue
                yield Finding(
                    "F06", "red", "projection", unit.block, unit.part, unit.place, figure.texts.show(lang),
                    lang, params={"second": "English", "second_zh": "英文"} if lang == "en" else {"second": "Chinese", "second_zh": "中文"},
                )  # fmt: skip
                break


def _around(draft: Draft, unit: Unit, lang: Lang) -> Iterator[str]:
    yield unit.plain(lang)
    block = draft.filled[lang].get(unit.block, [None])[0]
    if isinstance(block, FilledTable) and unit.part[0] == "r":
        row, column = (int(n) - 1 for n in unit.part[1:].split("c"))
        yield plain(block.caption)
        yield from (plain(cells[column]) for cells in block.rows[: block.header_rows])
        yield plain(block.rows[row][0])
        yield from map(plain, block.notes)


def marks_explained(draft: Draft) -> Iterator[Finding]:
    """F06 and F20: the mark of a figure that is computed, provisional or from outside is explained in its part.

    Texts of paragraphs and tables are followed by the explanation; a figure in a heading, list, caption or footnote
    alone is not.
    """
    explained: dict[tuple[str, str], bool] = {}
    for index, blocks in draft.filled["en"].items():
        for block in blocks:
            notes = (
                block.notes
                if isinstance(block, FilledTable)
                else (block.text,)
                if isinstance(block, FilledNote)
                else ()
            )
            for note in notes:
                for mark, code in _NOTES.items():
                    if plain(note) == both(f"packs.{code}")["en"] or plain(note).startswith(mark):
                        explained[draft.tabs.get(index, ""), mark] = True
    told: set[tuple[str, str]] = set()
    for unit in draft.units:
        for name in unit.figures("en") or unit.figures("zh-Hant"):
            mark = draft.book.mark(name)
            key = (unit.tab, mark)
            if not mark or key in explained or key in told or (unit.block < 0 and ("", mark) in explained):
                continue
            told.add(key)
            code = "F20" if mark == OUTSIDE_MARK else "F06"
            figure = draft.book.figures[name]
            yield Finding(
                code, "red", "unexplained", unit.block, unit.part, unit.place,
                f"{figure.texts.show('en')}{mark}", figure.source.show("en"),
                params={
                    "first_zh": f"{figure.texts.show('zh-Hant')}{mark}",
                    "second_zh": figure.source.show("zh-Hant"),
                    "note": both(f"packs.{_NOTES[mark]}")["en"],
                    "note_zh": both(f"packs.{_NOTES[mark]}")["zh-Hant"],
                },
            )  # fmt: skip


def outside_told(draft: Draft) -> Iterator[Finding]:
    """F20: in a paper that is no draft any more, each figure from outside official publications, once: to be checked."""
    if draft.pack.draft or draft.original.template:
        return
    told: set[tuple[str, str]] = set()
    for unit in draft.units:
        for name in unit.figures("en") or unit.figures("zh-Hant"):
            figure = draft.book.figures[name]
            key = (figure.series_id, figure.period)
            if figure.confidence != "outside" or figure.show not in ("value", "value_unit") or key in told:
                continue
            told.add(key)
            yield Finding(
                "F20", "amber", "outside", unit.block, unit.part, unit.place,
                figure.texts.show("en"), figure.source.show("en"), figure.period,
                params={"first_zh": figure.texts.show("zh-Hant"), "second_zh": figure.source.show("zh-Hant")},
            )  # fmt: skip


# ── F07 ───────────────────────────────────────────────────────────────────────────────────────────────────────


def one_definition(draft: Draft) -> Iterator[Finding]:
    """F07: no line of a chart joins figures of two definitions, and no text sets two beside one another in silence."""
    for index, blocks in draft.filled["en"].items():
        for block in blocks:
            if isinstance(block, FilledChart):
                for series, first, second in joined_breaks(draft, block.spec):
                    unit = next(one for one in draft.units if one.block == index)
                    yield Finding("F07", "red", "line", index, "caption", unit.place, first, second, series)
    for unit in draft.units:
        held: dict[str, dict[str, str]] = {}
        for name in dict.fromkeys([*unit.figures("en"), *unit.figures("zh-Hant")]):
            figure = draft.book.figures[name]
            if (
                figure.kind == "observation"
                and figure.value is not None
                and figure.show in ("value", "value_unit")
            ):
                version = definition_of(draft.session, figure)
                held.setdefault(figure.series_id, {})[version] = figure.period
        for series, definitions in held.items():
            names = sorted(definitions, key=lambda each: definitions[each])
            if len(names) < 2 or set(names) <= _joined(draft, series, names[0]):
                continue
            lang = next(iter(unit.filled))
            said = " ".join(unit.plain(each).lower() for each in unit.filled)
            if any(word in said for each in LANGS for word in house_style().definition[each]):
                continue
            if isinstance(draft.pack.blocks[unit.block], TableBlock) if unit.block >= 0 else False:
                continue
            yield Finding(
                "F07", "amber", "text", unit.block, unit.part, unit.place,
                definitions[names[0]], definitions[names[-1]], series, params={"lang": lang},
            )  # fmt: skip


def _joined(draft: Draft, series: str, definition: str) -> frozenset[str]:
    return joined(cast("Reading", draft.session), series, definition)


def definition_of(session: PackData, figure: TracedFigure) -> str:
    """The definition a figure was made under: as it says itself, else by its period."""
    if figure.definition:
        return figure.definition
    found = ""
    for version in sorted(session.definitions(figure.series_id), key=lambda one: one.from_period):
        if not version.from_period or Period.parse(version.from_period) <= Period.parse(figure.period):
            found = version.id
    return found


def joined_breaks(draft: Draft, spec: ChartSpec) -> Iterator[tuple[str, str, str]]:
    """Series and the two periods where a line of a chart joins figures of definitions that are not one line."""
    for line in spec.lines:
        if line.shape != "line" or line.dashed or line.path:
            continue
        series = line.id.partition(OUTSIDE)[0].partition(PROJECTION)[0]
        versions = draft.session.definitions(series)
        definition = {
            one.period.code: version_of(one, versions) for one in draft.session.observations(series)
        }
        for segment in line.segments:
            known = [point.period.code for point in segment if point.period.code in definition]
            for one, two in itertools.pairwise(known):
                if definition[one] != definition[two] and definition[two] not in _joined(
                    draft,
                    series,
                    definition[one],
                ):
                    yield series, one, two


# ── F19 ───────────────────────────────────────────────────────────────────────────────────────────────────────


def revised_since(draft: Draft) -> Iterator[Finding]:
    """F19: a figure that the last paper gave otherwise for the same period says so, with the figure of then.

    The last paper is the one issued last from the same pack (or the pack it was made from), else the last of all.
    """
    from workbench.domain.errors import StorageError, UsageError
    from workbench.services.issuing import moved_figures

    register = getattr(draft.session, "issued_papers", None)
    papers = sorted(register(), key=lambda one: one.at) if register is not None else []
    own_ = [one for one in papers if one.pack_id in (draft.pack.id, draft.pack.made_from)]
    last = (own_ or papers)[-1:]
    try:
        if not last:
            return
        with _with_past(draft.session) as session:
            moved = moved_figures(session, last[0])
    except (UsageError, StorageError):
        return  # issued from another copy of the workspace, or that cannot be read just now
    for one in moved:
        if one.why != "revised":
            continue
        for unit in draft.units:
            name = next(
                (
                    n
                    for n in [*unit.figures("en"), *unit.figures("zh-Hant")]
                    if draft.book.figures[n].series_id == one.series_id
                    and draft.book.figures[n].period == one.period
                    and draft.book.figures[n].value == one.now_value
                    and draft.book.figures[n].show in ("value", "value_unit")
                ),
                None,
            )
            if name is None:
                continue
            if not _says(draft, unit, one.issued.show("en")):
                yield Finding(
                    "F19", "amber", "revised", unit.block, unit.part, unit.place,
                    draft.book.figures[name].texts.show("en"), one.issued.show("en"), one.period,
                    params={
                        "first_zh": draft.book.figures[name].texts.show("zh-Hant"),
                        "second_zh": one.issued.show("zh-Hant"),
                        "series": one.series.show("en"), "series_zh": one.series.show("zh-Hant"),
                        "at": last[0].at[:10],
                    },
                )  # fmt: skip
            break


@contextmanager
def _with_past(session: PackData) -> Iterator[Session]:
    """What can read snapshots: the session itself; for values frozen for another thread, the file they are of."""
    if hasattr(session, "things_at"):
        yield cast("Session", session)
        return
    source: ReaderSource = session.reader_source()  # type: ignore[attr-defined]
    with source.open() as reader:
        yield cast("Session", reader)


def _says(draft: Draft, unit: Unit, old: str) -> bool:
    """Whether the old figure stands in the same text, in the notes of the same table, or in a footnote."""
    near = [one for one in draft.units if one.block == unit.block or one.part.startswith("f:")]
    return any(old in one.plain("en") for one in near)
