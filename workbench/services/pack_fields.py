"""The fields of a pack bound to figures of the session: text in each language, and where each came from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from workbench.base.messages import both, word
from workbench.briefing.resolved import TracedFigure
from workbench.domain.dates import hong_kong
from workbench.domain.errors import Problem, RuleError, UsageError
from workbench.domain.figure import MISSING_STATUSES, Unit
from workbench.domain.period import Period, known_by
from workbench.domain.text import LANGS, LocalText
from workbench.domain.wording import (
    academic_year,
    date_words,
    figure,
    fiscal_year,
    number,
    qualified,
    qualifier_word,
)
from workbench.services.charts import Projection, newest, projection_of
from workbench.services.pack_data import PackData
from workbench.services.pack_delivery import Delivery
from workbench.services.pack_kinds import delivered, rating
from workbench.services.profiles import profile_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.figure import Observation, Qualifier, Target
    from workbench.domain.pack import FigureField, Pack
    from workbench.domain.profile import StyleProfile
    from workbench.domain.text import Lang

DERIVED, PROVISIONAL, OUTSIDE = "#", "@", "^"
LATEST = ("latest", "latest-official")
GAP = "〔{name}〕"


class FieldBook:
    """All fields of a pack, looked up once. ``problems``: what is missing, unsourced or not official."""

    def __init__(self, session: PackData, pack: Pack) -> None:
        self.session = session
        self.problems: list[Problem] = []
        self._runs: dict[str, Projection | None] = {}
        self._scenario_runs: dict[str, Any] = {}
        self.profiles: dict[Lang, StyleProfile] = {lang: profile_of(pack, lang) for lang in LANGS}
        self.day = day_of(session, pack)
        self._delivery: Delivery | None = None
        self.figures: dict[str, TracedFigure] = {}
        for field in pack.fields:
            self.figures[field.name] = self._resolve(field)

    def text(self, name: str, lang: Lang) -> str:
        """A field as printed in *lang*, with the mark of a figure that is not simply published."""
        traced = self.figures[name]
        return traced.texts.show(lang) + self.mark(name)

    def mark(self, name: str) -> str:
        """``#`` computed here, ``^`` from outside, ``@`` provisional; "" for a published figure and for words."""
        traced = self.figures[name]
        if traced.show not in ("value", "value_unit"):
            return ""
        if traced.confidence == "derived":
            return DERIVED
        if traced.confidence == "outside":
            return OUTSIDE
        return PROVISIONAL if {"P", "E"} & set(traced.status) else ""

    def projection(self, scenario_id: str, indicator_id: str) -> Projection | None:
        """What a scenario says of an indicator; ``None`` (and a problem) where it says nothing."""
        try:
            found = projection_of(self._scenario_run(scenario_id), indicator_id)
        except UsageError:
            found = None
        if found is None or not found.values:
            self.problem(
                "no-scenario", name=indicator_id, scenario=scenario_id, series=indicator_id, period="*"
            )
            return None
        return found

    def delivery(self, as_of: str = "") -> Delivery:
        """The measures as they stand on the day of the paper, or on another."""
        day = as_of or self.day
        if self._delivery is None or self._delivery.day != day:
            self._delivery = Delivery(self.session, day)
        return self._delivery

    def date(self, iso: str, lang: Lang) -> str:
        """A date in the style of the paper."""
        return _date(iso, lang, chinese_numerals=self.profiles[lang].chinese_numerals)

    def period(self, period: Period, lang: Lang, unit: Unit) -> str:
        """A reference period in the style of the paper: months and days as dates, a split year as the financial year of an
        amount (``2024-25年度``), else as a school year (``2024/25學年``).
        """
        if period.frequency in ("M", "D"):
            return self.date(period.code, lang)
        if period.frequency == "Y":
            first = period.start.year
            return fiscal_year(first, lang) if unit.kind == "money" else academic_year(first, lang)
        return period.label(lang)

    # ── one field ────────────────────────────────────────────────────────────────────────────────────────

    def _resolve(self, field: FigureField) -> TracedFigure:
        kinds: dict[str, Callable[[FigureField], TracedFigure | None]] = {
            "target": self._target,
            "scenario": self._scenario,
            "rating": partial(rating, self),
            "delivery": partial(delivered, self),
        }
        traced = kinds.get(field.kind, self._observation)(field)
        if traced is None:
            gap = GAP.format(name=field.name)
            return TracedFigure(
                field.name, field.kind, field.series_id, field.period, None, LocalText(gap, gap), field.show
            )
        self._check(traced)
        return traced

    def problem(self, code: str, *, severity: Any = "error", **params: Any) -> None:
        """Enter a finding."""
        self.problems.append(Problem(severity, f"packs.{code}", params))

    def _observation(self, field: FigureField) -> TracedFigure | None:
        known: tuple[Observation, ...]
        try:
            unit = self.session.indicator(field.series_id).unit
            if field.snapshot_id:
                known = self.session.observations_at(field.series_id, field.snapshot_id)
            elif field.vintage:
                every = self.session.vintages(field.series_id)
                known = tuple(o for o in every if o.vintage == field.vintage)
            else:
                known = self.session.observations(field.series_id, as_of=field.as_of or None)
        except UsageError:
            known, unit = (), None
        if field.period in LATEST:
            if field.period == "latest-official":
                known = tuple(o for o in known if o.confidence != "outside")
            found = newest(known, self.session.definitions(field.series_id))
        else:
            found = _at(known, field.period)
        if found is None or unit is None:
            self.problem("no-figure", name=field.name, series=field.series_id, period=field.period)
            return None
        qualifier = self._qualifier(field, found.qualifier)
        texts = self.texts(
            field,
            unit,
            found.value,
            found.text,
            qualifier,
            field.decimals if field.decimals is not None else found.decimals,
            lambda lang: self.period(found.period, lang, unit),
            found.provenance.source_id,
            found.vintage,
        )
        place = found.provenance
        return TracedFigure(
            name=field.name,
            kind="observation",
            series_id=field.series_id,
            period=found.period.code,
            value=found.value,
            texts=texts,
            show=field.show,
            qualifier=qualifier,
            vintage=found.vintage,
            source_id=place.source_id,
            source=self.source(place.source_id),
            place=place.place,
            file_name=place.file_name,
            cell=f"{place.sheet}!{place.cell}" if place.cell else "",
            confidence=found.confidence,
            status=found.status,
            definition=found.definition,
            snapshot_id=field.snapshot_id,
            unit=unit.code,
            multiplier=unit.multiplier,
            decimals=field.decimals if field.decimals is not None else found.decimals,
        )

    def _target(self, field: FigureField) -> TracedFigure | None:
        found: Target | None = next(
            (
                t
                for t in self.session.targets(field.series_id)
                if str(t.column_year) == field.period and t.kind == "reference_target"
            ),
            None,
        )
        if found is None:
            self.problem("no-target", name=field.name, series=field.series_id, period=field.period)
            return None
        unit = self.session.indicator(field.series_id).unit
        data_year = Period.year(found.data_year)
        source = self.session.sources().get(found.provenance.source_id)
        vintage = source.published if source else ""
        qualifier = self._qualifier(field, found.qualifier)
        texts = self.texts(
            field,
            unit,
            found.value,
            found.text,
            qualifier,
            field.decimals if field.decimals is not None else found.decimals,
            data_year.label,
            found.provenance.source_id,
            vintage,
        )
        return TracedFigure(
            name=field.name,
            kind="target",
            series_id=field.series_id,
            period=f"{found.column_year} ({found.data_year})",
            value=found.value,
            texts=texts,
            show=field.show,
            qualifier=qualifier,
            vintage=vintage,
            source_id=found.provenance.source_id,
            source=self.source(found.provenance.source_id),
            place=found.provenance.place,
            confidence="official",
            unit=unit.code,
            multiplier=unit.multiplier,
            decimals=field.decimals if field.decimals is not None else found.decimals,
        )

    def _scenario(self, field: FigureField) -> TracedFigure | None:
        if field.method:
            from workbench.services.scenario_passage import traced

            found = traced(self.session, field, self._scenario_run)
            if found is None:
                told = {"name": field.name, "scenario": field.scenario_id}
                self.problem("no-scenario", series=field.series_id, period=field.period, **told)
            return found
        try:
            run = projection_of(self._scenario_run(field.scenario_id), field.series_id)
            unit = self.session.indicator(field.series_id).unit
        except UsageError:
            run, unit = None, None
        value = run.values.get(int(field.period)) if run and field.period.isdigit() else None
        if run is None or unit is None or value is None:
            self.problem(
                "no-scenario",
                name=field.name,
                scenario=field.scenario_id,
                series=field.series_id,
                period=field.period,
            )
            return None
        decimals = field.decimals if field.decimals is not None else 1
        texts = self.texts(field, unit, value, "", "", decimals, Period.year(int(field.period)).label, "", "")
        source = LocalText.of(
            {lang: word("packs.source-scenario", lang, scenario=run.name.show(lang)) for lang in LANGS}
        )
        return TracedFigure(
            name=field.name,
            kind="scenario",
            series_id=field.series_id,
            period=field.period,
            value=value,
            texts=texts,
            show=field.show,
            source_id=f"scenario:{field.scenario_id}",
            source=source,
            confidence="projection",
            scenario_id=field.scenario_id,
            unit=unit.code,
            multiplier=unit.multiplier,
            decimals=decimals,
        )

    def _qualifier(self, field: FigureField, own: Qualifier) -> Qualifier:
        """What is to be printed before the figure; told where it is not the figure's own."""
        if field.qualifier in ("source", own):
            return own
        self.problem(
            "qualifier-changed",
            severity="warning",
            name=field.name,
            own=qualifier_word(own, "en") or "—",
            own_zh=qualifier_word(own, "zh-Hant") or "—",
            new=qualifier_word(cast("Qualifier", field.qualifier), "en") or "—",
            new_zh=qualifier_word(cast("Qualifier", field.qualifier), "zh-Hant") or "—",
        )
        return cast("Qualifier", field.qualifier)

    def texts(
        self,
        field: FigureField,
        unit: Unit,
        value: float | None,
        text: str,
        qualifier: Qualifier,
        decimals: int | None,
        label: Callable[[Lang], str],
        source_id: str,
        vintage: str,
    ) -> LocalText:
        """What a field prints in each language, by what it is to show."""
        said: dict[str, str] = {}
        for lang in LANGS:
            style = self.profiles[lang]
            if field.show == "period":
                said[lang] = label(lang)
            elif field.show == "source":
                said[lang] = self.source(source_id).show(lang)
            elif field.show == "vintage":
                said[lang] = _date(vintage, lang, chinese_numerals=style.chinese_numerals)
            elif field.show == "value":
                bare = number(value, unit, lang, decimals=decimals, style=style)
                said[lang] = qualified(bare, qualifier, lang, style)
            else:
                said[lang] = figure(
                    value, unit, lang, decimals=decimals, qualifier=qualifier, style=style, text=text
                )
        return LocalText.of(said)

    def source(self, source_id: str) -> LocalText:
        """The title of a source; its id where it is not known."""
        source = self.session.sources().get(source_id)
        return source.title if source else LocalText(source_id or None, source_id or None)

    def _check(self, traced: TracedFigure) -> None:
        """A figure needs a source, keeps its qualifier, and says so where it is not official."""
        words = {
            "name": traced.name,
            "text": traced.texts.show("en"),
            "text_zh": traced.texts.show("zh-Hant"),
        }
        if not traced.source_id:
            self.problem("no-source", **words)
        if traced.show not in ("value", "value_unit"):
            return
        if traced.confidence == "outside":
            source = {"source": traced.source.show("en"), "source_zh": traced.source.show("zh-Hant")}
            self.problem("outside", severity="warning", **words, **source)
        if traced.confidence == "derived":
            self.problem("derived", severity="warning", **words)
        if traced.qualifier:
            said = {
                lang: qualifier_word(cast("Qualifier", traced.qualifier), lang, self.profiles[lang])
                for lang in LANGS
            }
            if not all(traced.texts.show(lang).startswith(said[lang]) for lang in LANGS):
                self.problem("lost-qualifier", **words)

    def _scenario_run(self, scenario_id: str) -> Any:
        if scenario_id not in self._scenario_runs:
            from workbench.services import scenarios

            self._scenario_runs[scenario_id] = scenarios.run(self.session, scenario_id)  # type: ignore[arg-type]
        return self._scenario_runs[scenario_id]


def _missing(observation: Observation) -> bool:
    return observation.value is None or bool(MISSING_STATUSES & set(observation.status))


def _at(known: tuple[Observation, ...], period: str) -> Observation | None:
    return next((o for o in known if o.period.code == period and not _missing(o)), None)


def day_of(session: PackData, pack: Pack) -> str:
    """The day to which a paper speaks: that of the meeting, else the end of the month of its signature, else the day
    of the newest change in the workspace. ISO date.
    """
    if pack.meeting_date:
        return pack.meeting_date
    if pack.dated:
        return known_by(pack.dated)
    return hong_kong(session.moment())[:10]


def _date(iso: str, lang: Lang, *, chinese_numerals: bool = True) -> str:
    try:
        return date_words(iso, lang, chinese_numerals=chinese_numerals)
    except RuleError:
        return iso or "—"


def marks_of(texts: str, lang: Lang) -> list[str]:
    """The notes that explain the marks in a text."""
    notes = {DERIVED: "mark-derived", PROVISIONAL: "mark-provisional", OUTSIDE: "mark-outside"}
    return [both(f"packs.{code}")[lang] for mark, code in notes.items() if mark in texts]
