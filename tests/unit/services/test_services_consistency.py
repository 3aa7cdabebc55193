"""What the published figures say of one another. Expected numbers are those of the research notes, redone by hand:

35 450 / 9.15 x 1 000 = 3 874 317 · 45 310 / 11.56 x 1 000 = 3 919 550 · 60 000 / 16.54 x 1 000 = 3 627 570 ·
100 000 / 28.05 x 1 000 = 3 565 062 · 5 000 / 1.3 % = 384 615 · 9 000 / 2 % = 450 000 · (150/80)^(1/4) − 1 = 17.0 % ·
3 184 / 1.21 = 2 631 · 12 478 / 1.31 = 9 525 · (5/1.5)^(1/5) − 1 = 27.2 %
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.domain.figure import Observation
from workbench.services.consistency import Finding, finding_json, findings
from workbench.services.operations.figures import AddObservations
from workbench.services.session import Session


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("home")))
        with Session.create(tmp_path_factory.mktemp("consistency") / "s.wbk") as session:
            yield session


@pytest.fixture(scope="module")
def found(sample: Session) -> tuple[Finding, ...]:
    return findings(sample)


def one(found: tuple[Finding, ...], code: str, *wanted: str) -> Finding:
    chosen = [
        item
        for item in found
        if item.code == code and set(wanted) <= {*item.indicators, *(x.series_id for x in item.inputs)}
    ]
    assert len(chosen) == 1, (code, wanted, [item.title.en for item in chosen])
    return chosen[0]


def test_implied_labour_force_and_the_turned_denominator(found: tuple[Finding, ...]) -> None:
    implied = one(found, "implied", "K3.2")
    assert [round(line.value) for line in implied.calculations] == [3874317, 3919550, 3627570, 3565062]
    assert implied.calculations[1].low < 3918500 < implied.calculations[1].high  # the published total fits
    switch = one(found, "denominator-switch", "K3.2")
    assert switch.severity == "warning"
    change = switch.calculations[4]
    assert round(change.value, 1) == -7.4
    ratios = [round(line.value, 1) for line in switch.calculations[5:]]
    assert {15.9, 26.5, 15.8, 26.3} <= set(ratios)  # on the totals of 2022 and of the winter of 2025
    assert "3 919 550" in (switch.words.zh_hant or "").replace("\u2009", " ")
    assert "3 627 570" in (switch.words.en or "").replace("\u2009", " ")


def test_implied_gdp_population_and_gdp_per_head(found: tuple[Finding, ...]) -> None:
    gdp = one(found, "implied", "K1.1", "gdp_current")
    assert [round(line.value / 1000, 1) for line in gdp.calculations] == [2260.4, 2682.2]
    assert [(round(line.low / 1000, 1), round(line.high / 1000, 1)) for line in gdp.calculations] == [
        (2245.2, 2275.9),
        (2668.7, 2695.9),
    ]
    people = one(found, "implied", "K1.2", "population_end_year")
    assert [round(line.value) for line in people.calculations] == [7253686, 7427692]
    head = one(found, "implied-ratio", "K1.1", "K1.2")
    assert [round(line.value) for line in head.calculations] == [311622, 361111, 384615, 450000]
    assert round(head.calculations[2].low, -2) == 370300
    assert round(head.calculations[2].high, -2) == 400000
    assert round(head.calculations[3].low, -3) == 439000  # “2%” stands in a row of one decimal


def test_two_reference_figures_are_not_one_test(found: tuple[Finding, ...]) -> None:
    item = one(found, "not-one-test", "K1.1", "K1.2")
    assert [round(line.value, 2) for line in item.calculations] == [384615.38, 1.13, 5772.57]
    assert "444,044" in (item.words.en or "")
    assert "444,044" in (item.words.zh_hant or "")


def test_direction_and_pace(found: tuple[Finding, ...]) -> None:
    away = one(found, "moving-away", "K1.3")
    assert re.search("42%.*39%.*50%", away.words.en or "")
    pace = one(found, "pace-jump", "K4.1")
    assert any(round(line.value, 1) == 27.2 for line in pace.calculations)
    assert "27.2%" in (pace.words.zh_hant or "")
    private = one(found, "pace-jump", "K1.3")
    assert round(private.calculations[-1].value, 1) == 16.7  # private R&D per head, about 17 %
    paces = {item.indicators[0] for item in found if item.kind == "pace"}
    assert paces == {"K1.1", "K1.2", "K1.3", "K2.1", "K2.2", "K3.1", "K3.2", "K4.1"}
    startups = one(found, "pace", "K2.1")
    assert [round(line.value, 1) for line in startups.calculations[:3]] == [19.7, 7.4, 7.0]


def test_growth_as_stated(found: tuple[Finding, ...]) -> None:
    area = one(found, "stated-growth", "dc_floor_area")
    assert [round(line.value, 1) for line in area.calculations] == [17.0, 13.4]
    assert "5" in (area.words.en or "").rsplit(".", 2)[-2]
    startups = one(found, "stated-agrees", "K2.1")
    assert round(startups.calculations[-1].value) == 2631
    assert startups.calculations[-1].low < 2625 < startups.calculations[-1].high
    jobs = one(found, "stated-back", "startup_employees")
    assert round(jobs.calculations[0].value) == 9525


def test_growth_between_users_and_accounts_is_not_computed(found: tuple[Finding, ...]) -> None:
    item = one(found, "not-comparable", "fps_users", "fps_accounts")
    assert item.calculations == ()
    assert "no growth" in (item.words.en or "")
    assert "不計算增幅" in (item.words.zh_hant or "")


def test_only_the_end_year_population_reproduces_gerd_per_head(found: tuple[Finding, ...]) -> None:
    item = one(found, "which-denominator", "K1.2")
    values = [round(line.value, 1) for line in item.calculations]
    assert values == [2306.3, 2313.8, 3575.4, 3549.5]
    assert [line.note.en for line in item.calculations][::2] == ["reproduces HK$2,306", "reproduces HK$3,575"]
    assert all("does not" in (line.note.en or "") for line in item.calculations[1::2])


def test_a_line_across_the_break_of_2018_is_named(found: tuple[Finding, ...]) -> None:
    assert {item.indicators[0] for item in found if item.code == "break"} == {"K1.1", "K1.2", "K1.3"}


def test_every_finding_can_be_redone_by_a_reader_in_either_language(found: tuple[Finding, ...]) -> None:
    for item in found:
        for text in (item.title, item.words, item.rule, *(line.sum for line in item.calculations)):
            assert not text.missing, (item.code, text)
            assert "{" not in text.show("en") + text.show("zh-Hant"), (item.code, text)
        assert item.inputs
        assert all(figure.source_id for figure in item.inputs)
        for line in item.calculations:
            assert line.low <= line.value <= line.high, (item.code, line)
            assert redone(line.sum.show("en")) == pytest.approx(line.value, rel=0.02, abs=0.2), (
                item.code,
                line.sum.en,
            )
    document = json.loads(json.dumps([finding_json(item) for item in found], allow_nan=False))
    assert len(document) == len(found)


def redone(text: str) -> float:
    """What a calculator gives for the left side of a printed sum."""
    left, _, right = text.rpartition("=")
    if re.search("[a-z]{3}", left):  # a formula in names: only the result is in numbers
        return float(re.sub(r"[^\d.−]", "", right).replace("−", "-"))
    plain = left.replace("\u2009", "").replace(",", "").replace("÷", "/").replace("×", "*").replace("−", "-")
    plain = re.sub(r"(\d+):\d+", r"\1", plain.replace("^", "**"))
    value = float(eval(plain, {"__builtins__": {}}))  # digits and operators only
    return value * 100 if "**" in plain or plain.rstrip().endswith("- 1") else value


def revised(session: Session, series: str, year: int, value: float, **more: object) -> AddObservations:
    old: Observation = next(item for item in session.observations(series) if item.period.code == str(year))
    changed = replace(old, value=value, text=f"{value:,}", vintage="2026-12-01", **more)  # type: ignore[arg-type]
    return AddObservations((changed,), reason="test")


def test_findings_follow_the_figures_and_are_not_typed_in(sample: Session) -> None:
    before = {item.code for item in findings(sample)}
    assert {"not-one-test", "recomputed-differs"} <= before
    # GDP per head of 2025 as the reference figures imply it: no contradiction any more.
    sample.execute(revised(sample, "gdp_per_capita", 2025, 385000))
    assert "not-one-test" not in {item.code for item in findings(sample)}
    sample.undo()
    # A sector misprinted by a billion: the sum no longer agrees.
    sample.execute(revised(sample, "rd_business", 2022, 13370.7))
    apart = one(findings(sample), "sum-differs", "gerd")
    assert "2022" in (apart.words.en or "")
    sample.undo()
    # A labour force of 2025 that fits the reference figure: the denominator has not been changed.
    known = sample.vintages("labour_force")[-1]
    fitting = replace(known, value=3627600.0, text="3,627,600", vintage="2026-12-01",
                      period=type(known.period).year(2025))  # fmt: skip
    sample.execute(AddObservations((fitting,), reason="test"))
    assert "denominator-switch" not in {item.code for item in findings(sample)}
    sample.undo()
    assert {item.code for item in findings(sample)} == before


def test_as_known_when_the_plan_was_published(sample: Session) -> None:
    then = findings(sample, "2022-12-31")
    codes = {item.code for item in then}
    assert "not-one-test" not in codes  # GDP per head of 2025 was not known
    assert "implied-ratio" in codes
    assert all(
        not figure.vintage or figure.vintage <= "2022-12-31" for item in then for figure in item.inputs
    )


def test_the_command_line(sample: Session, capsys: pytest.CaptureFixture[str]) -> None:
    from workbench.app import cli

    path = str(Path(sample.path))
    assert cli.main(["consistency", path, "--indicator", "K3.2", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert "denominator-switch" in {item["code"] for item in document["findings"]}
    assert cli.main(["consistency", path, "--lang", "zh-Hant"]) == 0
    shown = capsys.readouterr().out
    assert "384,615" in shown
    assert "\u3014" not in shown  # nothing shown in the other language
    assert cli.main(["check", path, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["contradictions"]) > 5
    assert cli.main(["consistency", path, "--indicator", "K9.9"]) == 2
