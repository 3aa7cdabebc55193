"""The shipped Blueprint. Expected figures were read by eye in chapter 5 of the document and in the published tables."""

from __future__ import annotations

from collections import Counter

import pytest

from workbench.domain.figure import Observation, Target
from workbench.domain.strategy import NODE_KINDS
from workbench.services import frameworks


@pytest.fixture(scope="module")
def content() -> frameworks.Content:
    return frameworks.load("blueprint-2022")


def newest(content: frameworks.Content, series: str, period: str, as_of: str = "9999") -> Observation:
    known = [
        one
        for one in content.observations
        if one.series_id == series and one.period.code == period and one.vintage <= as_of
    ]
    return max(known, key=lambda one: one.vintage)


def test_counts_are_those_of_the_document(content: frameworks.Content) -> None:
    found = Counter(node.kind for node in content.framework.nodes)
    assert [found[kind] for kind in NODE_KINDS] == [1, 4, 8, 16, 42, 146]


def test_every_item_is_written_in_both_languages(content: frameworks.Content) -> None:
    for node in content.framework.nodes:
        texts = [node.title, *node.components, *(step.text for step in node.progress)]
        texts += [text for target in node.targets for text in (target.text,)]
        texts += [text for text in (node.note, node.due_text) if text.as_dict()]
        assert not any(text.missing for text in texts), node.id
    for body in content.framework.bodies:
        assert not body.name.missing, body.code
    for series in content.indicators:
        assert not series.name.missing, series.id
        assert not series.unit.text.missing, series.id


def test_the_tree_is_in_printed_order(content: frameworks.Content) -> None:
    ids = [node.id for node in content.framework.nodes]
    assert ids[:6] == ["V", "D1", "S1", "S1.G1", "S1.G1.R1", "S1.G1.R1.M1"]
    assert [one for one in ids if one[0] == "D"] == ["D1", "D2", "D3", "D4"]
    parents = {node.id: node.parent for node in content.framework.nodes if node.kind == "strategy"}
    assert parents == {
        "S1": "D1",
        "S2": "D1",
        "S3": "D1",
        "S4": "D1",
        "S5": "D2",
        "S6": "D3",
        "S7": "D4",
        "S8": "D4",
    }


def test_money_is_counted_once(content: frameworks.Content) -> None:
    nodes = {node.id: node for node in content.framework.nodes}
    assert [amount.hkd_million for amount in nodes["S1.G2.R1.M1"].amounts] == [10000]
    elsewhere = nodes["S1.G3.R1.M3"].amounts
    assert [amount.counted_at for amount in elsewhere] == ["S3.G2.R1.M1", "S3.G2.R2.M1"]
    counted = [a.hkd_million for n in nodes.values() for a in n.amounts if not a.counted_at]
    assert sorted(counted) == [2000, 10000, 30000, 32000]


def test_names_of_bodies_hold_for_their_time(content: frameworks.Content) -> None:
    bodies = {body.code: body for body in content.framework.bodies}
    assert (bodies["OGCIO"].until, bodies["OGCIO"].successor) == ("2024-07", "DPO")
    assert (bodies["ITB"].until, bodies["ITB"].successor) == ("2022-06", "ITIB")
    assert bodies["ITIB"].since == "2022-07"


@pytest.mark.parametrize(
    ("indicator", "period", "value", "text"),
    [
        ("K1.1", "2014", 0.74, "0.74%"),
        ("K1.1", "2020", 0.99, "0.99%"),
        ("K1.2", "2014", 2306, "2,306港元"),
        ("K1.2", "2020", 3575, "3,575港元"),
        ("K1.3", "2014", 56, "56:44"),
        ("K1.3", "2020", 58, "58:42"),
        ("K2.1", "2014", 1065, "1 065間"),
        ("K2.1", "2021", 3755, "3 755間"),
        ("K2.2", "2014", 0, "0間"),
        ("K2.2", "2020", 12, "12間"),
        ("K3.1", "2014", 35450, "35 450人"),
        ("K3.1", "2020", 45310, "45 310人"),
        ("K3.2", "2014", 9.15, "9.15"),
        ("K3.2", "2020", 11.56, "11.56"),
        ("K4.1", "2014", 1.2, "1.2%"),
        ("K4.1", "2020", 1.0, "1.0%"),
    ],
)
def test_actuals_printed_in_the_blueprint(
    content: frameworks.Content, indicator: str, period: str, value: float, text: str
) -> None:
    printed = [
        one
        for one in content.observations
        if one.series_id == indicator and one.period.code == period and one.provenance.source_id == "001"
    ]
    assert [(one.value, one.text, one.vintage) for one in printed] == [(value, text, "2022-12-22")]
    assert newest(content, indicator, period).value == value  # no later vintage says otherwise


@pytest.mark.parametrize(
    ("indicator", "first", "second", "qualifiers", "decimals"),
    [
        ("K1.1", (1.3, "1.3%"), (2, "2%"), ("", ""), (1, 0)),
        ("K1.2", (5000, "5,000港元"), (9000, "9,000港元"), ("", ""), (0, 0)),
        ("K1.3", (50, "50:50"), (40, "40:60"), ("", ""), (0, 0)),
        ("K2.1", (5000, "約5 000間"), (7000, "約7 000間"), ("about", "about"), (0, 0)),
        ("K2.2", (18, "18間"), (30, "30間"), ("", ""), (0, 0)),
        ("K3.1", (60000, "60 000人"), (100000, "不少於100 000人"), ("", "at_least"), (0, 0)),
        ("K3.2", (16.54, "16.54"), (28.05, "28.05"), ("", ""), (2, 2)),
        ("K4.1", (1.5, "1.5%"), (5, "5%"), ("", ""), (1, 0)),
    ],
)
def test_reference_figures(
    content: frameworks.Content,
    indicator: str,
    first: tuple[float, str],
    second: tuple[float, str],
    qualifiers: tuple[str, str],
    decimals: tuple[int, int],
) -> None:
    found: list[Target] = [
        one for one in content.targets if one.indicator_id == indicator and one.kind == "reference_target"
    ]
    assert [(one.column_year, one.data_year) for one in found] == [(2027, 2025), (2032, 2030)]
    assert [(one.value, one.text) for one in found] == [first, second]
    assert tuple(one.qualifier for one in found) == qualifiers
    assert tuple(one.decimals for one in found) == decimals


def test_the_eight_come_first_and_are_called_reference_indicators(content: frameworks.Content) -> None:
    eight = [one for one in content.indicators if one.role == "reference"]
    assert [one.id for one in eight] == ["K1.1", "K1.2", "K1.3", "K2.1", "K2.2", "K3.1", "K3.2", "K4.1"]
    assert tuple(eight) == content.indicators[:8]
    assert len({one.color for one in eight}) == 8
    assert [one.direction for one in eight] == [1, 1, -1, 1, 1, 1, 1, 1]
    assert eight[2].unit.kind == "pair"
    assert not any("KPI" in text for one in eight for text in one.name.as_dict().values())


def test_earlier_hopes_are_not_reference_figures(content: frameworks.Content) -> None:
    others = {one.id: one for one in content.targets if one.kind in ("earlier_target", "hope")}
    assert others["K1.1:PA2017-2022"].value == 1.5
    assert others["K1.1:LCQ16-2027"].qualifier == "at_least"
    assert others["K1.3:ACIT-2020"].text == "45:55"
    assert others["K4.1:LCQ16-2032"].value == 10


def test_revisions_are_vintages(content: frameworks.Content) -> None:
    assert newest(content, "K1.1", "2019", "2021").value == 0.92
    assert newest(content, "K1.1", "2019").value == 0.93
    first = newest(content, "gerd", "2018", "2020-01")
    assert (first.value, first.text) == (24497, "244.97億元")
    assert newest(content, "gerd", "2018", "2021").value == 24478.4
    blueprint = newest(content, "gerd", "2020", "2023-01")
    assert (blueprint.value, blueprint.text) == (26554, "265.54億港元")
    assert (newest(content, "gerd", "2020").value, newest(content, "gerd", "2020").text) == (
        26553.6,
        "26,553.6",
    )
    assert newest(content, "gerd", "2023", "2026-01").text == "330.06億元"
    assert newest(content, "gerd", "2024").value == 35771.9
    assert newest(content, "gdp_per_capita", "2022", "2025").value == 382377
    assert newest(content, "gdp_per_capita", "2022").value == 382369


def test_the_sectors_of_2023_are_a_gap(content: frameworks.Content) -> None:
    for series, printed in (
        ("rd_business", "139.06億元"),
        ("rd_higher_education", "200.54億元"),
        ("rd_government", "18.12億元"),
    ):
        years = {one.period.code for one in content.observations if one.series_id == series}
        assert years == {str(year) for year in range(1998, 2023)} | {"2024"}
        assert newest(content, series, "2024").text == printed


def test_the_change_of_method_divides_the_series(content: frameworks.Content) -> None:
    for series in ("gerd", "rd_business", "K1.1", "K1.3"):
        for one in content.observations:
            if one.series_id == series:
                expected = f"{series}@2018" if one.period.start.year >= 2018 else f"{series}@1998"
                assert one.definition == expected, (series, one.period.code)
    rebased = newest(content, "gerd_2017_new_basis", "2017")
    assert rebased.text == "222.13億元"
    definitions = {one.id: one.from_period for one in content.definitions}
    assert definitions["gerd@2018"] == "2018"
    assert definitions["K4.1@domain-2025"] == "2024"


def test_figures_from_outside_say_so(content: frameworks.Content) -> None:
    outside = {
        (one.series_id, one.period.code) for one in content.observations if one.confidence == "outside"
    }
    assert {("K2.1", "2024"), ("K2.1", "2025"), ("K2.2", "2025-11"), ("K3.1", "2024")} <= outside
    assert newest(content, "K3.1", "2024").qualifier == "about"
    assert newest(content, "K2.1", "2015").qualifier == "over"
    official = {source.id: source.official for source in content.framework.sources}
    for one in content.observations:
        if one.confidence == "official":
            assert official[one.provenance.source_id], (one.series_id, one.period.code)


def test_marks_of_provisional_figures_are_kept(content: frameworks.Content) -> None:
    for year in ("2021", "2022"):
        one = newest(content, "K1.1", year, "2024-07")
        assert (one.marks, one.status) == (("@",), ("P",))


def test_glossary(content: frameworks.Content) -> None:
    terms = {term.zh_hant: term for term in content.terms}
    assert terms["創新科技署"].abbreviation == "ITC"
    assert terms["發展願景參考指標"].en == "reference indicators for the development vision"
    assert len(content.terms) > 300


def test_available_and_empty() -> None:
    assert "blueprint-2022" in frameworks.available()
    empty = frameworks.load("empty")
    assert empty.framework.nodes == ()
    assert empty.indicators == ()
    with pytest.raises(frameworks.UsageError) as raised:
        frameworks.load("no-such-plan")
    assert "no-such-plan" in raised.value.words("zh-Hant")
    assert "blueprint-2022" in raised.value.words("en")
