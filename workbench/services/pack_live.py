"""Tables that are filled from the workspace when a paper is made: expanded here into plain tables with figure fields.

After that nothing knows that they were live: they are checked, traced, printed and verified like any other table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from workbench.base.messages import both
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.pack import FigureField, LiveTable, Pack, TableBlock
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.domain.wording import academic_year, bracketed, date_words, fiscal_year, target_column
from workbench.services.charts import newest
from workbench.services.names_at import body_at
from workbench.services.pack_delivery import Delivery, Standing
from workbench.services.pack_fields import day_of
from workbench.services.profiles import profile_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.domain.figure import Indicator, Observation
    from workbench.domain.period import Period
    from workbench.services.pack_data import PackData

Row = tuple[LocalText, ...]
_BLUEPRINT_COLUMNS = ((2016, 2014), (2022, 2020))


def expanded(session: PackData, pack: Pack) -> Pack:
    """*pack* with its live tables as plain tables, and their figures among its fields.

    Raises :class:`UsageError` for a bureau, series or scenario that is not there.
    """
    if not any(isinstance(block, LiveTable) for block in pack.blocks):
        return pack
    maker = _Maker(session, pack)
    blocks = tuple(maker.table(block) if isinstance(block, LiveTable) else block for block in pack.blocks)
    return replace(pack, blocks=blocks, fields=(*pack.fields, *maker.fields.values()))


def escaped(text: LocalText) -> LocalText:
    """A text of the workspace as a text of a pack: braces are braces."""
    return LocalText.of({lang: _plain(words) for lang, words in text.as_dict().items()})


def _plain(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}").replace("**", "*")


def _same(text: str) -> LocalText:
    return LocalText(text, text)


def _word(code: str, **params: object) -> LocalText:
    return LocalText.of(both(f"packs.live-{code}", **params))


@dataclass
class _Maker:
    """Makes the tables of one pack and collects the fields they need."""

    session: PackData
    pack: Pack
    fields: dict[str, FigureField] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = {one.name for one in self.pack.fields}
        self.profiles = {lang: profile_of(self.pack, lang) for lang in LANGS}

    def table(self, block: LiveTable) -> TableBlock:
        """The plain table of a live one. An empty one says so in a row."""
        head, rows, widths, notes = getattr(self, f"_{block.kind}")(block.params)
        if not rows:
            rows = [(_word("nothing"), *(_same("—") for _ in head[1:]))]
        return TableBlock(
            block.caption,
            (tuple(head), *rows),
            1,
            tuple(widths),
            (*block.notes, *notes),
            LocalText(),
            block.only,
            block.anchor,
        )

    # ── parts of cells ───────────────────────────────────────────────────────────────────────────────────

    def field(self, kind: Any, series: str, period: str, **more: Any) -> str:
        """``{name}`` of a field for a figure; the same figure has one field."""
        stem = "_".join((kind[:3], series, period, *(str(value) for value in more.values())))
        name = "live_" + re.sub(r"[^A-Za-z0-9]+", "_", stem).strip("_")[:46]
        wanted = FigureField(name, kind, series, period, **more)
        number = 1
        while name in self.names or (name in self.fields and self.fields[name] != replace(wanted, name=name)):
            number += 1
            name = f"{wanted.name}_{number}"
        self.fields[name] = replace(wanted, name=name)
        return f"{{{name}}}"

    def date(self, iso: str) -> LocalText:
        """A year, month or day in words; a school year as it stands."""
        said: dict[str, str] = {}
        for lang in LANGS:
            try:
                said[lang] = date_words(iso, lang, chinese_numerals=self.profiles[lang].chinese_numerals)
            except RuleError:
                said[lang] = iso if lang == "en" else f"{iso}學年" if "/" in iso else iso
        return LocalText.of(said)

    def period(self, period: Period, one: Indicator) -> LocalText:
        """A reference period in words."""
        if period.frequency in ("M", "D"):
            return self.date(period.code)
        if period.frequency != "Y":
            return LocalText(*(period.label(lang) for lang in LANGS))
        say = fiscal_year if one.unit.kind == "money" else academic_year
        return LocalText(*(say(period.start.year, lang) for lang in LANGS))

    def bodies(self, codes: Iterable[str], day: str) -> LocalText:
        """The names of lead bodies on a day."""
        known = self.session.bodies()
        names = [body_at(known, code, day).name if code in known else _same(code) for code in codes]
        if not names:
            return _same("—")
        return escaped(
            LocalText("; ".join(n.show("en") for n in names), "、".join(n.show("zh-Hant") for n in names))
        )

    # ── indicators ───────────────────────────────────────────────────────────────────────────────────────

    def _reference(self, params: dict[str, str]) -> list[Indicator]:
        wanted = [part.strip() for part in params.get("series", "").split(",") if part.strip()]
        if wanted:
            return [self.session.indicator(each) for each in wanted]
        return [one for one in self.session.indicators() if one.role == "reference"]

    def _printed(self, one: Indicator, data_year: int) -> LocalText:
        """The figure that the plan itself printed in a column: of its data year, or of the next where it has none."""
        plan = {t.provenance.source_id for t in self.session.targets(one.id) if t.kind == "reference_target"}
        for year in (data_year, data_year + 1):
            for item in self.session.vintages(one.id):
                if (
                    item.period.code == str(year)
                    and item.value is not None
                    and item.provenance.source_id in plan
                ):
                    shown = self._counted(one, "observation", str(year), vintage=item.vintage)
                    if year == data_year:
                        return shown
                    return LocalText(*(bracketed(shown.show(lang), str(year), lang) for lang in LANGS))
        return _same("—")

    def _counted(self, one: Indicator, kind: str, period: str, **more: Any) -> LocalText:
        """A figure in a table whose first column names what is counted: in English bare, in Chinese with its measure."""
        if one.unit.kind != "count":
            return _same(self.field(kind, one.id, period, **more))
        name = self.field(kind, one.id, period, show="value", **more)
        return LocalText(name, name + _plain(one.unit.text.show("zh-Hant")))

    def _indicators(self, params: dict[str, str]) -> tuple[list[LocalText], list[Row], list[float], Row]:
        rows: list[Row] = []
        columns = sorted(
            {
                (t.column_year, t.data_year)
                for one in self._reference(params)
                for t in self.session.targets(one.id)
                if t.kind == "reference_target"
            }
        )
        for one in self._reference(params):
            row: list[LocalText] = [escaped(one.name)]
            row += [self._printed(one, data_year) for _, data_year in _BLUEPRINT_COLUMNS]
            shown = self._counted(one, "observation", "latest")
            year = self.field("observation", one.id, "latest", show="period")
            row.append(LocalText(*(bracketed(shown.show(lang), year, lang) for lang in LANGS)))
            known = {t.column_year for t in self.session.targets(one.id) if t.kind == "reference_target"}
            row += [
                self._counted(one, "target", str(column)) if column in known else _same("—")
                for column, _ in columns
            ]
            rows.append(tuple(row))
        head = [_word("indicator")]
        head += [_column(*column) for column in _BLUEPRINT_COLUMNS]
        head.append(_word("latest"))
        head += [_column(*column) for column in columns]
        widths = [19.0, 14.5, 16, 19.5, *(31 / max(1, len(columns)) for _ in columns)]
        return head, rows, widths, ()

    def _sources(self, params: dict[str, str]) -> tuple[list[LocalText], list[Row], list[float], Row]:
        rows = []
        for one in self._reference(params):
            cells = [
                _same(self.field("observation", one.id, "latest", show=show))
                for show in ("period", "source", "vintage")
            ]
            rows.append((escaped(one.name), self._counted(one, "observation", "latest"), *cells))
        head = [_word(code) for code in ("indicator", "latest", "year", "source", "known")]
        return head, rows, [28, 13, 10, 30, 19], ()

    def _revisions(self, params: dict[str, str]) -> tuple[list[LocalText], list[Row], list[float], Row]:
        """Every figure of a series with each state in which it was published, newest period first."""
        rows: list[Row] = []
        for one in self._reference(params):
            by_period: dict[str, list[Observation]] = {}
            for item in self.session.vintages(one.id):
                if item.value is not None:
                    by_period.setdefault(item.period.code, []).append(item)
            for code, items in sorted(by_period.items(), reverse=True):
                if len({item.value for item in items}) < 2 and not params.get("all"):
                    continue
                for item in items:
                    rows.append(
                        (
                            escaped(one.name),
                            self.period(item.period, one),
                            _same(self.field("observation", one.id, code, vintage=item.vintage)),
                            self.date(item.vintage),
                        )
                    )
        head = [_word(code) for code in ("indicator", "year", "figure", "known")]
        return head, rows, [40, 15, 20, 25], ()

    def _scenarios(self, params: dict[str, str]) -> tuple[list[LocalText], list[Row], list[float], Row]:
        """The reference indicators under scenarios, in the data years of their targets."""
        from workbench.services import scenarios

        wanted = [part.strip() for part in params.get("scenarios", "").split(",") if part.strip()]
        known = {one.id: one for one in self.session.scenarios()}
        for name in wanted:
            if name not in known:
                raise UsageError("session.unknown-id", kind="scenario", id=name)
        chosen = [known[name] for name in wanted] or list(known.values())
        rows: list[Row] = []
        runs = {one.id: scenarios.run(self.session, one.id) for one in chosen}  # type: ignore[arg-type]
        for one in self._reference(params):
            for target in self.session.targets(one.id):
                if target.kind != "reference_target":
                    continue
                cells: list[LocalText] = []
                for scenario in chosen:
                    outcome = runs[scenario.id].indicator(one.id)
                    there = any(y == target.data_year for y, _ in outcome.projection)
                    cells.append(
                        self._counted(
                            one,
                            "scenario",
                            str(target.data_year),
                            scenario_id=scenario.id,
                            decimals=_decimals(one, self.session),
                        )
                        if there
                        else _same("—")
                    )
                if all(cell == _same("—") for cell in cells):
                    continue
                shown = self._counted(one, "target", str(target.column_year))
                rows.append((escaped(one.name), _column(target.column_year, target.data_year), shown, *cells))
        head = [_word("indicator"), _word("column"), _word("reference")]
        head += [escaped(scenario.name) for scenario in chosen]
        note = (_word("projection-note"),)
        return head, rows, [26, 14, 14, *(46 / max(1, len(chosen)) for _ in chosen)], note

    # ── delivery ─────────────────────────────────────────────────────────────────────────────────────────

    def _delivery(self, params: dict[str, str]) -> tuple[Delivery, str, str]:
        day = params.get("as_of") or day_of(self.session, self.pack)
        bureau = params.get("bureau", "")
        bureau = self.pack.bureau if bureau == "pack" else bureau
        if bureau and bureau not in self.session.bodies():
            raise UsageError("packs.unknown-body", code=bureau)
        return Delivery(self.session, day), bureau, day

    def _measure_row(self, number: int, item: Standing, day: str, middle: list[LocalText]) -> Row:
        title = item.node.title
        mark = "†" if item.node.official == "no" else ""
        named = escaped(LocalText(f"{title.show('en')}{mark}", title.show("zh-Hant")))
        said = escaped(item.report.text) if item.report else _word("no-report")
        if item.report:
            when = self.date(item.report.as_of)
            said = LocalText(
                *(_plain(bracketed_end(said.show(lang), when.show(lang), lang)) for lang in LANGS)
            )
        return (_same(str(number)), named, self.bodies(item.node.lead_bodies, day), *middle, said)

    def _due(self, item: Standing) -> LocalText:
        node = item.node
        if node.due:
            return self.date(node.due)
        return escaped(node.due_text) if node.due_text.as_dict() else _word("no-date")

    def _measures(self, params: dict[str, str]) -> tuple[list[LocalText], list[Row], list[float], Row]:
        delivery, bureau, day = self._delivery(params)
        items = delivery.of_bureau(bureau)
        rows = [
            self._measure_row(n + 1, item, day, [self._due(item), _word(f"state-{item.state}")])
            for n, item in enumerate(items)
        ]
        head = [_word(code) for code in ("number", "measure", "lead", "due", "state", "position")]
        return head, rows, [5, 30, 16, 15, 12, 22], self._delivery_notes(items, day)

    def _overdue(self, params: dict[str, str]) -> tuple[list[LocalText], list[Row], list[float], Row]:
        delivery, bureau, day = self._delivery(params)
        items = sorted((i for i in delivery.of_bureau(bureau) if i.overdue), key=lambda i: (i.due, i.node.id))
        rows = [self._measure_row(n + 1, item, day, [self._due(item)]) for n, item in enumerate(items)]
        head = [_word(code) for code in ("number", "measure", "lead", "due", "position")]
        notes = (
            _word("overdue-note", **_dates(self.date(day))),
            *self._delivery_notes(items, day),
        )
        return head, rows, [5, 33, 20, 15, 27], notes

    def _commitments(self, params: dict[str, str]) -> tuple[list[LocalText], list[Row], list[float], Row]:
        """Measures with money or a quantity to them."""
        delivery, bureau, day = self._delivery(params)
        items = [i for i in delivery.of_bureau(bureau) if i.node.amounts or i.node.targets]
        rows = []
        for n, item in enumerate(items):
            promised = [
                self.field("delivery", item.node.id, "", method=f"amount {place}")
                for place, amount in enumerate(item.node.amounts)
                if not amount.counted_at
            ]
            words = [escaped(target.text) for target in item.node.targets if target.text.as_dict()]
            text = LocalText(
                "; ".join([*promised, *(w.show("en") for w in words)]) or "—",
                "；".join([*promised, *(w.show("zh-Hant") for w in words)]) or "—",
            )
            rows.append(self._measure_row(n + 1, item, day, [text, self._due(item)]))
        head = [_word(code) for code in ("number", "measure", "lead", "promise", "due", "position")]
        return head, rows, [5, 27, 16, 19, 14, 19], self._delivery_notes(items, day)

    def _delivery_notes(self, items: Iterable[Standing], day: str) -> Row:
        found = [_word("as-at", **_dates(self.date(day)))]
        if any(item.node.official == "no" for item in items):
            found.append(_word("not-official"))
        return tuple(found)


def _dates(date: LocalText) -> dict[str, str]:
    return {"date": date.show("en"), "date_zh": date.show("zh-Hant")}


def bracketed_end(text: str, inside: str, lang: Lang) -> str:
    """``Launched (October 2023)``, ``已推出（二零二三年十月）``; nothing added where the text is empty."""
    return bracketed(text.rstrip("。."), inside, lang) if text else text


def _column(column_year: int, data_year: int) -> LocalText:
    return LocalText(*(target_column(column_year, data_year, lang) for lang in LANGS))


def _decimals(one: Indicator, session: PackData) -> int:
    """As fine as the finest figure beside it; counts whole."""
    if one.unit.kind == "count":
        return 0
    last = newest(session.observations(one.id), session.definitions(one.id))
    targets = [t.decimals or 0 for t in session.targets(one.id)]
    return max([last.decimals or 0 if last else 0, *targets])
