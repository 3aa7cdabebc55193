"""Every method's judgement on the chosen indicator, how far they agree, what would turn it, and how sure it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.wording import target_column
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.panes.indicators.page import Page
from workbench.gui.widgets.flow import FlowLayout
from workbench.gui.widgets.indicator_facts import shown_target
from workbench.gui.widgets.rating import METHODS, REASONS, WORDS, figure_of, mark_of, mark_of_status
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services.definitions import links
from workbench.services.frozen import FrozenSession

if TYPE_CHECKING:
    from workbench.calc.rating import Rating
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.workspace import Workspace
    from workbench.services.agreement import Agreement

_CONTEXT = "RatingPage"
_ASSUMPTIONS = {
    "base-year": mark(_CONTEXT, "Base year"),
    "target-year": mark(_CONTEXT, "Target year"),
    "rounding": mark(_CONTEXT, "Rounding"),
    "first-release": mark(_CONTEXT, "First release"),
}
_DETAILS = {
    "growth_observed": mark(_CONTEXT, "growth so far {value} a year"),
    "growth_required": mark(_CONTEXT, "growth needed {value} a year"),
    "expected": mark(_CONTEXT, "expected in the target year {value}"),
    "due": mark(_CONTEXT, "due by now {value}"),
    "pace": mark(_CONTEXT, "pace so far {value}"),
    "needed": mark(_CONTEXT, "pace needed {value}"),
}


_BOUNDS = {
    "high": mark(_CONTEXT, "high"),
    "med": mark(_CONTEXT, "mid"),
    "low": mark(_CONTEXT, "low"),
    "due": mark(_CONTEXT, "due"),
    "maintain": mark(_CONTEXT, "maintain"),
    "accelerate": mark(_CONTEXT, "accelerate"),
    "sun": mark(_CONTEXT, "sun"),
    "sun-and-cloud": mark(_CONTEXT, "sun and cloud"),
    "cloud": mark(_CONTEXT, "cloud"),
}


class RatingPage(Page):
    """``filled``: the judgements have come back from their thread."""

    filled = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        theme = workspace.theme
        self._target_year: int | None = None
        self._base_year: int | None = None
        self._job: Job | None = None
        self.agreement: Agreement | None = None
        row = FlowLayout(gap=self.px(8))
        targets = QWidget(self)
        self._targets = QHBoxLayout(targets)
        self._targets.setContentsMargins(0, 0, 0, 0)
        self._targets.setSpacing(0)
        self._target_group = QButtonGroup(self)
        label = QLabel(self)
        label.setProperty("role", "small")
        bind(label, label.setText, _CONTEXT, "Reference figure")
        row.addWidget(label)
        row.addWidget(targets)
        self.base = QComboBox(self)
        self.base.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.base.setMinimumContentsLength(12)
        self.base.activated.connect(self._base_chosen)
        base_label = QLabel(self)
        base_label.setProperty("role", "small")
        base_label.setBuddy(self.base)
        bind(base_label, base_label.setText, _CONTEXT, "Base year")
        bind(self.base, self.base.setAccessibleName, _CONTEXT, "Base year")
        row.addWidget(base_label)
        row.addWidget(self.base)
        self.revisions = QPushButton(self)
        bind(self.revisions, self.revisions.setText, _CONTEXT, "Revisions…")
        self.revisions.clicked.connect(lambda: workspace.trigger("data.revisions"))
        row.addWidget(self.revisions)
        self.column.addLayout(row)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("page", True)
        area.setWidget(inner)
        self.column.addWidget(area, 1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.px(6))

        def line(role: str = "") -> QLabel:
            made = QLabel(inner)
            made.setWordWrap(True)
            if role:
                made.setProperty("role", role)
            column.addWidget(made)
            return made

        self.badge = line("finding")
        self.words = line()
        self.inputs = line("muted")
        self.breaks = QWidget(inner)
        breaks = QHBoxLayout(self.breaks)
        breaks.setContentsMargins(0, 0, 0, 0)
        self.break_words = QLabel(self.breaks)
        self.break_words.setWordWrap(True)
        self.break_words.setProperty("tone", "warn")
        breaks.addWidget(self.break_words, 1)
        self.link = QPushButton(self.breaks)
        bind(self.link, self.link.setText, _CONTEXT, "Definitions…")
        self.link.clicked.connect(self._definitions)
        breaks.addWidget(self.link)
        column.addWidget(self.breaks)
        self.methods = TextTable(theme, inner, rows_shown=1)
        bind(self.methods, self.methods.setAccessibleName, _CONTEXT, "Every method and its judgement")
        column.addWidget(self.methods)
        self.basis = line("small")
        section = line("section")
        bind_text(section, section.setText, mark(_CONTEXT, "What another choice would make of it"))
        self._section = section
        self.others = TextTable(theme, inner, rows_shown=1)
        bind(self.others, self.others.setAccessibleName, _CONTEXT, "What another choice would make of it")
        column.addWidget(self.others)
        column.addStretch(1)

    # ── what is chosen ───────────────────────────────────────────────────────────────────────────

    def another(self) -> None:
        """Base and target year belong to the indicator."""
        self._target_year = self._base_year = None

    def choose_target(self, year: int) -> None:
        """Judge against the reference figure of that year of data."""
        self._target_year = year
        self._start()

    def _base_chosen(self, row: int) -> None:
        self.choose_base(self.base.itemData(row))

    def choose_base(self, year: int | None) -> None:
        """Judge from another base year; ``None``: the one printed with the reference figures."""
        self._base_year = year
        self._start()

    def _definitions(self) -> None:
        from workbench.gui.dialogs.definitions import DefinitionsDialog

        DefinitionsDialog(self.workspace, self.indicator_id, self).open()

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def fill(self) -> None:
        """Begin to judge; what was shown of another indicator goes at once."""
        found = [item for item in self.session.targets(self.indicator_id) if item.kind == "reference_target"]
        found.sort(key=lambda item: item.data_year)
        rated = bool(found)
        for part in (
            self.methods,
            self.others,
            self.basis,
            self._section,
            self.base,
            self.words,
            self.inputs,
        ):
            part.setVisible(rated)
        while (item := self._targets.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if not rated:
            self.agreement = None
            self.badge.setText(tr(_CONTEXT, "This series has no reference figure to be judged against."))
            self._show_breaks(broken=False)
            self.filled.emit()
            return
        years = [item.data_year for item in found]
        if self._target_year not in years:
            self._target_year = self._next(years)
        for number, target in enumerate(found):
            text = target_column(target.column_year, target.data_year, language.current())
            button = QPushButton(text, self)
            button.setCheckable(True)
            button.setChecked(target.data_year == self._target_year)
            button.setProperty("segment", "left" if number == 0 else "right")
            button.clicked.connect(partial(self.choose_target, target.data_year))
            self._target_group.addButton(button)
            self._targets.addWidget(button)
        self._start()

    def _next(self, years: list[int]) -> int:
        known = [
            o.period.start.year for o in self.session.observations(self.indicator_id) if o.value is not None
        ]
        return next((year for year in years if year > max(known, default=0)), years[-1])

    def _start(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.setCursor(Qt.CursorShape.BusyCursor)
        job = self.workspace.jobs.start(
            mark(_CONTEXT, "Judging progress"),
            _judge,
            FrozenSession(self.session),
            self.indicator_id,
            self._target_year,
            self._base_year,
        )
        self._job = job
        job.done.connect(self._show)
        job.ended.connect(self.unsetCursor)

    def _show(self, found: Agreement) -> None:
        self.agreement = found
        item, lang = found.rating, language.current()
        self.badge.setText(found.badge.show(lang)[:1].upper() + found.badge.show(lang)[1:])
        self.words.setText(found.words.show(lang))
        self.inputs.setText(
            tr(
                _CONTEXT,
                "Base {base} · latest {latest} · reference figure {column}: {target}",
                base=figure_of(item.base, item.indicator, lang),
                latest=figure_of(item.latest, item.indicator, lang),
                column=target_column(item.target.column_year, item.target.data_year, lang),
                target=shown_target(item.target, item.indicator.unit, lang),
            )
        )
        self._fill_bases(found)
        self._show_breaks(broken=item.definition_break)
        self._show_methods(found)
        self._show_others(found)
        self.basis.setText(found.history.words.show(lang))
        self.filled.emit()

    def _fill_bases(self, found: Agreement) -> None:
        used = found.rating.base.period.start.year if found.rating.base is not None else None
        years = {
            int(one.choice.show("en").split()[-1])
            for one in found.alternatives
            if one.assumption == "base-year"
        }
        if used is not None:
            years.add(used)
        with QSignalBlocker(self.base):
            self.base.clear()
            self.base.addItem(tr(_CONTEXT, "as printed with the plan"), None)
            for year in sorted(years):
                self.base.addItem(str(year), year)
            self.base.setCurrentIndex(max(0, self.base.findData(self._base_year)))

    def _show_breaks(self, *, broken: bool) -> None:
        versions = self.session.definitions(self.indicator_id)
        made = links(self.session, self.indicator_id)
        self.breaks.setVisible(len(versions) > 1)
        if broken:
            text = tr(
                _CONTEXT,
                "The definition changed between base and latest figure: no method judges across it, unless you link the two with a note.",
            )
        elif made:
            joint = "；" if language.current() == "zh-Hant" else "; "
            text = tr(
                _CONTEXT,
                "Definitions are read as one line, because: {note}",
                note=joint.join(one.note for one in made),
            )
        else:
            text = tr(_CONTEXT, "The definition changed in {periods}: figures before and after are not one line.",
                      periods=", ".join(one.from_period for one in versions if one.from_period))  # fmt: skip
        self.break_words.setText(text)

    def _show_methods(self, found: Agreement) -> None:
        header = [
            Cell(tr(_CONTEXT, "Method")),
            Cell(tr(_CONTEXT, "Judgement")),
            Cell(tr(_CONTEXT, "Ratio (score)"), right=True),
            Cell(tr(_CONTEXT, "Thresholds")),
            Cell(tr(_CONTEXT, "Chances")),
        ]
        self.methods.show_rows(
            header,
            [self._method_row(found, name, rating) for name, rating in found.rating.ratings.items()],
            stretch=4,
        )

    def _method_row(self, found: Agreement, name: str, rating: Rating) -> list[Cell]:
        look = self.workspace.theme.mark(mark_of(rating))
        words = f"{look.shape} {say(WORDS[mark_of(rating)])}"
        tips = []
        if rating.not_assessable:
            reason = REASONS.get(rating.not_assessable)
            tips.append(say(reason) if reason else rating.not_assessable)
        if rating.at_the_line:
            words += " " + tr(_CONTEXT, "(at the line)")
            tips.append(tr(_CONTEXT, "The ratio lies on the threshold itself, or within a billionth of it."))
        if name in found.rating.rounding_may_flip:
            words += "?"
            tips.append(tr(_CONTEXT, "rounding could change it"))
        details = [
            say(_DETAILS[key], value=_short(value))
            for key, value in rating.details.items()
            if key in _DETAILS
        ]
        joint_ = "、" if language.current() == "zh-Hant" else ", "
        thresholds = joint_.join(
            f"{say(_BOUNDS[key]) if key in _BOUNDS else key} {_short(value)}"
            for key, value in rating.thresholds.items()
        )
        odds = found.odds.get(name, {})
        basis = {
            "published": tr(_CONTEXT, "as published"),
            "recalled": tr(_CONTEXT, "after its description"),
            "own": tr(_CONTEXT, "our own"),
        }[rating.basis]
        method = say(METHODS[name])
        ratio = _short(rating.value)
        if rating.score is not None:
            ratio = f"{ratio} ({rating.score:+.2f})".replace("-", "−")
        if tips and rating.not_assessable:  # why, in the place of what there is nothing to hold against
            thresholds = tips[0]
        return [
            Cell(method, tip=f"{basis}\n{_inputs(rating)}".strip(), key=name),
            Cell(words, tone=look.tone, tip="\n".join(tips), bold=True),
            Cell(ratio, right=True, tip="\n".join(details)),
            Cell(thresholds, tip="\n".join(details)),
            Cell(self._odds_words(odds, words=False), tip=self._odds_words(odds, words=True)),
        ]

    def _odds_words(self, odds: dict[str, float], *, words: bool) -> str:
        parts = []
        for status, chance in sorted(odds.items(), key=lambda pair: -pair[1]):
            look = mark_of_status(status)
            percent = "<1" if 0 < chance < 0.005 else ">99" if 0.995 < chance < 1 else f"{chance * 100:.0f}"
            name = f" {say(WORDS[look])} " if words else ""
            parts.append(f"{self.workspace.theme.mark(look).shape}{name}{percent}%")
        return " ".join(parts)

    def _show_others(self, found: Agreement) -> None:
        header = [
            Cell(tr(_CONTEXT, "Assumption")),
            Cell(tr(_CONTEXT, "Choice")),
            Cell(tr(_CONTEXT, "On track"), right=True),
            Cell(tr(_CONTEXT, "What changes")),
        ]
        joint = "；" if language.current() == "zh-Hant" else "; "
        rows = []
        for one in found.alternatives:
            changes = joint.join(
                f"{say(METHODS[change.method])} → {say(WORDS[mark_of_status(change.after or '')])}"
                for change in one.changes
            )
            if one.flips:
                changes = f"{tr(_CONTEXT, 'The verdict turns.')} {changes}"
            rows.append(
                [
                    Cell(say(_ASSUMPTIONS[one.assumption])),
                    Cell(show(one.choice)),
                    Cell(f"{one.on_track}/{one.applied}", right=True),
                    Cell(
                        changes or tr(_CONTEXT, "nothing"),
                        tone="bad" if one.flips else "",
                        tip=changes,
                        bold=one.flips,
                    ),
                ]
            )
        self.others.setVisible(bool(rows))
        self._section.setVisible(bool(rows))
        self.others.show_rows(header, rows, stretch=3)

    def release(self) -> None:
        """Wait for nothing."""
        if self._job is not None:
            self._job.cancel()


def _judge(
    context: JobContext, session: Any, indicator_id: str, target_year: int | None, base_year: int | None
) -> Agreement:
    from workbench.services.agreement import agreement

    found = agreement(session, indicator_id, target_year=target_year, base_year=base_year)
    context.check_cancelled()
    return found[0]


def _short(value: float | str | None) -> str:
    if value is None:
        return "—"
    if isinstance(value, str):
        return value
    return f"{value:.4g}".replace("-", "−")


def _inputs(rating: Rating) -> str:
    """The numbers that went in."""
    if rating.base_year is None or rating.current_year is None:
        return ""
    base, now = (
        f"{rating.base_year}: {_short(rating.base_value)}",
        f"{rating.current_year}: {_short(rating.current_value)}",
    )
    return tr(_CONTEXT, "Inputs: base {base}; latest {now}; reference figure {target} for {year}",
              base=base, now=now, target=_short(rating.target), year=rating.target_year or "—")  # fmt: skip
