"""Tables as the Census and Statistics Department lays them out: web tables, digests, bilingual rows and columns."""

from __future__ import annotations

from tests.unit.importers.families.maker import Counter, F, Made, N
from tests.unit.importers.families.registry import MONTHS, made


@made("csv")
def csd_web_monthly_visitors() -> list[Made]:
    """Year and month in two stub columns; header levels repeated in each cell; marks behind figures."""
    n = Counter()
    m = Made("csv")
    m.add(["Table 660-04321 : Visitor arrivals by place of residence"] + [N] * 4, [" "] + [N] * 4)
    m.add([" ", " ", "Visitor arrivals (1)", "Visitor arrivals (1)", "Visitor arrivals (1)"])
    m.add([N, N, "Thousands", "Thousands", "Year-on-year % change"])
    m.add(["Place of residence", N, "The mainland of China", "Others (2)", "Total"])
    m.add(["Year", "Month", N, N, N])
    for year in (2021, 2022):
        for month in ["", *MONTHS]:
            period = f"{year}" if not month else f"{year}-{MONTHS.index(month) + 1:02d}"
            one, two = n(), n()
            late = year == 2022 and month == "Dec"
            m.add(
                [
                    year,
                    month,
                    F(
                        one,
                        ("Visitor arrivals", "The mainland of China"),
                        period,
                        "Thousands",
                        1000,
                        ("@",) if late else (),
                        raw=f"{one} @" if late else one,
                    ),
                    F(two, ("Visitor arrivals", "Others"), period, "Thousands", 1000),
                    F(
                        None,
                        ("Visitor arrivals", "Total"),
                        period,
                        "Year-on-year % change",
                        1,
                        ("N.A.",),
                        ("L",),
                        raw="N.A.",
                    )
                    if year == 2021
                    else F(n(), ("Visitor arrivals", "Total"), period, "Year-on-year % change", 1),
                ]
            )
    m.add(
        [N],
        ["Notes:"],
        ["@ Provisional figures."],
        ["N.A. Not available."],
        ["1 Includes transit visitors."],
        ["2 Includes Macao."],
    )
    m.add([N], ["Source:"], ["Hong Kong Tourism Board"], [N], ["Release Date: 31 January, 2023"])
    return [m]


@made("csv")
def csd_web_chinese() -> list[Made]:
    """The Chinese edition of a web table, with quarters and a mark by bracket code."""
    n = Counter(211.0, 1.3)
    m = Made("csv")
    m.add(["表210-06405 : 按性別劃分的勞動人口及失業率", N, N, N, N], [" ", N, N, N, N])
    m.add([" ", " ", "勞動人口 (1)", "勞動人口 (1)", "失業率 (1)"], [N, N, "千人", "千人", "%"])
    m.add(["性別", N, "男性", "女性", "合計"], ["年", "季", N, N, N])
    for year in (2018, 2019, 2020):
        for q in range(1, 5):
            gone = year == 2019 and q == 3
            last = (
                F(None, ("失業率", "合計"), f"{year}-Q{q}", "~%", 1, ("[§3]",), raw="[§3]")
                if gone
                else F(n(), ("失業率", "合計"), f"{year}-Q{q}", "~%", 1)
            )
            m.add(
                [
                    f"{year}年",
                    f"第{q}季",
                    F(n(), ("勞動人口", "男性"), f"{year}-Q{q}", "~千人", 1000),
                    F(n(), ("勞動人口", "女性"), f"{year}-Q{q}", "~千人", 1000),
                    last,
                ]
            )
    m.add(
        [N],
        ["註釋："],
        ["1 數字已作季節性調整。"],
        ["[§3] 由於抽樣誤差大，有關統計數字不予公布。"],
        [N],
        ["資料來源："],
        ["政府統計處綜合住戶統計調查組"],
        ["發布日期：2021年2月18日"],
    )
    return [m]


@made()
def csd_web_years_across() -> list[Made]:
    """Row and column turned: years across, categories with indents down, units beside them."""
    n = Counter()
    m = Made("620-67001")
    m.add(["Table 620-67001 : Number of persons engaged in the innovation and technology sector"], [N])
    m.add(["Year", 2019, 2020, 2021, "2022 @"])
    m.add(["Sector"])
    for text, path in (
        ("Business sector", ("Business sector",)),
        ("Higher education sector", ("Higher education sector",)),
        ("Government sector", ("Government sector",)),
        ("Total", ("Total",)),
    ):
        m.add(
            [
                text,
                *[
                    F(n(), path, str(y), None, None, ("@",) if y == 2022 else ())
                    for y in (2019, 2020, 2021, 2022)
                ],
            ]
        )
    m.add(
        [N],
        ["Notes:"],
        ["@ Figures are subject to revision later on."],
        ["Source:"],
        ["Census and Statistics Department"],
    )
    return [m]


@made()
def csd_bilingual_rows() -> list[Made]:
    """Chinese row above the English row of each label, header the same way, years in a merged group."""
    n = Counter(31.7, 2.9)
    m = Made("Table 3.2")
    m.add(["表 3.2 按行業劃分的就業人數"], ["Table 3.2 Employed persons by industry"], [N])
    m.add([N, "千人", N, N, "百分比"], [N, "Thousand persons", N, N, "Percentage", N, N])
    m.add(["行業", 2016, 2021, N, 2016, 2021], ["Industry"], [N])
    for zh, en in (
        ("製造", "Manufacturing"),
        ("建造", "Construction"),
        ("金融及保險", "Financing and insurance"),
        ("合計", "Total"),
    ):
        path = (f"{en}~{zh}",)
        m.add(
            [
                zh,
                F(n(), path, "2016", None, 1000),
                F(n(), path, "2021", None, 1000),
                N,
                F(n(), path, "2016", None, 1),
                F(n(), path, "2021", None, 1),
            ]
        )
        m.add([en], [N])
    m.add(
        ["註釋：數字經四捨五入。"],
        ["Note: Figures are rounded."],
        ["資料來源：政府統計處"],
        ["Source: Census and Statistics Department"],
    )
    return [m]


@made()
def csd_bilingual_columns() -> list[Made]:
    """Labels in Chinese at the left and English at the right, sexes over years, spacer columns, nil and N.A."""
    n = Counter(5.5, 1.1)
    m = Made("T5")
    m.add(
        ["表 5.1", N, "按年齡組別及性別劃分的研究人員數目"],
        ["Table 5.1", N, "Number of researchers by age group and sex"],
        [N],
    )
    m.add(
        [N, "男性  Male", N, N, N, "女性  Female", N, N, N],
        ["年齡組別", 2018, 2019, N, N, 2018, 2019, N, "Age group"],
    )
    m.merged += [(3, 1, 3, 2), (3, 5, 3, 6)]
    for zh, en in (
        ("15 - 24歲", "15 - 24"),
        ("25 - 34歲", "25 - 34"),
        ("35 - 44歲", "35 - 44"),
        ("總計", "Total"),
    ):
        path = (f"{en}~{zh}",)
        first = (
            F(None, (*path, "Male~男性"), "2018", marks=("-",), raw="-")
            if en == "15 - 24"
            else F(n(), (*path, "Male~男性"), "2018")
        )
        m.add(
            [
                zh,
                first,
                F(n(), (*path, "Male~男性"), "2019"),
                N,
                N,
                F(n(), (*path, "Female~女性"), "2018"),
                F(n(), (*path, "Female~女性"), "2019"),
                N,
                en,
            ]
        )
    m.add([N], ["註釋 Note :"], ["-  零  Nil"])
    return [m]


@made()
def csd_continued() -> list[Made]:
    """A table that goes on on the next page under ``(待續) / To be cont'd``, with its header once more."""
    n = Counter()
    m = Made("Table 2.4")
    m.add(
        ["表 2.4 按主要國家／地區劃分的進口貨值"],
        ["Table 2.4 Value of imports by main country/territory"],
        [N],
    )
    m.add([N, N, "百萬港元  HK$ million"])
    head = ["國家／地區", "Country/territory", 2019, 2020, 2021]
    m.add(head)

    def lines(pairs: list[tuple[str, str]]) -> None:
        for zh, en in pairs:
            m.add(
                [
                    zh,
                    en,
                    *[
                        F(n(), (f"{en}~{zh}",), str(y), "HK$ million~百萬港元", 10**6)
                        for y in (2019, 2020, 2021)
                    ],
                ]
            )

    lines([("日本", "Japan"), ("新加坡", "Singapore"), ("韓國", "Korea")])
    m.add(
        ["(待續)  To be cont'd"],
        [N],
        ["表 2.4 按主要國家／地區劃分的進口貨值（續）"],
        ["Table 2.4 Value of imports by main country/territory (Cont'd)"],
        [N],
        [N, N, "百萬港元  HK$ million"],
        head,
    )
    lines([("泰國", "Thailand"), ("越南", "Viet Nam"), ("所有國家／地區", "All countries/territories")])
    m.add([N], ["資料來源：政府統計處"], ["Source: Census and Statistics Department"])
    return [m]


@made()
def csd_share_rows() -> list[Made]:
    """A second, unlabelled row under each label: shares in brackets, told by their number format."""
    n = Counter()
    s = Counter(1.3, 2.1)
    m = Made("5.6")
    m.add(["表 5.6 按教育程度劃分的就業人數"], ["Table 5.6 Employed persons by educational attainment"], [N])
    m.add(["教育程度", "Educational attainment", 2015, 2020])
    for zh, en in (
        ("小學及以下", "Primary and below"),
        ("中學", "Secondary"),
        ("專上", "Post-secondary"),
        ("合計", "Total"),
    ):
        path = (f"{en}~{zh}",)
        m.add([zh, en, F(n(), path, "2015", fmt="# ##0"), F(n(), path, "2020", fmt="# ##0")])
        m.add(
            [
                N,
                N,
                F(s(), path, "2015", "%~%", 1, ("()",), fmt='"("0.0"%)"'),
                F(s(), path, "2020", "%~%", 1, ("()",), fmt='"("0.0"%)"'),
            ]
        )
    m.add(
        [N],
        ["註釋：括號內的數字為佔總數的百分比。"],
        ["Note: Figures in brackets are percentages of the total."],
    )
    return [m]


@made()
def csd_mixed_marks() -> list[Made]:
    """Marks on figures, on periods and on labels, half the unit, brackets for reliability."""
    n = Counter(10.1, 1.7)
    m = Made("Marks")
    m.add(["Table 7 Internet usage"], [N], [N, N, "Per cent"], ["Age group", 2016, "2018 #", "2020(1)"])

    def path(*p: str) -> tuple[str, ...]:
        return p

    a, b, c = n(), n(), n()
    m.add(
        [
            "10 - 14",
            F(a, ("10 - 14",), "2016"),
            F(n(), ("10 - 14",), "2018", marks=("#",)),
            F(n(), ("10 - 14",), "2020", marks=("(1)",)),
        ]
    )
    m.add(
        [
            "15 - 24 *",
            F(n(), ("15 - 24",), "2016"),
            F(None, ("15 - 24",), "2018", marks=("..", "#"), raw=".."),
            F(b, ("15 - 24",), "2020", marks=("(1)", "§"), raw=f"{b} §"),
        ]
    )
    m.add(
        [
            "25 and over",
            F(c, ("25 and over",), "2016", marks=("@",), raw=f"{c}@"),
            F(n(), ("25 and over",), "2018", marks=("#",)),
            F(None, ("25 and over",), "2020", marks=("(1)", "-"), raw="-"),
        ]
    )
    m.add(
        [N],
        ["Notes:", N],
        ["# Figures are compiled under a new definition."],
        ["* Excluding institutional population."],
        ["§ Large sampling error; treat with caution."],
        ["@ Provisional figures."],
        [".. Not available."],
        ["- Nil."],
        ["(1) The survey was suspended in the first quarter."],
    )
    return [m]


@made()
def csd_two_units() -> list[Made]:
    """Two units in one sheet: level rows and per cent rows in sections with their unit in the heading."""
    n = Counter(55.5, 5.1)
    m = Made("GDP")
    m.add(["Table 1 Gross Domestic Product and its main components"], [N], [N, 2020, 2021, 2022])
    m.add(["HK$ million"])
    for en in ("Private consumption", "Government consumption", "GDP"):
        m.add([en, *[F(n(), (en,), str(y), "HK$ million", 10**6) for y in (2020, 2021, 2022)]])
    m.add(["Year-on-year % change"])
    for en in ("Private consumption", "Government consumption", "GDP"):
        m.add(
            [
                en,
                *[
                    F(-n() if y == 2020 else n(), (en,), str(y), "Year-on-year % change", 1)
                    for y in (2020, 2021, 2022)
                ],
            ]
        )
    for line in m.rows[8:]:
        if line and isinstance(line[1] if len(line) > 1 else None, F):
            line[1].value = -abs(line[1].value)
    return [m]


@made()
def csd_quarters_under_years() -> list[Made]:
    """Years merged over Q1–Q4, the last year not complete."""
    n = Counter()
    m = Made("Quarters")
    m.add(["Table 12 Index of industrial production"], ["(Year 2015 = 100)"], [N])
    m.add(["Industry", 2021, N, N, N, 2022, N])
    m.merged += [(3, 1, 3, 4), (3, 5, 3, 6)]
    m.add([N, "Q1", "Q2", "Q3", "Q4", "Q1", "Q2"])
    for en in (
        "Food, beverages and tobacco",
        "Textiles and wearing apparel",
        "Manufacturing section as a whole",
    ):
        m.add(
            [
                en,
                *[
                    F(n(), (en,), p)
                    for p in ("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1", "2022-Q2")
                ],
            ]
        )
    return [m]


@made()
def csd_months_across_years() -> list[Made]:
    """Jan–Dec across under no merge: the year stands over the first of its months only."""
    n = Counter()
    m = Made("Months")
    m.add(["Consumer Price Index (Oct 2019 - Sep 2020 = 100)"], [N], ["Section", 2022, *[N] * 11, 2023, N, N])
    months = MONTHS
    m.add([N, *months, "Jan", "Feb", "Mar"])
    for en in ("Food", "Housing", "All items"):
        m.add(
            [
                en,
                *[F(n(), (en,), f"2022-{k:02d}") for k in range(1, 13)],
                *[F(n(), (en,), f"2023-{k:02d}") for k in range(1, 4)],
            ]
        )
    return [m]


@made()
def csd_three_levels() -> list[Made]:
    """Three merged header levels and two stub levels with totals inside."""
    n = Counter()
    m = Made("Result")
    m.add(["Population by District Council district, Sex, Year"])
    m.add([N, N, "Population"]).merge(2, 7)
    m.add([N, N, "Number of Persons"]).merge(2, 7)
    m.add(["Year", N, "2011", N, N, "2021", N, N])
    m.merged += [(3, 2, 3, 4), (3, 5, 3, 7)]
    m.add(
        ["Duration", N, "Under 1 year", "1 year or more", "Total", "Under 1 year", "1 year or more", "Total"]
    )
    m.add(["District", "Sex"])
    for district in ("Central and Western", "Sha Tin", "Total"):
        for at, sex in enumerate(("Male", "Female", "Sub-total")):
            cells = []
            for year in ("2011", "2021"):
                for duration in ("Under 1 year", "1 year or more", "Total"):
                    missing = district == "Sha Tin" and sex == "Male" and duration == "Under 1 year"
                    path = ("Population", duration, district, sex)
                    cells.append(
                        F(None, path, year, "Number of Persons", 1, ("-",), raw="-")
                        if missing
                        else F(n(), path, year, "Number of Persons", 1)
                    )
            m.add([district if at == 0 else N, sex, *cells])
        m.merged.append((len(m.rows) - 3, 0, len(m.rows) - 1, 0))
    m.add([N], ["Note: '-' denotes nil."], ["Source: 2021 Population Census"])
    return [m]


@made()
def csd_mid_year_pairs() -> list[Made]:
    """T01 once more: other groups, other years, ``+``, a note column between, label on the first row of three."""
    n = Counter(100_300.0, 1300.0)
    m = Made("T01_02")
    m.add(
        [N, "表", N, "1.2", N, "按居住地區及性別劃分的年中人口"],
        [N, "Table", N, "1.2", N, "Mid-year population by area of residence and sex"],
        [N],
        [N],
    )
    m.add(
        [N, "地區", N, N, N, N, N, N],
        [N, "Area", N, N, "性別", "Sex", N, "2006", "2011", "2016", N, "2021"],
        [N],
    )
    for zh, en in (
        ("香港島", "Hong Kong Island"),
        ("九龍", "Kowloon"),
        ("新界", "New Territories"),
        ("合計", "Total"),
    ):
        for at, (s_zh, s_en) in enumerate((("女", "F"), ("男", "M"), ("男女合計", "Both sexes"))):
            path = (f"{en}~{zh}", f"{s_en}~{s_zh}")
            label = zh if at == 0 else en if at == 1 else N
            m.add(
                [
                    N,
                    label,
                    N,
                    N,
                    s_zh,
                    s_en,
                    N,
                    *[F(n(), path, y, fmt="# ##0") for y in ("2006", "2011", "2016")],
                    N,
                    F(n(), path, "2021", fmt="# ##0"),
                ]
            )
        m.add([N])
    m.add([N, "註釋：", "數字為該年年中的人口估計。"], [N, "Note :", "Figures are mid-year estimates."])
    return [m]


@made()
def csd_change_column() -> list[Made]:
    """Years and, behind them, a column of change between the last two."""
    n = Counter()
    m = Made("Change")
    m.add(["Table 4 Tonnage of freight"], [N], [N, N, N, N, "Thousand tonnes"])
    m.add(["Mode of transport", 2020, 2021, 2022, "% change in 2022 over 2021"])
    for one in ("Air", "River", "Ocean", "Total"):
        m.add(
            [
                one,
                *[F(n(), (one,), str(y)) for y in (2020, 2021, 2022)],
                F(n(), (one, "% change in 2022 over 2021"), None),
            ]
        )
    return [m]
