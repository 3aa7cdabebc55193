"""Tables of Taiwan, Shanghai, Singapore, the Philippines and Egypt."""

from __future__ import annotations

from tests.unit.importers.families.maker import Counter, F, Made, N
from tests.unit.importers.families.registry import made


@made()
def dgbas_roc_years() -> list[Made]:
    """Years of the Republic beside the common ones, a group row each five years, units in the header."""
    n = Counter(11.3, 0.9)
    m = Made("3")
    m.add(
        ["第3表  平均每戶家庭收支"],
        ["Table 3.  Average Family Income and Expenditure per Household"],
        ["單位：新臺幣元", N, N, N, "Unit: NT$"],
    )
    m.add(
        ["年別", N, "所得收入總計", "可支配所得", "消費支出"],
        ["Year", N, "Total receipts", "Disposable income", "Consumption expenditures"],
    )
    for year in range(2009, 2021):
        path = (
            ("Total receipts~所得收入總計",),
            ("Disposable income~可支配所得",),
            ("Consumption expenditures~消費支出",),
        )
        m.add([f"{year - 1911}年", year, *[F(n(), p, str(year)) for p in path]])
    m.add(["資料來源：行政院主計總處「家庭收支調查」"], ["Source: DGBAS"])
    return [m]


@made()
def dgbas_roc_only() -> list[Made]:
    """Only years of the Republic, under 民國, months in the rows below each."""
    n = Counter()
    m = Made("就業")
    m.add(["表5 就業者之行業"], ["單位：千人"], ["年月別（民國）", "總計", "農業", "工業", "服務業"])
    for year in (110, 111):
        labels = ("總計", "農業", "工業", "服務業")
        m.add([f"{year}年", *[F(n(), (one,), str(year + 1911), "~千人", 1000) for one in labels]])
        for month in range(1, 13):
            m.add(
                [
                    f"{month}月",
                    *[F(n(), (one,), f"{year + 1911}-{month:02d}", "~千人", 1000) for one in labels],
                ]
            )
    m.add(["資料來源：主計總處人力資源調查"])
    return [m]


@made()
def shanghai_year_in_title() -> list[Made]:
    n = Counter(12.0, 3.0)
    m = Made("Sheet1")
    m.add(["表18.2  各区研究与试验发展情况（2019）"], [N], ["单位：万元"])
    m.add(
        ["地  区", "经费支出", "其  中", N, N, "项目数"], [N, N, "基础研究", "应用研究", "试验发展", N], [N]
    )
    m.merged += [(3, 1, 4, 1), (3, 2, 3, 4), (3, 5, 4, 5)]
    for area in ("总  计", "浦东新区", "黄浦区", "徐汇区"):
        clean = area
        missing = area == "黄浦区"
        m.add(
            [
                area,
                F(n(), ("经费支出", clean), "2019"),
                F(n(), ("其  中", "基础研究", clean), "2019"),
                F(None, ("其  中", "应用研究", clean), "2019", marks=("…",), raw="…")
                if missing
                else F(n(), ("其  中", "应用研究", clean), "2019"),
                F(n(), ("其  中", "试验发展", clean), "2019"),
                F(n(), ("项目数", clean), "2019"),
            ]
        )
    return [m]


@made()
def shanghai_years_across() -> list[Made]:
    """Indicators with their unit in brackets, 指标 in the corner, years across, 其中 by spaces."""
    n = Counter()
    m = Made("C2001")
    m.add(["表20.1  主要年份科技活动基本情况"], [N], ["指    标", 1990, 2000, 2010, 2019])
    for label in ("科技活动人员（万人）", "　研究人员", "R&D经费支出（亿元）", "专利授权量（件）"):
        m.add([label, *[F(n(), (label,), str(y)) for y in (1990, 2000, 2010, 2019)]])
    m.add(["资料来源：上海市科学技术委员会。"])
    return [m]


@made()
def singstat_months_backwards() -> list[Made]:
    n = Counter()
    m = Made("T1")
    m.add(
        ["Theme: Industry"],
        ["Subject: Manufacturing"],
        ["Topic: Index of Industrial Production"],
        ["Table Title: M355301 - Index Of Industrial Production (2019 = 100), Monthly"],
        [N],
        ["Data last updated: 26/01/2024"],
        ["Source: ECONOMIC DEVELOPMENT BOARD"],
        [N],
        [N],
    )
    periods = [
        ("2023 Dec ", "2023-12"),
        ("2023 Nov ", "2023-11"),
        ("2023 Oct ", "2023-10"),
        ("2022 Dec ", "2022-12"),
    ]
    m.add(["Data Series", *[text for text, _ in periods]])
    for label, depth in (
        ("Total", 0),
        ("    Electronics", 1),
        ("        Semiconductors", 2),
        ("    Chemicals", 1),
    ):
        path = {
            "Total": ("Total",),
            "    Electronics": ("Total", "Electronics"),
            "        Semiconductors": ("Total", "Electronics", "Semiconductors"),
            "    Chemicals": ("Total", "Chemicals"),
        }[label]
        m.add(
            [
                label,
                *[
                    F(None, path, period, marks=("na",), raw="na")
                    if (depth == 2 and period == "2022-12")
                    else F(n(), path, period)
                    for _, period in periods
                ],
            ]
        )
    m.add([N], ["Footnotes:"], ["na: not available or not applicable"], [N])
    return [m]


@made()
def singstat_halves_and_quarters() -> list[Made]:
    n = Counter()
    m = Made("T2")
    m.add(
        ["Title: M212345-Domestic Supply Price Index, Base Year 2018, Quarterly"],
        [N],
        ["Variables", "2022 1Q", "2022 2Q", "2022 3Q", "2022 4Q", "2023 1Q"],
    )
    for label in ("All Items", "Oil", "Non-Oil"):
        m.add(
            [label, *[F(n(), (label,), p) for p in ("2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1")]]
        )
    m.add([N], ["Notes:"], ["Data are provisional."])
    return [m]


@made()
def psa_provisional_years() -> list[Made]:
    """Years with marks over pairs of columns, coefficients of variation, regions and provinces."""
    n = Counter(0.3011, 0.0117)

    def v() -> float:
        n._next += n._step
        return round(n._next, 4)

    m = Made("Table 2")
    m.add(
        [
            "Table 2. Annual Per Capita Poverty Threshold and Poverty Incidence, by Region: 2018, 2021 and 2023p"
        ]
    )
    m.add(["Region/Province", "2018", N, "2021", N, "2023p", N])
    m.merged += [(1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 1, 6)]
    m.add([N, *["Poverty Incidence (%)", "Coefficient of Variation"] * 3], [N])

    def line(label: str, path: tuple[str, ...]) -> None:
        cells = []
        for year in ("2018", "2021", "2023"):
            marks = ("p",) if year == "2023" else ()
            for what in ("Poverty Incidence (%)", "Coefficient of Variation"):
                cells.append(F(v(), (*path, what), year, marks=marks))
        m.add([label, *cells])

    line("PHILIPPINES", ("PHILIPPINES",))
    m.add([N])
    line("NATIONAL CAPITAL REGION", ("NATIONAL CAPITAL REGION",))
    line("City of Manila", ("City of Manila",))
    line("Quezon City", ("Quezon City",))
    m.add([N])
    line("REGION I - ILOCOS REGION", ("REGION I - ILOCOS REGION",))
    line("Ilocos Norte a/", ("Ilocos Norte a/",))
    m.add(
        [N],
        ["p - preliminary"],
        ["a/ Estimates are with caution."],
        ["Source: Philippine Statistics Authority"],
    )
    return [m]


@made()
def capmas_indicators() -> list[Made]:
    n = Counter(1.1, 0.7)
    m = Made("Data")
    m.add([N], [N], [N, N, "FIFTH: EDUCATION"], [N])
    years = tuple(range(2005, 2011))
    m.add([N, "Indicator No.", "Indicator", "Unit", *years])
    m.add([N, N, "Literacy"])
    for at, (no, label, unit) in enumerate(
        (
            (1, "Adult literacy rate, Urban", "%"),
            (N, "Adult literacy rate, Rural", "%"),
            (2, "Illiterate persons", "Thousand"),
        )
    ):
        m.add(
            [
                N,
                no,
                label,
                unit,
                *[
                    F(n(), ("Literacy", label), str(y), unit, 1000 if unit == "Thousand" else 1)
                    if (y + at) % 3
                    else N
                    for y in years
                ],
            ]
        )
    m.add([N, N, "Access to schools"])
    for no, label, unit in ((3, "Pupils per teacher", "Ratio"), (4, "Net enrolment, Total", "%")):
        m.add(
            [
                N,
                no,
                label,
                unit,
                *[F(n(), ("Access to schools", label), str(y), unit, 1) if y % 2 else N for y in years],
            ]
        )
    m.add([N], [N, N, "Source: CAPMAS"])
    return [m]


@made("csv")
def tidy_long() -> list[Made]:
    n = Counter()
    m = Made("csv")
    m.add(["Year", "Sex", "Age group", "Persons"])
    for year in (2019, 2020):
        for sex in ("Male", "Female"):
            for age in ("0-14", "15-64", "65+"):
                m.add([year, sex, age, F(n(), (sex, age), str(year))])
    return [m]


@made()
def dgbas_month_dots() -> list[Made]:
    """Months written as 2023/01 or Jan. 2023, mark before the figure."""
    n = Counter()
    m = Made("月")
    m.add(["Table 11 Exports by area"], ["Unit: US$ million"], ["Period", "Asia", "Europe", "America"])
    for at, text in enumerate(("Jan. 2023", "Feb. 2023", "Mar. 2023 (p)", "Apr. 2023 (p)"), 1):
        m.add(
            [
                text,
                *[
                    F(n(), (one,), f"2023-{at:02d}", "US$ million", 10**6, ("(p)",) if at > 2 else ())
                    for one in ("Asia", "Europe", "America")
                ],
            ]
        )
    m.add(["Note: (p) preliminary figures"])
    return [m]


@made()
def shanghai_two_languages() -> list[Made]:
    """Header rows Chinese over English, stub columns at both sides, year columns, unit at both ends."""
    n = Counter()
    m = Made("Sheet1")
    m.add(
        ["表4.3  主要年份从业人员"],
        ["Table 4.3  EMPLOYED PERSONS IN MAIN YEARS"],
        [N],
        ["单位：万人", N, N, N, "Unit: 10 000 persons"],
    )
    m.add(
        ["年  份", "合计", "第一产业", "第二产业", "第三产业"],
        ["Year", "Total", "Primary Industry", "Secondary Industry", "Tertiary Industry"],
        [N],
    )
    for year in (2000, 2005, 2010, 2015, 2019):
        m.add(
            [
                year,
                *[
                    F(n(), (p,), str(year))
                    for p in (
                        "Total~合计",
                        "Primary Industry~第一产业",
                        "Secondary Industry~第二产业",
                        "Tertiary Industry~第三产业",
                    )
                ],
            ]
        )
    return [m]


@made()
def singstat_years_with_sections() -> list[Made]:
    """Stub with blank indentation three deep and a blank row between blocks; ``-`` nil and ``na`` explained."""
    n = Counter()
    m = Made("T9")
    m.add(["Title: Research Expenditure By Sector"], [N], ["Variables", "2017", "2018", "2019"])
    lines = [
        ("Total R&D Expenditure (Million Dollars)", ()),
        ("  Private Sector (Million Dollars)", ()),
        ("  Government Sector (Million Dollars)", ()),
        ("Total Researchers (Number)", ()),
        ("  Private Sector (Number)", ()),
    ]
    for label, _ in lines:
        m.add(
            [
                label,
                *[F(n(), (label.strip(),), y) for y in ("2017", "2018", "2019")],
            ]
        )
    return [m]


@made()
def psa_two_stacked_tables() -> list[Made]:
    """Two titled tables under one another with other columns."""
    n = Counter()
    m = Made("Stack")
    m.add(["Table 1a. Employed persons (in thousands)"], [N], ["Sector", "Jan 2023", "Apr 2023", "Jul 2023"])
    for one in ("Agriculture", "Industry", "Services"):
        m.add([one, *[F(n(), (one,), p) for p in ("2023-01", "2023-04", "2023-07")]])
    m.add([N], ["Table 1b. Employment rate (in percent)"], [N], ["Region", "2021", "2022"])
    for one in ("NCR", "CAR", "Ilocos"):
        m.add([one, *[F(n(), (one,), p) for p in ("2021", "2022")]])
    m.add([N], ["Source: Philippine Statistics Authority"])
    return [m]


@made()
def capmas_year_month_text() -> list[Made]:
    """Years with slash over categories, totals first, a column of the other sex total at the right."""
    n = Counter()
    m = Made("T3")
    m.add(["Table (3) Students by stage and sex 2018/2019"], [N], ["Stage", "Male", "Female", "Total"])
    for one in ("Primary", "Preparatory", "Secondary", "Total"):
        m.add([one, *[F(n(), (one, s), "2018/2019") for s in ("Male", "Female", "Total")]])
    m.add(["Source: Ministry of Education"])
    return [m]


@made()
def dgbas_quarters_in_words() -> list[Made]:
    """Quarters of ROC years as 第1季 with English at the right side of the table."""
    n = Counter()
    m = Made("國民所得")
    m.add(
        ["表1 國民所得統計常用資料"],
        ["Table 1 Principal Figures"],
        ["單位：新臺幣百萬元", N, N, N, "Unit: NT$ million"],
    )
    m.add(
        ["年季別（民國）", "國內生產毛額", "國民所得毛額", "儲蓄", "Period"], [N, "GDP", "GNI", "Savings", N]
    )
    for year in (110, 111):
        m.add(
            [
                f"{year}年",
                *[
                    F(n(), p, str(year + 1911))
                    for p in (("GDP~國內生產毛額",), ("GNI~國民所得毛額",), ("Savings~儲蓄",))
                ],
                str(year + 1911),
            ]
        )
        for q in range(1, 5):
            m.add(
                [
                    f"第{q}季",
                    *[
                        F(n(), p, f"{year + 1911}-Q{q}")
                        for p in (("GDP~國內生產毛額",), ("GNI~國民所得毛額",), ("Savings~儲蓄",))
                    ],
                    f"Q{q}",
                ]
            )
    return [m]


@made()
def shanghai_districts_two_years() -> list[Made]:
    """Two years under each indicator, growth beside them."""
    n = Counter()
    m = Made("Sheet1")
    m.add(
        ["表11.3  各区土地面积、人口（2018-2019）"],
        [N],
        ["地  区", "常住人口(万人)", N, "行政区划面积(平方公里)", N],
        [N, 2018, 2019, 2018, 2019],
    )
    m.merged += [(2, 1, 2, 2), (2, 3, 2, 4)]
    for one in ("总  计", "浦东新区", "徐汇区"):
        m.add(
            [
                one,
                *[
                    F(n(), (one, what), str(y))
                    for what in ("常住人口(万人)", "行政区划面积(平方公里)")
                    for y in (2018, 2019)
                ],
            ]
        )
    return [m]


@made()
def psa_quarters_text() -> list[Made]:
    """Quarters as Q1 2022 in a header of two levels; growth rates beside levels."""
    n = Counter()
    m = Made("T1")
    m.add(
        ["Table 1. Gross National Income by expenditure share, Q1 2022 to Q2 2023"],
        ["At current prices, in million PHP"],
        [N],
    )
    m.add(["ITEMS", "Q1 2022", "Q2 2022", "Q1 2023", "Q2 2023"])
    for one in (
        "1. Household final consumption",
        "2. Government final consumption",
        "Gross Domestic Product",
    ):
        m.add([one, *[F(n(), (one,), p) for p in ("2022-Q1", "2022-Q2", "2023-Q1", "2023-Q2")]])
    m.add([N], ["Source: Philippine Statistics Authority"])
    return [m]


@made()
def singstat_one_column_of_units() -> list[Made]:
    """Yearbook table: unit column between labels and years, ``–`` nil."""
    n = Counter()
    m = Made("5.1")
    m.add(["5.1  RESEARCH AND DEVELOPMENT"], [N], [N, "Unit", 2018, 2019, 2020], [N])
    for label, unit, mult in (
        ("R&D expenditure", "Million Dollars", 10**6),
        ("Researchers", "Number", 1),
        ("Share of GDP", "Per Cent", 1),
    ):
        m.add(
            [
                label,
                unit,
                *[
                    F(None, (label,), str(y), unit, mult, ("–",), raw="–")
                    if (label, y) == ("Researchers", 2018)
                    else F(n(), (label,), str(y), unit, mult)
                    for y in (2018, 2019, 2020)
                ],
            ]
        )
    m.add([N], ["–   Nil or negligible"])
    return [m]


@made()
def capmas_arabic_style_two_sides() -> list[Made]:
    """Governorates with shares in the next column, total first, no years in the cells."""
    n = Counter()
    m = Made("Pop")
    m.add(
        ["Population by governorate on 1/1/2020"],
        [N],
        ["Governorate", "Urban", N, "Rural", N, "Total"],
        [N, "No.", "%", "No.", "%", "No."],
    )
    m.merged += [(2, 1, 2, 2), (2, 3, 2, 4)]
    for one in ("Cairo", "Giza", "Total"):
        m.add(
            [
                one,
                F(n(), (one, "Urban"), None),
                F(n(), (one, "Urban"), None),
                F(n(), (one, "Rural"), None),
                F(n(), (one, "Rural"), None),
                F(n(), (one, "Total"), None),
            ]
        )
    return [m]
