"""F01 and F17: the same number in both languages. F02: every figure has a source. F03: text, table and chart agree.
F04: a target with its published year and the year of its data.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.briefing.resolved import FilledChart, spans
from workbench.domain.pack import HEAD_FIELDS, TableBlock
from workbench.domain.printed import Printed, printed_figures
from workbench.domain.text import LANGS
from workbench.domain.wording import QUALIFIER_WORDS
from workbench.services.before_issue.draft import HELD
from workbench.services.before_issue.finding import Finding, Fix
from workbench.services.before_issue.number_parity import mismatches
from workbench.services.charts import OUTSIDE, PROJECTION
from workbench.services.pack_fields import GAP
from workbench.services.pack_texts import field_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.resolved import TracedFigure
    from workbench.domain.text import Lang
    from workbench.services.before_issue.draft import Draft, Unit
    from workbench.services.before_issue.finding import Severity

_CODES = ("head.paper_no", "head.file_ref")


# ── F01, F17 ──────────────────────────────────────────────────────────────────────────────────────────────────


def same_numbers(draft: Draft) -> Iterator[Finding]:
    """F01: value, unit and qualifier of every figure the same in English and Chinese; F17: no power of ten between."""
    for unit in draft.units:
        if unit.live or unit.part in _CODES or len(unit.filled) < 2 or unit.template.missing:
            continue
        for one in mismatches(unit.plain("en"), unit.plain("zh-Hant")):
            code = "F17" if one.how == "magnitude" else "F01"
            severity: Severity = "amber" if one.how == "words" else "red"
            yield Finding(
                code, severity, one.how, unit.block, unit.part, unit.place, one.en or "—", one.zh or "—"
            )  # fmt: skip
        yield from _twice(draft, unit)


def _twice(draft: Draft, unit: Unit) -> Iterator[Finding]:
    """A typed *about* before a field that brings its own: *not less than not less than 100 000*."""
    for lang in LANGS:
        stretches = spans(unit.filled.get(lang, ""))
        for before, after in pairwise(stretches):
            figure = draft.book.figures.get(after.figure)
            if figure is None or not figure.qualifier or before.figure:
                continue
            typed = before.text.rstrip().lower()
            if any(typed.endswith(word) for word, _ in QUALIFIER_WORDS):
                word = next(word for word, _ in QUALIFIER_WORDS if typed.endswith(word))
                yield Finding(
                    "F01", "red", "twice", unit.block, unit.part, unit.place, word, after.text, after.figure
                )  # fmt: skip


_WRONG_SCALE = re.compile(
    r"(?P<number>\d[\d,\u2009 ]*(?:\.\d+)?)(?P<scale>十億|百萬|千萬|十萬)(?=[多餘]?(?:港|美|人民)?[元幣])"
)
_SCALES = {"十億": 9, "千萬": 7, "百萬": 6, "十萬": 5}


def chinese_scales(draft: Draft) -> Iterator[Finding]:
    """F17: amounts in 萬 and 億, never 十億 for billion or 百萬 for million (26 554百萬元 is 265.54億元)."""
    for unit in draft.units:
        text = unit.written("zh-Hant")
        for match in () if unit.live else _WRONG_SCALE.finditer(text):
            value = Decimal(re.sub(r"[,\u2009 ]", "", match["number"])).scaleb(_SCALES[match["scale"]])
            power, word = (8, "億") if value >= 10**8 else (4, "萬")
            shown = value.scaleb(-power).normalize()
            new = f"{shown:,f}{word}"
            fix = Fix(unit.block, unit.part, "zh-Hant", match.start(), match.group(), new)
            yield Finding(
                "F17", "amber", "scale", unit.block, unit.part, unit.place, match.group(), new, fixes=(fix,)
            )


# ── F02 ───────────────────────────────────────────────────────────────────────────────────────────────────────

_NO_FIGURE = re.compile(
    r"(?:No\.|Cap\.|Chapter|chapter|[Pp]aragraphs?|[Ss]ections?|Table|Chart|Annex|Head|Subhead|Tab|CB\(\d\)|LS"
    r"|per|every|each|第|表|圖|附件|總目|分目|每|檔號[：:]?|電話[：:]?)\s*$|[A-Za-z/-]$"
)


def sourced(draft: Draft) -> Iterator[Finding]:
    """F02: a field without a source, a field in one language where the other has a typed number, a typed figure."""
    told: set[str] = set()
    for unit in draft.units:
        for name in {*unit.figures("en"), *unit.figures("zh-Hant")}:
            figure = draft.book.figures.get(name)
            if figure is not None and figure.value is not None and not figure.source_id and name not in told:
                told.add(name)
                yield Finding(
                    "F02", "red", "no-source", unit.block, unit.part, unit.place,
                    figure.texts.show("en"), figure.texts.show("zh-Hant"), name,
                    params={"first_zh": figure.texts.show("zh-Hant")},
                )  # fmt: skip
    typed: dict[int, list[tuple[Unit, dict[Lang, list[Printed]]]]] = {}
    for unit in draft.units:
        if unit.live or unit.quoted or unit.part in (*_CODES, "head.status"):
            continue
        found = {lang: [*_typed(unit.typed(lang))] for lang in LANGS}
        if any(found.values()):
            table = unit.block >= 0 and isinstance(draft.pack.blocks[unit.block], TableBlock)
            typed.setdefault(unit.block if table else -2 - len(typed), []).append((unit, found))
    for block, units in typed.items():
        yield _unsourced(draft, units, whole=block >= 0)


def filled_in(draft: Draft) -> Iterator[Finding]:
    """F02: every name in a text is a field or a word of the head, and every field has a figure to print."""
    for unit in draft.units:
        names = dict.fromkeys(
            name for lang in unit.filled for name in field_names(unit.template.get(lang) or "")
        )
        for name in names:
            figure = draft.book.figures.get(name)
            if figure is None and name not in HEAD_FIELDS:
                variant = "unknown"
            elif figure is not None and figure.texts.show("en") == GAP.format(name=name):
                variant = "gap"
            else:
                continue
            period = f"{figure.series_id} {figure.period}" if figure is not None else ""
            yield Finding(
                "F02", "red", variant, unit.block, unit.part, unit.place, f"{{{name}}}", period.strip()
            )


def _unsourced(draft: Draft, units: list[tuple[Unit, dict[Lang, list[Printed]]]], *, whole: bool) -> Finding:
    """One line for a text, or for a whole table: its first figure, and how many there are."""
    unit, found = units[0]
    count = sum(max(len(each) for each in figures.values()) for _, figures in units)
    fixes = tuple(
        fix for one, figures in units for lang in LANGS for fix in _as_fields(draft, one, lang, figures[lang])
    )
    first, second = (", ".join(one.text.strip() for one in found[lang][:3]) or "—" for lang in LANGS)
    variant = "typed-table" if whole and count > 1 else "typed"
    return Finding(
        "F02", "red", variant, unit.block, unit.part, unit.place, first, second,
        fixes=fixes, params={"count": count},
    )  # fmt: skip


def _typed(text: str) -> Iterator[Printed]:
    """Typed figures that need a source: amounts, percentages, ratios, decimals, large and qualified counts."""
    for one in printed_figures(text):
        before = text[max(0, one.start - 12) : one.start]
        if _NO_FIGURE.search(before) or text[one.end : one.end + 1] == "/":
            continue
        large = one.kind == "number" and (abs(one.value) >= 1000 or one.decimals or one.qualifier)
        if one.kind in ("money", "percent", "pair") or (large and HELD not in one.text):
            yield one


def _as_fields(draft: Draft, unit: Unit, lang: Lang, figures: list[Printed]) -> Iterator[Fix]:
    """A typed figure that the paper has as a field, put as the field. Only where exactly one field prints it so."""
    template = unit.template.get(lang) or ""
    for one in figures:
        said = _loose(one.text)
        names = [
            name
            for name, figure in draft.book.figures.items()
            if figure.show in ("value", "value_unit") and _loose(figure.texts.show(lang)).startswith(said)
        ]
        shown = {_loose(draft.book.figures[name].texts.show(lang)) for name in names}
        if len(shown) != 1 or template.count(one.text.strip()) != 1:
            continue
        whole = next(iter(shown))
        start = _loose(template).find(whole)
        if start >= 0:
            yield Fix(
                unit.block, unit.part, lang, start, template[start : start + len(whole)], f"{{{names[0]}}}"
            )


def _loose(text: str) -> str:
    return re.sub("[\u00a0\u2009\u202f]", " ", text).strip()


# ── F03 ───────────────────────────────────────────────────────────────────────────────────────────────────────


def agree(draft: Draft) -> Iterator[Finding]:
    """F03: a figure for the same series and period is the same wherever it stands: texts, tables, charts.

    Figures that the plan itself printed (the columns 2016 and 2022) stand as it printed them; where they differ from
    the newest ones beside them that is told, not refused. Tables of revisions are about the differences.
    """
    plan = {t.provenance.source_id for t in draft.session.targets() if t.kind == "reference_target"}
    seen: dict[tuple[str, ...], tuple[TracedFigure, Unit]] = {}
    for unit in draft.units:
        if unit.block >= 0 and getattr(draft.original.blocks[unit.block], "kind", "") == "revisions":
            continue
        for name in dict.fromkeys([*unit.figures("en"), *unit.figures("zh-Hant")]):
            figure = draft.book.figures[name]
            if figure.value is None or figure.kind not in ("observation", "target", "scenario", "delivery"):
                continue
            if figure.show not in ("value", "value_unit"):
                continue
            key = (figure.kind, figure.series_id, figure.period, figure.scenario_id, figure.method)
            before = seen.setdefault(key, (figure, unit))
            if before[0] is figure:
                continue
            if finding := _differs(draft, before, (figure, unit), plan):
                yield finding
    yield from _charts(draft, seen, plan)


def _differs(
    draft: Draft, one: tuple[TracedFigure, Unit], two: tuple[TracedFigure, Unit], plan: set[str]
) -> Finding | None:
    a, b = one[0], two[0]
    if a.value != b.value:
        severity = "amber" if (a.source_id in plan) != (b.source_id in plan) else "red"
        variant = "value"
    else:
        severity, variant = "amber", "print"
        if {a.decimals, b.decimals} == {a.decimals} and a.qualifier == b.qualifier:
            return None
        if _number(a.texts.show("en")) == _number(b.texts.show("en")) and a.qualifier == b.qualifier:
            return None
    return Finding(
        "F03", "red" if severity == "red" else "amber", variant, two[1].block, two[1].part, two[1].place,
        b.texts.show("en"), a.texts.show("en"), b.name,
        params={
            "where": one[1].place.show("en"), "where_zh": one[1].place.show("zh-Hant"),
            "first_zh": b.texts.show("zh-Hant"), "second_zh": a.texts.show("zh-Hant"),
            **_series(draft, b),
        },
    )  # fmt: skip


def _number(text: str) -> tuple[object, ...]:
    return tuple((one.value, one.qualifier) for one in printed_figures(text))


def _series(draft: Draft, figure: TracedFigure) -> dict[str, str]:
    names = {one.id: one.name for one in draft.session.indicators()}
    name = names.get(figure.series_id)
    return {
        "series": name.show("en") if name else figure.series_id,
        "series_zh": name.show("zh-Hant") if name else figure.series_id,
        "period": figure.period,
    }


def _charts(
    draft: Draft, seen: dict[tuple[str, ...], tuple[TracedFigure, Unit]], plan: set[str]
) -> Iterator[Finding]:
    """Points of the charts against the figures of texts and tables."""
    told: set[tuple[str, ...]] = set()
    for index, blocks in draft.filled["en"].items():
        for block in blocks:
            if not isinstance(block, FilledChart):
                continue
            scenario = getattr(draft.pack.blocks[index], "scenario_id", "")
            for line in block.spec.lines:
                projected = line.dashed
                series = line.id.partition(OUTSIDE if line.id.endswith(OUTSIDE) else PROJECTION)[0]
                for point in (point for segment in line.segments for point in segment):
                    kind = "scenario" if projected else "observation"
                    key = (kind, series, point.period.code, scenario if projected else "", "")
                    if point.value is None or key not in seen or key in told:
                        continue
                    figure, unit = seen[key]
                    assert figure.value is not None
                    if _same(point.value, figure.value):
                        continue
                    told.add(key)
                    severity = "amber" if figure.source_id in plan else "red"
                    yield Finding(
                        "F03", "red" if severity == "red" else "amber", "chart", unit.block, unit.part,
                        unit.place, figure.texts.show("en"), point.text or f"{point.value:g}", figure.name,
                        params={
                            "where": block.label,
                            "where_zh": _label(draft, index),
                            "first_zh": figure.texts.show("zh-Hant"),
                            **_series(draft, figure),
                        },
                    )  # fmt: skip


def _label(draft: Draft, index: int) -> str:
    other = draft.filled["zh-Hant"].get(index)
    return str(getattr(other[0], "label", "")) if other else ""


def _same(one: float, two: float) -> bool:
    return abs(one - two) <= 1e-9 * max(1.0, abs(one), abs(two))


# ── F04 ───────────────────────────────────────────────────────────────────────────────────────────────────────


def target_years(draft: Draft) -> Iterator[Finding]:
    """F04: a target stands under, or beside, its published year and the year of its data: *2027 (2025)*."""
    told: set[tuple[int, str, str]] = set()
    cells = {(unit.block, unit.part): unit for unit in draft.units}
    for unit in draft.units:
        for name in unit.figures("en") or unit.figures("zh-Hant"):
            figure = draft.book.figures[name]
            if figure.kind != "target" or figure.show not in ("value", "value_unit") or figure.value is None:
                continue
            published, _, data = figure.period.replace(")", "").partition(" (")
            block = draft.pack.blocks[unit.block] if unit.block >= 0 else None
            if isinstance(block, TableBlock) and unit.part[0] == "r":
                if finding := _column(draft, unit, block, cells, published, data):
                    mark = (unit.block, finding.part, published)
                    if mark not in told:
                        told.add(mark)
                        yield finding
                continue
            text = unit.plain("en") or unit.plain("zh-Hant")
            if data not in text and published in text:
                yield Finding(
                    "F04", "amber", "text", unit.block, unit.part, unit.place, published, data,
                    figure.texts.show("en"), params={"near_zh": figure.texts.show("zh-Hant")},
                )  # fmt: skip


def _column(
    draft: Draft,
    unit: Unit,
    block: TableBlock,
    cells: dict[tuple[int, str], Unit],
    published: str,
    data: str,
) -> Finding | None:
    row, column = (int(n) for n in unit.part[1:].split("c"))
    heads = [cells.get((unit.block, f"r{n}c{column}")) for n in range(1, block.header_rows + 1)]
    beside = [cells.get((unit.block, f"r{row}c{n}")) for n in range(1, column + 1)]
    for lang in LANGS:
        if lang not in unit.filled:
            continue
        said = " ".join(one.plain(lang) for one in [*heads, *beside] if one is not None)
        if published in said and data in said:
            continue
        head = next((one for one in heads if one is not None and published in one.plain(lang)), None)
        fixes = []
        for each in LANGS if head is not None else ():
            text = head.written(each) if head is not None else ""
            if head is not None and data not in head.plain(each) and published in text and not head.live:
                new = f"{published} ({data})" if each == "en" else f"{published}（{data}）"
                place = text.index(published)
                fixes.append(Fix(head.block, head.part, each, place, published, new))
        where = head or unit
        return Finding(
            "F04", "red", "column", where.block, where.part, where.place, published, data, fixes=tuple(fixes)
        )
    return None
