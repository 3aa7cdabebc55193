"""Tables of the Australian Bureau of Statistics and Stats NZ."""

from __future__ import annotations

import datetime as dt

from tests.unit.importers.families.maker import Counter, F, Made, N
from tests.unit.importers.families.registry import day, made


def _abs(step: int, shown: str, starts: tuple[int, ...]) -> list[Made]:
    n = Counter()
    m = Made("Data1")
    names = (
        "Expenditure on R&D ;  Business ;",
        "Expenditure on R&D ;  Government ;",
        "Expenditure on R&D ;  Total ;",
    )
    dates = [day(2019 + (k * step) // 12, (k * step) % 12 + 1, 1) for k in range(12)]
    m.add(
        [N, *names],
        ["Unit", "$ Million", "$ Million", "Percent"],
        ["Series Type", "Original", "Trend", "Seasonally Adjusted"],
        ["Data Type", "FLOW", "FLOW", "PERCENT"],
        ["Frequency", *["Month"] * 3],
        ["Collection Month", 1, 1, 1],
    )
    m.add(
        ["Series Start", *[dates[at] for at in starts]],
        ["Series End", *[dates[-1]] * 3],
        ["No. Obs", *[12 - at for at in starts]],
        ["Series ID", "A1234567K", "A1234568L", "A1234569W"],
    )
    for k, date in enumerate(dates):
        period = f"{date.year}-{date.month:02d}"
        line: list = [date]
        for at, (name, kind, unit, mult) in enumerate(
            zip(
                names,
                ("Original", "Trend", "Seasonally Adjusted"),
                ("$ Million", "$ Million", "Percent"),
                (10**6, 10**6, 1),
                strict=True,
            )
        ):
            line.append(F(n(), (name, kind), period, unit, mult) if k >= starts[at] else N)
        m.add(line)
    for row in range(len(m.rows)):
        if isinstance(m.rows[row][0], dt.datetime):
            m.formats[row, 0] = shown
        for col in (1, 2, 3):
            if isinstance(m.rows[row][col], dt.datetime):
                m.formats[row, col] = "mmm-yyyy"
    return [m]


@made()
def abs_monthly() -> list[Made]:
    return _abs(1, "mmm-yyyy", (0, 0, 0))


@made()
def abs_quarterly_ragged() -> list[Made]:
    return _abs(3, "mmm-yyyy", (0, 4, 7))


@made()
def abs_publication_table() -> list[Made]:
    """The other family of ABS tables: split years across, units to the right of labels, sections in capitals."""
    n = Counter()
    m = Made("Table_1")
    m.add(
        ["            Australian Bureau of Statistics"],
        ["8104.0 Research and Experimental Development, Businesses, Australia"],
        ["Released at 11:30 am (Canberra time) 1 Sep 2023"],
        ["Table 1. Business R&D, summary statistics"],
        [N],
    )
    m.add([N, N, "2017-18", "2019-20", "2021-22"])
    m.add(["EXPENDITURE ON R&D"])
    periods = ("2017/2018", "2019/2020", "2021/2022")
    for one, unit, mult in (("Business expenditure on R&D", "$m", 10**6), ("BERD/GDP", "%", 1)):
        m.add([one, unit, *[F(n(), ("EXPENDITURE ON R&D", one), p, unit, mult) for p in periods]])
    m.add(["HUMAN RESOURCES DEVOTED TO R&D"])
    for one, unit, mult in (("Researchers", "PYE", 1), ("Technicians", "PYE", 1), ("Total", "PYE", 1)):
        m.add(
            [
                one,
                unit,
                *[
                    F(None, ("HUMAN RESOURCES DEVOTED TO R&D", one), p, None, mult, ("np",), raw="np")
                    if (one, p) == ("Technicians", "2019/2020")
                    else F(n(), ("HUMAN RESOURCES DEVOTED TO R&D", one), p, None, mult)
                    for p in periods
                ],
            ]
        )
    m.add(
        [N],
        ["np not available for publication but included in totals where applicable"],
        ["© Commonwealth of Australia 2023"],
    )
    return [m]


@made()
def snz_year_ended() -> list[Made]:
    n = Counter()
    m = Made("3.1")
    m.add(
        ["Table 3.1"],
        ["Business R&D Expenditure by Industry, 2016 - 2020"],
        [N],
        ["Year ended 31 March", "Primary", "Manufacturing", "Services", "Total"],
        [N, "$ million", N, N, N],
    )
    for year in range(2016, 2021):
        m.add(
            [
                year,
                *[
                    F(n(), (one,), f"{year - 1}/{year}", "$ million", 10**6)
                    for one in ("Primary", "Manufacturing", "Services", "Total")
                ],
            ]
        )
    m.add([N], ["Source: Statistics New Zealand"])
    return [m]


@made()
def snz_june_year_quarters() -> list[Made]:
    """Quarters by name under each year, ``R`` revised, ``..C`` confidential."""
    n = Counter()
    m = Made("Table 1")
    m.add(
        ["Table 1"],
        ["Gross domestic product"],
        ["$(million)"],
        [N],
        ["Quarter", N, "Goods-producing", "Service", "Total GDP"],
    )
    for year in (2021, 2022):
        for at, name in enumerate(("Mar", "Jun", "Sep", "Dec")):
            period = f"{year}-{3 * at + 3:02d}"
            value = n()
            revised = year == 2022 and at > 1
            m.add(
                [
                    year if at == 0 else N,
                    name,
                    F(
                        value,
                        ("Goods-producing",),
                        period,
                        marks=("R",) if revised else (),
                        raw=f"{value}R" if revised else value,
                    ),
                    F(None, ("Service",), period, marks=("C",), raw="C")
                    if (year, at) == (2021, 1)
                    else F(n(), ("Service",), period),
                    F(n(), ("Total GDP",), period),
                ]
            )
    m.add([N], ["Symbols:"], ["R  Revised"], ["C  Confidential"])
    return [m]


@made()
def snz_totals_and_subject_matter() -> list[Made]:
    """Bold group rows that are headings with no figures; totals inside, spacer columns between years."""
    n = Counter()
    m = Made("Table 2")
    m.add(
        ["Table 2"], ["R&D expenditure by purpose"], [N], [N, "2018", N, "2019", N, "2020"], [N, "$(million)"]
    )
    for group, lines in (
        ("Business", ("Environment", "Health", "Total")),
        ("Government", ("Environment", "Defence", "Total")),
    ):
        m.bold = (*m.bold, (len(m.rows), 0))
        m.add([group])
        for one in lines:
            m.add(
                [
                    f"  {one}",
                    F(n(), (group, one), "2018"),
                    N,
                    F(n(), (group, one), "2019"),
                    N,
                    F(n(), (group, one), "2020"),
                ]
            )
    return [m]


@made()
def abs_time_series_months_dd() -> list[Made]:
    """The same workbook with dates shown as dd-mmm-yy."""
    return _abs(1, "mmm\\-yyyy", (0, 2, 0))


@made()
def abs_wide_publication() -> list[Made]:
    """Two header levels merged, units row above the sections, notes by letters."""
    n = Counter()
    m = Made("Table 3")
    m.add(["Table 3. Expenditure on R&D, by type of expenditure"], [N])
    m.add([N, "2019-20", N, N, "2021-22", N, N])
    m.merged += [(2, 1, 2, 3), (2, 4, 2, 6)]
    m.add([N, *["Labour", "Capital", "Total(a)"] * 2], [N, *["$'000"] * 6])
    for one in ("Mining", "Manufacturing", "Total all industries"):
        m.add(
            [
                one,
                *[
                    F(n(), (one, what), p, "$'000", 1000)
                    for p in ("2019/2020", "2021/2022")
                    for what in ("Labour", "Capital", "Total")
                ],
            ]
        )
    m.add([N], ["(a) Includes other current expenditure."])
    return [m]


@made()
def snz_side_notes_and_sections() -> list[Made]:
    """Years down in text, sections of sexes, ``..`` figure not available, ``S`` suppressed beside the figure."""
    n = Counter()
    m = Made("2.7")
    m.add(
        ["Table 2.7"],
        ["Labour force status by sex"],
        [N],
        ["December year", "Employed", "Unemployed"],
        [N, "(000)", N],
    )
    for sex in ("Male", "Female"):
        m.add([sex])
        for year in (2019, 2020, 2021):
            gone = sex == "Female" and year == 2020
            m.add(
                [
                    str(year),
                    F(n(), (sex, "Employed"), str(year), mult=1000),
                    F(None, (sex, "Unemployed"), str(year), mult=1000, marks=("..",), status=("L",), raw="..")
                    if gone
                    else F(n(), (sex, "Unemployed"), str(year), mult=1000),
                ]
            )
    m.add([N], ["Symbol:"], [".. figure not available"], ["Source: Stats NZ"])
    return [m]
