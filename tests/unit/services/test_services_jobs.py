"""Two jobs from the workbook to the paper: C&SD releases the R&D figures of 2024; GDP is revised.

The workbooks are made here with the figures that the job names: 357.72億 in all, 139.06 + 200.54 + 18.12 by sector,
ratio 1.13 %, and 330.06億 for 2023 against an entry of the year before.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench.base.paths import asset
from workbench.domain.chart import ChartSpec
from workbench.domain.figure import Provenance
from workbench.domain.period import Period
from workbench.domain.text import LANGS, Lang
from workbench.domain.wording import number
from workbench.services import frameworks, packs
from workbench.services.charts import indicator_chart
from workbench.services.consistency import findings
from workbench.services.decomposition import split_change
from workbench.services.derived import from_components
from workbench.services.importing import commit_import, plan_import
from workbench.services.indicators import derived, latest, latest_change
from workbench.services.issuing import moved_figures, record_files
from workbench.services.operations.figures import AddObservations
from workbench.services.session import Session

RESEARCH = ("gerd", "rd_business", "rd_higher_education", "rd_government", "K1.1", "K1.2", "K1.3")
RELEASED = "2025-12-23"


@pytest.fixture
def before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """The workspace as it stood in November 2025: R&D to 2022, an entry for 2023, GDP of 2024 as first published."""
    whole = frameworks.load("blueprint-2022")
    kept = tuple(
        item
        for item in whole.observations
        if not (item.series_id in RESEARCH and item.period.start.year >= 2023)
        and not (item.series_id == "gdp_current" and item.period.start.year >= 2024)
    )
    monkeypatch.setattr(frameworks, "load", lambda _name: replace(whole, observations=kept))
    with Session.create(tmp_path / "november.wbk") as session:
        pattern = next(item for item in session.observations("gerd") if item.period.code == "2022")
        entered = replace(
            pattern, period=Period.year(2023), vintage="2024-12-20", value=32950.0, text="329.50億元", status=("P",),
            provenance=Provenance("CS2022", place="typed in"),
        )  # fmt: skip
        gdp = next(item for item in session.observations("gdp_current") if item.period.code == "2023")
        first = replace(
            gdp, period=Period.year(2024), vintage="2025-11-14", value=3165700.0, text="3,165,700"
        )
        session.execute(AddObservations((entered, first), reason="as known in November 2025"))
        yield session


def workbook(path: Path, rows: dict[int, list[Any]]) -> Path:
    """The table as published, with other years: title, both languages, units, notes and legend stay."""
    with asset("data", "tables", "rd-by-sector.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    first = next(place for place, line in enumerate(lines) if line[0] == "1998")
    last = next(place for place, line in enumerate(lines) if place > first and not line[0][:4].isdecimal())
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines[:first]:
        sheet.append([cell or None for cell in line])
    for year, values in rows.items():
        sheet.append([year, *values])
    for line in lines[last:]:
        text = [
            cell.replace("2024年7月31日", "2025年12月23日").replace("31 July 2024", "23 December 2025")
            for cell in line
        ]
        sheet.append([cell or None for cell in text])
    book.save(path)
    return path


@pytest.fixture
def release(tmp_path: Path) -> Path:
    missing = ["N.A."] * 3
    return workbook(
        tmp_path / "rd-2024.xlsx",
        {
            2022: [12370.7, 16355.5, 1412.2, 30138.4, 5.7, 11.0, 1.4, 8.3, 0.44, 0.58, 0.05, 1.07],
            2023: [*missing, 33006.0, *missing, 9.5, *missing, 1.11],
            2024: [13906.0, 20054.0, 1812.0, 35772.0, *missing, 8.4, 0.44, 0.63, 0.06, 1.13],
        },
    )


def shown(spec: ChartSpec) -> dict[str, float | None]:
    return {
        point.period.code: point.value
        for line in spec.lines
        for segment in line.segments
        for point in segment
    }


def paper_tables(session: Session, lang: Lang) -> list[tuple[tuple[str, ...], ...]]:
    filled = packs.fill_pack(session, packs.find_pack(session), lang)
    return [block.rows for block in filled.blocks if type(block).__name__ == "FilledTable"]


def row_of(tables: list[tuple[tuple[str, ...], ...]], name: str) -> tuple[str, ...]:
    return next(row for rows in tables for row in rows if row[0].startswith(name))


def import_release(session: Session, path: Path) -> Any:
    plan = plan_import(session, path)
    assert not plan.blocking, [problem.message.en for problem in plan.blocking]
    commit_import(session, plan)
    return plan


def test_job_7_the_figures_of_2024_reach_chart_card_and_paper_in_both_languages(
    before: Session, release: Path
) -> None:
    session = before
    assert shown(indicator_chart(session, "K1.1", "en")).get("2024") is None

    plan = import_release(session, release)
    assert plan.tables[0].vintage == RELEASED  # the day printed in the file
    revised = [
        (item.series_id, item.period)
        for table in plan.tables
        for item in table.reconciliation.changes
        if item.kind == "revised"
    ]
    assert ("gerd", "2023") in revised  # flagged against the entry of the year before
    vintages = [item for item in session.vintages("gerd") if item.period.code == "2023"]
    assert [(item.value, item.vintage) for item in vintages] == [(32950.0, "2024-12-20"), (33006.0, RELEASED)]

    # The sum is checked by the program and agrees: 139.06 + 200.54 + 18.12 = 357.72.
    sums = [item for item in findings(session) if item.code in ("sums-agree", "sum-differs")]
    assert [item.code for item in sums] == ["sums-agree"]
    assert sums[0].calculations[0].value == pytest.approx(35772.0)

    # The measures are computed again from the new components.
    ratio = {point.period.code: point.value for point in derived(session, "gerd_gdp_derived").points}
    assert round(ratio["2024"] or 0, 2) == 1.13
    new = {(item.series_id, item.period.code): item for item in from_components(session)}
    assert {("K1.2", "2024"), ("K1.3", "2024")} <= set(new)
    assert new["K1.2", "2024"].value == round(35772.0 / 7.5006)
    session.execute(AddObservations(tuple(new.values()), reason="computed"))
    share = {point.period.code: point.value for point in derived(session, "rd_public_share_derived").points}
    assert (
        number(Decimal(str(share["2024"])), session.indicator("K1.3").unit, "en", decimals=1) == "61.1:38.9"
    )
    newest = latest(session, "K1.3")
    assert newest is not None
    assert (newest.value, newest.text, newest.confidence) == (61.0, "61:39", "derived")

    # The card: newest figure and the change since the one before.
    change = latest_change(session, "K1.1")
    assert change is not None
    assert (change.first.value, change.last.value, change.years) == (1.11, 1.13, 1)

    # Chart and paper, both languages, the same numbers.
    charts = {lang: indicator_chart(session, "K1.1", lang) for lang in LANGS}
    assert shown(charts["en"]) == shown(charts["zh-Hant"])
    assert shown(charts["en"])["2024"] == 1.13
    for spec in charts.values():
        assert "1.13" in spec.title + spec.alt
    english, chinese = paper_tables(session, "en"), paper_tables(session, "zh-Hant")
    for en, zh, figure in (
        ("GERD as a ratio to GDP", "本地研發總開支相對本地生產總值的比率", "1.13%"),
        ("Public to private", "公營機構與私營機構", "61:39"),
    ):
        assert any(figure in cell for cell in row_of(english, en)), row_of(english, en)
        assert any(figure in cell for cell in row_of(chinese, zh)), row_of(chinese, zh)
    assert [
        problem.code
        for problem in packs.problems_of(session, packs.find_pack(session))
        if problem.severity == "error"
    ] == []


def test_a_release_whose_parts_do_not_add_up_is_found(before: Session, tmp_path: Path) -> None:
    wrong = workbook(
        tmp_path / "wrong.xlsx",
        {2024: [13906.0, 20054.0, 1812.0, 35972.0, "N.A.", "N.A.", "N.A.", 8.4, 0.44, 0.63, 0.06, 1.13]},
    )
    import_release(before, wrong)
    (apart,) = [item for item in findings(before) if item.code == "sum-differs"]
    assert (apart.severity, apart.calculations[0].value) == ("warning", pytest.approx(35772.0))
    assert "35,772" in (apart.words.zh_hant or "")


def test_job_8_gdp_is_revised_and_the_issued_paper_keeps_its_figure(
    before: Session, release: Path, tmp_path: Path
) -> None:
    session = before
    import_release(session, release)
    pack = packs.find_pack(session)
    out = tmp_path / "papers"
    out.mkdir()
    papers = packs.build_pack(session, pack.id, LANGS, ("docx",), out)
    issued = record_files(session, pack, papers)
    then = {point.period.code: point.value for point in derived(session, "gerd_gdp_derived").points}

    # C&SD revises the GDP of 2024; with it the ratio that it publishes.
    gdp = next(item for item in session.observations("gdp_current") if item.period.code == "2024")
    ratio = next(item for item in session.observations("K1.1") if item.period.code == "2024")
    session.execute(
        AddObservations(
            (
                replace(gdp, value=3186500.0, text="3,186,500", vintage="2026-08-14"),
                replace(ratio, value=1.12, text="1.12", vintage="2026-08-14"),
            ),
            reason="revised GDP",
        )
    )
    now = {point.period.code: point.value for point in derived(session, "gerd_gdp_derived").points}
    assert (round(then["2024"] or 0, 2), round(now["2024"] or 0, 2)) == (1.13, 1.12)
    assert [item.value for item in session.vintages("gerd") if item.period.code == "2024"] == [35772.0]
    kept = [(item.value, item.vintage) for item in session.vintages("K1.1") if item.period.code == "2024"]
    assert kept == [(1.13, RELEASED), (1.12, "2026-08-14")]

    # Why: nothing but the denominator.
    found = split_change(session, "K1.1", since="2026-01-01", until="2026-08-31")
    assert set(found.by_cause()) == {"revision-denominator"}
    assert float(found.change) == pytest.approx((35772 / 3186500 - 35772 / 3165700) * 100)

    # As known on the older date everything is as it was.
    old = indicator_chart(session, "K1.1", "zh-Hant", as_of="2026-01-01")
    assert shown(old)["2024"] == 1.13
    for lang in LANGS:
        assert shown(indicator_chart(session, "K1.1", lang))["2024"] == 1.12
        assert any("1.12%" in cell for rows in paper_tables(session, lang) for row in rows for cell in row)

    # The paper that went out is listed with what it said.
    for entry in issued:
        moved = {item.series_id: item for item in moved_figures(session, entry) if item.period == "2024"}
        assert (moved["K1.1"].why, moved["K1.1"].issued_value, moved["K1.1"].now_value) == (
            "revised",
            1.13,
            1.12,
        )
        assert (moved["K1.1"].issued.en, moved["K1.1"].issued.zh_hant) == ("1.13%", "1.13%")
