"""The wizard without a window: decisions, undo, painting, mapping, recipes that are laid over next year's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.domain.errors import RuleError, UsageError
from workbench.domain.figure import Indicator, Unit
from workbench.domain.text import LocalText
from workbench.importers.book import Area
from workbench.importers.opened import open_in_child
from workbench.services.import_decisions import (
    AddTable,
    ExplainMark,
    KeepFile,
    LeaveOut,
    Match,
    Paint,
    ReadAs,
    SetAggregate,
    SetPeriod,
    SetUnit,
    SetVintage,
    Target,
)
from workbench.services.import_matching import Matcher, unit_fit
from workbench.services.import_report import as_html, report
from workbench.services.import_wizard import Held, ImportWizard, plan_of
from workbench.services.importing import commit_import, plan_import
from workbench.services.session import Session

KEY = ("trade", 0)
ROWS = [
    ["Trade of Ruritania (HK$ million)"],
    [""],
    ["Item", "2021", "2022", "2023"],
    ["Imports", "100", "110", "125"],
    ["Exports", "90", "95", "99"],
    ["Mean of the neighbours", "7", "8", "9"],
    [""],
    ["Source: Bureau of Trade"],
]


def write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("template") / "work.wbk"
    Session.create(path).close()
    return path.read_bytes()


@pytest.fixture
def session(template: bytes, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "work.wbk"
    path.write_bytes(template)
    with Session.open(path) as made:
        yield made


def wizard_on(session: Session, path: Path) -> ImportWizard:
    return ImportWizard(path, open_in_child(path), Held(session), by="Chan")


def values(wizard: ImportWizard, key=KEY) -> dict[tuple[str, str | None], Decimal | None]:
    """(last label, period) → value, as understood now."""
    table = wizard.tables()[key]
    names = {one.id: one.path[-1].en or "" if one.path else "" for one in table.series}
    return {(names[one.series], one.period): one.value for one in table.observations}


def confirm(wizard: ImportWizard) -> None:
    for decision in wizard.confirm_proposals(wizard.undecided()):
        wizard.do(decision)


def test_ignored_cells_count_as_empty_and_undo_brings_them_back(session: Session, tmp_path: Path):
    wizard = wizard_on(session, write(tmp_path / "trade.csv", ROWS))
    assert values(wizard)["Mean of the neighbours", "2021"] == 7
    assert len(values(wizard)) == 9
    wizard.do(Paint(KEY, (Area(5, 0, 5, 3),), "ignore", "R6C1:R6C4"))
    assert {name for name, _ in values(wizard)} == {"Imports", "Exports"}
    assert values(wizard)["Exports", "2023"] == 99
    assert wizard.undo() is not None
    assert len(values(wizard)) == 9
    assert wizard.redo() is not None
    assert len(values(wizard)) == 6
    wizard.undo()
    wizard.do(LeaveOut(KEY, True))  # a new decision after undo: what was undone is gone
    assert wizard.redoable is None


def test_one_ignored_cell_takes_one_figure_away_and_makes_no_gap_of_it(session: Session, tmp_path: Path):
    wizard = wizard_on(session, write(tmp_path / "trade.csv", ROWS))
    wizard.do(Paint(KEY, (Area(4, 2, 4, 2),), "ignore", "R5C3"))
    found = values(wizard)
    assert ("Exports", "2022") not in found
    assert found["Exports", "2021"] == 90
    assert len(found) == 8


def test_a_label_read_as_another_changes_the_period_but_never_a_figure(session: Session, tmp_path: Path):
    wizard = wizard_on(session, write(tmp_path / "trade.csv", ROWS))
    wizard.understand("trade")
    wizard.do(ReadAs(KEY, 2, 3, "2024", "R3C4"))
    assert values(wizard)["Imports", "2024"] == 125
    assert ("Imports", "2023") not in values(wizard)
    with pytest.raises(RuleError, match="figure"):
        wizard.do(ReadAs(KEY, 3, 1, "1000", "R4C2"))
    assert values(wizard)["Imports", "2021"] == 100


def test_a_row_painted_as_header_of_words_is_no_row_of_periods(session: Session, tmp_path: Path):
    wizard = wizard_on(session, write(tmp_path / "trade.csv", ROWS))
    wizard.do(Paint(KEY, (Area(2, 1, 2, 3),), "header", "R3C2:R3C4"))
    table = wizard.tables()[KEY]
    assert {one.period for one in table.observations} == {None}
    assert len(table.series) == 9
    wizard.do(SetPeriod(KEY, "2020"))
    assert {one.period for one in wizard.tables()[KEY].observations} == {"2020"}
    with pytest.raises(RuleError, match="not a period"):
        wizard.do(SetPeriod(KEY, "soon"))


def test_title_unit_and_source_follow_what_is_painted(session: Session, tmp_path: Path):
    rows = [["Bulletin 7"], ["Trade"], ["thousand crowns"], *ROWS[2:6], [""], ["Bureau of Trade"]]
    wizard = wizard_on(session, write(tmp_path / "trade.csv", rows))
    wizard.do(Paint(KEY, (Area(0, 0, 0, 0),), "ignore", "R1C1"))
    wizard.do(Paint(KEY, (Area(2, 0, 2, 0),), "unit", "R3C1"))
    wizard.do(Paint(KEY, (Area(8, 0, 8, 0),), "source", "R9C1"))
    table = wizard.tables()[KEY]
    assert table.title.en == "Trade"
    assert table.unit.en == "thousand crowns"
    assert {one.multiplier for one in table.series} == {1000}
    assert table.source.en == "Bureau of Trade"


def test_a_table_can_be_painted_from_nothing(session: Session, tmp_path: Path):
    rows = [["x", "y"], ["a", "b"], ["North", "5"], ["South", "6"]]
    path = write(tmp_path / "plain.csv", rows)
    wizard = wizard_on(session, path)
    wizard.do(LeaveOut(("plain", 0), True))
    key = wizard.new_table("plain")
    wizard.do(AddTable(key))
    assert key not in wizard.tables()
    assert any(one.code == "importers.painted-no-data" for one in wizard.problems())
    wizard.do(Paint(key, (Area(2, 1, 3, 1),), "data", "R3C2:R4C2"))
    wizard.do(Paint(key, (Area(2, 0, 3, 0),), "stub", "R3C1:R4C1"))
    wizard.do(SetPeriod(key, "2024"))
    assert values(wizard, key) == {("North", "2024"): 5, ("South", "2024"): 6}


def test_units_factors_and_totals_are_said_of_single_series(session: Session, tmp_path: Path):
    wizard = wizard_on(session, write(tmp_path / "trade.csv", ROWS))
    row = next(row for row in wizard.states()[0].rows if row.series.path[-1].en == "Mean of the neighbours")
    wizard.do(SetUnit(KEY, row.key, LocalText("%", "%"), 1, row.series.name))
    wizard.do(SetAggregate(KEY, row.key, True, row.series.name))
    series = {one.path[-1].en: one for one in wizard.tables()[KEY].series}
    assert series["Mean of the neighbours"].unit.en == "%"
    assert series["Mean of the neighbours"].aggregate
    assert series["Imports"].multiplier == 1_000_000
    with pytest.raises(RuleError, match="power of ten"):
        wizard.do(SetUnit(KEY, row.key, LocalText("x", None), 7))


def test_nothing_is_imported_that_nobody_decided_about(session: Session, tmp_path: Path):
    wizard = wizard_on(session, write(tmp_path / "trade.csv", ROWS))
    plan = plan_of(wizard)
    assert [one.code for one in plan.blocking] == ["wizard.undecided"]
    with pytest.raises(RuleError):
        commit_import(session, plan)
    confirm(wizard)
    wizard.do(SetVintage("2024-02-01"))
    plan = plan_of(wizard)
    assert plan.blocking == []
    assert plan.counts["new"] == 9
    commit_import(session, plan)
    assert len(session.history()) == 1
    imports = next(one for one in session.indicators() if one.name.en == "Imports")
    assert [one.value for one in session.observations(imports.id)] == [100, 110, 125]
    assert session.observations(imports.id)[0].vintage == "2024-02-01"
    session.undo()
    assert all(one.name.en != "Imports" for one in session.indicators())


def test_a_series_of_another_measure_is_refused(session: Session, tmp_path: Path):
    wizard = wizard_on(session, write(tmp_path / "trade.csv", ROWS))
    row = wizard.states()[0].rows[0]
    percent = next(one for one in session.indicators() if one.unit.kind == "percent" and not one.formula)
    with pytest.raises(RuleError, match="measure different things"):
        wizard.do(Match(KEY, ((row.key, Target("existing", percent.id)),)))
    with pytest.raises(RuleError, match="measure different things"):
        wizard.target_existing(row.series, percent)
    with pytest.raises(UsageError):
        wizard.do(Match(KEY, ((row.key, Target("existing", "no_such_series")),)))


def test_the_meaning_of_a_mark_is_kept_with_name_and_time(session: Session, tmp_path: Path):
    rows = [list(row) for row in ROWS]
    rows[3][3] = "125 §"
    path = write(tmp_path / "trade.csv", rows)
    wizard = wizard_on(session, path)
    (question,) = wizard.questions()
    assert (question.mark, question.cells, question.answer) == ("§", ("R4C4",), None)
    wizard.do(ExplainMark(KEY, "§", "P", LocalText("provisional", "臨時數字")))
    answer = wizard.questions()[0].answer
    assert answer is not None
    assert answer.by == "Chan"
    confirm(wizard)
    plan = plan_of(wizard)
    (told,) = [one for one in plan.observations if one.text.startswith("125")]
    assert told.status == ("P",)
    commit_import(session, plan)
    (mark,) = next(iter(session.recipes().values()))["marks"]
    assert (mark["mark"], mark["status"], mark["by"]) == ("§", "P", "Chan")
    again = wizard_on(session, path)
    assert again.questions()[0].known == LocalText("provisional", "臨時數字")


def imported_with_painting(session: Session, path: Path) -> None:
    wizard = wizard_on(session, path)
    wizard.do(Paint(KEY, (Area(5, 0, 5, 3),), "ignore", "R6C1:R6C4"))
    confirm(wizard)
    wizard.do(SetVintage("2024-02-01"))
    commit_import(session, plan_of(wizard))


def next_year(folder: Path, mean: str) -> Path:
    """A row and a column more than the year before."""
    folder.mkdir()
    rows = [
        ["Trade of Ruritania (HK$ million)"],
        [""],
        ["Item", "2021", "2022", "2023", "2024"],
        ["Imports", "100", "111", "125", "130"],
        ["Exports", "90", "95", "99", "104"],
        ["Re-exports", "20", "21", "22", "23"],
        [mean, "7", "8", "9", "10"],
        [""],
        ["Source: Bureau of Trade"],
    ]
    return write(folder / "trade.csv", rows)


def test_what_was_painted_is_laid_over_next_years_file_by_its_words(session: Session, tmp_path: Path):
    imported_with_painting(session, write(tmp_path / "trade.csv", ROWS))
    path = next_year(tmp_path / "next", "Mean of the neighbours")
    wizard = wizard_on(session, path)
    assert [type(made.decision) for made in wizard.base] == [Paint]
    assert {name for name, _ in values(wizard)} == {"Imports", "Exports", "Re-exports"}
    headless = plan_import(session, path, vintage="2025-02-01")
    read = {(one.candidate.period, one.candidate.text): one.kind for one in headless.changes if one.candidate}
    assert read["2022", "111"] == "revised"
    assert read["2024", "104"] == "new"
    assert all(one.candidate is None or one.candidate.text not in ("7", "10") for one in headless.changes)


def test_a_painted_place_that_is_lost_is_asked_about_and_blocks(session: Session, tmp_path: Path):
    imported_with_painting(session, write(tmp_path / "trade.csv", ROWS))
    path = next_year(tmp_path / "next", "Average, neighbouring countries")
    wizard = wizard_on(session, path)
    assert "wizard.drift-painting-lost" in {one.code for one in wizard.problems()}
    confirm(wizard)
    assert "wizard.drift-painting-lost" in {one.code for one in plan_of(wizard).blocking}
    assert "wizard.drift-painting-lost" in {one.code for one in plan_import(session, path).blocking}
    wizard.do(Paint(KEY, (Area(6, 0, 6, 4),), "ignore", "R7C1:R7C5"))
    assert "wizard.drift-painting-lost" not in {one.code for one in plan_of(wizard).blocking}


def test_the_report_says_what_was_decided_in_both_languages(session: Session, tmp_path: Path):
    wizard = wizard_on(session, write(tmp_path / "trade.csv", ROWS))
    wizard.do(Paint(KEY, (Area(5, 0, 5, 3),), "ignore", "R6C1:R6C4"))
    confirm(wizard)
    wizard.do(KeepFile(True))
    plan = plan_of(wizard)
    english = as_html(report(wizard, plan, "en"), "x")
    chinese = as_html(report(wizard, plan, "zh-Hant"), "x")
    assert "R6C1:R6C4 painted as ignored. (Chan" in english
    assert "把R6C1:R6C4塗成「不理會」" in chinese
    assert "New 6" in english
    assert "新增6個" in chinese
    assert plan.reading.sha256 in english


def test_labels_in_either_script_and_terms_of_the_glossary_suggest_a_series(session: Session, tmp_path: Path):
    held = Indicator(
        "gerd_x",
        LocalText("Gross domestic expenditure", "本地研發總開支"),
        Unit("HKD", "money", LocalText("HK$ million", "百萬港元"), 6),
    )
    other = Indicator(
        "people", LocalText("Researchers", "研究人員"), Unit("PERSON", "count", LocalText("persons", "人"))
    )
    matcher = Matcher([held, other], {})
    table = wizard_on(
        session,
        write(
            tmp_path / "cn.csv",
            [
                ["本地研发总开支（百万港元）"],
                ["年", "本地研发总开支"],
                ["2020", "5"],
                ["2021", "6"],
                ["2022", "7"],
            ],
        ),
    ).tables()["cn", 0]
    (found, *_) = matcher.suggest(table.series[0], table)
    assert found.indicator.id == "gerd_x"
    assert found.score == 1.0


@pytest.mark.parametrize(
    ("printed", "held", "kind"),
    [
        (("HK$ million", 10**6), ("HKD", "money", "HK$ million", 6), "same"),
        (("HK$ million", 10**6), ("HKD", "money", "HK$ billion", 9), "scaled"),
        (("HK$ million", 10**6), ("PT", "percent", "%", 0), "other"),
        (("US$ million", 10**6), ("HKD", "money", "HK$ million", 6), "other"),
        (("HK$ per month", 1), ("HKD", "money", "HK$", 0), "other"),
        (("", 1), ("HKD", "money", "HK$", 0), "unsure"),
    ],
)
def test_units_are_compared_by_what_they_measure(printed, held, kind: str):
    from workbench.importers.reading import TableSeries

    series = TableSeries("s1", (), LocalText(printed[0] or None, None), printed[1])
    indicator = Indicator("x", LocalText("x", "x"), Unit(held[0], held[1], LocalText(held[2], None), held[3]))
    assert unit_fit(series, indicator).kind == kind


def test_a_series_that_is_gone_blocks_until_a_person_accepts_it(session: Session, tmp_path: Path):
    wizard = wizard_on(session, write(tmp_path / "trade.csv", ROWS))
    confirm(wizard)
    wizard.do(SetVintage("2024-02-01"))
    commit_import(session, plan_of(wizard))
    (tmp_path / "next").mkdir()
    rows = [*ROWS[:2], ["Item", "2021", "2022", "2023", "2024"], ["Imports", "100", "110", "125", "131"]]
    rows += [["Exports", "90", "95", "99", "104"], [""], ["Source: Bureau of Trade"]]
    wizard = wizard_on(session, write(tmp_path / "next" / "trade.csv", rows))
    (state,) = wizard.states()
    assert state.recipe is not None
    ((key, rule),) = state.gone
    assert rule.path[-1].en == "Mean of the neighbours"
    assert "importers.drift-missing-series" in {one.code for one in plan_of(wizard).blocking}
    wizard.do(Match(KEY, ((key, Target("gone", rule.target, name=rule.path[-1])),)))
    assert wizard.states()[0].gone == []
    plan = plan_of(wizard)
    assert plan.blocking == []
    assert {one.candidate.text for one in plan.changes if one.kind == "new" and one.candidate} == {
        "131",
        "104",
    }
    wizard.undo()
    assert plan_of(wizard).blocking != []
