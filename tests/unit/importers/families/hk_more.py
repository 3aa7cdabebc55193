"""More tables of Hong Kong: shares below levels, stacked and hidden parts; tables of rents and prices with brackets and marks."""

from __future__ import annotations

from tests.unit.importers.families.maker import Counter, F, Made, N
from tests.unit.importers.families.registry import made


@made()
def rvd_brackets_quarters() -> list[Made]:
    """``(`` value ``)`` over three columns, quarters as 1 - 3, split headers."""
    n = Counter()
    m = Made("Quarterly  按季")
    m.add([N], ["私 人 辦 公 室  ─  平 均 售 價"], ["PRIVATE  OFFICES  -  AVERAGE  PRICES"], [N])
    m.add([N, N, N, N, N, N, N, "( 每平方米售價  $ / m2 )"])
    m.add(
        [N, "年", "/", "月", N, N, N, N, "甲級", N, N, "乙級", N],
        [N, "Year", "/", "Month", N, N, N, N, "Grade A", N, N, "Grade B", N],
    )
    for year in (2001, 2002, 2003):
        for q, (a, b) in enumerate(((1, 3), (4, 6), (7, 9), (10, 12)), 1):
            period = f"{year}-Q{q}"
            few = year == 2002 and q in (2, 3)
            one = n()
            two = n()
            left, right = ("(", ")") if few else (N, N)
            m.add(
                [
                    N,
                    year if q == 1 else N,
                    N,
                    a,
                    "-",
                    b,
                    N,
                    left,
                    F(one, ("Grade A~甲級",), period, marks=("()",) if few else ()),
                    right,
                    N,
                    F(two, ("Grade B~乙級",), period),
                    N,
                ]
            )
    m.add(
        [N],
        [N, "註釋 ：", "( ) 表示少於20宗成交個案。"],
        [N, "Note :", "( ) Indicates fewer than 20 transactions."],
    )
    return [m]


@made()
def rvd_monthly_marks() -> list[Made]:
    """Months as numbers beside years, provisional mark ``*`` in the column right of its figure."""
    n = Counter(88.1, 0.7)
    m = Made("Monthly  按月")
    m.add(
        ["2.4"],
        ["私 人 住 宅  ─  租 金 指 數"],
        ["PRIVATE  DOMESTIC  -  RENTAL  INDICES"],
        ["( 1999 = 100 )"],
        [N],
    )
    m.add(
        [N, "年", "/", "月", N, N, "A 類", N, "B 類", N, "所有類別", N],
        [N, "Year", "/", "Month", N, N, "Class A", N, "Class B", N, "All Classes", N],
    )
    for year in (2021, 2022):
        for month in range(1, 13):
            late = year == 2022 and month > 10
            mark = "*" if late else N
            said = ("*",) if late else ()
            m.add(
                [
                    N,
                    year if month == 1 else N,
                    N,
                    N,
                    month,
                    N,
                    F(n(), ("Class A~A 類",), f"{year}-{month:02d}", marks=said),
                    mark,
                    F(n(), ("Class B~B 類",), f"{year}-{month:02d}", marks=said),
                    mark,
                    F(n(), ("All Classes~所有類別",), f"{year}-{month:02d}", marks=said),
                    mark,
                ]
            )
    m.add([N], [N, "*", "臨時數字"], [N, "*", "Provisional figures"])
    return [m]


@made()
def csd_both_languages_in_a_cell() -> list[Made]:
    """Header and stub with both languages in one cell, on two lines or one."""
    n = Counter()
    m = Made("Cells")
    m.add(["表 6  按行業劃分的機構單位數目\nTable 6  Number of establishments by industry"])
    m.add(["行業\nIndustry", "2019年\n2019", "2020年\n2020", "2021年\n2021"])
    for zh, en in (
        ("製造", "Manufacturing"),
        ("運輸、倉庫、郵政及速遞服務", "Transportation, storage, postal and courier services"),
        ("合計", "Total"),
    ):
        m.add([f"{zh}\n{en}", *[F(n(), (f"{en}~{zh}",), str(y)) for y in (2019, 2020, 2021)]])
    m.add(["註釋： 截至該年十二月底的數字。\nNote: Figures as at end-December of the year."])
    return [m]


@made()
def csd_year_label_units_below() -> list[Made]:
    """Under each merged year number and share; rate columns without a year of their own."""
    n = Counter()
    m = Made("Pairs")
    m.add(["Table 8 Households by household size"], [N], ["Household size", 2011, N, 2016, N, 2021, N])
    m.merged += [(2, 1, 2, 2), (2, 3, 2, 4), (2, 5, 2, 6)]
    m.add([N, *["Number", "% of total"] * 3], [N])
    for one in ("1", "2", "3", "4", "5", "6 and over", "Total"):
        m.add(
            [
                one,
                *[F(n(), (one,), str(y), u) for y in (2011, 2016, 2021) for u in ("Number", "% of total")],
            ]
        )
    return [m]


@made()
def csd_half_years() -> list[Made]:
    n = Counter()
    m = Made("Half")
    m.add(["表9 上半年及下半年的旅客人次"], ["單位：千人次"], [N], ["年", "半年", "陸路", "海路", "航空"])
    for year in (2018, 2019):
        for at, half in enumerate(("上半年", "下半年"), 1):
            m.add(
                [
                    f"{year}年" if at == 1 else N,
                    half,
                    *[F(n(), (one,), f"{year}-H{at}", "~千人次", 1000) for one in ("陸路", "海路", "航空")],
                ]
            )
    return [m]


@made()
def csd_split_years_down() -> list[Made]:
    """Financial years down, two stub levels, the outer merged; negative figures as (1,234) by number format."""
    n = Counter()
    m = Made("Accounts")
    m.add(
        ["Table 2 Government accounts"],
        ["HK$ million"],
        [N],
        ["Account", "Financial year", "Revenue", "Expenditure", "Surplus/(deficit)"],
    )
    for account in ("General Revenue Account", "Capital Works Reserve Fund"):
        for at, year in enumerate(("2019/20", "2020/21", "2021/22")):
            period = f"20{year[2:4]}/20{year[5:]}"
            m.add(
                [
                    account if at == 0 else N,
                    year,
                    F(n(), (account, "Revenue"), period, "HK$ million", 10**6),
                    F(n(), (account, "Expenditure"), period, "HK$ million", 10**6),
                    F(
                        -n(),
                        (account, "Surplus/(deficit)"),
                        period,
                        "HK$ million",
                        10**6,
                        fmt="#,##0.0;(#,##0.0)",
                    ),
                ]
            )
        m.merged.append((len(m.rows) - 3, 0, len(m.rows) - 1, 0))
    return [m]


@made()
def csd_codes_left_of_labels() -> list[Made]:
    """A numeric code column (hidden) left of the labels, another right of them."""
    n = Counter()
    m = Made("SITC")
    m.add(
        [N, "Table 3.5 Domestic exports by SITC section"],
        [N],
        [N, N, N, "HK$ million"],
        ["Code", "SITC section", "Section code", 2020, 2021, 2022],
    )
    for code, label in enumerate(
        ("Food and live animals", "Beverages and tobacco", "Crude materials", "Mineral fuels")
    ):
        m.add([1000 + code, label, code, *[F(n(), (label,), str(y)) for y in (2020, 2021, 2022)]])
    m.hidden_cols = (0,)
    return [m]


@made()
def csd_text_numbers() -> list[Made]:
    """Figures stored as text: thousands by comma and blank, full width, nil and not applicable."""
    n = Counter(12_345.0, 1111.0)
    m = Made("Text")
    m.add(
        ["表 3 按行業劃分的職位空缺數目"],
        ["Table 3 Number of vacancies by industry"],
        [N],
        ["行業", "Industry", 2019, 2020],
    )

    def text(value: float, sep: str) -> str:
        return f"{int(value):,}".replace(",", sep)

    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for at, (zh, en) in enumerate(
        (("採礦", "Mining"), ("製造", "Manufacturing"), ("建造", "Construction"), ("金融", "Finance"))
    ):
        path = (f"{en}~{zh}",)
        a, b = n(), n()
        shown = [text(a, ","), text(a, " "), text(a, "").translate(wide), text(a, "\u00a0")][at]
        second = (
            F(None, path, "2020", marks=("不適用",), raw="不適用")
            if at == 2
            else F(b, path, "2020", raw=text(b, ","))
        )
        m.add([zh, en, F(a, path, "2019", raw=shown), second])
    m.add([N], ["註釋：", "不適用 = Not applicable"])
    return [m]


@made()
def rvd_years_only_flags_left() -> list[Made]:
    """Annual: mark in the column left of its figure; units in a row of brackets below the names."""
    n = Counter()
    m = Made("Annual  按年")
    m.add(
        [N],
        ["私 人 住 宅  ─  落 成 量"],
        ["PRIVATE  DOMESTIC  -  COMPLETIONS"],
        [N],
        [N, N, N, "A 類", N, "B 類", N, "總數"],
        [N, N, N, "Class A", N, "Class B", N, "Total"],
        [N, "年 Year", N, "(單位數目  No. of units)"],
        [N],
    )
    for year in range(2015, 2022):
        mark = "#" if year == 2018 else N
        said = ("#",) if year == 2018 else ()
        m.add(
            [
                N,
                year,
                mark,
                F(n(), ("Class A~A 類",), str(year), marks=said),
                mark,
                F(n(), ("Class B~B 類",), str(year), marks=said),
                mark,
                F(n(), ("Total~總數",), str(year), marks=said),
            ]
        )
    m.add([N], [N, "#", "包括村屋。"], [N, "#", "Including village houses."])
    return [m]


@made()
def csd_labels_above_figures() -> list[Made]:
    """The Chinese wording on the line above the English one, the figures on the second line."""
    n = Counter()
    m = Made("Above")
    m.add(
        ["表 3.3 按行業劃分的就業人數"],
        ["Table 3.3 Employed persons by industry"],
        [N],
        ["行業"],
        ["Industry", 2016, 2021],
        [N],
    )
    for zh, en in (
        ("製造", "Manufacturing"),
        ("建造", "Construction"),
        ("金融及保險", "Financing and insurance"),
        ("合計", "Total"),
    ):
        m.add([zh], [en, F(n(), (f"{en}~{zh}",), "2016"), F(n(), (f"{en}~{zh}",), "2021")], [N])
    return [m]


@made()
def csd_labels_below_no_gaps() -> list[Made]:
    """The English wording below, without blank rows between, long labels on two lines."""
    n = Counter()
    m = Made("Below")
    m.add(
        ["表 3.4 按職業劃分的就業人數", N, N],
        ["Table 3.4 Employed persons by occupation"],
        [N],
        ["職業", 2016, 2021],
        ["Occupation"],
        [N],
    )
    for zh, *en in (
        ("經理", "Managers"),
        ("服務工作及銷售人員", "Service and", "sales workers"),
        ("文書支援人員", "Clerical support workers"),
        ("合計", "Total"),
    ):
        path = (f"{' '.join(en)}~{zh}",)
        m.add([zh, F(n(), path, "2016"), F(n(), path, "2021")], *[[line] for line in en])
    m.add([N], ["資料來源：政府統計處"], ["Source: Census and Statistics Department"])
    return [m]


@made()
def csd_share_row_beside_english() -> list[Made]:
    """Level beside the Chinese label, share in brackets beside the English one."""
    n = Counter()
    s = Counter(1.3, 2.1)
    m = Made("Shares")
    m.add(["表 4.1 按性別劃分的學生人數"], ["Table 4.1 Students by sex"], [N], ["性別 Sex", 2015, 2020], [N])
    for zh, en in (("男", "Male"), ("女", "Female"), ("合計", "Total")):
        path = (f"{en}~{zh}",)
        m.add([zh, F(n(), path, "2015", fmt="# ##0"), F(n(), path, "2020", fmt="# ##0")])
        m.add(
            [
                en,
                F(s(), path, "2015", "%~%", 1, ("()",), fmt='"("0.0"%)"'),
                F(s(), path, "2020", "%~%", 1, ("()",), fmt='"("0.0"%)"'),
            ],
            [N],
        )
    m.add(
        ["註釋：括號內的數字為佔總數的百分比。"], ["Note: Figures in brackets are percentages of the total."]
    )
    return [m]


@made()
def csd_curly_rows() -> list[Made]:
    """A second row in braces that the note explains."""
    n = Counter()
    s = Counter(0.3, 0.2)
    m = Made("CV")
    m.add(["Table 9 Median hourly wage by industry"], [N], [N, "HK$"], ["Industry", 2020, 2021])
    for en in ("Retail", "Restaurants", "All industries"):
        m.add([en, F(n(), (en,), "2020"), F(n(), (en,), "2021")])
        path = (en, "Figures in curly brackets are coefficients of variation in per cent.")
        m.add(
            [
                N,
                F(s(), path, "2020", marks=("{}",), fmt=r"\{0.0\}"),
                F(s(), path, "2021", marks=("{}",), fmt=r"\{0.0\}"),
            ]
        )
    m.add([N], ["Notes:"], ["{ } Figures in curly brackets are coefficients of variation in per cent."])
    return [m]


@made()
def csd_text_brackets_unexplained() -> list[Made]:
    """A text in brackets that no note explains is no figure, and nobody makes it negative."""
    n = Counter()
    m = Made("Brackets")
    m.add(["Table 2 Change in stocks"], [N], ["Industry", 2020, 2021])
    m.add(["Retail", F(n(), ("Retail",), "2020"), F(None, ("Retail",), "2021", marks=("()",), raw="(12.3)")])
    m.add(["Wholesale", F(n(), ("Wholesale",), "2020"), F(n(), ("Wholesale",), "2021")])
    return [m]


@made()
def csd_annual_and_quarterly_down() -> list[Made]:
    """A year row, then its quarters, then the next year; the last quarters provisional."""
    n = Counter()
    m = Made("GDP Q")
    m.add(
        ["Table 31: GDP by expenditure component"],
        [N],
        [N, N, "HK$ million", N],
        ["Year", "Quarter", "Exports of goods", "Imports of goods"],
    )
    for year in (2021, 2022):
        m.add(
            [
                year,
                N,
                F(n(), ("Exports of goods",), str(year), mult=10**6),
                F(n(), ("Imports of goods",), str(year), mult=10**6),
            ]
        )
        for q in range(1, 5):
            late = (year, q) >= (2022, 3)
            said = ("p",) if late else ()
            m.add(
                [
                    N,
                    f"Q{q} p" if late else f"Q{q}",
                    F(n(), ("Exports of goods",), f"{year}-Q{q}", mult=10**6, marks=said),
                    F(n(), ("Imports of goods",), f"{year}-Q{q}", mult=10**6, marks=said),
                ]
            )
    m.add([N], ["p  Provisional"])
    return [m]


@made()
def csd_two_header_years_text() -> list[Made]:
    """Years as text with 年, two units under each, first column merged over both header rows."""
    n = Counter()
    m = Made("年")
    m.add(["表 5 住戶開支"], [N], ["開支類別", "2014/15年", N, "2019/20年", N])
    m.merged += [(2, 0, 3, 0), (2, 1, 2, 2), (2, 3, 2, 4)]
    m.add([N, "港元", "百分比", "港元", "百分比"])
    for one in ("食品", "住屋", "總計"):
        m.add(
            [one, *[F(n(), (one,), p, u) for p in ("2014/2015", "2019/2020") for u in ("~港元", "~百分比")]]
        )
    return [m]


@made()
def csd_sections_by_sex_centred() -> list[Made]:
    """Headings of sections centred over the data, in both languages, under one header."""
    n = Counter()
    m = Made("Sections")
    m.add(["表 2.2 按年齡劃分的失業人數 Unemployed persons by age"], [N], ["年齡 Age", 2019, 2020, 2021], [N])
    for zh, en in (("男", "Male"), ("女", "Female")):
        m.add([N, f"{zh} {en}", N, N]).merge(1, 3)
        for age in ("15 - 19", "20 - 29", "30 - 39"):
            m.add([age, *[F(n(), (f"{en}~{zh}", f"{age}~{age}"), str(y)) for y in (2019, 2020, 2021)]])
    return [m]


@made()
def csd_columns_hidden_between() -> list[Made]:
    """Years that are hidden are figures all the same."""
    n = Counter()
    m = Made("Hidden")
    m.add(["Table 1 Registered vehicles"], [N], ["Class", *range(2012, 2022)])
    for one in ("Private cars", "Taxis", "Buses"):
        m.add([one, *[F(n(), (one,), str(y)) for y in range(2012, 2022)]])
    m.hidden_cols = (2, 3, 4)
    return [m]


@made()
def csd_years_latest_first_with_index() -> list[Made]:
    """An index sheet in both languages, then tables whose titles it lists."""
    n = Counter()
    index = Made("目錄 Contents").add(
        ["目錄 Contents"],
        ["表 1", "Table 1", "研發開支", "R&D expenditure"],
        ["表 2", "Table 2", "研發人員", "R&D personnel"],
    )
    books = [index]
    for number, (zh, en) in enumerate((("研發開支", "R&D expenditure"), ("研發人員", "R&D personnel")), 1):
        m = Made(str(number))
        m.add([f"表 {number}  {zh}"], [f"Table {number}  {en}"], [N], ["界別", "Sector", 2022, 2021, 2020])
        for a, b in (("工商", "Business"), ("高等教育", "Higher education"), ("政府", "Government")):
            m.add([a, b, *[F(n(), (f"{b}~{a}",), str(y)) for y in (2022, 2021, 2020)]])
        books.append(m)
    return books
