"""Tables as the Office for National Statistics and Eurostat lay them out."""

from __future__ import annotations

from tests.unit.importers.families.maker import Counter, F, Made, N
from tests.unit.importers.families.registry import day, made


@made()
def ons_stacked_blocks() -> list[Made]:
    """Blocks of men and women under one header with a row of series codes for each."""
    n = Counter()
    m = Made("People SA")
    m.add(
        ["A05 SA Labour market by age group", N, N, "Office for National Statistics"],
        ["United Kingdom (thousands), seasonally adjusted"],
        [N],
    )
    m.add([N, "Aged 16-64", N, "Aged 16-17", N])
    m.add([N, "Employment", "Unemployment", "Employment", "Unemployment"])
    m.merged += [(3, 1, 3, 2), (3, 3, 3, 4)]
    m.add([N, 1, 2, 3, 4], [N])
    for sex, codes in (
        ("Men", ("MGSA", "MGSB", "YBUA", "YBUB")),
        ("Women", ("MGSF", "MGSC", "YCAD", "YCAG")),
    ):
        m.add([sex, *codes])
        for text, period in (
            ("Q1 2019", "2019-Q1"),
            ("Q2 2019", "2019-Q2"),
            ("Q3 2019", "2019-Q3"),
            ("Q4 2019", "2019-Q4"),
        ):
            m.add(
                [
                    text,
                    *[
                        F(n(), (sex, age, what), period, mult=1000)
                        for age in ("Aged 16-64", "Aged 16-17")
                        for what in ("Employment", "Unemployment")
                    ],
                ]
            )
        m.add([N])
    m.add(["Source: Labour Force Survey"])
    return [m]


@made()
def ons_hidden_rows() -> list[Made]:
    """Old periods hidden; they are figures all the same."""
    n = Counter()
    m = Made("Table 1")
    m.add(
        ["Table 1: Gross expenditure on R&D by sector"],
        ["£ million"],
        [N],
        ["Year", "Business", "Government", "Higher education", "Total GERD"],
    )
    for year in range(1990, 2012):
        m.add(
            [
                year,
                *[
                    F(n(), (s,), str(year), "£ million", 10**6)
                    for s in ("Business", "Government", "Higher education", "Total GERD")
                ],
            ]
        )
    m.add([N], ["Source: Office for National Statistics"])
    m.hidden_rows = tuple(range(4, 14))
    return [m]


@made()
def ons_percent_and_level_side_by_side() -> list[Made]:
    """Two tables side by side with their own years and a blank column between."""
    n = Counter()
    m = Made("Fig 2")
    m.add(
        ["Figure 2: R&D by product group"], [N], ["Product", 2015, 2016, 2017, N, "Product", 2015, 2016, 2017]
    )
    m.add([N, "£ million", "£ million", "£ million", N, N, "%", "%", "%"])
    for one in ("Pharmaceuticals", "Motor vehicles", "Aerospace", "Software"):
        m.add(
            [
                one,
                *[F(n(), (one,), str(y), "£ million", 10**6) for y in (2015, 2016, 2017)],
                N,
                one,
                *[F(n(), (one,), str(y), "%", 1) for y in (2015, 2016, 2017)],
            ]
        )
    return [m]


@made()
def ons_time_down_codes() -> list[Made]:
    """The time series download: title row, CDID row, facts in rows; years, quarters and months in one column."""
    n = Counter()
    m = Made("data")
    m.add(
        ["Title", "UK Retail sales: volume", "UK Retail sales: value"],
        ["CDID", "J5EK", "J5C4"],
        ["Source dataset ID", "DRSI", "DRSI"],
        ["PreUnit", N, N],
        ["Unit", "Index, base year = 100", "Index, base year = 100"],
        ["Release Date", "19-01-2024", "19-01-2024"],
        ["Next release", "16 February 2024", "16 February 2024"],
        ["Important Notes", N, N],
    )
    for text, period in (
        ("2021", "2021"),
        ("2022", "2022"),
        ("2022 Q1", "2022-Q1"),
        ("2022 Q2", "2022-Q2"),
        ("2022 NOV", "2022-11"),
        ("2022 DEC", "2022-12"),
    ):
        m.add(
            [text, F(n(), ("UK Retail sales: volume",), period), F(n(), ("UK Retail sales: value",), period)]
        )
    return [m]


def _eurostat(flagged: bool, first_missing: bool, months: bool = False) -> Made:
    n = Counter(3.1, 0.3)
    m = Made("Sheet 1")
    m.add(
        ["Data extracted on 03/02/2024 10:12:45 from [ESTAT]"],
        ["Dataset:", "GERD by sector of performance [rd_e_gerdtot__custom_1]"],
        ["Last updated:", "01/02/2024 23:00"],
        [N],
    )
    m.add(
        ["Time frequency", N, "Monthly" if months else "Annual"],
        ["Sector of performance", N, "All sectors"],
        ["Unit of measure", N, "Percentage of gross domestic product (GDP)"],
        [N],
    )
    periods = ["2023-01", "2023-02", "2023-03"] if months else ["2018", "2019", "2020"]
    head = ["TIME"]
    for period in periods:
        head += [period, N] if flagged else [period]
    m.add(head, ["GEO (Labels)"])
    for row, geo in enumerate(
        ("European Union - 27 countries (from 2020)", "Belgium", "Denmark", "Türkiye", "Kosovo*")
    ):
        line: list = [geo]
        stars: tuple[str, ...] = ()  # of the label, not of each figure
        for at, period in enumerate(periods):
            flag = {(0, 1): "e", (1, 2): "p", (2, 0): "b", (3, 1): "bep"}.get((row, at))
            missing = (row, at) == (3, 2) or (first_missing and row == 0 and at == 0)
            path = (geo.rstrip("*"),)
            if missing:
                line.append(F(None, path, period, marks=(":", *stars), raw=":"))
                flag = None
            else:
                marks = tuple(flag) if flag else ()
                line.append(F(n(), path, period, marks=(*marks, *stars) if flagged else stars))
            if flagged:
                line.append(flag)
        m.add(line)
    m.add([N], ["Special value"], [":", "not available"], [N])
    if flagged:
        m.add(["Observation flags:"], ["b", "break in time series"], ["e", "estimated"], ["p", "provisional"])
    return m


@made()
def eurostat_flags() -> list[Made]:
    return [_eurostat(True, False)]


@made()
def eurostat_first_missing() -> list[Made]:
    return [_eurostat(True, True)]


@made()
def eurostat_months_no_flags() -> list[Made]:
    return [_eurostat(False, False, months=True)]


@made()
def eurostat_two_sheets() -> list[Made]:
    """Summary, structure and two sheets, as the data browser gives them."""
    summary = Made("Summary").add(
        [N],
        ["GERD by sector of performance"],
        ["Open product page", "Open in Data Browser"],
        ["Contents", "Time frequency", "Sector", "Unit"],
        ["Sheet 1", "Annual", "All sectors", "Percentage of GDP"],
        ["Sheet 2", "Annual", "Business", "Percentage of GDP"],
    )
    structure = Made("Structure").add(
        ["Structure"],
        [N, "Dimension", "Position"],
        [N, "Label", "Label"],
        [N, "Time", "2018"],
        [N, "Time", "2019"],
        [N, "Time", "2020"],
    )
    one, two = _eurostat(True, False), _eurostat(False, True)
    two.name = "Sheet 2"
    return [summary, structure, one, two]


@made()
def ons_old_and_new_series() -> list[Made]:
    """A year that occurs twice, once for each series: the labels tell them apart."""
    n = Counter()
    m = Made("Break")
    m.add(
        ["Table 5: R&D employment"],
        ["Thousands"],
        [N],
        [N, "Old series", N, N, "New series", N],
        [N, 2016, 2017, 2018, 2018, 2019],
    )
    m.merged += [(3, 1, 3, 3), (3, 4, 3, 5)]
    for one in ("Scientists", "Technicians", "All"):
        m.add(
            [
                one,
                *[F(n(), (one, "Old series"), y, mult=1000) for y in ("2016", "2017", "2018")],
                *[F(n(), (one, "New series"), y, mult=1000) for y in ("2018", "2019")],
            ]
        )
    return [m]


@made()
def ons_accessible_format() -> list[Made]:
    """The newer books: notes above the table, ``[note 1]`` in headings, ``[x]``, ``[c]``, ``[r]`` in cells."""
    n = Counter()
    m = Made("Table_1")
    m.add(["Table 1: Expenditure on R&D by sector, current prices, UK, 2018 to 2020 [note 1]"])
    m.add(
        [
            "This worksheet contains one table. Some cells refer to notes which can be found in the notes worksheet."
        ]
    )
    m.add(["Some shorthand is used in this table, [x] = not available, [c] = confidential."])
    m.add(["Source: Office for National Statistics"])
    m.add(["Sector of performance", "2018\n(£ million)", "2019\n(£ million)", "2020\n(£ million) [note 2]"])
    for one in ("Government", "Higher education", "Business", "Total"):
        row: list = [one]
        for y in ("2018", "2019", "2020"):
            if (one, y) == ("Government", "2020"):
                row.append(F(None, (one,), y, "£ million", 10**6, ("[x]",), raw="[x]"))
            elif (one, y) == ("Business", "2018"):
                row.append(F(None, (one,), y, "£ million", 10**6, ("[c]",), raw="[c]"))
            else:
                row.append(F(n(), (one,), y, "£ million", 10**6))
        m.add(row)
    return [m]


@made()
def ons_real_dates_and_rolling() -> list[Made]:
    """Month ends as real dates."""
    n = Counter()
    m = Made("Dates")
    m.add(["Vacancies"], ["Thousands"], [N], ["Month", "Construction", "Finance", "Total"])
    for at, date in enumerate(
        (day(2023, 1, 1), day(2023, 2, 1), day(2023, 3, 1), day(2023, 4, 1)),
        1,
    ):
        m.formats[len(m.rows), 0] = "mmm yyyy"
        m.add(
            [
                date,
                *[
                    F(n(), (one,), f"2023-{at:02d}", mult=1000)
                    for one in ("Construction", "Finance", "Total")
                ],
            ]
        )
    return [m]


@made()
def eurostat_quarters() -> list[Made]:
    n = Counter()
    m = Made("Sheet 1")
    m.add(
        ["Data extracted on 03/02/2024 10:12:45 from [ESTAT]"],
        ["Dataset:", "Job vacancy rate [jvs_q_nace2]"],
        [N],
        ["TIME", "2022-Q3", N, "2022-Q4", N, "2023-Q1", N],
        ["GEO (Labels)"],
    )
    for at, geo in enumerate(("Belgium", "Bulgaria", "Czechia")):
        flag = "p" if at == 1 else N
        said = ("p",) if at == 1 else ()
        m.add(
            [
                geo,
                F(n(), (geo,), "2022-Q3"),
                N,
                F(n(), (geo,), "2022-Q4"),
                N,
                F(n(), (geo,), "2023-Q1", marks=said),
                flag,
            ]
        )
    m.add([N], ["Observation flags:"], ["p", "provisional"])
    return [m]


@made()
def ons_three_month_periods_codes() -> list[Made]:
    """Rolling three months: no code of a period, but labels that tell them apart and a question."""
    n = Counter()
    m = Made("Table 10")
    m.add(
        ["Redundancies"],
        ["Thousands, seasonally adjusted"],
        [N],
        [N, "People", "Men", "Women"],
        [N, "BEAO", "BEIR", "BEIU"],
    )
    for text in ("Dec-Feb 2020", "Jan-Mar 2020", "Feb-Apr 2020"):
        period = "2020-Q1" if text.startswith("Jan") else None
        m.add(
            [text, *[F(n(), (one,) if period else (one, text), period) for one in ("People", "Men", "Women")]]
        )
    return [m]


@made()
def ons_regions_with_codes() -> list[Made]:
    """Area codes left of area names, regions in capitals, spacer column before the first figure."""
    n = Counter()
    m = Made("Table 7")
    m.add(
        ["Table 7: R&D expenditure by region, 2018 to 2020"],
        ["£ million"],
        [N],
        ["Area code", "Area name", N, 2018, 2019, 2020],
    )
    for code, name in (
        ("K02000001", "UNITED KINGDOM"),
        ("E92000001", "ENGLAND"),
        ("E12000001", "North East"),
        ("W92000004", "WALES"),
    ):
        m.add([code, name, N, *[F(n(), (name,), str(y), "£ million", 10**6) for y in (2018, 2019, 2020)]])
    return [m]


@made()
def ons_two_tables_stacked_same_columns() -> list[Made]:
    """Levels, then growth, each with its own title line and header."""
    n = Counter()
    m = Made("A1")
    m.add(["A1 Gross domestic product"], [N])
    for title, unit, mult in (
        ("Current prices (£ million)", "£ million", 10**6),
        ("Percentage change on previous year (%)", "%", 1),
    ):
        m.add([title], [N, "Agriculture", "Production", "Services"])
        for y in (2019, 2020, 2021):
            m.add(
                [
                    y,
                    *[
                        F(n(), (title, one), str(y), unit, mult)
                        for one in ("Agriculture", "Production", "Services")
                    ],
                ]
            )
        m.add([N])
    return [m]


@made()
def eurostat_geo_across_time_down() -> list[Made]:
    """Countries across with flags, years down."""
    n = Counter()
    m = Made("Sheet 1")
    m.add(
        ["Data extracted on 30/12/2024 11:07:17 from [ESTAT]"],
        ["Dataset:", "GERD [rd_e_gerdtot]"],
        [N],
        ["Time frequency", N, "Annual"],
        ["Unit of measure", N, "Euro per inhabitant"],
        [N],
    )
    m.add(["GEO (Labels)", "Belgium", N, "Spain", N, "Austria", N], ["TIME"])
    for year in range(2015, 2021):
        line: list = [str(year)]
        for at in range(3):
            flag = {(2015, 0): "b", (2016, 1): "d", (2020, 0): "p", (2020, 1): "p", (2020, 2): "ep"}.get(
                (year, at)
            )
            name = ("Belgium", "Spain", "Austria")[at]
            line += [F(n(), (name,), str(year), marks=tuple(flag or "")), flag]
        m.add(line)
    m.add(
        [N],
        ["Special value"],
        [":", "not available"],
        ["Observation flags:"],
        ["b", "break in time series"],
        ["d", "definition differs (see metadata)"],
        ["e", "estimated"],
        ["p", "provisional"],
    )
    return [m]
